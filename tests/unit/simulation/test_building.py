"""The invented hub: the same every time, near the published rates, and true to the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.clock import VirtualClock
from casework.hub import Hub, open_hub
from casework.settings import Environment, Settings
from journey.events import Recorded
from journey.evolve import fold
from journey.people import ReferrerKind
from models import log
from models.projections import rebuild
from models.queries import journeys
from simulation.building import Built, build
from simulation.figures import contacts_a_week, sources

UNTIL = datetime(2026, 6, 12, 15, 0, tzinfo=UTC)


def invented(
    folder: Path,
    *,
    seed: int = 1,
    weeks: int = 2,
    children: int = 6000,
    watched: bool = False,
) -> tuple[Hub, Built]:
    clock = VirtualClock(UNTIL - timedelta(weeks=weeks))
    settings = Settings(env=Environment.TEST, database_url=f"sqlite:///{folder}/hub-{seed}.sqlite")
    hub = open_hub(settings, clock)
    built = build(
        hub, clock, until=UNTIL, weeks=weeks, seed=seed, children=children, watched=watched
    )
    return hub, built


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hub, Built]]:
    hub, built = invented(tmp_path_factory.mktemp("fortnight"))
    yield hub, built
    hub.store.close()


def every_event(hub: Hub) -> dict[str, list[Recorded]]:
    with hub.store.read() as session:
        references = [f"TL26-{number:06d}" for number in range(1, 400)]
        return dict(log.load_many(session, references))


def test_the_same_seed_gives_the_same_hub(fortnight, tmp_path):
    hub, built = fortnight
    again, built_again = invented(tmp_path)
    assert built_again == built
    assert every_event(again) == every_event(hub)
    again.store.close()


def test_another_seed_gives_another_hub(fortnight, tmp_path):
    hub, _ = fortnight
    other, _ = invented(tmp_path, seed=2)
    assert every_event(other) != every_event(hub)
    other.store.close()


def test_the_log_is_whole_and_the_projections_equal_it(fortnight):
    hub, _ = fortnight
    with hub.store.read() as session:
        assert log.verify(session).whole
    assert rebuild(hub.store, check=True).equal


def test_every_open_journey_has_a_clock_ahead_of_it(fortnight):
    hub, _ = fortnight
    cases = [fold(events) for events in every_event(hub).values()]
    silent = [
        case.reference
        for case in cases
        if case.is_open and not any(owed.next_action_at > UNTIL for owed in case.open_obligations())
    ]
    assert silent == []


def test_each_rung_was_climbed_at_the_very_instant_it_was_due(fortnight):
    hub, _ = fortnight
    late = [
        each.event.obligation
        for events in every_event(hub).values()
        for each in events
        if type(each.event).__name__ == "RungClimbed" and each.recorded_at != each.event.due
    ]
    assert late == []


def test_contacts_come_from_whom_the_published_shares_say():
    assert sources()[ReferrerKind.POLICE] == 28.5
    assert sources()[ReferrerKind.SCHOOL] == 20.3
    assert sum(sources().values()) == pytest.approx(100)


def test_ten_thousand_children_bring_as_many_contacts_as_the_national_rates_give():
    # 518.3 referrals a year, of which each stands for 1 / 0.29 contacts: 34.25 a week.
    assert contacts_a_week(10_000) == pytest.approx(34.25, abs=0.01)


@pytest.mark.slow
def test_at_every_midnight_of_a_whole_year_what_must_hold_holds(tmp_path):
    hub, built = invented(tmp_path, seed=3, weeks=52, children=300, watched=True)
    assert built.faults == ()
    assert built.midnights == 365
    assert built.contacts > 40
    with hub.store.read() as session:
        assert log.verify(session).whole
    assert rebuild(hub.store, check=True).equal
    hub.store.close()


@pytest.mark.slow
def test_three_months_leave_four_hundred_journeys_in_flight_in_every_state(tmp_path):
    hub, built = invented(tmp_path, weeks=13, children=21_000)
    with hub.store.read() as session:
        stages = Counter(journeys.count_by_stage(session, journeys.JourneyFilter(is_open=None)))
    in_flight = sum(count for stage, count in stages.items() if stage != "closed")
    assert in_flight >= 400
    assert set(stages) == {
        "contact", "referral", "research", "strategy-discussion", "assessment", "conference",
        "plan", "hand-off", "closure", "closed",
    }  # fmt: skip
    assert built.given["decide-contact"] > 700
    referred = 0.29
    decided = [
        each.event.outcome.value
        for events in (fold_events(hub))
        for each in events
        if type(each.event).__name__ == "DecisionProposed" and each.event.kind == "contact"
    ]
    # A contact that joins an open journey is no referral of its own, and none that was refused.
    own = [outcome for outcome in decided if outcome != "joined"]
    share = sum(outcome in ("referral", "immediate-protection") for outcome in own) / len(own)
    assert share == pytest.approx(referred, abs=0.05)
    hub.store.close()


def fold_events(hub: Hub) -> Iterator[list[Recorded]]:
    with hub.store.read() as session:
        references = [f"TL26-{number:06d}" for number in range(1, 2000)]
        for _, events in log.load_many(session, references):
            yield events
