"""What every event is: a fact in the past tense, kept for ever, never edited.

A field marked `PERSONAL` is narrative: it says who somebody is or what the worry is.
It is stored apart from the facts, so that it can be sealed and, when retention ends,
destroyed without breaking the chain.  Every personal field therefore has a default,
which is what a reader finds after that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from journey.people import Role
from journey.shapes import PERSONAL

Told = Annotated[str, PERSONAL]
"""Narrative text; empty where none was given or where it has been destroyed."""


class Event:
    """Base of all events.  `SCHEMA` rises when a field changes its meaning."""

    __slots__ = ()
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Somebody is to be told something: who, and with which template.  Never about what.

    Attributes:
        to: `agency:police`, `agency-manager:police`, `team:mash`, `manager:mash`,
            `senior-manager:mash`, `worker:carla`, or `referrer`.
        template: `ask`, `remind`, `chase`, `escalate`, `breach`, `outcome`, ...
    """

    to: str
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event in its envelope, as it stands in the log.

    Attributes:
        version: Position in this journey's own log, from 1.
        occurred_at: When it happened, as stated.
        recorded_at: When it was put on the record, by the clock.
        policy: Id of the profile in force when it was recorded.
    """

    version: int
    event: Event
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    role: Role
    policy: str
