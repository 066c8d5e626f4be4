"""What goes wrong at a real browser: nothing typed is lost, and the page says what to do."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from casework.people import deactivate
from tests.browser.people import Person
from tests.support.browser import nothing_found
from tests.support.cases import PEOPLE
from tests.unit.casework.hubs import events_of

pytestmark = pytest.mark.slow

HISTORY = {"searched": "all systems", "none_known": True}


@contextmanager
def somebody(site, name):
    """Give somebody at a browser, signed in as people sign in."""
    password = site.callers.password(name)
    with site.visit(None) as visitor:
        who = Person(name, visitor)
        who.comes_to(site.base)
        who.signs_in(password)
        yield who


def goes_to(who, reference, action):
    """Open a form; how it is found is told in the whole story."""
    who.comes_to(f"{who.visitor.base}/journeys/{reference}")
    who.begins(action)


def writes_a_decision(who, outcome, why):
    who.chooses("What do you decide?", outcome)
    who.writes("What does the decision say about it?", "The bruise has not been explained.")
    who.writes("Why this outcome and not another?", why)
    who.writes("How were ethnicity", "Nothing that bears on it is known.")


@pytest.fixture
def reference(site):
    """A journey on which the contact can be decided."""
    made = site.callers.journey()
    site.callers.give("mona", made, "review-history", HISTORY)
    return made


def count(site, reference, event):
    return events_of(site.callers.hub, reference).count(event)


def test_of_two_who_decide_at_once_the_second_sees_both_and_loses_nothing(site, reference):
    with somebody(site, "mona") as mona, somebody(site, "milo") as milo:
        for who in (mona, milo):
            goes_to(who, reference, "Decide the contact")
        writes_a_decision(milo, "No further action", "A doctor explained it.")
        writes_a_decision(mona, "Referral", "The school saw it twice.")
        mona.presses("Record the decision")
        assert mona.sees("Decide the contact: it is on the record.")
        milo.presses("Record the decision")
        assert milo.sees("It was decided already: Referral, by mona")
        assert "The school saw it twice." in milo.reads("What has happened since you began")
        assert milo.sees("A doctor explained it.")
        assert milo.sees("No further action")
        nothing_found(milo.page)
        milo.turns_to("My work")
        milo.follows(f"Decide the contact, {reference}")
        assert milo.sees("A doctor explained it.")
    assert count(site, reference, "DecisionTaken") == 1


def test_of_two_who_write_at_once_the_second_puts_both_together_and_sends_it(site, reference):
    with somebody(site, "mona") as mona, somebody(site, "carla") as carla:
        goes_to(mona, reference, "Decide the contact")
        writes_a_decision(mona, "Referral", "The school saw it twice.")
        goes_to(carla, reference, "Record what the child says")
        carla.writes("What does the child say and feel?", "“I fell off the wall.”")
        carla.presses("Put it on the record")
        mona.presses("Record the decision")
        assert mona.sees("The journey has changed since you began")
        assert "I fell off" in mona.reads("The journey has changed since you began")
        kept = mona.page.get_by_label("Why this outcome and not another?")
        assert kept.input_value() == "The school saw it twice."
        kept.fill("The school saw it twice. A fall does not explain it.")
        mona.presses("Record the decision")
        assert mona.sees("Decide the contact: it is on the record.")
    assert count(site, reference, "DecisionTaken") == 1


def test_what_was_being_typed_when_the_page_was_closed_stands_there_again(site, reference):
    with somebody(site, "carla") as carla:
        goes_to(carla, reference, "Add a concern")
        carla.page.get_by_label("What is the worry?").press_sequentially("The flat is cold, and")
        assert carla.sees("Draft saved")
        carla.page.close()
        carla.visitor.page = carla.page.context.new_page()
        carla.comes_to(site.base)
        carla.turns_to("My work")
        carla.follows(f"Add a concern, {reference}")
        assert carla.sees("This is your draft of")
        written = carla.page.get_by_label("What is the worry?").input_value()
        assert written == "The flat is cold, and"


def test_a_form_that_cannot_be_kept_says_so(site, reference):
    with somebody(site, "carla") as carla:
        goes_to(carla, reference, "Add a concern")
        carla.writes("What is the worry?", "The flat is cold.")
        assert carla.sees("Draft saved")
        carla.page.route("**/draft/*", lambda route: route.abort())
        carla.writes("What is the worry?", "The flat is cold, and there is no bed.")
        assert carla.sees("Not saved: the hub cannot be reached.")
        carla.page.unroute("**/draft/*")
        carla.writes("What is the worry?", "The flat is cold, and there is no bed now.")
        assert carla.sees("Draft saved")
        # htmx tells the console what the page tells the reader.
        carla.visitor.faults.clear()


def test_whose_sign_in_ended_while_typing_signs_in_elsewhere_and_goes_on(site, reference):
    with somebody(site, "carla") as carla:
        goes_to(carla, reference, "Record what the child says")
        carla.writes("What does the child say and feel?", "“I am cold at night.”")
        carla.page.context.clear_cookies(name="throughline")
        carla.presses("Put it on the record")
        assert carla.sees("What you typed is kept on this page")
        nothing_found(carla.page)
        with carla.page.context.expect_page() as opened:
            carla.follows("Sign in (opens in a new tab)")
        elsewhere = Person("carla", type(carla.visitor)(opened.value, site.base))
        elsewhere.signs_in(site.callers.password("carla"))
        assert elsewhere.sees("Research board")
        carla.presses("Go on with the form")
        kept = carla.page.get_by_label("What does the child say and feel?")
        assert kept.input_value() == "“I am cold at night.”"
        carla.presses("Put it on the record")
        assert carla.sees("Record what the child says: it is on the record.")
    assert count(site, reference, "ChildsViewsRecorded") == 1


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_double_press_is_one_press(site, reference, script):
    with site.visit("carla", java_script_enabled=script) as visitor:
        carla = Person("carla", visitor)
        before = count(site, reference, "ConcernAdded")
        goes_to(carla, reference, "Add a concern")
        carla.chooses("What kind of worry is it?", "Neglect")
        carla.writes("What is the worry?", "The flat is cold.")
        carla.presses_twice("Put it on the record")
        assert carla.sees("Add a concern: it is on the record.")
    assert count(site, reference, "ConcernAdded") == before + 1


def test_the_back_button_after_a_decision_says_that_it_was_taken(site, reference):
    with somebody(site, "mona") as mona:
        goes_to(mona, reference, "Decide the contact")
        writes_a_decision(mona, "Referral", "The school saw it twice.")
        mona.presses("Record the decision")
        assert mona.sees("Decide the contact: it is on the record.")
        mona.page.go_back()
        assert mona.sees("It was decided already: Referral, by mona")
    assert count(site, reference, "DecisionTaken") == 1


def test_one_form_in_two_tabs_is_sent_twice_and_the_second_time_says_what_the_first_did(
    site, reference
):
    before = count(site, reference, "ConcernAdded")
    with somebody(site, "carla") as carla:
        tabs = [carla]
        tabs.append(Person("carla", type(carla.visitor)(carla.page.context.new_page(), site.base)))
        for tab, words in zip(tabs, ("The flat is cold.", "There is no bed."), strict=True):
            goes_to(tab, reference, "Add a concern")
            tab.chooses("What kind of worry is it?", "Neglect")
            tab.writes("What is the worry?", words)
        tabs[0].presses("Put it on the record")
        assert tabs[0].sees("Add a concern: it is on the record.")
        tabs[1].presses("Put it on the record")
        assert tabs[1].sees("The journey has changed since you began")
        assert tabs[1].sees("The flat is cold.")
        nothing_found(tabs[1].page)
        tabs[1].presses("Put it on the record")
        assert tabs[1].sees("Add a concern: it is on the record.")
    assert count(site, reference, "ConcernAdded") == before + 2


@pytest.mark.parametrize("character", ["x", "我", "🙂"])
def test_a_hundred_thousand_characters_pasted_are_refused_whole_and_kept_whole(
    site, reference, character
):
    pasted = character * 100_000
    with somebody(site, "carla") as carla:
        goes_to(carla, reference, "Record what the child says")
        carla.writes("What does the child say and feel?", pasted)
        carla.presses("Put it on the record")
        assert carla.sees("must be 20,000 characters or fewer. It has 100,000 now")
        kept = carla.page.get_by_label("What does the child say and feel?").input_value()
        assert kept == pasted
    assert count(site, reference, "ChildsViewsRecorded") == 0


def test_a_reply_to_a_request_that_was_taken_back_meanwhile_stands_on_the_page(site):
    reference = site.callers.in_research("police")
    with somebody(site, "police-desk") as police:
        police.follows(f"{reference}.R1")
        police.writes("What risks does it know of?", "Shouting, and a broken door.")
        taken_back = {"request": "R1", "reason": "asked by mistake"}
        site.callers.give("mona", reference, "withdraw-request", taken_back)
        police.presses("Send the reply")
        assert police.sees("The hub has taken this request back.")
        assert police.sees("Shouting, and a broken door.")
        nothing_found(police.page)
    assert count(site, reference, "ReplyReceived") == 0


def test_whose_account_was_closed_meanwhile_keeps_the_words_and_is_told_why(site, reference):
    with somebody(site, "nora") as nora:
        goes_to(nora, reference, "Record what the child says")
        nora.writes("What does the child say and feel?", "“I am cold at night.”")
        deactivate(site.callers.hub, PEOPLE["ada"], "nora")
        nora.presses("Put it on the record")
        assert nora.sees("What you typed is kept on this page")
        with nora.page.context.expect_page() as opened:
            nora.follows("Sign in (opens in a new tab)")
        said = opened.value.get_by_text("This account was closed.")
        said.wait_for()
        assert "ask your administrator to open it" in said.inner_text()
    assert count(site, reference, "ChildsViewsRecorded") == 0
