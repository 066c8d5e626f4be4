"""The nightly check: what nobody minds is listed by reference, and a manager is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from casework.asking.comparing import findings_at
from casework.hub import Hub
from casework.leasing import clock_age
from models import log as record
from models.queries import deliveries, drafts, idempotency, nights, people, watching
from models.queries.light_cases import light_cases
from models.queries.watching import Owned
from models.store import Session
from policy.calendars import WARN_BEFORE

log = structlog.get_logger(__name__)

UNWATCHED = "unwatched"
"""The wording of the notice to a manager."""

KEYS_ARE_KEPT_FOR = timedelta(days=30)
"""How long the same request made again under its key is answered as the first time."""

NIGHTS_ARE_KEPT_FOR = timedelta(days=15)
"""What led on each journey, night by night: what changed since last week is asked a week back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyReport:
    """What the check found.

    Attributes:
        unowned: Open journeys whose worker has left or is away, or that no worker has and
            whose team has nobody.
        silent: Open journeys for which nothing will ever happen by itself: a fault of ours.
        told: Notices queued to managers about these; one a day for each journey.
        dead_letters: Notices that nobody got.
        first_fault: Where the record is not whole, None where it is.
        clock_age: How long ago the clock was last alive; None if it never was.
        calendars_ending: Profiles whose bank holidays are known for less than a year, and
            until when.
        unconfirmed: Limits of the profile in force that are local settings to confirm.
        keys_dropped: Answers forgotten that were kept for requests made twice.
        drafts_dropped: Drafts destroyed whose time was over.
    """

    at: datetime
    unowned: tuple[str, ...]
    silent: tuple[str, ...]
    told: int
    dead_letters: int
    events: int
    first_fault: str | None
    sealed: int
    clock_age: timedelta | None
    calendars_ending: tuple[tuple[str, date], ...]
    unconfirmed: int
    keys_dropped: int
    drafts_dropped: int = 0

    @property
    def well(self) -> bool:
        """Return whether nobody needs to do anything."""
        return not (
            self.unowned
            or self.silent
            or self.dead_letters
            or self.first_fault
            or self.calendars_ending
        )


def check(hub: Hub) -> NightlyReport:
    """Look at every open journey and at the hub itself; seal the log; tell managers.

    To be run after a sweep: what is only due, and not yet done, would be called silent.
    """
    now = hub.clock.now()
    with hub.store.read() as session:
        journeys = watching.open_journeys(session)
        unowned = _unowned(session, journeys, now)
        silent = set(watching.silent(session, now))
        whole = record.verify(session)
        led = findings_at(hub, session, light_cases(session), now)
        dead = deliveries.counts(session).get("dead", 0)
    minded = [each for each in journeys if each in unowned or each.reference in silent]
    today = now.astimezone(hub.rules().in_force(now).calendar.zone).date()
    with hub.store.write() as session:
        told = watching.warn(session, minded, template=UNWATCHED, day=today, now=now)
        dropped = idempotency.forget(session, before=now - KEYS_ARE_KEPT_FOR)
        drafts_dropped = drafts.forget_expired(session, now=now)
        nights.keep(session, led, at=now)
        nights.forget(session, before=now - NIGHTS_ARE_KEPT_FOR)
    report = NightlyReport(
        at=now,
        unowned=tuple(each.reference for each in journeys if each in unowned),
        silent=tuple(sorted(silent)),
        told=told,
        dead_letters=dead,
        events=whole.events,
        first_fault=whole.first_fault,
        # What is not whole is not sealed: the seal would vouch for it.
        sealed=seal(hub) if whole.whole else 0,
        clock_age=clock_age(hub),
        calendars_ending=_calendars_ending(hub, now, today),
        unconfirmed=sum(not row.checked for row in hub.rules().in_force(now).timescales.values()),
        keys_dropped=dropped,
        drafts_dropped=drafts_dropped,
    )
    _log(report)
    return report


def seal(hub: Hub) -> int:
    """Seal what was appended to the log since the last seal and return how many events."""
    with hub.store.write() as session:
        return record.seal(session, hub.clock.now())


def _unowned(session: Session, journeys: Iterable[Owned], now: datetime) -> set[Owned]:
    present = [
        user
        for user in people.users(session, active=True)
        if user.may_come_in and (user.away_until is None or user.away_until <= now)
    ]
    workers = {user.name for user in present}
    staffed = {user.team for user in present}
    return {
        each
        for each in journeys
        if (each.worker not in workers if each.worker else each.team not in staffed)
    }


def _calendars_ending(hub: Hub, now: datetime, today: date) -> tuple[tuple[str, date], ...]:
    profile = hub.rules().in_force(now)
    until = profile.calendar.known_until
    return ((profile.id, until),) if until < today + WARN_BEFORE else ()


def _log(report: NightlyReport) -> None:
    for reference in report.silent:
        log.error("journey_silent", journey=reference)
    for reference in report.unowned:
        log.warning("journey_unowned", journey=reference)
    if report.first_fault is not None:
        log.error("record_not_whole", problem=report.first_fault)
    for profile, until in report.calendars_ending:
        log.warning("calendar_ends", profile=profile, until=until)
    log.info(
        "nightly_checked", count=len(report.unowned) + len(report.silent), dead=report.dead_letters
    )
