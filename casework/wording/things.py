"""What is asked for, by kind of obligation, as a subject line and a sentence begin with it."""

from __future__ import annotations

from collections.abc import Mapping

THINGS: Mapping[str, str] = {
    "research-reply": "Reply",
    "research-planning": "Choice of whom to ask",
    "contact-decision": "Decision on the contact",
    "referral-decision": "Decision on the referral",
    "decision-two": "Decision after research",
    "second-signature": "Second signature",
    "late-reply-review": "Second look after a late reply",
    "answer-more-time": "Answer to a request for more time",
    "answer-dispute": "Answer to a disputed request",
    "acknowledge-referrer": "Acknowledgement to the referrer",
    "inform-referrer": "Outcome to the referrer",
    "inform-parents": "Outcome to the parents",
    "strategy-discussion": "Strategy discussion",
    "strategy-outcome": "Decision after the strategy discussion",
    "strategy-minutes": "Minutes of the strategy discussion",
    "enquiry-child-seen": "Seeing the child",
    "enquiry-completed": "Enquiry",
    "assessment-child-seen": "Visit to the child",
    "initial-conference": "Initial conference",
    "conference-outcome": "Outcome of the conference",
    "report-to-parents": "Report for the conference to the parents",
    "report-to-parents-review": "Report for the review to the parents",
    "conference-decisions": "Decisions of the conference",
    "conference-minutes": "Minutes of the conference",
    "first-core-group": "First core group",
    "core-group": "Core group",
    "first-review-conference": "First review conference",
    "review-conference": "Review conference",
    "protection-visit": "Visit to the child on a protection plan",
    "child-in-need-meeting": "Meeting on the child in need plan",
    "child-in-need-review": "Child in need review",
    "child-in-need-visit": "Visit to the child on a child in need plan",
    "plan-action": "Action of a plan",
    "plan-review": "Record of what the review found",
    "core-group-minutes": "Minutes of the core group",
    "long-protection-plan": "Look at how long a protection plan lasts",
    "long-child-in-need-plan": "Look at how long a child in need plan lasts",
    "second-plan": "Look at a second or later protection plan",
    "first-care-review": "First looked-after review",
    "second-care-review": "Second looked-after review",
    "care-review": "Looked-after review",
    "care-first-visit": "First visit in care",
    "placement-first-visit": "First visit at a new placement",
    "care-visit": "Visit in care",
    "placement-told-health": "News of a placement to health",
    "placement-told-school": "News of a placement to the school",
    "initial-health-assessment": "Initial health assessment",
    "review-health-under-five": "Half-yearly health assessment",
    "review-health-from-five": "Yearly health assessment",
    "police-protection-ends": "Decision before police protection ends",
    "emergency-protection-ends": "Decision before emergency protection ends",
    "tell-police-missing": "Word to the police",
    "missing-child": "Search for a missing child",
    "return-interview": "Return interview",
    "letter-before-proceedings": "Letter before proceedings",
    "pre-proceedings": "Work before proceedings",
    "pre-proceedings-review": "Review of work before proceedings",
    "private-fostering-first-visit": "First visit of private fostering",
    "private-fostering-visit": "Visit of private fostering",
    "private-fostering-later-visit": "Visit of private fostering after a year",
    "assessment": "Assessment",
    "core-assessment": "Core assessment",
    "handoff-confirmed": "Confirmation of the hand-off",
    "handoff-impact": "Note on what the hand-off changed",
    "hold-review": "Review of the hold",
    "closure": "Closure",
    "allocation": "Allocation",
    "consider-new-information": "Look at the new information",
    "management-oversight": "Management oversight",
    "supervision": "Supervision of the worker",
    "transfer-answer": "Answer to a proposed transfer",
    "receiving-in-conference": "Receiving-in conference of the other authority",
    "receiving-confirmation": "Written confirmation of the other authority",
    "child-death-notification": "Notification to the child death review",
    "serious-incident-notification": "Notification of a serious incident",
}

HINTS: Mapping[str, str] = {
    "plan-action": (
        "The plan says what was agreed. Tell the social worker what was done, and what it changed."
    ),
    "research-reply": (
        "“Nothing known” is a reply too. If you need more time, or the request should not have\n"
        "come to you, say so on the same page."
    ),
}


def thing(kind: str | None) -> str:
    """Return the words for a kind; a local profile's own kinds are spelt out as they are."""
    if kind is None:
        return "Something"
    return THINGS.get(kind) or kind.replace("-", " ").replace("_", " ").capitalize()
