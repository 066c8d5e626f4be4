from datetime import UTC, datetime, timedelta, timezone

import pytest

from casework import asking
from casework.errors import BadInputError, NotFoundError
from journey.commands import decisions
from journey.terms import Outcome
from tests.support.cases import (
    ASKED,
    CONTACT,
    RECEIVED,
    at,
    decide_two,
    reply,
    sign,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    MONA,
    tell,
    tell_on,
)

FULL = {
    "why_involved": "two calls to the house",
    "risks": "dealt with at once",
    "actions": "visited",
    "difference": "quieter since",
    "everyday_life": "walks to school",
}


def test_as_of_shows_what_was_on_the_record_then_and_how_it_stood(hub):
    story = tell(hub, ASKED, at("2025-09-03", "12:00"), reply("police"), at("2025-09-04", "12:00"))
    then = asking.show(hub, MONA, story.reference, as_of=london("2025-09-03", "11:00"))
    assert [each.state for each in then.requests] == ["asked", "asked"]
    assert then.findings[0].finding == "waiting"
    assert then.as_of == datetime(2025, 9, 3, 10, 0, tzinfo=UTC)
    assert then.actions == ()
    now = asking.show(hub, MONA, story.reference)
    assert [each.state for each in now.requests] == ["nothing-known", "asked"]
    assert now.findings[0].finding == "late"
    assert "Fernleigh Community Health" in now.findings[0].sentence


def test_what_was_entered_later_is_not_shown_as_known_though_it_had_happened(hub):
    story = tell(hub, ASKED, at("2025-09-03", "16:00"))
    late_entry = reply("police", nothing_known=True, at=london("2025-09-02", "11:00"))
    tell_on(story, late_entry)
    then = asking.show(hub, MONA, story.reference, as_of=london("2025-09-03", "12:00"))
    assert then.requests[0].reply is None
    assert asking.show(hub, MONA, story.reference).requests[0].reply.at == london(
        "2025-09-02", "11:00"
    )


def test_before_its_contact_there_was_no_journey(hub):
    story = tell(hub, CONTACT)
    with pytest.raises(NotFoundError):
        asking.show(hub, MONA, story.reference, as_of=london("2025-09-01"))


@pytest.mark.parametrize(
    ("as_of", "what"),
    [
        (datetime(2025, 9, 2, 10, 0), "the instant has no time zone"),  # noqa: DTZ001 - the point
        (datetime(2030, 1, 1, tzinfo=UTC), "it lies in the future"),
    ],
)
def test_an_instant_that_cannot_be_shown_is_bad_input(sqlite_hub, as_of, what):
    story = tell(sqlite_hub, CONTACT)
    with pytest.raises(BadInputError) as refused:
        asking.show(sqlite_hub, MONA, story.reference, as_of=as_of)
    assert refused.value.faults[0].what == what


def test_an_instant_in_another_zone_is_the_same_instant(sqlite_hub):
    story = tell(sqlite_hub, CONTACT, at("2025-09-02", "10:01"), ASKED[2:])
    india = timezone(timedelta(hours=5, minutes=30))
    then = datetime(2025, 9, 2, 14, 30, tzinfo=india)  # 10 o'clock in London
    shown = asking.show(sqlite_hub, MONA, story.reference, as_of=then)
    assert (shown.stage, shown.as_of) == ("contact", london("2025-09-02", "10:00"))


def test_a_decision_shows_what_its_maker_could_see_and_what_came_later(hub):
    story = tell(
        hub,
        ASKED,
        at("2025-09-03", "11:00"),
        reply("police", **FULL),
        decide_two(Outcome.ASSESSMENT, "health"),
        sign(),
        at("2025-09-05", "11:00"),
        reply("health", **FULL),
    )
    decided = asking.show(hub, MONA, story.reference).decisions[-1]
    assert decided.known.replies_in == ("police",)
    assert decided.known.replies_missing == ("health",)
    assert [(each.agency, each.at) for each in decided.known.came_later] == [
        ("health", london("2025-09-05", "11:00"))
    ]
    assert [(each.agency, each.why_safe) for each in decided.missing] == [
        ("health", "others saw the child")
    ]
    assert decided.second_signer == "milo"
    assert decided.known.version == decided.known_version


@pytest.mark.shows("M10")
def test_in_time_without_the_replies_is_counted_apart_from_informed(hub):
    story = tell(
        hub,
        ASKED,
        at("2025-09-03", "11:00"),
        reply("police"),
        decide_two(Outcome.ASSESSMENT, "health"),
        sign(),
    )
    decided = asking.show(hub, MONA, story.reference).decisions[-1]
    assert (decided.in_time, decided.informed) == (True, False)


def test_with_all_replies_but_late_it_is_informed_and_not_in_time(hub):
    story = tell(
        hub,
        ASKED,
        at("2025-09-03", "11:00"),
        reply("police"),
        reply("health"),
        at("2025-09-08", "11:00"),
        decide_two(Outcome.ASSESSMENT),
    )
    decided = asking.show(hub, MONA, story.reference).decisions[-1]
    assert (decided.in_time, decided.informed) == (False, True)


def test_a_decision_that_waits_for_its_signature_is_neither_in_time_nor_late_yet(hub):
    story = tell(hub, ASKED, decide_two(Outcome.ASSESSMENT, "police", "health"))
    decided = asking.show(hub, MONA, story.reference).decisions[-1]
    assert decided.awaits_signature
    assert decided.in_time is None
    assert decided.taken_at is None


def test_decision_one_is_informed_only_after_the_history_was_reviewed(hub):
    protecting = decisions.DecideContact(
        outcome=Outcome.IMMEDIATE_PROTECTION,
        rationale="the child is in danger tonight",
        concerns=(decisions.ConcernAddressed(concern="C1", view="acute"),),
    )
    story = tell(hub, RECEIVED, protecting)
    decided = asking.show(hub, MONA, story.reference).decisions[0]
    assert (decided.in_time, decided.informed) == (True, False)
    assert decided.known.open_concerns == ("C1",)
