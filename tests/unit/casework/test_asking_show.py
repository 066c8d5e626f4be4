from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from pydantic_core import to_jsonable_python

from casework import asking
from casework.asking.actions import FITS
from casework.errors import NotAllowedError, NotFoundError
from casework.giving import give
from casework.people import set_away
from journey.commands import COMMANDS, contact, record, research, running
from journey.people import Actor, FamilyMember, Relation, Role
from journey.terms import Disposal, Rating
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONTACT,
    HANDED_OFF,
    NO_CONSENT_NEEDED,
    RECEIVED,
    REFERRED,
    RESEARCHING,
    ask,
    at,
    by,
    received,
    reply,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    CARLA,
    COLIN,
    MONA,
    POLICE,
    SENNA,
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


def whats(view, kind):
    return [entry.what for entry in view.timeline if entry.kind == kind]


def test_a_journey_is_shown_with_all_that_outsiders_build_on(hub):
    story = tell(hub, ASKED)
    shown = to_jsonable_python(asking.show(hub, MONA, story.reference))
    promised = "reference stage version owner team opened_at closed_at episodes obligations decisions findings timeline"
    assert set(promised.split()) <= set(shown)
    assert shown["reference"] == "TL25-000001"
    assert shown["stage"] == "research"
    assert shown["opened_at"] == "2025-09-02T09:00:00Z"
    assert [each["label"] for each in shown["obligations"] if each["state"] == "open"] == [
        "management-oversight",
        "inform-referrer",
        "inform-parents",
        "research-reply:police",
        "research-reply:health",
    ]


def test_nobody_who_is_not_to_know_of_a_journey_can_tell_it_from_one_that_is_not(hub):
    story = tell(hub, ASKED)
    for reader in (POLICE, ADMINISTRATOR):
        with pytest.raises(NotFoundError) as one:
            asking.show(hub, reader, story.reference)
        with pytest.raises(NotFoundError) as other:
            asking.show(hub, reader, "TL25-999999")
        assert str(one.value).replace("TL25-000001", "X") == str(other.value).replace(
            "TL25-999999", "X"
        )


@pytest.mark.parametrize("reader", [POLICE, ADMINISTRATOR], ids=["partner", "administrator"])
@pytest.mark.parametrize(
    "question",
    [
        lambda hub, actor: asking.events(hub, actor, "TL25-000001"),
        lambda hub, actor: asking.chronology(hub, actor, "TL25-000001"),
        asking.journeys,
        asking.board,
        asking.stuck,
        asking.counted,
        lambda hub, actor: asking.matches(hub, actor, RECEIVED.child),
        lambda hub, actor: asking.matches(hub, actor, "TL25-000001"),
        lambda hub, actor: asking.due(hub, actor, party="team:mash"),
    ],
    ids=[
        "events",
        "chronology",
        "journeys",
        "board",
        "stuck",
        "counted",
        "matches",
        "matches of",
        "due",
    ],
)
def test_partners_and_administrators_are_told_nothing_about_children(sqlite_hub, reader, question):
    tell(sqlite_hub, ASKED)
    with pytest.raises(NotFoundError):
        question(sqlite_hub, reader)


def test_what_is_not_for_a_reader_says_whom_to_ask(sqlite_hub):
    with pytest.raises(
        NotAllowedError,
        match=r"^the research board: not for the role of administrator; ask somebody",
    ):
        asking.board(sqlite_hub, ADMINISTRATOR)


def test_an_auditor_reads_everything_and_may_do_nothing(hub):
    story = tell(hub, ASKED)
    shown = asking.show(hub, AUDITOR, story.reference)
    assert shown.child is not None
    assert shown.actions == ()
    assert shown.cannot == ()
    refused = give(
        hub, record.AddConcern(category="neglect", description="x y z"), AUDITOR, story.reference
    )
    assert refused.code == "not-qualified"


def test_each_role_is_offered_what_fits_now_and_told_why_not_for_the_rest(hub):
    story = tell(hub, CONTACT)
    shown = asking.show(hub, MONA, story.reference)
    assert "decide-contact" in shown.actions
    assert "decide-referral" not in shown.actions
    why = {each.command: each.why for each in shown.cannot}
    assert why["decide-referral"] == "No referral is open."
    assert why["countersign"] == "No decision waits for a second signature."
    coordinator = asking.show(hub, COLIN, story.reference)
    assert "decide-contact" not in coordinator.actions
    assert "add-concern" in coordinator.actions


def test_on_a_closed_journey_the_record_is_added_to_and_reopening_is_left_to_do(hub):
    story = tell(hub, CLOSED)
    assert asking.show(hub, MONA, story.reference).actions == (
        "link-sibling",
        "merge-children",
        "correct-entry",
        "add-chronology-entry",
        "mark-significant",
        "record-codes",
        "restrict-journey",
        "reopen",
    )


def test_every_command_says_where_it_fits():
    assert set(FITS) == set(COMMANDS)


def test_what_an_actor_is_offered_is_not_refused_as_not_now(hub):
    # Offers are a courtesy; a wrong one would send people into refusals.
    story = tell(hub, ASKED)
    plain = {
        "acknowledge-contact": contact.AcknowledgeContact(how="telephone"),
        "chase-partner": research.ChasePartner(agency="police"),
        "hold": running.Hold(until=london("2025-09-30").astimezone(UTC), reason="a trial"),
        "record-oversight": record.RecordOversight(summary="read"),
        "withdraw-request": research.WithdrawRequest(agency="health", reason="not needed"),
    }
    offered = asking.show(hub, MONA, story.reference).actions
    for name, command in plain.items():
        assert name in offered
        answer = story.give(command, "mona")
        assert not hasattr(answer, "code"), f"{name}: {answer}"


@pytest.mark.shows("C11")
def test_a_siblings_journey_is_named_with_who_of_the_family_is_known_there_alone(hub):
    uncle = FamilyMember(name="Invented Uncle", relation=Relation.OTHER_RELATIVE)
    elder = tell(hub, received(child=replace(RECEIVED.child, name="Elder Child"), family=(uncle,)))
    sibling = FamilyMember(
        name="Elder Child", relation=Relation.SIBLING, sibling_journey=elder.reference
    )
    younger = tell(hub, received(family=(sibling,)))
    (known,) = asking.show(hub, MONA, younger.reference).siblings
    assert (known.reference, known.stage, known.open) == ("TL25-000001", "contact", True)
    assert known.family == ("Invented Uncle (other relative)",)


def test_a_worker_who_is_away_makes_the_journey_orphaned(hub):
    story = tell(hub, REFERRED, ALLOCATED, NO_CONSENT_NEEDED)
    hub_now = hub.clock.now()
    set_away(hub, CARLA, "carla", hub_now + timedelta(days=20))
    shown = asking.show(hub, MONA, story.reference)
    assert shown.owner == "carla"
    assert "orphaned" in [each.finding for each in shown.findings]


def test_a_closed_journey_has_nothing_to_find(hub):
    story = tell(hub, CLOSED)
    shown = asking.show(hub, SENNA, story.reference)
    assert (shown.stage, shown.findings) == ("closed", ())


@pytest.mark.shows("Q11")
def test_the_chronology_draws_on_every_journey_of_the_child_in_order_of_what_happened(hub):
    known = replace(RECEIVED.child, number="HC-77")
    first = tell(hub, received(child=known), CLOSED[1:])
    tell_on(first, at("2025-10-01"))
    second = tell(hub, received(child=known), CONTACT[1:])
    told = asking.chronology(hub, MONA, second.reference)
    assert told.journeys == (second.reference, first.reference)
    assert [each.at for each in told.entries] == sorted(each.at for each in told.entries)
    assert told.entries[0].reference == first.reference
    assert {each.reference for each in told.entries} == {first.reference, second.reference}
    assert not [each for each in told.entries if "came to owe" in each.what]


@pytest.mark.shows("Q11")
def test_the_chronology_as_of_an_instant_knows_nothing_of_what_followed(hub):
    story = tell(hub, ASKED, at("2025-09-03", "12:00"), reply("police", **FULL))
    then = asking.chronology(hub, MONA, story.reference, as_of=london("2025-09-03", "11:00"))
    assert "Fernleigh Police replied." not in [each.what for each in then.entries]


def test_a_hand_off_is_shown_with_its_service(hub):
    story = tell(hub, HANDED_OFF)
    shown = asking.show(hub, MONA, story.reference)
    assert shown.episodes[-1].service == "Invented Centre"
    assert "The hand off to Invented Centre began." in whats(shown, "decision")


def test_consent_by_somebody_who_lost_parental_responsibility_is_shown_as_not_valid(hub):
    story = tell(
        hub,
        RESEARCHING,
        contact.RecordParentalResponsibility(
            member="Invented Mother", holds=False, how_known="court order"
        ),
    )
    consent = asking.show(hub, MONA, story.reference).consent
    assert consent.valid is False
    assert consent.why_not == "The person who consented does not hold parental responsibility."


def test_disposed_concerns_and_settled_doubts_stay_visible(hub):
    story = tell(
        hub,
        CONTACT,
        record.RaiseContradiction(what="two stories", between="school and home"),
        record.ResolveContradiction(contradiction="X1", resolution="the school was right"),
        record.RecordAssumption(assumption="grandmother protects"),
        record.DisposeOfConcern(
            concern="C1", disposal=Disposal.UNFOUNDED, reason="a misunderstanding"
        ),
    )
    shown = asking.show(hub, MONA, story.reference)
    assert [(each.id, each.open, each.disposal) for each in shown.concerns] == [
        ("C1", False, "unfounded")
    ]
    assert [(each.id, each.open) for each in shown.contradictions] == [("X1", False)]
    assert [(each.id, each.open) for each in shown.assumptions] == [("A1", True)]


def test_the_clock_reads_journeys_too(sqlite_hub):
    story = tell(sqlite_hub, CONTACT)
    clock = Actor(user="clock", role=Role.SYSTEM)
    assert asking.show(sqlite_hub, clock, story.reference).actions == ()


def test_a_request_rated_apart_shows_its_own_rating(sqlite_hub):
    story = tell(
        sqlite_hub, RESEARCHING, ask("police", rating=Rating.RED), by("colin", ask("health"))
    )
    shown = asking.show(sqlite_hub, MONA, story.reference)
    assert [each.rating for each in shown.requests] == [Rating.RED, Rating.AMBER]
