"""The named points at which clocks start and stop, and the question which of them an event is.

Policy speaks in these words (`starts_on`, `completes_on`), events in types.  This is the one
place where the two meet, so a practice lead can move a clock without touching code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from journey.case import Case
from journey.events import Event
from journey.terms import AssessmentStage, Kind, PlanKind, Rating

OPENING: dict[Kind, tuple[str, ...]] = {
    Kind.REFERRAL: ("referral opened", "referral received"),
    Kind.RESEARCH: ("research opened",),
    Kind.STRATEGY_DISCUSSION: ("strategy discussion decided",),
    Kind.ENQUIRY: ("enquiry opened",),
    Kind.ASSESSMENT: ("assessment opened",),
    Kind.CONFERENCE: ("conference decided",),
    Kind.PRIVATE_FOSTERING: ("private fostering notified",),
    Kind.PRE_PROCEEDINGS: ("decision to enter pre-proceedings",),
    Kind.CARE: ("entry to care",),
    Kind.HAND_OFF: ("hand-off sent",),
    Kind.CLOSURE: ("closure opened",),
}
STAGED: dict[AssessmentStage, str] = {
    AssessmentStage.INITIAL: "initial assessment opened",
    AssessmentStage.CORE: "core assessment opened",
}
PLANNED: dict[PlanKind, str] = {
    PlanKind.PROTECTION: "protection plan opened",
    PlanKind.CHILD_IN_NEED: "child in need plan decided",
}
DECIDED: dict[Kind, str] = {
    Kind.CONTACT: "decision one recorded",
    Kind.REFERRAL: "referral decided",
    Kind.RESEARCH: "decision two recorded",
}
ENDED: dict[Kind, str] = {
    Kind.STRATEGY_DISCUSSION: "strategy discussion concluded",
    Kind.ENQUIRY: "enquiry outcome authorised",
    Kind.ASSESSMENT: "assessment authorised",
    Kind.CONFERENCE: "conference concluded",
    Kind.PRE_PROCEEDINGS: "pre-proceedings concluded",
    Kind.CARE: "care ended",
}
NEEDS_WORKER = (Kind.ASSESSMENT, Kind.STRATEGY_DISCUSSION, Kind.ENQUIRY)

MOMENTS: frozenset[str] = frozenset(
    {
        "contact received",
        "contact asked again",
        "receipt acknowledged to referrer",
        "research requested",
        "reply received",
        "reply received after the decision",
        "request withdrawn",
        "all replies in",
        "more time requested",
        "more time answered",
        "request disputed",
        "dispute answered",
        "second signature asked",
        "second signature given",
        "decision superseded",
        "decider reviews the decision",
        "outcome sent to referrer in writing",
        "parents told the outcome",
        "receiving service confirms start",
        "hand-off confirmed",
        "impact recorded",
        "oversight recorded",
        "journey held",
        "journey resumed",
        "journey unallocated",
        "journey allocated",
        "journey closed",
        "journey reopened",
        "new information joined",
        "new information considered",
        "discussion held",
        "strategy discussion held",
        "strategy discussion that initiated the enquiry",
        "minutes circulated",
        "child seen",
        "initial conference planned",
        "review conference planned",
        "report shared with parents",
        "initial conference held",
        "review conference held",
        "first review conference held",
        "core group held",
        "first core group held",
        "child in need review held",
        "first child in need review held",
        "conference held",
        "looked-after review held",
        "first looked-after review held",
        "second looked-after review held",
        "legal status recorded",
        "police protection began",
        "emergency protection began",
        "placement began",
        "placement changed",
        "health told of placement",
        "school told of placement",
        "health assessed",
        "health assessed, child under five",
        "health assessed, child from five on",
        "looked-after child seen",
        "child reported missing",
        "police not yet told",
        "police told",
        "return from missing",
        "return interview recorded",
        "letter before proceedings sent",
        "pre-proceedings reviewed",
        "privately fostered child seen in the first year",
        "privately fostered child seen after the first year",
        "decisions sent",
        "minutes sent",
        "core group minutes sent",
        "core group to be minuted",
        "plan action agreed",
        "plan action done",
        "plan action dropped",
        "plan review held",
        "plan reviewed",
        "second protection plan opened",
        "long plan considered",
        "second plan considered",
        "allocated journey reopened",
        "supervision recorded",
        "transfer proposed",
        "transfer answered",
        "transfer withdrawn",
        "child moved away",
        "child on a protection plan moved away",
        "receiving-in conference held",
        "receiving authority confirmed",
        "move cancelled",
        "child died",
        "child died, to be notified as a serious incident",
        "child death review notified",
        "serious incident notified",
        "death corrected",
        *PLANNED.values(),
        *STAGED.values(),
        *(name for names in OPENING.values() for name in names),
        *DECIDED.values(),
        *ENDED.values(),
    }
)
"""Every moment there is; `policy check` refuses any other word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A named point in a journey.

    Attributes:
        subject: Which one of its kind: an agency, a decision, a later contact.
        about: Id of the request, decision or episode it speaks of.
        episode: The episode whose profile judges it.
        due_at: Where the event itself says when the thing is due (the end of a hold).
        starts_at: Where the clock counts from another instant than that of the event: the
            meeting that papers are owed before.
        owner: Who is named in it as owing: `worker`, `team`, `family` (through the worker), or
            `agency:` and an agency's key.
    """

    name: str
    subject: str | None = None
    about: str | None = None
    episode: str | None = None
    rating: Rating | None = None
    due_at: datetime | None = None
    starts_at: datetime | None = None
    owner: str | None = None


@singledispatch
def moments(event: Event, case: Case) -> Iterator[Moment]:
    """Yield the moments that *event* is, on the *case* as it stands after it."""
    del event, case
    return iter(())
