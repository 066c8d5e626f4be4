"""Each look at a child's record is noted, once, and stays."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework import asking
from casework.asking.forming import pro_formas
from casework.errors import NotAllowedError, NotFoundError
from casework.looking import Way, through
from models.errors import StoreUnavailableError
from tests.support.cases import RESEARCHING, ask
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    CARLA,
    COLIN,
    HEALTH,
    MILO,
    MONA,
    POLICE,
    SENNA,
    go_to,
    tell,
)

ASKING = Path(asking.__file__).parent


def seen(hub, **which):
    return [
        (each.user, each.reference, each.what, each.way)
        for each in asking.looks(hub, AUDITOR, **which).rows
    ]


def later(hub, **time_):
    go_to(hub, hub.clock.now() + timedelta(**time_))


@pytest.fixture
def reference(hub):
    return tell(hub, RESEARCHING, ask("police")).reference


@pytest.mark.parametrize(
    ("question", "part"),
    [
        (asking.show, "journey"),
        (asking.events, "events"),
        (asking.chronology, "chronology"),
        (asking.matches, "matches"),
        (pro_formas, "forms"),
    ],
)
def test_every_way_to_open_a_record_leaves_a_look(hub, reference, question, part):
    question(hub, CARLA, reference)
    assert seen(hub) == [("carla", reference, part, "program")]


def test_no_question_about_one_journey_forgets_to_leave_a_look():
    forgetful = []
    for file in sorted(ASKING.glob("*.py")):
        if file.name in ("scope.py", "looks.py"):
            continue
        for node in ast.parse(file.read_text()).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            text_ = ast.unparse(node)
            opens = "journey_for(" in text_
            if opens and "@looked(" not in text_ and "note(" not in text_ and "show(" not in text_:
                forgetful.append(f"{file.name}: {node.name}")
    assert forgetful == []


def test_a_partner_who_reads_a_request_leaves_one_and_its_list_too(hub, reference):
    asking.request(hub, POLICE, f"{reference}.R1")
    assert seen(hub) == [("police-desk", reference, "request", "program")]
    later(hub, minutes=5)
    asking.requests_of(hub, POLICE, "police")
    assert len(seen(hub)) == 2


def test_who_is_refused_has_not_looked(hub, reference):
    for asks in (
        lambda: asking.show(hub, POLICE, reference),
        lambda: asking.show(hub, CARLA, "TL25-999999"),
        lambda: asking.request(hub, HEALTH, f"{reference}.R1"),
    ):
        with pytest.raises(NotFoundError):
            asks()
    assert seen(hub) == []


def test_lists_are_no_looks_at_anybodys_record(hub, reference):
    for asks in (asking.board, asking.journeys, asking.stuck, asking.due, asking.alerts):
        asks(hub, MONA)
    assert seen(hub) == []
    assert reference


def test_the_same_look_within_five_minutes_is_one(hub, reference):
    for _ in range(3):
        asking.show(hub, CARLA, reference)
    later(hub, minutes=4, seconds=59)
    asking.show(hub, CARLA, reference)
    assert len(seen(hub)) == 1
    later(hub, seconds=1)
    asking.show(hub, CARLA, reference)
    assert len(seen(hub)) == 2


def test_another_person_part_or_way_is_another_look(hub, reference):
    asking.show(hub, CARLA, reference)
    asking.show(hub, COLIN, reference)
    asking.events(hub, CARLA, reference)
    with through(Way.API):
        asking.show(hub, CARLA, reference)
    assert seen(hub) == [
        ("carla", reference, "journey", "api"),
        ("carla", reference, "events", "program"),
        ("colin", reference, "journey", "program"),
        ("carla", reference, "journey", "program"),
    ]


def test_what_cannot_be_noted_is_not_shown(hub, reference, monkeypatch):
    def broken():
        raise StoreUnavailableError("nowhere")

    monkeypatch.setattr(hub.store, "write", broken)
    with pytest.raises(StoreUnavailableError):
        asking.show(hub, CARLA, reference)
    monkeypatch.undo()
    asking.show(hub, CARLA, reference)
    assert len(seen(hub)) == 1


@pytest.mark.parametrize("statement", ["UPDATE look SET \"user\" = 'x'", "DELETE FROM look"])
def test_no_look_is_changed_or_taken_out(hub, reference, statement):
    asking.show(hub, CARLA, reference)
    with pytest.raises(DBAPIError, match="append-only"), hub.store.write() as session:
        session.execute(text(statement))
    assert len(seen(hub)) == 1


def test_looks_are_found_by_person_journey_and_day_where_the_hub_is(hub, reference):
    other = tell(hub, RESEARCHING).reference
    asking.show(hub, CARLA, reference)
    asking.show(hub, COLIN, other)
    later(hub, hours=13, minutes=30)  # 23:30 in London
    asking.show(hub, CARLA, other)
    later(hub, hours=1)
    asking.show(hub, MONA, other)
    assert [each[0] for each in seen(hub, user="carla")] == ["carla", "carla"]
    assert [each[0] for each in seen(hub, reference=other)] == ["mona", "carla", "colin"]
    assert [each[0] for each in seen(hub, day=date(2025, 9, 3))] == ["mona"]
    assert [each[0] for each in seen(hub, day=date(2025, 9, 2))] == ["carla", "colin", "carla"]


def test_looks_are_given_a_page_at_a_time(hub, reference):
    for actor in (CARLA, COLIN, MONA):
        asking.show(hub, actor, reference)
    first = asking.looks(hub, AUDITOR, limit=2)
    assert [each.user for each in first.rows] == ["mona", "colin"]
    rest = asking.looks(hub, AUDITOR, limit=2, before=first.next)
    assert ([each.user for each in rest.rows], rest.next) == (["carla"], None)


def test_those_who_watch_see_all_a_manager_one_journeys_and_others_none(hub, reference):
    for actor in (SENNA, AUDITOR, ADMINISTRATOR):
        assert asking.looks(hub, actor).rows == ()
    assert asking.looks(hub, MILO, reference=reference).rows == ()
    for actor in (MILO, CARLA, COLIN, POLICE):
        with pytest.raises(NotAllowedError):
            asking.looks(hub, actor)
    with pytest.raises(NotAllowedError):
        asking.looks(hub, CARLA, reference=reference)
    with pytest.raises(NotFoundError):
        asking.looks(hub, MILO, reference="TL25-999999")
