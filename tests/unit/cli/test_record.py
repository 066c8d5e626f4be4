"""`verify`, `rebuild`, `sweep`, `nightly`, `deliver`: the record, and one pass over it."""

import sqlite3

import pytest

begun = pytest.mark.usefixtures("journey")


def change(database, *statements):
    """Change a database behind the program's back, as only somebody with the file can."""
    with sqlite3.connect(database) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in list(triggers):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount > 0
    connection.close()


@begun
def test_a_whole_record_is_verified(call):
    came = call("verify", "--json")

    assert came.code == 0
    assert came.json == {"whole": True, "events": 6, "first_fault": None}


def test_an_event_that_was_changed_is_found_and_ends_with_3(call, journey, database):
    change(database, "UPDATE journey_event SET actor = 'mallory' WHERE version = 3")

    came = call("verify", "--json")

    assert came.code == 3
    assert came.json["whole"] is False
    assert came.json["first_fault"].startswith(f"{journey} version 3")


@begun
def test_projections_equal_the_log(call):
    came = call("rebuild", "--check", "--json")

    assert came.code == 0
    assert came.json == {"equal": True, "journeys": 1, "differences": []}


def test_a_projection_that_says_something_else_ends_with_3(call, journey, database):
    change(database, "UPDATE journey SET stage = 'closed'")

    came = call("rebuild", "--check", "--json")

    assert came.code == 3
    assert came.json["differences"] == [f"journey {journey}: wrong"]


@begun
def test_a_rebuild_puts_it_right(call, database):
    change(database, "UPDATE journey SET stage = 'closed'")

    assert call("rebuild").code == 0
    assert call("rebuild", "--check").code == 0


@begun
def test_a_sweep_says_what_was_due_and_done(call):
    came = call("sweep", "--json")

    assert came.code == 0
    assert came.json == {"due": 0, "acted": 0, "failed": 0, "tracked": False}


@begun
def test_a_sweep_a_week_later_climbs_what_fell_due_and_tells_somebody(call, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_NOW", "2025-09-08T12:00:00Z")

    swept = call("sweep", "--json").json
    again = call("sweep", "--json").json
    delivered = call("deliver", "--json")

    assert swept["acted"] == swept["due"] > 5
    assert again == {"due": 0, "acted": 0, "failed": 0, "tracked": False}
    assert delivered.json["sent"] > 0
    assert "notice_on_console" in delivered.err
    assert "Lee" not in delivered.err
    assert call("alerts", "--json").json != []
    assert "breach" in call("alerts").out


@begun
def test_the_nightly_check_finds_nothing_silent(call):
    came = call("nightly", "--json")

    assert came.code == 0
    assert came.json["silent"] == []
    assert came.json["first_fault"] is None


@begun
def test_no_message_has_died(call):
    assert call("deliveries", "list", "--json").json == []


def test_a_delivery_that_is_not_there_cannot_be_retried(call, journey):
    assert call("deliveries", "retry", f"{journey}.99.0").code == 2
