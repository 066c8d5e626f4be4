"""Served hubs for browsers: an empty one, one in its first days, one of longer journeys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from casework import drafting, leasing, people
from tests.support.browser import Visitor, visiting
from tests.support.rulebook import london
from tests.support.stories import closed, in_care, on_a_plan
from tests.unit.casework.hubs import CARLA, go_to
from tests.unit.web.callers import Callers
from web.cookies import SESSION_COOKIE

STORIES = {"closed": closed, "care": in_care, "plan": on_a_plan}
"""Longer journeys, by what each is about."""


@dataclass
class Site:
    """A hub in a browser's reach.

    Attributes:
        late: A journey in research with a late reply, a reply, and one in time.
        fresh: A journey at contact.
        closed_off: A journey that is restricted.
        stories: Longer journeys, by what each is about.
    """

    browser: Browser
    callers: Callers
    base: str
    late: str = ""
    fresh: str = ""
    closed_off: str = ""
    stories: dict[str, str] = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict)

    def visit(self, user: str | None, **options):
        """Give somebody at a browser, who shows an access key."""
        key = None if user is None else self.callers.key(user)
        return visiting(self.browser, self.base, key, **options)

    def path(self, path: str) -> str:
        """Return an address with the site's own journeys in it."""
        own = {"late": self.late, "fresh": self.fresh, "closed_off": self.closed_off}
        return path.format(**own, **self.stories)

    @contextmanager
    def showing(self, state, **options) -> Iterator[tuple[Page, int]]:
        """Give the page of a state as its reader sees it, and the status it came with."""
        with self.visit(None if state.session else state.user, **options) as visitor:
            self._sign_in(state, visitor)
            yield visitor.page, visitor.bring_about(self.path(state.path), state.typed, state.press)

    def _sign_in(self, state, visitor: Visitor) -> None:
        if not state.session:
            return
        secret = self._sessions.get(state.path) or self._session(state)
        self._sessions[state.path] = secret
        visitor.page.context.add_cookies(
            [{"name": SESSION_COOKIE, "value": secret, "url": self.base}]
        )

    def _session(self, state) -> str:
        if state.session == "strange":
            return "0" * 64
        hub = self.callers.hub
        password = (
            people.give_one_time_password(hub, None, state.user)
            if state.session == "once"
            else self.callers.password(state.user)
        )
        return people.sign_in(hub, state.user, password, address="192.0.2.1", browser="Firefox")


def fill(site: Site) -> None:
    """Let the first days of an invented hub happen: a late reply, a good one, nothing known."""
    callers = site.callers
    site.late = callers.in_research("police", "health", "education")
    callers.post(
        "health-desk",
        f"/api/research-requests/{site.late}.R2/reply",
        {
            "why_involved": "The school nurse has seen the child twice.",
            "risks": "A bruise that nobody could explain.",
            "actions": "The nurse wrote it down and told the school.",
            "difference": "The school keeps an eye on it.",
            "everyday_life": "The child likes football.",
        },
    )
    go_to(callers.hub, london("2025-09-05", "16:00"))
    callers.in_research("police")
    callers.give("mona", site.late, "allocate", {"worker": "carla"})
    site.fresh = callers.journey()
    site.closed_off = callers.journey()
    why = {"people": ["carla"], "reason": "a colleague's own family"}
    callers.give("mona", site.closed_off, "restrict-journey", why)
    typed = {"description": ("The child is often tired.",)}
    drafting.keep_draft(callers.hub, CARLA, "add-concern", typed, reference=site.late, version=1)
    leasing.heartbeat(callers.hub, "a test's clock")


def tell_stories(site: Site) -> None:
    """Let the longer journeys happen."""
    hub = site.callers.hub
    site.stories = {name: told(hub) for name, told in STORIES.items()}
    leasing.heartbeat(hub, "a test's clock")
