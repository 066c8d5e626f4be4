"""The nightly check lists what nobody minds, and tells a manager once a day."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from casework import sweeping
from casework.nightly import check
from journey.people import Role
from models.queries import deliveries, idempotency, people
from models.queries.people import User
from tests.support.cases import ALLOCATED, CLOSED, CONTACT, RECEIVED
from tests.support.hubs import hub_at, played


@pytest.fixture
def hub(database_url):
    hub = hub_at(database_url)
    employ(hub, "carla")
    yield hub
    hub.store.close()


def employ(hub, name, **more):
    with hub.store.write() as session:
        people.save_user(
            session,
            User(
                name=name, full_name="Invented Worker", role=Role.SOCIAL_WORKER, team="mash", **more
            ),
        )


def execute(hub, statement):
    with hub.store.write() as session:
        session.connection().execute(text(statement))


def waiting(hub, reference):
    with hub.store.read() as session:
        found = deliveries.of_journey(session, reference)
    return [(each.party, each.template) for each in found if each.template == "unwatched"]


def test_a_hub_in_order_is_well(hub):
    played(hub, CONTACT)
    report = check(hub)
    assert report.well
    assert (report.unowned, report.silent, report.told) == ((), (), 0)
    assert report.first_fault is None
    assert report.events > 0


def test_a_journey_whose_worker_has_left_is_listed_and_a_manager_is_told(hub):
    reference = played(hub, [*CONTACT, ALLOCATED])
    employ(hub, "carla", active=False)
    employ(hub, "other")
    report = check(hub)
    assert report.unowned == (reference,)
    assert not report.well
    assert waiting(hub, reference) == [("manager:mash", "unwatched")]


def test_a_journey_whose_worker_is_away_is_listed_until_the_worker_is_back(hub):
    reference = played(hub, [*CONTACT, ALLOCATED])
    back = hub.clock.now() + timedelta(days=1)
    employ(hub, "carla", away_until=back)
    employ(hub, "other")
    assert check(hub).unowned == (reference,)
    hub.clock.set(back)
    sweeping.sweep(hub)
    assert check(hub).unowned == ()


def test_a_journey_that_no_worker_has_is_its_teams_while_the_team_has_anybody(hub):
    reference = played(hub, CONTACT)
    assert check(hub).unowned == ()
    employ(hub, "carla", active=False)
    assert check(hub).unowned == (reference,)


def test_a_journey_for_which_nothing_would_ever_happen_is_listed(hub):
    reference = played(hub, CONTACT)
    # No command leads here: that is what the check is for.
    execute(hub, "UPDATE obligation SET state = 'cancelled'")
    report = check(hub)
    assert report.silent == (reference,)
    assert waiting(hub, reference) == [("manager:mash", "unwatched")]


def test_what_is_due_and_was_not_done_is_silent_too(hub):
    reference = played(hub, CONTACT)
    hub.clock.advance(timedelta(days=30))
    assert check(hub).silent == (reference,)
    sweeping.sweep(hub)
    assert check(hub).silent == ()


def test_a_closed_journey_is_nobodys_worry(hub):
    played(hub, CLOSED)
    employ(hub, "carla", active=False)
    report = check(hub)
    assert (report.unowned, report.silent) == ((), ())


def test_a_manager_is_told_once_a_day(hub):
    reference = played(hub, CONTACT)
    employ(hub, "carla", active=False)
    assert check(hub).told == 1
    assert check(hub).told == 0
    hub.clock.advance(timedelta(days=1))
    assert check(hub).told == 1
    assert len(waiting(hub, reference)) == 2


def test_a_record_that_is_not_whole_is_found_and_not_sealed(hub):
    played(hub, CONTACT)
    assert check(hub).sealed > 0
    played(hub, [RECEIVED])
    execute(hub, "UPDATE log_head SET version = version + 1")
    report = check(hub)
    assert report.first_fault is not None
    assert report.sealed == 0


def test_bank_holidays_known_for_less_than_a_year_are_reported_in_time(sqlite_url):
    known_until = datetime(2027, 12, 31, tzinfo=UTC).date()
    in_time = hub_at(sqlite_url, datetime(2026, 12, 30, 12, tzinfo=UTC))
    assert check(in_time).calendars_ending == ()
    in_time.clock.advance(timedelta(days=2))
    assert check(in_time).calendars_ending == (("england-2023@1", known_until),)


def test_local_settings_to_confirm_are_counted(hub):
    unchecked = [
        row for row in hub.rules().in_force(hub.clock.now()).timescales.values() if not row.checked
    ]
    assert check(hub).unconfirmed == len(unchecked) > 0


def test_keys_of_requests_are_forgotten_after_thirty_days(hub):
    with hub.store.write() as session:
        idempotency.keep(
            session, actor="carla", key="k", request_hash="h", response={}, now=hub.clock.now()
        )
    hub.clock.advance(timedelta(days=30))
    assert check(hub).keys_dropped == 0
    hub.clock.advance(timedelta(seconds=1))
    assert check(hub).keys_dropped == 1
