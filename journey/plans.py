"""What a plan is made of: outcomes wanted, actions that lead there, and the reviews of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journey.replacing import replaced
from journey.terms import MeetingKind, Progress

PLAN_ACTION = "plan-action"
"""The obligation that every action of a plan is."""

LONG_PLANS = ("long-protection-plan", "long-child-in-need-plan")
SECOND_PLAN = "second-plan"
"""Obligations of a senior manager to look at an alarm about a plan."""

WORKER, TEAM, FAMILY = "worker", "team", "family"
"""Who may own an action besides partner agencies.  What one of the family does falls on the
worker, who asks: a family is not chased by machine."""


PLAN_MEETINGS = frozenset(
    {
        "first-core-group",
        "core-group",
        "first-review-conference",
        "review-conference",
        "child-in-need-meeting",
        "child-in-need-review",
    }
)
"""Obligations to meet about a plan: held late or let go, each is a meeting missed."""


class PlanAlarm(StrEnum):
    """What about a plan a senior manager has to look at (requirement P7)."""

    TOO_LONG = "too-long"
    AGAIN = "second-plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWanted:
    """What is to be different for the child.

    Attributes:
        episode: The plan it stands in; a later one once it was carried over.
    """

    id: str
    episode: str
    agreed_at: datetime
    wanted: str = ""
    achieved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be reached."""
        return self.achieved_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction:
    """One thing that somebody does towards an outcome.

    Attributes:
        episode: The plan it stands in; a later one once it was carried over.
        agreed_in: The plan in which it was agreed.
        owner: `worker`, `team`, `family`, or `agency:` and an agency's key.
        member: Which one of the family, from 1, where it is theirs to do.
    """

    id: str
    episode: str
    agreed_in: str
    outcome: str
    owner: str
    agreed_at: datetime
    member: int | None = None
    what: str = ""
    done_at: datetime | None = None
    done: str = ""
    difference: str = ""
    dropped_at: datetime | None = None
    why_dropped: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeProgress:
    """How far a review found one outcome wanted; what was said stands apart, it is personal."""

    outcome: str
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSaid:
    """What a review said of one outcome wanted."""

    outcome: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview:
    """A review of a plan against each outcome wanted.

    Attributes:
        continues: The plan goes on; what ends it is a decision of its own.
        sections: The review's pro forma as it was written then.
    """

    episode: str
    at: datetime
    meeting: str
    kind: MeetingKind
    continues: bool
    progress: tuple[OutcomeProgress, ...]
    said: tuple[ProgressSaid, ...] = ()
    reason: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDrift:
    """Signs of one plan that goes nowhere, beside the actions that are rolled over.

    Attributes:
        redated: How often a meeting on the plan was given another date.
        missed: Meetings on the plan that were held late, or let go.
        stalled: Reviews in a row, up to the newest, at which no outcome had come nearer.
    """

    redated: int = 0
    missed: int = 0
    stalled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedBefore:
    """That a protection plan is not the child's first (requirement P7).

    Attributes:
        before: How many there were before it, on this journey and the child's others.
        last_ended_at: When the newest of them ended; None while it has not.
        journeys: The child's other journeys that had one.
    """

    before: int
    last_ended_at: datetime | None = None
    journeys: tuple[str, ...] = ()

    def without(self, journey: str, *, here: int) -> ProtectedBefore | None:
        """Return what is left when a journey turns out to be another child's; None is nothing.

        Args:
            here: How many there were before it on this journey; each other one had one at least.
        """
        if journey not in self.journeys:
            return self
        others = tuple(each for each in self.journeys if each != journey)
        left = here + len(others)
        return replaced(self, before=left, journeys=others) if left else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedElsewhere:
    """A protection plan on another journey of the same child."""

    reference: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSeen:
    """That a senior manager looked at an alarm about a plan, and what follows."""

    at: datetime
    by: str
    what_follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWork:
    """The work on a journey's plans.

    Attributes:
        drift: By the plan's episode.
        before: By the episode of a protection plan that is not the child's first.
        alarms: What was said to an alarm, by the plan's episode and the alarm.
    """

    outcomes: Mapping[str, OutcomeWanted] = field(default_factory=dict)
    actions: Mapping[str, PlanAction] = field(default_factory=dict)
    reviews: tuple[PlanReview, ...] = ()
    drift: Mapping[str, PlanDrift] = field(default_factory=dict)
    before: Mapping[str, ProtectedBefore] = field(default_factory=dict)
    alarms: Mapping[tuple[str, PlanAlarm], AlarmSeen] = field(default_factory=dict)

    def open_actions(self, *episodes: str) -> Iterator[PlanAction]:
        """Yield the unfinished actions, of some plans or of all."""
        return (
            each
            for each in self.actions.values()
            if each.is_open and (not episodes or each.episode in episodes)
        )

    def open_outcomes(self, *episodes: str) -> Iterator[OutcomeWanted]:
        """Yield the outcomes that are still to be reached, of some plans or of all."""
        return (
            each
            for each in self.outcomes.values()
            if each.is_open and (not episodes or each.episode in episodes)
        )

    def review_of(self, meeting: str) -> PlanReview | None:
        """Return the review that was made at a meeting, if there is one."""
        return next((each for each in self.reviews if each.meeting == meeting), None)
