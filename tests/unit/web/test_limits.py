"""How many requests a caller may make."""

from tests.unit.web.callers import callers_on
from web.access import digest
from web.limits import Limiter


class Ticks:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def limiter(per_minute=60, **more):
    ticks = Ticks()
    return Limiter(per_minute, ticks=ticks, **more), ticks


def test_a_caller_may_burst_and_then_keeps_the_pace():
    limit, ticks = limiter(60)
    assert [limit.wait("192.0.2.1", None) for _ in range(16)] == [0] * 15 + [1]
    ticks.now = 1.0
    assert limit.wait("192.0.2.1", None) == 0
    assert limit.wait("192.0.2.1", None) == 1


def test_one_caller_does_not_take_from_another():
    limit, _ = limiter(60)
    for _ in range(16):
        limit.wait("192.0.2.1", None)
    assert limit.wait("192.0.2.2", None) == 0


def test_a_made_up_key_does_not_open_a_new_bucket():
    limit, _ = limiter(60)
    assert sum(limit.wait("192.0.2.1", f"guess-{n}") > 0 for n in range(30)) == 15


def test_a_valid_key_has_a_bucket_of_its_own():
    limit, _ = limiter(60)
    limit.vouch(digest("valid"))
    for _ in range(20):
        limit.wait("192.0.2.1", None)
    assert limit.wait("192.0.2.1", None) > 0
    assert limit.wait("192.0.2.1", "valid") == 0


def test_this_machine_is_not_limited_unless_asked_for():
    limit, _ = limiter(60)
    assert not any(limit.wait("127.0.0.1", None) for _ in range(100))
    assert not any(limit.wait("::1", None) for _ in range(100))
    strict, _ = limiter(60, loopback_too=True)
    assert any(strict.wait("127.0.0.1", None) for _ in range(100))


def test_no_limit_is_no_limit():
    limit, _ = limiter(0)
    assert not any(limit.wait("192.0.2.1", None) for _ in range(10_000))


def test_what_is_remembered_stays_small():
    limit, _ = limiter(60, remembered=100)
    for number in range(1_000):
        limit.wait(f"192.0.2.{number}", None)
        limit.vouch(f"key {number}")
    assert len(limit._buckets) == 100
    assert len(limit._vouched) == 100


def test_who_comes_too_often_is_told_when_to_come_again(sqlite_store):
    limit, ticks = limiter(60)
    callers = callers_on(sqlite_store, limiter=limit)
    answers = [callers.get(None, "/version") for _ in range(16)]
    assert [each.status_code for each in answers] == [200] * 15 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert answers[-1].headers["x-content-type-options"] == "nosniff"
    ticks.now = 5.0
    assert callers.get(None, "/version").status_code == 200
