"""What the pathway refuses as bad input: each with its code, its sentence, and what would do."""

from datetime import UTC, date

import pytest

from journey.case import Case
from journey.commands import family, meetings, practice, running
from journey.family import SameChild
from journey.people import Child
from journey.terms import Guard, Kind, MeetingKind, Outcome
from tests.support.cases import (
    ASSESSING,
    CLOSE,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    ENDED,
    ENQUIRING,
    FATHER,
    HELPED,
    MINUTES,
    MOTHER,
    PROTECT,
    PROTECTED,
    RECEIVED,
    REFERENCE,
    conclude,
    decide_contact,
    decide_referral,
    directions,
    go_on,
    hold,
    parent,
    play,
    received,
    refused,
    seen,
    write_up,
)
from tests.support.rulebook import london

NFA = Outcome.NO_FURTHER_ACTION
OTHER = "TL24-000007"
TOMORROW = london("2025-09-03").astimezone(UTC)
YESTERDAY = london("2025-09-01").astimezone(UTC)
CONFERENCE = MeetingKind.INITIAL_CONFERENCE

CONTACT_ENDS = (
    "outcome: one of no-further-action, advice-given, early-help, referral, "
    "immediate-protection, joined"
)

BAD = {
    "a strategy discussion with two people": (
        DISCUSSING,
        hold(MeetingKind.STRATEGY_DISCUSSION, "social-care", "police"),
        Guard.NOT_QUORATE,
        "This was no strategy-discussion: not everybody was there who makes it one.",
        "gp or health or hospital at the meeting",
    ),
    "an enquiry's outcome for a child never seen": (
        (ENQUIRING, parent(MOTHER.name), parent(FATHER.name), write_up("enquiry")),
        conclude(Kind.ENQUIRY, NFA),
        Guard.NOT_SEEN,
        "Whether the child was seen, or the parents told and seen, is not on the record.",
        "record-visit: the child seen, seen alone, and the child's views, or why not",
    ),
    "a conference before its strategy discussion": (
        ASSESSING,
        hold(CONFERENCE),
        Guard.NOT_NOW,
        "No conference is open on this journey, so there is no initial-conference to hold.",
        "a decision that opens a conference",
    ),
    "the outcome of a conference before its strategy discussion": (
        DISCUSSING,
        PROTECT,
        Guard.NOT_NOW,
        "No conference is open on this journey; it is in strategy-discussion.",
        "a journey with an open conference",
    ),
    "directions in the past": (
        (DISCUSSING, DISCUSSED),
        directions("2025-09-01"),
        Guard.UNKNOWN_SUBJECT,
        "A direction says who sees whom, how, and by when to come.",
        "directions: at least one, each with an instant to come",
    ),
    "no directions at all": (
        (DISCUSSING, DISCUSSED),
        practice.GiveDirections(directions=()),
        Guard.UNKNOWN_SUBJECT,
        "A direction says who sees whom, how, and by when to come.",
        "directions: at least one, each with an instant to come",
    ),
    "a meeting that was held in the future": (
        DISCUSSING,
        hold(at=TOMORROW),
        Guard.UNKNOWN_SUBJECT,
        "It cannot have happened in the future.",
        "an instant that has passed",
    ),
    "a visit in the future": (
        ASSESSING,
        seen(at=TOMORROW),
        Guard.UNKNOWN_SUBJECT,
        "It cannot have happened in the future.",
        "an instant that has passed",
    ),
    "a visit before the contact": (
        ASSESSING,
        seen(at=YESTERDAY),
        Guard.UNKNOWN_SUBJECT,
        "It cannot have happened before the contact was received.",
        "an instant from 2025-09-02T09:00:00+00:00 on",
    ),
    "minutes of a meeting that was not held": (
        (DISCUSSING, meetings.PlanMeeting(kind=MeetingKind.TRIAGE, begins_at=TOMORROW)),
        meetings.CirculatePaper(meeting="M1", to=("police",), how="by hand"),
        Guard.NOT_NOW,
        "Meeting M1 was not held, so it has no papers.",
        "hold-meeting",
    ),
    "minutes of no meeting": (
        DISCUSSING,
        MINUTES,
        Guard.NOT_NOW,
        "No meeting was held on this journey, so there are no papers.",
        "hold-meeting",
    ),
    "a core group without a plan": (
        ASSESSING,
        hold(MeetingKind.CORE_GROUP),
        Guard.NOT_NOW,
        "No plan is open on this journey, so there is no core-group to hold.",
        "a decision that opens a plan",
    ),
    "a core group on a child in need plan": (
        HELPED,
        hold(MeetingKind.CORE_GROUP),
        Guard.NOT_NOW,
        "The open plan is a child-in-need plan, and a core-group is not held on it.",
        "an open protection plan",
    ),
    "a child in need review on a protection plan": (
        PROTECTED,
        hold(MeetingKind.CHILD_IN_NEED_REVIEW),
        Guard.NOT_NOW,
        "The open plan is a protection plan, and a child-in-need-review is not held on it.",
        "an open child-in-need plan",
    ),
    "a decision on a contact that has been decided": (
        ENDED,
        decide_contact(NFA),
        Guard.NOT_NOW,
        "No contact is open on this journey; it is in closure.",
        "a journey with an open contact",
    ),
    "a decision on a referral before there is one": (
        CONTACT,
        decide_referral(Outcome.ASSESSMENT),
        Guard.NOT_NOW,
        "No referral is open on this journey; it is in contact.",
        "a journey with an open referral",
    ),
    "an outcome that the episode does not have": (
        CONTACT,
        decide_contact(Outcome.PROTECTION_PLAN),
        Guard.UNKNOWN_SUBJECT,
        "A contact cannot end with 'protection-plan'.",
        CONTACT_ENDS,
    ),
    "an outcome that follows from a move, decided": (
        CONTACT,
        decide_contact(Outcome.MOVED_AWAY),
        Guard.UNKNOWN_SUBJECT,
        "A contact cannot end with 'moved-away'.",
        CONTACT_ENDS,
    ),
    "a death, decided": (
        CONTACT,
        decide_contact(Outcome.DIED),
        Guard.UNKNOWN_SUBJECT,
        "A contact cannot end with 'died'.",
        CONTACT_ENDS,
    ),
    "closing with open episodes": (
        ENQUIRING,
        CLOSE,
        Guard.OPEN_QUESTIONS,
        "Questions are still open.",
        "end the enquiry with its outcome",
    ),
    "a hold that ends in the past": (
        CONTACT,
        running.Hold(until=YESTERDAY, reason="x"),
        Guard.UNKNOWN_SUBJECT,
        "A hold ends in the future.",
        "until: an instant to come",
    ),
}


@pytest.mark.parametrize(
    ("start", "command", "code", "sentence", "need"), BAD.values(), ids=list(BAD)
)
def test_it_is_refused_with_code_sentence_and_remedy(start, command, code, sentence, need):
    refusal = refused(play(start), command)
    assert (refusal.code, refusal.sentence, refusal.needs[0]) == (code, sentence, need)


def another(**changes):
    """The closed record of another child, or of this one under another name."""
    opened, closed = london("2024-01-05"), london("2024-02-05")
    given = {"child": Child(name="Other Invented"), "opened_at": opened, "closed_at": closed}
    return Case(reference=OTHER, version=9, **{**given, **changes})


def merge(other=OTHER, **changes):
    given = {"evidence": (SameChild.CONFIRMED_BY_FAMILY,), "reason": "both names are hers"}
    return family.MergeChildren(other=other, **{**given, **changes})


BORN = received(child=Child(name="Invented Child", born=date(2016, 3, 9)))
TWINS = another(child=Child(name="Other Invented", born=date(2016, 3, 10)))

EVIDENCE = (
    "evidence: at least one of same-number, same-name-and-birth, same-parents-and-address, "
    "confirmed-by-family, confirmed-by-agency"
)

BAD_KIN = {
    "a child linked as its own sibling": (
        (RECEIVED,),
        another(),
        family.LinkSibling(sibling=REFERENCE, reason="one family"),
        (
            Guard.UNKNOWN_SUBJECT,
            "A child cannot be its own sibling.",
            "the reference of the sibling's own journey",
        ),
    ),
    "a sibling that nobody knows of": (
        (RECEIVED,),
        another(),
        family.LinkSibling(sibling="TL25-000404", reason="one family"),
        (
            Guard.UNKNOWN_SUBJECT,
            "There is no journey TL25-000404, or it is not yours to see.",
            "the reference of the sibling's own journey",
        ),
    ),
    "a merge with itself": (
        (RECEIVED,),
        another(),
        merge(REFERENCE),
        (
            Guard.UNKNOWN_SUBJECT,
            "A record cannot be merged with itself.",
            "other: another journey",
        ),
    ),
    "a merge of two siblings": (
        (RECEIVED, family.LinkSibling(sibling=OTHER, reason="one family")),
        another(),
        merge(),
        (
            Guard.NOT_ONE_CHILD,
            "They are linked as siblings, and siblings are two children.",
            "unlink-sibling, with the reason, if the link was a mistake",
        ),
    ),
    "a merge of two dates of birth": (
        (BORN,),
        TWINS,
        merge(),
        (
            Guard.NOT_ONE_CHILD,
            "The two records differ in the date of birth.",
            "births_differ_because: why they are one child all the same",
        ),
    ),
    "a merge that nothing speaks for": (
        (RECEIVED,),
        another(),
        merge(evidence=()),
        (
            Guard.NOT_ONE_CHILD,
            "Nothing is said that shows that they are one child.",
            EVIDENCE,
        ),
    ),
    "the way back from a merge that never was": (
        (RECEIVED,),
        another(),
        family.UndoMerge(other=OTHER, reason="they are cousins"),
        (
            Guard.UNKNOWN_SUBJECT,
            "TL24-000007 was not merged into this record.",
            "other: one of none",
        ),
    ),
}


@pytest.mark.parametrize(
    ("start", "other", "command", "said"),
    BAD_KIN.values(),
    ids=list(BAD_KIN),
)
def test_two_records_that_are_not_what_is_said_are_refused(start, other, command, said):
    played = play()
    played.others = {OTHER: other, REFERENCE: other}
    go_on(played, start)
    refusal = refused(played, command)
    assert (refusal.code, refusal.sentence, refusal.needs[0]) == said
