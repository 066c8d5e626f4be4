import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models import log, projections
from models.errors import (
    DatabaseNewerError,
    DatabaseNotReadyError,
    StoreBusyError,
    StoreFullError,
    StoreUnavailableError,
    UnsupportedDatabaseError,
)
from models.queries import people
from models.store import Store
from models.versions import HEAD
from tests.support.cases import CONTACT, REFERENCE, play, received
from tests.support.keeping import keep, under


@pytest.fixture
def empty(empty_url):
    store = Store.open(empty_url)
    yield store
    store.close()


def team_keys(store):
    with store.read() as session:
        return [team.key for team in people.teams(session)]


def save_teams_and_fail(session):
    people.save_team(session, key="mash", name="MASH")
    people.save_team(session, key="other", name=str(1 / 0))


def test_what_was_written_is_kept_when_the_transaction_ends(store):
    with store.write() as session:
        people.save_team(session, key="mash", name="MASH")
    assert team_keys(store) == ["mash"]


def test_a_transaction_that_fails_keeps_nothing(store):
    with pytest.raises(ZeroDivisionError), store.write() as session:
        save_teams_and_fail(session)
    assert team_keys(store) == []


def test_a_transaction_that_is_rolled_back_inside_keeps_nothing(store):
    with store.write() as session:
        people.save_team(session, key="mash", name="MASH")
        session.rollback()
    assert team_keys(store) == []


def test_nothing_can_be_written_while_reading(store):
    with pytest.raises(DBAPIError, match=r"(?i)read.?only"), store.read() as session:
        people.save_team(session, key="mash", name="MASH")
    assert team_keys(store) == []


def test_a_reader_sees_one_snapshot_whatever_is_written_meanwhile(store):
    with store.read() as session:
        assert people.teams(session) == []
        with store.write() as other:
            people.save_team(other, key="mash", name="MASH")
        assert people.teams(session) == []
    assert team_keys(store) == ["mash"]


def test_a_database_without_tables_is_not_used_before_it_is_migrated(empty):
    with pytest.raises(DatabaseNotReadyError, match="the database is empty"), empty.read():
        pass
    empty.migrate()
    assert team_keys(empty) == []


def test_migrating_again_changes_nothing(empty):
    empty.migrate()
    with empty.write() as session:
        people.save_team(session, key="mash", name="MASH")
    empty.migrate()
    assert team_keys(empty) == ["mash"]


@pytest.mark.parametrize("use", [Store.migrate, team_keys])
def test_a_database_of_a_newer_program_is_left_alone(empty, empty_url, use):
    empty.migrate()
    with empty.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    again = Store.open(empty_url)
    with pytest.raises(DatabaseNewerError, match=rf"at revision 9000, .* up to {HEAD}"):
        use(again)
    again.close()


def fill_the_disk(store):
    """Give the database no room but what it has."""
    with store.write() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))


def test_a_full_disk_is_said_and_nothing_is_half_done(sqlite_store):
    first = keep(sqlite_store, play(CONTACT).log)
    fill_the_disk(sqlite_store)
    long_story = under("TL25-000002", play(received(reason="word " * 4_000)).log)
    with pytest.raises(StoreFullError, match="make room"):
        keep(sqlite_store, long_story)
    with sqlite_store.read() as session:
        assert log.verify(session) == log.Verification(whole=True, events=first.version)
        assert log.load(session, "TL25-000002") == []
    assert projections.rebuild(sqlite_store, check=True).equal


def test_whoever_waits_too_long_for_another_writer_is_told_to_try_again(sqlite_store, sqlite_url):
    impatient = Store.open(sqlite_url)
    with impatient.read() as session:
        session.execute(text("PRAGMA busy_timeout = 50"))
    with sqlite_store.write() as session:
        people.save_team(session, key="mash", name="MASH")
        with pytest.raises(StoreBusyError) as busy, impatient.write() as other:
            people.save_team(other, key="other", name="Other")
    assert busy.value.retry_helps
    assert team_keys(impatient) == ["mash"]
    impatient.close()


def test_a_database_that_does_not_answer_is_named_without_its_password():
    nobody_there = Store.open("postgresql://hub:invented-secret@127.0.0.1:9/hub")
    with pytest.raises(StoreUnavailableError, match=r"127\.0\.0\.1:9") as unavailable:
        nobody_there.migrate()
    assert "invented-secret" not in str(unavailable.value)
    assert "invented-secret" not in nobody_there.url


@pytest.mark.parametrize(
    "address", ["sqlite://", "sqlite:///:memory:", "mysql://hub@db/hub", "hub.sqlite", ""]
)
def test_a_database_that_the_house_does_not_run_on_is_refused(address):
    with pytest.raises(UnsupportedDatabaseError, match="sqlite:///FILE"):
        Store.open(address)


def test_an_error_of_the_database_does_not_quote_what_was_to_be_written(store):
    with pytest.raises(DBAPIError) as refused, store.write() as session:
        session.execute(
            text("INSERT INTO person (id, name) VALUES (:id, :name)"),
            {"id": REFERENCE, "name": "Ada Invented"},
        )
    assert "[SQL parameters hidden" in str(refused.value)
