"""The chain: each event's hash covers the one before it in its journey.

    hash = SHA-256 of the canonical JSON of
           [previous hash, reference, version, type, schema, facts, narrative hash,
            occurred at, recorded at, actor, role, policy]

Facts stand in it as the text that is stored, instants as ISO 8601 in UTC to the microsecond.
The narrative is present by its own hash alone, salted for each event, so that destroying it
leaves the chain whole and nothing to guess it from.  The first event's previous hash is "".
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from models.canonical import canonical, digest

BEGINNING = ""
NOTHING_SAID = digest("")
"""Narrative hash of an event that never had a narrative."""


class Link(NamedTuple):
    """What an event's hash covers, in its order."""

    previous_hash: str
    reference: str
    version: int
    type: str
    schema_version: int
    facts: str
    narrative_hash: str
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    role: str
    policy: str


def hash_of(link: Link) -> str:
    """Return the hash of an event."""
    return digest(
        canonical([_instant(part) if isinstance(part, datetime) else part for part in link])
    )


def narrative_hash(narrative: str | None, salt: str | None) -> str:
    """Return the hash that stands in the chain for a narrative, as it is stored."""
    return NOTHING_SAID if narrative is None else digest(f"{salt}{narrative}")


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
