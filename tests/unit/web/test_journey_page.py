"""The page of a journey: what it answers first, its parts, and how it stood on another day."""

import re
import time

import pytest

from tests.support.rulebook import london
from tests.support.stories import closed, in_care, on_a_plan
from tests.unit.casework.hubs import go_to

QUICK_SECONDS = 0.1


@pytest.fixture
def plan(callers):
    reference = on_a_plan(callers.hub)
    callers.sign_in("mona")
    return Shown(callers, reference)


@pytest.fixture
def care(callers):
    reference = in_care(callers.hub)
    callers.sign_in("mona")
    return Shown(callers, reference)


class Shown:
    def __init__(self, callers, reference):
        self.callers = callers
        self.reference = reference

    def page(self, query="", status=200):
        answer = self.callers.client.get(f"/journeys/{self.reference}{query}")
        assert answer.status_code == status, answer.text
        return answer.text

    def said(self, section=None, query="", status=200):
        page = self.page(query, status)
        if section:
            found = re.search(rf'<(section|div) id="{section}".*?</\1>', page, re.DOTALL)
            assert found, section
            page = found.group(0)
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()
        return re.sub(r" (?=[,.:;])", "", words)


@pytest.mark.shows("Q1")
def test_the_top_answers_who_where_since_when_and_by_which_procedures(plan):
    said = plan.said("where")
    assert "Journey TL25-000001 Invented Child Plan with team mash" in said
    assert "Protection plan (physical) since Tuesday 2 September 2025, 10am" in said
    assert "Judged by: England, Working Together 2023" in said


def test_what_is_late_is_said_with_how_late_and_who_owes_it(plan):
    said = plan.said("late")
    assert "Allocation: 22 working days late, owed by a manager of team mash" in said
    assert "Action of a plan: 11 working days late, owed by Fernleigh Community Health" in said
    assert "is chased" in plan.said("next") or "is escalated" in plan.said("next")


def test_the_last_decision_is_at_the_top_with_its_maker(plan):
    assert "Protection plan, by mona, Tuesday 2 September 2025, 10am" in plan.said("decided")


def test_the_drawing_has_a_title_a_bar_for_each_episode_and_the_same_as_tables(plan):
    page = plan.page()
    assert 'role="img" aria-labelledby="lanes-finding"' in page
    assert "Open for 34 days, now in:" in plan.said("episodes")
    view = plan.callers.get("mona", f"/api/journeys/{plan.reference}").json()
    bars = re.findall(r'<rect class="tl-lanes__bar[^"]*" x="\d+\.\d"', page)
    assert len(bars) == len(view["episodes"])
    assert len(bars) == 7
    assert "Seeing the child" in plan.said("episodes")


def test_a_plan_says_what_is_wanted_who_does_what_and_what_the_review_found(plan):
    said = plan.said("plans")
    assert "Wanted: the child is fed every day Improved" in said
    assert "find a breakfast club PA2 Fernleigh Community Health" in said
    assert "11 working days late" in said
    assert "ring each week PA1 Worker" in said
    assert "breakfast every day" in said
    assert "improved – as it was seen" in said


def test_meetings_say_who_came_who_did_not_and_who_has_the_papers(plan):
    said = plan.said("meetings")
    assert "Came: Social care; Fernleigh Community Health." in said
    assert "Did not come: Fernleigh Police (absent: called away)." in said
    assert "No receipt yet from Social care; Fernleigh Community Health." in said
    assert "Planned for Tuesday 14 October 2025, 10am." in said


def test_visits_say_whether_the_child_was_seen_alone_and_what_it_said(plan):
    said = plan.said("visits")
    assert "Thursday 11 September 2025, 10am" in said
    assert "Unannounced." in said
    assert "The child’s views: wants breakfast" in said


def test_the_timeline_is_folded_by_month_with_the_newest_open(plan):
    page = plan.page()
    assert re.findall(r'id="month-([\d-]+)"( open)?', page) == [
        ("2025-10", " open"),
        ("2025-09", ""),
    ]


def test_care_says_the_status_the_placements_health_and_times_missing(care):
    said = care.said("care")
    assert "Legal status Accommodated" in said
    assert "Childrens home" in said
    assert "Before: Foster carer" in said
    assert "small for the age" in said
    assert "Missing since Tuesday 2 September 2025, 10am Returned" in care.said("missing")
    assert "No return interview yet." in care.said("missing")


def test_parts_that_say_nothing_on_a_journey_are_left_out(callers):
    callers.journey()
    callers.sign_in("mona")
    page = callers.client.get("/journeys/TL25-000001").text
    for part in ("plans", "care", "missing", "proceedings", "fostering", "meetings", "visits"):
        assert f'<section id="{part}"' not in page
        assert f'href="#{part}"' not in page


def test_a_closed_journey_says_so_and_owes_nothing(callers):
    reference = closed(callers.hub)
    callers.sign_in("mona")
    shown = Shown(callers, reference)
    assert "Closed since Tuesday 2 September 2025, 10am." in shown.said("where")
    assert "Nothing is owed." in shown.said("why")
    assert shown.said("late") == "What is late Nothing is late."
    assert shown.said("next") == "What happens next Nothing: the journey is closed."
    assert "Closed after less than a day." in shown.said("episodes")


@pytest.mark.shows("Q3")
def test_a_journey_is_shown_as_it_was_known_on_a_day(plan):
    query = "?as_of=2025-09-12"
    said = plan.said(query=query)
    assert "This is how it stood on Friday 12 September 2025, 11:59pm, known then." in said
    assert "What you can do" not in said
    assert "breakfast club PA2 Fernleigh Community Health" in said
    assert "due in 5 working days" in plan.said("plans", query)
    assert "Improved" not in plan.said("plans", query)
    page = plan.page(query)
    assert "data-follow" not in page
    assert 'value="2025-09-12"' in page


def test_as_it_was_before_a_reply_came_does_not_know_the_reply(callers):
    reference = callers.in_research("police")
    go_to(callers.hub, london("2025-09-04", "10:00"))
    callers.post(
        "police-desk", f"/api/research-requests/{reference}.R1/reply", {"nothing_known": True}
    )
    callers.sign_in("mona")
    shown = Shown(callers, reference)
    assert "Nothing known" in shown.said("requests")
    assert "Nothing known" not in shown.said("requests", "?as_of=2025-09-03")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-08-31", "The journey began on Tuesday 2 September 2025, 10am. Enter that day"),
        ("2025-10-07", "Enter today or an earlier day"),
        ("yesterday", "Enter a day, such as 2025-09-02"),
        ("2025-02-30", "Enter a day, such as 2025-09-02"),
        ("9999-12-31", "Enter a day, such as 2025-09-02"),
        ("2025-09-12T10:00", "Enter a day, such as 2025-09-02"),
        ("<script>", "Enter a day, such as 2025-09-02"),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_beside_its_field(plan, day, said):
    page = plan.said(query=f"?as_of={day}", status=422)
    assert page.count(said) == 2, "in the summary and at the field"
    assert page.startswith("Error: Journey TL25-000001")
    assert "This is how it stood" not in page


def test_today_is_shown_as_it_is_at_this_moment(plan):
    said = plan.said(query="?as_of=2025-10-06")
    assert "This is how it stood on Monday 6 October 2025, 10am, known then." in said


def test_a_decision_leads_to_the_journey_as_it_stood_then(callers):
    reference = callers.in_research("police")
    callers.sign_in("mona")
    shown = Shown(callers, reference)
    assert f'href="/journeys/{reference}/decisions/D1"' in shown.page()
    decision = callers.client.get(f"/journeys/{reference}/decisions/D1").text
    [link] = re.findall(r'href="/journeys/TL25-000001(\?as_of=[^"]+)"', decision)
    assert "This is how it stood on Tuesday 2 September 2025, 10am" in shown.said(query=link)


def test_nothing_personal_stands_in_an_address_of_the_page(plan):
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', plan.page()):
        assert "Invented" not in address


@pytest.mark.slow
def test_a_journey_of_two_hundred_events_is_shown_in_a_tenth_of_a_second(callers):
    reference = on_a_plan(callers.hub)
    go_to(callers.hub, london("2025-11-10", "16:00"))
    path = f"/journeys/{reference}"
    assert callers.get("mona", f"/api{path}").json()["version"] >= 200
    callers.get("mona", path)
    taken = []
    for _ in range(5):
        begun = time.process_time()
        assert callers.get("mona", path).status_code == 200
        taken.append(time.process_time() - begun)
    assert min(taken) < QUICK_SECONDS
