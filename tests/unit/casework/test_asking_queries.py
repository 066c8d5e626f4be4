from contextlib import contextmanager

import pytest
from sqlalchemy import event

from casework import asking
from journey.terms import Outcome
from models.queries import light_cases as light
from models.queries.board import BoardFilter
from models.queries.board_pages import board_page, standing
from models.queries.family import on_journeys
from tests.support.cases import ASKED, CLOSED, HANDED_OFF, REFERRED, decide_two, reply
from tests.support.rulebook import london
from tests.unit.casework.hubs import COLIN, MONA, POLICE, go_to, tell

STEPS = (
    ASKED,
    REFERRED,
    HANDED_OFF,
    (*ASKED, decide_two(Outcome.ASSESSMENT, "police", "health"), reply("police")),
)


@contextmanager
def counted_statements(store):
    """Count what is asked of the database meanwhile."""
    said = []

    def note(_connection, _cursor, statement, *_more):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            said.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "question",
    [
        lambda hub: asking.stuck(hub, MONA),
        lambda hub: asking.counted(hub, MONA),
        lambda hub: asking.board(hub, COLIN),
        lambda hub: asking.journeys(hub, COLIN),
        lambda hub: asking.due(hub, COLIN),
        lambda hub: asking.alerts(hub, MONA),
        lambda hub: asking.requests_of(hub, POLICE, "police"),
    ],
    ids=["stuck", "counted", "board", "journeys", "due", "alerts", "requests_of"],
)
def test_a_list_asks_the_database_no_more_for_many_journeys_than_for_few(sqlite_hub, question):
    hub = sqlite_hub
    numbers = []
    for _ in range(2):
        for steps in STEPS:
            tell(hub, steps)
        go_to(hub, max(hub.clock.now(), london("2025-09-04", "12:00")))
        hub.rules()
        with counted_statements(hub.store) as said:
            question(hub)
        numbers.append(len(said))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 10


def test_light_cases_come_in_batches_each_journey_once(hub, monkeypatch):
    monkeypatch.setattr(light, "BATCH", 3)
    references = [tell(hub, steps).reference for _ in range(2) for steps in (*STEPS, CLOSED)]
    with hub.store.read() as session:
        found = [case.reference for case in light.light_cases(session)]
        assert [case.reference for case in light.light_cases(session, team="north")] == []
    assert found == [r for number, r in enumerate(references) if number % 5 != 4]


def test_light_cases_hold_what_is_owed_and_the_episodes_of_the_log(hub):
    for steps in STEPS:
        tell(hub, steps)
    go_to(hub, london("2025-09-04", "12:00"))
    with hub.store.read() as session:
        for case in light.light_cases(session):
            whole = hub.cases.load(session, case.reference)
            assert dict(case.episodes) == dict(whole.episodes)
            assert list(case.open_obligations()) == list(whole.open_obligations())
            assert (case.stage, case.version, case.team) == (whole.stage, whole.version, whole.team)


def test_a_page_of_the_board_and_its_standing_ask_the_same(hub):
    for steps in STEPS:
        tell(hub, steps)
    with hub.store.read() as session:
        for which in (BoardFilter(), BoardFilter(agency="police"), BoardFilter(rating="red")):
            rows = board_page(session, which, skip=0, limit=100)
            stands = standing(session, which, now=hub.clock.now())
            assert stands.journeys == len(rows)
            assert stands.missing_replies == sum(
                not request.answered for row in rows for request in row.requests
            )


def test_the_family_on_journeys_comes_with_the_child_first(hub):
    story = tell(hub, REFERRED)
    with hub.store.read() as session:
        found = on_journeys(session, [story.reference, "TL25-000099"])
    assert [(each.name, each.relation) for each in found[story.reference]] == [
        ("Invented Child", None),
        ("Invented Mother", "mother"),
        ("Invented Father", "father"),
    ]
    assert found["TL25-000099"] == []
