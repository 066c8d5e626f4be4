"""Pages: signing in, the board, a journey, and what they say when nothing is there."""

import re

import pytest

from tests.support.rulebook import london
from tests.unit.web.callers import callers_on
from tests.unit.web.test_access import USERS
from tests.unit.web.test_sign_in_matrix import filled
from web.pages import ROWS as PAGES

HTML = {"Accept": "text/html"}


def text_of(answer):
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def typed(callers, user="mona"):
    return {"name": user, "password": callers.password(user)}


def test_signing_in_leads_to_the_board(callers):
    answer = callers.sign_in("mona")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookies = [value for name, value in answer.headers.multi_items() if name == "set-cookie"]
    [session] = [each for each in cookies if each.startswith("throughline=")]
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Research board</h1>" in callers.client.get("/").text


def test_who_is_not_signed_in_is_led_to_the_form_and_back(callers):
    reference = callers.journey()
    page = f"/journeys/{reference}"
    led = callers.get(None, page, headers=HTML)
    assert led.headers["location"] == f"/sign-in?next=%2Fjourneys%2F{reference}"
    answer = callers.send_form(
        led.headers["location"],
        "/sign-in",
        name="mona",
        password=callers.password("mona"),
        next=page,
    )
    assert answer.headers["location"] == page


def test_signing_out_ends_the_session_and_leaves_the_access_key_valid(callers):
    callers.sign_in("mona")
    answer = callers.send_form("/", "/sign-out")
    assert answer.headers["location"] == "/sign-in"
    assert callers.client.get("/", headers=HTML, follow_redirects=False).status_code == 303
    assert callers.get("mona", "/api/board").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused(callers, headers):
    answer = callers.send_form("/sign-in", "/sign-in", headers=headers, **typed(callers))
    assert answer.status_code == 403
    assert "throughline=" not in answer.headers.get("set-cookie", "")


def test_our_own_form_says_where_it_stands_and_is_taken(callers):
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://hub.example"}
    answer = callers.send_form("/sign-in", "/sign-in", headers=headers, **typed(callers))
    assert answer.status_code == 303


@pytest.mark.parametrize("token", ["", "0" * 48, "ü"])
def test_a_form_without_its_token_is_refused_with_what_to_do(callers, token):
    callers.client.get("/sign-in")
    form = {**typed(callers), "form_token": token}
    answer = callers.client.post("/sign-in", data=form, headers=HTML, follow_redirects=False)
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_the_empty_board_says_what_would_stand_there(callers):
    callers.sign_in("mona")
    assert "No journey is in research. When a referral is sent to research it stands here" in (
        text_of(callers.client.get("/"))
    )
    assert "No journey in research fits" in text_of(callers.client.get("/?rating=red"))


def test_the_board_shows_each_agency_with_its_time(callers):
    reference = callers.in_research("police", "health")
    callers.post(
        "police-desk", f"/api/research-requests/{reference}.R1/reply", {"nothing_known": True}
    )
    callers.sign_in("mona")
    said = text_of(callers.client.get("/"))
    assert reference in said
    assert "Amber" in said
    assert "1 of 2 replies" in said
    assert "Fernleigh Police Nothing known" in said
    assert re.search(r"Fernleigh Community Health due in \d", said)


def test_the_board_says_what_is_late_and_how_often_it_was_chased(callers):
    from tests.unit.casework.hubs import go_to  # noqa: PLC0415 - beside its only use

    callers.in_research("police")
    go_to(callers.hub, london("2025-09-05", "16:00"))
    callers.sign_in("mona")
    said = text_of(callers.client.get("/"))
    asked = "asked 2 September 2025, chased 3 times"
    assert f"Fernleigh Police 1 working day late {asked}" in said


def test_the_board_shows_what_is_missing_before_what_is_in(callers):
    reference = callers.in_research("police", "health")
    callers.post(
        "police-desk", f"/api/research-requests/{reference}.R1/reply", {"nothing_known": True}
    )
    callers.sign_in("mona")
    said = text_of(callers.client.get("/"))
    row = said[said.index(reference) :]
    assert row.index("Fernleigh Community Health") < row.index("Fernleigh Police")


def test_the_board_can_be_filtered_by_team_and_says_by_what_it_is(callers):
    reference = callers.in_research("police")
    callers.sign_in("mona")
    assert reference in text_of(callers.client.get("/?team=mash"))
    other = callers.client.get("/?team=north&mine=true")
    assert "No journey in research fits" in text_of(other)
    assert 'href="/?mine=true"' in other.text
    assert "Remove this filter: team north" in text_of(other)


def test_rows_of_the_board_can_be_asked_for_anew_with_the_totals_of_all(callers):
    first, second = callers.in_research("police"), callers.in_research("health")
    page = callers.get("mona", f"/board/changes?refs={first}").text
    assert f'id="row-{first}"' in page
    assert second not in page
    assert re.search(r"<dt>Journeys</dt><dd>2</dd>", page)
    assert f'id="row-{first}"' not in (
        callers.get("mona", f"/board/changes?refs={first}&agency=health").text
    )
    assert callers.get("mona", "/board/changes").status_code == 200
    assert callers.get("mona", "/board/changes?refs=Wren").status_code == 422
    assert callers.get("police-desk", f"/board/changes?refs={first}").status_code == 403


def test_the_header_leads_each_role_to_pages_that_there_are(callers):
    for user, name in (("mona", "Research board"), ("ada", "Administration")):
        callers.sign_in(user)
        nav = re.search(r"<nav.*?</nav>", callers.client.get("/").text, re.DOTALL).group(0)
        assert name in nav
        for href in re.findall(r'href="([^"]+)"', nav):
            assert callers.client.get(href).status_code == 200


def test_a_journeys_page_says_where_why_and_what_next(callers):
    reference = callers.in_research("police", "health")
    callers.sign_in("mona")
    said = text_of(callers.client.get(f"/journeys/{reference}"))
    for heading in ("Why it is here", "What happens next", "What is owed", "Episodes"):
        assert heading in said
    for heading in ("Requests to partners", "Decisions", "Concerns", "Timeline"):
        assert heading in said
    assert "Wren Testperson" in said
    assert "Tuesday 2 September 2025, 10am" in said
    assert "Waiting for Fernleigh Police" in said
    assert "On Wednesday 3 September 2025, 9am team mash is reminded" in said
    assert "The bruise is not explained" in said


def test_text_of_a_script_is_shown_as_text(callers):
    reference = callers.journey(
        child={"name": "<script>alert(1)</script>", "born": "2016-05-04"},
        child_says="<img src=x onerror=alert(1)>",
    )
    callers.sign_in("mona")
    page = callers.client.get(f"/journeys/{reference}").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_every_page_says_when_alerts_stand_still(callers):
    callers.journey()
    callers.in_research("police")
    assert "Alerts are not running" not in callers.get("mona", "/").text
    callers.hub.clock.set(london("2025-09-02", "10:05"))
    silent, pages = [], 0
    for row in PAGES:
        if row.method != "GET":
            continue
        user = next((USERS[r] for r in sorted(row.access.roles or ()) if r in USERS), None)
        page = callers.get(user, filled(row.path), headers=HTML)
        if not page.headers.get("content-type", "").startswith("text/html"):
            continue
        pages += 1
        if "The clock has not run for 5 minutes" not in page.text:
            silent.append(row.path)
    assert silent == []
    assert pages > 25


def test_the_page_of_an_error_has_the_banner_too(sqlite_store):
    callers = callers_on(sqlite_store, clock_runs=False)
    answer = callers.get("mona", "/journeys/TL25-999999", headers=HTML)
    assert answer.status_code == 404
    assert "Alerts are not running." in answer.text
    assert "There is no such journey" in answer.text


def test_a_page_that_breaks_says_so_without_asking_the_record(callers, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("Wren Testperson")

    monkeypatch.setattr("web.pages.board.asking.board", broken)
    answer = callers.get("mona", "/", headers=HTML)
    assert answer.status_code == 500
    assert "Something broke" in answer.text
    assert "Wren" not in answer.text


def test_a_partner_sees_its_own_requests_and_no_journey(callers):
    reference = callers.in_research("police", "health")
    callers.sign_in("police-desk")
    assert callers.client.get("/", follow_redirects=False).headers["location"] == "/partner"
    said = text_of(callers.client.get("/partner"))
    assert f"{reference}.R1" in said
    assert f"{reference}.R2" not in said
    assert "Wren Testperson" in text_of(callers.client.get(f"/partner/requests/{reference}.R1"))
    assert callers.client.get(f"/partner/requests/{reference}.R2").status_code == 404
    assert callers.client.get(f"/journeys/{reference}").status_code == 403


def test_a_partner_without_requests_is_told_what_would_stand_there(callers):
    callers.sign_in("police-desk")
    assert "Nobody waits for a reply from your agency" in text_of(callers.client.get("/partner"))


def test_an_administrator_sees_no_children(callers):
    callers.in_research("police")
    callers.sign_in("ada")
    said = text_of(callers.client.get("/"))
    assert "do not see children" in said
    assert "TL25-" not in said


def test_a_page_holds_nothing_inline_and_nothing_of_another_host(callers):
    reference = callers.in_research("police")
    callers.sign_in("mona")
    for path in ("/", f"/journeys/{reference}", "/sign-in"):
        page = callers.client.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\s(style|on\w+)=", page)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
        assert len(re.findall(r"<h1[ >]", page)) == 1
        assert '<html lang="en-GB" ' in page
