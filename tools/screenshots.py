"""Pictures of every page in its main states, from an invented hub at a fixed instant.

Run by `make screenshots`; writes docs/screenshots/*.png.  A page is one line of `PICTURES`.  Names
given to `python -m tools.screenshots` take those pictures alone.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from casework import asking, leasing, people
from casework.asking import forming
from casework.clock import VirtualClock
from casework.hub import Hub, open_hub
from casework.logs import set_up_logs
from casework.people import actor_of, issue_token
from casework.settings import Environment, Settings
from journey.people import Actor
from simulation.building import build
from tests.support.browser import chromium, serving, visiting
from tools.pictures import smaller
from web.app import make_app
from web.cookies import SESSION_COOKIE
from web.forms import words

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
FRIDAY = datetime(2025, 9, 5, 15, 45, tzinfo=UTC)
"""A Friday, a quarter to five by the clock on the wall."""

WEEKS = 8
SHORTEST, TALLEST = 600, 1400
"""Pixels; what stands below is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture.

    Attributes:
        path: Where it is; may name what `_places` finds, as `{late}`.
        press: The button that is pressed on it first.
        session: Signed in by a password: "own", or "once", which must be changed at once.
    """

    name: str
    user: str | None
    path: str
    width: int = 1100
    press: str = ""
    session: str = ""


def of(user: str | None, name: str, path: str, **more: Any) -> Picture:
    """Return a picture as one line."""
    return Picture(name=name, user=user, path=path, **more)


PICTURES = (
    of(None, "sign-in", "/sign-in"),
    of(None, "sign-in-wrong", "/sign-in", press="Sign in"),
    of("wilf", "password-to-change", "/", session="once"),
    of("wanda", "sessions", "/sessions", session="own"),
    of("carla", "board", "/"),
    of("carla", "board-filtered", "/?rating=red"),
    of("carla", "board-narrow", "/", width=320),
    of("carla", "board-missing-replies", "/board/{late}"),
    of("carla", "journeys", "/journeys"),
    of("amina", "journey", "/journeys/{late}"),
    of("amina", "journey-narrow", "/journeys/{late}", width=320),
    of("amina", "journey-plan", "/journeys/{plan}"),
    of("amina", "journey-closed", "/journeys/{closed}"),
    of("amina", "chronology", "/journeys/{plan}/chronology"),
    of("amina", "decision", "/journeys/{plan}/decisions/D3"),
    of("amina", "form-decision", "/journeys/{late}/do/decide-after-research"),
    of("amina", "form-wrong", "/journeys/{late}/do/hold", press="{give}"),
    of("amina", "form-not-now", "/journeys/{late}/do/end-plan"),
    of("amina", "form-meeting", "/journeys/{plan}/do/hold-meeting"),
    of("amina", "pro-formas", "/journeys/{plan}/forms"),
    of("amina", "pro-forma", "/journeys/{plan}/forms/{form}"),
    of("amina", "pro-forma-section", "/journeys/{plan}/forms/{section}"),
    of("carla", "new-contact", "/contacts/new"),
    of("carla", "new-contact-wrong", "/contacts/new", press="Enter the contact"),
    of("amina", "my-work", "/my-work"),
    of("wilf", "my-work-of-a-worker", "/my-work"),
    of("amina", "stuck", "/stuck"),
    of("amina", "stuck-together", "/stuck/together?command=hold&journey={late}"),
    of("amina", "stuck-changes", "/stuck/changes?finding=late&change=new"),
    of("amina", "alerts", "/alerts"),
    of("amina", "alert-choices", "/alerts/choices"),
    of("amina", "gap", "/lists/contacts-not-referrals"),
    of("amina", "lists", "/lists"),
    of("amina", "list", "/lists/{list}"),
    of("ottoline", "looks", "/looks"),
    of("police-desk", "partner", "/partner"),
    of("police-desk", "request", "/partner/requests/{request}"),
    of("police-desk", "more-time", "/partner/requests/{request}/more-time"),
    of("police-desk", "own-agency", "/partner/agency"),
    of("admin", "administration", "/administration"),
    of("admin", "people", "/administration/people"),
    of("admin", "person", "/administration/people/wilf"),
    of("admin", "teams", "/administration/teams"),
    of("admin", "agencies", "/administration/agencies"),
    of("admin", "profiles", "/administration/profiles"),
    of("admin", "calendars", "/administration/calendars"),
    of("admin", "administration-log", "/administration/log"),
    of("carla", "error", "/journeys/TL25-999999"),
    of("police-desk", "not-allowed", "/journeys/{late}"),
)


def make_all(names: Sequence[str] = (), say: Callable[[str], None] = print) -> None:
    """Build the hub, open each page, and write its picture: all, or those of these names."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="throughline-screenshots-") as folder:
        hub = _hub(Path(folder) / "hub.sqlite")
        known = _places(hub)
        with serving(make_app(hub)) as base, chromium() as browser:
            for picture in PICTURES:
                if names and picture.name not in names:
                    continue
                content = _taken(hub, browser, base, picture, known)
                (FOLDER / f"{picture.name}.png").write_bytes(content)
                say(f"{picture.name}.png: {len(content) // 1024} kB")
        hub.store.close()


def _taken(
    hub: Hub, browser: Browser, base: str, picture: Picture, known: Mapping[str, str]
) -> bytes:
    shown = None if picture.session else picture.user
    key = shown and issue_token(hub, shown, "for pictures", 1)
    size = {"width": picture.width, "height": SHORTEST}
    with visiting(browser, base, key, viewport=size) as visitor:
        if picture.session and picture.user:
            secret = _session(hub, picture.user, once=picture.session == "once")
            cookie = {"name": SESSION_COOKIE, "value": secret, "url": base}
            visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dict of these keys is one
        visitor.bring_about(picture.path.format(**known), press=picture.press.format(**known))
        page = visitor.page
        tall = int(page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": picture.width, "height": min(tall, TALLEST)})
        return smaller(page.screenshot())


def _session(hub: Hub, user: str, *, once: bool) -> str:
    password = people.give_one_time_password(hub, None, user)
    if not once:
        people.set_password(hub, user, password)
    secret = people.sign_in(hub, user, password, address="192.0.2.1", browser="Firefox on Windows")
    if secret is None:
        raise LookupError(user)
    return secret


def _hub(file: Path) -> Hub:
    clock = VirtualClock(FRIDAY - timedelta(weeks=WEEKS))
    settings = Settings(env=Environment.TEST, database_url=f"sqlite:///{file}")
    set_up_logs(settings, level=logging.WARNING)
    hub = open_hub(settings, clock)
    build(hub, clock, until=FRIDAY, weeks=WEEKS)
    clock.set(FRIDAY)
    leasing.heartbeat(hub, "the clock of the pictures")
    return hub


def _places(hub: Hub) -> dict[str, str]:
    """Return the journey and the request that pictures are taken of."""
    manager = _as(hub, "amina")
    rows = asking.board(hub, manager, per_page=200).rows
    # The one on which most has happened: a late reply beside others that are in.
    shown = max(rows, key=lambda row: (row.late, 0 < row.replies < row.asked, row.asked))
    police = asking.requests_of(hub, _as(hub, "police-desk"), "police", open_only=True)
    [plan, *_] = asking.journeys(hub, manager, stage="plan").rows
    [closed, *_] = asking.journeys(hub, manager, stage="closed", open_only=False).rows
    [form, *_] = forming.pro_formas(hub, manager, plan.reference)
    stand = forming.pro_forma(hub, manager, plan.reference, form.episode, form.form)
    return {
        "late": shown.reference,
        "request": police[0].id,
        "plan": plan.reference,
        "closed": closed.reference,
        "form": f"{form.episode}/{form.form}",
        "section": f"{form.episode}/{form.form}/{stand.sections[0].key}",
        "list": "referrals-not-assessed",
        "give": words.button("hold"),
    }


def _as(hub: Hub, user: str) -> Actor:
    actor = actor_of(hub, issue_token(hub, user, "for pictures", 1))
    if actor is None:
        raise LookupError(user)
    return actor


if __name__ == "__main__":
    make_all(sys.argv[1:])
