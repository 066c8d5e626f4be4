"""Keeping what was accepted: the log, the projections and what is to be sent, together."""

from __future__ import annotations

from datetime import datetime

from journey.case import Case
from journey.refusals import Accepted
from models import log, projections
from models.queries import deliveries
from models.store import Session


def keep(session: Session, before: Case, accepted: Accepted, now: datetime) -> None:
    """Append what was accepted, bring the projections along, and queue what is to be sent."""
    after = accepted.case
    log.append(session, after.reference, accepted.recorded, expected_version=before.version)
    projections.write(session, before if before.version else None, after)
    fresh = after.sent[len(before.sent) :]
    if fresh:
        deliveries.queue(session, after.reference, fresh, now=now)
