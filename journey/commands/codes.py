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
    UpnUnknownCode,
)
from journey.commands.base import Command
from journey.people import Sex
from journey.pupil_numbers import Upn
from journey.shapes import Day, Line, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCodes(Command):
    """Record or correct what the returns ask for; what is left out stays as it is.

    Attributes:
        source: Where the referral came from.
        born: The date of birth; it takes the place of the expected one.
        expected: When the birth of a child who is not born yet is expected.
        upn: The pupil number; `upn_unknown` instead says why there is none.
        assessment: Which assessment the factors are of (`E4`); the newest where nothing is said.
        how_known: Who or what says so.
    """

    how_known: Text
    source: SourceCode | None = None
    ethnicity: EthnicityCode | None = None
    sex: Sex | None = None
    born: Day | None = None
    expected: Day | None = None
    disabilities: tuple[DisabilityCode, ...] = ()
    upn: Upn | None = None
    upn_unknown: UpnUnknownCode | None = None
    primary_need: NeedCode | None = None
    factors: tuple[FactorCode, ...] = ()
    assessment: Line | None = None
    closure_reason: ClosureCode | None = None
