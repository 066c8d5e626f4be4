"""Acting on what is due: each rung by the task that is named after what it does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any, Final

import structlog
from prefect import Task

from casework.sweeping import BATCH, Due, Swept, abreast, by_journey, due_now
from journey.ladders import Action
from tasks.ask import ask
from tasks.breach import breach
from tasks.chase import chase
from tasks.escalate import escalate
from tasks.remind import remind
from tasks.shared_hub import the_hub

log = structlog.get_logger(__name__)

TASKS: Final[Mapping[Action, Task[[str, int], Coroutine[Any, Any, bool]]]] = {
    Action.ASK: ask,
    Action.REMIND: remind,
    Action.CHASE: chase,
    Action.ESCALATE: escalate,
    Action.BREACH: breach,
}


async def act_on_what_is_due(journey: str | None = None, *, most: int | None = None) -> Swept:
    """Climb every rung that is due, on one journey or on all, until none is.

    Args:
        most: Stop after so many; what is left stays due.
    """
    acted: list[bool | None] = []
    tried: set[tuple[str, int]] = set()
    while most is None or len(tried) < most:
        batch = await _not_yet_tried(journey, tried, most)
        if not batch:
            break
        tried.update((due.obligation, due.rung) for due in batch)
        journeys = iter(by_journey(batch))
        await asyncio.gather(*(_act(journeys, acted) for _ in range(abreast(the_hub()))))
    return Swept(due=len(tried), acted=acted.count(True), failed=acted.count(None), tracked=True)


async def _act(journeys: Iterator[list[Due]], acted: list[bool | None]) -> None:
    for rungs in journeys:
        for due in rungs:
            acted.append(await _climbed(due))  # noqa: PERF401 - others append between two of ours


async def _climbed(due: Due) -> bool | None:
    """Climb one rung by its task; None where that failed: it stays due, and is found again."""
    try:
        return await TASKS[due.action](due.obligation, due.rung)
    except Exception:
        log.exception(
            "rung_failed", journey=due.reference, obligation=due.obligation, rung=due.rung
        )
        return None


async def _not_yet_tried(
    journey: str | None, tried: set[tuple[str, int]], most: int | None
) -> list[Due]:
    batch = await asyncio.to_thread(due_now, the_hub(), BATCH + len(tried), reference=journey)
    fresh = [due for due in batch if (due.obligation, due.rung) not in tried]
    return fresh if most is None else fresh[: most - len(tried)]
