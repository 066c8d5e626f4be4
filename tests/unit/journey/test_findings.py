"""Each finding beside waiting and late: when it is found, and when it is not any more."""

from datetime import UTC

from journey.commands import running
from journey.commands.contact import ConsiderNewInformation
from journey.diagnosis import StaffState, diagnose
from journey.replacing import replaced
from journey.terms import Finding, Kind, ObligationState, Outcome
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CONTACT,
    ENDED,
    HANDED_OFF,
    HELD,
    REFERRED,
    TOLD,
    at,
    conclude,
    decide_contact,
    decide_referral,
    decide_two,
    go_on,
    play,
    reply,
    seen,
)
from tests.support.diagnosing import found, joined_by_the_other, leading
from tests.support.rulebook import RULEBOOK, london

ASSESSING = (*REFERRED, decide_referral(Outcome.ASSESSMENT))
NFA = Outcome.NO_FURTHER_ACTION


# Orphaned


def test_an_assessment_that_nobody_was_given_in_time_is_orphaned():
    played = play(ASSESSING)
    assert leading(played).finding is Finding.WAITING
    go_on(played, at("2025-09-05", "01:00"))
    orphaned = leading(played)
    assert (orphaned.finding, orphaned.command) == (Finding.ORPHANED, "allocate")
    assert orphaned.sentence.startswith("Nobody has been given this journey, wanted since ")


def test_letting_the_allocation_go_does_not_give_the_journey_an_owner():
    waived = running.WaiveObligation(obligation="allocation", reason="team is short")
    assert leading(play(ASSESSING, waived)).finding is Finding.ORPHANED


def test_a_journey_whose_worker_has_left_is_orphaned():
    orphaned = leading(play(ASSESSING, TOLD, ALLOCATED, seen()), carla=StaffState(gone=True))
    assert orphaned.finding is Finding.ORPHANED
    assert orphaned.sentence == (
        "carla, who has this journey, is not here any more, with 1 thing owed by carla; "
        "work with the child waits for somebody else."
    )


def test_a_worker_who_is_back_before_anything_is_due_leaves_no_orphan():
    played = play(ASSESSING, TOLD, ALLOCATED, seen())
    back_soon = StaffState(away_until=london("2025-10-01"))
    assert leading(played, carla=back_soon).finding is Finding.WAITING


def test_a_worker_who_is_away_when_something_is_due_leaves_an_orphan():
    played = play(ASSESSING, TOLD, ALLOCATED, seen())
    away_long = StaffState(away_until=london("2025-12-01"))
    orphaned = leading(played, carla=away_long)
    assert orphaned.finding is Finding.ORPHANED
    assert "is to finish the assessment and have it authorised by the end of" in orphaned.sentence
    go_on(played, at("2025-11-10"))
    assert "was to finish the assessment" in leading(played, carla=away_long).sentence


def test_somebody_else_being_away_orphans_nothing():
    assert found(play(ASSESSING, ALLOCATED), Finding.ORPHANED, cyril=StaffState(gone=True)) == []


# Held


HOLD = running.Hold(until=london("2025-09-05", "12:00").astimezone(UTC), reason="abroad")


def test_a_hold_past_its_date_is_held():
    played = play(ENDED, HOLD)
    assert found(played, Finding.HELD) == []
    go_on(played, at("2025-09-05", "12:00"))
    held = leading(played)
    assert (held.finding, held.command) == (Finding.HELD, "resume")
    assert held.sentence == (
        "Held since Tuesday 2 September 2025, 10am until Friday 5 September 2025, midday, which "
        "has passed; work with the child waits for somebody to take it up again."
    )


def test_letting_the_review_of_a_hold_go_does_not_end_the_hold():
    waived = running.WaiveObligation(obligation="hold-review", reason="known")
    played = play(ENDED, HOLD, waived, at("2025-09-05", "12:00"))
    assert leading(played).finding is Finding.HELD


# Unlanded


def test_a_hand_off_that_nobody_confirmed_in_time_is_unlanded():
    played = play(HANDED_OFF)
    assert leading(played).finding is Finding.WAITING
    go_on(played, at("2025-09-18"))
    unlanded = leading(played)
    assert (unlanded.finding, unlanded.command) == (Finding.UNLANDED, "confirm-hand-off")
    assert unlanded.sentence.startswith(
        "Nobody has confirmed that help has begun, handed off on Tuesday 2 September 2025, 10am; "
    )


def test_a_hand_off_that_nobody_follows_any_more_is_unlanded_at_once():
    waived = running.WaiveObligation(obligation="handoff-confirmed", reason="no answer")
    assert leading(play(HANDED_OFF, waived)).finding is Finding.UNLANDED


def test_a_hand_off_that_was_confirmed_has_landed():
    confirmed = running.ConfirmHandOff(began="a worker visits")
    assert found(play(HANDED_OFF, at("2025-10-01"), confirmed), Finding.UNLANDED) == []


# Drifting


def moved(day):
    return running.MoveDueDate(
        obligation="contact-decision", due_at=london(day, "12:00"), reason="waiting"
    )


def test_a_date_moved_once_is_no_drift_and_moved_twice_is():
    assert found(play(CONTACT, moved("2025-09-09")), Finding.DRIFTING) == []
    (drifting,) = found(play(CONTACT, moved("2025-09-09"), moved("2025-09-16")), Finding.DRIFTING)
    assert drifting.sentence == (
        "The date by which a manager of team mash is to take decision one has been moved twice: "
        "first the end of Wednesday 3 September 2025, now Tuesday 16 September 2025, midday; "
        "what happens next for the child waits for it."
    )


def test_drift_leads_where_nothing_is_late_because_the_date_was_moved():
    played = play(CONTACT, moved("2025-09-09"), moved("2025-09-16"))
    assert leading(played).finding is Finding.DRIFTING


def test_a_discussion_reconvened_twice_is_drifting():
    again = conclude(Kind.STRATEGY_DISCUSSION, Outcome.RECONVENE)
    played = play(REFERRED, decide_referral(Outcome.STRATEGY_DISCUSSION), ALLOCATED, HELD, again)
    assert found(played, Finding.DRIFTING) == []
    (drifting,) = found(go_on(played, HELD, again), Finding.DRIFTING)
    assert drifting.sentence.startswith("The strategy discussion has been reconvened twice since ")


def test_a_journey_held_twice_with_nothing_decided_between_is_drifting():
    back = running.Resume(reason="back")
    assert found(play(CONTACT, HOLD, back), Finding.DRIFTING) == []
    assert len(found(play(CONTACT, HOLD, back, HOLD), Finding.DRIFTING)) == 1
    decided_between = play(CONTACT, HOLD, back, at("2025-09-03"), REFERRED[2], HOLD)
    assert found(decided_between, Finding.DRIFTING) == []


# Circular


def test_a_signature_that_a_later_reply_forbids_waits_in_a_circle():
    played = play(ASKED, decide_two(NFA, "police", "health"))
    assert found(played, Finding.CIRCULAR) == []
    go_on(played, at("2025-09-02", "11:00"), reply("police"))
    circular = leading(played)
    assert (circular.finding, circular.command) == (Finding.CIRCULAR, "decide-after-research")
    assert circular.sentence == (
        "Decision D3 waits for a second signature that cannot be given since "
        "Tuesday 2 September 2025, 11am, because a reply came after it was written; "
        "what happens next for the child waits for the decision to be taken again."
    )
    assert [fact.what for fact in circular.evidence[:2]] == [
        "decision D3 written",
        "first reply after it",
    ]


def test_taking_the_decision_again_ends_the_circle():
    played = play(
        ASKED, decide_two(NFA, "police", "health"), reply("police"), decide_two(NFA, "health")
    )
    assert found(played, Finding.CIRCULAR) == []


def test_a_decision_in_effect_is_in_no_circle_with_its_signature():
    played = play(
        ASKED, decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"), reply("police")
    )
    assert found(played, Finding.CIRCULAR) == []


def test_two_journeys_that_were_joined_to_each_other_wait_for_each_other():
    played = play(CONTACT, decide_contact(Outcome.JOINED, joins="TL25-000009"))
    circular = leading(joined_by_the_other(played))
    assert (circular.finding, circular.command) == (
        Finding.CIRCULAR,
        "consider-new-information",
    )
    go_on(played, ConsiderNewInformation(what_follows="both are looked at here"))
    assert found(played, Finding.CIRCULAR) == []


def test_a_journey_that_a_third_one_joined_is_in_no_circle():
    played = play(CONTACT, decide_contact(Outcome.JOINED, joins="TL25-000009"))
    joined_by_the_other(played, "TL25-000010")
    assert found(played, Finding.CIRCULAR) == []


# Silent


def test_a_journey_on_which_nothing_is_owed_is_silent_and_leads_over_everything():
    # Nothing that can be given brings this about; the record would have to be broken.
    played = play(CONTACT)
    ended = {
        key: replaced(owed, state=ObligationState.WAIVED)
        for key, owed in played.case.obligations.items()
    }
    silent = diagnose(replaced(played.case, obligations=ended), now=played.now, rulebook=RULEBOOK)
    assert (silent.finding, silent.command) == (Finding.SILENT, "record-oversight")
