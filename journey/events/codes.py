"""Codes that returns ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from journey.codes import Coded
from journey.events.base import Event, Told
from journey.people import Sex
from journey.shapes import PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesRecorded(Event):
    """What returns ask for was recorded or corrected; None and empty were left as they were."""

    source: str | None = None
    primary_need: str | None = None
    closure_reason: str | None = None
    assessment: str | None = None
    ethnicity: Annotated[str | None, PERSONAL, Coded("ethnicity")] = None
    sex: Annotated[Sex | None, PERSONAL, Coded("sex")] = None
    born: Annotated[date | None, PERSONAL] = None
    expected: Annotated[date | None, PERSONAL] = None
    upn: Annotated[str | None, PERSONAL] = None
    upn_unknown: Annotated[str | None, PERSONAL, Coded("upn-unknown")] = None
    disabilities: Annotated[tuple[str, ...], PERSONAL, Coded("disability")] = ()
    factors: Annotated[tuple[str, ...], PERSONAL, Coded("factor")] = ()
    how_known: Told = ""
