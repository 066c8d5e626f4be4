"""Guards of plans: nothing unfinished left behind, written up, and reviewed before the end."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case, Episode
from journey.commands.decisions import Decision
from journey.guards.meetings import deciding_meeting
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard, Kind

PLAN, REVIEW = Kind.PLAN.value, "review"
"""Keys of the pro formas of a plan."""


def unfinished(case: Case, *episodes: str) -> Iterator[str]:
    """Yield what to do about each unfinished action, of some plans or of all."""
    return (
        f"complete-plan-action or drop-plan-action: {each.id}"
        for each in case.plans.open_actions(*episodes)
    )


def not_reviewed(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to end a plan whose last review says nothing of the outcomes that it wants."""
    episode = case.open_episode(decision.KIND)
    if episode is None or episode.kind is not Kind.PLAN:
        return None
    del rulebook
    held = case.held_meetings(episode.id, deciding_meeting(episode))
    if not held or case.plans.review_of(held[-1].id) is not None:
        return None
    return Refused(
        Guard.NOT_WRITTEN_UP,
        f"What the {held[-1].kind} found of each outcome wanted is not on the record.",
        (f"review-plan: progress against each outcome wanted, at meeting {held[-1].id}",),
    )


def plan_not_written_up(case: Case, plan: Episode, rulebook: Rulebook) -> Refused | None:
    """Refuse to review a plan that nobody has written up, or that wants nothing."""
    forms = rulebook.profile(plan.profile).pro_formas
    needs = [
        f"fill-pro-forma {key}: {section.key}"
        for key in (PLAN, REVIEW)
        for section in (forms[key].sections if key in forms else ())
        if section.always and section.key not in case.form(plan.id, key)
    ]
    if not any(each.episode == plan.id for each in case.plans.outcomes.values()):
        needs.append("add-plan-action: what is to be different for the child, who does what")
    if not needs:
        return None
    return Refused(
        Guard.NOT_WRITTEN_UP,
        "The plan and its review are not written up.",
        tuple(needs),
    )
