"""What chance may do after the hub: meetings, pro formas, and the decisions that follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from journey.case import Case
from journey.commands import Command, decisions, meetings, plans, practice
from journey.people import Role
from journey.plans import PlanAlarm
from journey.terms import Interpreter, Kind, MeetingKind, Paper, Progress
from tests.support.cases import DECISIONS, hold, write_up
from tests.support.rulebook import AGENCIES

WHY = "because of what is known today"
DECIDING: dict[Kind, type[decisions.Decision]] = {each.KIND: each for each in DECISIONS}
FORMS = {
    **{
        each.value: each
        for each in (Kind.STRATEGY_DISCUSSION, Kind.ENQUIRY, Kind.ASSESSMENT, Kind.PLAN)
    },
    "review": Kind.PLAN,
}
MEETS: dict[Kind, tuple[MeetingKind, ...]] = {
    Kind.STRATEGY_DISCUSSION: (MeetingKind.STRATEGY_DISCUSSION,),
    Kind.ENQUIRY: (),
    Kind.ASSESSMENT: (),
    Kind.CONFERENCE: (MeetingKind.INITIAL_CONFERENCE,),
    Kind.PLAN: (
        MeetingKind.CORE_GROUP,
        MeetingKind.REVIEW_CONFERENCE,
        MeetingKind.CHILD_IN_NEED_REVIEW,
    ),
}


class Onward:
    """What somebody might do in the episodes after the hub."""

    def __init__(
        self,
        random: Random,
        instant: Callable[[datetime], datetime | None],
        later: Callable[[datetime], datetime],
    ) -> None:
        self.random = random
        self.instant = instant
        self.later = later

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices) if choices else None

    def seldom(self) -> bool:
        return self.random.random() < 0.15

    def command(self, case: Case, now: datetime) -> Command:
        """Mostly what an open episode waits for."""
        kinds = [e.kind for e in case.open_episodes()]
        forms = [form for form, kind in FORMS.items() if kind in kinds]
        meets = [kind for each in kinds for kind in MEETS.get(each, ())]
        ways: list[Callable[[], Command]] = [
            lambda: self._holding(case, now, self.one(meets or list(MeetingKind))),
            lambda: self._meeting(case, now),
            lambda: write_up(self.one(forms or [*FORMS])),
            self._writing,
            lambda: self._practice(now),
            lambda: self._practice(now),
        ]
        if Kind.PLAN in kinds:
            ways += [lambda: self._planning(case, now)] * 3
        planned = [m.id for m in case.meetings.values() if m.held_at is None]
        if planned:
            ways.append(lambda: self._redating(planned[-1], now))
            ways.append(lambda: meetings.ShareReport(meeting=planned[-1], how="by hand"))
        held = [m for m in case.meetings.values() if m.held_at is not None]
        if held and not held[-1].circulated:
            ways.append(lambda: self._circulating(None, now))
        if held and held[-1].circulated:
            sent = held[-1].circulated[-1]
            ways += [
                lambda: meetings.RecordReceipt(
                    party=self.one(["police", "health"]), paper=sent.paper
                )
            ] * 2
        return self.one(ways)()

    def _planning(self, case: Case, now: datetime) -> Command:
        """Mostly what a plan needs next; now and then what is not there."""
        plan = case.open_episode(Kind.PLAN)
        ready = plan is not None and case.form(plan.id, "plan") and case.form(plan.id, "review")
        if not ready and not self.seldom():
            return write_up(self.one(["plan", "review"]))
        action = self.one([*(each.id for each in case.plans.open_actions()), "PA1"])
        wanted = [each.id for each in case.plans.open_outcomes()]
        return self.one(
            [
                lambda: plans.AddPlanAction(
                    action=WHY,
                    due_at=self.later(now),
                    wanted=WHY if not wanted or self.seldom() else None,
                    outcome=self.one(wanted) if wanted else None,
                    **self.one(
                        [
                            {"owner": self.one([*AGENCIES, "worker", "team", "nobody"])},
                            {"member": "Invented Mother"},
                        ]
                    ),
                ),
                lambda: plans.CompletePlanAction(
                    action=action, done=WHY, difference=WHY, at=self.instant(now)
                ),
                lambda: plans.DropPlanAction(action=action, reason=WHY),
                lambda: self._reviewing(wanted),
                lambda: self._reviewing(wanted),
                lambda: write_up("review"),
                lambda: plans.ConsiderPlanAlarm(alarm=self.one(list(PlanAlarm)), what_follows=WHY),
            ]
        )()

    def _reviewing(self, wanted: Sequence[str]) -> Command:
        return plans.ReviewPlan(
            progress=tuple(
                plans.OutcomeReviewed(
                    outcome=each, progress=self.one(list(Progress)), what="as it was seen"
                )
                for each in wanted
                if not (self.seldom() and self.seldom())
            ),
            continues=self.one([True, False]),
            reason=WHY,
        )

    def _practice(self, now: datetime) -> Command:
        yes = self.one([True, False])
        why = None if self.seldom() else WHY
        return self.one(
            [
                lambda: practice.RecordVisit(
                    seen=yes,
                    seen_alone=yes,
                    announced=self.one([True, False]),
                    interpreter=self.one(list(Interpreter)),
                    why_not_seen=why,
                    views=why,
                    at=self.instant(now),
                ),
                lambda: practice.RecordParent(
                    member=self.one(["Invented Mother", "Invented Father", "Nobody"]),
                    told=yes,
                    seen=yes,
                    why_not_told=why,
                    why_not_seen=why,
                    at=self.instant(now),
                ),
                lambda: practice.GiveDirections(
                    directions=(practice.Direction(who="a", sees="b", how="c", by=self.later(now)),)
                ),
                lambda: practice.StartStrategyDiscussion(reason=WHY),
            ]
        )()

    def _meeting(self, case: Case, now: datetime) -> Command:
        number = self.one([None, None, *case.meetings, "M9"])
        party = self.one([*AGENCIES, "social-care", "family"])
        return self.one(
            [
                lambda: meetings.PlanMeeting(
                    kind=self.one(list(MeetingKind)), begins_at=self.later(now), invited=(party,)
                ),
                lambda: self._redating(number or "M1", now),
                lambda: self._holding(case, now, self.one(list(MeetingKind))),
                lambda: self._circulating(number, now),
                lambda: meetings.RecordReceipt(
                    meeting=number, party=self.one(["police", "health", party])
                ),
            ]
        )()

    def _redating(self, number: str, now: datetime) -> Command:
        return meetings.RedateMeeting(
            meeting=number,
            begins_at=self.later(now),
            reason=WHY,
            delayed_by=self.one([None, "police", "nobody"]),
        )

    def _circulating(self, number: str | None, now: datetime) -> Command:
        return meetings.CirculatePaper(
            meeting=number,
            paper=self.one(list(Paper)),
            to=("police", "health", "social-care"),
            how="by secure mail",
            at=self.instant(now),
        )

    def _holding(self, case: Case, now: datetime, kind: MeetingKind) -> Command:
        """Mostly with everybody who must be there, now and then with two people."""
        planned = [m.id for m in case.meetings.values() if m.held_at is None]
        here = ["social-care", "police", "health", "school"]
        if self.seldom():
            here = self.random.sample(here, k=2)
        return hold(
            kind,
            *here,
            meeting=self.one(planned) if planned and self.seldom() else None,
            face_to_face=self.one([True, False]),
            why_not_face_to_face=None if self.seldom() else WHY,
            chair_role=self.one([Role.MANAGER, Role.MANAGER, Role.SOCIAL_WORKER]),
            at=self.instant(now),
        )

    def _writing(self) -> Command:
        return meetings.FillProForma(
            form=self.one([*FORMS, "poem"]),
            sections=(
                meetings.SectionFilled(section=self.one(["nature", "rhyme"]), text="invented"),
            ),
        )
