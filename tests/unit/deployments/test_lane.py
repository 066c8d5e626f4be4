"""A flow is watched by what becomes of its work, and never waited for too long."""

import asyncio
import socket
import time
from threading import Event

import pytest

from deployments import lane
from deployments.lane import Lane, answers


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(lane, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(lane, "TURN_SECONDS", 0.1)


def test_a_flow_that_does_its_work_leaves_nothing_to_do():
    left = ["chase", "remind"]

    async def flow():
        while left:
            left.pop()

    assert Lane("test").work(flow, left=lambda: tuple(left)) is True


def test_work_is_done_when_nothing_is_left_although_the_flow_goes_on():
    left, go_on = ["chase"], Event()

    async def flow():
        left.clear()
        await asyncio.to_thread(go_on.wait, 5)

    began = time.monotonic()
    assert Lane("test").work(flow, left=lambda: tuple(left)) is True
    assert time.monotonic() - began < 2
    go_on.set()


def test_work_that_stands_still_is_given_back_while_the_flow_hangs():
    go_on, busy = Event(), Lane("test")

    async def flow():
        await asyncio.to_thread(go_on.wait, 10)

    began = time.monotonic()
    assert busy.work(flow, left=lambda: ("chase",)) is False
    assert time.monotonic() - began < 2
    assert not busy.is_free()
    assert busy.work(flow, left=lambda: ("chase",)) is False
    go_on.set()


def test_work_that_only_grows_stands_still():
    go_on, left = Event(), ["chase"]

    async def flow():
        await asyncio.to_thread(go_on.wait, 10)

    def growing():
        left.append(f"chase {len(left)}")
        return tuple(left)

    began = time.monotonic()
    assert Lane("test").work(flow, left=growing) is False
    assert time.monotonic() - began < 2
    go_on.set()


def test_slow_work_that_gets_on_is_left_to_the_flow():
    left = list(range(8))

    async def flow():
        while left:
            await asyncio.sleep(0.15)
            left.pop()

    assert Lane("test").work(flow, left=lambda: tuple(left)) is True


def test_a_flow_that_fails_gives_its_work_back_at_once():
    async def flow():
        raise ConnectionError("the server died")

    began = time.monotonic()
    broken = Lane("test")
    assert broken.work(flow, left=lambda: ("chase",)) is False
    assert time.monotonic() - began < 1
    assert broken.is_free()


def test_a_server_that_is_not_there_does_not_answer():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        assert answers(f"http://127.0.0.1:{port}/api") is False


def test_a_server_that_accepts_and_says_nothing_does_not_answer_within_a_second():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        assert answers(f"http://127.0.0.1:{silent.getsockname()[1]}/api") is False
        assert time.monotonic() - began < 3
