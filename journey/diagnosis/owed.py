"""The kinds of obligation, in words: what is to be done, what waits for it, what it takes.

Policy may bring kinds of its own; they are named by their own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journey.case import Case, Obligation
from journey.diagnosis.owed_care import OWED_IN_CARE
from journey.diagnosis.owed_departing import OWED_DEPARTING
from journey.diagnosis.owed_kind import (
    CORE_GROUP,
    LONG_PLAN,
    MINUTES,
    REPORT,
    REVIEW,
    VISIT,
    OwedKind,
    just,
)
from journey.diagnosis.shapes import Step
from journey.guards import consent_invalid

NEXT = "what happens next for the child"


def _decision_one(case: Case) -> Step:
    if case.history_reviewed_at is None:
        return Step("Review previous involvement and family history", "review-history")
    return Step("Take decision one", "decide-contact")


def _planning(case: Case) -> Step:
    if consent_invalid(case) is not None:
        return Step("Record consent, or the lawful reason for going without", "record-consent")
    return Step("Ask the partners that the concerns call for", "ask-partners")


def _closing(case: Case) -> Step:
    concern = next(case.open_concerns(), None)
    if concern is not None and case.joined_to is None:
        about = concern.category.value.replace("-", " ")
        return Step(f"Say what became of the concern about {about}", "dispose-of-concern")
    if any(doubt.is_open for doubt in case.contradictions.values()):
        return Step("Resolve what contradicts itself", "resolve-contradiction")
    if any(doubt.is_open for doubt in case.assumptions.values()):
        return Step("Support the assumption with evidence, or withdraw it", "settle-assumption")
    anonymous = case.referrer is not None and case.referrer.anonymous
    if case.referrer_told is None and not anonymous:
        return Step("Tell the referrer the outcome, or say why not", "tell-referrer")
    if case.parents_told is None and case.joined_to is None:
        return Step("Tell the parents the outcome, or say why not", "tell-parents")
    return Step("Close the journey", "close")


OWED_KINDS: Mapping[str, OwedKind] = MappingProxyType(
    {
        "contact-decision": OwedKind(act="take decision one", step=_decision_one, blocks=NEXT),
        "acknowledge-referrer": OwedKind(
            act="tell the referrer that the contact has arrived",
            step=just("Tell the referrer that the contact has arrived", "acknowledge-contact"),
            afterwards=True,
        ),
        "inform-referrer": OwedKind(
            act="tell the referrer the outcome",
            step=just("Tell the referrer the outcome, or say why not", "tell-referrer"),
            blocks="closing",
            afterwards=True,
        ),
        "inform-parents": OwedKind(
            act="tell the parents the outcome",
            step=just("Tell the parents the outcome, or say why not", "tell-parents"),
            blocks="closing",
            afterwards=True,
        ),
        "referral-decision": OwedKind(
            act="decide the referral",
            step=just("Decide the referral", "decide-referral"),
            blocks=NEXT,
        ),
        "research-planning": OwedKind(act="ask partners", step=_planning, blocks="decision two"),
        "research-reply": OwedKind(
            act="reply", step=just("Chase the reply", "chase-partner"), blocks="decision two"
        ),
        "answer-more-time": OwedKind(
            act="answer whether more time is given",
            step=just("Grant or refuse more time", "answer-more-time"),
            blocks="the reply",
        ),
        "answer-dispute": OwedKind(
            act="answer a dispute about a request",
            step=just("Uphold the dispute or let the request stand", "answer-dispute"),
            blocks="the reply",
        ),
        "decision-two": OwedKind(
            act="take decision two",
            step=just("Take decision two", "decide-after-research"),
            blocks=NEXT,
        ),
        "second-signature": OwedKind(
            act="give or refuse the second signature",
            step=just("Give or refuse the second signature", "countersign"),
            blocks="the decision",
        ),
        "late-reply-review": OwedKind(
            act="look again at the decision after a late reply",
            step=just("Look again: keep the decision or change it", "review-late-reply"),
            blocks="whether the decision still stands",
        ),
        "handoff-confirmed": OwedKind(
            act="find out whether help has begun",
            step=just("Ring the receiving service and record the answer", "confirm-hand-off"),
            blocks="help for the child",
        ),
        "handoff-impact": OwedKind(
            act="find out whether the help made a difference",
            step=just("Ask whether the help made a difference", "record-impact"),
            blocks="closing",
            afterwards=True,
        ),
        "strategy-discussion": OwedKind(
            act="hold the strategy discussion",
            step=just("Hold the discussion and record who was there", "hold-meeting"),
            blocks="protecting the child",
        ),
        "strategy-outcome": OwedKind(
            act="decide what follows from the strategy discussion",
            step=just("Write up the harm and decide", "decide-after-strategy-discussion"),
            blocks="protecting the child",
        ),
        "strategy-minutes": OwedKind(
            act="circulate the minutes of the strategy discussion",
            step=MINUTES,
            afterwards=True,
        ),
        "enquiry-child-seen": OwedKind(
            act="see the child",
            step=VISIT,
            blocks="protecting the child",
        ),
        "enquiry-completed": OwedKind(
            act="finish the enquiry and have its outcome authorised",
            step=just("Finish the enquiry and decide what follows", "decide-after-enquiry"),
            blocks="protecting the child",
        ),
        "assessment-child-seen": OwedKind(
            act="see the child",
            step=VISIT,
            blocks="the assessment",
        ),
        "initial-conference": OwedKind(
            act="hold the initial conference",
            step=just("Hold the conference and record who was there", "hold-meeting"),
            blocks="a plan for the child",
        ),
        "conference-outcome": OwedKind(
            act="record what the conference decided",
            step=just("Record what the conference decided", "decide-at-conference"),
            blocks="a plan for the child",
        ),
        "report-to-parents": OwedKind(
            act="share the report for the conference with the parents",
            step=REPORT,
            afterwards=True,
        ),
        "report-to-parents-review": OwedKind(
            act="share the report for the review with the parents",
            step=REPORT,
            afterwards=True,
        ),
        "conference-decisions": OwedKind(
            act="send the decisions of the conference",
            step=just("Send the decisions round", "circulate-paper"),
            afterwards=True,
        ),
        "conference-minutes": OwedKind(
            act="send the minutes of the conference",
            step=MINUTES,
            afterwards=True,
        ),
        "first-core-group": OwedKind(
            act="hold the first core group",
            step=CORE_GROUP,
            blocks="the plan",
        ),
        "core-group": OwedKind(
            act="hold the core group",
            step=CORE_GROUP,
            blocks="the plan",
        ),
        "first-review-conference": OwedKind(
            act="hold the first review conference",
            step=REVIEW,
            blocks="the plan",
        ),
        "review-conference": OwedKind(
            act="hold the review conference",
            step=REVIEW,
            blocks="the plan",
        ),
        "protection-visit": OwedKind(
            act="visit the child",
            step=VISIT,
            blocks="protecting the child",
        ),
        "child-in-need-meeting": OwedKind(
            act="hold the first meeting on the plan",
            step=just("Hold the meeting", "hold-meeting"),
            blocks="the plan",
        ),
        "child-in-need-review": OwedKind(
            act="review the plan",
            step=REVIEW,
            blocks="the plan",
        ),
        "child-in-need-visit": OwedKind(
            act="visit the child",
            step=VISIT,
            blocks="help for the child",
        ),
        "plan-action": OwedKind(
            act="carry out an action of the plan",
            step=just("Ask what was done, and record it", "complete-plan-action"),
            blocks="the plan",
        ),
        "plan-review": OwedKind(
            act="record what the review found",
            step=just("Record progress against each outcome wanted", "review-plan"),
            afterwards=True,
        ),
        "core-group-minutes": OwedKind(
            act="send the minutes of the core group",
            step=MINUTES,
            afterwards=True,
        ),
        "long-protection-plan": OwedKind(
            act="say what follows if the protection plan lasts too long",
            step=LONG_PLAN,
            afterwards=True,
        ),
        "long-child-in-need-plan": OwedKind(
            act="say what follows if the child in need plan lasts too long",
            step=LONG_PLAN,
            afterwards=True,
        ),
        "second-plan": OwedKind(
            act="say what follows from another protection plan for this child",
            step=just("Say what the plan before did not change", "consider-plan-alarm"),
            afterwards=True,
        ),
        "assessment": OwedKind(
            act="finish the assessment and have it authorised",
            step=just("Finish the assessment and record its outcome", "authorise-assessment"),
            blocks="a plan for the child",
        ),
        "core-assessment": OwedKind(
            act="finish the core assessment and have it authorised",
            step=just("Finish the core assessment and record its outcome", "authorise-assessment"),
            blocks="a plan for the child",
        ),
        "allocation": OwedKind(
            act="give the journey to a worker",
            step=just("Give the journey to a worker", "allocate"),
            blocks="work with the child",
        ),
        "management-oversight": OwedKind(
            act="record oversight",
            step=just("Look at the journey and record oversight", "record-oversight"),
            afterwards=True,
        ),
        "hold-review": OwedKind(
            act="take the journey up again",
            step=just("Take the journey up again", "resume"),
            blocks="work with the child",
        ),
        "consider-new-information": OwedKind(
            act="consider what a later contact brought",
            step=just("Say what the later contact changes", "consider-new-information"),
            blocks=NEXT,
        ),
        **OWED_IN_CARE,
        **OWED_DEPARTING,
        "closure": OwedKind(act="close the journey", step=_closing, afterwards=True),
    }
)


def kind_of(owed: Obligation) -> OwedKind:
    """Return the row of an obligation's kind, or one made of its name."""
    known = OWED_KINDS.get(owed.kind)
    if known is not None:
        return known
    words = owed.kind.replace("-", " ")
    return OwedKind(act=f"see to: {words}", step=just(f"See to: {words}", None))
