import threading
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select

from casework import asking, sweeping
from casework.sweeping import climb, due_now, earliest, sweep
from journey.evolve import fold
from journey.ladders import Action
from journey.terms import Rating
from models import log, obligations
from models.errors import StoreFullError
from models.queries import deliveries
from models.tables import DeliveryRow, LogHeadRow, ObligationRow, table_of
from tests.support.cases import ASKED, CONTACT, RESEARCHING, ask, at, play, reply
from tests.support.rulebook import london
from tests.unit.casework.hubs import MONA, events_of, go_to, hub_on, tell, untouched, whole


def rungs_of(hub, reference):
    """Every climb on the record, as (obligation, rung)."""
    with hub.store.read() as session:
        return [
            (each.event.obligation, each.event.rung)
            for each in log.load(session, reference)
            if type(each.event).__name__ == "RungClimbed"
        ]


def once_each(hub, reference):
    climbed = rungs_of(hub, reference)
    assert len(climbed) == len(set(climbed))
    return True


def pass_without_a_clock(hub, day, wall="10:00"):
    """Let time pass while no clock runs: a power cut."""
    hub.clock.set(london(day, wall).astimezone(UTC))


# -- One rung -----------------------------------------------------------------------------------------


def test_what_is_due_is_named_with_its_action_longest_due_first(hub):
    tell(hub, ASKED)
    pass_without_a_clock(hub, "2025-09-03", "09:30")
    found = due_now(hub)
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert (found[0].action, found[0].rung, found[0].reference) == (Action.ASK, 0, "TL25-000001")
    assert found[0].obligation.startswith("TL25-000001.O")


def test_a_rung_is_climbed_once_however_often_it_is_asked_for(hub):
    story = tell(hub, ASKED)
    due = due_now(hub)[0]
    assert climb(hub, due.obligation, due.rung) is True
    with untouched(hub):
        assert climb(hub, due.obligation, due.rung) is False
        assert climb(hub, due.obligation, due.rung + 1) is False
        assert climb(hub, "TL25-000001.O999", 0) is False
        assert climb(hub, "nothing", 0) is False
    assert len(rungs_of(hub, story.reference)) == 1
    assert whole(hub)


def test_a_rung_that_is_not_due_yet_is_not_climbed(hub):
    tell(hub, CONTACT)
    with hub.store.read() as session:
        rows = session.execute(select(table_of(ObligationRow))).mappings().all()
    ahead = next(row for row in rows if row["next_action_at"] > hub.clock.now())
    with untouched(hub):
        assert climb(hub, ahead["id"], ahead["next_rung"]) is False


def test_what_was_met_is_not_chased(hub):
    story = tell(hub, ASKED)
    due = next(d for d in due_now(hub) if d.action is Action.ASK)
    tell(hub, CONTACT)
    for agency in ("police", "health"):
        story.give(reply(agency), "mona")
    with untouched(hub):
        assert climb(hub, due.obligation, due.rung) is False


def test_a_climb_queues_its_notices_in_the_same_transaction(hub):
    tell(hub, ASKED)
    due = due_now(hub)[0]
    climb(hub, due.obligation, due.rung)
    with hub.store.read() as session:
        (delivery,) = deliveries.of_journey(session, "TL25-000001")
    assert (delivery.party, delivery.template, delivery.state) == (
        "agency:police",
        "ask",
        "waiting",
    )


def test_pages_are_nudged_after_a_climb(hub):
    tell(hub, ASKED)
    heard = []
    hub.after_commit.append(heard.append)
    due = due_now(hub)[0]
    climb(hub, due.obligation, due.rung)
    climb(hub, due.obligation, due.rung)
    assert heard == ["TL25-000001"]


# -- The sweep ----------------------------------------------------------------------------------------


def test_a_sweep_does_everything_that_is_due_and_the_next_one_nothing(hub):
    tell(hub, ASKED)
    tell(hub, ASKED)
    pass_without_a_clock(hub, "2025-09-04", "12:00")
    swept = sweep(hub)
    assert (swept.acted, swept.failed, swept.tracked) == (swept.due, 0, False)
    assert swept.due > 8
    with untouched(hub):
        assert sweep(hub) == sweeping.Swept(due=0, acted=0, failed=0)
    assert once_each(hub, "TL25-000001")
    assert once_each(hub, "TL25-000002")
    assert whole(hub)


def test_after_a_night_without_power_each_rung_happened_once_and_reminders_told_nobody(hub):
    story = tell(hub, ASKED)
    pass_without_a_clock(hub, "2025-09-09", "09:00")
    sweep(hub)
    told = [alert.template for alert in asking.alerts(hub, MONA, limit=500)]
    assert "remind" not in told
    assert once_each(hub, story.reference)
    assert earliest(hub) > hub.clock.now()


def test_the_sweep_writes_what_folding_the_journey_gives(hub):
    # The fast path never loads a journey; what it leaves must be what the pure rules say.
    story = tell(hub, ASKED, at("2025-09-08", "12:00"))
    played = play(ASKED, at("2025-09-08", "12:00"))
    with hub.store.read() as session:
        recorded = fold(log.load(session, story.reference))
    assert recorded.version == played.case.version
    assert {o.label: (o.rung, o.chases, o.next_action_at) for o in recorded.open_obligations()} == {
        o.label: (o.rung, o.chases, o.next_action_at) for o in played.case.open_obligations()
    }
    assert [(s.to, s.template, s.at) for s in recorded.sent] == [
        (s.to, s.template, s.at) for s in played.case.sent
    ]
    assert whole(hub)


def test_one_journey_may_be_swept_by_itself(hub):
    tell(hub, ASKED)
    other = tell(hub, ASKED)
    swept = sweep(hub, reference=other.reference)
    assert swept.acted == 2
    assert rungs_of(hub, "TL25-000001") == []
    assert len(rungs_of(hub, other.reference)) == 2


def test_the_earliest_rung_is_known_and_nothing_owed_has_none(hub):
    assert earliest(hub) is None
    tell(hub, RESEARCHING, ask("police", rating=Rating.RED))
    assert earliest(hub) == hub.clock.now()
    sweep(hub)
    assert earliest(hub) == london("2025-09-02", "12:00").astimezone(UTC)  # half of four hours


def test_more_than_one_batch_is_done_in_one_sweep(hub, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for _ in range(3):
        tell(hub, ASKED)
    assert sweep(hub).acted == 6


# -- Trouble ------------------------------------------------------------------------------------------


def test_what_cannot_be_climbed_is_counted_and_left_and_keeps_nobody_else(hub, monkeypatch):
    for _ in range(3):
        tell(hub, ASKED)
    real = sweeping.climb_rung

    def broken_for_one(owed, **given):
        if owed.subject == "police":
            raise RuntimeError("a ladder broke")
        return real(owed, **given)

    monkeypatch.setattr(sweeping, "climb_rung", broken_for_one)
    monkeypatch.setattr(sweeping, "BATCH", 2)
    swept = sweep(hub)
    assert (swept.acted, swept.failed) == (3, 3)
    monkeypatch.undo()
    assert sweep(hub).acted == 3
    assert whole(hub)


def test_a_climb_that_dies_before_its_commit_leaves_nothing_and_is_done_next_time(hub, monkeypatch):
    story = tell(hub, ASKED)
    due = due_now(hub)[0]
    real = obligations.record_climb

    def dies_at_the_end(session, *given, **more):
        real(session, *given, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(obligations, "record_climb", dies_at_the_end)
    with untouched(hub), pytest.raises(KeyboardInterrupt):
        climb(hub, due.obligation, due.rung)
    monkeypatch.undo()
    assert climb(hub, due.obligation, due.rung) is True
    assert once_each(hub, story.reference)
    assert whole(hub)


def test_sweeps_at_once_climb_each_rung_once(hub):
    for _ in range(4):
        tell(hub, ASKED)
    pass_without_a_clock(hub, "2025-09-04", "12:00")
    swept, start = [], threading.Barrier(3)

    def one():
        start.wait()
        swept.append(sweep(hub))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [each.failed for each in swept] == [0, 0, 0]
    sweep(hub)
    assert due_now(hub) == []
    for number in range(1, 5):
        assert once_each(hub, f"TL25-00000{number}")
    assert whole(hub)


def test_a_sweep_goes_round_what_another_process_holds_and_ends(postgres_store):
    hub = hub_on(postgres_store)
    held, free = tell(hub, ASKED), tell(hub, ASKED)
    head = table_of(LogHeadRow)
    with hub.store.write() as session:
        session.execute(
            select(head.c.version).where(head.c.reference == held.reference).with_for_update()
        ).one()
        swept = sweep(hub)
        assert (swept.acted, swept.failed) == (2, 0)
    assert rungs_of(hub, held.reference) == []
    assert len(rungs_of(hub, free.reference)) == 2
    assert sweep(hub).acted == 2


def test_a_sweep_with_something_broken_and_something_held_ends_too(postgres_store, monkeypatch):
    hub = hub_on(postgres_store)
    held, _ = tell(hub, ASKED), tell(hub, ASKED)
    head = table_of(LogHeadRow)

    def broken(_owed, **_given):
        raise RuntimeError("a ladder broke")

    monkeypatch.setattr(sweeping, "climb_rung", broken)
    with hub.store.write() as session:
        session.execute(
            select(head.c.version).where(head.c.reference == held.reference).with_for_update()
        ).one()
        swept = sweep(hub)
    assert (swept.acted, swept.failed) == (0, 2)


def test_on_a_full_disk_nothing_is_half_climbed(sqlite_store, monkeypatch):
    hub = hub_on(sqlite_store)
    tell(hub, ASKED)
    due = due_now(hub)[0]
    real = obligations.record_climb

    def until_it_is_full(session, *given, **more):
        reached = real(session, *given, **more)
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        filler = {"id": "x", "reference": "x", "party": "x", "template": "x" * 100_000}
        session.execute(
            table_of(DeliveryRow)
            .insert()
            .values(
                **filler,
                state="dead",
                created_at=hub.clock.now(),
                next_attempt_at=hub.clock.now(),
                attempts=0,
            )
        )
        return reached

    monkeypatch.setattr(obligations, "record_climb", until_it_is_full)
    with untouched(hub), pytest.raises(StoreFullError):
        climb(hub, due.obligation, due.rung)
    monkeypatch.undo()
    sqlite_store.close()
    assert climb(hub, due.obligation, due.rung) is True
    assert whole(hub)


def test_a_command_in_between_makes_the_climb_look_at_what_is_owed_now(hub):
    story = tell(hub, ASKED)
    stale = due_now(hub)
    story.give(reply("police"), "mona")
    assert [climb(hub, each.obligation, each.rung) for each in stale] == [False, True]
    assert events_of(hub, story.reference)[-1] == "RungClimbed"


def test_nothing_silent_after_any_sweep(hub):
    tell(hub, ASKED)
    tell(hub, CONTACT)
    for days in (1, 3, 9):
        go_to(hub, hub.clock.now() + timedelta(days=days))
        with hub.store.read() as session:
            rows = session.execute(select(table_of(ObligationRow))).mappings().all()
        ahead = {
            r["reference"]
            for r in rows
            if r["state"] == "open" and r["next_action_at"] > hub.clock.now()
        }
        assert ahead == {"TL25-000001", "TL25-000002"}
