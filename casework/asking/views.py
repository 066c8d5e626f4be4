"""What is shown of a journey: frozen, ready for JSON, and no more than its reader may see.

Instants are UTC.  Ids inside a journey are the ones that commands take (`C1`, `O3`); where an
id is used outside its journey it is the global one, `TL25-000001.R2`, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.asking.caring import CaringView
from casework.asking.coded import CodeView, MissingCode
from casework.asking.family_views import MemberView, MergedView, SiblingView
from casework.asking.plan_views import PlanView
from casework.asking.practice_view import MeetingView, VisitView
from journey.commands.contact import ConsentAnswer
from journey.people import Child, FamilyMember, Referrer, Sex
from journey.terms import AssessmentStage, Kind, LawfulReason, Outcome, Rating, ResearchScope


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeView:
    """One episode, open or ended.

    Attributes:
        profile: The procedures that it began under and is judged by to its end.
        called: What it is called there: "Article 42 enquiry", "core assessment".
    """

    id: str
    kind: Kind
    called: str
    stage: AssessmentStage | None
    open: bool
    profile: str
    opened_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    because: str | None
    rating: Rating | None
    scope: ResearchScope | None
    service: str | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationView:
    """One thing owed.

    Attributes:
        global_id: Its id outside the journey.
        label: As people call it, `research-reply:police`.
        standing: on_track, due_soon, overdue, met, missed, waived or cancelled.
        checked: False where the limit is a local setting to confirm.
    """

    id: str
    global_id: str
    label: str
    kind: str
    subject: str | None
    about: str | None
    episode: str | None
    owed_by: str
    ask_instead: str | None
    state: str
    standing: str
    starts_at: datetime
    due_at: datetime
    first_due_at: datetime
    ended_at: datetime | None
    moves: int
    chases: int
    rung: int | None
    last_action: str | None
    last_action_at: datetime | None
    next_action: str | None
    next_action_at: datetime | None
    timescale: str
    authority: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """What a partner answered, in the five sections of the standard, opinion apart."""

    at: datetime
    recorded_at: datetime
    by: str
    nothing_known: bool
    full: bool
    after_decision: bool
    late: bool | None
    why_involved: str
    risks: str
    actions: str
    difference: str
    everyday_life: str
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChild:
    """As much of the child as an agency needs to find it in its own records."""

    name: str
    born: date | None
    expected: date | None
    sex: Sex
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One question to one agency, and its answer.

    Attributes:
        id: Global, `TL25-000001.R2`.
        request: Inside the journey, as commands name it: `R2`.
        due_at: None where no clock runs on it (any more).
        late: It is past its due instant without a reply, or the reply came after it.
        open: A reply is still wanted.
        child: Given where one agency looks at its own requests; the journey shows it else.
    """

    id: str
    request: str
    reference: str
    agency: str
    agency_name: str
    episode: str
    rating: Rating
    state: str
    open: bool
    asked_at: datetime
    asked_by: str
    ask_instead: str | None
    due_at: datetime | None
    late: bool
    chases: int
    more_time_until: datetime | None
    disputed: bool
    reason: str
    question: str
    reply: ReplyView | None
    child: AskedChild | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernSpokenOf:
    """What a decision said about one concern."""

    concern: str
    view: str
    disposal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyMissing:
    """A reply that a decision was taken without, and why that was called safe."""

    agency: str
    why_safe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameLater:
    """A reply that the decider could not see."""

    agency: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownThen:
    """What the decider could see: the journey folded up to the version before the decision.

    Attributes:
        replies_in, replies_missing: Agencies, of the episode decided on.
        came_later: Replies to the same questions that arrived afterwards.
        meetings_held, visits: Their ids, of the whole journey.
    """

    version: int
    replies_in: tuple[str, ...]
    replies_missing: tuple[str, ...]
    came_later: tuple[CameLater, ...]
    open_concerns: tuple[str, ...]
    open_contradictions: tuple[str, ...]
    open_assumptions: tuple[str, ...]
    history_reviewed: bool
    meetings_held: tuple[str, ...]
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision, why it was taken and on what.

    Attributes:
        in_time: No clock that this decision stops had run out; None where none ran on it, or
            it has not been taken.
        informed: No reply was missing, and for decision one the history had been reviewed.
            Counted apart from `in_time` (requirement M10): in time without the replies is
            not a success.
    """

    id: str
    episode: str
    kind: Kind
    outcome: Outcome
    by: str
    proposed_at: datetime
    taken_at: datetime | None
    version: int
    known_version: int
    policy: str
    rationale: str
    identity: str
    research_found: str
    scope: ResearchScope | None
    scope_reason: str
    rating: Rating | None
    service: str | None
    joins: str | None
    concerns: tuple[ConcernSpokenOf, ...]
    missing: tuple[WhyMissing, ...]
    awaits_signature: bool
    second_signer: str | None
    signed_at: datetime | None
    signing_reason: str
    refused: bool
    superseded: bool
    in_time: bool | None
    informed: bool
    known: KnownThen


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernView:
    """One reason for worry and what became of it."""

    id: str
    category: str
    open: bool
    added_at: datetime
    description: str
    disposal: str | None
    disposed_at: datetime | None
    disposal_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """A contradiction or an unsupported assumption."""

    id: str
    open: bool
    raised_at: datetime
    what: str
    between: str
    settled_at: datetime | None
    settlement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """What came of asking for consent.

    Attributes:
        valid: Research may go ahead on it, as the record stands.
        why_not: If not, why.
    """

    answer: ConsentAnswer
    at: datetime
    lawful_reason: LawfulReason | None
    given_by: str
    reason: str
    valid: bool
    why_not: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingView:
    """Whether the referrer or the parents were told, how, or why not."""

    told: bool
    at: datetime
    how: str | None
    wording: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One thing on the record that a finding rests on."""

    what: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """Why the journey is where it is; see `journey.diagnosis.Diagnosis`.

    Attributes:
        grade: How grave it is, in one word of `journey.diagnosis.Grade`.
        obligation: Its id inside the journey, if it is about one.
    """

    finding: str
    grade: str
    sentence: str
    since: datetime
    due_at: datetime | None
    waiting_for: str | None
    done: tuple[str, ...]
    blocks: str
    cheapest: str
    command: str | None
    obligation: str | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction, shown beside the entry that it corrects."""

    version: int
    at: datetime
    by: str
    what_was_wrong: str
    what_is_right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWords:
    """An entry on a sibling's journey that says nearly the same words.

    Attributes:
        alike: How much of the two agrees, in percent.
    """

    sibling: str
    version: int
    alike: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        at: When it happened, as stated.
        kind: contact, family, decision, research, meeting, practice, care, record, running,
            chronology or clock.
        what: In a sentence, without anything personal.
        about: Id of the part it speaks of, such as `R2`.
        narrative: What was said, by its name; empty where the reader may not see it.
        corrects: Version of the earlier entry that this one corrects.
        corrected: Corrections of this entry.
    """

    version: int
    at: datetime
    recorded_at: datetime
    kind: str
    event: str
    what: str
    by: str
    role: str
    about: str | None
    narrative: Mapping[str, str]
    corrects: int | None = None
    corrected: tuple[Correction, ...] = ()
    same_words: tuple[SameWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cannot:
    """A command that the reader's role may give, and why not on this journey now."""

    command: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """A journey as it is, or as it was known at an instant.

    Attributes:
        as_of: The instant shown.
        owner: User name of the worker it is allocated to; None while it is the team's.
        profile: The procedures that the newest episode is judged by.
        child: None once what was said has been destroyed.
        family: As people were named when they came on the record; `members` is how it is now.
        siblings: Those whose journeys the reader may see.
        merged_from: Records of the same child that this one goes on for.
        merged_into: The record that goes on for this one.
        findings: Why it is where it is, the leading one first; none where nothing is owed
            on a closed journey.
        actions: Commands that this reader may give now.
        cannot: Commands of the reader's role that do not fit where the journey is.
    """

    reference: str
    as_of: datetime
    stage: str
    version: int
    owner: str | None
    team: str
    opened_at: datetime
    closed_at: datetime | None
    held_until: datetime | None
    restricted_to: tuple[str, ...]
    profile: str
    joined_to: str | None
    joined: tuple[str, ...]
    source_reference: str | None
    child: Child | None
    family: tuple[FamilyMember, ...]
    members: tuple[MemberView, ...]
    siblings: tuple[SiblingView, ...]
    merged_from: tuple[MergedView, ...]
    merged_into: MergedView | None
    referrer: Referrer | None
    reason: str
    done_already: str
    childs_views: tuple[str, ...]
    concerns: tuple[ConcernView, ...]
    contradictions: tuple[DoubtView, ...]
    assumptions: tuple[DoubtView, ...]
    consent: ConsentView | None
    history_reviewed_at: datetime | None
    acknowledged_at: datetime | None
    clarified_at: datetime | None
    referrer_told: TellingView | None
    parents_told: TellingView | None
    oversight_at: datetime | None
    episodes: tuple[EpisodeView, ...]
    obligations: tuple[ObligationView, ...]
    requests: tuple[RequestView, ...]
    plans: tuple[PlanView, ...]
    meetings: tuple[MeetingView, ...]
    visits: tuple[VisitView, ...]
    caring: CaringView
    decisions: tuple[DecisionView, ...]
    findings: tuple[FindingView, ...]
    codes: tuple[CodeView, ...]
    missing_codes: tuple[MissingCode, ...]
    timeline: tuple[TimelineEntry, ...]
    actions: tuple[str, ...]
    cannot: tuple[Cannot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One event as it stands in the log."""

    version: int
    type: str
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    role: str
    policy: str
    facts: Mapping[str, object]
    narrative: Mapping[str, object]
