"""What holds of every journey at every instant, whatever was asked for and by whom.

Asked by the random walks of the tests and by the invented hub at each of its midnights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from journey.case import Case

OWED_AFTER_CLOSURE = frozenset({"late-reply-review"})
"""What may still be owed on a closed journey (requirement M6)."""


def broken(case: Case) -> Iterator[str]:
    """Yield, in words, each rule that the journey breaks; nothing for a sound one."""
    yield from _episodes(case)
    yield from _obligations(case)
    for parts in (case.episodes, case.obligations, case.requests, case.decisions, case.concerns):
        yield from (f"{key} is kept as {part.id}" for key, part in parts.items() if key != part.id)
    for decided in case.decisions.values():
        if decided.known_version >= decided.version:
            yield f"{decided.id} was taken on what came after it"


def unminded(case: Case, *, now: datetime) -> Iterator[str]:
    """Yield what the clock has left undone, at an instant up to which it has done its work."""
    owing = list(case.open_obligations())
    if case.is_open and not any(owed.next_action_at > now for owed in owing):
        yield "nothing will ever happen by itself"
    for owed in owing:
        if owed.next_action_at <= now:
            yield f"{owed.label} was due at {owed.next_action_at.isoformat()}, and nothing was done"


def _episodes(case: Case) -> Iterator[str]:
    opened = list(case.open_episodes())
    if case.is_open and not opened:
        yield "an open journey is nowhere"
    if not case.is_open and opened:
        yield f"a closed journey is still in {opened[0].kind}"
    for kind, count in Counter(episode.kind for episode in opened).items():
        if count > 1:
            yield f"{count} episodes of the kind {kind} are open"
    for episode in case.episodes.values():
        if (episode.ended_at is None) != (episode.outcome is None):
            yield f"{episode.id} has an end without an outcome, or an outcome without an end"
        if episode.ended_at is not None and episode.ended_at < episode.opened_at:
            yield f"{episode.id} ended before it began"
        if episode.because is not None and episode.because not in case.episodes:
            yield f"{episode.id} follows from an episode that is not on the record"


def _obligations(case: Case) -> Iterator[str]:
    owing = list(case.open_obligations())
    if case.is_open and not owing:
        yield "an open journey owes nothing"
    if not case.is_open:
        yield from (
            f"a closed journey owes {owed.label}"
            for owed in owing
            if owed.kind not in OWED_AFTER_CLOSURE
        )
    for label, count in Counter(owed.label for owed in owing).items():
        if count > 1:
            yield f"{label} is owed {count} times"
    for owed in owing:
        if owed.next_action_at < owed.starts_at:
            yield f"{owed.label} is acted on before it begins"
        episode = case.episodes.get(owed.episode) if owed.episode else None
        if owed.episode and (episode is None or not episode.is_open):
            yield f"{owed.label} outlives its episode {owed.episode}"
