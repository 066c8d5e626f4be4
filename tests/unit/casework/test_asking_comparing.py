"""What changed among the stuck journeys since a week ago, from the record as it stood."""

from datetime import timedelta

import pytest

from casework import asking, nightly
from casework.errors import NotAllowedError
from casework.giving import give
from journey.commands.restricting import RestrictJourney
from journey.commands.running import Allocate
from models.queries import light_cases, nights
from tests.support.cases import ALLOCATED, ASKED, CONTACT, HANDED_OFF, reply
from tests.support.rulebook import london
from tests.unit.casework.hubs import MILO, MONA, POLICE, go_to, tell, tell_on

WEEK = timedelta(days=7)


def changes(hub, actor=MONA, **asked):
    found = asking.stuck_changes(hub, actor, **asked)
    return {
        each.finding: tuple(
            [moved.reference for moved in part] for part in (each.new, each.resolved, each.still)
        )
        for each in found.findings
        if each.new or each.resolved or each.still
    }


def test_on_a_hub_where_nothing_was_stuck_nothing_changed(hub):
    tell(hub, ASKED)
    assert changes(hub) == {}


@pytest.mark.shows("Q3")
def test_findings_are_new_resolved_or_still_there(hub):
    still = tell(hub, ASKED, ALLOCATED).reference
    ended = tell(hub, ASKED, ALLOCATED)
    go_to(hub, london("2025-09-05", "12:00"))
    assert changes(hub) == {"late": ([still, ended.reference], [], [])}
    tell_on(ended, reply("police"), reply("health"))
    go_to(hub, london("2025-09-09", "12:00"))
    new = tell(hub, ASKED, ALLOCATED).reference
    go_to(hub, london("2025-09-12", "12:00"))
    found = asking.stuck_changes(hub, MONA)
    assert found.since == found.as_of - WEEK
    late = next(each for each in found.findings if each.finding == "late")
    assert [each.reference for each in late.still] == [still]
    assert [each.reference for each in late.new] == [new]
    [resolved] = late.resolved
    assert (resolved.reference, resolved.before, resolved.now) == (
        ended.reference,
        "late",
        "undecided",
    )


def test_what_stood_a_week_ago_is_what_the_list_said_then(hub):
    for steps in (CONTACT, ASKED, (ASKED, ALLOCATED), HANDED_OFF):
        tell(hub, *steps) if isinstance(steps[0], tuple) else tell(hub, steps)
    go_to(hub, london("2025-09-05", "12:00"))
    said_then = {line.reference: line.finding for line in asking.stuck(hub, MONA)}
    assert len(said_then) > 2
    go_to(hub, hub.clock.now() + WEEK)
    then = {
        moved.reference: moved.before
        for each in asking.stuck_changes(hub, MONA).findings
        for moved in (*each.resolved, *each.still)
    }
    assert then == said_then
    now = {
        moved.reference: moved.now
        for each in asking.stuck_changes(hub, MONA).findings
        for moved in (*each.new, *each.still)
    }
    assert now == {line.reference: line.finding for line in asking.stuck(hub, MONA)}


def test_a_journey_without_an_event_since_is_not_read_from_the_log(sqlite_hub, monkeypatch):
    tell(sqlite_hub, ASKED, ALLOCATED)
    go_to(sqlite_hub, london("2025-09-05", "12:00"))
    sqlite_hub.clock.set(sqlite_hub.clock.now() + timedelta(days=30))
    monkeypatch.setattr("models.log.load_many", lambda *_, **__: pytest.fail("it was read"))
    monkeypatch.setattr(light_cases, "load_many", lambda *_, **__: ())
    found = asking.stuck_changes(sqlite_hub, MONA)
    assert sum(len(each.still) for each in found.findings) == 1


def test_other_teams_and_restricted_journeys_are_left_out(hub):
    reference = tell(hub, ASKED, ALLOCATED).reference
    other = tell(hub, ASKED).reference
    give(hub, Allocate(team="north", worker="carla", talked_through="yes"), MONA, other)
    go_to(hub, london("2025-09-05", "12:00"))
    assert changes(hub, team="north") == {"late": ([other], [], [])}
    restrict = RestrictJourney(people=("carla",), reason="a colleague's own family")
    give(hub, restrict, MONA, reference)
    assert changes(hub, MILO) == {"late": ([other], [], [])}
    go_to(hub, london("2025-09-12", "13:00"))
    assert reference not in str(changes(hub, MILO))


def test_a_partner_is_not_told(hub):
    with pytest.raises(NotAllowedError):
        asking.stuck_changes(hub, POLICE)


@pytest.mark.shows("Q3")
def test_what_a_nightly_check_saw_a_week_ago_is_not_read_from_the_log(hub, monkeypatch):
    journeys = [tell(hub, ASKED, ALLOCATED), tell(hub, CONTACT), tell(hub, HANDED_OFF)]
    restricted = tell(hub, ASKED, ALLOCATED).reference
    restrict = RestrictJourney(people=("carla",), reason="a colleague's own family")
    go_to(hub, london("2025-09-05", "02:00"))
    nightly.check(hub)
    seen_at = hub.clock.now()
    go_to(hub, seen_at + WEEK)
    give(hub, restrict, MONA, restricted)
    with hub.store.write() as session:
        kept = nights.findings(session, seen_at)
        nights.forget(session, before=hub.clock.now())
    from_the_log = asking.stuck_changes(hub, MONA)
    with hub.store.write() as session:
        nights.keep(session, kept, at=seen_at)
    assert set(kept) >= {each.reference for each in journeys}
    monkeypatch.setattr("models.log.load_many", lambda *_, **__: pytest.fail("it was read"))
    found = asking.stuck_changes(hub, MONA)
    assert found == from_the_log
    assert found.since == seen_at
    assert restricted in str(found)
    assert restricted not in str(asking.stuck_changes(hub, MILO))
    assert changes(hub, team="north") == {}


def test_nights_are_kept_for_a_fortnight(hub):
    tell(hub, ASKED)
    first = hub.clock.now()
    nightly.check(hub)
    go_to(hub, first + timedelta(days=15))
    nightly.check(hub)
    with hub.store.read() as session:
        assert len(nights.findings(session, first)) == 1
    go_to(hub, first + timedelta(days=15, seconds=1))
    nightly.check(hub)
    with hub.store.read() as session:
        assert nights.findings(session, first) == {}
