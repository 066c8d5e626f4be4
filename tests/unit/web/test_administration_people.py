"""The pages on which an administrator looks after people."""

import html
import re
from datetime import timedelta

import pytest

from casework import people
from journey.people import Role
from tests.unit.casework.hubs import ADMINISTRATOR

PEOPLE = "/administration/people"
ROBIN = {"name": "robin.example", "full_name": "Robin Example", "role": "social_worker"}


def words(answer, status=200):
    assert answer.status_code == status, answer.text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def press(callers, path, page=None, **fields):
    return callers.send_form(page or "/administration", path, **fields)


@pytest.fixture
def ada(callers):
    """The callers, with ada, an administrator, signed in."""
    callers.sign_in("ada")
    return callers


def noted(callers, name=None):
    found = people.administration_log(callers.hub, ADMINISTRATOR, subject=name)
    return [(each.by, each.act, each.kind, each.subject, each.changes) for each in found.rows]


def test_the_front_says_at_a_glance_what_there_is(ada):
    said = words(ada.client.get("/administration"))
    assert re.search(r"\d+ people \d+ of them at partner agencies\.", said)
    assert "Only one administrator" in said
    assert "In 1 browser" in said
    assert "Running The clock runs." in said
    assert "Nobody has looked at a child’s record yet." in said


def test_the_front_says_when_the_clock_stands_still(ada):
    ada.hub.clock.set(ada.hub.clock.now() + timedelta(minutes=5))
    assert "Not running The clock has not run for 5 minutes" in words(
        ada.client.get("/administration")
    )


def test_people_are_listed_by_user_name_and_can_be_narrowed(ada):
    everybody = words(ada.client.get(PEOPLE))
    assert everybody.index("Ada ada Administrator") < everybody.index("Carla carla Social worker")
    partners = words(ada.client.get(f"{PEOPLE}?role=partner&team=&agency=police&state="))
    assert "police-desk Partner" in partners
    assert "carla" not in partners
    assert "Nobody fits" in words(ada.client.get(f"{PEOPLE}?state=locked"))
    assert ada.client.get(f"{PEOPLE}?role=king").status_code == 422
    assert ada.client.get(f"{PEOPLE}?page=0").status_code == 422


def test_a_long_list_comes_page_by_page_and_a_page_too_far_is_the_last(ada):
    for number in range(60):
        people.add_user(ada.hub, None, f"z{number:02}", f"Example {number}", Role.AUDITOR)
    first = ada.client.get(f"{PEOPLE}?role=auditor")
    assert "61 people, page 1 of 3." in words(first)
    assert 'href="/administration/people?role=auditor&amp;page=2"' in first.text
    last = words(ada.client.get(f"{PEOPLE}?role=auditor&page=99"))
    assert "page 3 of 3" in last
    assert "z59" in last


def test_somebody_is_found_by_a_part_of_the_name_and_no_name_stands_in_an_address(ada):
    people.add_user(ada.hub, None, "rx", "Robin Example_50%", Role.AUDITOR)
    found = press(ada, PEOPLE, PEOPLE, named="  example_50%  ")
    assert "1 person is found." in words(found)
    assert "robin" not in found.request.url.query.decode().lower()
    assert "Nobody has a name like this." in words(press(ada, PEOPLE, PEOPLE, named="example_5%"))
    assert "carla" in words(press(ada, PEOPLE, PEOPLE, named=""))


def test_somebody_is_added_and_their_password_is_shown_once_and_lets_them_in(ada):
    answer = press(ada, "/administration/new-person", "/administration/new-person", **ROBIN)
    assert "robin.example was added" in words(answer)
    password = re.search(r'id="one-time-password">([^<]+)<', answer.text).group(1)
    assert answer.headers["cache-control"] == "no-store"
    page = ada.client.get(f"{PEOPLE}/robin.example")
    assert password not in page.text
    assert "One-time. It waits until" in words(page)
    added = people.user(ada.hub, "robin.example")
    assert (added.role, added.team) == (Role.SOCIAL_WORKER, "mash")
    assert noted(ada, "robin.example")[::-1] == [
        (
            "ada",
            "added",
            "person",
            "robin.example",
            (("role", None, "social_worker"), ("team", None, "mash")),
        ),
        ("ada", "password-given", "person", "robin.example", ()),
    ]
    ada.client.cookies.clear()
    ada.send_form("/sign-in", "/sign-in", name="robin.example", password=password)
    led = ada.client.get("/", headers={"Accept": "text/html"}, follow_redirects=False)
    assert led.headers["location"] == "/password"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Fill in “User name”"),
        ({"name": "Robin Example"}, "“User name”: it cannot be used as a name."),
        ({"name": "carla"}, "“User name”: somebody has or had this name."),
        ({"full_name": " "}, "Fill in “Name”"),
        ({"full_name": "x" * 100_000}, "“Name” must be"),
        ({"role": ""}, "Choose an answer to “Role”"),
        ({"role": "system"}, "Choose one of the answers to “Role”"),
        ({"team": "moon"}, "Choose one of the answers to “Team”"),
        ({"role": "partner"}, "“Agency”: a partner belongs to an agency."),
        ({"agency": "police"}, "“Agency”: only partners belong to an agency."),
        ({"email": "nowhere"}, "“Mail address”: it is no mail address."),
    ],
)
def test_what_is_wrong_with_a_new_person_stands_beside_the_field(ada, given, said):
    before = len(people.users(ada.hub))
    form = "/administration/new-person"
    answer = press(ada, form, form, **{**ROBIN, **given})
    assert said in words(answer, 422)
    assert "<title>Error: Add a person" in answer.text
    assert len(people.users(ada.hub)) == before


def test_a_role_and_a_team_are_changed_and_the_log_says_from_what_to_what(ada):
    form = f"{PEOPLE}/carla/change"
    assert 'value="Carla"' in ada.client.get(form).text
    answer = press(
        ada,
        form,
        form,
        full_name="Carla Example",
        role="manager",
        team="north",
        email="c@x.example",
    )
    assert answer.headers["location"] == f"{PEOPLE}/carla?done=changed"
    assert "What is known of this person was changed." in words(
        ada.client.get(answer.headers["location"])
    )
    changed = people.user(ada.hub, "carla")
    assert (changed.role, changed.team, changed.email) == (Role.MANAGER, "north", "c@x.example")
    [(_, act, _, _, changes)] = noted(ada, "carla")
    assert act == "changed"
    assert changes == (
        ("full_name", None, None),
        ("role", "social_worker", "manager"),
        ("team", "mash", "north"),
        ("email", None, None),
    )
    said = words(ada.client.get("/administration/log?kind=person&subject=carla"))
    assert "ada Person carla Changed Name Role: Manager, was Social worker" in said
    assert "Carla Example" not in said


def test_the_last_administrator_keeps_the_role_until_another_can_sign_in(ada):
    form = f"{PEOPLE}/ada/change"
    fields = {"full_name": "Ada", "role": "auditor"}
    refused = words(press(ada, form, form, **fields), 422)
    assert "“Role”: no other administrator can sign in." in refused
    people.add_user(ada.hub, None, "abe", "Abe Example", Role.ADMINISTRATOR)
    assert press(ada, form, form, **fields).status_code == 422
    people.set_password(ada.hub, "abe", "three words of abe")
    assert press(ada, form, form, **fields).status_code == 303
    assert people.user(ada.hub, "ada").role is Role.AUDITOR


def test_somebody_who_is_locked_comes_in_nowhere_until_they_are_unlocked(ada):
    password = ada.password("carla")
    key = ada.key("carla")
    secret = people.sign_in(ada.hub, "carla", password, address="a", browser="b")
    answer = press(ada, f"{PEOPLE}/carla/lock", f"{PEOPLE}/carla")
    assert answer.headers["location"] == f"{PEOPLE}/carla?done=locked"
    page = words(ada.client.get(answer.headers["location"]))
    assert "Locked by an administrator since" in page
    assert people.sign_in(ada.hub, "carla", password, address="a", browser="b") is None
    assert people.signed_in(ada.hub, secret) is people.Over.LOCKED
    assert people.actor_of(ada.hub, key) is None
    press(ada, f"{PEOPLE}/carla/unlock", f"{PEOPLE}/carla")
    assert people.sign_in(ada.hub, "carla", password, address="a", browser="b") is not None
    assert people.signed_in(ada.hub, secret) is people.Over.LOCKED
    assert [each[1] for each in noted(ada, "carla")] == ["unlocked", "locked"]


def test_unlocking_takes_back_a_wait_after_wrong_passwords(ada):
    password = ada.password("carla")
    for _ in range(6):
        people.sign_in(ada.hub, "carla", "wrong", address="elsewhere", browser="b")
    page = words(ada.client.get(f"{PEOPLE}/carla"))
    assert "Too many wrong passwords: has to wait until" in page
    press(ada, f"{PEOPLE}/carla/unlock", f"{PEOPLE}/carla")
    assert people.sign_in(ada.hub, "carla", password, address="c", browser="b") is not None


def test_nobody_locks_or_removes_themselves(ada):
    people.add_user(ada.hub, None, "abe", "Abe Example", Role.ADMINISTRATOR)
    people.set_password(ada.hub, "abe", "three words of abe")
    locked = words(press(ada, f"{PEOPLE}/ada/lock", f"{PEOPLE}/ada"), 422)
    assert "Not done: it is your own account. Needed: another administrator to do it" in locked
    removed = words(press(ada, f"{PEOPLE}/ada/remove", f"{PEOPLE}/ada/remove"), 422)
    assert "It is your own account." in removed
    assert people.user(ada.hub, "ada").may_come_in


def test_a_new_password_ends_every_session_and_is_shown_once(ada):
    secret = people.sign_in(ada.hub, "carla", ada.password("carla"), address="a", browser="b")
    answer = press(ada, f"{PEOPLE}/carla/password", f"{PEOPLE}/carla")
    assert "A one-time password for carla" in words(answer)
    assert people.signed_in(ada.hub, secret) is people.Over.PASSWORD_CHANGED
    own = press(ada, f"{PEOPLE}/ada/password", f"{PEOPLE}/ada")
    assert own.headers["location"] == "/password"


def test_a_session_is_ended_from_the_persons_page(ada):
    secret = people.sign_in(ada.hub, "carla", ada.password("carla"), address="a", browser="b")
    page = ada.client.get(f"{PEOPLE}/carla")
    session = re.search(r'name="session" value="([0-9a-f]+)"', page.text).group(1)
    press(ada, f"{PEOPLE}/carla/sign-out", f"{PEOPLE}/carla", session=session)
    assert people.signed_in(ada.hub, secret) is people.Over.ENDED_BY_ADMINISTRATOR
    assert "Nowhere. Each browser would stand here" in words(ada.client.get(f"{PEOPLE}/carla"))
    assert noted(ada, "carla") == [("ada", "signed-out", "person", "carla", ())]


def test_whoever_holds_open_work_is_removed_only_with_a_yes_that_it_is_left_to_nobody(ada):
    reference = ada.in_research("police")
    ada.give("mona", reference, "allocate", {"team": "mash", "worker": "carla"})
    form = f"{PEOPLE}/carla/remove"
    shown = words(ada.client.get(form))
    assert f"1 open journey: {reference}." in shown
    assert "Testperson" not in shown
    refused = words(press(ada, form, form), 422)
    assert "they still hold open work" in refused
    assert people.user(ada.hub, "carla").active
    assert press(ada, form, form, held="yes").headers["location"].endswith("?done=removed")
    gone = words(ada.client.get(f"{PEOPLE}/carla"))
    assert "This is left to nobody." in gone
    stuck = words(ada.get("mona", "/stuck"))
    assert "carla, who has this journey, is not here any more" in stuck
    press(ada, f"{PEOPLE}/carla/take-back", f"{PEOPLE}/carla")
    assert people.user(ada.hub, "carla").active


def test_whoever_holds_nothing_is_removed_with_one_press(ada):
    form = f"{PEOPLE}/aud/remove"
    assert "Nothing: no open journey" in words(ada.client.get(form))
    assert press(ada, form, form).status_code == 303
    assert not people.user(ada.hub, "aud").active


def test_what_nobody_knows_is_not_found(ada):
    for path in (f"{PEOPLE}/nobody", f"{PEOPLE}/nobody/change", f"{PEOPLE}/%3Cb%3E"):
        assert ada.client.get(path).status_code == 404
    assert press(ada, f"{PEOPLE}/carla/promote", f"{PEOPLE}/carla").status_code == 404
    assert press(ada, f"{PEOPLE}/nobody/lock", f"{PEOPLE}/carla").status_code == 404


def test_a_form_of_another_site_or_an_old_one_changes_nothing(ada):
    path = f"{PEOPLE}/carla/lock"
    assert ada.client.post(path, data={"a": "b"}).status_code == 403
    form = "/administration/new-person"
    kept = ada.client.post(form, data=ROBIN)
    assert kept.status_code == 403
    assert 'value="Robin Example"' in kept.text
    elsewhere = {"Origin": "http://elsewhere.example"}
    assert ada.send_form(PEOPLE, path, headers=elsewhere).status_code == 403
    assert people.user(ada.hub, "carla").locked_at is None


def test_what_was_typed_is_kept_when_its_writer_was_signed_out_meanwhile(ada):
    token = re.search(
        r'name="form_token" value="([0-9a-f]+)"', ada.client.get("/administration/new-person").text
    ).group(1)
    people.end_all_sessions(ada.hub, None, "ada")
    answer = ada.client.post("/administration/new-person", data={"form_token": token, **ROBIN})
    assert "What you typed is kept" in words(answer, 401)
    assert 'name="full_name" value="Robin Example"' in answer.text


def test_the_log_is_the_administrators_and_is_paged(ada):
    assert "Nothing was changed yet." in words(ada.client.get("/administration/log"))
    for number in range(60):
        people.add_team(ada.hub, ADMINISTRATOR, f"t{number:02}", f"Team {number}")
    first = ada.client.get("/administration/log")
    assert "ada Team t59 Added" in words(first)
    assert "t05" not in first.text
    further = re.search(r'rel="next" href="([^"]+)"', first.text).group(1).replace("&amp;", "&")
    assert "ada Team t05 Added" in words(ada.client.get(further))
    assert "No change fits." in words(ada.client.get("/administration/log?by=nobody"))
    for wrong in ("kind=king", "before=0", "by=%3Cb%3E"):
        assert ada.client.get(f"/administration/log?{wrong}").status_code == 422
