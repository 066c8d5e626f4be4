"""Signing in with a password, coming back to the page that was wanted, and what goes wrong."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from casework import people
from journey.people import Role
from tests.unit.casework.hubs import go_to
from tests.unit.web.callers import callers_on
from web.pages.leading import safe

HTML = {"Accept": "text/html"}
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
NOT_RIGHT = "The user name or the password is not right, or too many before it were not"
NEW = "velvet crumpet railway"


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def sign_in(callers, name="mona", password=None, **more):
    password = callers.password(name) if password is None else password
    return callers.send_form("/sign-in", "/sign-in", name=name, password=password, **more)


def later(callers, **time_):
    go_to(callers.hub, callers.hub.clock.now() + timedelta(**time_))


def led(callers, path="/"):
    """Follow somebody who is not signed in to the form; return its words."""
    answer = callers.client.get(path, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    return words(callers.client.get(answer.headers["location"]))


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("mona", "plainly wrong"),
        ("nobody", "plainly wrong"),
        ("", ""),
        ("mona", "x" * 100_000),
        ("<script>alert(1)</script>", "qqqq"),
        ("mona' OR 1=1 --", "qqqq"),
    ],
)
def test_whatever_is_not_right_is_answered_alike(callers, name, password):
    callers.password("mona")
    answer = sign_in(callers, name, password)
    assert answer.status_code == 422
    assert NOT_RIGHT in words(answer)
    assert "Error: Sign in" in answer.text
    assert "<script>" not in answer.text
    assert password == "" or password not in answer.text
    assert "throughline=" not in answer.headers.get("set-cookie", "")


def test_who_has_to_wait_sees_the_same_page_as_who_is_wrong(callers):
    def page(name, password):
        shown = sign_in(callers, name, password)
        return shown.status_code, re.sub(r'value="[^"]*"', "", shown.text)

    wrong = page("mona", "wrong")
    for _ in range(6):
        page("mona", "wrong")
    assert page("mona", callers.password("mona")) != wrong  # giving a password lifts the wait
    callers.client.cookies.clear()
    for _ in range(6):
        page("mona", "wrong")
    assert page("mona", callers.passwords["mona"]) == wrong


def test_an_access_key_does_not_sign_in_a_browser(callers):
    assert sign_in(callers, "mona", callers.key("mona")).status_code == 422
    callers.client.cookies.set("throughline", callers.key("mona"))
    assert callers.client.get("/api/board").status_code == 401


def test_the_session_is_named_after_the_browser(callers):
    sign_in(callers, headers={"User-Agent": FIREFOX})
    assert "Firefox on Windows" in words(callers.client.get("/sessions"))


def test_on_https_the_cookie_belongs_to_this_host_alone(sqlite_store):
    callers = callers_on(sqlite_store)
    update = {"base_url": "https://hub.example"}
    callers.hub.settings = callers.hub.settings.model_copy(update=update)
    callers.client.base_url = "https://hub.example"
    cookies = sign_in(callers).headers.get_list("set-cookie")
    [session] = [each for each in cookies if each.startswith("__Host-throughline=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(session.split("; "))
    assert "Domain" not in session
    assert callers.client.get("/").status_code == 200


def test_each_sign_in_is_a_new_session_and_ends_the_one_before_in_this_browser(callers):
    sign_in(callers)
    first = callers.client.cookies["throughline"]
    token = re.search(r'form_token" value="(\w+)"', callers.client.get("/").text).group(1)
    form = {"name": "mona", "password": callers.password("mona"), "form_token": token}
    callers.client.post("/sign-in", data=form, follow_redirects=False)
    assert callers.client.cookies["throughline"] != first
    assert people.signed_in(callers.hub, first) is people.Over.SIGNED_OUT


# -- Coming back ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        "/journeys/TL25-000001",
        "/partner/requests/TL25-000001.R2",
        "/?rating=red&page=2",
        "/sessions",
    ],
)
def test_a_link_from_a_mail_leads_through_the_form_to_its_page(callers, wanted):
    answer = callers.client.get(wanted, headers=HTML, follow_redirects=False)
    assert answer.headers["location"] == f"/sign-in?next={quote(wanted, safe='')}"
    shown = callers.client.get(answer.headers["location"])
    kept = re.search(r'name="next" value="([^"]*)"', shown.text).group(1).replace("&amp;", "&")
    assert kept == wanted
    assert sign_in(callers, next=kept).headers["location"] == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/x//elsewhere.example",
        "/\telsewhere",
        "javascript:alert(1)",
        "/api/board",
        "/sign-in?next=/",
        "/journeys/<b>",
        "/x#y",
        "/" + "a" * 400,
        "/" + "a." * 140 + "!",
        "",
    ],
)
def test_a_sign_in_leads_nowhere_else(callers, wanted):
    assert safe(wanted) == "/"
    assert sign_in(callers, next=wanted).headers["location"] == "/"


def test_who_is_signed_in_already_goes_straight_on(callers):
    sign_in(callers)
    answer = callers.client.get("/sign-in?next=/sessions", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sessions")


# -- Sessions that are over ------------------------------------------------------------------------


def test_a_cookie_of_another_hub_is_said_to_be_one(callers):
    callers.client.cookies.set("throughline", "of-another-hub")
    said = led(callers, "/journeys/TL25-000001")
    assert "This hub does not know the sign-in that this browser shows" in said


def test_who_did_nothing_for_long_is_told_so_and_comes_back(callers):
    sign_in(callers)
    later(callers, minutes=30)
    said = led(callers, "/sessions")
    assert "You were signed out because nothing was done here for a while" in said
    assert "it was not taken: send it again" in said
    assert sign_in(callers, next="/sessions").headers["location"] == "/sessions"


def test_a_form_sent_after_the_session_ended_leads_back_to_the_page_it_stood_on(callers):
    sign_in(callers)
    token = re.search(r'form_token" value="(\w+)"', callers.client.get("/password").text).group(1)
    later(callers, minutes=30)
    answer = callers.client.post(
        "/sessions/end-others",
        data={"form_token": token},
        headers={**HTML, "Referer": "http://hub.example/sessions"},
        follow_redirects=False,
    )
    assert answer.headers["location"] == "/sign-in?next=%2Fsessions"


def test_a_closed_account_is_told_so_at_once(callers):
    sign_in(callers, "carla")
    people.deactivate(callers.hub, None, "carla")
    assert "This account was closed. If you still work here, ask your administrator" in led(callers)
    assert sign_in(callers, "carla", callers.passwords["carla"]).status_code == 422


def test_a_changed_role_signs_out_and_says_why(callers):
    sign_in(callers, "carla")
    people.change_user(callers.hub, None, "carla", role=Role.MANAGER)
    assert "What you may do here was changed" in led(callers)


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(callers):
    sign_in(callers)
    for _ in range(3):
        later(callers, minutes=11)
        answer = callers.client.get("/api/board", headers={"Throughline-Live": "true"})
    assert answer.status_code == 401


# -- Own account -----------------------------------------------------------------------------------


def change(callers, current, new=NEW, again=None):
    form = {"current": current, "new": new, "again": again or new}
    return callers.send_form("/password", "/password", **form)


def test_a_one_time_password_opens_nothing_but_the_choice_of_another(callers):
    given = people.give_one_time_password(callers.hub, None, "mona")
    assert sign_in(callers, "mona", given).headers["location"] == "/"
    for path in ("/", "/sessions"):
        answer = callers.client.get(path, headers=HTML, follow_redirects=False)
        assert answer.headers["location"].startswith("/password")
    refused = callers.client.get("/api/board")
    assert (refused.status_code, refused.json()["title"]) == (
        403,
        "Choose a password of your own",
    )
    before = callers.client.cookies["throughline"]
    assert change(callers, given).status_code == 303
    assert callers.client.cookies["throughline"] != before
    assert callers.client.get("/api/board").status_code == 200


def test_a_password_is_changed_by_who_knows_the_old_one(callers):
    sign_in(callers)
    wrong = change(callers, "something else")
    assert wrong.status_code == 422
    assert "The password you have now: it is not right" in words(wrong)
    short = change(callers, callers.password("mona"), "short")
    assert "Your new password: it is too short. Enter at least 12 characters" in words(short)
    assert 'href="#new"' in short.text
    assert "short" not in re.findall(r'value="([^"]*)"', short.text)
    other = change(callers, callers.password("mona"), again="another one here")
    assert "The new password once more: it is not the same" in words(other)
    assert change(callers, callers.password("mona")).status_code == 303
    assert sign_in(callers, password=NEW).status_code == 303


def test_everybody_ends_their_other_sessions(callers):
    sign_in(callers)
    there = callers.client.cookies["throughline"]
    callers.client.cookies.clear()
    sign_in(callers)
    assert "Sign out everywhere else" in callers.client.get("/sessions").text
    assert callers.send_form("/sessions", "/sessions/end-others").status_code == 303
    assert people.signed_in(callers.hub, there) is people.Over.ENDED_BY_OWNER
    assert callers.client.get("/sessions").status_code == 200


def test_an_administrator_ends_anybodys_session_and_others_do_not(callers):
    sign_in(callers, "carla")
    there = callers.client.cookies["throughline"]
    [place] = people.places(callers.hub, None, "carla")
    callers.client.cookies.clear()
    sign_in(callers, "mona")
    assert callers.client.get("/sessions?user=carla").status_code == 403
    form = {"user": "carla", "session": place.id}
    assert callers.send_form("/sessions", "/sessions/end", **form).status_code == 403
    callers.client.cookies.clear()
    sign_in(callers, "ada")
    assert "Where carla is signed in" in callers.client.get("/sessions?user=carla").text
    assert callers.client.get("/sessions?user=nobody").status_code == 404
    answer = callers.send_form("/sessions?user=carla", "/sessions/end", **form)
    assert answer.headers["location"] == "/sessions?user=carla"
    callers.client.cookies.clear()
    callers.client.cookies.set("throughline", there)
    assert "An administrator signed you out" in led(callers)


def test_own_account_is_for_browsers_and_not_for_access_keys(callers):
    assert callers.get("mona", "/password").status_code == 404
    assert callers.post("mona", "/sessions/end").status_code in (403, 422)


def test_pages_of_ones_own_account_are_not_kept_by_the_browser(callers):
    sign_in(callers)
    for path in ("/password", "/sessions"):
        answer = callers.client.get(path)
        assert answer.headers["cache-control"] == "no-store"
