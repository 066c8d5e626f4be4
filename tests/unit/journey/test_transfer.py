"""Transfer to another team: proposed, answered by its manager, and everything owed goes along."""

import pytest

from journey.commands import departures, restricting, running
from journey.events import departures as events
from journey.people import Actor, Role
from journey.terms import Guard, ObligationState, TransferState
from tests.support.cases import (
    ALLOCATED,
    ASSESSING,
    CLOSED,
    PEOPLE,
    at,
    by,
    go_on,
    play,
    refused,
)
from tests.support.rulebook import london

PROPOSED = departures.ProposeTransfer(
    to_team="north", reason="the family lives there now", hand_over=("the file", "visits due")
)
ACCEPTED = departures.AcceptTransfer(talked_through="both managers met", worker="carla")
TAKEN = by("nora", ACCEPTED)
REFUSED = by("nora", departures.RefuseTransfer(reason="the assessment is not finished"))
WORKING = (ASSESSING, ALLOCATED)


@pytest.mark.shows("Q10")
def test_until_it_is_accepted_the_sending_team_answers_for_the_child():
    played = play(WORKING, PROPOSED)
    assert (played.case.team, played.case.worker) == ("mash", "carla")
    assert played.owed("management-oversight").owed_by == "manager:mash"
    waiting = played.owed("transfer-answer:north")
    assert (waiting.owed_by, waiting.due_at) == ("manager:north", london("2025-09-05", "00:00"))


@pytest.mark.shows("Q10")
def test_a_transfer_that_nobody_answers_is_chased_over_both_managers():
    played = play(WORKING, PROPOSED, at("2025-09-08", "09:00"))
    told = [
        (sent.template, sent.to)
        for sent in played.case.sent
        if sent.obligation == played.owed("transfer-answer:north").id
    ]
    assert told == [
        ("ask", "manager:north"),
        ("remind", "manager:north"),
        ("breach", "manager:north"),
        ("breach", "manager:mash"),
        ("escalate", "senior-manager:mash"),
    ]


@pytest.mark.shows("Q10")
def test_on_acceptance_everything_owed_goes_along():
    played = play(WORKING, PROPOSED, TAKEN)
    assert played.case.team == "north"
    assert played.owed("management-oversight").owed_by == "manager:north"
    assert played.owed("supervision").owed_by == "manager:north"
    assert played.owed("assessment").owed_by == "worker:carla"
    assert played.owed("transfer-answer:north").state is ObligationState.MET


def test_accepted_without_a_worker_it_is_to_be_allocated_there():
    alone = by("nora", departures.AcceptTransfer(talked_through="by telephone"))
    played = play(WORKING, PROPOSED, alone)
    assert played.case.worker is None
    assert played.owed("allocation").owed_by == "manager:north"
    assert played.owed("assessment").owed_by == "team:north"


def test_a_restricted_journey_is_not_accepted_for_a_worker_who_could_not_open_it():
    only = restricting.RestrictJourney(people=("carla", "nora"), reason="a colleague's family")
    played = play(WORKING, by("mona", only), PROPOSED)
    other = departures.AcceptTransfer(talked_through="both managers met", worker="cyril")
    refusal = refused(played, by("nora", other))
    assert refusal.code is Guard.NOT_NOW
    assert refusal.needs == ("restrict-journey: with cyril among the people",)
    go_on(played, TAKEN)


def test_refused_it_stays_where_it_is_and_can_be_proposed_again():
    played = play(WORKING, PROPOSED, REFUSED)
    assert played.case.team == "mash"
    assert played.case.departures.transfers["T1"].state is TransferState.REFUSED
    assert played.owed("transfer-answer:north").state is ObligationState.MET
    go_on(played, PROPOSED, TAKEN)
    assert played.case.departures.transfers["T2"].state is TransferState.ACCEPTED


def test_withdrawn_nobody_owes_an_answer():
    played = play(WORKING, PROPOSED, departures.WithdrawTransfer(reason="they came back"))
    assert played.owed("transfer-answer:north").state is ObligationState.CANCELLED


@pytest.mark.parametrize("answer", [ACCEPTED, departures.RefuseTransfer(reason="no room")])
@pytest.mark.parametrize("user", ["mona", "senna"])
def test_only_the_receiving_teams_manager_answers(answer, user):
    refusal = refused(play(WORKING, PROPOSED), by(user, answer))
    assert (refusal.code, refusal.needs) == (Guard.NOT_QUALIFIED, ("a manager of north",))


def test_a_senior_manager_over_all_teams_may_answer():
    assert PEOPLE["sybil"] == Actor(user="sybil", role=Role.SENIOR_MANAGER)
    assert play(WORKING, PROPOSED, by("sybil", ACCEPTED)).case.team == "north"


@pytest.mark.parametrize(
    ("start", "command", "code"),
    [
        (WORKING, TAKEN, Guard.NOT_NOW),
        (WORKING, REFUSED, Guard.NOT_NOW),
        (WORKING, departures.WithdrawTransfer(reason="x"), Guard.NOT_NOW),
        ((WORKING, PROPOSED), PROPOSED, Guard.NOT_NOW),
        (CLOSED, PROPOSED, Guard.NOT_NOW),
        (
            WORKING,
            departures.ProposeTransfer(to_team="mash", reason="x", hand_over=("y",)),
            Guard.UNKNOWN_SUBJECT,
        ),
        (
            WORKING,
            departures.ProposeTransfer(to_team="north", reason="x", hand_over=()),
            Guard.UNKNOWN_SUBJECT,
        ),
    ],
)
def test_what_is_no_transfer_is_refused_with_what_would_do(start, command, code):
    refusal = refused(play(start), command)
    assert refusal.code is code
    assert refusal.needs


def test_allocating_past_a_transfer_is_refused_and_past_the_other_team_pointed_out():
    played = play(WORKING)
    other = running.Allocate(team="south")
    go_on(played, other)
    assert played.warnings == (
        "The other team was not asked; propose-transfer lets its manager accept or refuse.",
    )
    go_on(played, PROPOSED)
    assert refused(played, running.Allocate(team="mash")).code is Guard.NOT_NOW
    assert played.made(events.TransferProposed)[0].from_team == "south"
