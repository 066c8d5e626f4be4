"""Codes that returns ask for, recorded or corrected apart from the work that they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from journey.codes import (
    ClosureCode,
    DisabilityCode,
    EthnicityCode,
    FactorCode,
    NeedCode,
    SourceCode,
)
from journey.commands.base import Command
from journey.people import Sex
from journey.shapes import Day, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCodes(Command):
    """Record or correct what the returns ask for; what is left out stays as it is.

    Attributes:
        source: Where the referral came from.
        born: The date of birth, once an expected child is born.
        how_known: Who or what says so.
    """

    how_known: Text
    source: SourceCode | None = None
    ethnicity: EthnicityCode | None = None
    sex: Sex | None = None
    born: Day | None = None
    disabilities: tuple[DisabilityCode, ...] = ()
    primary_need: NeedCode | None = None
    factors: tuple[FactorCode, ...] = ()
    closure_reason: ClosureCode | None = None
