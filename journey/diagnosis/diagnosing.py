"""Diagnosing: of everything found the gravest leads, and only what is asked for is worded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from journey.case import Case
from journey.diagnosis.finding import find
from journey.diagnosis.saying import say
from journey.diagnosis.shapes import Diagnosis, Found, StaffState
from journey.policy import Rulebook


def diagnose(
    case: Case,
    *,
    now: datetime,
    staff: Mapping[str, StaffState] | None = None,
    rulebook: Rulebook,
) -> Diagnosis | None:
    """Return the leading finding of a journey, the first of `all_findings`.

    None for a closed journey that owes nothing: there is nothing to find.  An open journey
    always has one, and so has a closed one on which a late reply waits to be looked at.

    Args:
        staff: Who is away or gone, by user name; who is not in it is at work.
    """
    found = min(find(case, now=now, staff=staff or {}, rulebook=rulebook), key=_order, default=None)
    return None if found is None else say(found, case, now=now, rulebook=rulebook)


def all_findings(
    case: Case,
    *,
    now: datetime,
    staff: Mapping[str, StaffState] | None = None,
    rulebook: Rulebook,
) -> tuple[Diagnosis, ...]:
    """Return everything found about a journey, the gravest first."""
    found = sorted(find(case, now=now, staff=staff or {}, rulebook=rulebook), key=_order)
    return tuple(say(each, case, now=now, rulebook=rulebook) for each in found)


def _order(found: Found) -> tuple[int, datetime, str]:
    return (found.grade, found.at, found.owed.id if found.owed else "")
