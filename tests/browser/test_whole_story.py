"""The whole story of one child through the pages, by four people, from contact to plan.

The program is the real one (`tests/browser/four_people.py`): the partner comes in by the link of
the mail that arrived.  Whatever happens here is clicked, chosen or written by somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.four_people import POLICE, Hub, four_people, password_of
from tests.browser.people import Person

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def story(browser: Browser, tmp_path: Path) -> Iterator[Hub]:
    with four_people(browser, tmp_path) as hub:
        yield hub


def test_from_a_contact_to_a_protection_plan(story: Hub) -> None:
    everybody_signs_in(story)
    colin_enters_the_contact(story)
    carla_reviews_the_history(story)
    mona_makes_it_a_referral(story)
    carla_records_that_the_mother_agreed(story)
    mona_decides_on_research(story)
    colin_asks_the_police_and_health(story)
    the_police_reply_by_the_link_in_their_mail(story)
    colin_enters_what_health_said_on_the_telephone(story)
    mona_decides_on_a_strategy_discussion(story)
    they_meet_and_carla_writes_it_up(story)
    mona_directs_and_decides_on_an_enquiry(story)
    carla_sends_the_minutes_round(story)
    carla_sees_the_mother_and_robin(story)
    mona_asks_for_a_conference(story)
    mona_authorises_the_assessment(story)
    the_conference_is_held(story)
    mona_records_the_protection_plan(story)
    carla_writes_the_plan(story)
    everybody_sees_where_robin_is(story)


def everybody_signs_in(story: Hub) -> None:
    for who in (story.colin, story.carla, story.mona):
        who.comes_to(story.base)
        who.signs_in(password_of(who.name))
    assert story.colin.sees("No journey is in research")


def colin_enters_the_contact(story: Hub) -> None:
    colin = story.colin
    colin.turns_to("Enter a contact")
    colin.writes("Name of the child", "Robin Example")
    colin.writes_day("Date of birth", "4 5 2016", within="The child")
    colin.chooses("Who made the contact?", "School")
    colin.writes("Name", "Ms Invented", within="Who made the contact")
    colin.writes("Why is the contact made now?", "Robin came to school with a bruise.")
    colin.chooses("What kind of worry is it?", "Physical harm", within="Concern 1")
    colin.writes("What is the worry?", "A bruise on the upper arm.", within="Concern 1")
    colin.presses("Add: Person")
    colin.writes("Name", "Maya Example", within="Person 1")
    colin.chooses("Who are they to the child?", "Mother", within="Person 1")
    colin.chooses("Do they hold parental responsibility?", "Yes", within="Person 1")
    colin.presses("Enter the contact")
    assert colin.sees("Enter a contact: it is on the record.")
    story.reference = colin.page.url.rpartition("/")[2]


def carla_reviews_the_history(story: Hub) -> None:
    carla = story.carla
    carla.turns_to("My work")
    carla.follows(story.reference)
    carla.begins("Review the history")
    carla.writes("Where did you look?", "The council’s records, and the school’s.")
    carla.writes("What did you find?", "Nothing was known before this contact.")
    carla.presses("Record the review")
    assert carla.sees("Review the history: it is on the record.")
    carla.begins("Tell the referrer that it arrived")
    carla.writes("How was the referrer told?", "By telephone.")
    carla.presses("Put it on the record")
    assert carla.sees("Tell the referrer that it arrived: it is on the record.")


def mona_makes_it_a_referral(story: Hub) -> None:
    mona = story.mona
    mona.turns_to("My work")
    mona.follows("Take decision one")
    assert "Nothing was known before this contact." in mona.reads("History")
    mona.chooses("What do you decide?", "Referral")
    mona.writes("What does the decision say about it?", "The bruise has not been explained.")
    mona.writes("Why this outcome and not another?", "Ms Invented saw the bruise herself.")
    mona.writes("How were ethnicity", "Asked about; nothing that bears on it is known.")
    mona.presses("Record the decision")
    assert mona.sees("Decide the contact: it is on the record.")
    mona.begins("Give the journey to somebody")
    mona.chooses("Which worker?", "Carla")
    mona.writes("How was it talked through", "At the desk, this morning.")
    mona.presses("Put it on the record")


def carla_records_that_the_mother_agreed(story: Hub) -> None:
    # Her page is open meanwhile, and shows by itself what Mona did.
    carla = story.carla
    assert carla.sees("with carla, team mash")
    carla.begins("Record consent")
    carla.chooses("What came of asking?", "Consent was given")
    carla.chooses("Who was asked?", "Maya Example")
    carla.writes("What was said, or why was nobody asked?", "She agreed on the telephone.")
    carla.presses("Put it on the record")
    assert carla.sees("Record consent: it is on the record.")


def mona_decides_on_research(story: Hub) -> None:
    mona = story.mona
    mona.begins("Decide the referral")
    mona.chooses("What do you decide?", "Research")
    mona.chooses("If research: how much is asked?", "Limited research")
    mona.writes("If research: why that much?", "Police and health may know the family.")
    mona.chooses("If research: how urgent is it?", "Amber")
    mona.writes("What does the decision say about it?", "Others may know how it came about.")
    mona.writes("Why this outcome and not another?", "One agency alone cannot judge this.")
    mona.writes("How were ethnicity", "Nothing that bears on it is known.")
    mona.presses("Record the decision")
    assert mona.sees("Decide the referral: it is on the record.")


def colin_asks_the_police_and_health(story: Hub) -> None:
    colin = story.colin
    assert colin.sees("Research, amber")
    colin.begins("Ask partners")
    colin.chooses("Which agency?", "Harrowmere Police, safeguarding desk", within="Agency 1")
    colin.writes("Why this agency?", "They may have been called to the house.", within="Agency 1")
    colin.presses("Add another: agency")
    colin.chooses("Which agency?", "Harrowmere Community Health", within="Agency 2")
    colin.writes("Why this agency?", "The school nurse may know Robin.", within="Agency 2")
    colin.presses("Send the requests")
    assert colin.sees("Ask partners: it is on the record.")
    colin.turns_to("Research board")
    assert colin.sees("0 of 2 replies")


def the_police_reply_by_the_link_in_their_mail(story: Hub) -> None:
    police = story.police
    mail = story.mail_to(POLICE)
    assert "Robin" not in mail
    police.comes_to(re.search(r"http://\S+", mail).group())
    police.signs_in(password_of("police-desk"))
    assert police.sees("They may have been called to the house.")
    police.writes("Why is or was the agency involved?", "Called to the house twice this year.")
    police.writes("What risks does it know of?", "Shouting, and a broken door.")
    police.writes("What has it done?", "Spoke to both adults.")
    police.writes("What difference did that make?", "No call since June.")
    police.writes("What does it know of the child’s everyday life?", "Robin was asleep upstairs.")
    police.presses("Send the reply")
    assert police.sees("is on the record. Thank you.")
    assert story.colin.sees("1 of 2 replies")


def colin_enters_what_health_said_on_the_telephone(story: Hub) -> None:
    colin = story.colin
    colin.follows(story.reference)
    colin.begins("Enter a partner’s reply")
    colin.chooses("Which request?", "Harrowmere Community Health")
    colin.writes("Why is or was the agency involved?", "The school nurse saw Robin in May.")
    colin.writes("What risks does it know of?", "An older bruise, not explained then.")
    colin.presses("Put it on the record")
    assert colin.sees("Enter a partner’s reply: it is on the record.")


def mona_decides_on_a_strategy_discussion(story: Hub) -> None:
    mona = story.mona
    mona.turns_to("Research board")
    assert mona.sees("All in: decide")
    mona.follows(story.reference)
    mona.begins("Decide after research")
    replies = mona.reads("Replies")
    assert "Shouting, and a broken door." in replies
    assert "An older bruise, not explained then." in replies
    mona.chooses("What do you decide?", "Strategy discussion")
    mona.writes("What does the decision say about it?", "Two bruises, neither explained.")
    mona.writes("What did research find", "Violence at home, and an older bruise.")
    mona.writes("Why this outcome and not another?", "Robin may be suffering significant harm.")
    mona.presses("Record the decision")
    assert mona.sees("Decide after research: it is on the record.")


def they_meet_and_carla_writes_it_up(story: Hub) -> None:
    carla = story.carla
    assert carla.sees("Strategy discussion since")
    carla.begins("Record a meeting that was held")
    carla.chooses("What kind of meeting was it?", "Strategy discussion")
    carla.presses("Remove party 4")

    for number, party in enumerate(
        ("Social care", "Harrowmere Police, safe", "Harrowmere Community"), 1
    ):
        carla.chooses("Who?", party, within=f"Party {number}")
        carla.chooses("Were they there?", "Attended", within=f"Party {number}")
    carla.writes("Who chaired it?", "Mona")
    carla.chooses("What is the chair’s role?", "Manager")
    carla.chooses("Did people meet in one place?", "Yes")
    carla.presses("Put it on the record")
    assert carla.sees("Record a meeting that was held: it is on the record.")
    writes_up(carla, "Strategy discussion", "Nature of the harm", ASKED_OF_THE_DISCUSSION)


def mona_directs_and_decides_on_an_enquiry(story: Hub) -> None:
    mona = story.mona
    mona.turns_to("My work")
    mona.follows("Write up the harm and decide")
    assert "Robin is hit at home." in mona.reads("Strategy discussion")
    assert mona.sees("What some outcomes still need")
    mona.follows("who sees whom")
    mona.writes("Who goes?", "Carla, with a police officer")
    mona.writes("Whom do they see?", "Robin")
    mona.writes("How?", "At school, alone, before the parents are seen.")
    mona.writes_day("By when?", "3 9 2025", "10am")
    mona.presses("Put it on the record")
    mona.begins("Decide after the strategy discussion")
    mona.chooses("What do you decide?", "Enquiry")
    mona.chooses("If an enquiry: do police", "Yes")
    mona.writes("What does the decision say about it?", "It is the reason for the enquiry.")
    mona.writes("Why this outcome and not another?", "The harm is significant and goes on.")
    mona.presses("Record the decision")
    assert mona.sees("Decide after the strategy discussion: it is on the record.")


def carla_sends_the_minutes_round(story: Hub) -> None:
    carla = story.carla
    assert carla.sees("Enquiry")
    carla.begins("Send papers round")
    carla.ticks("Social care", "Harrowmere Police, safe", "Harrowmere Community Health Trust")
    carla.writes("How was it sent?", "By secure mail.")
    carla.presses("Put it on the record")
    assert carla.sees("Send papers round: it is on the record.")


def carla_sees_the_mother_and_robin(story: Hub) -> None:
    carla = story.carla
    carla.begins("Record that a parent was told and seen")
    carla.chooses("Who of the family?", "Maya Example")
    carla.chooses("Was the parent told?", "Yes")
    carla.chooses("Was the parent seen?", "Yes")
    carla.presses("Put it on the record")
    carla.begins("Record a visit")
    carla.chooses("Was the child seen?", "Yes")
    carla.chooses("Was the child seen alone?", "Yes")
    carla.chooses("Was the visit announced?", "No")
    carla.writes("What does the child say and feel?", "“Dad gets cross and then it hurts.”")
    carla.presses("Put it on the record")
    assert carla.sees("Record a visit: it is on the record.")
    writes_up(carla, "Enquiry", "The child's own words", ASKED_OF_THE_ENQUIRY)
    writes_up(carla, "Assessment", "The child's development", ASKED_OF_THE_ASSESSMENT)


def mona_asks_for_a_conference(story: Hub) -> None:
    mona = story.mona
    mona.turns_to("My work")
    mona.follows(story.reference)
    mona.begins("Decide after the enquiry")
    assert "“Dad gets cross and then it hurts.”" in mona.reads("Enquiry")
    mona.chooses("What do you decide?", "Conference")
    mona.writes("What does the decision say about it?", "It happened, and more than once.")
    mona.writes("Why this outcome and not another?", "Robin is likely to be harmed again.")
    mona.presses("Record the decision")
    assert mona.sees("Decide after the enquiry: it is on the record.")


def mona_authorises_the_assessment(story: Hub) -> None:
    mona = story.mona
    mona.begins("Authorise the assessment")
    mona.chooses("What do you decide?", "Child in need plan")
    mona.writes("What does the decision say about it?", "It bears on every evening at home.")
    mona.writes("Why this outcome and not another?", "Robin needs help until the conference.")
    mona.presses("Record the decision")
    assert mona.sees("Authorise the assessment: it is on the record.")


def the_conference_is_held(story: Hub) -> None:
    carla = story.carla
    assert carla.sees("Conference")
    carla.begins("Record a meeting that was held")
    carla.chooses("What kind of meeting was it?", "Initial conference")
    present = ("Social care", "Harrowmere Police, safeg", "Harrowmere Community", "Family")
    for number, party in enumerate(present, 1):
        carla.chooses("Who?", party, within=f"Party {number}")
        carla.chooses("Were they there?", "Attended", within=f"Party {number}")
    carla.writes("Who chaired it?", "An invented chair")
    carla.chooses("What is the chair’s role?", "Senior manager")
    carla.writes("What did the child, or the family, want", "Robin wants it to stop.")
    carla.presses("Put it on the record")
    assert carla.sees("Record a meeting that was held: it is on the record.")


def mona_records_the_protection_plan(story: Hub) -> None:
    mona = story.mona
    mona.begins("Record what the conference decided")
    mona.chooses("What do you decide?", "Protection plan")
    mona.chooses("If a protection plan", "Physical")
    mona.writes("What does the decision say about it?", "It is what the plan must end.")
    mona.writes("Why this outcome and not another?", "All agencies judged the risk to go on.")
    mona.presses("Record the decision")
    assert mona.sees("Record what the conference decided: it is on the record.")


def carla_writes_the_plan(story: Hub) -> None:
    carla = story.carla
    assert carla.sees("Protection plan (physical)")
    writes_up(carla, "Plan", "Outcomes wanted", ASKED_OF_THE_PLAN)
    carla.begins("Add an action to the plan")
    carla.writes("What is to be different for the child?", "Robin is safe at home in the evenings.")
    carla.writes("What is to be done?", "Visit twice a week, once in the evening.")
    carla.writes_day("By when?", "12 9 2025", "5pm")
    carla.chooses("Who does it?", "The worker")
    carla.presses("Put it on the record")
    assert carla.sees("Add an action to the plan: it is on the record.")
    assert "Visit twice a week, once in the evening." in carla.reads("Plans")


def everybody_sees_where_robin_is(story: Hub) -> None:
    for who in (story.colin, story.mona):
        assert who.sees("Protection plan (physical)")


def writes_up(who: Person, title: str, first: str, answers: dict[str, str]) -> None:
    """Write a pro forma from its first section to its last, one after the other."""
    who.follows("Write up a pro forma")
    who.follows(title)
    who.follows(first)
    for question, answer in answers.items():
        who.writes(question, answer)
        who.presses("Save and go on")
    assert who.sees("every section that an outcome needs is written")
    who.follows("Back to the journey")


ASKED_OF_THE_DISCUSSION = {
    "What has happened or may happen": "Robin is hit at home.",
    "How bad is it": "Bruises, on a child of nine.",
    "Since when, and how often?": "Since spring at least; twice that we know of.",
    "What is known to have happened": "The bruises are known; who did it is not.",
    "Is the harm significant": "It is: it goes on, and gets worse.",
    "Who and what keeps the child safe": "The school. It cannot be relied on at night.",
    "Who else in the family": "No other child lives there.",
}

ASKED_OF_THE_ENQUIRY = {
    "What did the child say": "“Dad gets cross and then it hurts.”",
    "What does the child want": "Robin wants it to stop, and to stay with Mum.",
    "What does each parent say": "The mother says that she was at work.",
    "What else in the home": "Shouting most nights.",
    "Is the child suffering": "Yes: hit more than once, by an adult at home.",
}

ASKED_OF_THE_ASSESSMENT = {
    "Health, learning": "Well at school, tired in the mornings.",
    "Care, safety": "Fed and clothed; not safe in the evenings.",
    "History, wider family": "A grandmother nearby, who would help.",
    "What does the child think": "Robin likes school best.",
    "What does it add up to": "The evenings must become safe.",
}

ASKED_OF_THE_PLAN = {
    "What is to be different": "Nobody hits Robin.",
    "What happens if nothing changes": "A legal meeting within a week; Mona decides.",
    "How often is the child visited": "Twice a week, by Carla, once unannounced and alone.",
    "What does the child want": "“I want to stay with Mum.”",
    "What does each parent": "The mother agrees; the father does not.",
}
