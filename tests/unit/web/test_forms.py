"""Every action as a form: given once, refused in words, and never losing what was typed."""

import html
import re

import pytest

from journey.commands import COMMANDS
from tests.support.cases import CLOSED
from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to, tell
from tests.unit.web.callers import callers_on
from tests.unit.web.form_reader import FormReader, filled, text_of

HTML = {"Accept": "text/html"}
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, callers, user):
        self.callers = callers_like(callers)
        self.client = self.callers.client
        self.callers.sign_in(user)

    def open(self, path):
        return self.client.get(path, headers=HTML, follow_redirects=False)

    def send(self, page, act="give", **typed):
        action, data = filled(page.text, act, **typed)
        return self.client.post(action, data=data, headers=HTML, follow_redirects=False)

    def do(self, reference, command, act="give", **typed):
        return self.send(self.open(f"/journeys/{reference}/do/{command}"), act, **typed)


def callers_like(callers):
    from fastapi.testclient import TestClient  # noqa: PLC0415 - beside its only use

    from tests.unit.web.callers import Callers  # noqa: PLC0415 - as above

    client = TestClient(callers.app, base_url="http://hub.example", raise_server_exceptions=False)
    return Callers(callers.hub, callers.app, client, callers.keys)


@pytest.fixture
def mona(callers):
    return Person(callers, "mona")


def version_of(callers, reference):
    return callers.get("mona", f"/api/journeys/{reference}").json()["version"]


def events_of(callers, reference):
    return [e["type"] for e in callers.get("mona", f"/api/journeys/{reference}/events").json()]


def test_a_contact_is_received_by_its_form_and_said_once(mona):
    page = mona.open("/contacts/new")
    answer = mona.send(
        page,
        child__name="Robin Example",
        **{"child.born-day": "4", "child.born-month": "May", "child.born-year": "2016"},
        referrer__kind="school",
        referrer__name="Ms Invented",
        reason="Robin came with a bruise.",
        **{"concerns.0.category": "physical", "concerns.0.description": "a bruise"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/journeys/TL25-000001")
    shown = text_of(mona.open("/journeys/TL25-000001").text)
    assert "Enter a contact: it is on the record." in shown
    assert "Robin Example" in shown
    assert "it is on the record" not in mona.open("/journeys/TL25-000001").text


def test_a_double_press_gives_once(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    typed = {"category": "neglect", "description": "cold and hungry"}
    first, second = mona.send(page, **typed), mona.send(page, **typed)
    assert first.headers["location"] == second.headers["location"] == f"/journeys/{reference}"
    assert events_of(callers, reference).count("ConcernAdded") == 2  # one came with the contact


def test_the_back_button_after_sending_says_that_it_was_sent(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    mona.send(page, category="neglect", description="cold and hungry")
    again = mona.send(page, category="neglect", description="other words")
    assert again.status_code == 409
    assert "This form was sent already" in again.text
    assert "other words" in again.text
    assert events_of(callers, reference).count("ConcernAdded") == 2
    once_more = mona.send(again)
    assert once_more.status_code == 303
    assert events_of(callers, reference).count("ConcernAdded") == 3


def test_what_is_wrong_stands_at_its_field_and_above_and_nothing_typed_is_lost(callers, mona):
    reference = callers.journey()
    answer = mona.do(
        reference,
        "hold",
        reason="The family is abroad.",
        **{"until-day": "31", "until-month": "2", "until-year": "2026", "until-time": "9am"},
    )
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'href="#f-until-day"' in answer.text
    assert "it is not a real date" in text_of(answer.text)
    assert FormReader(answer.text).fields["reason"] == ["The family is abroad."]
    assert FormReader(answer.text).fields["until-day"] == ["31"]
    assert "<title>Error:" in answer.text


def test_a_refusal_is_said_with_the_forms_that_satisfy_it(callers, mona):
    reference = callers.journey()
    answer = mona.do(
        reference, "decide-contact", outcome="referral", rationale="It is serious enough for us."
    )
    assert answer.status_code == 409
    said = text_of(answer.text)
    assert "Not done" in said
    assert "Previous involvement and family history have not been reviewed." in said
    assert f'href="/journeys/{reference}/do/review-history"' in answer.text
    assert FormReader(answer.text).fields["rationale"] == ["It is serious enough for us."]
    assert FormReader(answer.text).fields["outcome"] == ["referral"]


def test_a_form_says_beforehand_what_is_missing(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/decide-contact")
    assert page.status_code == 200
    assert "What some outcomes still need" in page.text
    assert f'href="/journeys/{reference}/do/review-history"' in page.text
    callers.give("mona", reference, "review-history", {"searched": "all", "none_known": True})
    page = mona.open(f"/journeys/{reference}/do/decide-contact")
    assert "What some outcomes still need" not in page.text


def test_an_outcome_that_is_not_for_the_role_says_whose_it_is(callers):
    reference = callers.journey()
    callers.give("mona", reference, "review-history", {"searched": "all", "none_known": True})
    page = Person(callers, "carla").open(f"/journeys/{reference}/do/decide-contact")
    assert "Needs a decision by a manager or senior manager." in text_of(page.text)


def test_two_people_at_once_are_shown_each_others_work(callers, mona):
    reference = callers.journey()
    carla = Person(callers, "carla")
    page = mona.open(f"/journeys/{reference}/do/record-oversight")
    carla.do(reference, "record-childs-views", views="I want to go home.")
    overtaken = mona.send(page, summary="I have read it all.")
    assert overtaken.status_code == 412
    said = text_of(overtaken.text)
    assert "The journey has changed since you began" in said
    assert "carla" in said
    assert "I want to go home." in said
    assert FormReader(overtaken.text).fields["summary"] == ["I have read it all."]
    assert "OversightRecorded" not in events_of(callers, reference)
    assert mona.send(overtaken).status_code == 303
    assert "OversightRecorded" in events_of(callers, reference)


def test_what_the_clock_did_meanwhile_is_nobodys_conflict(callers, mona):
    reference = callers.in_research("police")
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    before = version_of(callers, reference)
    go_to(callers.hub, london("2025-09-05", "16:00"))
    assert version_of(callers, reference) > before
    mona.callers.sign_in("mona")
    [token] = FormReader(mona.open("/contacts/new").text).fields["form_token"]
    sent = mona.send(page, form_token=token, category="neglect", description="cold")
    assert sent.status_code == 303


def test_a_form_in_two_tabs_is_two_forms(callers, mona):
    reference = callers.journey()
    one = mona.open(f"/journeys/{reference}/do/add-concern")
    other = mona.open(f"/journeys/{reference}/do/add-concern")
    assert mona.send(one, category="neglect", description="cold").status_code == 303
    overtaken = mona.send(other, category="physical", description="a burn")
    assert overtaken.status_code == 412
    assert mona.send(overtaken).status_code == 303
    assert events_of(callers, reference).count("ConcernAdded") == 3


def test_a_draft_is_kept_for_its_owner_until_it_is_given(callers, mona):
    reference = callers.journey()
    answer = mona.do(reference, "add-concern", "draft", description="I have not finished")
    assert answer.headers["location"] == f"/journeys/{reference}"
    journey = mona.open(f"/journeys/{reference}").text
    assert "your draft is kept" in text_of(journey)
    assert ">Draft</strong>" in journey
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    assert "This is your draft of" in page.text
    assert FormReader(page.text).fields["description"] == ["I have not finished"]
    others = Person(callers, "carla").open(f"/journeys/{reference}/do/add-concern")
    assert "I have not finished" not in others.text
    mona.send(page, category="neglect")
    assert "I have not finished" not in mona.open(f"/journeys/{reference}/do/add-concern").text


def test_a_draft_can_be_thrown_away(callers, mona):
    reference = callers.journey()
    mona.do(reference, "add-concern", "draft", description="never mind")
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    assert mona.send(page, "forget").headers["location"].endswith("/do/add-concern")
    assert "never mind" not in mona.open(f"/journeys/{reference}/do/add-concern").text


def test_a_draft_says_what_happened_since_it_was_begun(callers, mona):
    reference = callers.journey()
    mona.do(reference, "record-oversight", "draft", summary="half of it")
    callers.give("carla", reference, "record-childs-views", {"views": "I like school."})
    said = text_of(mona.open(f"/journeys/{reference}/do/record-oversight").text)
    assert "The journey has changed since you began" in said
    assert "I like school." in said


def test_a_form_is_kept_while_somebody_writes(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    _, data = filled(page.text, description="in the middle of a senten")
    saved = mona.client.post(f"/journeys/{reference}/draft/add-concern", data=data)
    assert saved.text == "Draft saved Tuesday 2 September 2025, 10am"
    again = mona.open(f"/journeys/{reference}/do/add-concern")
    assert "in the middle of a senten" in again.text


def test_a_form_that_was_open_too_long_comes_back_with_its_words(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    answer = mona.send(page, form_token="0" * 48, category="neglect", description="cold")
    assert answer.status_code == 403
    assert "open too long" in answer.text
    assert FormReader(answer.text).fields["description"] == ["cold"]
    assert mona.send(answer).status_code == 303


def test_who_was_signed_out_meanwhile_finds_the_words_after_signing_in(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    mona.client.cookies.clear()
    kept = mona.send(page, category="neglect", description="cold & hungry")
    assert kept.status_code == 401
    assert "What you typed is kept on this page" in kept.text
    assert html.escape("cold & hungry") in kept.text
    assert "ConcernAdded" not in events_of(callers, reference)[2:]
    mona.callers.sign_in("mona")
    typed = {"_act": "give", "category": "neglect", "description": "cold & hungry"}
    back = mona.client.post(f"/journeys/{reference}/do/add-concern", data=typed, headers=HTML)
    assert FormReader(back.text).fields["description"] == ["cold & hungry"]
    assert mona.send(back).status_code == 303


def test_a_form_from_another_site_is_not_even_shown_again(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    action, data = filled(page.text, description="cold")
    answer = mona.client.post(action, data=data, headers={**HTML, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "stood on another site" in answer.text


def test_a_part_is_added_and_removed_without_a_script(mona):
    page = mona.open("/contacts/new")
    more = mona.send(page, "add:family", child__name="Robin Example")
    assert more.status_code == 200
    assert "family.0.name" in FormReader(more.text).fields
    assert FormReader(more.text).fields["child.name"] == ["Robin Example"]
    twice = mona.send(more, "add:family", family__0__name="Ann Example")
    less = mona.send(twice, "remove:family.1")
    assert FormReader(less.text).fields["family.0.name"] == ["Ann Example"]
    assert "family.1.name" not in FormReader(less.text).fields


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/journeys/TL25-000001/do/eat-cake", 404, "There is no such form"),
        ("/journeys/TL25-000001/do/receive-contact", 404, "There is no such form"),
        ("/journeys/TL25-999999/do/close", 404, "There is no such journey"),
        ("/journeys/nonsense/do/close", 404, "There is no such journey"),
        ("/journeys/TL25-000001/do/decide-after-enquiry", 409, "No enquiry is open"),
        ("/journeys/TL25-000001/forms/E9/enquiry", 404, "There is no such pro forma"),
    ],
)
def test_an_address_that_leads_nowhere_says_so_in_words(callers, mona, path, status, words):
    callers.journey()
    answer = mona.open(path)
    assert (answer.status_code, words in text_of(answer.text)) == (status, True)


def test_a_role_that_may_not_is_told_who_may(callers):
    reference = callers.journey()
    colin = Person(callers, "colin")
    page = colin.open(f"/journeys/{reference}/do/close")
    assert page.status_code == 403
    assert "A coordinator may not do this." in text_of(page.text)
    who = text_of(page.text).partition("Who may: ")[2].partition(".")[0].split(", ")
    assert {"Mona", "Milo", "Senna"} <= set(who)
    assert not {"Colin", "Carla", "Police-Desk"} & set(who)
    assert Person(callers, "aud").open(f"/journeys/{reference}/do/close").status_code == 403
    partner = Person(callers, "police-desk").open(f"/journeys/{reference}/do/reply-to-research")
    assert partner.status_code == 403


def test_a_partner_enters_a_contact_and_is_led_to_its_own_page(callers):
    police = Person(callers, "police-desk")
    answer = police.send(
        police.open("/contacts/new"),
        child__name="Robin Example",
        referrer__kind="police",
        reason="Called to the house at night.",
        **{"concerns.0.category": "domestic-abuse", "concerns.0.description": "shouting"},
    )
    assert answer.headers["location"] == "/partner"


def test_on_a_closed_journey_a_form_says_that_it_is_closed(callers, mona):
    reference = tell(callers.hub, CLOSED).reference
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    assert (page.status_code, "The journey is closed." in text_of(page.text)) == (409, True)
    journey = mona.open(f"/journeys/{reference}").text
    assert f'href="/journeys/{reference}/do/reopen"' in journey
    assert f'href="/journeys/{reference}/do/add-concern"' not in journey


def test_a_decision_that_was_taken_says_by_whom_and_when(callers, mona):
    reference = callers.in_research("police")
    page = mona.open(f"/journeys/{reference}/do/decide-contact")
    assert page.status_code == 409
    assert "It was decided already: Referral, by mona, Tuesday 2 September 2025, 10am." in text_of(
        page.text
    )


def test_a_hundred_thousand_characters_are_refused_with_the_limit_and_kept(callers, mona):
    reference = callers.journey()
    answer = mona.do(reference, "record-oversight", summary="x" * 100_000)
    assert answer.status_code == 422
    assert "must be 20,000 characters or fewer. It has 100,000 now" in text_of(answer.text)
    assert len(FormReader(answer.text).fields["summary"][0]) == 100_000


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "receive-contact"])
def test_a_script_in_any_field_is_text_in_every_form(callers, mona, name):
    from web.forms.fields import every_field, fields_of  # noqa: PLC0415 - beside its only use

    reference = callers.in_research("police")
    page = mona.open(f"/journeys/{reference}/do/add-concern")
    token = FormReader(page.text).fields["form_token"]
    data = {"form_token": token, "_act": "add:", "_key": SCRIPT, "_version": SCRIPT}
    for path, _ in every_field(fields_of(name)):
        data[path] = SCRIPT
        data[path.replace(".", ".0.", 1)] = SCRIPT
    shown = mona.client.post(f"/journeys/{reference}/do/{name}", data=data, headers=HTML)
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text
    assert "<img" not in shown.text


def test_nothing_that_was_typed_is_logged(callers, mona, capsys):
    reference = callers.journey()
    mona.do(reference, "add-concern", "draft", description="Zanzibar")
    mona.do(reference, "add-concern", description="Zanzibar")
    assert "Zanzibar" not in "".join(capsys.readouterr())


def test_the_journey_lists_what_a_role_may_do_and_why_not_the_rest(callers, mona):
    reference = callers.in_research("police")
    page = mona.open(f"/journeys/{reference}").text
    assert f'href="/journeys/{reference}/do/decide-after-research"' in page
    assert f'href="/journeys/{reference}/do/decide-contact"' not in page
    said = text_of(page)
    assert "Decide the contact No contact is open." in said
    auditors = text_of(Person(callers, "aud").open(f"/journeys/{reference}").text)
    assert "Nothing here is for your role to do now" in auditors


def test_the_need_of_a_concern_opens_the_form_on_that_concern(callers, mona):
    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/dispose-of-concern?about=C1")
    assert FormReader(page.text).fields["concern"] == ["C1"]


def test_when_the_record_is_away_the_page_keeps_what_was_typed(callers, mona, monkeypatch):
    from models.errors import StoreUnavailableError  # noqa: PLC0415 - beside its only use

    reference = callers.journey()
    page = mona.open(f"/journeys/{reference}/do/add-concern")

    def away(*_, **__):
        raise StoreUnavailableError("sqlite:///x")

    monkeypatch.setattr("web.forms.attempting.giving.give", away)
    kept = mona.send(page, category="neglect", description="cold")
    assert kept.status_code == 503
    assert 'name="description" value="cold"' in kept.text
    assert "send it again" in text_of(kept.text)


def test_the_form_has_no_script_of_its_own_and_every_field_a_label(sqlite_store):
    callers = callers_on(sqlite_store)
    reference = callers.in_research("police")
    mona = Person(callers, "mona")
    for command in ("decide-after-research", "record-visit", "allocate", "plan-meeting"):
        page = mona.open(f"/journeys/{reference}/do/{command}").text
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
        fields = set(re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', page))
        assert fields <= labelled
        assert " onclick" not in page
