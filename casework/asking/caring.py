"""Care, missing children, and what runs beside a plan, as a journey shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journey.care import (
    CareRecord,
    HealthAssessment,
    LeavingCare,
    LegalStatus,
    MissingPeriod,
    Panel,
    Placement,
    PreProceedings,
    PrivateFostering,
    StatusHeld,
)
from journey.case import Case, Episode
from journey.terms import Kind, MeetingKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CareView:
    """One time in care.

    Attributes:
        status: The legal status that holds, or held last; `statuses` has each with its begin.
        placements: The present one last.
        reviews: When looked-after reviews were held.
        left: Why care ended otherwise than by going home.
    """

    episode: str
    open: bool
    since: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    status: LegalStatus | None
    statuses: tuple[StatusHeld, ...]
    placements: tuple[Placement, ...]
    health: tuple[HealthAssessment, ...]
    reviews: tuple[datetime, ...]
    support_plan: Mapping[str, str]
    left: LeavingCare | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsView:
    """Work before care proceedings."""

    open: bool
    since: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    work: PreProceedings


@dataclass(frozen=True, slots=True, kw_only=True)
class FosteringView:
    """A private fostering arrangement."""

    open: bool
    ended_at: datetime | None
    arrangement: PrivateFostering


@dataclass(frozen=True, slots=True, kw_only=True)
class CaringView:
    """Everything of these subjects on one journey.

    Attributes:
        away: The child is missing now.
    """

    care: tuple[CareView, ...] = ()
    missing: tuple[MissingPeriod, ...] = ()
    away: bool = False
    proceedings: tuple[ProceedingsView, ...] = ()
    fostering: tuple[FosteringView, ...] = ()
    panels: tuple[Panel, ...] = ()


def caring(case: Case) -> CaringView:
    """Return care, missing periods and what runs beside a plan, as they are shown."""
    record = case.care
    return CaringView(
        care=tuple(
            _care(each, case, record) for each in case.episodes.values() if each.kind is Kind.CARE
        ),
        missing=tuple(record.missing.values()),
        away=record.away() is not None,
        proceedings=tuple(
            _proceedings(case.episodes[each.episode], each) for each in record.proceedings.values()
        ),
        fostering=tuple(
            _fostering(case.episodes[each.episode], each) for each in record.fostering.values()
        ),
        panels=tuple(record.panels.values()),
    )


def _care(episode: Episode, case: Case, record: CareRecord) -> CareView:
    reviews = case.held_meetings(episode.id, MeetingKind.LOOKED_AFTER_REVIEW)
    return CareView(
        episode=episode.id,
        open=episode.is_open,
        since=episode.opened_at,
        ended_at=episode.ended_at,
        outcome=episode.outcome,
        status=record.status(episode.id),
        statuses=tuple(each for each in record.statuses if each.episode == episode.id),
        placements=tuple(record.placed(episode.id)),
        health=tuple(each for each in record.health.values() if each.episode == episode.id),
        reviews=tuple(each.held_at for each in reviews if each.held_at is not None),
        support_plan=case.form(episode.id, Kind.CARE.value),
        left=record.left.get(episode.id),
    )


def _proceedings(episode: Episode, work: PreProceedings) -> ProceedingsView:
    return ProceedingsView(
        open=episode.is_open,
        since=episode.opened_at,
        ended_at=episode.ended_at,
        outcome=episode.outcome,
        work=work,
    )


def _fostering(episode: Episode, arrangement: PrivateFostering) -> FosteringView:
    return FosteringView(open=episode.is_open, ended_at=episode.ended_at, arrangement=arrangement)
