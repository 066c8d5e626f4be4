"""Each page in each of its states: axe finds nothing, it fits 320 pixels, and the keyboard reaches all."""

import pytest

from tests.support.browser import fits, nothing_found, reached_by_keyboard
from tests.support.rulebook import london

# name: who, where; a place may name a journey of the site's.
STATES = {
    "sign in": (None, "/sign-in"),
    "board": ("mona", "/"),
    "board, filtered": ("mona", "/?rating=amber&agency=police"),
    "board, nothing fits": ("mona", "/?rating=red"),
    "missing replies": ("mona", "/board/{late}"),
    "missing replies, to read": ("aud", "/board/{late}"),
    "no reply missing": ("mona", "/board/{fresh}"),
    "journey in research": ("mona", "/journeys/{late}"),
    "journey at contact": ("colin", "/journeys/{fresh}"),
    "partner": ("police-desk", "/partner"),
    "request": ("police-desk", "/partner/requests/{late}.R1"),
    "request, more time": ("police-desk", "/partner/requests/{late}.R1/more-time"),
    "request, disputed": ("police-desk", "/partner/requests/{late}.R1/dispute"),
    "request, answered": ("health-desk", "/partner/requests/{late}.R2"),
    "stuck": ("mona", "/stuck"),
    "stuck, nothing fits": ("mona", "/stuck?finding=circular"),
    "stuck, nothing ticked": ("mona", "/stuck/together?command=hold"),
    "several at once": ("mona", "/stuck/together?command=hold&journey={late}&journey={fresh}"),
    "my work": ("mona", "/my-work"),
    "my work of a worker": ("carla", "/my-work"),
    "alerts": ("mona", "/alerts"),
    "alerts, all": ("mona", "/alerts?seen=true"),
    "alerts, none": ("aud", "/alerts"),
    "lists": ("mona", "/lists"),
    "list, empty": ("mona", "/lists/too-long"),
    "gap": ("mona", "/lists/decisions-overdue"),
    "gap, empty": ("mona", "/lists/hand-offs-bounced?team=mash&first=2025-09-01"),
    "administration": ("ada", "/administration"),
    "people": ("ada", "/administration/people"),
    "people, nobody fits": ("ada", "/administration/people?state=locked"),
    "a person": ("ada", "/administration/people/carla"),
    "oneself": ("ada", "/administration/people/ada"),
    "new person": ("ada", "/administration/new-person"),
    "change of a person": ("ada", "/administration/people/carla/change"),
    "removal of a person who holds work": ("ada", "/administration/people/carla/remove"),
    "administration log": ("ada", "/administration/log"),
    "administration log, nothing fits": ("ada", "/administration/log?by=nobody"),
    "new contact": ("colin", "/contacts/new"),
    "form of a decision": ("mona", "/journeys/{fresh}/do/decide-contact"),
    "form that cannot be sent now": ("mona", "/journeys/{fresh}/do/decide-referral"),
    "sessions": ("mona", "/sessions"),
    "error": ("mona", "/journeys/TL25-999999"),
    "not allowed": ("police-desk", "/journeys/{late}"),
}
everywhere = pytest.mark.parametrize("state", STATES)


def shown(site, visitor, state):
    return visitor.open(STATES[state][1].format(late=site.late, fresh=site.fresh))


def test_the_board_has_no_finding_and_fits(site):
    with site.visit("mona") as visitor:
        page = visitor.open("/")
        nothing_found(page)
        fits(page)


@pytest.mark.slow
@everywhere
def test_axe_finds_nothing_and_it_fits_320_pixels(site, state):
    with site.visit(STATES[state][0]) as visitor:
        page = shown(site, visitor, state)
        nothing_found(page)
        fits(page)
        page.set_viewport_size({"width": 320, "height": 800})
        nothing_found(page)


@pytest.mark.slow
@everywhere
def test_the_keyboard_reaches_everything_and_shows_where_it_is(site, state):
    with site.visit(STATES[state][0]) as visitor:
        reached = reached_by_keyboard(shown(site, visitor, state))
        assert reached[0] == "Skip to main content"


@pytest.mark.slow
@everywhere
def test_in_forced_colours_axe_finds_nothing(site, state):
    with site.visit(STATES[state][0], forced_colors="active") as visitor:
        nothing_found(shown(site, visitor, state))


@pytest.mark.slow
@everywhere
def test_without_a_script_the_page_says_the_same(site, state):
    with site.visit(STATES[state][0]) as visitor:
        with_script = shown(site, visitor, state).locator("main").inner_text()
    with site.visit(STATES[state][0], java_script_enabled=False) as visitor:
        page = shown(site, visitor, state)
        assert _without_numbers(page.locator("main").inner_text()) == _without_numbers(with_script)
        fits_without_script = page.locator("main").bounding_box()
        assert fits_without_script["x"] >= 0


@pytest.mark.slow
def test_a_wrong_password_leads_the_keyboard_to_the_summary(site):
    with site.visit(None) as visitor:
        page = visitor.open("/sign-in")
        page.get_by_label("User name").fill("mona")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        assert page.title() == "Error: Sign in – Throughline"
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        nothing_found(page)
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
@pytest.mark.parametrize("path", ["/", "/sign-in"])
def test_when_the_clock_stands_still_the_page_says_so_and_axe_finds_nothing(empty_site, path):
    empty_site.callers.hub.clock.set(london("2025-09-02", "10:30"))
    with empty_site.visit("mona") as visitor:
        page = visitor.open(path)
        assert "Alerts are not running." in page.get_by_role("alert").inner_text()
        nothing_found(page)
        fits(page)


@pytest.mark.slow
def test_on_paper_a_journey_leaves_out_what_is_pressed_and_unfolds_what_was_said(site):
    with site.visit("mona") as visitor:
        page = visitor.open(f"/journeys/{site.late}")
        page.emulate_media(media="print")
        assert not page.get_by_role("button", name="Sign out").is_visible()
        seen = page.locator("#reply-R2 dl").evaluate(
            "(e) => e.checkVisibility({contentVisibilityAuto: true})"
        )
        assert seen
        assert page.get_by_role("heading", level=1).is_visible()


def _without_numbers(text):
    # The number under which the log knows a request is another each time.
    import re  # noqa: PLC0415 - beside its only use

    return re.sub(r"[0-9a-f-]{36}", "…", re.sub(r"\s+", " ", text))
