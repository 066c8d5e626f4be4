"""Guards of the ways out of care and of stepping down."""

from __future__ import annotations

from journey.case import Case, Episode
from journey.commands.decisions import Decision
from journey.guards.meetings import unwritten
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard, Kind, MeetingKind, Outcome, PlanKind


def unsafe_return(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to send a child home from care without a review and a support plan.

    Requirement P6.  The review is one since the child last moved: what an earlier one found of
    another home says nothing of where the child lives.  The support plan is written up in the
    pro forma of care, or a child in need plan is open already.
    """
    episode = case.open_episode(decision.KIND)
    if episode is None:
        return None
    needs = []
    placed = case.care.placed(episode.id)
    reviews = case.held_meetings(episode.id, MeetingKind.LOOKED_AFTER_REVIEW)
    moved = len(placed) > 1  # the first placement is where care began
    since = placed[-1].since if moved else episode.opened_at
    if not any(each.held_at is not None and each.held_at >= since for each in reviews):
        what = "last moved" if moved else "came into care"
        needs.append(f"hold-meeting: a looked-after-review, since the child {what}")
    if not _supported(case, episode, rulebook):
        needs.append(f"fill-pro-forma {Kind.CARE}: the support-plan, or an open child-in-need plan")
    if not needs:
        return None
    return Refused(
        Guard.UNSAFE_RETURN,
        "A child goes home from care only after a statutory review and with a support plan.",
        tuple(needs),
    )


def _supported(case: Case, episode: Episode, rulebook: Rulebook) -> bool:
    plan = case.open_episode(Kind.PLAN)
    if plan is not None and plan.plan is PlanKind.CHILD_IN_NEED:
        return True
    written = case.form(episode.id, Kind.CARE.value)
    gaps = unwritten(case, episode, Kind.CARE.value, Outcome.RETURNED_HOME, rulebook)
    return bool(written) and not list(gaps)


def no_panel(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse a step-down that no panel has considered, where the profile wants one."""
    episode = case.open_episode(decision.KIND)
    if episode is None:
        return None
    wanted = rulebook.profile(episode.profile).panel_before
    held = any(panel.at >= episode.opened_at for panel in case.care.panels.values())
    if decision.outcome not in wanted or held:
        return None
    return Refused(
        Guard.NO_PANEL,
        "The step-down panel has not considered this.",
        ("record-step-down-panel: what it advises",),
    )
