"""The page of a journey in its longer states: on a plan, in care, closed, as it was on another day."""

import pytest

from tests.support.browser import fits, nothing_found, reached_by_keyboard

WRONG = "a day that cannot be shown"
STATES = {
    "on a protection plan": "/journeys/{plan}",
    "in care": "/journeys/{care}",
    "closed": "/journeys/{closed}",
    "as it was": "/journeys/{plan}?as_of=2025-09-12",
    WRONG: "/journeys/{plan}?as_of=2025-08-01",
}
everywhere = pytest.mark.parametrize("state", STATES)


def shown(site, visitor, state):
    return visitor.open(STATES[state].format(**site.stories))


@pytest.mark.slow
@everywhere
def test_axe_finds_nothing_and_it_fits_320_pixels(story_site, state):
    with story_site.visit("mona") as visitor:
        page = shown(story_site, visitor, state)
        nothing_found(page)
        fits(page)
        page.set_viewport_size({"width": 320, "height": 800})
        nothing_found(page)


@pytest.mark.slow
@everywhere
def test_in_forced_colours_axe_finds_nothing(story_site, state):
    with story_site.visit("mona", forced_colors="active") as visitor:
        nothing_found(shown(story_site, visitor, state))


@pytest.mark.slow
# The page of what went wrong begins at its summary, not at its top.
@pytest.mark.parametrize("state", [each for each in STATES if each != WRONG])
def test_the_keyboard_reaches_everything_and_the_drawing_too(story_site, state):
    with story_site.visit("mona") as visitor:
        page = shown(story_site, visitor, state)
        reached_by_keyboard(page)
        drawing = page.get_by_role("region", name="Drawing of the episodes over time")
        assert drawing.get_attribute("tabindex") == "0"


@pytest.mark.slow
def test_the_drawing_scrolls_inside_its_own_region_where_it_is_narrow(story_site):
    with story_site.visit("mona", viewport={"width": 320, "height": 800}) as visitor:
        page = shown(story_site, visitor, "on a protection plan")
        inside, across = page.locator(".tl-scroll").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside > 700
        assert across <= 320
