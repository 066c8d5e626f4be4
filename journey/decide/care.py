"""Judging care: in, where the child lives, health, and out."""

from __future__ import annotations

from datetime import date, datetime

from journey.care import LeavingCare, LegalStatus, Placement, PlacementTeller
from journey.case import Case, Episode
from journey.commands import care as commands
from journey.commands.decisions import Decision
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
from journey.decide.decisions import decide_outcome
from journey.decide.opening import opened_beside
from journey.events import Event, care, decisions
from journey.guards.ending import open_questions
from journey.refusals import Refused
from journey.terms import Kind, Outcome
from journey.transitions import TRANSITIONS

BESIDE_CARE = (
    Kind.STRATEGY_DISCUSSION,
    Kind.ENQUIRY,
    Kind.ASSESSMENT,
    Kind.CONFERENCE,
    Kind.PRIVATE_FOSTERING,
    Kind.PLAN,
    Kind.PRE_PROCEEDINGS,
)
"""Work that goes on when a child comes into care in an emergency."""

ADULT = 18
_SCHOOL_FIRST_HEALTH = 5


def open_in(case: Case, kind: Kind, context: Context) -> Episode | Refused:
    """Return the open episode of a kind in which something happened, or why there is none."""
    found = case.open_episode(kind)
    if not case.is_open or found is None:
        words = kind.replace("-", " ")
        return on_open(case) or not_now(
            f"No {words} is open on this journey; it is in {case.stage}.",
            f"a journey with an open {words}",
        )
    if context.at < found.opened_at:
        return unknown(
            f"It cannot have happened before the {kind.replace('-', ' ')} began.",
            f"at: an instant from {found.opened_at.isoformat()} on",
        )
    return found


def age(case: Case, at: datetime, context: Context) -> int | None:
    """Return how old the child was on a day, in years; None where no birthday is on the record."""
    born: date | None = case.child.born if case.child else None
    if born is None:
        return None
    day = at.astimezone(context.rulebook.in_force(context.at).calendar.zone).date()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@judge.register
def _(command: commands.EnterCare, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    if case.open_episode(Kind.CARE) is not None:
        return not_now("The child is looked after already.", "record-legal-status")
    if not any(each.kind in BESIDE_CARE for each in case.open_episodes()):
        return not_now(
            f"No work is under way beside which care could begin; the journey is in {case.stage}.",
            "the decision that is open, with the outcome immediate-protection or "
            "strategy-discussion",
        )
    number, events = opened_beside(case, context, Kind.CARE)
    held = care.LegalStatusRecorded(
        episode=number, status=command.legal_status, reason=command.reason
    )
    return [*events, held]


def into_care(
    command: Decision, legal_status: LegalStatus | None, case: Case, context: Context
) -> Judged:
    """Return what comes of a decision that may lead into care, with the legal status there."""
    enters = command.outcome is Outcome.LOOKED_AFTER and case.open_episode(Kind.CARE) is None
    leads = (command.KIND, command.outcome) in TRANSITIONS
    if enters and leads and legal_status is None:
        return unknown(
            "Say on what ground the child is looked after.",
            f"legal_status: one of {', '.join(LegalStatus)}",
        )
    judged = decide_outcome(command, case, context)
    if isinstance(judged, Refused) or legal_status is None:
        return judged
    return judged + [
        care.LegalStatusRecorded(episode=event.episode, status=legal_status)
        for event in judged
        if isinstance(event, decisions.EpisodeOpened) and event.kind is Kind.CARE
    ]


@judge.register
def _(command: commands.RecordLegalStatus, case: Case, context: Context) -> Judged:
    episode = open_in(case, Kind.CARE, context)
    if isinstance(episode, Refused):
        return episode
    held = [each for each in case.care.statuses if each.episode == episode.id]
    if held and held[-1].status is command.legal_status:
        return not_now("That is the child's legal status already.", "another legal status")
    if held and context.at < held[-1].since:
        return unknown(
            "It cannot have changed before the status that it changed from.",
            f"at: an instant from {held[-1].since.isoformat()} on",
        )
    return [care.LegalStatusRecorded(episode=episode.id, status=command.legal_status)]


@judge.register
def _(command: commands.RecordPlacement, case: Case, context: Context) -> Judged:
    episode = open_in(case, Kind.CARE, context)
    if isinstance(episode, Refused):
        return episode
    before = case.care.placed(episode.id)
    if before and context.at < before[-1].since:
        return unknown(
            "The child cannot have moved before the placement that it moved from.",
            f"at: an instant from {before[-1].since.isoformat()} on",
        )
    if before and command.why_moved is None:
        return unknown("Say why the child moved.", "why_moved: the reason")
    if command.miles is not None and command.miles < 0:
        return unknown("A distance is not less than nothing.", "miles: 0 or more")
    return [
        care.PlacementRecorded(
            placement=next_id("L", case.care.placements),
            episode=episode.id,
            kind=command.kind,
            first=not before,
            local=command.local,
            miles=command.miles,
            why_moved=command.why_moved or "",
            with_whom=command.with_whom or "",
        )
    ]


@judge.register
def _(command: commands.RecordPlacementTold, case: Case, context: Context) -> Judged:
    del context
    refused = on_open(case) or one_of(how=command.how, why_not=command.why_not)
    if refused is not None:
        return refused
    placement = _placement(case, command.placement)
    if isinstance(placement, Refused):
        return placement
    if any(told.to is command.to for told in placement.told):
        whom = "Health" if command.to is PlacementTeller.HEALTH else "The school"
        return not_now(f"{whom} stands as told of placement {placement.id} already.")
    return [
        care.PlacementToldOf(
            placement=placement.id,
            to=command.to,
            told=command.how is not None,
            how=command.how or "",
            why_not=command.why_not or "",
        )
    ]


def _placement(case: Case, number: str | None) -> Placement | Refused:
    known = case.care.placements
    if number is None and known:
        return next(reversed(list(known.values())))
    found = known.get(number or "")
    if found is None:
        return unknown(
            f"There is no placement {number or ''}.", f"one of: {', '.join(known) or 'none'}"
        )
    return found


@judge.register
def _(command: commands.RecordHealthAssessment, case: Case, context: Context) -> Judged:
    episode = open_in(case, Kind.CARE, context)
    if isinstance(episode, Refused):
        return episode
    years = age(case, context.at, context)
    return [
        care.HealthAssessed(
            assessment=next_id("H", case.care.health),
            episode=episode.id,
            initial=not any(each.episode == episode.id for each in case.care.health.values()),
            # Where nobody knows the age the sooner review is the safer one.
            under_five=years is None or years < _SCHOOL_FIRST_HEALTH,
            by=command.by,
            summary=command.summary,
        )
    ]


def warn_of_panel(command: Decision, case: Case, context: Context) -> None:
    """Warn where the panel advised against what is decided; it advises, a manager decides."""
    wanted = context.rulebook.in_force(context.at).panel_before
    newest = next(reversed(list(case.care.panels.values())), None)
    if command.outcome in wanted and newest is not None and not newest.supports:
        context.warnings.append("The step-down panel advised against it.")


@judge.register
def _(command: commands.ReturnHome, case: Case, context: Context) -> Judged:
    if command.outcome is Outcome.LEFT_CARE:
        return unknown("This ends care by going home.", "outcome: returned-home, or leave-care")
    warn_of_panel(command, case, context)
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.LeaveCare, case: Case, context: Context) -> Judged:
    if command.outcome is Outcome.RETURNED_HOME:
        return unknown("Going home is asked for by its own name.", "return-home")
    years = age(case, context.at, context)
    if command.how is LeavingCare.EIGHTEENTH_BIRTHDAY and years is not None and years < ADULT:
        return unknown("The child is not eighteen yet.", "how: another way of leaving care")
    warn_of_panel(command, case, context)
    _warn_of_open_questions(command, case, context)
    judged = decide_outcome(command, case, context)
    if isinstance(judged, Refused):
        return judged
    left: list[Event] = [
        care.CareLeft(episode=event.episode, how=command.how)
        for event in judged
        if isinstance(event, decisions.EpisodeEnded) and event.kind is Kind.CARE
    ]
    return judged + left


def _warn_of_open_questions(command: Decision, case: Case, context: Context) -> None:
    """Warn of what is still open; it holds up closing, not the end of care.

    Care often ends by law, on a birthday or by an order, whatever is still in question
    (docs/decisions/0014-leaving-care-waits-for-no-open-question.md).
    """
    still = open_questions(case, command, context.rulebook)
    if still is not None:
        context.warnings.append(f"Before the journey can be closed: {'; '.join(still.needs)}.")
