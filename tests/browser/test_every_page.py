"""Each page in each of its states: axe finds nothing, it fits 320 pixels and paper, and the keyboard reaches all."""

import re

import pytest

from journey.commands import COMMANDS
from tests.browser.states import FORMS, STATES, first_of_each, pages, route_of
from tests.support.browser import (
    fits,
    fits_on_paper,
    nothing_found,
    reached_by_keyboard,
    settled,
)
from web.forms.fields import fields_of

NOT_FOUND = 404
A_NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_every_page_of_the_route_table_has_a_row():
    shown = {route_of(state) for state in STATES.values()}
    assert [row.path for row in pages() if row.path not in shown] == []


def test_every_kind_of_field_stands_on_a_form_that_is_looked_at():
    shown = {each.path.rsplit("/", 1)[-1] for each in FORMS.values() if each.status != NOT_FOUND}
    looked_at = {"receive-contact", *(shown & set(COMMANDS))}
    assert {kind for name in COMMANDS for kind in _kinds(fields_of(name))} == {
        kind for name in looked_at for kind in _kinds(fields_of(name))
    }


def test_the_board_has_no_finding_and_fits(site):
    with site.visit("mona") as visitor:
        page = visitor.open("/")
        nothing_found(page)
        fits(page)


@pytest.mark.slow
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_and_it_fits_320_pixels_and_paper(site_of, name):
    state = STATES[name]
    with site_of(state).showing(state) as (page, status):
        assert status == state.status
        nothing_found(page)
        fits(page)
        fits_on_paper(page)


@pytest.mark.slow
@pytest.mark.parametrize("name", first_of_each())
def test_the_keyboard_reaches_everything_and_forced_colours_hide_nothing(site_of, name):
    state = STATES[name]
    with site_of(state).showing(state, forced_colors="active") as (page, _):
        assert reached_by_keyboard(page)[0] == "Skip to main content"
        nothing_found(page)


@pytest.mark.slow
@pytest.mark.parametrize("name", first_of_each())
def test_without_a_script_the_page_says_the_same(site_of, name):
    state = STATES[name]
    site = site_of(state)
    with site.showing(state) as (page, _):
        with_script = page.locator("main").inner_text()
    with site.showing(state, java_script_enabled=False) as (page, _):
        assert _without_numbers(page.locator("main").inner_text()) == _without_numbers(with_script)
        assert page.locator("main").bounding_box()["x"] >= 0


@pytest.mark.slow
def test_a_wrong_password_leads_the_keyboard_to_the_summary(site):
    with site.visit(None) as visitor:
        page = visitor.open("/sign-in")
        page.get_by_label("User name").fill("mona")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        assert page.title() == "Error: Sign in – Throughline"
        settled(page)
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        page.get_by_role("link", name="The user name or the password is not right").click()
        assert page.evaluate("document.activeElement.id") == "name"


@pytest.mark.slow
def test_somebody_signs_in_filters_the_board_and_opens_a_journey(site):
    with site.visit(None) as visitor:
        page = visitor.open("/")
        page.get_by_label("User name").fill("mona")
        page.get_by_label("Password").fill(site.callers.password("mona"))
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Reply missing from").select_option("police")
        page.get_by_role("button", name="Show").click()
        assert "agency=police" in page.url
        page.get_by_role("link", name=site.late).click()
        assert page.get_by_role("heading", level=1).inner_text().startswith(f"Journey {site.late}")
        page.get_by_role("button", name="Sign out").click()
        assert page.title() == "Sign in – Throughline"


@pytest.mark.slow
def test_on_paper_a_journey_unfolds_what_was_said(site):
    with site.visit("mona") as visitor:
        page = visitor.open(f"/journeys/{site.late}")
        page.emulate_media(media="print")
        assert page.locator("#reply-R2 dl").evaluate(
            "(e) => e.checkVisibility({contentVisibilityAuto: true})"
        )


@pytest.mark.slow
def test_on_paper_a_pro_forma_has_all_that_was_written(story_site):
    with story_site.visit("mona") as visitor:
        page = visitor.open(story_site.path("/journeys/{plan}/forms/E7/plan"))
        written = page.locator(".tl-on-paper p").first
        assert not written.is_visible()
        page.emulate_media(media="print")
        assert written.is_visible()


def _kinds(found, above=""):
    for each in found:
        yield f"{above}{each.control}"
        yield from _kinds(each.inner, f"{above}{each.control}/")


def _without_numbers(text):
    # The number under which the log knows a request is another each time.
    return A_NUMBER.sub("…", re.sub(r"\s+", " ", text))
