"""Whatever anybody asks for, in whatever order, at whatever time: what must hold for ever."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.commands import COMMANDS
from journey.diagnosis import StaffState, all_findings, diagnose
from journey.events import EVENTS
from journey.evolve import fold
from journey.invariants import broken
from journey.refusals import Refused
from journey.terms import Finding, MeetingKind, Outcome, Progress
from tests.support.caring import LOOKED_AFTER, PROCEEDING, fostered, gone
from tests.support.cases import (
    ASKED,
    CLOSED,
    CONFERRING,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    DOWN,
    ENDED,
    ENQUIRING,
    HANDED_OFF,
    HELPED,
    PLANNED,
    PROTECT,
    PROTECTED,
    RECEIVED,
    RESEARCHING,
    decide_two,
    hold,
    play,
    protect_anew,
    reply,
    review,
    sign,
)
from tests.support.rulebook import RULEBOOK
from tests.support.walks import Chance, walk

LATE_REPLY = (
    *ASKED,
    decide_two(Outcome.ASSESSMENT, "police", "health"),
    sign(),
    reply("police"),
)
STARTS = (
    CONTACT,
    RESEARCHING,
    ASKED,
    LATE_REPLY,
    HANDED_OFF,
    ENDED,
    CLOSED,
    (DISCUSSING, DISCUSSED),
    ENQUIRING,
    CONFERRING,
    PROTECTED,
    HELPED,
    (PROTECTED, PLANNED, hold(MeetingKind.CORE_GROUP), review(Progress.WORSE)),
    (DOWN, protect_anew()),
    (DOWN, protect_anew(), PROTECT),
    LOOKED_AFTER,
    (LOOKED_AFTER, gone()),
    PROCEEDING,
    (HELPED, fostered(datetime(2025, 8, 1, tzinfo=UTC))),
)
STAFF = {
    "carla": StaffState(away_until=datetime(2025, 10, 1, tzinfo=UTC)),
    "cyril": StaffState(gone=True),
}
seeds = st.integers(0, 2**32 - 1)


def holds(played):
    """Assert what holds of every journey at every instant."""
    case, log = played.case, played.log
    assert [each.version for each in log] == list(range(1, len(log) + 1))
    assert case.version == len(log)
    assert list(broken(case)) == []
    diagnosed(played, list(case.open_obligations()))


def diagnosed(played, owing):
    """Assert that one finding leads, that it is no secret's, and that it can be acted on."""
    findings = all_findings(played.case, now=played.now, staff=STAFF, rulebook=RULEBOOK)
    leading = diagnose(played.case, now=played.now, staff=STAFF, rulebook=RULEBOOK)
    assert (leading is None) == (not played.case.is_open and not owing)
    assert leading == (findings[0] if findings else None)
    assert [each.grade for each in findings] == sorted(each.grade for each in findings)
    for each in findings:
        assert each.finding is not Finding.SILENT
        assert each.command is None or each.command in COMMANDS
        assert each.sentence.endswith(".")
        assert each.since <= played.now
        for personal in ("Invented", "hungry", "worry"):
            assert personal not in repr(each)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), seeds, st.integers(0, 40))
def test_whatever_is_asked_for_in_any_order_a_journey_stays_whole(start, seed, steps):
    played = walk(play(start), seed, steps, holds)
    assert fold(played.log) == played.case


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_before_a_contact_nothing_else_can_be_given(seed):
    played = play()
    user, command = Chance(seed).step(played)
    assert command == RECEIVED or isinstance(played.give(command, user), Refused)


def test_chance_comes_everywhere():
    commands, events = set(), set()
    for seed in range(30 * len(STARTS)):
        played = walk(
            play(STARTS[seed % len(STARTS)]),
            seed,
            40,
            given=lambda command: commands.add(type(command)),
        )
        events |= {type(each.event) for each in played.log}
    assert set(COMMANDS.values()) == commands
    assert set(EVENTS.values()) == events
