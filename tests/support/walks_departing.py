"""What chance may do about supervision, delays, transfer, moving away and death."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from journey.case import Case
from journey.commands import Command, departures, meetings, practice, record
from journey.terms import DeathNotice
from tests.support.rulebook import AGENCIES

WHY = "because of what is known today"


class Departing:
    """What somebody might do when a journey passes on or stops."""

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
        return self.random.choice(choices)

    def waits(self, case: Case) -> bool:
        """Whether a transfer, a move or a death waits for its next step."""
        known = case.departures
        moving = known.move is not None and known.move.is_open
        return moving or known.death is not None or known.open_transfer() is not None

    def command(self, case: Case, now: datetime) -> Command:
        """Mostly what waits, now and then anything of the kind."""
        if self.waits(case) and self.random.random() < 0.8:
            return self._next(case, now)
        return self.one([self._away, self._passing, self._beside, self._beside])(case, now)

    def _next(self, case: Case, now: datetime) -> Command:
        known = case.departures
        if known.death is not None:
            return self.one(
                [
                    lambda: departures.CorrectDeath(reason=WHY),
                    lambda: self._notified(now),
                    lambda: self._notified(now),
                ]
            )()
        if known.open_transfer() is not None:
            return self._passing(case, now)
        return self.one(
            [
                lambda: departures.RecordReceivingInConference(outcome=WHY, at=self.instant(now)),
                lambda: departures.ConfirmMove(in_writing=WHY, at=self.instant(now)),
                lambda: departures.CancelMove(reason=WHY),
            ]
        )()

    def _notified(self, now: datetime) -> Command:
        return departures.NotifyDeath(
            to=self.one(list(DeathNotice)), how="by the online form", at=self.instant(now)
        )

    def _passing(self, case: Case, now: datetime) -> Command:
        del case, now
        return self.one(
            [
                lambda: departures.ProposeTransfer(
                    to_team=self.one(["north", "north", "mash"]),
                    reason=WHY,
                    hand_over=self.one([(), ("the file", "the visits due")]),
                ),
                lambda: departures.AcceptTransfer(
                    talked_through=WHY, worker=self.one([None, "carla"])
                ),
                lambda: departures.RefuseTransfer(reason=WHY),
                lambda: departures.WithdrawTransfer(reason=WHY),
            ]
        )()

    def _away(self, case: Case, now: datetime) -> Command:
        if self.random.random() < 0.8:
            return departures.RecordMoveAway(
                to_authority="Invented County",
                moved_on=self._day(now),
                told=WHY,
                at=self.instant(now),
            )
        if self.random.random() < 0.5:
            return self._next(case, now)
        return departures.RecordDeath(
            died_on=self._day(now), circumstances=WHY, abuse_suspected=self.one([True, False])
        )

    def _day(self, now: datetime) -> date:
        return now.date() + timedelta(days=self.one([-3, -1, 0, 2]))

    def _beside(self, case: Case, now: datetime) -> Command:
        planned = [m.id for m in case.meetings.values() if m.is_waiting] or ["M9"]
        owed = [o.label for o in case.open_obligations()]
        return self.one(
            [
                lambda: record.RecordSupervision(
                    reflection=WHY, nothing_agreed=self.one([None, WHY]), at=self.instant(now)
                ),
                lambda: record.RecordSupervision(
                    reflection=WHY,
                    agreed=(record.AgreedInSupervision(who="a", what="b", by=self.later(now)),),
                ),
                lambda: meetings.CallOffMeeting(
                    meeting=self.one(planned), reason=WHY, delayed_by=self.one([None, "police"])
                ),
                lambda: practice.RecordPartnerDelay(
                    agency=self.one([*AGENCIES, "nobody"]),
                    what=WHY,
                    about=self.one([None, "M1", "nothing", *owed]),
                    at=self.instant(now),
                ),
            ]
        )()
