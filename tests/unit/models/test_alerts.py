from datetime import UTC, datetime

import pytest

from models.queries import alerts, deliveries
from tests.support.cases import ASKED, REFERENCE, at
from tests.support.keeping import kept

NOW = datetime(2025, 9, 20, 9, tzinfo=UTC)
OTHER = "TL25-000002"


@pytest.fixture
def told(store):
    """What parties were told on a journey on which nobody replied for a week."""
    return kept(store, ASKED, at("2025-09-09")).case.sent


def ids(page):
    return [each.id for each in page.rows]


def test_a_party_sees_what_it_was_told_newest_first(store, told):
    with store.read() as session:
        seen = alerts.alerts(session, ["agency:police"], user="police-desk").rows
    police = [each for each in told if each.to == "agency:police"]
    assert [(each.at, each.template, each.rung) for each in seen] == [
        (each.at, each.template, each.rung) for each in reversed(police)
    ]
    assert {(each.kind, each.owed_by) for each in seen} == {("research-reply", "agency:police")}


def test_several_parties_are_one_person(store, told):
    parties = ["team:mash", "manager:mash"]
    with store.read() as session:
        seen = alerts.alerts(session, parties, user="mona", limit=500).rows
        assert alerts.count_unseen(session, parties, user="mona") == len(seen)
    assert len(seen) == sum(each.to in parties for each in told) > 0


@pytest.mark.usefixtures("told")
def test_what_somebody_acknowledged_stays_new_for_others_and_the_first_instant_stays(store):
    parties = ["agency:police"]
    with store.read() as session:
        everything = ids(alerts.alerts(session, parties, user="police-desk"))
    with store.write() as session:
        assert alerts.acknowledge(session, everything[:1], user="police-desk", now=NOW) == 1
    with store.write() as session:
        later = NOW.replace(hour=12)
        assert alerts.acknowledge(session, everything[:2], user="police-desk", now=later) == 1
        assert alerts.acknowledge(session, [], user="police-desk", now=later) == 0
    with store.read() as session:
        mine = alerts.alerts(session, parties, user="police-desk", unseen=True)
        theirs = alerts.alerts(session, parties, user="police-duty", unseen=True)
        shown = alerts.alerts(session, parties, user="police-desk").rows
        assert alerts.seen_by(session, everything[:1]) == {everything[0]: [("police-desk", NOW)]}
    assert ids(mine) == everything[2:]
    assert ids(theirs) == everything
    assert [each.seen_at for each in shown[:3]] == [NOW, later, None]


@pytest.mark.usefixtures("told")
def test_alerts_are_turned_page_by_page(store):
    rows, after = [], None
    with store.read() as session:
        while True:
            page = alerts.alerts(session, ["agency:police"], user="x", after=after, limit=2)
            rows += ids(page)
            after = page.next_page
            if after is None:
                break
        assert rows == ids(alerts.alerts(session, ["agency:police"], user="x", limit=500))


def test_a_journey_shows_everything_that_anybody_was_told_oldest_first(store, told):
    with store.read() as session:
        found = alerts.of_journey(session, REFERENCE, user="mona")
    assert [(each.party, each.template) for each in found] == [(s.to, s.template) for s in told]


def test_a_delivery_is_taken_by_one_alone_until_its_time_is_over(store, told):
    while_away, after_it = NOW.replace(minute=5), NOW.replace(minute=6)
    with store.read() as session:
        first, *_ = deliveries.waiting(session, NOW, 500)
        assert len(deliveries.waiting(session, NOW, 500)) == len(told)
    with store.write() as session:
        assert deliveries.take(session, first, now=NOW, until=while_away).attempts == 1
    with store.write() as session:
        assert deliveries.take(session, first, now=NOW, until=while_away) is None
        assert first not in deliveries.waiting(session, NOW, 500)
        assert deliveries.take(session, first, now=after_it, until=after_it).attempts == 2
        deliveries.arrived(session, first, channel="mail", now=after_it)
        assert deliveries.take(session, first, now=after_it, until=after_it) is None
