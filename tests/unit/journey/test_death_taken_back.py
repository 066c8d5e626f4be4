"""A death that was recorded by mistake: everything goes on where it stood, or is asked anew."""

from datetime import date

from journey.commands import departures, record, running
from journey.terms import DeathNotice, Disposal, Guard, Outcome
from tests.support.cases import (
    ASKED,
    CLOSE,
    CONTACT,
    ENQUIRING,
    HANDED_OFF,
    PROTECTED,
    agree,
    at,
    by,
    decide_two,
    done,
    go_on,
    play,
    refused,
    reply,
    seen,
    sign,
)
from tests.support.rulebook import london

AWAY = departures.RecordMoveAway(
    to_authority="Invented County", moved_on=date(2025, 9, 1), told="the duty manager there"
)
DIED = departures.RecordDeath(
    died_on=date(2025, 9, 1), circumstances="in hospital", abuse_suspected=False
)
MISTAKEN = departures.CorrectDeath(reason="it was another child of that name")
UNFOUNDED = record.DisposeOfConcern(
    concern="C1", disposal=Disposal.UNFOUNDED, reason="nothing was found"
)
REVIEW_TOLD = departures.NotifyDeath(to=DeathNotice.CHILD_DEATH_REVIEW, how="by the online form")


def test_only_a_senior_manager_takes_a_death_back():
    played = play(ENQUIRING, DIED)
    assert refused(played, by("mona", MISTAKEN)).code is Guard.NOT_QUALIFIED
    assert refused(play(ENQUIRING), MISTAKEN).code is Guard.NOT_NOW


def test_a_death_taken_back_lets_everything_go_on_where_it_stood():
    played = play(ENQUIRING)
    before = {o.label: (o.due_at, o.owed_by) for o in played.case.open_obligations()}
    go_on(played, at("2025-09-02", "12:00"), DIED, at("2025-09-02", "15:00"), MISTAKEN)
    assert played.open_kinds == ["enquiry", "assessment"]
    assert played.case.departures.death is None
    after = {o.label: (o.due_at, o.owed_by) for o in played.case.open_obligations()}
    assert {label: after[label] for label in before if label != "inform-parents"} == {
        label: due for label, due in before.items() if label != "inform-parents"
    }
    assert "child-death-notification" not in after
    go_on(played, seen())


def test_what_was_owed_keeps_its_first_date_and_how_often_it_was_chased():
    moved = running.MoveDueDate(
        obligation="enquiry-completed", due_at=london("2025-10-01"), reason="the interpreter"
    )
    played = play(ENQUIRING, moved, DIED, MISTAKEN)
    owed = played.owed("enquiry-completed")
    assert (owed.moves, owed.due_at) == (1, london("2025-10-01"))
    assert owed.first_due_at == london("2025-09-24", "00:00")


def test_what_the_worker_owed_falls_on_whoever_is_the_worker_by_then():
    played = play(ENQUIRING, DIED, running.Allocate(worker="carla"), MISTAKEN)
    assert played.owed("enquiry-completed").owed_by == "worker:carla"


def test_telling_the_parents_is_owed_again():
    played = play(HANDED_OFF, DIED, MISTAKEN)
    assert played.owed("inform-parents").is_open


def test_partners_are_asked_anew_with_clocks_of_their_own():
    played = play(ASKED, at("2025-09-03"), DIED, at("2025-09-10"), MISTAKEN)
    states = [(r.agency, r.state.value) for r in played.case.requests.values()]
    assert states == [
        ("police", "withdrawn"),
        ("health", "withdrawn"),
        ("police", "asked"),
        ("health", "asked"),
    ]
    before, after = played.case.requests["R1"], played.case.requests["R3"]
    assert (after.reason, after.question, after.rating, after.episode) == (
        before.reason,
        before.question,
        before.rating,
        before.episode,
    )
    assert played.owed("research-reply:police").starts_at == london("2025-09-10")
    assert "decision-two" not in played.owing
    go_on(played, reply("police"), reply("health"))
    assert "decision-two" in played.owing


def test_where_every_reply_was_in_the_decision_is_owed_by_its_old_date():
    played = play(ASKED, reply("police"), reply("health"))
    due = played.owed("decision-two").due_at
    go_on(played, at("2025-09-02", "15:00"), DIED, MISTAKEN)
    assert played.owed("decision-two").due_at == due
    assert len(played.case.requests) == 2


def test_actions_of_a_plan_that_it_dropped_are_to_be_done_by_their_dates():
    played = play(PROTECTED, agree("2025-10-01"), DIED)
    assert not list(played.case.plans.open_actions())
    go_on(played, MISTAKEN)
    [action] = played.case.plans.open_actions()
    assert (action.id, action.why_dropped) == ("PA1", "")
    assert played.owed("plan-action:PA1").due_at == london("2025-10-01")
    go_on(played, done("PA1"))


def test_a_decision_that_waited_for_its_second_signature_waits_for_it_again():
    unsure = decide_two(Outcome.ASSESSMENT, "police", "health")
    played = play(ASKED, unsure, DIED)
    assert played.case.pending_decision() is None
    go_on(played, MISTAKEN)
    pending = played.case.pending_decision()
    assert pending is not None
    assert pending.outcome is Outcome.ASSESSMENT
    assert any(label.startswith("second-signature") for label in played.owing)
    go_on(played, sign())


def test_a_transfer_that_waited_for_its_answer_waits_for_it_again():
    proposed = departures.ProposeTransfer(
        to_team="north", reason="the family lives there", hand_over=("the file",)
    )
    played = play(ENQUIRING, proposed, DIED)
    assert "transfer-answer:north" not in played.owing
    go_on(played, MISTAKEN)
    assert "transfer-answer:north" in played.owing
    go_on(played, by("nora", departures.AcceptTransfer(talked_through="by telephone")))


def test_a_move_that_waited_to_be_confirmed_waits_again_by_its_old_dates():
    played = play(PROTECTED, AWAY)
    move, due = played.case.departures.move, played.owed("receiving-confirmation").due_at
    go_on(played, at("2025-09-04"), DIED, at("2025-09-05"), MISTAKEN)
    assert played.case.departures.move == move
    assert played.owed("receiving-confirmation").due_at == due
    assert "receiving-in-conference" in played.owing


def test_a_death_taken_back_after_closing_opens_the_journey_again():
    played = play(CONTACT, DIED, UNFOUNDED, record.TellReferrer(how="by telephone"))
    go_on(played, REVIEW_TOLD, CLOSE)
    go_on(played, MISTAKEN)
    assert played.open_kinds == ["contact"]
    assert {"contact-decision", "management-oversight"} <= set(played.owing)
