"""Dead letters among the alerts: a manager sees what nobody got, until it is tried again.

It is no notice of the journey's own: it stands in the outbox, and is an alert while it does.
"""

from __future__ import annotations

from datetime import datetime

from casework.asking.lines import AlertLine, Seen
from casework.asking.listing import MOST
from casework.wording import UNDELIVERED
from journey.people import Actor, Role
from models.queries import alerts, deliveries, people
from models.queries.deliveries import Undelivered
from models.store import Session


def undelivered(session: Session, actor: Actor, *, unseen_only: bool) -> list[AlertLine]:
    """Return the dead letters that this reader has to see to, newest first."""
    teams = _teams(session, actor)
    if not teams:
        return []
    letters = {_id(letter): letter for letter in deliveries.undelivered(session, teams, MOST)}
    seen = alerts.seen_by(session, list(letters))
    lines = [_line(each, letter, actor, seen[each]) for each, letter in letters.items()]
    return [line for line in lines if not (unseen_only and line.seen_at)]


def is_undelivered(session: Session, actor: Actor, alert: str) -> bool:
    """Return whether an alert's id is that of a dead letter this reader has to see to."""
    lines = undelivered(session, actor, unseen_only=False)
    return any(line.id == alert for line in lines)


def _teams(session: Session, actor: Actor) -> list[str]:
    if actor.role is Role.MANAGER and actor.team is not None:
        return [actor.team]
    if actor.role is Role.SENIOR_MANAGER:
        return [actor.team] if actor.team else [team.key for team in people.teams(session)]
    return []


def _id(letter: Undelivered) -> str:
    # With its end: a letter that is tried again in vain is a new alert.
    ended = letter.delivery.ended_at or letter.delivery.created_at
    return f"{letter.delivery.id}.{UNDELIVERED}-{int(ended.timestamp())}"


def _line(
    alert: str, letter: Undelivered, actor: Actor, seen: list[tuple[str, datetime]]
) -> AlertLine:
    delivery = letter.delivery
    return AlertLine(
        id=alert,
        reference=delivery.reference,
        at=delivery.ended_at or delivery.created_at,
        to=delivery.party,
        template=UNDELIVERED,
        obligation=delivery.obligation,
        kind=None,
        rung=delivery.rung,
        due_at=delivery.due_at,
        stage=letter.stage,
        seen_at=next((at for user, at in seen if user == actor.user), None),
        seen=tuple(Seen(user=user, at=at) for user, at in seen),
        problem=delivery.problem,
    )
