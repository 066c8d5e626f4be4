"""The field's words as closed lists.  Every value stands in docs/glossary.md."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of episode, in the order of the pathway: the stage is the furthest open one."""

    CONTACT = "contact"
    REFERRAL = "referral"
    RESEARCH = "research"
    STRATEGY_DISCUSSION = "strategy-discussion"
    ENQUIRY = "enquiry"
    ASSESSMENT = "assessment"
    CONFERENCE = "conference"
    PRIVATE_FOSTERING = "private-fostering"
    PLAN = "plan"
    PRE_PROCEEDINGS = "pre-proceedings"
    CARE = "care"
    MISSING = "missing"
    HAND_OFF = "hand-off"
    CLOSURE = "closure"


class Outcome(StrEnum):
    """How an episode can end."""

    NO_FURTHER_ACTION = "no-further-action"
    ADVICE_GIVEN = "advice-given"
    EARLY_HELP = "early-help"
    REFERRAL = "referral"
    IMMEDIATE_PROTECTION = "immediate-protection"
    JOINED = "joined"
    RESEARCH = "research"
    ASSESSMENT = "assessment"
    STRATEGY_DISCUSSION = "strategy-discussion"
    RECONVENE = "reconvene"
    ENQUIRY = "enquiry"
    CONFERENCE = "conference"
    CORE_ASSESSMENT = "core-assessment"
    CHILD_IN_NEED_PLAN = "child-in-need-plan"
    PROTECTION_PLAN = "protection-plan"
    NO_PLAN = "no-plan"
    STEPPED_DOWN = "stepped-down"
    STEPPED_UP = "stepped-up"
    LOOKED_AFTER = "looked-after"
    RETURNED_HOME = "returned-home"
    LEFT_CARE = "left-care"
    INTERVIEWED = "interviewed"
    INTERVIEW_DECLINED = "interview-declined"
    PROCEEDINGS_ISSUED = "proceedings-issued"
    ARRANGEMENT_ENDED = "arrangement-ended"
    CANCELLED = "cancelled"
    MOVED_AWAY = "moved-away"
    DIED = "died"
    CONFIRMED = "confirmed"
    BOUNCED = "bounced"
    CLOSED = "closed"
    MERGED = "merged"


class MeetingKind(StrEnum):
    """Kinds of meeting.  One is never turned into another afterwards (requirement D4)."""

    TRIAGE = "triage"
    CASE_DISCUSSION = "case-discussion"
    STRATEGY_DISCUSSION = "strategy-discussion"
    INITIAL_CONFERENCE = "initial-conference"
    REVIEW_CONFERENCE = "review-conference"
    CORE_GROUP = "core-group"
    CHILD_IN_NEED_REVIEW = "child-in-need-review"
    LOOKED_AFTER_REVIEW = "looked-after-review"


class PlanKind(StrEnum):
    """What a plan is for; a journey has one open plan at a time."""

    CHILD_IN_NEED = "child-in-need"
    PROTECTION = "protection"


class Progress(StrEnum):
    """How far a review found an outcome that a plan wants (requirement P5)."""

    IMPROVED = "improved"
    NO_CHANGE = "no-change"
    WORSE = "worse"
    ACHIEVED = "achieved"


class AssessmentStage(StrEnum):
    """Which of two assessments, under procedures that have two (Working Together 2006, 2010)."""

    INITIAL = "initial"
    CORE = "core"


class AbuseCategory(StrEnum):
    """Category of a protection plan, as the children in need census codes it."""

    NEGLECT = "NEG"
    PHYSICAL = "PHY"
    SEXUAL = "SAB"
    EMOTIONAL = "EMO"
    MULTIPLE = "MUL"


class Presence(StrEnum):
    """Whether somebody was at a meeting (requirement D1)."""

    ATTENDED = "attended"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_INVITED = "not-invited"


class Interpreter(StrEnum):
    """Who interpreted.  Somebody of the family is no interpreter for a child (requirement E1)."""

    NONE_NEEDED = "none-needed"
    PROFESSIONAL = "professional"
    FAMILY = "family"


class Paper(StrEnum):
    """What is sent round after a meeting."""

    MINUTES = "minutes"
    DECISIONS = "decisions"


class Rating(StrEnum):
    """How urgent research is; the limits belong to the profile."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class ResearchScope(StrEnum):
    """Requirement M1.  `none` is a choice too, with its reason."""

    NONE = "none"
    LIMITED = "limited"
    FULL = "full"


class Disposal(StrEnum):
    """What became of a concern (requirement C10)."""

    SUBSTANTIATED = "substantiated"
    UNFOUNDED = "unfounded"
    UNKNOWN = "unknown"


class LawfulReason(StrEnum):
    """Why research may go ahead without a parent's consent.

    Working Together 2023 and the information sharing advice for safeguarding practitioners
    (Department for Education, 2024): consent is not sought where seeking it would put the
    child or another at risk of harm, would prejudice the prevention or detection of serious
    crime, or cannot be had in time while the child may be at risk.
    """

    RISK_TO_CHILD = "risk-to-child"
    RISK_TO_OTHERS = "risk-to-others"
    PREJUDICES_CRIME = "prejudices-crime"
    CANNOT_BE_HAD_IN_TIME = "cannot-be-had-in-time"
    CHILD_COMPETENT = "child-competent"


class TransferState(StrEnum):
    """How a transfer to another team stands; until it is accepted nothing has passed on."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DeathNotice(StrEnum):
    """Whom the hub tells of a child's death, because the law or guidance says so."""

    CHILD_DEATH_REVIEW = "child-death-review"
    SERIOUS_INCIDENT = "serious-incident"


class ObligationState(StrEnum):
    """An obligation ends once and stays ended, unless a merge or a death by mistake stopped it."""

    OPEN = "open"
    MET = "met"
    LATE_MET = "late-met"
    WAIVED = "waived"
    CANCELLED = "cancelled"


class RequestState(StrEnum):
    """How a request to a partner stands."""

    ASKED = "asked"
    REPLIED = "replied"
    NOTHING_KNOWN = "nothing-known"
    WITHDRAWN = "withdrawn"


class Finding(StrEnum):
    """Why a journey is where it is.  One leads at any instant."""

    WAITING = "waiting"
    LATE = "late"
    UNDECIDED = "undecided"
    ORPHANED = "orphaned"
    HELD = "held"
    UNLANDED = "unlanded"
    DRIFTING = "drifting"
    SILENT = "silent"
    CIRCULAR = "circular"


class Guard(StrEnum):
    """Stable codes of what a guard refuses."""

    PREMATURE_CLOSURE = "premature-closure"
    RATIONALE_MISSING = "rationale-missing"
    HISTORY_NOT_REVIEWED = "history-not-reviewed"
    CONSENT_INVALID = "consent-invalid"
    OPEN_QUESTIONS = "open-questions"
    REFERRER_NOT_TOLD = "referrer-not-told"
    NOT_QUALIFIED = "not-qualified"
    MOVED_ON = "moved-on"
    HARM_NOT_ANALYSED = "harm-not-analysed"
    NOT_QUORATE = "not-quorate"
    WRONG_KIND = "wrong-kind"
    NO_DIRECTIONS = "no-directions"
    NOT_SEEN = "not-seen"
    NOT_WRITTEN_UP = "not-written-up"
    UNSAFE_RETURN = "unsafe-return"
    NO_PANEL = "no-panel"
    NOT_ONE_CHILD = "not-one-child"
    NOT_NOW = "not-now"
    UNKNOWN_SUBJECT = "unknown-subject"
