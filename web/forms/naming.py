"""What guards know by a key or an id, by the words that people know it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework.asking.choosing import Choice
from casework.hub import Hub

_SAID = ("contradictions", "assumptions", "plan-actions", "plan-outcomes")
"""Parts of a journey that are told apart by what somebody wrote."""

_TOLD = ("concerns", "planned-meetings", "held-meetings", "pending-decisions")
"""Parts that a guard names by their kind; what else is known of them tells them apart."""


def agencies(hub: Hub) -> Mapping[str, str]:
    """Return the names of agencies by their keys."""
    return {key: agency.name for key, agency in hub.rules().agencies.items()}


def parts(choices: Callable[[str], tuple[Choice, ...]]) -> Mapping[str, str]:
    """Return the words for the parts of a journey by their ids.

    Args:
        choices: What a source of `casework.asking.choosing` offers on the journey.
    """
    said = {
        each.value: f"“{each.words}”"
        for source in _SAID
        for each in choices(source)
        if each.words != each.value
    }
    concerns = {each.value: f"“{each.hint}”" for each in choices(_TOLD[0]) if each.hint}
    others = {
        each.value: f"({each.hint})"
        for source in _TOLD[1:]
        for each in choices(source)
        if each.hint
    }
    return said | concerns | others
