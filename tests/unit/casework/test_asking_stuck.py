from datetime import UTC, timedelta

import pytest

from casework import asking
from casework.asking.sticking import leading
from casework.errors import BadInputError
from casework.people import deactivate
from journey.commands import running
from journey.diagnosis import diagnose
from journey.evolve import fold
from journey.terms import Kind, Outcome, Rating
from models import log
from models.queries.light_cases import light_cases
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONTACT,
    HANDED_OFF,
    HELD,
    REFERRED,
    RESEARCHING,
    ask,
    at,
    conclude,
    decide_referral,
    decide_two,
    reply,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    MONA,
    at_each_stage,
    go_to,
    tell,
)


def test_what_waits_in_time_is_not_stuck(hub):
    tell(hub, ASKED)
    assert asking.stuck(hub, MONA) == []
    assert asking.counted(hub, MONA)["waiting"] == 1


@pytest.mark.shows("Q3")
def test_stuck_journeys_come_gravest_first_with_what_would_move_them(hub):
    amber = tell(hub, ASKED).reference
    red = tell(
        hub, REFERRED, ASKED[3], decide_referral(Outcome.RESEARCH, rating=Rating.RED), ask("police")
    ).reference
    go_to(hub, london("2025-09-05", "12:00"))
    lines = asking.stuck(hub, MONA)
    assert [line.reference for line in lines] == [red, amber]
    assert lines[0].finding == "late"
    assert lines[0].waiting_for == "agency:police"
    assert lines[0].command == "decide-after-research"  # chased often enough in vain
    assert "Fernleigh Police" in lines[0].sentence
    assert lines[0].rating == "red"


def test_stuck_is_filtered_by_finding_and_team_and_bounded(hub):
    tell(hub, ASKED, reply("police"), reply("health"))
    late = tell(hub, ASKED).reference
    go_to(hub, london("2025-09-04", "09:00"))
    assert [line.reference for line in asking.stuck(hub, MONA, finding="late")] == [late]
    assert [line.finding for line in asking.stuck(hub, MONA, finding="undecided")] == ["undecided"]
    assert asking.stuck(hub, MONA, team="north") == []
    assert len(asking.stuck(hub, MONA, limit=1)) == 1
    with pytest.raises(BadInputError):
        asking.stuck(hub, MONA, finding="lazy")


@pytest.mark.shows("Q9")
def test_the_numbers_agree_with_the_lists_behind_them(hub):
    at_each_stage(hub)
    go_to(hub, london("2025-09-09", "12:00"))
    counted = asking.counted(hub, MONA)
    for finding, number in counted.items():
        assert len(asking.stuck(hub, MONA, finding=finding)) == number, finding
    assert sum(counted.values()) == 5


def test_a_worker_who_left_makes_journeys_orphaned_in_the_list_too(hub):
    story = tell(hub, REFERRED, ALLOCATED)
    deactivate(hub, None, "carla")
    assert [(line.reference, line.finding) for line in asking.stuck(hub, MONA)] == [
        (story.reference, "orphaned")
    ]


JOURNEYS = {
    "contact": CONTACT,
    "referral": REFERRED,
    "unasked": RESEARCHING,
    "asked": ASKED,
    "all in": (*ASKED, reply("police"), reply("health")),
    "signature asked": (*ASKED, decide_two(Outcome.ASSESSMENT, "police", "health")),
    "signature asked, then a reply": (
        *ASKED,
        decide_two(Outcome.ASSESSMENT, "police", "health"),
        reply("police"),
    ),
    "assessment": (*ASKED, reply("police"), reply("health"), decide_two(Outcome.ASSESSMENT)),
    "hand-off": HANDED_OFF,
    "hand-off, nobody follows": (
        *HANDED_OFF,
        running.WaiveObligation(obligation="handoff-confirmed", reason="the service rings us"),
    ),
    "held twice": (
        *REFERRED,
        running.Hold(until=london("2025-09-03").astimezone(UTC), reason="a trip"),
        at("2025-09-03", "12:00"),
        running.Resume(reason="back"),
        running.Hold(until=london("2025-09-05").astimezone(UTC), reason="another trip"),
    ),
    "moved twice": (
        *ASKED,
        *(
            running.MoveDueDate(
                obligation="research-reply:police",
                due_at=london(f"2025-10-0{day}").astimezone(UTC),
                reason="asked for",
            )
            for day in (1, 2)
        ),
    ),
    "reconvened": (
        *REFERRED,
        decide_referral(Outcome.STRATEGY_DISCUSSION),
        HELD,
        conclude(Kind.STRATEGY_DISCUSSION, Outcome.RECONVENE),
        HELD,
        conclude(Kind.STRATEGY_DISCUSSION, Outcome.RECONVENE),
    ),
    "late reply after closure": (
        *ASKED,
        decide_two(Outcome.NO_FURTHER_ACTION, "police", "health"),
    ),
    "closed": CLOSED,
}


def essence(found):
    """What a journey is ranked and filtered by; since when, and the words, need the log."""
    return (found.grade, found.at, found.finding, found.why, found.owed and found.owed.id)


@pytest.mark.parametrize("days", [0, 1, 3, 40], ids=lambda days: f"after {days} days")
def test_rows_alone_rank_a_journey_as_its_whole_log_does(hub, days):
    names = {tell(hub, steps).reference: name for name, steps in JOURNEYS.items()}
    start = max(hub.clock.now(), london("2025-09-03", "12:00").astimezone(UTC))
    go_to(hub, start + timedelta(days=days))
    now, rules = hub.clock.now(), hub.rules()
    with hub.store.read() as session:
        light = {case.reference: case for case in light_cases(session)}
        for reference, events in log.load_many(session, list(names)):
            whole = fold(events)
            word = diagnose(whole, now=now, staff={}, rulebook=rules)
            if reference not in light:
                assert word is None, names[reference]
                continue
            found = leading(light[reference], now=now, staff={}, rulebook=rules)
            from_log = leading(whole, now=now, staff={}, rulebook=rules)
            assert essence(found) == essence(from_log), names[reference]
            assert (found.finding, found.grade) == (word.finding, word.grade), names[reference]
