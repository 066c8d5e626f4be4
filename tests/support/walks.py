"""Journeys by chance: anything that anybody could ask for, mostly what could be meant.

`Chance(seed)` is repeatable: the same seed gives the same people, commands and instants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from journey.care import LegalStatus
from journey.case import Case
from journey.commands import (
    Command,
    chronology,
    contact,
    decisions,
    departures,
    outcomes,
    record,
    research,
    restricting,
    running,
)
from journey.decide import record_events
from journey.decide.contact import join
from journey.decide.context import Context
from journey.guards import outstanding
from journey.people import FamilyMember, Relation
from journey.terms import (
    AbuseCategory,
    Disposal,
    Kind,
    LawfulReason,
    Outcome,
    Rating,
    ResearchScope,
)
from journey.transitions import outcomes_of
from tests.support.cases import HISTORY, PEOPLE, RECEIVED, Played, somebody_for
from tests.support.rulebook import AGENCIES
from tests.support.walks_care import KINDS as CARE_KINDS
from tests.support.walks_care import InCare
from tests.support.walks_coded import Coded
from tests.support.walks_departing import Departing
from tests.support.walks_kin import OTHERS, Kin
from tests.support.walks_onward import DECIDING, MEETS, Onward

WHY = "because of what is known today"
OTHER = "TL25-000009"


class Chance:
    """What somebody might do next on a journey."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - repeatable on purpose
        self.onward = Onward(self.random, self.instant, self.later)
        self.in_care = InCare(self.random, self.instant)
        self.leaves = seed % 3 == 0
        self.departing = Departing(self.random, self.instant, self.later)
        self.kin = Kin(self.random)
        self.coded = Coded(self.random)

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices) if choices else None

    def seldom(self) -> bool:
        return self.random.random() < 0.15

    def wait(self) -> timedelta:
        """Mostly hours or days, now and then weeks."""
        longest = self.one([timedelta(hours=6), timedelta(days=3), timedelta(days=40)])
        return longest * self.random.random()

    def instant(self, now: datetime) -> datetime | None:
        """Mostly nothing said, or a little while ago; now and then the future."""
        return None if not self.seldom() else now + self.wait() - timedelta(days=2)

    def later(self, now: datetime) -> datetime:
        return now + self.wait() - (timedelta(days=2) if self.seldom() else timedelta(0))

    def user(self, command: Command) -> str:
        """Mostly somebody who may."""
        if self.seldom():
            return str(self.one(list(PEOPLE)))
        if isinstance(command, departures.AcceptTransfer | departures.RefuseTransfer):
            return str(self.one(["nora", "sybil"]))
        able = [user for user, actor in PEOPLE.items() if actor.role in command.ROLES]
        return str(self.one([*able, somebody_for(command).user]))

    def step(self, played: Played) -> tuple[str, Command]:
        """Return somebody and a command."""
        command = self.command(played)
        return self.user(command), command

    def command(self, played: Played) -> Command:
        case, now = played.case, played.now
        family = self.one([self._deciding, self._deciding, self._research, self._research])
        family = self.one([family, self._contact, self._record, self._running])
        if self.random.random() < 0.4:
            family = self._onward
        if self.random.random() < 0.06:
            family = self.kin.command
        after_the_hub = any(episode.kind in MEETS for episode in case.open_episodes())
        if self.random.random() < (0.3 if after_the_hub else 0.05):
            family = self.onward.command
        cared_for = any(episode.kind in CARE_KINDS for episode in case.open_episodes())
        if self.random.random() < (0.3 if cared_for else 0.03):
            family = self.in_care.command
        # Only some walks: whoever moves away or dies early comes no further.
        if self.leaves and self.random.random() < (0.3 if self.departing.waits(case) else 0.1):
            family = self.departing.command
        return family(case, now)

    def _onward(self, case: Case, now: datetime) -> Command:
        """What the furthest open episode waits for, so that chance comes far."""
        open_kinds = {episode.kind for episode in case.open_episodes()}
        ways: list[Callable[[], Command]] = [lambda: self._deciding(case, now)]
        if case.history_reviewed_at is None:
            ways.append(lambda: HISTORY)
        if case.consent is None:
            ways.append(lambda: self._consent(now))
        if Kind.RESEARCH in open_kinds:
            ways += [self._asking, lambda: self._replying(case, now)]
            ways += [lambda: self._research(case, now)] * 2
        elif any(case.missing_replies()):
            ways += [lambda: self._replying(case, now)] * 2
        if any(r.disputed or r.more_time_until is not None for r in case.requests.values()):
            ways.append(lambda: self._answering(case, now))
        if case.pending_decision() is not None:
            ways.append(lambda: self._signing(case))
        if any(owed.kind == "late-reply-review" for owed in case.open_obligations()):
            ways += [lambda: decisions.ReviewLateReply(keeps=self.seldom(), reason=WHY)] * 3
        if Kind.HAND_OFF in open_kinds:
            ways.append(lambda: running.BounceHandOff(reason="no places"))
        if Kind.CLOSURE in open_kinds or not case.is_open:
            ways += [lambda: self._ending(case, now), lambda: self._replying(case, now)]
        return self.one(ways)()

    def _contact(self, _: Case, now: datetime) -> Command:
        aunt = FamilyMember(name="Invented Aunt", relation=Relation.OTHER_RELATIVE)
        return self.one(
            [
                lambda: RECEIVED,
                lambda: contact.AcknowledgeContact(how="by mail", at=self.instant(now)),
                lambda: contact.ClarifyWithReferrer(
                    summary=self.one([None, WHY]), why_not=self.one([None, WHY])
                ),
                lambda: HISTORY,
                lambda: self._consent(now),
                lambda: contact.RecordChildsViews(views="wants to go home", at=self.instant(now)),
                lambda: contact.AddFamilyMember(member=aunt),
                lambda: contact.RecordParentalResponsibility(
                    member=self.one(["Invented Father", "Invented Mother", "Nobody"]),
                    holds=self.one([True, False]),
                    how_known="asked",
                ),
                lambda: contact.ConsiderNewInformation(
                    what_follows=WHY, joined=self.one([None, OTHER])
                ),
            ]
        )()

    def _consent(self, now: datetime) -> Command:
        return contact.RecordConsent(
            answer=self.one(list(contact.ConsentAnswer)),
            reason=WHY,
            given_by=self.one(["Invented Mother", "Invented Mother", "Invented Father", None]),
            lawful_reason=self.one([None, *LawfulReason]),
            at=self.instant(now),
        )

    def _decided(self, case: Case, kind: Kind) -> dict[str, Any]:
        addressed = tuple(
            decisions.ConcernAddressed(
                concern="C9" if self.seldom() and self.seldom() else concern.id,
                view="spoken of",
                disposal=self.one([None, *Disposal]),
            )
            for concern in case.open_concerns()
            if not (self.seldom() and self.seldom())
        )
        outcome = self.one(list(Outcome)) if self.seldom() else self.one(outcomes_of(kind))
        return {
            "outcome": outcome or Outcome.NO_FURTHER_ACTION,
            "rationale": None if self.seldom() and self.seldom() else WHY,
            "concerns": addressed,
            "identity": "taken into account",
            "service": None if self.seldom() else "Invented Centre",
        }

    def _deciding(self, case: Case, now: datetime) -> Command:
        kinds = [episode.kind for episode in case.open_episodes()]
        kind = self.one(list(Kind)) if self.seldom() or not kinds else self.one(kinds)
        undecided: dict[Kind, Callable[[Case, datetime], Command]] = {
            Kind.HAND_OFF: lambda _, now: self._handing_off(now),
            Kind.CLOSURE: self._ending,
            Kind.CARE: self.in_care.command,
            Kind.MISSING: self.in_care.command,
            Kind.PRIVATE_FOSTERING: self.in_care.command,
            Kind.PRE_PROCEEDINGS: self.in_care.command,
        }
        if kind in undecided:
            return undecided[kind](case, now)
        decided = self._decided(case, kind)
        match kind:
            case Kind.CONTACT:
                joins = OTHER if decided["outcome"] is Outcome.JOINED or self.seldom() else None
                return decisions.DecideContact(**decided, joins=joins)
            case Kind.REFERRAL:
                return decisions.DecideReferral(
                    **decided,
                    scope=self.one(list(ResearchScope)),
                    scope_reason=WHY,
                    rating=self.one(list(Rating)),
                    primary_need=self.coded.code("primary-need"),
                )
            case Kind.RESEARCH:
                episode = case.open_episode(Kind.RESEARCH)
                late = outstanding(case, episode.id) if episode else []
                return decisions.DecideAfterResearch(
                    **decided,
                    research_found=WHY,
                    missing=tuple(
                        decisions.MissingReply(agency=request.agency, why_safe=WHY)
                        for request in late
                        if not (self.seldom() and self.seldom())
                    ),
                )
        if decided["outcome"] is Outcome.LOOKED_AFTER and kind in (Kind.PLAN, Kind.ASSESSMENT):
            decided["legal_status"] = self.one([None, *LegalStatus])
        if decided["outcome"] is Outcome.ENQUIRY and kind is Kind.STRATEGY_DISCUSSION:
            decided["joint"] = self.one([True, False, None])
        if kind is Kind.CONFERENCE:
            decided["category"] = self.one([None, *AbuseCategory])
        if DECIDING.get(kind) in (None, outcomes.AuthoriseAssessment):
            decided["primary_need"] = self.coded.code("primary-need")
            decided["factors"] = self.coded.several("factor")
        return DECIDING.get(kind, outcomes.AuthoriseAssessment)(**decided)

    def _signing(self, case: Case) -> Command:
        number = self.one([None, *case.decisions])
        return decisions.Countersign(agrees=self.one([True, False]), reason=WHY, decision=number)

    def _request(self, case: Case) -> dict[str, Any]:
        if self.seldom():
            return self.one([{}, {"request": "R9"}, {"agency": self.one([*AGENCIES, "nobody"])}])
        request = self.one(list(case.requests.values()))
        if request is None:
            return {"agency": "police"}
        return self.one([{"request": request.id}, {"agency": request.agency}])

    def _asking(self) -> Command:
        keys = [*AGENCIES, "nobody"] if self.seldom() else list(AGENCIES)
        asked = self.random.sample(keys, k=self.random.randint(0 if self.seldom() else 1, 3))
        return research.AskPartners(
            requests=tuple(research.Ask(agency=key, reason=WHY) for key in asked),
            rating=self.one([None, *Rating]),
        )

    def _replying(self, case: Case, now: datetime) -> Command:
        known: dict[str, Any] = self.one([{"nothing_known": True}, {"opinion": WHY}])
        return research.ReplyToResearch(**self._request(case), **known, at=self.instant(now))

    def _answering(self, case: Case, now: datetime) -> Command:
        """Answer what a partner asked for or disputes, if there is such a thing."""
        asked = [
            request
            for request in case.requests.values()
            if request.disputed or request.more_time_until is not None
        ]
        request = self.one(asked)
        yes = self.one([True, False])
        if request is not None and request.disputed:
            return research.AnswerDispute(request=request.id, upheld=yes, reason=WHY)
        where = self._request(case) if request is None else {"request": request.id}
        until = self.one([None, self.later(now)])
        return research.AnswerMoreTime(**where, granted=yes, until=until, reason=WHY)

    def _research(self, case: Case, now: datetime) -> Command:
        where = self._request(case)
        yes = self.one([True, False])
        return self.one(
            [
                self._asking,
                lambda: self._replying(case, now),
                lambda: self._replying(case, now),
                lambda: research.RequestMoreTime(**where, until=self.later(now), reason=WHY),
                lambda: self._answering(case, now),
                lambda: research.DisputeRequest(**where, reason=WHY),
                lambda: research.AnswerDispute(**where, upheld=yes, reason=WHY),
                lambda: research.WithdrawRequest(**where, reason=WHY),
                lambda: research.ChasePartner(**where),
                lambda: self._signing(case),
                lambda: decisions.ReviewLateReply(
                    keeps=yes, reason=WHY, agency=self.one([None, *AGENCIES])
                ),
            ]
        )()

    def _handing_off(self, now: datetime) -> Command:
        return self.one(
            [
                lambda: running.ConfirmHandOff(began="a worker visits", at=self.instant(now)),
                lambda: running.BounceHandOff(reason="no places", at=self.instant(now)),
                lambda: running.RecordImpact(
                    difference=self.one(list(running.Difference)), summary="fed"
                ),
            ]
        )()

    def _record(self, case: Case, now: datetime) -> Command:
        return self.one(
            [
                lambda: record.AddConcern(
                    category=self.one(list(contact.ConcernCategory)), description="a new worry"
                ),
                lambda: record.DisposeOfConcern(
                    concern=self.one([*case.concerns, "C9"]),
                    disposal=self.one(list(Disposal)),
                    reason=WHY,
                ),
                lambda: record.RaiseContradiction(what="two accounts"),
                lambda: record.ResolveContradiction(
                    contradiction=self.one([*case.contradictions, "X9"]), resolution=WHY
                ),
                lambda: record.RecordAssumption(assumption="an aunt helps"),
                lambda: record.SettleAssumption(
                    assumption=self.one([*case.assumptions, "A9"]), evidence=WHY
                ),
                lambda: record.RecordOversight(summary="looked at"),
                lambda: record.CorrectEntry(
                    version=self.random.randint(0, case.version + 1),
                    what_was_wrong="a date",
                    what_is_right="the day after",
                ),
                lambda: chronology.AddChronologyEntry(
                    happened_on=self.one([date(2019, 5, 4), now.date(), date(1066, 1, 1)]),
                    source="an old file",
                    what="moved house",
                    meaning="another school",
                ),
                lambda: chronology.MarkSignificant(
                    version=self.random.randint(0, case.version + 1), why=WHY
                ),
                lambda: self.coded.recording(now),
                lambda: self._ending(case, now),
            ]
        )()

    def _ending(self, case: Case, now: datetime) -> Command:
        """Mostly the next thing that closing needs."""
        open_ones = [concern.id for concern in case.open_concerns()]
        if open_ones and not self.seldom():
            return record.DisposeOfConcern(
                concern=self.one(open_ones), disposal=Disposal.UNKNOWN, reason=WHY
            )
        owed = {owed.kind for owed in case.open_obligations()}
        ways: list[Command] = [
            running.Close(reason=WHY, closure_reason=self.coded.code("closure-reason"))
        ]
        if case.referrer_told is None or "inform-referrer" in owed:
            ways.append(record.TellReferrer(send=True))
        if case.parents_told is None or "inform-parents" in owed:
            ways.append(record.TellParents(how="visit", at=self.instant(now)))
        ways += [
            record.ResolveContradiction(contradiction=doubt.id, resolution=WHY)
            for doubt in case.contradictions.values()
            if doubt.is_open
        ]
        ways += [
            record.SettleAssumption(assumption=doubt.id, evidence=WHY)
            for doubt in case.assumptions.values()
            if doubt.is_open
        ]
        if not case.is_open:
            ways.append(running.Reopen(reason=WHY))
        return self.one(ways)

    def _running(self, case: Case, now: datetime) -> Command:
        names = [name for owed in case.open_obligations() for name in (owed.id, owed.label)]
        return self.one(
            [
                lambda: running.Allocate(
                    worker=self.one([None, "carla", "cyril"]),
                    team=self.one([None, None, "north", "mash"]),
                    talked_through="yes",
                ),
                lambda: running.Hold(until=self.later(now), reason=WHY),
                lambda: running.Resume(reason=WHY),
                lambda: running.MoveDueDate(
                    obligation=self.one([*names, "O99"]), due_at=self.later(now), reason=WHY
                ),
                lambda: running.WaiveObligation(obligation=self.one([*names, "O99"]), reason=WHY),
                lambda: running.Escalate(obligation=self.one([None, *names, "O99"]), reason=WHY),
                lambda: self._handing_off(now),
                lambda: restricting.RestrictJourney(
                    people=self.one([(), ("carla",), ("carla", "cyril")]), reason=WHY
                ),
                lambda: restricting.LiftRestriction(reason=WHY),
                lambda: restricting.OpenRestricted(reason=WHY),
                lambda: running.Close(reason=WHY),
                lambda: running.Reopen(reason=WHY),
            ]
        )()


def walk(
    played: Played,
    seed: int,
    steps: int,
    after_each: Callable[[Played], None] = lambda _: None,
    given: Callable[[Command], None] = lambda _: None,
) -> Played:
    """Take so many steps by chance: time passes, with what falls due, or somebody asks something.

    A refused step is a step.  *after_each* sees the journey whenever it has changed, *given*
    every command that was asked for.
    """
    chance = Chance(seed)
    played.others = OTHERS
    for _ in range(steps):
        if chance.seldom():
            played.go_to(played.now + chance.wait(), climbing=not chance.seldom())
            after_each(played)
            continue
        if chance.seldom():
            _climb_late(played)
        if chance.seldom() and chance.seldom() and played.case.is_open:
            _join(played)
        merged = played.case.kin.merged_into is not None
        if (merged or chance.seldom()) and chance.seldom() and chance.kin.beyond(played):
            after_each(played)
        user, command = chance.step(played)
        given(command)
        before = played.case
        if played.give(command, user) is None:
            after_each(played)
        else:
            assert played.case is before, "a refusal changes nothing"
    return played


def _climb_late(played: Played) -> None:
    """Climb what is due, each rung late, as after a night without power."""
    due = [owed for owed in played.case.open_obligations() if owed.next_action_at <= played.now]
    for owed in due:
        played.climb(owed)


def _join(played: Played) -> None:
    """Let the hub join a later contact to the journey."""
    if OTHER in played.case.joined:
        return
    context = Context(rulebook=played.rulebook, actor=PEOPLE["mona"], now=played.now, at=played.now)
    # What it brings does not matter here: the same concerns once more.
    events = join(played.case, joined_reference=OTHER, newcomer=played.case)
    joined = record_events(played.case, events, context)
    played.case, played.last = joined.case, joined.recorded
    played.log.extend(joined.recorded)
