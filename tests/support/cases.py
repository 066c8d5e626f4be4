"""Journeys for tests, in few words.

`play(CONTACT, REFERRED, ask("police"), at("2025-09-04"))` gives each command in turn, by
somebody who may give it, and climbs what falls due when time moves on.  A step is a command,
an `at` or `by`, or a list of steps; a refusal on the way fails the test, `refused` wants one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from journey.case import Case, Obligation
from journey.climbing import climb
from journey.commands import (
    Command,
    contact,
    decisions,
    meetings,
    outcomes,
    plans,
    practice,
    record,
    research,
    running,
)
from journey.decide import decide
from journey.events import Event, Recorded
from journey.evolve import evolve
from journey.people import (
    Actor,
    Child,
    FamilyMember,
    Referrer,
    ReferrerKind,
    Relation,
    Role,
)
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import (
    AbuseCategory,
    Disposal,
    Kind,
    LawfulReason,
    MeetingKind,
    Outcome,
    Presence,
    Progress,
    Rating,
    ResearchScope,
)
from tests.support.rulebook import RULEBOOK, london
from tests.support.steps import At, By, Step, Steps, flat

REFERENCE = "TL25-000001"
START = "2025-09-02"  # a Tuesday

PEOPLE = {
    actor.user: actor
    for actor in (
        Actor(user="mona", role=Role.MANAGER, team="mash"),
        Actor(user="milo", role=Role.MANAGER, team="mash"),
        Actor(user="senna", role=Role.SENIOR_MANAGER, team="mash"),
        Actor(user="carla", role=Role.SOCIAL_WORKER, team="mash"),
        Actor(user="colin", role=Role.COORDINATOR, team="mash"),
        Actor(user="nora", role=Role.MANAGER, team="north"),
        Actor(user="sybil", role=Role.SENIOR_MANAGER),
        Actor(user="police-desk", role=Role.PARTNER, agency="police"),
        Actor(user="health-desk", role=Role.PARTNER, agency="health"),
        Actor(user="aud", role=Role.AUDITOR),
        Actor(user="ada", role=Role.ADMINISTRATOR),
    )
}


def at(day: str, wall: str = "10:00", *, climbing: bool = True) -> At:
    return At(london(day, wall).astimezone(UTC), climbing)


def by(user: str, command: Command) -> By:
    return By(user, command)


@dataclass
class Played:
    """A journey as it was played.

    Attributes:
        log: Everything on its record.
        last: What the last command made.
        warnings: What the last command warned of.
        others: Journeys that a command may name besides this one.
    """

    rulebook: Rulebook
    now: datetime
    case: Case = field(default_factory=Case)
    log: list[Recorded] = field(default_factory=list)
    last: tuple[Recorded, ...] = ()
    warnings: tuple[str, ...] = ()
    others: Mapping[str, Case] = field(default_factory=dict)

    def give(self, command: Command, user: str | None = None) -> Refused | None:
        """Give a command; a refusal is returned and changes nothing."""
        answer = decide(
            self.case,
            command,
            rulebook=self.rulebook,
            actor=PEOPLE[user] if user else somebody_for(command),
            now=self.now,
            reference=REFERENCE if self.case.version == 0 else None,
            others=self.others,
        )
        if isinstance(answer, Refused):
            return answer
        self.case, self.last, self.warnings = answer.case, answer.recorded, answer.warnings
        self.log.extend(answer.recorded)
        return None

    def go_to(self, instant: datetime, *, climbing: bool = True) -> None:
        """Let time pass, and climb every rung on the way at the instant it falls due."""
        while climbing:
            owed = min(
                self.case.open_obligations(), key=lambda o: (o.next_action_at, o.id), default=None
            )
            if owed is None or owed.next_action_at > instant:
                break
            self.now = max(self.now, owed.next_action_at)
            self.climb(owed)
        self.now = max(self.now, instant)

    def climb(self, owed: Obligation) -> None:
        """Climb one rung of an obligation now."""
        event = climb(
            owed,
            rulebook=self.rulebook,
            team=self.case.team,
            worker=self.case.worker,
            now=self.now,
        )
        climbed = Recorded(
            version=self.case.version + 1,
            event=event,
            occurred_at=self.now,
            recorded_at=self.now,
            actor="clock",
            role=Role.SYSTEM,
            policy=self.rulebook.in_force(self.now).id,
        )
        self.case = evolve(self.case, climbed)
        self.log.append(climbed)

    def owed(self, label: str) -> Obligation:
        """Return the newest obligation of a label, open or not."""
        return [o for o in self.case.obligations.values() if o.label == label][-1]

    @property
    def owing(self) -> list[str]:
        """Labels of what is owed, in the order it was opened."""
        return [o.label for o in self.case.open_obligations()]

    @property
    def open_kinds(self) -> list[str]:
        """Kinds of the open episodes, in the order they were opened."""
        return [e.kind.value for e in self.case.open_episodes()]

    def made(self, kind: type[Event]) -> list[Any]:
        """Return the events of one kind that the last command made."""
        return [r.event for r in self.last if isinstance(r.event, kind)]


def somebody_for(command: Command) -> Actor:
    """Return the first of `PEOPLE` who may give the command: mostly the manager."""
    return next(actor for actor in PEOPLE.values() if actor.role in command.ROLES)


def take(played: Played, step: Step) -> Refused | None:
    if isinstance(step, At):
        played.go_to(step.instant, climbing=step.climbing)
        return None
    if isinstance(step, By):
        return played.give(step.command, step.user)
    return played.give(step)


def play(*steps: Steps, start: str = START, rulebook: Rulebook = RULEBOOK) -> Played:
    """Return the journey after all steps; it begins on Tuesday 2 September 2025 at 10."""
    return go_on(Played(rulebook, london(start).astimezone(UTC)), *steps)


def go_on(played: Played, *steps: Steps) -> Played:
    """Take further steps on a journey."""
    for step in flat(steps):
        refusal = take(played, step)
        assert refusal is None, f"{step} was refused: {refusal}"
    return played


def refused(played: Played, step: Step) -> Refused:
    """Return the refusal of one more step, which must be refused and change nothing."""
    before = played.case
    refusal = take(played, step)
    assert refusal is not None, f"{step} was not refused"
    assert played.case is before
    return refusal


# -- Commands in few words ---------------------------------------------------------------------

MOTHER = FamilyMember(
    name="Invented Mother", relation=Relation.MOTHER, parental_responsibility=True
)
FATHER = FamilyMember(
    name="Invented Father", relation=Relation.FATHER, parental_responsibility=False
)
WHY = "this outcome meets what is known today"


def received(**changes: Any) -> contact.ReceiveContact:
    given: dict[str, Any] = {
        "child": Child(name="Invented Child"),
        "referrer": Referrer(
            kind=ReferrerKind.SCHOOL, name="Invented Teacher", email="teacher@school.example"
        ),
        "reason": "seen hungry three days running",
        "concerns": (
            contact.ConcernGiven(
                category=contact.ConcernCategory.NEGLECT, description="comes to school hungry"
            ),
        ),
        "family": (MOTHER, FATHER),
    }
    return contact.ReceiveContact(**{**given, **changes})


def addressed(disposal: Disposal | None = None) -> tuple[decisions.ConcernAddressed, ...]:
    view = "speaks to it"
    return (decisions.ConcernAddressed(concern="C1", view=view, disposal=disposal),)


def decide_contact(
    outcome: Outcome, *, disposal: Disposal | None = None, **more: Any
) -> decisions.DecideContact:
    given = {"rationale": WHY, "concerns": addressed(disposal), "identity": "taken into account"}
    return decisions.DecideContact(outcome=outcome, **{**given, **more})


def decide_referral(
    outcome: Outcome,
    *,
    rating: Rating = Rating.AMBER,
    disposal: Disposal | None = None,
    **more: Any,
) -> decisions.DecideReferral:
    given: dict[str, Any] = {"rationale": WHY, "concerns": addressed(disposal)}
    if outcome is Outcome.RESEARCH:
        given |= {
            "rating": rating,
            "scope": ResearchScope.LIMITED,
            "scope_reason": "these know the family",
        }
    return decisions.DecideReferral(outcome=outcome, **{**given, **more})


def decide_two(
    outcome: Outcome, *without: str, disposal: Disposal | None = None, **more: Any
) -> decisions.DecideAfterResearch:
    given = {
        "rationale": WHY,
        "concerns": addressed(disposal),
        "research_found": "what partners said bears this out",
        "missing": tuple(
            decisions.MissingReply(agency=agency, why_safe="others saw the child")
            for agency in without
        ),
    }
    return decisions.DecideAfterResearch(outcome=outcome, **{**given, **more})


DECISIONS: tuple[type[decisions.Decision], ...] = (
    outcomes.DecideAfterStrategyDiscussion,
    outcomes.DecideAfterEnquiry,
    outcomes.AuthoriseAssessment,
    outcomes.DecideAtConference,
    outcomes.EndPlan,
)


def conclude(
    kind: Kind, outcome: Outcome, *, disposal: Disposal | None = None, **more: Any
) -> decisions.Decision:
    """The decision that ends an episode after the hub; DISCUSSED comes before a discussion's."""
    if disposal is None and outcome in (Outcome.NO_FURTHER_ACTION, Outcome.NO_PLAN):
        disposal = Disposal.UNFOUNDED
    given = {"rationale": WHY, "concerns": addressed(disposal)}
    command = next(each for each in DECISIONS if kind is each.KIND)
    return command(outcome=outcome, **{**given, **more})


def there(*parties: str, **away: str) -> tuple[meetings.Attendance, ...]:
    """Who attended, and who was absent and why: `there("police", school="closed")`."""
    return tuple(
        meetings.Attendance(party=party, presence=Presence.ATTENDED) for party in parties
    ) + tuple(
        meetings.Attendance(party=party, presence=Presence.ABSENT, why=why)
        for party, why in away.items()
    )


def hold(
    kind: MeetingKind = MeetingKind.STRATEGY_DISCUSSION, *parties: str, **more: Any
) -> meetings.HoldMeeting:
    given: dict[str, Any] = {
        "attendance": there(*(parties or ("social-care", "police", "health"))),
        "chair": "Invented Manager",
        "chair_role": Role.MANAGER,
    }
    return meetings.HoldMeeting(kind=kind, **{**given, **more})


def write_up(form: str, *sections: str) -> meetings.FillProForma:
    keys = sections or tuple(
        section.key for section in RULEBOOK.profile("england-2023@1").pro_formas[form].sections
    )
    return meetings.FillProForma(
        form=form,
        sections=tuple(meetings.SectionFilled(section=key, text="written up") for key in keys),
    )


MINUTES = meetings.CirculatePaper(to=("social-care", "police", "health"), how="by secure mail")


def ask(*agencies: str, rating: Rating | None = None) -> research.AskPartners:
    return research.AskPartners(
        requests=tuple(research.Ask(agency=key, reason="may know the family") for key in agencies),
        rating=rating,
    )


def reply(agency: str, **more: Any) -> research.ReplyToResearch:
    return research.ReplyToResearch(agency=agency, **(more or {"nothing_known": True}))


def sign(*, agrees: bool = True, user: str = "milo", decision: str | None = None) -> By:
    return By(
        user,
        decisions.Countersign(agrees=agrees, reason="read and considered", decision=decision),
    )


def seen(**more: Any) -> practice.RecordVisit:
    given: dict[str, Any] = {
        "seen": True, "seen_alone": True, "announced": True, "views": "wants to stay at home",
    }  # fmt: skip
    return practice.RecordVisit(**{**given, **more})


def parent(member: str, **more: Any) -> practice.RecordParent:
    return practice.RecordParent(**{"member": member, "told": True, "seen": True, **more})


def directions(by: str = "2025-09-03") -> practice.GiveDirections:
    return practice.GiveDirections(
        directions=(
            practice.Direction(
                who="the social worker",
                sees="the child",
                how="at school, alone",
                by=london(by).astimezone(UTC),
            ),
        )
    )


def agree(due: str = "2025-10-01", **more: Any) -> plans.AddPlanAction:
    """An action of the plan; the worker's, for a new outcome, where nothing else is said."""
    given: dict[str, Any] = {"action": "ring each week", "due_at": london(due).astimezone(UTC)}
    if "outcome" not in more:
        given["wanted"] = "the child is fed every day"
    if "member" not in more:
        given["owner"] = "worker"
    return plans.AddPlanAction(**{**given, **more})


def done(action: str = "PA1", **more: Any) -> plans.CompletePlanAction:
    return plans.CompletePlanAction(
        action=action, done="rang each week", difference="breakfast every day", **more
    )


def review(
    *progress: Progress, continues: bool = True, **more: Any
) -> tuple[meetings.FillProForma, plans.ReviewPlan]:
    """A review written up and recorded: `review(Progress.WORSE)` is what became of W1."""
    found = tuple(
        plans.OutcomeReviewed(outcome=f"W{number}", progress=each, what="as it was seen")
        for number, each in enumerate(progress, start=1)
    )
    return (
        write_up("review"),
        plans.ReviewPlan(progress=found, continues=continues, reason=WHY, **more),
    )


RECEIVED = received()
HISTORY = contact.ReviewHistory(searched="the council's records", none_known=True)
CONSENT = contact.RecordConsent(
    answer=contact.ConsentAnswer.GIVEN, given_by=MOTHER.name, reason="asked at home"
)
NO_CONSENT_NEEDED = contact.RecordConsent(
    answer=contact.ConsentAnswer.DISPENSED,
    lawful_reason=LawfulReason.RISK_TO_CHILD,
    reason="asking would put the child at risk",
)
TOLD = (
    record.TellReferrer(how="letter"),
    record.TellParents(how="visit"),
)
CLOSE = running.Close(reason="nothing is left to do")
ALLOCATED = running.Allocate(worker="carla", talked_through="on Tuesday")
OVERSEEN = record.RecordOversight(summary="looked at")

CONTACT = (RECEIVED, HISTORY)
REFERRED = (*CONTACT, decide_contact(Outcome.REFERRAL))
RESEARCHING = (*REFERRED, CONSENT, decide_referral(Outcome.RESEARCH))
ASKED = (*RESEARCHING, ask("police", "health"))
ENDED = (*CONTACT, decide_contact(Outcome.NO_FURTHER_ACTION, disposal=Disposal.UNFOUNDED))
CLOSED = (*ENDED, *TOLD, CLOSE)
HANDED_OFF = (
    *CONTACT,
    decide_contact(Outcome.EARLY_HELP, disposal=Disposal.SUBSTANTIATED, service="Invented Centre"),
)
DISCUSSING = (*REFERRED, decide_referral(Outcome.STRATEGY_DISCUSSION))
HELD = hold()
WRITTEN_UP = write_up("strategy-discussion")
DISCUSSED = (HELD, WRITTEN_UP)
SEEN = (seen(), parent(MOTHER.name), parent(FATHER.name))
ENQUIRING = (
    *DISCUSSING,
    *DISCUSSED,
    directions(),
    conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY, joint=True),
)
ASSESSING = (*REFERRED, decide_referral(Outcome.ASSESSMENT))
ENQUIRED = (*SEEN, write_up("enquiry"))
ASSESSED = (*SEEN, write_up("assessment"))
CONFERRING = (*ENQUIRING, *ENQUIRED, conclude(Kind.ENQUIRY, Outcome.CONFERENCE))
CONFERRED = hold(MeetingKind.INITIAL_CONFERENCE)
PROTECT = conclude(Kind.CONFERENCE, Outcome.PROTECTION_PLAN, category=AbuseCategory.PHYSICAL)
PROTECTED = (
    *CONFERRING,
    CONFERRED,
    PROTECT,
)
HELPED = (*ASSESSING, *ASSESSED, conclude(Kind.ASSESSMENT, Outcome.CHILD_IN_NEED_PLAN))
PLANNED = (write_up("plan"), agree())
REVIEWED = review(Progress.ACHIEVED, continues=False)
DOWN = (
    *PROTECTED,
    *PLANNED,
    hold(MeetingKind.REVIEW_CONFERENCE),
    *REVIEWED,
    conclude(Kind.PLAN, Outcome.STEPPED_DOWN),
)
NEW_HARM = practice.StartStrategyDiscussion(reason="a new bruise")


def protect_anew(given: str = "2025-09-03") -> tuple[Steps, ...]:
    """From new harm beside a plan to the conference that has yet to decide."""
    return (
        NEW_HARM,
        DISCUSSED,
        directions(given),
        conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY, joint=False),
        ENQUIRED,
        conclude(Kind.ENQUIRY, Outcome.CONFERENCE),
        CONFERRED,
    )
