"""What can be wrong with an installation, each with what to do about it."""

from __future__ import annotations

import os
import shutil
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import httpx

from casework import people
from casework.delivering import dead_letters
from casework.hub import Hub, open_hub
from casework.leasing import SILENT_AFTER, clock_age
from casework.settings import Environment, Settings
from journey.errors import ThroughlineError
from models.versions import HEAD
from policy.check import check as check_policy

FEW_BYTES = 1_000_000_000
TOO_FEW_BYTES = 100_000_000
CALENDAR_RUNS_OUT = timedelta(days=180)
PATIENCE_SECONDS = 5.0


class State(StrEnum):
    """How one thing stands.  What is wrong keeps the product from its work."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        remedy: What to do; empty where nothing is to be done.
    """

    name: str
    state: State
    said: str
    remedy: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; one thing that is wrong does not hide another."""
    found = [*_environment(settings), _policy(settings)]
    try:
        hub = open_hub(settings)
    except ThroughlineError as fault:
        found.append(
            Finding(
                name="database",
                state=State.WRONG,
                said=str(fault),
                remedy="put it right, or set THROUGHLINE_DATABASE_URL",
            )
        )
    else:
        try:
            found += _of_hub(hub)
        finally:
            hub.store.close()
    found += [_disk(settings), _mail(settings), _prefect(settings)]
    return found


def _of_hub(hub: Hub) -> Iterator[Finding]:
    yield Finding(name="database", state=State.OK, said=f"{hub.store.dialect} at revision {HEAD}")
    for look in (_clock, _dead_letters, _people, _calendar, _unchecked):
        yield look(hub)


def _clock(hub: Hub) -> Finding:
    age = clock_age(hub)
    remedy = "start `throughline serve`, or `throughline clock` beside the pages"
    if age is None:
        return Finding(name="clock", state=State.LOOK, said="it has never run", remedy=remedy)
    said = f"last alive {int(age.total_seconds())} seconds ago"
    if age >= SILENT_AFTER:
        return Finding(name="clock", state=State.WRONG, said=said, remedy=remedy)
    return Finding(name="clock", state=State.OK, said=said)


def _dead_letters(hub: Hub) -> Finding:
    count = len(dead_letters(hub, 1000))
    if not count:
        return Finding(name="outbox", state=State.OK, said="no message has died in it")
    return Finding(
        name="outbox",
        state=State.LOOK,
        said=f"{count} messages reached nobody",
        remedy="`throughline deliveries list` says why; then `deliveries retry`",
    )


def _people(hub: Hub) -> Finding:
    count = len(people.users(hub, active=True))
    if count:
        return Finding(name="people", state=State.OK, said=f"{count} may sign in")
    return Finding(
        name="people",
        state=State.LOOK,
        said="nobody works here yet",
        remedy="`throughline user add NAME --role manager`",
    )


def _calendar(hub: Hub) -> Finding:
    now = hub.clock.now()
    calendar = hub.rules().in_force(now).calendar
    left = calendar.known_until - now.astimezone(calendar.zone).date()
    said = f"bank holidays are known until {calendar.known_until.isoformat()}"
    remedy = "install a version of the program that knows the next year"
    if left <= timedelta(0):
        return Finding(name="calendar", state=State.WRONG, said=said, remedy=remedy)
    if left < CALENDAR_RUNS_OUT:
        return Finding(name="calendar", state=State.LOOK, said=said, remedy=remedy)
    return Finding(name="calendar", state=State.OK, said=said)


def _unchecked(hub: Hub) -> Finding:
    profile = hub.rules().in_force(hub.clock.now())
    count = sum(not limit.checked for limit in profile.timescales.values())
    if not count:
        return Finding(name="limits", state=State.OK, said=f"{profile.id}: all are confirmed")
    return Finding(
        name="limits",
        state=State.LOOK,
        said=f"{profile.id}: {count} are local settings that nobody has confirmed",
        remedy=f"`throughline policy show {profile.key}` marks them; docs/policy.md says how",
    )


def _policy(settings: Settings) -> Finding:
    faults = check_policy(settings.policy_folder)
    if not faults:
        return Finding(name="policy", state=State.OK, said="the rules are sound")
    return Finding(
        name="policy",
        state=State.WRONG,
        said=f"{len(faults)} faults, the first: {faults[0]}",
        remedy="`throughline policy check` lists them",
    )


def _environment(settings: Settings) -> Iterator[Finding]:
    if settings.now is not None:
        yield Finding(
            name="time",
            state=State.LOOK,
            said=f"it is pretended that the time is {settings.now.isoformat()}",
            remedy="unset THROUGHLINE_NOW for real work",
        )
    if settings.base_url is None and settings.env is Environment.PRODUCTION:
        yield Finding(
            name="base_url",
            state=State.LOOK,
            said=f"mails link to {settings.public_url}",
            remedy="set THROUGHLINE_BASE_URL to where people reach the pages",
        )
    else:
        yield Finding(name="base_url", state=State.OK, said=f"mails link to {settings.public_url}")


def _disk(settings: Settings) -> Finding:
    prefix = "sqlite:///"
    if not settings.url.startswith(prefix):
        return Finding(name="disk", state=State.OK, said="the database is kept by its own server")
    folder = Path(settings.url.removeprefix(prefix)).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB are free where the database is kept"
    remedy = "make room: without any, nothing can be recorded"
    if free < TOO_FEW_BYTES:
        return Finding(name="disk", state=State.WRONG, said=said, remedy=remedy)
    if free < FEW_BYTES:
        return Finding(name="disk", state=State.LOOK, said=said, remedy=remedy)
    return Finding(name="disk", state=State.OK, said=said)


def _mail(settings: Settings) -> Finding:
    if settings.mail_host is None:
        return Finding(
            name="mail",
            state=State.LOOK,
            said="no server is set: mails are written to the console",
            remedy="set THROUGHLINE_MAIL_HOST",
        )
    where = f"{settings.mail_host}:{settings.mail_port}"
    patience = min(PATIENCE_SECONDS, settings.mail_timeout_seconds)
    try:
        with smtplib.SMTP(settings.mail_host, settings.mail_port, timeout=patience) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as fault:
        return Finding(
            name="mail",
            state=State.WRONG,
            said=f"{where} does not answer ({type(fault).__name__})",
            remedy="start it, or correct THROUGHLINE_MAIL_HOST and THROUGHLINE_MAIL_PORT",
        )
    return Finding(name="mail", state=State.OK, said=f"{where} answers")


def _prefect(settings: Settings) -> Finding:
    url = os.environ.get("PREFECT_API_URL")
    if not settings.prefect:
        return Finding(name="prefect", state=State.OK, said="it is not wanted")
    if url is None:
        return Finding(name="prefect", state=State.OK, said="`serve` starts one of its own")
    try:
        answered = httpx.get(f"{url.rstrip('/')}/health", timeout=PATIENCE_SECONDS).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        answered = False
    if answered:
        return Finding(name="prefect", state=State.OK, said="its server answers")
    return Finding(
        name="prefect",
        state=State.WRONG,
        said="the server of PREFECT_API_URL does not answer; alerts go out all the same",
        remedy="start it, or unset PREFECT_API_URL",
    )
