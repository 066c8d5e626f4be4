"""Staff as a diagnosis sees them: who is gone, and who is away until when."""

from __future__ import annotations

from collections.abc import Mapping

from casework.hub import Hub
from journey.diagnosis import StaffState
from models.queries import people
from models.store import Session


def staff(hub: Hub) -> Mapping[str, StaffState]:
    """Return everybody who is gone or away, by user name; who is not in it is at work."""
    with hub.store.read() as session:
        return staff_of(session)


def staff_of(session: Session) -> Mapping[str, StaffState]:
    """Return the same in a transaction that is open already."""
    return {
        user.name: StaffState(gone=not user.may_come_in, away_until=user.away_until)
        for user in people.users(session)
        if not user.may_come_in or user.away_until is not None
    }
