"""The drawing on a journey's page: reached by the keyboard, and scrolled inside its own region."""

import pytest

from tests.support.browser import reached_by_keyboard


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/journeys/{plan}", "/journeys/{care}", "/journeys/{closed}"])
def test_the_keyboard_reaches_everything_and_the_drawing_too(story_site, path):
    with story_site.visit("mona") as visitor:
        page = visitor.open(story_site.path(path))
        reached_by_keyboard(page)
        drawing = page.get_by_role("region", name="Drawing of the episodes over time")
        assert drawing.get_attribute("tabindex") == "0"


@pytest.mark.slow
def test_the_drawing_scrolls_inside_its_own_region_where_it_is_narrow(story_site):
    with story_site.visit("mona", viewport={"width": 320, "height": 800}) as visitor:
        page = visitor.open(story_site.path("/journeys/{plan}"))
        inside, across = page.locator(".tl-scroll").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside > 700
        assert across <= 320
