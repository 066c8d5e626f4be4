"""Who may give which command, and who may decide which outcome: written out, row by row."""

import pytest

from journey.care import LegalStatus
from journey.commands import COMMANDS
from journey.decide import decide
from journey.people import Actor, Role
from journey.refusals import Refused
from journey.terms import AbuseCategory, Guard, Kind, MeetingKind, Outcome
from journey.transitions import TRANSITIONS, outcomes_of
from tests.support.caring import CARE_REVIEW, LOOKED_AFTER, PROCEEDING, SUPPORT_PLAN, ends
from tests.support.cases import (
    ASKED,
    ASSESSED,
    ASSESSING,
    CONFERRED,
    CONFERRING,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    ENQUIRED,
    ENQUIRING,
    PLANNED,
    PROTECTED,
    REFERRED,
    RESEARCHING,
    REVIEWED,
    addressed,
    ask,
    by,
    conclude,
    decide_contact,
    decide_referral,
    decide_two,
    directions,
    done,
    go_on,
    hold,
    play,
    refused,
    reply,
)
from tests.support.rulebook import RULEBOOK

P, C, S, M = "partner", "coordinator", "social_worker", "manager senior_manager"
INSIDE, CASEWORK = f"{C} {S} {M}", f"{S} {M}"

MAY = {
    "receive-contact": f"{P} {INSIDE}",
    "acknowledge-contact": INSIDE,
    "clarify-with-referrer": CASEWORK,
    "review-history": CASEWORK,
    "record-consent": CASEWORK,
    "record-childs-views": INSIDE,
    "add-family-member": INSIDE,
    "record-parental-responsibility": INSIDE,
    "consider-new-information": CASEWORK,
    "change-household": INSIDE,
    "link-sibling": INSIDE,
    "unlink-sibling": CASEWORK,
    "merge-children": M,
    "undo-merge": M,
    "decide-contact": CASEWORK,
    "decide-referral": CASEWORK,
    "ask-partners": INSIDE,
    "reply-to-research": f"{P} {INSIDE}",
    "request-more-time": f"{P} {INSIDE}",
    "answer-more-time": INSIDE,
    "dispute-request": f"{P} {INSIDE}",
    "answer-dispute": M,
    "withdraw-request": M,
    "chase-partner": INSIDE,
    "decide-after-research": CASEWORK,
    "countersign": M,
    "review-late-reply": CASEWORK,
    "plan-meeting": INSIDE,
    "redate-meeting": INSIDE,
    "hold-meeting": CASEWORK,
    "circulate-paper": INSIDE,
    "record-receipt": INSIDE,
    "share-report": CASEWORK,
    "fill-pro-forma": CASEWORK,
    "decide-after-strategy-discussion": M,
    "give-directions": M,
    "record-visit": CASEWORK,
    "record-parent": CASEWORK,
    "start-strategy-discussion": CASEWORK,
    "decide-after-enquiry": M,
    "authorise-assessment": M,
    "decide-at-conference": M,
    "end-plan": M,
    "add-plan-action": CASEWORK,
    "complete-plan-action": INSIDE,
    "drop-plan-action": M,
    "review-plan": CASEWORK,
    "consider-plan-alarm": "senior_manager",
    "enter-care": M,
    "record-legal-status": CASEWORK,
    "record-placement": CASEWORK,
    "record-placement-told": INSIDE,
    "record-health-assessment": INSIDE,
    "return-home": M,
    "leave-care": M,
    "report-missing": INSIDE,
    "tell-police-missing": INSIDE,
    "record-return": INSIDE,
    "record-return-interview": CASEWORK,
    "enter-pre-proceedings": M,
    "send-letter-before-proceedings": CASEWORK,
    "review-pre-proceedings": CASEWORK,
    "end-pre-proceedings": M,
    "notify-private-fostering": INSIDE,
    "end-private-fostering": CASEWORK,
    "record-step-down-panel": CASEWORK,
    "add-concern": INSIDE,
    "dispose-of-concern": CASEWORK,
    "raise-contradiction": INSIDE,
    "resolve-contradiction": CASEWORK,
    "record-assumption": INSIDE,
    "settle-assumption": CASEWORK,
    "tell-referrer": INSIDE,
    "tell-parents": CASEWORK,
    "record-oversight": M,
    "correct-entry": INSIDE,
    "add-chronology-entry": INSIDE,
    "mark-significant": INSIDE,
    "record-codes": INSIDE,
    "confirm-hand-off": INSIDE,
    "bounce-hand-off": INSIDE,
    "record-impact": INSIDE,
    "allocate": f"{C} {M}",
    "hold": M,
    "resume": CASEWORK,
    "move-due-date": M,
    "waive-obligation": M,
    "escalate": INSIDE,
    "record-supervision": M,
    "call-off-meeting": INSIDE,
    "record-partner-delay": INSIDE,
    "propose-transfer": CASEWORK,
    "accept-transfer": M,
    "refuse-transfer": M,
    "withdraw-transfer": CASEWORK,
    "record-move-away": CASEWORK,
    "record-receiving-in-conference": CASEWORK,
    "confirm-move": M,
    "cancel-move": CASEWORK,
    "record-death": M,
    "notify-death": M,
    "correct-death": "senior_manager",
    "restrict-journey": M,
    "lift-restriction": M,
    "open-restricted": f"{M} auditor",
    "close": M,
    "reopen": CASEWORK,
}


def test_every_command_stands_in_the_table():
    assert set(MAY) == set(COMMANDS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", MAY)
def test_a_command_is_for_those_roles_and_no_others(name, role):
    command = object.__new__(COMMANDS[name])  # who may give it does not depend on what it says
    if role.value in MAY[name].split():
        assert role in command.ROLES
        return
    answer = decide(
        play(CONTACT).case,
        command,
        rulebook=RULEBOOK,
        actor=Actor(user="somebody", role=role),
        now=play().now,
    )
    assert isinstance(answer, Refused)
    assert answer.code is Guard.NOT_QUALIFIED


ANY, MANAGERS = frozenset({"carla", "mona", "senna"}), frozenset({"mona", "senna"})

# Stepping up is any caseworker's; ending help is a manager's.
DECIDES = {
    ("contact", "no-further-action"): MANAGERS,
    ("contact", "advice-given"): MANAGERS,
    ("contact", "early-help"): MANAGERS,
    ("contact", "referral"): ANY,
    ("contact", "immediate-protection"): ANY,
    ("contact", "joined"): ANY,
    ("referral", "research"): ANY,
    ("referral", "assessment"): MANAGERS,
    ("referral", "strategy-discussion"): ANY,
    ("referral", "early-help"): MANAGERS,
    ("referral", "no-further-action"): MANAGERS,
    ("research", "assessment"): MANAGERS,
    ("research", "strategy-discussion"): ANY,
    ("research", "early-help"): MANAGERS,
    ("research", "advice-given"): MANAGERS,
    ("research", "no-further-action"): MANAGERS,
    ("strategy-discussion", "enquiry"): MANAGERS,
    ("enquiry", "assessment"): MANAGERS,
    ("enquiry", "conference"): MANAGERS,
    ("assessment", "child-in-need-plan"): MANAGERS,
    ("conference", "protection-plan"): MANAGERS,
    ("conference", "child-in-need-plan"): MANAGERS,
    ("conference", "no-plan"): MANAGERS,
    ("plan", "stepped-down"): MANAGERS,
    ("plan", "early-help"): MANAGERS,
    ("plan", "no-further-action"): MANAGERS,
    ("enquiry", "strategy-discussion"): MANAGERS,
    ("enquiry", "no-further-action"): MANAGERS,
    ("strategy-discussion", "assessment"): MANAGERS,
    ("strategy-discussion", "reconvene"): MANAGERS,
    ("strategy-discussion", "no-further-action"): MANAGERS,
    ("assessment", "strategy-discussion"): MANAGERS,
    ("assessment", "early-help"): MANAGERS,
    ("assessment", "no-further-action"): MANAGERS,
    ("assessment", "cancelled"): MANAGERS,
    ("assessment", "looked-after"): MANAGERS,
    ("plan", "looked-after"): MANAGERS,
    ("pre-proceedings", "proceedings-issued"): MANAGERS,
    ("pre-proceedings", "stepped-down"): MANAGERS,
    ("pre-proceedings", "no-further-action"): MANAGERS,
    ("care", "returned-home"): MANAGERS,
    ("care", "left-care"): MANAGERS,
}
OPENS = {
    ("contact", "no-further-action"): ["closure"],
    ("contact", "advice-given"): ["closure"],
    ("contact", "early-help"): ["hand-off"],
    ("contact", "referral"): ["referral"],
    ("contact", "immediate-protection"): ["referral", "strategy-discussion"],
    ("contact", "joined"): ["closure"],
    ("referral", "research"): ["research"],
    ("referral", "assessment"): ["assessment"],
    ("referral", "strategy-discussion"): ["strategy-discussion"],
    ("referral", "early-help"): ["hand-off"],
    ("referral", "no-further-action"): ["closure"],
    ("research", "assessment"): ["assessment"],
    ("research", "strategy-discussion"): ["strategy-discussion"],
    ("research", "early-help"): ["hand-off"],
    ("research", "advice-given"): ["closure"],
    ("research", "no-further-action"): ["closure"],
    ("strategy-discussion", "enquiry"): ["enquiry", "assessment"],
    ("enquiry", "assessment"): ["assessment"],
    ("enquiry", "conference"): ["assessment", "conference"],
    ("assessment", "child-in-need-plan"): ["plan"],
    ("conference", "protection-plan"): ["assessment", "plan"],
    ("conference", "child-in-need-plan"): ["assessment", "plan"],
    ("conference", "no-plan"): ["assessment"],
    ("plan", "stepped-down"): ["assessment", "plan"],
    ("plan", "early-help"): ["assessment", "hand-off"],
    ("plan", "no-further-action"): ["assessment"],
    ("enquiry", "strategy-discussion"): ["assessment", "strategy-discussion"],
    ("enquiry", "no-further-action"): ["assessment"],
    ("strategy-discussion", "assessment"): ["assessment"],
    ("strategy-discussion", "reconvene"): ["strategy-discussion"],
    ("strategy-discussion", "no-further-action"): ["closure"],
    ("assessment", "strategy-discussion"): ["strategy-discussion"],
    ("assessment", "early-help"): ["hand-off"],
    ("assessment", "no-further-action"): ["closure"],
    ("assessment", "cancelled"): ["closure"],
    ("assessment", "looked-after"): ["care"],
    ("plan", "looked-after"): ["assessment", "care"],
    ("pre-proceedings", "proceedings-issued"): ["assessment", "plan"],
    ("pre-proceedings", "stepped-down"): ["assessment", "plan"],
    ("pre-proceedings", "no-further-action"): ["assessment", "plan"],
    ("care", "returned-home"): ["plan"],
    ("care", "left-care"): ["closure"],
}
LEADS_TO = {
    Kind.CONTACT: CONTACT,
    Kind.REFERRAL: REFERRED,
    Kind.RESEARCH: (*ASKED, reply("police"), reply("health")),
    Kind.STRATEGY_DISCUSSION: (*DISCUSSING, DISCUSSED, directions()),
    Kind.ENQUIRY: (*ENQUIRING, ENQUIRED),
    Kind.ASSESSMENT: (*ASSESSING, ASSESSED),
    Kind.CONFERENCE: (*CONFERRING, CONFERRED),
    Kind.PLAN: (
        *(PROTECTED, PLANNED, hold(MeetingKind.REVIEW_CONFERENCE), REVIEWED),
        done(),
    ),
    Kind.PRE_PROCEEDINGS: PROCEEDING,
    Kind.CARE: (*LOOKED_AFTER, CARE_REVIEW, SUPPORT_PLAN),
}


def deciding(kind, outcome):
    """The command that ends an episode of a kind with an outcome, with all that it asks for."""
    more = {"service": "Invented Centre"} if outcome == "early-help" else {}
    if outcome == "joined" and kind is Kind.CONTACT:
        more = {"joins": "TL25-000009"}
    if outcome == "enquiry" and kind is Kind.STRATEGY_DISCUSSION:
        more = {"joint": True}
    if outcome == "protection-plan" and kind is Kind.CONFERENCE:
        more = {"category": AbuseCategory.NEGLECT}
    if outcome == "looked-after" and kind in (Kind.PLAN, Kind.ASSESSMENT):
        more = {"legal_status": LegalStatus.ACCOMMODATED}
    match kind:
        case Kind.CONTACT:
            return decide_contact(Outcome(outcome), **more)
        case Kind.REFERRAL:
            return decide_referral(Outcome(outcome), **more)
        case Kind.RESEARCH:
            return decide_two(Outcome(outcome), **more)
        case Kind.PRE_PROCEEDINGS | Kind.CARE:
            return ends(kind, Outcome(outcome))
        case _:
            return conclude(kind, Outcome(outcome), **more)


def test_every_outcome_that_is_decided_stands_in_both_tables():
    decided = {
        (kind.value, outcome.value)
        for kind, outcome in TRANSITIONS
        # Under the procedures of 2023 there is one assessment; test_older_ways has the other.
        if kind not in (Kind.HAND_OFF, Kind.CLOSURE, Kind.MISSING, Kind.PRIVATE_FOSTERING)
        and outcome is not Outcome.CORE_ASSESSMENT
    }
    assert set(DECIDES) == set(OPENS) == decided


@pytest.mark.parametrize("user", sorted(ANY))
@pytest.mark.parametrize(("kind", "outcome"), DECIDES)
def test_an_outcome_is_for_those_to_decide_and_opens_what_the_pathway_says(kind, outcome, user):
    played = play(LEADS_TO[Kind(kind)])
    command = deciding(Kind(kind), outcome)
    if user in DECIDES[kind, outcome]:
        assert go_on(played, by(user, command)).open_kinds == OPENS[kind, outcome]
        return
    assert refused(played, by(user, command)).code is Guard.NOT_QUALIFIED


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("kind", LEADS_TO)
def test_an_outcome_that_has_no_row_is_refused_with_those_that_have(kind, outcome):
    if (kind, outcome) in TRANSITIONS:
        assert outcome in outcomes_of(kind)
        return
    refusal = refused(play(LEADS_TO[kind]), deciding(kind, outcome))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert all(each.value in refusal.needs[0] for each in outcomes_of(kind))


def test_a_partner_answers_for_its_own_agency_alone():
    played = play(ASKED)
    refusal = refused(played, by("police-desk", reply("health")))
    assert refusal.code is Guard.NOT_QUALIFIED
    go_on(played, by("police-desk", reply("police")))


def test_a_partner_of_no_agency_answers_for_none():
    played = play(ASKED)
    answer = decide(
        played.case,
        reply("police"),
        rulebook=RULEBOOK,
        actor=Actor(user="stray", role=Role.PARTNER),
        now=played.now,
    )
    assert isinstance(answer, Refused)
    assert answer.code is Guard.NOT_QUALIFIED


def test_a_deputy_and_who_is_asked_instead_may_answer():
    played = play(RESEARCHING, ask("police", "school"))
    for agency, user in (("police-duty", "duty"), ("education", "desk")):
        answer = decide(
            played.case,
            reply("police" if agency == "police-duty" else "school"),
            rulebook=RULEBOOK,
            actor=Actor(user=user, role=Role.PARTNER, agency=agency),
            now=played.now,
        )
        # The school is open again on 2 September, so only the police's deputy stands in.
        assert isinstance(answer, Refused) == (agency == "education")


def test_a_decision_speaks_of_concerns_that_exist():
    stray = (*addressed(), addressed()[0].__class__(concern="C7", view="unknown"))
    refusal = refused(play(CONTACT), decide_contact(Outcome.REFERRAL, concerns=stray))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
