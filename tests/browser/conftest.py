"""One browser and one served hub for each file of tests."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from casework import leasing
from models.store import Store
from tests.support.browser import chromium, serving, visiting
from tests.support.rulebook import london
from tests.support.stories import closed, in_care, on_a_plan
from tests.unit.casework.hubs import go_to
from tests.unit.web.callers import Callers, callers_on


@dataclass
class Site:
    """A hub in a browser's reach.

    Attributes:
        late: A journey in research with a late reply, a reply, and one in time.
        fresh: A journey at contact.
        stories: Longer journeys, by what each is about (`tests.support.stories`).
    """

    browser: Browser
    callers: Callers
    base: str
    late: str = ""
    fresh: str = ""
    stories: dict[str, str] = field(default_factory=dict)

    def visit(self, user, **options):
        key = None if user is None else self.callers.key(user)
        return visiting(self.browser, self.base, key, **options)


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def empty_site(browser, sqlite_databases, tmp_path_factory):
    yield from _site(browser, sqlite_databases, tmp_path_factory)


@pytest.fixture(scope="module")
def site(browser, sqlite_databases, tmp_path_factory):
    for made in _site(browser, sqlite_databases, tmp_path_factory):
        fill(made)
        yield made


@pytest.fixture(scope="module")
def story_site(browser, sqlite_databases, tmp_path_factory):
    for made in _site(browser, sqlite_databases, tmp_path_factory):
        hub = made.callers.hub
        made.stories = {
            "closed": closed(hub),
            "care": in_care(hub),
            "plan": on_a_plan(hub),
        }
        leasing.heartbeat(hub, "a test's clock")
        yield made


def _site(browser, databases, tmp_path_factory):
    with databases.fresh(tmp_path_factory.mktemp("site")) as url:
        store = Store.open(url)
        callers = callers_on(store)
        with serving(callers.app) as base:
            yield Site(browser, callers, base)
        store.close()


def fill(site):
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
    site.fresh = callers.journey()
    from casework import leasing  # noqa: PLC0415 - beside its only use

    leasing.heartbeat(callers.hub, "a test's clock")
