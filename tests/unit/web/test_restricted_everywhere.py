"""No list, count, event or file tells anybody of a restricted journey that is not open to them.

Every route that answers GET is asked, so that a page to come is held to it too.
"""

import re
from datetime import timedelta

import pytest

from casework import leasing
from models.store import Store
from tests.support.cases import ALLOCATED, ENDED, HANDED_OFF, PEOPLE, PLANNED, PROTECTED
from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to, tell
from tests.unit.web.callers import callers_on
from web.api import ROWS as API
from web.feed import concerns, read_after
from web.limits import Limiter
from web.pages import ROWS as PAGES

WHY = {"people": ["carla"], "reason": "a colleague's own family"}
OTHER_CHILD = {"child": {"name": "Ash Elsewhere", "born": "2012-01-30"}}
STREAM = "/api/events"
TOLD_BY_DESIGN = {
    "/alerts": "whoever is told is told still, by the reference and nothing else",
    "/api/alerts": "as on the page",
}
GETS = {row.path for row in (*API, *PAGES) if row.method == "GET"} - {STREAM}
HELD = sorted(GETS - set(TOLD_BY_DESIGN))
OUTSIDERS = ("colin", "milo", "senna", "aud", "ada", "health-desk")
FILLED = {
    "command": "decide-contact",
    "key": "contacts-not-referrals",
    "decision": "D1",
    "episode": "E1",
    "form": "strategy-discussion",
    "section": "harm",
    "answer": "reply",
    "name": "none.css",
}
SEEN_BY_THOSE_NAMED = {
    "/",
    "/api/board",
    "/api/due",
    "/api/journeys",
    "/api/lists/{key}",
    "/api/stuck",
    "/my-work",
    "/stuck",
}


@pytest.fixture(scope="module")
def hub_with_some(sqlite_databases, tmp_path_factory):
    """A hub whose journeys are restricted to mona and carla, but for one."""
    with sqlite_databases.fresh(tmp_path_factory.mktemp("restricted")) as url:
        store = Store.open(url)
        callers = callers_on(store, limiter=Limiter(100_000))
        stories = ((ENDED,), (HANDED_OFF, ALLOCATED), (PROTECTED, PLANNED))
        closed = [callers.in_research("police")]
        closed += [tell(callers.hub, *each).reference for each in stories]
        go_to(callers.hub, london("2025-09-05", "16:00"))
        for reference in closed:
            assert callers.give("mona", reference, "restrict-journey", WHY).status_code == 200
        opened = callers.journey(**OTHER_CHILD)
        go_to(callers.hub, callers.hub.clock.now() + timedelta(minutes=1))
        leasing.heartbeat(callers.hub, "a test's clock")
        yield callers, closed, opened
        store.close()


def answered(hub_with_some, user, path):
    callers, _, opened = hub_with_some
    filled = path.replace("{ref}", opened).replace("{id}", f"{opened}.R1")
    filled = re.sub(r"\{(\w+)\}", lambda found: FILLED[found.group(1)], filled)
    return callers.get(user, filled, headers={"Accept": "*/*"})


@pytest.mark.parametrize("user", OUTSIDERS)
def test_no_answer_names_a_restricted_journey_to_somebody_it_is_not_open_to(hub_with_some, user):
    answers = {path: answered(hub_with_some, user, path) for path in HELD}
    unanswered = [path for path, answer in answers.items() if answer.status_code in (429, 500, 503)]
    assert unanswered == []
    told = {
        path: each
        for path, answer in answers.items()
        for each in hub_with_some[1]
        if each in answer.text
    }
    assert told == {}


@pytest.mark.parametrize("path", sorted(SEEN_BY_THOSE_NAMED))
def test_the_same_answers_name_them_to_those_they_are_open_to(hub_with_some, path):
    answer = answered(hub_with_some, "mona", path)
    assert answer.status_code == 200
    assert any(each in answer.text for each in hub_with_some[1])


def test_no_figure_counts_what_is_restricted(hub_with_some):
    callers, _, opened = hub_with_some
    for user in ("milo", "aud"):
        assert callers.get(user, "/api/board").json()["totals"]["journeys"] == 0
        figures = callers.get(user, "/api/lists").json()["lists"]
        assert {each["key"] for each in figures if each["of"]} <= {
            "decisions-overdue",
            "oversight-overdue",
        }
        alarms = callers.get(user, "/api/alarms").json()
        assert [each["of"] for each in alarms["rates"]] == [[], []]
        listed = callers.get(user, "/api/journeys").json()["rows"]
        assert [each["reference"] for each in listed] == [opened]
    counted = callers.get("mona", "/api/lists").json()["lists"]
    assert sum(each["of"] for each in counted) > 5


def test_nothing_that_happens_on_one_is_streamed_to_others(hub_with_some):
    callers, closed, opened = hub_with_some
    happened = read_after(callers.hub, 0, 10_000, for_partners=False)
    for user in ("colin", "milo", "senna", "aud"):
        told = {each.reference for each in happened if concerns(PEOPLE[user], each)}
        assert told == {opened}
    named = {each.reference for each in happened if concerns(PEOPLE["mona"], each)}
    assert named == {opened, *closed}


@pytest.mark.parametrize("path", TOLD_BY_DESIGN)
def test_whoever_is_told_learns_the_reference_alone(hub_with_some, path):
    answer = answered(hub_with_some, "milo", path)
    assert any(each in answer.text for each in hub_with_some[1])
    assert "Testperson" not in answer.text
