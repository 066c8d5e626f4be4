"""Any journey as it stood at any instant, and any decision with what its maker could see."""

import pytest

from casework import asking
from casework.errors import NotFoundError
from journey.commands import chronology, running
from journey.evolve import fold
from journey.terms import Kind, MeetingKind, Outcome, Paper
from models import log
from tests.support.cases import (
    ASKED,
    CONFERRING,
    CONTACT,
    PROTECTED,
    REFERRED,
    at,
    decide_two,
    hold,
    reply,
    sign,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import ADMINISTRATOR, AUDITOR, MONA, POLICE, tell, tell_on

LONG = (
    *PROTECTED,
    at("2025-09-24", "14:00"),
    hold(MeetingKind.CORE_GROUP),
    at("2025-10-08", "14:00"),
    chronology.MarkSignificant(version=1, why="the first telling"),
    running.Hold(until=london("2025-10-20", "10:00"), reason="the family is abroad"),
)


def recorded(hub, reference):
    with hub.store.read() as session:
        return log.load(session, reference)


def test_at_every_instant_of_a_long_journey_it_is_shown_as_it_then_stood(sqlite_hub):
    story = tell(sqlite_hub, LONG)
    events = recorded(sqlite_hub, story.reference)
    instants = sorted({each.recorded_at for each in events})
    assert len(instants) > 10
    for instant in instants:
        known = [each for each in events if each.recorded_at <= instant]
        case = fold(known)
        then = asking.show(sqlite_hub, MONA, story.reference, as_of=instant)
        assert (then.version, then.stage) == (len(known), case.stage)
        assert [each.version for each in then.timeline] == [each.version for each in known]
        assert [each.id for each in then.meetings] == list(case.meetings)
        assert [each.id for each in then.visits] == list(case.visits)
        assert [each.id for each in then.decisions] == list(case.decisions)
        assert {each.id for each in then.episodes if each.open} == {
            each.id for each in case.open_episodes()
        }


def test_the_long_journey_has_events_of_every_family(sqlite_hub):
    story = tell(sqlite_hub, LONG)
    shown = asking.show(sqlite_hub, MONA, story.reference)
    assert {each.kind for each in shown.timeline} >= {
        *("contact", "decision", "meeting", "practice", "running", "clock", "chronology"),
    }


def test_a_meeting_is_planned_then_and_held_later(hub):
    story = tell(hub, LONG)
    now = asking.show(hub, MONA, story.reference)
    core = next(each for each in now.meetings if each.kind is MeetingKind.CORE_GROUP)
    before = asking.show(hub, MONA, story.reference, as_of=london("2025-09-24", "13:00"))
    assert core.id not in [each.id for each in before.meetings]
    assert core.held_at == london("2025-09-24", "14:00")


def test_each_decision_is_looked_at_with_the_record_that_its_maker_had(hub):
    story = tell(hub, LONG)
    numbers = [each.id for each in asking.show(hub, MONA, story.reference).decisions]
    assert len(numbers) >= 5
    for number in numbers:
        found = asking.decision(hub, MONA, story.reference, number)
        assert found.journey.version == found.decision.known_version
        assert number not in [each.id for each in found.journey.decisions]
        assert found.decision.episode in [e.id for e in found.journey.episodes if e.open]
        assert found.journey.as_of == found.decided_at
        assert found.journey.actions == ()


def test_decision_two_without_a_reply_shows_it_missing_and_what_came_later(hub):
    story = tell(
        hub,
        ASKED,
        at("2025-09-03", "11:00"),
        reply("police"),
        decide_two(Outcome.ASSESSMENT, "health"),
        sign(),
        at("2025-09-05", "11:00"),
        reply("health"),
    )
    number = asking.show(hub, MONA, story.reference).decisions[-1].id
    found = asking.decision(hub, MONA, story.reference, number)
    assert {each.agency: each.state for each in found.journey.requests} == {
        "police": "nothing-known",
        "health": "asked",
    }
    assert found.decision.known.replies_missing == ("health",)
    assert [each.agency for each in found.decision.known.came_later] == ["health"]
    assert [each.id for each in found.journey.concerns if each.open] == ["C1"]
    owed = {each.label: each.standing for each in found.journey.obligations}
    assert owed["research-reply:health"] == "on_track"
    now = asking.show(hub, MONA, story.reference)
    assert {e.label: e.standing for e in now.obligations}["research-reply:health"] == "cancelled"


def test_what_was_late_is_judged_by_the_hour_of_the_decision_not_of_the_look(hub):
    story = tell(hub, REFERRED, at("2025-09-30", "11:00"))
    found = asking.decision(hub, MONA, story.reference, "D1")
    owed = {each.label: each.standing for each in found.journey.obligations}
    assert owed["contact-decision"] == "on_track"
    assert found.decided_at == london("2025-09-02", "10:00")


def test_meetings_and_visits_known_then_are_named(hub):
    story = tell(hub, PROTECTED)
    shown = asking.show(hub, MONA, story.reference)
    by_kind = {each.kind: each for each in shown.decisions}
    assert by_kind[Kind.CONTACT].known.meetings_held == ()
    assert by_kind[Kind.STRATEGY_DISCUSSION].known.meetings_held == ("M1",)
    assert by_kind[Kind.CONFERENCE].known.meetings_held == ("M1", "M2")
    assert by_kind[Kind.STRATEGY_DISCUSSION].known.visits == ()
    assert by_kind[Kind.ENQUIRY].known.visits == ("V1",)


def test_papers_and_who_was_there_stand_with_the_meeting(sqlite_hub):
    from journey.commands.meetings import CirculatePaper  # noqa: PLC0415 - beside its only use

    story = tell(sqlite_hub, CONFERRING)
    tell_on(
        story,
        CirculatePaper(paper=Paper.MINUTES, meeting="M1", to=("police",), how="secure mail"),
    )
    first = asking.show(sqlite_hub, MONA, story.reference).meetings[0]
    assert first.kind is MeetingKind.STRATEGY_DISCUSSION
    assert {each.party for each in first.attendance} >= {"social-care", "police", "health"}
    assert [(each.paper, each.to) for each in first.papers] == [(Paper.MINUTES, ("police",))]


@pytest.mark.parametrize("number", ["D9", "d1", "O1", ""])
def test_a_decision_that_is_not_there_is_not_found(sqlite_hub, number):
    story = tell(sqlite_hub, REFERRED)
    with pytest.raises(NotFoundError):
        asking.decision(sqlite_hub, MONA, story.reference, number)


@pytest.mark.parametrize("reader", [POLICE, ADMINISTRATOR])
def test_a_decision_is_not_for_partners_and_administrators(sqlite_hub, reader):
    story = tell(sqlite_hub, ASKED)
    with pytest.raises(NotFoundError):
        asking.decision(sqlite_hub, reader, story.reference, "D1")
    assert asking.decision(sqlite_hub, AUDITOR, story.reference, "D1").decision.id == "D1"


def test_before_any_decision_there_is_none_to_look_at(sqlite_hub):
    story = tell(sqlite_hub, CONTACT)
    with pytest.raises(NotFoundError):
        asking.decision(sqlite_hub, MONA, story.reference, "D1")
