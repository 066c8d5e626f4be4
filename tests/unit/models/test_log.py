from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from journey.errors import JourneyMovedOn
from journey.evolve import fold
from models import log
from tests.support.cases import ASKED, CLOSED, CONTACT, REFERENCE, at, play
from tests.support.keeping import keep, kept, under

OTHER = "TL25-000002"
NOW = datetime(2025, 9, 30, 2, tzinfo=UTC)


def verified(store):
    with store.read() as session:
        return log.verify(session)


def as_owner_of_the_database(store, statement):
    """Change what the triggers forbid, as somebody could who may alter the tables."""
    with store.write() as session:
        if store.dialect == "sqlite":
            for trigger in ("journey_event_unchanged", "journey_event_kept"):
                session.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        else:
            session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(statement))


def test_a_journey_is_read_back_as_it_was_recorded(store):
    played = kept(store, ASKED, at("2025-09-05"))
    with store.read() as session:
        assert log.load(session, REFERENCE) == played.log
        assert fold(log.load(session, REFERENCE)) == played.case


def test_a_journey_nobody_knows_has_no_events(store):
    with store.read() as session:
        assert log.load(session, "TL25-999999") == []


def test_a_journey_can_be_read_as_it_stood_at_an_instant_and_at_a_version(store):
    played = kept(store, ASKED, at("2025-09-05"))
    asked = max(each.recorded_at for each in played.log[:-1] if each.recorded_at < played.now)
    with store.read() as session:
        then = log.load(session, REFERENCE, at=asked)
        assert then == [each for each in played.log if each.recorded_at <= asked]
        assert log.load(session, REFERENCE, at=asked - timedelta(days=30)) == []
        assert log.load(session, REFERENCE, version=3) == played.log[:3]
        assert log.load(session, REFERENCE, after=3) == played.log[3:]


def test_many_journeys_are_read_in_one_go(store):
    played = kept(store, CONTACT)
    kept(store, ASKED, reference=OTHER)
    with store.read() as session:
        read = dict(log.load_many(session, [REFERENCE, OTHER, "TL25-999999"]))
    assert list(read) == [REFERENCE, OTHER]
    assert read[REFERENCE] == played.log


def test_of_two_who_decided_on_one_version_only_one_is_kept(store):
    played = play(CONTACT)
    keep(store, played.log)
    next_event = [*play(ASKED).log][len(played.log) : len(played.log) + 1]
    with store.write() as session:
        log.append(session, REFERENCE, next_event, expected_version=len(played.log))
    with pytest.raises(JourneyMovedOn) as moved, store.write() as session:
        log.append(session, REFERENCE, next_event, expected_version=len(played.log))
    assert moved.value.args == (REFERENCE, len(played.log), len(played.log) + 1)


def test_a_journey_begins_once(store):
    played = kept(store, CONTACT)
    with pytest.raises(JourneyMovedOn), store.write() as session:
        log.append(session, REFERENCE, played.log, expected_version=0)


def test_a_gap_in_the_versions_is_never_written(store):
    played = play(CONTACT)
    with pytest.raises(ValueError, match="version 2 where 1 is next"), store.write() as session:
        log.append(session, REFERENCE, played.log[1:], expected_version=0)
    assert verified(store).events == 0


def test_the_same_events_of_another_journey_have_another_hash(store):
    played = play(CONTACT)
    with store.write() as session:
        one = log.append(session, REFERENCE, played.log, expected_version=0)
        other = log.append(session, OTHER, under(OTHER, played.log), expected_version=0)
    assert one != other
    assert len(one) == 64


def test_a_log_that_nobody_touched_is_whole(store):
    one, other = kept(store, ASKED, at("2025-09-08")), kept(store, CLOSED, reference=OTHER)
    with store.write() as session:
        assert log.seal(session, NOW) == len(one.log) + len(other.log)
    assert verified(store) == log.Verification(whole=True, events=len(one.log) + len(other.log))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            "UPDATE journey_event SET facts = '{{}}' WHERE version = 2",
            "TL25-000001 version 2 (position 2): the event was changed",
        ),
        (
            "UPDATE journey_event SET actor = 'nobody' WHERE version = 3",
            "TL25-000001 version 3 (position 3): the event was changed",
        ),
        (
            "UPDATE journey_event SET recorded_at = occurred_at, occurred_at = {earlier} WHERE version = 2",
            "TL25-000001 version 2 (position 2): the event was changed",
        ),
        (
            "UPDATE journey_event SET narrative = '{{}}' WHERE version = 1",
            "TL25-000001 version 1 (position 1): the narrative was changed",
        ),
        ("DELETE FROM journey_event WHERE version = 2", "TL25-000001 version 2: missing"),
        ("DELETE FROM journey_event WHERE version = 4", "TL25-000001: ends at version 3, not at 4"),
        ("DELETE FROM journey_event", "TL25-000001: every event is missing"),
        ("DELETE FROM log_head", "TL25-000001: nobody noted where its log ends"),
    ],
)
def test_whatever_is_changed_in_the_log_is_found_and_named(store, change, fault):
    played = play(ASKED)
    keep(store, played.log[:4])
    earlier = 1 if store.dialect == "sqlite" else "timestamptz '2001-01-01 00:00Z'"
    as_owner_of_the_database(store, change.format(earlier=earlier))
    found = verified(store)
    assert not found.whole
    assert found.first_fault == fault


def test_a_journey_that_vanished_with_its_head_is_missed_by_the_seal(store):
    kept(store, CONTACT)
    last = kept(store, CONTACT, reference=OTHER)
    with store.write() as session:
        log.seal(session, NOW)
    as_owner_of_the_database(store, "DELETE FROM journey_event WHERE reference = 'TL25-000002'")
    as_owner_of_the_database(store, "DELETE FROM log_head WHERE reference = 'TL25-000002'")
    events = len(last.log)
    assert verified(store).first_fault == (
        f"seal 1: the log up to position {2 * events} ({2 * events} events, {events} found) is not what was sealed"
    )


def test_each_seal_covers_what_came_since_the_last(store):
    first = kept(store, CONTACT)
    with store.write() as session:
        assert log.seal(session, NOW) == len(first.log)
    second = kept(store, ASKED, reference=OTHER)
    with store.write() as session:
        assert log.seal(session, NOW) == len(second.log)
        assert log.seal(session, NOW) == 0
    assert verified(store).whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journey_event SET actor = 'nobody'",
        "UPDATE journey_event SET narrative = 'other'",
        "UPDATE journey_event SET narrative = NULL, salt = NULL, facts = '{}'",
        "UPDATE journey_event SET narrative = NULL",
        "DELETE FROM journey_event",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(store, statement):
    played = kept(store, CONTACT)
    with pytest.raises(DBAPIError, match="the log is append-only"), store.write() as session:
        session.execute(text(statement))
    with store.read() as session:
        assert log.load(session, REFERENCE) == played.log


def test_postgresql_refuses_to_empty_the_log_at_a_stroke(postgres_store):
    kept(postgres_store, CONTACT)
    with (
        pytest.raises(DBAPIError, match="the log is append-only"),
        postgres_store.write() as session,
    ):
        session.execute(text("TRUNCATE journey_event"))


def test_narrative_can_be_destroyed_and_the_record_stays_whole(store):
    played = kept(store, CONTACT)
    with store.write() as session:
        log.seal(session, NOW)
        assert log.destroy_narrative(session, REFERENCE) > 0
        assert log.destroy_narrative(session, REFERENCE) == 0
    assert verified(store).whole
    with store.read() as session:
        left = log.load(session, REFERENCE)
        stored = " ".join(
            str(value)
            for row in session.execute(text("SELECT * FROM journey_event"))
            for value in row
        )
    assert [type(each.event) for each in left] == [type(each.event) for each in played.log]
    assert fold(left).child is None
    assert "Invented Child" not in stored
