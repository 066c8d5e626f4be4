"""Delivering: what is in the outbox is handed over, at least once, until a person must look.

Each attempt is taken in a transaction of its own, made, and noted in another.  A process that
dies in between leaves the delivery taken for a while; then somebody sends it again, under
the same key.  What cannot be delivered becomes a dead letter, which a manager sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from casework import digesting
from casework.addressing import Addressees, find_addressees
from casework.channels import Channel, NotDeliveredError, Ways, write_on_console
from casework.channels.mail import Post
from casework.errors import NotFoundError
from casework.hub import Hub
from casework.trying_again import ATTEMPTS, ATTEMPTS_IN_VAIN, wait_after
from casework.wording import (
    UNDELIVERED,
    Letter,
    Worded,
    alerts_page,
    journey_page,
    reply_address,
    request_page,
    word,
    word_digest,
)
from journey.errors import UnknownKeyError
from models.queries import deliveries, watching
from models.queries.deliveries import Delivery as Taken
from models.store import Session

log = structlog.get_logger(__name__)

BATCH = 200
"""How many waiting deliveries are looked up at once."""

TAKEN_FOR = timedelta(minutes=5)
"""How long whoever takes a delivery has for it, at the least."""


class DeliveryState(StrEnum):
    """How a delivery stands after an attempt; `FAILED` is tried again."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of one attempt.

    Attributes:
        state: `waiting` if nothing was tried: it is not due, or another is at it.
        problem: Why it failed, in words that name nobody.
    """

    id: str
    state: DeliveryState
    channel: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one pass over the outbox came to."""

    sent: int
    failed: int
    dead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that nobody got, and why; somebody has to see to it.

    Attributes:
        since: When it was to go out.
        died_at: When the last attempt failed.
    """

    id: str
    reference: str
    party: str
    template: str
    since: datetime
    died_at: datetime | None
    attempts: int
    problem: str


def waiting(hub: Hub, limit: int = BATCH) -> list[str]:
    """Return the ids of what is due for an attempt, longest due first."""
    with hub.store.read() as session:
        return deliveries.waiting(session, hub.clock.now(), limit)


def earliest(hub: Hub) -> datetime | None:
    """Return when the next attempt of all is due, None while nothing waits."""
    with hub.store.read() as session:
        return deliveries.earliest(session)


def deliver(hub: Hub, delivery_id: str, *, ways: Ways | None = None) -> Delivery:
    """Make one attempt.  Harmless to repeat: what is sent, dead or taken is left alone.

    Args:
        ways: Connections to share with other deliveries; one is opened for this if None.

    Raises:
        NotFoundError: There is no such delivery.
    """
    if ways is None:
        with Ways(hub.settings) as own:
            return deliver(hub, delivery_id, ways=own)
    now = hub.clock.now()
    with hub.store.write() as session:
        taken = deliveries.take(session, delivery_id, now=now, until=now + _taken_for(hub))
    if taken is None:
        return _left_alone(hub, delivery_id)
    channel = _attempt(hub, taken, ways)
    if isinstance(channel, _Failed):
        return _note_failure(hub, taken, channel)
    with hub.store.write() as session:
        deliveries.arrived(session, taken.id, channel=channel, now=hub.clock.now())
    log.info("delivered", delivery=taken.id, journey=taken.reference, channel=channel)
    return Delivery(id=taken.id, state=DeliveryState.SENT, channel=channel)


def deliver_waiting(hub: Hub) -> Delivered:
    """Deliver everything that is due now, over shared connections, each at most once a pass."""
    done: list[Delivery] = []
    seen: set[str] = set()
    with Ways(hub.settings) as ways:
        while True:
            batch = [each for each in waiting(hub, BATCH + len(seen)) if each not in seen]
            if not batch:
                break
            seen.update(batch)
            done += [deliver(hub, each, ways=ways) for each in batch]
    states = [each.state for each in done]
    return Delivered(
        sent=states.count(DeliveryState.SENT),
        failed=states.count(DeliveryState.FAILED),
        dead=states.count(DeliveryState.DEAD),
    )


def dead_letters(hub: Hub, limit: int = 100) -> list[DeadLetter]:
    """Return the messages that nobody got, newest first."""
    with hub.store.read() as session:
        rows = deliveries.dead(session, limit)
    return [
        DeadLetter(
            id=row.id,
            reference=row.reference,
            party=row.party,
            template=row.template,
            since=row.created_at,
            died_at=row.ended_at,
            attempts=row.attempts,
            problem=row.problem or "",
        )
        for row in rows
    ]


def retry(hub: Hub, delivery_id: str) -> bool:
    """Let a dead letter be tried again, from the first attempt; False where it is not dead.

    Raises:
        NotFoundError: There is no such delivery.
    """
    with hub.store.write() as session:
        revived = deliveries.retry(session, delivery_id, now=hub.clock.now())
        if not revived and deliveries.delivery(session, delivery_id) is None:
            raise NotFoundError("delivery", delivery_id)
    return revived


def _taken_for(hub: Hub) -> timedelta:
    # Longer than any attempt: a delivery that is still being sent is not sent by another.
    return max(TAKEN_FOR, 3 * timedelta(seconds=hub.settings.mail_timeout_seconds))


def _left_alone(hub: Hub, delivery_id: str) -> Delivery:
    with hub.store.read() as session:
        row = deliveries.delivery(session, delivery_id)
    if row is None:
        raise NotFoundError("delivery", delivery_id)
    return Delivery(id=row.id, state=DeliveryState(row.state), channel=row.channel)


@dataclass(frozen=True, slots=True)
class _Failed:
    channel: Channel | None
    problem: str
    lasting: bool = False


def _attempt(hub: Hub, taken: Taken, ways: Ways) -> Channel | _Failed:
    """Return which way it went, or which way it was tried in vain."""
    channel = None
    if taken.attempts > ATTEMPTS:
        return _Failed(channel, "whoever tried to send it broke off each time")
    try:
        found = find_addressees(hub, taken.party, reference=taken.reference)
        told = digesting.held_back(hub, taken, found)
        if found.people and not told.people:
            return Channel.DIGEST
        channel = _channel(hub, told)
        if not _send(hub, taken, told, channel, ways):
            return Channel.DIGEST
    except NotDeliveredError as fault:
        return _Failed(channel, fault.problem, fault.lasting)
    except Exception as fault:
        # One message's trouble is not another's: this one is tried again, and seen.
        log.exception("delivery_broke", delivery=taken.id, journey=taken.reference)
        return _Failed(channel, f"a fault of the program: {type(fault).__name__}")
    return channel


def _channel(hub: Hub, found: Addressees) -> Channel:
    if found.agency is not None:
        return Channel.WEBHOOK
    if hub.settings.mail_host is None or found.missing is not None:
        return Channel.CONSOLE
    return Channel.MAIL


def _send(hub: Hub, taken: Taken, found: Addressees, channel: Channel, ways: Ways) -> bool:
    """Hand a message over; return False for a digest in which nothing is left to tell."""
    now = hub.clock.now()
    letter = _letter(hub, taken)
    worded = _worded(hub, letter, now)
    if worded is None:
        return False
    if found.agency is not None:
        ways.webhook(letter, found.agency, now=now)
    elif channel is Channel.MAIL:
        refused = ways.mail(Post(key=taken.id, to=found.emails, worded=worded, now=now))
        if refused:
            log.warning(
                "recipients_refused", delivery=taken.id, journey=taken.reference, refused=refused
            )
    else:
        write_on_console(letter, worded, party=taken.party)
        if found.missing is not None and not (found.known and hub.settings.mail_host is None):
            raise NotDeliveredError(found.missing, lasting=True)
    return True


def _worded(hub: Hub, letter: Letter, now: datetime) -> Worded | None:
    zone = hub.rules().in_force(now).calendar.zone
    if letter.template == digesting.DIGEST:
        lines = digesting.lines(hub, letter.key)
        return word_digest(lines, zone) if lines else None
    try:
        return word(letter, zone)
    except UnknownKeyError as fault:
        raise NotDeliveredError(str(fault), lasting=True) from None


def _letter(hub: Hub, taken: Taken) -> Letter:
    with hub.store.read() as session:
        subject = deliveries.subject(session, taken)
    about = subject.about if subject is not None else None
    request = f"{taken.reference}.{about}" if about is not None and about[0] == "R" else None
    public = hub.settings.public_url
    link: str | None
    match taken.party.partition(":")[0]:
        case "referrer":
            link = None
        case "agency" | "agency-manager":
            # A partner sees its requests, and no journey.
            link = None if request is None else request_page(public, request)
        case _ if taken.template == digesting.DIGEST:
            link = alerts_page(public)
        case _:
            link = journey_page(public, taken.reference)
    return Letter(
        key=taken.id,
        template=taken.template,
        reference=taken.reference,
        kind=None if subject is None else subject.kind,
        request=request,
        due_at=taken.due_at,
        link=link,
        api=None if request is None else reply_address(public, request),
    )


def _note_failure(hub: Hub, taken: Taken, failed: _Failed) -> Delivery:
    dead = taken.attempts >= (ATTEMPTS_IN_VAIN if failed.lasting else ATTEMPTS)
    now = hub.clock.now()
    again_at = None if dead else now + wait_after(taken.id, taken.attempts)
    with hub.store.write() as session:
        if again_at is None:
            deliveries.died(
                session,
                taken.id,
                attempt=taken.attempts,
                channel=failed.channel,
                problem=failed.problem,
                now=now,
            )
            _tell_manager(hub, session, taken, now)
        else:
            deliveries.failed(
                session,
                taken.id,
                attempt=taken.attempts,
                channel=failed.channel,
                problem=failed.problem,
                again_at=again_at,
            )
    write = log.error if dead else log.warning
    write(
        "delivery_dead" if dead else "delivery_failed",
        delivery=taken.id,
        journey=taken.reference,
        party=taken.party,
        attempt=taken.attempts,
        channel=failed.channel,
        problem=failed.problem,
        again_at=again_at,
    )
    state = DeliveryState.DEAD if dead else DeliveryState.FAILED
    return Delivery(id=taken.id, state=state, channel=failed.channel, problem=failed.problem)


def _tell_manager(hub: Hub, session: Session, taken: Taken, now: datetime) -> None:
    """Queue a notice to the team's manager, once a day for each journey."""
    if taken.template in (UNDELIVERED, digesting.DIGEST):
        # What a digest would have told stands on its reader's page of alerts.
        return
    case = hub.cases.load(session, taken.reference)
    day = now.astimezone(hub.rules().in_force(now).calendar.zone).date()
    owned = watching.Owned(taken.reference, case.team, case.worker)
    watching.warn(session, [owned], template=UNDELIVERED, day=day, now=now)
