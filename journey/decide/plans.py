"""Judging the work on a plan: actions, reviews against what it wants, and its alarms."""

from __future__ import annotations

from journey.case import Case, Episode
from journey.commands import plans as commands
from journey.decide.context import (
    Context,
    Judged,
    judge,
    next_id,
    not_now,
    on_open,
    one_of,
    unknown,
)
from journey.events import plans
from journey.guards import plan_not_written_up
from journey.plans import (
    FAMILY,
    LONG_PLANS,
    TEAM,
    WORKER,
    OutcomeProgress,
    PlanAction,
    PlanAlarm,
    ProgressSaid,
)
from journey.practice import Meeting
from journey.refusals import Refused
from journey.terms import Guard, Kind, MeetingKind

REVIEWS = (
    MeetingKind.REVIEW_CONFERENCE,
    MeetingKind.CORE_GROUP,
    MeetingKind.CHILD_IN_NEED_REVIEW,
)
"""Meetings at which a plan is looked at against what it wants."""


def _plan(case: Case) -> Episode | Refused:
    refused = on_open(case)
    if refused is not None:
        return refused
    return case.open_episode(Kind.PLAN) or not_now(
        f"No plan is open on this journey; it is in {case.stage}.", "a decision that opens a plan"
    )


@judge.register
def _(command: commands.AddPlanAction, case: Case, context: Context) -> Judged:
    plan = _plan(case)
    if isinstance(plan, Refused):
        return plan
    refused = (
        one_of(outcome=command.outcome, wanted=command.wanted)
        or one_of(owner=command.owner, member=command.member)
        or _outcome_unknown(case, plan, command.outcome)
    )
    if refused is not None:
        return refused
    if command.due_at <= context.now:
        return unknown("An action is agreed ahead.", "due_at: an instant to come")
    owner = _owner(command, case, context)
    if isinstance(owner, Refused):
        return owner
    outcome = command.outcome or next_id("W", case.plans.outcomes)
    agreed = plans.PlanActionAgreed(
        action=next_id("PA", case.plans.actions),
        episode=plan.id,
        outcome=outcome,
        owner=owner[0],
        member=owner[1],
        due_at=command.due_at,
        what=command.action,
    )
    if command.wanted is None:
        return [agreed]
    return [
        plans.PlanOutcomeAgreed(outcome=outcome, episode=plan.id, wanted=command.wanted),
        agreed,
    ]


def _outcome_unknown(case: Case, plan: Episode, outcome: str | None) -> Refused | None:
    wanted = [each.id for each in case.plans.open_outcomes(plan.id)]
    if outcome is None or outcome in wanted:
        return None
    known = ", ".join(wanted) or "none"
    return unknown(
        f"The plan wants no outcome {outcome!r} that is still to be reached.",
        f"outcome: one of {known}; or wanted: a new one",
    )


def _owner(
    command: commands.AddPlanAction, case: Case, context: Context
) -> tuple[str, int | None] | Refused:
    if command.member is not None:
        members = enumerate(case.family, start=1)
        number = next((n for n, m in members if m.name == command.member), None)
        if number is None:
            return unknown("No such person is on the record as family.", "add-family-member")
        return FAMILY, number
    if command.owner in (WORKER, TEAM):
        return command.owner, None
    agencies = context.rulebook.agencies
    if command.owner not in agencies:
        known = ", ".join([WORKER, TEAM, *sorted(agencies)])
        return unknown(f"Nobody knows the owner {command.owner!r}.", f"owner: one of {known}")
    return f"agency:{command.owner}", None


def _action(case: Case, number: str) -> PlanAction | Refused:
    action = case.plans.actions.get(number)
    if action is None or not action.is_open:
        known = ", ".join(each.id for each in case.plans.open_actions()) or "none"
        return unknown(f"No unfinished action {number} is on the record.", f"one of: {known}")
    return action


@judge.register
def _(command: commands.CompletePlanAction, case: Case, context: Context) -> Judged:
    action = on_open(case) or _action(case, command.action)
    if isinstance(action, Refused):
        return action
    if context.at < action.agreed_at:
        return unknown(
            "It cannot have been done before it was agreed.",
            f"at: an instant from {action.agreed_at.isoformat()} on",
        )
    return [
        plans.PlanActionCompleted(
            action=action.id, done=command.done, difference=command.difference
        )
    ]


@judge.register
def _(command: commands.DropPlanAction, case: Case, context: Context) -> Judged:
    del context
    action = on_open(case) or _action(case, command.action)
    if isinstance(action, Refused):
        return action
    return [plans.PlanActionDropped(action=action.id, reason=command.reason)]


@judge.register
def _(command: commands.ReviewPlan, case: Case, context: Context) -> Judged:
    plan = _plan(case)
    if isinstance(plan, Refused):
        return plan
    meeting = _meeting(case, plan, command.meeting)
    if isinstance(meeting, Refused):
        return meeting
    refused = plan_not_written_up(case, plan, context.rulebook) or _against_each(
        case, plan, command
    )
    if refused is not None:
        return refused
    reviewed = plans.PlanReviewed(
        episode=plan.id,
        meeting=meeting.id,
        continues=command.continues,
        progress=tuple(
            OutcomeProgress(outcome=each.outcome, progress=each.progress)
            for each in command.progress
        ),
        said=tuple(ProgressSaid(outcome=each.outcome, what=each.what) for each in command.progress),
        reason=command.reason,
    )
    if not command.continues:
        context.warnings.append("The plan goes on until somebody ends it with end-plan.")
    return [reviewed]


def _meeting(case: Case, plan: Episode, number: str | None) -> Meeting | Refused:
    held = case.held_meetings(plan.id, *REVIEWS)
    if number is None:
        meeting = held[-1] if held else None
    else:
        meeting = next((each for each in held if each.id == number), None)
    if meeting is None:
        what = "No review" if number is None else f"No review {number}"
        return not_now(
            f"{what} of this plan has been held.",
            "hold-meeting: a review or a core group of this plan",
        )
    if case.plans.review_of(meeting.id) is not None:
        return not_now(f"What meeting {meeting.id} found is on the record already.")
    return meeting


def _against_each(case: Case, plan: Episode, command: commands.ReviewPlan) -> Refused | None:
    given = [each.outcome for each in command.progress]
    wanted = [each.id for each in case.plans.open_outcomes(plan.id)]
    strange = [each for each in given if each not in wanted]
    if strange:
        return _outcome_unknown(case, plan, strange[0])
    if len(set(given)) < len(given):
        return unknown("An outcome stands twice in the review.", "progress: each outcome once")
    missing = tuple(f"progress against outcome {each}" for each in wanted if each not in given)
    if not missing:
        return None
    return Refused(Guard.NOT_WRITTEN_UP, "The review leaves out what the plan wants.", missing)


@judge.register
def _(command: commands.ConsiderPlanAlarm, case: Case, context: Context) -> Judged:
    plan = _plan(case)
    if isinstance(plan, Refused):
        return plan
    if command.alarm is PlanAlarm.AGAIN and plan.id not in case.plans.before:
        return not_now("The open plan is the child's first protection plan that is known of.")
    owed = next(
        (o for o in case.open_obligations() if o.kind in LONG_PLANS and o.episode == plan.id), None
    )
    if command.alarm is PlanAlarm.TOO_LONG and owed is not None and context.now < owed.due_at:
        return not_now(
            "The plan has not lasted too long.",
            f"an instant from {owed.due_at.isoformat()} on",
        )
    return [
        plans.PlanAlarmConsidered(
            episode=plan.id, alarm=command.alarm, what_follows=command.what_follows
        )
    ]
