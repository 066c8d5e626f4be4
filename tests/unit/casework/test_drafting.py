"""Drafts are kept for their owner alone, and not for ever."""

from datetime import timedelta

from casework import drafting, nightly
from models import log
from tests.unit.casework.hubs import CARLA, MONA, hub_on

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
