"""Opening an episode that no decision opens: what begins beside work that goes on."""

from __future__ import annotations

from journey.case import Case
from journey.decide.context import Context, next_id
from journey.events import Event, decisions
from journey.terms import Kind, Outcome


def opened_beside(case: Case, context: Context, kind: Kind) -> tuple[str, list[Event]]:
    """Return the new episode's id and the events that open it.

    A journey that was about to be closed is not any more.
    """
    number = next_id("E", case.episodes)
    working = [each for each in case.open_episodes() if each.kind is not Kind.CLOSURE]
    events: list[Event] = [
        decisions.EpisodeEnded(episode=each.id, kind=each.kind, outcome=Outcome.CANCELLED)
        for each in case.open_episodes()
        if each.kind is Kind.CLOSURE
    ]
    events.append(
        decisions.EpisodeOpened(
            episode=number,
            kind=kind,
            profile=context.rulebook.in_force(context.at).id,
            because=working[-1].id if working else None,
        )
    )
    return number, events
