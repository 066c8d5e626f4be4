"""What chance may do in care, with missing children, and beside a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from journey.care import LeavingCare, LegalStatus, PlacementKind, PlacementTeller
from journey.case import Case
from journey.commands import Command, beside, care, decisions, missing
from journey.terms import Kind, MeetingKind, Outcome
from tests.support.caring import (
    back,
    entered,
    examined,
    fostered,
    gone,
    home,
    left,
    panel,
    placed,
    talked,
    told,
)
from tests.support.cases import hold, write_up

WHY = "because of what is known today"
KINDS = (Kind.CARE, Kind.MISSING, Kind.PRE_PROCEEDINGS, Kind.PRIVATE_FOSTERING)


class InCare:
    """What somebody might do about a child in care, or a missing one."""

    def __init__(self, random: Random, instant: Callable[[datetime], datetime | None]) -> None:
        self.random = random
        self.instant = instant

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices)

    def command(self, case: Case, now: datetime) -> Command:
        """Mostly what an open episode waits for."""
        open_kinds = {episode.kind for episode in case.open_episodes()}
        away = case.care.away()
        ways: list[Callable[[], Command]] = [lambda: self._any(case, now)]
        if Kind.CARE in open_kinds:
            ways += [lambda: self._caring(case, now)] * 3
        if Kind.MISSING in open_kinds:
            ways += [lambda: self._missing(now) if away is None else self._finding(now)] * 3
        if Kind.PRE_PROCEEDINGS in open_kinds:
            ways.append(lambda: self._beside(case, now))
        return self.one(ways)()

    def _any(self, case: Case, now: datetime) -> Command:
        ways: list[Callable[[], Command]] = [
            lambda: self._caring(case, now),
            lambda: self._finding(now),
            lambda: self._missing(now),
            lambda: self._beside(case, now),
            lambda: gone(missing_since=self.instant(now), at=self.instant(now)),
            lambda: entered(self.one(list(LegalStatus)), at=self.instant(now)),
            lambda: fostered(now - timedelta(days=self.random.randint(-30, 30))),
        ]
        return self.one(ways)()

    def _caring(self, case: Case, now: datetime) -> Command:
        at = self.instant(now)
        number = self.one([None, None, *case.care.placements, "L9"])
        concerns = self._spoken_of(case)
        ways: list[Callable[[], Command]] = [
            lambda: placed(
                self.one(list(PlacementKind)), why_moved=self.one([None, WHY, WHY]), at=at
            ),
            lambda: told(self.one(list(PlacementTeller)), placement=number),
            lambda: examined(at=at),
            lambda: care.RecordLegalStatus(legal_status=self.one(list(LegalStatus)), at=at),
            lambda: hold(MeetingKind.LOOKED_AFTER_REVIEW, at=at),
            lambda: write_up(Kind.CARE.value, self.one(["support-plan", "care-plan"])),
            lambda: home(concerns=concerns),
            lambda: left(self.one(list(LeavingCare)), concerns=concerns),
            lambda: panel(supports=self.one([True, False])),
        ]
        return self.one(ways)()

    def _spoken_of(self, case: Case) -> tuple[decisions.ConcernAddressed, ...]:
        return tuple(
            decisions.ConcernAddressed(concern=concern.id, view="spoken of")
            for concern in case.open_concerns()
        )

    def _finding(self, now: datetime) -> Command:
        at = self.instant(now)
        return self.one([missing.TellPoliceMissing(at=at), back(at=at)])  # type: ignore[no-any-return]  # a choice of commands

    def _missing(self, now: datetime) -> Command:
        return talked(
            accepted=self.one([True, False]),
            independent=self.one([True, True, False]),
            said=self.one([None, WHY, WHY]),
            why_declined=WHY,
            why_not_independent=self.one([None, WHY]),
            period=self.one([None, None, None, "G1", "G9"]),
            at=self.instant(now),
        )

    def _beside(self, case: Case, now: datetime) -> Command:
        at = self.instant(now)
        concerns = self._spoken_of(case)
        ways: list[Callable[[], Command]] = [
            lambda: beside.EnterPreProceedings(reason=WHY, at=at),
            lambda: beside.SendLetterBeforeProceedings(how="by post", at=at),
            lambda: beside.ReviewPreProceedings(progress=WHY, at=at),
            lambda: beside.EndPreProceedings(
                outcome=self.one([Outcome.PROCEEDINGS_ISSUED, Outcome.STEPPED_DOWN]),
                rationale=WHY,
                concerns=concerns,
            ),
            lambda: beside.EndPrivateFostering(reason=WHY, at=at),
            lambda: panel(supports=self.one([True, False]), at=at),
        ]
        return self.one(ways)()
