"""Findings as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from casework.asking.views import EvidenceView, FindingView
from journey.case import Case
from journey.diagnosis import Diagnosis, StaffState, all_findings
from journey.policy import Rulebook


def findings(
    case: Case, *, now: datetime, staff: Mapping[str, StaffState], rulebook: Rulebook
) -> tuple[FindingView, ...]:
    """Return everything found about a journey, the leading one first."""
    found = all_findings(case, now=now, staff=staff, rulebook=rulebook)
    return tuple(finding_view(each) for each in found)


def finding_view(found: Diagnosis) -> FindingView:
    """Return a finding as it is shown."""
    return FindingView(
        finding=found.finding.value,
        grade=found.grade.name.lower().replace("_", "-"),
        sentence=found.sentence,
        since=found.since,
        due_at=found.due_at,
        waiting_for=found.waiting_for,
        done=found.done,
        blocks=found.blocks,
        cheapest=found.cheapest,
        command=found.command,
        obligation=found.obligation,
        evidence=tuple(EvidenceView(what=each.what, when=each.when) for each in found.evidence),
    )
