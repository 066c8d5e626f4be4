"""A script that somebody wrote does not run in a real browser, on no page and in no live change.

Whatever the browser complains of, such as a script that the content policy had to stop, fails a
test here: the page made no text of it (`tests/support/browser.py`).
"""

from __future__ import annotations

import pytest

from tests.support.scripts import SCRIPT, full_of_scripts
from tests.unit.web.callers import Callers

pytestmark = pytest.mark.slow

WITHIN_MS = 2_000
PAGES = {
    "board": ("mona", "/"),
    "journey": ("mona", "/journeys/{plan}"),
    "in care": ("mona", "/journeys/{care}"),
    "as it was": ("mona", "/journeys/{plan}?as_of=2025-09-12"),
    "chronology": ("mona", "/journeys/{plan}/chronology"),
    "decision": ("mona", "/journeys/{plan}/decisions/D2"),
    "form beside it": ("mona", "/journeys/{asked}/do/decide-after-research"),
    "my work": ("carla", "/my-work"),
    "stuck": ("mona", "/stuck"),
    "alerts": ("mona", "/alerts"),
    "requests": ("police-desk", "/partner"),
    "request": ("health-desk", "/partner/requests/{asked}.R2"),
    "people": ("ada", "/administration/people"),
}


@pytest.fixture(scope="module")
def journeys(empty_site):
    with pytest.MonkeyPatch.context() as monkeypatch:
        return full_of_scripts(empty_site.callers.hub, monkeypatch)


@pytest.mark.parametrize("page", PAGES)
def test_what_was_written_stands_there_as_text(empty_site, journeys, page):
    user, path = PAGES[page]
    with empty_site.visit(user) as visitor:
        asked_for = []
        visitor.page.on("dialog", lambda dialog: asked_for.append(dialog.message))
        shown = visitor.open(path.format(**journeys))
        assert asked_for == []
        assert shown.locator("img[src=x], script:not([src])").count() == 0


def test_a_reply_that_arrives_on_an_open_page_is_text(empty_site, journeys):
    with empty_site.visit("mona") as visitor:
        page = visitor.open(f"/journeys/{journeys['asked']}")
        page.wait_for_selector("html[data-live=on]", state="attached")
        callers: Callers = empty_site.callers
        path = f"/api/research-requests/{journeys['asked']}.R2/reply"
        assert callers.post("health-desk", path, {"risks": f"late {SCRIPT}"}).is_success
        page.locator("#reply-R2").wait_for(timeout=WITHIN_MS)
        page.locator("#reply-R2 summary").click()
        assert page.get_by_text(f"late {SCRIPT}").first.is_visible()
        assert page.locator("img[src=x], script:not([src])").count() == 0


def test_a_script_that_got_into_a_page_all_the_same_is_stopped_by_the_policy(empty_site):
    with empty_site.visit("mona") as visitor:
        page = visitor.open("/")
        page.evaluate(
            """() => { const s = document.createElement("script"); s.textContent = "window.ran = 1";
            document.body.append(s);
            const d = document.createElement("div"); d.setAttribute("onclick", "window.ran = 2");
            document.body.append(d); d.click(); }"""
        )
        assert page.evaluate("window.ran") is None
        stopped = [fault for fault in visitor.faults if "Content Security Policy" in fault]
        assert len(stopped) == len(visitor.faults) == 2
        visitor.faults.clear()
