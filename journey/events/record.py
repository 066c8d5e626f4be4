"""What was put on the record beside decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from journey.commands.record import AgreedInSupervision
from journey.events.base import Event, Notice, Told
from journey.shapes import PERSONAL
from journey.terms import Disposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernDisposedOf(Event):
    """It was decided what became of a concern."""

    concern: str
    disposal: Disposal
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRaised(Event):
    """Information that contradicts other information was entered."""

    contradiction: str
    what: Told = ""
    between: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionResolved(Event):
    """A contradiction was resolved."""

    contradiction: str
    resolution: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionRecorded(Event):
    """An assumption that lacks evidence was entered."""

    assumption: str
    what: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionSettled(Event):
    """An assumption was supported with evidence or withdrawn."""

    assumption: str
    supported: bool
    evidence: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferrerTold(Event):
    """The referrer was told the outcome, or a reason was given for not telling."""

    told: bool
    how: str | None = None
    notices: tuple[Notice, ...] = ()
    wording: Told = ""
    why_not: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsTold(Event):
    """The parents were told, or a reason was given for not telling."""

    told: bool
    how: str | None = None
    wording: Told = ""
    why_not: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightRecorded(Event):
    """A manager recorded oversight."""

    summary: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionRecorded(Event):
    """A manager and the journey's worker thought about the work, and agreed what follows.

    Attributes:
        by: By when each thing agreed is to be done, where that was said.
    """

    worker: str
    by: tuple[datetime, ...] = ()
    reflection: Told = ""
    agreed: Annotated[tuple[AgreedInSupervision, ...], PERSONAL] = ()
    nothing_agreed: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected(Event):
    """An earlier entry was corrected; it stays, and this stands beside it."""

    corrects: int
    what_was_wrong: Told = ""
    what_is_right: Told = ""
