"""Judging how the episodes after the hub end: the guards of the row, then the row."""

from __future__ import annotations

from journey.case import Case
from journey.coding import UNFINISHED
from journey.commands import outcomes as commands
from journey.decide.care import into_care, warn_of_panel
from journey.decide.codes import code_needed
from journey.decide.context import Context, Judged, judge, unknown
from journey.decide.decisions import decide_outcome
from journey.policy import Rulebook
from journey.terms import AbuseCategory, Kind, Outcome, PlanKind


@judge.register
def _(command: commands.DecideAfterStrategyDiscussion, case: Case, context: Context) -> Judged:
    if command.outcome is Outcome.ENQUIRY and command.joint is None:
        return unknown(
            "Say whether social care and police make the enquiry together.", "joint: true or false"
        )
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.DecideAfterEnquiry, case: Case, context: Context) -> Judged:
    judged = decide_outcome(command, case, context)
    enquiry = case.open_episode(Kind.ENQUIRY)
    assessed = enquiry is not None and any(
        each.kind is Kind.ASSESSMENT
        and each.outcome is not Outcome.CANCELLED
        and (each.ended_at is None or each.ended_at >= enquiry.opened_at)
        for each in case.episodes.values()
    )
    if not assessed and command.outcome is not Outcome.ASSESSMENT:
        context.warnings.append("This enquiry ends and nobody has assessed the child.")
    return judged


def core_may_follow(case: Case, rulebook: Rulebook) -> bool:
    """Return whether the procedures know an assessment beyond the one that is open."""
    open_one = case.open_episode(Kind.ASSESSMENT)
    return open_one is not None and (
        open_one.stage in rulebook.profile(open_one.profile).assessments[:-1]
    )


@judge.register
def _(command: commands.AuthoriseAssessment, case: Case, context: Context) -> Judged:
    finished = command.outcome not in UNFINISHED
    wanted = {
        "the primary need": command.primary_need or case.codes.need,
        "the factors at the end of the assessment": command.factors,
    }
    if finished:
        code_needed(context, *(name for name, said in wanted.items() if not said))
    assessment = case.open_episode(Kind.ASSESSMENT)
    core = command.outcome is Outcome.CORE_ASSESSMENT
    if core and assessment is not None and not core_may_follow(case, context.rulebook):
        profile = context.rulebook.profile(assessment.profile)
        called = profile.called(Kind.ASSESSMENT, assessment.stage)
        return unknown(
            f"Under these procedures ({profile.id}) no core assessment follows the {called}.",
            "outcome: what follows from this assessment",
        )
    return into_care(command, command.legal_status, case, context)


@judge.register
def _(command: commands.DecideAtConference, case: Case, context: Context) -> Judged:
    if command.outcome is Outcome.PROTECTION_PLAN and command.category is None:
        return unknown(
            "A protection plan has its category of harm.",
            f"category: one of {', '.join(AbuseCategory)}",
        )
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.EndPlan, case: Case, context: Context) -> Judged:
    plan = case.open_episode(Kind.PLAN)
    helping = plan is not None and plan.plan is PlanKind.CHILD_IN_NEED
    if command.outcome is Outcome.STEPPED_DOWN and helping:
        return unknown(
            "Only a protection plan is stepped down to a child in need plan.",
            "outcome: early-help or no-further-action",
        )
    warn_of_panel(command, case, context)
    return into_care(command, command.legal_status, case, context)
