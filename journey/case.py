"""A journey as it stands: what its events add up to.

Frozen; `journey.evolve` makes the next one.  Everything personal is here too, so a case
never leaves the process: pages and exports are given the parts that their reader may see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from journey.care import CareRecord
from journey.chronology import Chronicle
from journey.codes import HeldCodes
from journey.commands.contact import ConcernCategory, ConsentAnswer
from journey.commands.decisions import ConcernAddressed, MissingReply
from journey.commands.practice import Direction
from journey.departures import Departures
from journey.family import Kin
from journey.ladders import Action
from journey.people import Child, FamilyMember, Referrer, ReferrerKind
from journey.plans import PlanWork
from journey.practice import Meeting, ParentSeen, PartnerDelay, Visit
from journey.restricting import Restriction
from journey.terms import (
    AbuseCategory,
    AssessmentStage,
    Disposal,
    Kind,
    LawfulReason,
    MeetingKind,
    ObligationState,
    Outcome,
    PlanKind,
    Rating,
    RequestState,
    ResearchScope,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One stretch of the journey with its own clock and the profile it began under.

    Attributes:
        stage: Of an assessment under procedures that have two; None where there is one.
    """

    id: str
    kind: Kind
    profile: str
    opened_at: datetime
    because: str | None = None
    rating: Rating | None = None
    scope: ResearchScope | None = None
    service: str | None = None
    joint: bool | None = None
    plan: PlanKind | None = None
    category: AbuseCategory | None = None
    stage: AssessmentStage | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    confirmed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the episode has not ended."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing somebody owes by an instant.

    Attributes:
        first_due_at: The due instant before it was ever moved.
        rung: The last rung climbed, None before the first.
        moves: How often the due date was moved.
        chases: How often it was chased or escalated, by the ladder or by hand.  What was
            overtaken, and told nobody, is not counted.
        follows_worker: It falls on whoever is the worker; on the team while there is none.
    """

    id: str
    kind: str
    owed_by: str
    timescale: str
    profile: str
    authority: str
    checked: bool
    ladder: str
    starts_at: datetime
    due_at: datetime
    first_due_at: datetime
    next_rung: int
    next_action_at: datetime
    subject: str | None = None
    about: str | None = None
    episode: str | None = None
    ask_instead: str | None = None
    state: ObligationState = ObligationState.OPEN
    ended_at: datetime | None = None
    rung: int | None = None
    last_action: Action | None = None
    last_action_at: datetime | None = None
    moves: int = 0
    chases: int = 0
    follows_worker: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether it is still owed."""
        return self.state is ObligationState.OPEN

    @property
    def label(self) -> str:
        """Return the name people use: `research-reply:police`, `contact-decision`."""
        return self.kind if self.subject is None else f"{self.kind}:{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a partner answered, in the five sections of the standard, with opinion apart."""

    at: datetime
    recorded_at: datetime
    by: str
    nothing_known: bool
    full: bool
    after_decision: bool
    version: int
    why_involved: str = ""
    risks: str = ""
    actions: str = ""
    difference: str = ""
    everyday_life: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchRequest:
    """One question to one partner agency."""

    id: str
    episode: str
    agency: str
    rating: Rating
    asked_at: datetime
    asked_by: str
    ask_instead: str | None = None
    state: RequestState = RequestState.ASKED
    reason: str = ""
    question: str = ""
    reply: Reply | None = None
    more_time_until: datetime | None = None
    disputed: bool = False

    @property
    def is_missing(self) -> bool:
        """Return whether the reply is still not in."""
        return self.state is RequestState.ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision: what, by whom, why, and on which version of the record.

    Attributes:
        taken_at: None while it waits for its second signature, or when that was refused.
        refused: The second signature was refused.
        superseded: Replaced by a newer decision before anybody signed.
    """

    id: str
    episode: str
    kind: Kind
    outcome: Outcome
    by: str
    proposed_at: datetime
    known_version: int
    version: int
    policy: str
    addresses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    joins: str | None = None
    rating: Rating | None = None
    scope: ResearchScope | None = None
    service: str | None = None
    joint: bool | None = None
    category: AbuseCategory | None = None
    taken_at: datetime | None = None
    refused: bool = False
    superseded: bool = False
    second_signer: str | None = None
    signed_at: datetime | None = None
    rationale: str = ""
    identity: str = ""
    research_found: str = ""
    scope_reason: str = ""
    signing_reason: str = ""
    concerns: tuple[ConcernAddressed, ...] = ()
    missing_because: tuple[MissingReply, ...] = ()

    @property
    def awaits_signature(self) -> bool:
        """Return whether a second person has yet to sign."""
        return bool(self.missing) and self.second_signer is None and not self.superseded


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One reason for worry, visible until it is disposed of."""

    id: str
    category: ConcernCategory
    added_at: datetime
    description: str = ""
    disposal: Disposal | None = None
    disposed_at: datetime | None = None
    disposal_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether nobody has said what became of it."""
        return self.disposal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A contradiction or an unsupported assumption: open until somebody settles it."""

    id: str
    raised_at: datetime
    what: str = ""
    between: str = ""
    settled_at: datetime | None = None
    settlement: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether nobody has settled it."""
        return self.settled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What came of asking for consent to research.

    Attributes:
        on: The day on which it was given; not on record where it was recorded long ago.
    """

    answer: ConsentAnswer
    at: datetime
    lawful_reason: LawfulReason | None = None
    on: date | None = None
    given_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Whether the referrer or the parents were told, how, or why not."""

    told: bool
    at: datetime
    how: str | None = None
    wording: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One notice that the journey gave rise to, and the version that did."""

    version: int
    number: int
    at: datetime
    to: str
    template: str
    obligation: str | None = None
    rung: int | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A journey as it stands after `version` events.

    Attributes:
        moments: When each named moment last happened (`journey.moments`).
        held_until: Set while the journey is held.
        restriction: Set while it is open to named people alone.
        directions: For an enquiry, by the episode in which they were given.
        forms: Sections written so far, by `form_key`.
        joined: References of later contacts that were joined to it.
        kin: The family over time, and links to other journeys.
    """

    reference: str = ""
    version: int = 0
    team: str = ""
    worker: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    joined_to: str | None = None
    joined: tuple[str, ...] = ()
    referrer_kind: ReferrerKind | None = None
    referrer_agency: str | None = None
    source_reference: str | None = None
    child: Child | None = None
    family: tuple[FamilyMember, ...] = ()
    kin: Kin = field(default_factory=Kin)
    referrer: Referrer | None = None
    reason: str = ""
    done_already: str = ""
    childs_views: tuple[str, ...] = ()
    episodes: Mapping[str, Episode] = field(default_factory=dict)
    obligations: Mapping[str, Obligation] = field(default_factory=dict)
    requests: Mapping[str, ResearchRequest] = field(default_factory=dict)
    decisions: Mapping[str, Decided] = field(default_factory=dict)
    concerns: Mapping[str, Concern] = field(default_factory=dict)
    contradictions: Mapping[str, Doubt] = field(default_factory=dict)
    assumptions: Mapping[str, Doubt] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    directions: Mapping[str, tuple[Direction, ...]] = field(default_factory=dict)
    visits: Mapping[str, Visit] = field(default_factory=dict)
    parents: tuple[ParentSeen, ...] = ()
    plans: PlanWork = field(default_factory=PlanWork)
    care: CareRecord = field(default_factory=CareRecord)
    delays: tuple[PartnerDelay, ...] = ()
    departures: Departures = field(default_factory=Departures)
    chronicle: Chronicle = field(default_factory=Chronicle)
    codes: HeldCodes = field(default_factory=HeldCodes)
    consent: Consent | None = None
    history_reviewed_at: datetime | None = None
    clarified_at: datetime | None = None
    clarification_refused_at: datetime | None = None
    acknowledged_at: datetime | None = None
    referrer_told: Telling | None = None
    parents_told: Telling | None = None
    oversight_at: datetime | None = None
    held_at: datetime | None = None
    held_until: datetime | None = None
    restriction: Restriction | None = None
    sent: tuple[Sent, ...] = ()
    moments: Mapping[str, datetime] = field(default_factory=dict)
    last_event_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the journey has begun and not been closed."""
        return self.version > 0 and self.closed_at is None

    def open_episodes(self) -> Iterator[Episode]:
        """Yield the episodes that have not ended, in the order they were opened."""
        return (episode for episode in self.episodes.values() if episode.is_open)

    def open_obligations(self) -> Iterator[Obligation]:
        """Yield what is still owed, in the order it was opened."""
        return (obligation for obligation in self.obligations.values() if obligation.is_open)

    def open_concerns(self) -> Iterator[Concern]:
        """Yield the concerns nobody has disposed of."""
        return (concern for concern in self.concerns.values() if concern.is_open)

    def missing_replies(self, episode: str | None = None) -> Iterator[ResearchRequest]:
        """Yield the requests without a reply, of one episode or of all."""
        return (
            request
            for request in self.requests.values()
            if request.is_missing and episode in (None, request.episode)
        )

    def open_episode(self, kind: Kind) -> Episode | None:
        """Return the newest open episode of a kind, if there is one."""
        return next(
            (e for e in reversed(list(self.episodes.values())) if e.is_open and e.kind is kind),
            None,
        )

    def held_meetings(self, episode: str, *kinds: MeetingKind) -> list[Meeting]:
        """Return the meetings held in an episode, of some kinds, in the order of the record."""
        return [
            meeting
            for meeting in self.meetings.values()
            if meeting.held_at is not None and meeting.episode == episode and meeting.kind in kinds
        ]

    def form(self, episode: str, form: str) -> Mapping[str, str]:
        """Return the sections of a pro forma that were written in an episode."""
        return self.forms.get(form_key(episode, form), {})

    def pending_decision(self) -> Decided | None:
        """Return the decision that waits for its second signature, if there is one."""
        return next(
            (d for d in reversed(list(self.decisions.values())) if d.awaits_signature), None
        )

    @property
    def stage(self) -> str:
        """Return the furthest open episode's kind, `closed`, or `closure` where none is open.

        Hand-off and closure come last in the pathway's order but are outranked by any
        other open episode: while somebody still assesses, that is where the child is.
        """
        if self.closed_at is not None:
            return "closed"
        kinds = [episode.kind for episode in self.open_episodes()]
        working = [kind for kind in kinds if kind not in (Kind.HAND_OFF, Kind.CLOSURE)]
        order = list(Kind)
        return max(working or kinds or [Kind.CLOSURE], key=order.index).value


def form_key(episode: str, form: str) -> str:
    """Return the key of a pro forma among a journey's: each episode writes its own."""
    return f"{episode}/{form}"
