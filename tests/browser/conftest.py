"""One browser and one served hub for each file of tests."""

import pytest

from models.store import Store
from tests.browser.sites import Site, fill, tell_stories
from tests.support.browser import chromium, serving
from tests.unit.web.callers import callers_on


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def empty_site(browser, sqlite_databases, tmp_path_factory):
    yield from served_site(browser, sqlite_databases, tmp_path_factory)


@pytest.fixture(scope="module")
def site(browser, sqlite_databases, tmp_path_factory):
    for made in served_site(browser, sqlite_databases, tmp_path_factory):
        fill(made)
        yield made


@pytest.fixture(scope="module")
def story_site(browser, sqlite_databases, tmp_path_factory):
    for made in served_site(browser, sqlite_databases, tmp_path_factory):
        tell_stories(made)
        yield made


@pytest.fixture
def site_of(request):
    """Give the site that a state is at."""

    def found(state):
        name = "empty_site" if state.empty else "story_site" if state.at_stories else "site"
        return request.getfixturevalue(name)

    return found


def served_site(browser, databases, tmp_path_factory):
    """Give an empty hub in a browser's reach, once."""
    with databases.fresh(tmp_path_factory.mktemp("site")) as url:
        store = Store.open(url)
        callers = callers_on(store)
        with serving(callers.app) as base:
            yield Site(browser, callers, base)
        store.close()
