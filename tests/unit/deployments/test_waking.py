"""One kind of work, done when woken, never twice at once."""

from threading import Event

import pytest

from deployments.waking import Waking
from tests.support.processes import wait_until


@pytest.fixture
def waking():
    """Make one that is stopped afterwards."""
    made = []

    def make(work):
        made.append(Waking("test", work))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        each.stop()
        assert each.join(5)


def test_it_works_once_for_each_time_it_is_woken(waking):
    done = []
    each = waking(lambda: done.append("once"))
    each.wake()
    wait_until(lambda: done == ["once"], seconds=5, every=0.01)
    each.wake()
    wait_until(lambda: len(done) > 1, seconds=5, every=0.01)
    each.stop()
    assert each.join(5)
    assert done == ["once", "once"]


def test_woken_at_work_it_works_once_more_however_often_it_was_woken(waking):
    began, go_on, done = Event(), Event(), []

    def work():
        began.set()
        go_on.wait(5)
        done.append("once")

    each = waking(work)
    each.wake()
    assert began.wait(5)
    for _ in range(3):
        each.wake()
    go_on.set()
    wait_until(lambda: len(done) == 2, seconds=5, every=0.01)
    each.stop()
    assert each.join(5)
    assert done == ["once", "once"]


def test_work_that_fails_is_done_again_when_it_is_woken_again(waking):
    tried = []

    def work():
        tried.append("once")
        raise RuntimeError("the database was away")

    each = waking(work)
    each.wake()
    wait_until(lambda: len(tried) == 1, seconds=5, every=0.01)
    each.wake()
    wait_until(lambda: len(tried) > 1, seconds=5, every=0.01)
    each.stop()
    assert each.join(5)
    assert tried == ["once", "once"]
