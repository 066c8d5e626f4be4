from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import event, text

from journey.climbing import climb
from journey.errors import JourneyMovedOn
from journey.evolve import fold
from models import log, obligations, projections
from models.queries import deliveries
from models.store import Store
from tests.support.cases import ALLOCATED, ASKED, CLOSED, CONTACT, REFERENCE, at, play
from tests.support.keeping import keep, kept
from tests.support.rulebook import RULEBOOK

OTHER = "TL25-000002"
LATER = datetime(2025, 9, 12, 9, tzinfo=UTC)


def due(store, now=LATER, **which):
    with store.read() as session:
        return obligations.due(session, now, 500, **which)


def climb_once(session, obligation_id, now=LATER):
    claimed = obligations.claim(session, obligation_id)
    climbed = climb(
        claimed.obligation, rulebook=RULEBOOK, team=claimed.team, worker=claimed.worker, now=now
    )
    return obligations.record_climb(session, claimed, climbed, now=now, policy="england-2023@1")


def sweep(store, now=LATER):
    climbed = 0
    while found := due(store, now):
        for each in found:
            with store.write() as session:
                climb_once(session, each.id, now)
            climbed += 1
    return climbed


def test_only_what_is_open_and_due_is_found_the_longest_due_first(store):
    played = kept(store, ASKED)
    kept(store, CLOSED, reference=OTHER)
    owed = [o for o in played.case.open_obligations() if o.next_action_at <= LATER]
    owed.sort(key=lambda o: (o.next_action_at, o.id))
    found = due(store, reference=REFERENCE)
    assert [each.id for each in found] == [f"{REFERENCE}.{o.id}" for o in owed]
    assert len(owed) < len(list(played.case.open_obligations()))


def test_a_rung_is_due_from_its_instant_on(store):
    played = kept(store, ASKED)
    first = min(played.case.open_obligations(), key=lambda o: (o.next_action_at, o.id))
    assert due(store, first.next_action_at - timedelta(microseconds=1)) == []
    found = due(store, first.next_action_at)[0]
    assert (found.next_rung, found.ladder) == (first.next_rung, first.ladder)


def test_the_next_rung_of_all_is_known_without_looking_at_the_rest(store):
    with store.read() as session:
        assert obligations.earliest(session) is None
    played = kept(store, ASKED)
    with store.read() as session:
        assert obligations.earliest(session) == min(
            o.next_action_at for o in played.case.open_obligations()
        )


@pytest.mark.parametrize(
    "steps", [CONTACT, ASKED, (ASKED, ALLOCATED)], ids=["contact", "asked", "allocated"]
)
def test_a_sweep_writes_exactly_what_projecting_the_folded_journey_gives(store, steps):
    played = kept(store, *steps)
    assert sweep(store) > len(list(played.case.open_obligations()))
    with store.read() as session:
        case = fold(log.load(session, REFERENCE))
        assert log.verify(session).whole
    assert case.version > played.case.version
    assert projections.rebuild(store, check=True) == projections.Rebuild(
        equal=True, journeys=1, differences=[]
    )


def test_a_sweep_makes_of_a_journey_what_playing_it_makes(store):
    kept(store, ASKED)
    played = play(ASKED, at("2025-09-12", "10:00"))
    while found := due(store):
        sweep(store, found[0].next_action_at)
    with store.read() as session:
        case = fold(log.load(session, REFERENCE))
    assert dict(case.obligations) == dict(played.case.obligations)
    assert [(each.at, each.to, each.template) for each in case.sent] == [
        (each.at, each.to, each.template) for each in played.case.sent
    ]


def test_what_a_climb_says_to_somebody_is_queued_in_the_same_transaction(store):
    played = kept(store, ASKED)
    already = len(played.case.sent)
    climbs = sweep(store)
    with store.read() as session:
        sent = fold(log.load(session, REFERENCE)).sent[already:]
        queued = deliveries.of_journey(session, REFERENCE)[already:]
    assert climbs > 0
    assert sorted((each.party, each.template) for each in queued) == sorted(
        (each.to, each.template) for each in sent
    )


def fail_after(do, *given):
    do(*given)
    raise KeyError


def test_a_climb_that_is_not_committed_has_not_happened(store):
    kept(store, ASKED)
    first = due(store)[0]
    with pytest.raises(KeyError), store.write() as session:
        fail_after(climb_once, session, first.id)
    assert due(store)[0] == first
    assert projections.rebuild(store, check=True).equal


def test_what_has_ended_or_never_was_cannot_be_claimed(store):
    played = kept(store, CLOSED)
    ended = next(o for o in played.case.obligations.values() if not o.is_open)
    with store.write() as session:
        assert obligations.claim(session, f"{REFERENCE}.{ended.id}") is None
        assert obligations.claim(session, f"{REFERENCE}.O999") is None


def test_a_claim_gives_whom_the_rung_may_speak_to(store):
    kept(store, ASKED, ALLOCATED)
    with store.write() as session:
        claimed = obligations.claim(session, due(store)[0].id)
    assert (claimed.team, claimed.worker) == ("mash", "carla")


def test_on_postgresql_another_sweep_passes_over_what_is_being_climbed(
    postgres_store, postgres_url
):
    kept(postgres_store, ASKED)
    one, two = (each.id for each in due(postgres_store)[:2])
    neighbour = Store.open(postgres_url)
    with postgres_store.write() as session:
        climb_once(session, one)
        with neighbour.write() as other:
            assert obligations.claim(other, one) is None
            # Of the same journey, whose log cannot grow at two places at once.
            assert obligations.claim(other, two) is None
    with neighbour.write() as other:
        assert obligations.claim(other, two) is not None
    neighbour.close()


def test_on_postgresql_a_command_waits_for_a_climb_and_then_finds_the_journey_moved_on(
    postgres_store,
):
    played = play(ASKED)
    keep(postgres_store, played.log[:-1])
    outcome = []

    def command():
        try:
            keep(postgres_store, played.log[-1:], fold(played.log[:-1]))
        except JourneyMovedOn as moved:
            outcome.append(moved)

    with postgres_store.write() as session:
        climb_once(session, obligations.due(session, LATER, 1)[0].id)
        waiting = Thread(target=command)
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join(20)
    assert [moved.actual for moved in outcome] == [played.log[-1].version]


COPIES = """
WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 2000)
INSERT INTO obligation (
  id, state, reference, number, kind, owed_by, timescale, profile, authority, checked, ladder,
  starts_at, due_at, first_due_at, next_rung, next_action_at, moves, chases,
  follows_worker)
SELECT
  o.id || '-' || n, CASE WHEN n % 2 = 0 THEN 'open' ELSE 'met' END, reference, number, kind,
  owed_by, timescale, profile, authority, checked, ladder, starts_at, due_at, first_due_at,
  next_rung, next_action_at, moves, chases, follows_worker
FROM many, obligation o WHERE o.id = 'TL25-000001.O1'
"""


def plan_of(store, ask):
    """How the database goes about the statements that *ask* sends it."""
    asked = []

    def listen(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", listen)
    with store.write() as session:
        ask(session)
    event.remove(store.engine, "before_cursor_execute", listen)
    explain = "EXPLAIN QUERY PLAN" if store.dialect == "sqlite" else "EXPLAIN"
    with store.write() as session:
        rows = [
            row
            for statement, parameters in asked
            for row in session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
        ]
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize(
    "ask",
    [lambda session: obligations.due(session, LATER, 500), obligations.earliest],
    ids=["due", "earliest"],
)
def test_what_is_due_is_read_in_order_from_the_index_of_what_is_open_alone(store, ask):
    kept(store, ASKED)
    with store.write() as session:
        session.execute(text(COPIES))
    with store.write() as session:
        session.execute(text("ANALYZE"))
    plan = plan_of(store, ask)
    assert "ix_obligation_next_action_at" in plan
    assert "Seq Scan" not in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


def test_a_claim_looks_up_three_rows_by_their_keys(store):
    kept(store, ASKED)
    with store.write() as session:
        session.execute(text(COPIES))
    with store.write() as session:
        session.execute(text("ANALYZE"))
    plan = plan_of(store, lambda session: obligations.claim(session, "TL25-000001.O2"))
    assert "obligation" in plan
    assert "SCAN obligation" not in plan
    assert "Seq Scan on obligation" not in plan
