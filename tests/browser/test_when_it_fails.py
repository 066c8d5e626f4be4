"""What a reader sees when the hub is in trouble: each says what to do, and everyone can use it."""

import pytest

from models.errors import StoreError
from tests.browser.conftest import served_site
from tests.support.browser import fits, nothing_found, reached_by_keyboard, settled
from tests.support.rulebook import london
from web.forms.words import button
from web.limits import Limiter

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(browser, sqlite_databases, tmp_path_factory):
    yield from served_site(browser, sqlite_databases, tmp_path_factory)


def seen(page):
    settled(page)
    nothing_found(page)
    fits(page)
    reached_by_keyboard(page)
    return page.locator("main").inner_text()


def test_a_page_that_breaks(site, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("Wren Testperson")

    monkeypatch.setattr("web.pages.board.asking.board", broken)
    with site.visit("mona") as visitor:
        said = seen(visitor.open("/"))
        assert "Something broke" in said


def test_a_record_that_is_away_while_somebody_writes(site, monkeypatch):
    reference = site.callers.journey()
    with site.visit("mona") as visitor:
        page = visitor.open(f"/journeys/{reference}/do/add-concern")
        page.get_by_label("What is the worry?").fill("The child is often tired.")

        def away(*_, **__):
            raise StoreError("away")

        monkeypatch.setattr("web.pages.doing.ground", away)
        with page.expect_navigation() as navigation:
            page.get_by_role("button", name=button("add-concern")).last.click()
        assert navigation.value.status == 503
        assert "The child is often tired." in page.content()
        seen(page)


def test_too_many_requests(site, monkeypatch):
    waits = iter([7])
    monkeypatch.setattr(Limiter, "wait", lambda *_: next(waits, 0))
    with site.visit("mona") as visitor:
        assert visitor.bring_about("/") == 429
        assert "Try again in 7 seconds." in seen(visitor.page)


@pytest.mark.parametrize("path", ["/", "/sign-in"])
def test_when_the_clock_stands_still_the_page_says_so(site, path):
    site.callers.hub.clock.set(london("2025-09-02", "10:30"))
    with site.visit("mona") as visitor:
        page = visitor.open(path)
        assert "Alerts are not running." in page.get_by_role("alert").inner_text()
        seen(page)
