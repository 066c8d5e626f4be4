"""Alerts: what a reader was told, and that it was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.asking.lines import AlertLine, Seen
from casework.asking.listing import bounded
from casework.asking.scope import RESTRICTED, closed_journeys
from casework.asking.undelivered import is_undelivered, undelivered
from casework.errors import NotFoundError
from casework.hub import Hub
from journey.people import Actor, Role
from models.queries import alerts as queries
from models.queries import people
from models.store import Session


def alerts(
    hub: Hub, actor: Actor, *, unseen_only: bool = True, limit: int = 100
) -> list[AlertLine]:
    """Return what this reader, or the team or agency they answer for, was told, newest first.

    A manager also sees what nobody was told: the dead letters of the team.
    """
    with hub.store.read() as session:
        told = parties(session, actor)
        if not told:
            return []
        page = queries.alerts(
            session, told, user=actor.user, unseen=unseen_only, limit=bounded(limit)
        )
        seen = queries.seen_by(session, [row.id for row in page.rows])
        dead = undelivered(session, actor, unseen_only=unseen_only)
        lines = [*(_line(row, seen[row.id]) for row in page.rows), *dead]
        closed = closed_journeys(session, hub, actor, {line.reference for line in lines})
    # Whoever is told is told still: an alert that nobody sees would be silence.
    lines = [
        replace(line, stage=RESTRICTED) if line.reference in closed else line for line in lines
    ]
    return sorted(lines, key=lambda line: (line.at, line.id), reverse=True)[: bounded(limit)]


def see(hub: Hub, actor: Actor, *notification_ids: str) -> None:
    """Record that this reader has seen alerts; the first time stays.

    Raises:
        NotFoundError: There is no such alert, or it was for somebody else; none was recorded.
    """
    with hub.store.write() as session:
        told = parties(session, actor)
        known: dict[str, set[str]] = {}
        for notification_id in notification_ids:
            reference = notification_id.partition(".")[0]
            if reference not in known:
                of_journey = queries.of_journey(session, reference, user=actor.user)
                known[reference] = {each.id for each in of_journey if each.party in told}
            own = notification_id in known[reference]
            if not own and not is_undelivered(session, actor, notification_id):
                raise NotFoundError("alert", notification_id)
        queries.acknowledge(session, notification_ids, user=actor.user, now=hub.clock.now())


def parties(session: Session, actor: Actor) -> list[str]:
    """Return the parties whose alerts are this reader's.

    A senior manager without a team answers for every team.  Auditors and administrators are
    told nothing.
    """
    match actor.role:
        case Role.PARTNER:
            return [f"agency:{actor.agency}", f"agency-manager:{actor.agency}"]
        case Role.COORDINATOR | Role.SOCIAL_WORKER:
            return [f"worker:{actor.user}", *_of_team(actor.team, "team")]
        case Role.MANAGER:
            return [f"worker:{actor.user}", *_of_team(actor.team, "team", "manager")]
        case Role.SENIOR_MANAGER:
            teams = [actor.team] if actor.team else [team.key for team in people.teams(session)]
            own = [party for team in teams for party in _of_team(team, "manager", "senior-manager")]
            return [f"worker:{actor.user}", *own]
        case Role.AUDITOR | Role.ADMINISTRATOR | Role.SYSTEM:
            return []


def _of_team(team: str | None, *parts: str) -> list[str]:
    return [] if team is None else [f"{part}:{team}" for part in parts]


def _line(row: queries.Alert, seen: list[tuple[str, datetime]]) -> AlertLine:
    return AlertLine(
        id=row.id,
        reference=row.reference,
        at=row.at,
        to=row.party,
        template=row.template,
        obligation=row.obligation,
        kind=row.kind,
        rung=row.rung,
        due_at=row.due_at,
        stage=row.stage,
        seen_at=row.seen_at,
        seen=tuple(Seen(user=user, at=at) for user, at in seen),
    )
