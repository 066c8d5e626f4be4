"""Keys, counters and leases: what two processes want at once, and only one may have."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from journey.people import Role
from journey.policy import Agency
from models.errors import TakenMeanwhileError
from models.queries import feed, idempotency, leases, people, references, tracking
from models.queries.people import User
from models.store import Store
from tests.support.cases import ASKED, CONTACT, REFERENCE
from tests.support.keeping import kept

NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
SOON = NOW + timedelta(seconds=30)
OTHER = "TL25-000002"
CARLA = User(name="carla", full_name="Carla Invented", role=Role.SOCIAL_WORKER, team="mash")


def test_references_count_up_in_each_year_and_a_contact_not_kept_gives_its_number_back(store):
    with store.write() as session:
        assert references.next_reference(session, 2025) == "TL25-000001"
        assert references.next_reference(session, 2025) == "TL25-000002"
        assert references.next_reference(session, 2026) == "TL26-000001"
    with store.write() as session:
        assert references.next_reference(session, 2025) == "TL25-000003"
        session.rollback()
    with store.write() as session:
        assert references.next_reference(session, 2025) == "TL25-000003"


def test_a_senders_reference_stands_for_one_journey(store):
    mine = {"sender": "agency:school", "source_reference": "A/1"}
    with store.write() as session:
        assert references.find_source(session, **mine) is None
        references.keep_source(session, **mine, reference=REFERENCE, fingerprint="f")
    with store.read() as session:
        assert references.find_source(session, **mine).reference == REFERENCE
        theirs = {**mine, "sender": "agency:police"}
        assert references.find_source(session, **theirs) is None
    with pytest.raises(TakenMeanwhileError), store.write() as session:
        references.keep_source(session, **mine, reference=OTHER, fingerprint="g")


def test_an_answer_is_kept_once_for_each_actor_and_key(store):
    mine = {"actor": "carla", "key": "k"}
    with store.write() as session:
        idempotency.keep(session, **mine, request_hash="h", response={"é": [1]}, now=NOW)
    with store.read() as session:
        answered = idempotency.find(session, **mine)
        assert (answered.request_hash, answered.response) == ("h", {"é": [1]})
        assert idempotency.find(session, actor="mona", key="k") is None
    with pytest.raises(TakenMeanwhileError), store.write() as session:
        idempotency.keep(session, **mine, request_hash="h", response={}, now=NOW)
    with store.write() as session:
        assert idempotency.forget(session, before=NOW) == 0
        assert idempotency.forget(session, before=SOON) == 1


def test_of_two_processes_only_one_takes_a_lease_until_it_runs_out(store):
    take = {"name": "clock", "now": NOW, "until": SOON}
    with store.write() as session:
        assert leases.take(session, holder="one", **take)
        assert not leases.take(session, holder="two", **take)
        assert leases.take(session, holder="one", **take)
    with store.write() as session:
        assert leases.holder(session, "clock", now=NOW) == "one"
        later = {"name": "clock", "now": SOON, "until": SOON + timedelta(seconds=30)}
        assert leases.take(session, holder="two", **later)
        assert leases.holder(session, "clock", now=SOON) == "two"


def test_many_who_want_a_lease_at_once_get_it_once(database_url):
    Store.open(database_url).migrate()
    won = []

    def want(holder):
        mine = Store.open(database_url)
        with mine.write() as session:
            if leases.take(session, name="clock", holder=holder, now=NOW, until=SOON):
                won.append(holder)
        mine.close()

    wanting = [Thread(target=want, args=(str(number),)) for number in range(8)]
    for thread in wanting:
        thread.start()
    for thread in wanting:
        thread.join(30)
    assert len(won) == 1


def test_a_journeys_run_is_behind_until_it_has_followed_and_again_after_the_next_event(store):
    played = kept(store, CONTACT)
    kept(store, CONTACT, reference=OTHER)
    newest = len(played.log)
    with store.write() as session:
        assert [each.reference for each in tracking.behind(session)] == [REFERENCE, OTHER]
        assert [each.reference for each in tracking.behind(session, 1, after=REFERENCE)] == [OTHER]
        tracking.shown_by(session, REFERENCE, "run-1")
        tracking.followed(session, {REFERENCE: newest, OTHER: 1})
        tracking.followed(session, {REFERENCE: 1})
    with store.read() as session:
        (left,) = tracking.behind(session)
        assert (left.reference, left.tracked_version, left.version) == (OTHER, 1, newest)
        done = tracking.tracked(session, REFERENCE)
        assert (done.run_id, done.tracked_version, done.is_behind) == ("run-1", newest, False)
        assert tracking.tracked(session, "TL25-000099") is None


def test_whoever_follows_along_misses_nothing_that_is_still_on_its_way(
    postgres_store, postgres_url
):
    kept(postgres_store, CONTACT)
    slow = Store.open(postgres_url)
    with postgres_store.read() as session:
        start = feed.newest(session)
    now = datetime(2025, 9, 2, 9, 0, 5, tzinfo=UTC)
    with slow.write() as session:
        # A position is given out at once and visible only when the transaction ends.
        session.connection().exec_driver_sql("SELECT nextval('journey_event_position_seq')")
        played = kept(postgres_store, ASKED, reference=OTHER)
        with postgres_store.read() as reading:
            assert feed.after(reading, start, now=now) == []
            long_after = now + timedelta(minutes=1)
            given_up = feed.after(reading, start, now=long_after)
    assert [each.version for each in given_up] == [each.version for each in played.log]
    assert given_up[0].position == start + 2
    slow.close()


def test_a_token_opens_the_door_only_while_it_is_good(store):
    good = {"now": NOW, "kind": "token"}
    with store.write() as session:
        people.save_user(session, CARLA)
        people.keep_token(
            session,
            "long and random",
            user="carla",
            kind="token",
            label="laptop",
            now=NOW,
            expires_at=SOON,
        )
    with store.write() as session:
        assert people.user_of_token(session, "long and random", **good) == CARLA
        assert people.user_of_token(session, "guessed", **good) is None
        assert people.user_of_token(session, "long and random", now=SOON, kind="token") is None
        assert people.user_of_token(session, "long and random", now=NOW, kind="session") is None
        (token,) = people.tokens(session, "carla")
        assert "long and random" not in str(token)
        assert people.revoke(session, token.sha256, now=NOW)
        assert not people.revoke(session, token.sha256, now=NOW)
        assert people.user_of_token(session, "long and random", **good) is None


def test_who_has_left_is_let_in_no_more(store):
    with store.write() as session:
        people.save_user(session, CARLA)
        people.keep_token(
            session, "t", user="carla", kind="token", label="", now=NOW, expires_at=SOON
        )
        people.save_user(
            session,
            User(name="carla", full_name="Carla Invented", role=Role.SOCIAL_WORKER, active=False),
        )
        assert people.user_of_token(session, "t", now=NOW, kind="token") is None
        assert people.users(session, active=True) == []
        assert people.user(session, "carla").team is None


def test_an_agency_comes_back_with_its_closed_days(store):
    school = Agency(
        key="school",
        name="Otter Lane School",
        kind="school",
        closed=((date(2025, 7, 24), date(2025, 9, 1), "summer holidays"),),
        ask_instead="education",
        email="office@otter-lane.example",
    )
    with store.write() as session:
        people.save_agencies(
            session, [school, Agency(key="education", name="Desk", kind="education")]
        )
    with store.read() as session:
        assert people.agencies(session)[1] == school
        assert [each.key for each in people.agencies(session)] == ["education", "school"]
