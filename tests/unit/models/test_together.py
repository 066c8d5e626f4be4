"""Several writes as one: the same rows, on both databases, as one after the other."""

import pytest
from sqlalchemy import event, insert, select

from models.tables import CounterRow, TeamRow, table_of
from models.together import Added, Changed, write_together

COUNTER, TEAM = table_of(CounterRow), table_of(TeamRow)


def counters(store):
    with store.read() as session:
        return {row.name: row.value for row in session.execute(select(COUNTER))}


def test_rows_of_several_tables_are_added_and_changed(store):
    with store.write() as session:
        session.execute(insert(COUNTER), [{"name": "one", "value": 1}, {"name": "two", "value": 2}])
    with store.write() as session:
        write_together(
            session.connection(),
            [
                Changed(COUNTER, "one", {"value": 11}),
                Added(COUNTER, {"name": "three", "value": 3}),
                Added(TEAM, {"key": "mash", "name": "Invented Team"}),
            ],
        )
    assert counters(store) == {"one": 11, "two": 2, "three": 3}
    with store.read() as session:
        assert session.execute(select(TEAM.c.key, TEAM.c.name, TEAM.c.email)).all() == [
            ("mash", "Invented Team", None)
        ]


def test_the_same_writes_with_other_values_are_other_writes(store):
    for name, value in (("one", 1), ("two", 2)):
        with store.write() as session:
            write_together(session.connection(), [Added(COUNTER, {"name": name, "value": value})])
    assert counters(store) == {"one": 1, "two": 2}


def test_one_write_that_fails_undoes_all(store):
    with store.write() as session:
        session.execute(insert(COUNTER), {"name": "one", "value": 1})
    with pytest.raises(Exception, match=r"(?i)unique"), store.write() as session:
        write_together(
            session.connection(),
            [
                Changed(COUNTER, "one", {"value": 11}),
                Added(COUNTER, {"name": "one", "value": 2}),
            ],
        )
    assert counters(store) == {"one": 1}


def test_postgresql_is_asked_once(postgres_store):
    asked = []
    with postgres_store.write() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
        write_together(
            connection,
            [
                Added(COUNTER, {"name": "one", "value": 1}),
                Added(COUNTER, {"name": "two", "value": 2}),
            ],
        )
    assert len(asked) == 1
    assert counters(postgres_store) == {"one": 1, "two": 2}
