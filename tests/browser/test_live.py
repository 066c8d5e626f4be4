"""Pages follow what happens within two seconds, from another process too, and nothing jumps."""

from datetime import timedelta

import pytest

from casework import leasing
from casework.giving import Given, give
from casework.hub import Hub
from journey.commands import COMMANDS
from models.store import Store
from tests.support.browser import nothing_found
from tests.unit.casework.hubs import POLICE

WITHIN_MS = 2_000


def listening(page):
    page.wait_for_selector("html[data-live=on]", state="attached")


def reply(callers, request, user="police-desk"):
    answer = callers.post(user, f"/api/research-requests/{request}/reply", {"nothing_known": True})
    assert answer.status_code in (200, 201), answer.text


def test_a_reply_changes_its_row_on_an_open_board_and_nothing_jumps(site):
    reference = site.callers.in_research("police", "health")
    with site.visit("mona") as visitor:
        page = visitor.open("/")
        listening(page)
        row = page.locator(f"#row-{reference}")
        assert "0 of 2 replies" in row.inner_text()
        page.locator(f"#open-{reference}").focus()
        before = row.bounding_box()["y"]
        reply(site.callers, f"{reference}.R1")
        row.get_by_text("1 of 2 replies").wait_for(timeout=WITHIN_MS)
        assert row.bounding_box()["y"] == before
        assert page.evaluate("document.activeElement.id") == f"open-{reference}"
        assert page.locator("#announce").inner_text() == "1 change on this page."
        nothing_found(page)


@pytest.mark.slow
def test_what_another_process_writes_is_seen_too(site):
    reference = site.callers.in_research("police")
    here = site.callers.hub
    with site.visit("mona") as visitor:
        page = visitor.open("/")
        listening(page)
        # A hub of its own on the same database: it tells this process nothing but through the log.
        store = Store.open(here.store.url)
        other = Hub(store=store, profiles=here.profiles, clock=here.clock, settings=here.settings)
        command = COMMANDS["reply-to-research"](request="R1", nothing_known=True)
        assert isinstance(give(other, command, POLICE, reference), Given)
        store.close()
        row = page.locator(f"#row-{reference}")
        row.get_by_text("All in: decide").wait_for(timeout=WITHIN_MS)


@pytest.mark.slow
def test_a_new_journey_waits_behind_a_button_and_the_counts_move(site):
    with site.visit("mona") as visitor:
        page = visitor.open("/")
        listening(page)
        count = int(page.locator("#totals dd").first.inner_text())
        rows = page.locator("tr[data-reference]").count()
        reference = site.callers.in_research("police")
        page.get_by_text("1 change on the board.").wait_for(timeout=WITHIN_MS)
        assert page.locator("tr[data-reference]").count() == rows
        assert int(page.locator("#totals dd").first.inner_text()) == count + 1
        nothing_found(page)
        page.get_by_role("link", name="Show them").click()
        assert page.locator(f"#row-{reference}").is_visible()


@pytest.mark.slow
def test_an_open_journey_follows_and_keeps_what_is_unfolded(site):
    with site.visit("mona") as visitor:
        page = visitor.open(f"/journeys/{site.late}")
        listening(page)
        page.locator("#reply-R2 summary").click()
        assert page.locator("#reply-R2").get_attribute("open") is not None
        reply(site.callers, f"{site.late}.R3", user="education-desk")
        page.locator("#reply-R3").wait_for(timeout=WITHIN_MS)
        assert page.locator("#reply-R2").get_attribute("open") is not None
        assert "on this page" in page.locator("#announce").inner_text()


@pytest.mark.slow
def test_a_partner_sees_its_own_list_change_and_hears_of_no_other(site):
    earlier = site.callers.in_research("health")
    reference = site.callers.in_research("police", "health")
    with site.visit("health-desk") as visitor:
        page = visitor.open("/partner")
        listening(page)
        gone = page.get_by_role("link", name=f"{reference}.R2")
        assert gone.is_visible()
        # The feed is in order: when this is seen, everything before it has been told.
        reply(site.callers, f"{earlier}.R1", user="health-desk")
        page.get_by_role("link", name=f"{earlier}.R1").wait_for(state="detached")
        page.wait_for_timeout(WITHIN_MS)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        reply(site.callers, f"{reference}.R1")
        page.wait_for_timeout(WITHIN_MS)
        assert [url for url in asked if url.endswith("/partner")] == []
        reply(site.callers, f"{reference}.R2", user="health-desk")
        gone.wait_for(state="detached", timeout=WITHIN_MS)


@pytest.mark.slow
def test_without_a_script_the_board_is_right_when_it_is_loaded_again(site):
    reference = site.callers.in_research("police")
    with site.visit("mona", java_script_enabled=False) as visitor:
        page = visitor.open("/")
        assert "0 of 1 replies" in page.locator(f"#row-{reference}").inner_text()
        reply(site.callers, f"{reference}.R1")
        page.reload()
        assert "All in: decide" in page.locator(f"#row-{reference}").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/journeys/{fresh}"])
def test_a_page_that_stays_open_says_when_alerts_stop_and_announces_nothing(site, path):
    leasing.heartbeat(site.callers.hub, "a test's clock")
    with site.visit("mona") as visitor:
        visitor.page.clock.install()
        page = visitor.open(path.format(fresh=site.fresh))
        listening(page)
        assert page.get_by_text("Alerts are not running.").count() == 0
        assert "Alerts are running." in page.locator("#as-at").inner_text()
        site.callers.hub.clock.advance(timedelta(minutes=5))
        page.clock.fast_forward("01:00")
        page.get_by_text("Alerts are not running.").wait_for()
        assert "Alerts are running." not in page.locator("#as-at").inner_text()
        assert page.locator("#announce").inner_text() == ""
        nothing_found(page)


@pytest.mark.slow
def test_a_page_that_cannot_reach_the_hub_says_so_until_it_can(site):
    with site.visit("mona") as visitor:
        visitor.page.clock.install()
        page = visitor.open("/")
        listening(page)
        away = page.get_by_text("This page cannot reach the hub.")
        page.route("**/board/changes*", lambda route: route.abort())
        page.clock.fast_forward("01:00")
        assert not away.is_visible()
        page.clock.fast_forward("02:00")
        away.wait_for()
        page.unroute("**/board/changes*")
        page.clock.fast_forward("01:00")
        away.wait_for(state="hidden")
