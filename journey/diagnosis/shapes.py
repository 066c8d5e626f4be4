"""What a diagnosis is, what is told to it about staff, and in which order findings lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from journey.case import Obligation
from journey.terms import Finding


class Grade(IntEnum):
    """How grave a finding is.  The smallest leads; within one, what has been due longest.

    Two things count: what harm can come of it, and whether time alone would mend it.
    """

    SILENT = 0
    """Nobody will ever be reminded, so nobody will ever notice."""
    CIRCULAR = 1
    """Waiting cannot end it, and every reminder goes to somebody who cannot act."""
    CHILD_MISSING = 2
    """Nobody knows where the child is: whatever else is late comes after.  Its ladder tells a
    manager and a senior manager as well, so it does not hang on an owner who is there."""
    ORPHANED = 3
    """Reminders go to nobody who is there; whatever else is late, this is why."""
    LATE_ROUND_THE_CLOCK = 4
    """A limit has passed that policy counts through the night, because of the danger."""
    LATE = 5
    """A limit has passed and the next step for the child waits for it."""
    UNLANDED = 6
    """Somebody else was to help, and nobody knows whether they do."""
    HELD = 7
    """It was parked on purpose, and the purpose has run out."""
    LATE_AFTERWARDS = 8
    """A limit has passed for what no step waits for: telling people, oversight, closing."""
    DRIFTING = 9
    """Nothing is late, because the dates moved instead."""
    TO_DECIDE = 10
    """In time, but nobody else is waited for: it could move now."""
    WAITING = 11
    """In time."""
    WAITING_AFTERWARDS = 12
    """In time, and no step waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffState:
    """How it stands with somebody of the staff, told from outside.  Neither: at work.

    Attributes:
        gone: Left, or may not sign in any more.
        away_until: The first instant back.
        since: Since when, if known.
    """

    gone: bool = False
    away_until: datetime | None = None
    since: datetime | None = None


class Fact(NamedTuple):
    """One thing on the record that a finding rests on, and when it happened or happens."""

    what: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One finding about a journey.  No field holds a name of the family or a concern's text.

    Attributes:
        sentence: For people: what it waits for, since when, how late, what it blocks.
        due_at: When what it waits for is or was due, if there is such an instant.
        waiting_for: The party that could move it, as `journey.wording.say_party` reads it.
        done: What was done so far to move it.
        blocks: What waits for it; empty where nothing does.
        cheapest: The least that would move it, as a thing to do.
        command: Name of the command that does it; None where nothing need be done yet.
        obligation: Id of the obligation it is about, if it is about one.
    """

    finding: Finding
    grade: Grade
    sentence: str
    since: datetime
    due_at: datetime | None
    waiting_for: str | None
    done: tuple[str, ...]
    blocks: str
    cheapest: str
    command: str | None
    obligation: str | None
    evidence: tuple[Fact, ...]

    @property
    def urgency(self) -> tuple[int, datetime]:
        """Return a key that sorts the findings of many journeys, the gravest first."""
        return (self.grade, self.due_at or self.since)


class Step(NamedTuple):
    """Something to do, and the command that records it."""

    what: str
    command: str | None


class Found(NamedTuple):
    """A finding before it is put into words, which is the dearer half of the work.

    Attributes:
        at: What has been due longest leads within a grade; where nothing is due, since when.
        why: Which sentence it gets (`journey.diagnosis.saying`).
        of: Which decision, worker, journey or episode the sentence is about, if it needs one.
    """

    grade: Grade
    at: datetime
    finding: Finding
    why: str
    since: datetime
    owed: Obligation | None = None
    of: str = ""
    times: int = 0
