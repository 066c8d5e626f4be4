"""Lists that show gaps: a figure and its list are one, and each opens to its journeys."""

from datetime import UTC, datetime, timedelta

import pytest

from casework import asking
from casework.errors import BadInputError, NotAllowedError, NotFoundError
from journey.commands import departures, practice, restricting
from journey.terms import Disposal, Kind, Outcome
from tests.support.cases import (
    ALLOCATED,
    ASSESSED,
    ASSESSING,
    CONTACT,
    DISCUSSING,
    ENDED,
    ENQUIRED,
    ENQUIRING,
    HANDED_OFF,
    HELPED,
    REFERRED,
    at,
    by,
    conclude,
    decide_referral,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import AUDITOR, CARLA, MONA, POLICE, SENNA, tell

NFA, CANCELLED = Outcome.NO_FURTHER_ACTION, Outcome.CANCELLED
CLOSED_REFERRAL = (*REFERRED, decide_referral(NFA, disposal=Disposal.UNFOUNDED))
STOPPED = conclude(Kind.ASSESSMENT, CANCELLED)
FOUND_HARM = conclude(Kind.ENQUIRY, NFA, disposal=Disposal.SUBSTANTIATED)
DOWN = conclude(
    Kind.ASSESSMENT, Outcome.EARLY_HELP, disposal=Disposal.SUBSTANTIATED, service="Invented Centre"
)


def listed(hub, key, **span):
    return [row.reference for row in asking.list_of(hub, MONA, key, **span).rows]


def figure(hub, key, **span):
    found = next(each for each in asking.lists(hub, MONA, **span).lists if each.key == key)
    return found.count, found.of


def hub_of(hub, *journeys):
    return [tell(hub, steps).reference for steps in journeys]


@pytest.mark.shows("C7")
def test_contacts_that_did_not_become_referrals(hub):
    ended, helped, _, _ = hub_of(hub, ENDED, HANDED_OFF, REFERRED, CONTACT)
    assert listed(hub, "contacts-not-referrals") == [ended, helped]
    assert figure(hub, "contacts-not-referrals") == (2, 3)


@pytest.mark.shows("C7")
def test_referrals_that_did_not_go_to_assessment(hub):
    closed, _, _, _ = hub_of(hub, CLOSED_REFERRAL, ASSESSING, DISCUSSING, REFERRED)
    assert listed(hub, "referrals-not-assessed") == [closed]
    # The discussion may still lead to an assessment: that referral is not counted yet.
    assert figure(hub, "referrals-not-assessed") == (1, 2)


@pytest.mark.shows("E3")
def test_an_enquiry_that_found_harm_and_led_nowhere_shows_up(hub):
    alone = (ENQUIRING, STOPPED, ENQUIRED, FOUND_HARM)
    beside = (ENQUIRING, ENQUIRED, FOUND_HARM)
    unfounded = (ENQUIRING, STOPPED, ENQUIRED, conclude(Kind.ENQUIRY, NFA))
    conference = (ENQUIRING, STOPPED, ENQUIRED, conclude(Kind.ENQUIRY, Outcome.CONFERENCE))
    lost, _, nothing, onward = hub_of(hub, alone, beside, unfounded, conference)
    assert listed(hub, "enquiries-harm-and-nothing-followed") == [lost]
    assert figure(hub, "enquiries-harm-and-nothing-followed") == (1, 4)
    assert listed(hub, "enquiries-not-assessed") == [lost, nothing, onward]


@pytest.mark.shows("P1")
def test_assessments_are_counted_by_how_they_ended(hub):
    finished = (ASSESSING, ASSESSED)
    helped, closed, down, cancelled, _ = hub_of(
        hub,
        HELPED,
        (finished, conclude(Kind.ASSESSMENT, NFA)),
        (finished, DOWN),
        (ASSESSING, STOPPED),
        ASSESSING,
    )
    assert listed(hub, "assessments-authorised") == [helped, closed, down]
    assert figure(hub, "assessments-authorised") == (3, 4)
    assert listed(hub, "assessments-cancelled") == [cancelled]
    assert listed(hub, "assessments-closed") == [closed]
    assert listed(hub, "assessments-stepped-down") == [down]
    assert figure(hub, "assessments-without-a-plan") == (3, 4)


@pytest.mark.shows("P1")
def test_in_time_is_by_the_first_date_and_cancelled_ones_are_no_part_of_it(hub):
    late = (ASSESSING, at("2025-11-10", climbing=False), ASSESSED)
    on_time, stopped = hub_of(hub, HELPED, (ASSESSING, STOPPED))
    after = tell(hub, (late, conclude(Kind.ASSESSMENT, NFA))).reference
    assert listed(hub, "assessments-in-time") == [on_time]
    assert listed(hub, "assessments-late") == [after]
    assert figure(hub, "assessments-in-time") == (1, 2)
    assert stopped not in listed(hub, "assessments-authorised")


def test_a_child_who_moved_away_is_no_finished_assessment(hub):
    moved = departures.RecordMoveAway(
        to_authority="Invented County", moved_on=london("2025-09-01").date(), told="their manager"
    )
    hub_of(hub, (ASSESSING, moved, departures.ConfirmMove(in_writing="letter")))
    assert figure(hub, "assessments-authorised") == (0, 0)


@pytest.mark.shows("C8")
def test_hand_offs_that_nobody_confirmed(hub):
    (waiting,) = hub_of(hub, HANDED_OFF)
    assert listed(hub, "hand-offs-unconfirmed") == [waiting]


@pytest.mark.shows("Q1", "Q10", "C9")
@pytest.mark.parametrize(
    ("key", "steps", "of"),
    [
        ("oversight-overdue", CONTACT, 1),
        ("supervision-overdue", (ASSESSING, ALLOCATED), 1),
        ("unallocated-overdue", ASSESSING, 1),
        ("decisions-overdue", CONTACT, 1),
        (
            "transfers-overdue",
            (
                ASSESSING,
                departures.ProposeTransfer(to_team="north", reason="x", hand_over=("file",)),
            ),
            1,
        ),
    ],
)
def test_what_is_overdue_stands_in_its_list_from_the_due_instant_on(hub, key, steps, of):
    (reference,) = hub_of(hub, steps)
    assert (listed(hub, key), figure(hub, key)) == ([], (0, of))
    hub.clock.advance(timedelta(days=50))
    assert (listed(hub, key), figure(hub, key)) == ([reference], (1, of))


@pytest.mark.shows("D6")
def test_delays_stand_against_the_partner_that_they_are_due_to(hub):
    late = practice.RecordPartnerDelay(agency="police", what="no officer until the evening")
    hub_of(hub, (DISCUSSING, late))
    (row,) = asking.list_of(hub, MONA, "delays-by-partners").rows
    assert (row.what, row.id) == ("police", f"{row.reference}.L1")


@pytest.mark.shows("Q9")
def test_a_figure_and_its_list_never_disagree(hub):
    hub_of(hub, ENDED, HANDED_OFF, HELPED, CLOSED_REFERRAL, (ENQUIRING, ENQUIRED), CONTACT)
    hub.clock.advance(timedelta(days=60))
    for each in asking.lists(hub, MONA).lists:
        found = asking.list_of(hub, MONA, each.key, limit=1000)
        assert found.figure == each
        assert len(found.rows) == each.count <= each.of


def test_a_span_is_half_open(hub):
    (ended,) = hub_of(hub, ENDED)
    when = asking.list_of(hub, MONA, "contacts-not-referrals").rows[0].at
    assert listed(hub, "contacts-not-referrals", since=when) == [ended]
    assert listed(hub, "contacts-not-referrals", until=when) == []
    assert figure(hub, "contacts-not-referrals", until=when) == (0, 0)


def test_a_list_is_read_a_page_at_a_time(hub):
    first, second, third = hub_of(hub, ENDED, ENDED, ENDED)
    page = asking.list_of(hub, MONA, "contacts-not-referrals", limit=2)
    assert [row.reference for row in page.rows] == [first, second]
    assert page.figure.count == 3
    rest = asking.list_of(hub, MONA, "contacts-not-referrals", after=page.next)
    assert ([row.reference for row in rest.rows], rest.next) == ([third], None)


def test_lists_are_for_managers_and_auditors(hub):
    for actor in (MONA, SENNA, AUDITOR):
        assert asking.lists(hub, actor).lists
    for actor in (CARLA, POLICE):
        with pytest.raises(NotAllowedError):
            asking.lists(hub, actor)
        with pytest.raises(NotAllowedError):
            asking.list_of(hub, actor, "contacts-not-referrals")


def test_a_list_that_is_not_there_is_not_found(hub):
    with pytest.raises(NotFoundError):
        asking.list_of(hub, MONA, "children-forgotten")


NOON = datetime(2025, 9, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "where"),
    [
        ({"since": datetime(2025, 9, 2)}, "since"),  # noqa: DTZ001 - without a zone on purpose
        ({"since": NOON, "until": NOON}, "until"),
        ({"after": "nonsense"}, "after"),
    ],
)
def test_a_span_or_a_page_that_cannot_be_is_bad_input(hub, span, where):
    with pytest.raises(BadInputError) as bad:
        asking.list_of(hub, MONA, "contacts-not-referrals", **span)
    assert bad.value.faults[0].where == where


def test_a_restricted_journey_stands_in_no_list_of_somebody_it_is_not_open_to(hub):
    restricted = restricting.RestrictJourney(people=("senna",), reason="a colleague's child")
    reference = tell(hub, (ENDED, by("senna", restricted))).reference
    assert figure(hub, "contacts-not-referrals") == (0, 0)
    assert listed(hub, "contacts-not-referrals") == []
    (row,) = asking.list_of(hub, SENNA, "contacts-not-referrals").rows
    assert row.reference == reference
