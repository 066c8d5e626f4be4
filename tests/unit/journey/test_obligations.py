"""What is owed: opened, met, moved, waived, cancelled, passed on; and what is folded of it."""

from datetime import UTC, timedelta

import pytest

from journey.commands import contact, record, running
from journey.events import running as happened
from journey.evolve import fold
from journey.replacing import replaced
from journey.terms import Guard, Kind, ObligationState, Outcome
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONTACT,
    ENDED,
    HANDED_OFF,
    HISTORY,
    OVERSEEN,
    RECEIVED,
    REFERRED,
    at,
    decide_contact,
    decide_referral,
    decide_two,
    go_on,
    play,
    refused,
    reply,
)
from tests.support.rulebook import london

ASSESSING = (*REFERRED, decide_referral(Outcome.ASSESSMENT))


# Met


def test_a_contact_is_owed_a_decision_an_acknowledgement_and_oversight():
    assert play(RECEIVED).owing == [
        "contact-decision",
        "acknowledge-referrer",
        "management-oversight",
    ]


def test_a_decision_in_time_is_met():
    owed = play(CONTACT, decide_contact(Outcome.REFERRAL)).owed("contact-decision")
    assert owed.state is ObligationState.MET
    assert owed.ended_at == london("2025-09-02")


@pytest.mark.parametrize(
    ("day", "wall", "state"),
    [
        ("2025-09-03", "23:59", ObligationState.MET),
        ("2025-09-04", "00:00", ObligationState.LATE_MET),
    ],
)
def test_late_begins_with_the_due_instant(day, wall, state):
    played = play(ASKED, at(day, wall), reply("police"))
    assert played.owed("research-reply:police").state is state


def test_whether_it_was_in_time_is_judged_by_when_it_happened_not_when_it_was_recorded():
    in_time = contact.AcknowledgeContact(how="by phone", at=london("2025-09-02", "11:00"))
    played = play(RECEIVED, at("2025-09-20"), in_time)
    assert played.owed("acknowledge-referrer").state is ObligationState.MET


def test_oversight_recurs_every_month():
    played = play(RECEIVED, at("2025-09-20"), OVERSEEN)
    overseen = [o for o in played.case.obligations.values() if o.kind == "management-oversight"]
    assert [o.state for o in overseen] == [ObligationState.MET, ObligationState.OPEN]
    assert overseen[1].due_at == london("2025-10-21", "00:00")


def test_an_assessment_counts_from_the_referral_and_not_from_the_day_it_opened():
    played = play(REFERRED, at("2025-09-10"), decide_referral(Outcome.ASSESSMENT))
    assert played.owed("assessment").starts_at == london("2025-09-02")
    assert played.owed("assessment").due_at == london("2025-11-05", "00:00")


# Cancelled


def test_what_an_episode_owed_is_cancelled_when_it_ends():
    played = play(CONTACT, decide_contact(Outcome.REFERRAL))
    assert played.owed("acknowledge-referrer").state is ObligationState.CANCELLED


def test_closing_cancels_what_is_left():
    played = play(CLOSED)
    assert played.owing == []
    assert played.owed("closure").state is ObligationState.MET
    assert played.owed("management-oversight").state is ObligationState.CANCELLED


# Waived


def test_waiving_needs_something_that_is_owed():
    refusal = refused(play(CONTACT), running.WaiveObligation(obligation="O9", reason="moot"))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert refusal.needs == (
        "one of: contact-decision, acknowledge-referrer, management-oversight",
    )


def test_what_is_waived_is_owed_no_more_and_not_counted_as_met():
    waived = running.WaiveObligation(obligation="acknowledge-referrer", reason="anonymous")
    assert play(CONTACT, waived).owed("acknowledge-referrer").state is ObligationState.WAIVED


def test_oversight_that_is_waived_comes_back_next_month():
    waived = running.WaiveObligation(obligation="management-oversight", reason="on leave")
    played = play(CONTACT, at("2025-09-20"), waived)
    assert played.owed("management-oversight").due_at == london("2025-10-21", "00:00")
    assert "management-oversight" in played.owing


# Moved


def test_moving_a_date_keeps_the_first_one_and_counts():
    moves = running.MoveDueDate(
        obligation="contact-decision", due_at=london("2025-09-09", "12:00"), reason="waiting"
    )
    owed = play(CONTACT, moves).owed("contact-decision")
    assert owed.first_due_at == london("2025-09-04", "00:00")
    assert owed.due_at == london("2025-09-09", "12:00")
    assert owed.moves == 1


def test_after_a_move_the_rungs_ahead_fall_by_the_new_date():
    moves = running.MoveDueDate(
        obligation="contact-decision", due_at=london("2025-09-09", "12:00"), reason="waiting"
    )
    played = play(CONTACT, at("2025-09-03", "17:00"), moves)
    owed = played.owed("contact-decision")
    # Both reminders before the first date were climbed; half time of the new span is ahead.
    assert owed.next_rung == 0
    assert owed.next_action_at == london("2025-09-08", "09:00")


def test_nothing_is_due_before_it_began():
    early = running.MoveDueDate(
        obligation="contact-decision", due_at=london("2025-09-02", "10:00"), reason="sooner"
    )
    assert refused(play(CONTACT), early).code is Guard.UNKNOWN_SUBJECT


# Allocated


def test_allocation_moves_what_the_worker_owes():
    played = play(ASSESSING)
    assert played.owed("assessment").owed_by == "team:mash"
    go_on(played, ALLOCATED)
    assert played.owed("assessment").owed_by == "worker:carla"
    assert played.owed("allocation").state is ObligationState.MET
    go_on(played, running.Allocate(worker="cyril"))
    assert played.owed("assessment").owed_by == "worker:cyril"


def test_allocation_to_a_worker_leaves_what_the_team_owes():
    assert play(ASSESSING, ALLOCATED).owed("inform-referrer").owed_by == "team:mash"


def test_another_team_takes_over_what_the_team_and_its_managers_owe():
    played = play(ASSESSING, running.Allocate(team="north"))
    assert played.owed("inform-referrer").owed_by == "team:north"
    assert played.owed("management-oversight").owed_by == "manager:north"
    assert played.owed("assessment").owed_by == "team:north"


def test_what_is_over_stays_with_who_owed_it():
    played = play(ASSESSING, running.Allocate(team="north"))
    assert played.owed("contact-decision").owed_by == "manager:mash"


def test_an_allocation_names_somebody():
    assert refused(play(CONTACT), running.Allocate()).code is Guard.UNKNOWN_SUBJECT


# Held


def test_a_hold_stops_no_clock_and_is_reviewed_when_it_ends():
    until = london("2025-09-12", "12:00").astimezone(UTC)
    played = play(CONTACT, running.Hold(until=until, reason="family abroad"))
    assert played.owed("hold-review").due_at == until
    assert played.owed("contact-decision").due_at == london("2025-09-04", "00:00")
    go_on(played, running.Resume(reason="back"))
    assert played.owed("hold-review").state is ObligationState.MET
    assert played.case.held_until is None


def test_a_journey_is_held_once_at_a_time_and_only_into_the_future():
    hold = running.Hold(until=london("2025-09-12"), reason="family abroad")
    past = running.Hold(until=london("2025-09-02", "09:00"), reason="family abroad")
    assert refused(play(CONTACT, hold), hold).code is Guard.NOT_NOW
    assert refused(play(CONTACT), past).code is Guard.UNKNOWN_SUBJECT


# Hand-offs


def test_a_hand_off_that_bounced_asks_the_decision_again():
    played = play(HANDED_OFF, running.BounceHandOff(reason="no places"))
    assert played.open_kinds == ["contact"]
    assert "contact-decision" in played.owing
    go_on(played, decide_contact(Outcome.REFERRAL, concerns=()))


def test_research_asked_again_by_a_bounce_keeps_its_rating():
    played = play(
        ASKED,
        reply("police"),
        reply("health"),
        decide_two(Outcome.EARLY_HELP, service="Invented Centre"),
        running.BounceHandOff(reason="no places"),
    )
    assert played.open_kinds == ["research"]
    assert played.case.open_episode(Kind.RESEARCH).rating == "amber"


def test_a_hand_off_is_followed_until_it_made_a_difference():
    played = play(HANDED_OFF, at("2025-09-10"), running.ConfirmHandOff(began="a worker visits"))
    assert played.owed("handoff-confirmed").state is ObligationState.MET
    assert played.owed("handoff-impact").due_at == london("2025-12-11", "00:00")
    impact = running.RecordImpact(difference=running.Difference.BETTER, summary="fed")
    go_on(played, at("2025-12-01"), impact)
    assert played.open_kinds == ["closure"]


def test_impact_waits_for_the_confirmation():
    impact = running.RecordImpact(difference=running.Difference.BETTER, summary="fed")
    refusal = refused(play(HANDED_OFF), impact)
    assert refusal.needs == ("confirm-hand-off or bounce-hand-off",)


def test_help_cannot_have_begun_before_the_hand_off():
    early = running.ConfirmHandOff(began="earlier", at=london("2025-09-03"))
    played = play(RECEIVED, at("2025-09-05"), HISTORY, HANDED_OFF[2])
    assert refused(played, early).code is Guard.UNKNOWN_SUBJECT


# Closing and opening again


def test_a_journey_opened_again_is_decided_anew_and_overseen_again():
    played = play(CLOSED, at("2025-10-01"), running.Reopen(reason="new injuries"))
    assert played.open_kinds == ["contact"]
    assert played.owing == ["management-oversight", "contact-decision"]
    assert played.case.referrer_told is None


def test_a_closed_journey_takes_nothing_but_what_comes_late():
    for command in (OVERSEEN, record.RecordAssumption(assumption="an aunt"), ALLOCATED):
        assert refused(play(CLOSED), command).needs == ("reopen, with the reason",)


def test_a_contact_starts_a_journey_and_never_goes_on_with_one():
    assert refused(play(CONTACT), RECEIVED).code is Guard.NOT_NOW


# Folding


def test_folding_the_log_gives_the_live_journey():
    played = play(ASKED, at("2025-10-02"), reply("police"), ALLOCATED)
    assert fold(played.log) == played.case


def test_folding_goes_on_from_a_journey_that_was_folded_before():
    log = play(ASKED, at("2025-09-10")).log
    assert fold(log[9:], fold(log[:9])) == fold(log)


def test_an_event_that_nobody_folds_is_a_surprise():
    class Unheard:
        pass

    played = play(RECEIVED)
    with pytest.raises(TypeError, match="Unheard"):
        fold([replaced(played.log[-1], event=Unheard())])


def test_a_copy_with_changes_leaves_the_first_alone():
    first = play(RECEIVED).case
    second = replaced(first, team="north")
    assert (first.team, second.team) == ("mash", "north")
    assert replaced(second, team="mash") == first


def test_a_field_that_is_not_there_cannot_be_changed():
    with pytest.raises(AttributeError):
        replaced(play(RECEIVED).case, colour="red")


def test_every_event_names_the_profile_in_force_and_who_did_it():
    for each in play(ENDED).log:
        assert (each.policy, each.actor) == ("england-2023@1", "mona")


def test_an_obligation_says_its_authority_and_whether_it_was_checked():
    opened = [r.event for r in play(RECEIVED).log if isinstance(r.event, happened.ObligationOpened)]
    assert (
        opened[0].authority == "Working Together 2023: decision within one working day of receipt"
    )
    assert opened[0].checked
    assert opened[0].due_at - opened[0].starts_at == timedelta(hours=38)
