"""Drafts are kept for their owner alone, and not for ever."""

from datetime import timedelta

import pytest

from casework import drafting, nightly
from casework.errors import RestrictedError
from casework.giving import give
from journey.commands.restricting import LiftRestriction, RestrictJourney
from models import log
from tests.support.cases import CONTACT
from tests.unit.casework.hubs import CARLA, COLIN, MONA, hub_on, tell

TYPED = {"reason": ("The child said …",)}


def test_a_draft_is_its_owners_and_nobody_elses(store):
    hub = hub_on(store)
    drafting.keep_draft(hub, MONA, "close", TYPED, reference="TL25-000001", version=3)
    kept = drafting.find_draft(hub, MONA, "close", reference="TL25-000001")
    assert (kept.typed, kept.version) == ({"reason": ["The child said …"]}, 3)
    assert drafting.find_draft(hub, CARLA, "close", reference="TL25-000001") is None
    assert drafting.find_draft(hub, MONA, "close", reference="TL25-000002") is None
    assert drafting.find_draft(hub, MONA, "reopen", reference="TL25-000001") is None


def test_a_later_draft_takes_the_place_of_the_one_before(store):
    hub = hub_on(store)
    for text in ("first", "second"):
        drafting.keep_draft(hub, MONA, "close", {"reason": (text,)}, reference=None, version=0)
    [kept] = drafting.drafts_of(hub, MONA)
    assert kept.typed == {"reason": ["second"]}


def test_a_draft_that_was_given_is_gone(store):
    hub = hub_on(store)
    drafting.keep_draft(hub, MONA, "close", TYPED, reference=None, version=0)
    assert drafting.forget_draft(hub, MONA, "close", reference=None) is True
    assert drafting.forget_draft(hub, MONA, "close", reference=None) is False
    assert drafting.drafts_of(hub, MONA) == []


def test_a_draft_is_destroyed_when_its_time_is_over(store):
    hub = hub_on(store)
    hub.settings = hub.settings.model_copy(update={"draft_days": 2})
    drafting.keep_draft(hub, MONA, "close", TYPED, reference=None, version=0)
    hub.clock.set(hub.clock.now() + timedelta(days=1, hours=23))
    assert nightly.check(hub).drafts_dropped == 0
    assert len(drafting.drafts_of(hub, MONA)) == 1
    hub.clock.set(hub.clock.now() + timedelta(hours=1))
    assert drafting.drafts_of(hub, MONA) == []
    assert nightly.check(hub).drafts_dropped == 1


def test_a_draft_does_not_say_what_was_typed_where_it_is_printed(store):
    hub = hub_on(store)
    kept = drafting.keep_draft(hub, MONA, "close", TYPED, reference="TL25-000001", version=3)
    assert "child" not in f"{kept!r} {kept}"


def test_a_draft_goes_with_what_was_said_on_its_journey(store):
    hub = hub_on(store)
    for reference in ("TL25-000001", "TL25-000002"):
        drafting.keep_draft(hub, MONA, "close", TYPED, reference=reference, version=3)
    with hub.store.write() as session:
        log.destroy_narrative(session, "TL25-000001")
    assert [kept.reference for kept in drafting.drafts_of(hub, MONA)] == ["TL25-000002"]


def test_a_draft_is_as_closed_as_its_journey_and_there_again_when_that_is_open(store):
    hub = hub_on(store)
    reference = tell(hub, CONTACT).reference
    for actor in (COLIN, CARLA):
        drafting.keep_draft(hub, actor, "add-concern", TYPED, reference=reference, version=1)
    restrict = RestrictJourney(people=("carla",), reason="a colleague's own family")
    give(hub, restrict, MONA, reference)
    assert drafting.find_draft(hub, COLIN, "add-concern", reference=reference) is None
    assert drafting.drafts_of(hub, COLIN) == []
    with pytest.raises(RestrictedError):
        drafting.keep_draft(hub, COLIN, "add-concern", TYPED, reference=reference, version=2)
    assert len(drafting.drafts_of(hub, CARLA)) == 1
    give(hub, LiftRestriction(reason="they have left"), MONA, reference)
    assert len(drafting.drafts_of(hub, COLIN)) == 1
