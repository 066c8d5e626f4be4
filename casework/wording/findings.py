"""What a finding is called where a person reads it; its code is for those who build on it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journey.terms import Finding

FINDINGS: Mapping[Finding, str] = MappingProxyType(
    {
        Finding.WAITING: "Waiting",
        Finding.LATE: "Late",
        Finding.UNDECIDED: "Undecided",
        Finding.ORPHANED: "Nobody has it",
        Finding.HELD: "Held",
        Finding.UNLANDED: "Hand-off not confirmed",
        Finding.DRIFTING: "Drifting",
        Finding.SILENT: "Nothing ahead",
        Finding.CIRCULAR: "Waiting in a circle",
    }
)
"""The words stand in docs/glossary.md beside the codes."""


def finding_in_words(code: str) -> str:
    """Return the words of a finding's code."""
    return FINDINGS[Finding(code)]
