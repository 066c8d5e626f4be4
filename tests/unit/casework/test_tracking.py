"""What the run that shows a journey has not shown yet, computed from the log."""

from datetime import timedelta

import pytest

from casework import sweeping, tracking
from casework.errors import NotFoundError
from casework.tracking import behind, caught_up, is_any_behind, one_behind, shown_by
from tests.support.cases import ASKED, CLOSED, CONTACT, HISTORY, RECEIVED, REFERRED, reply
from tests.support.hubs import hub_at, played, told


@pytest.fixture
def hub(database_url):
    hub = hub_at(database_url)
    yield hub
    hub.store.close()


def step_by_step(hub, commands, reference=None):
    """Give commands a minute apart: each is a step of its own."""
    for command in commands:
        reference = told(hub, command, reference)
        hub.clock.advance(timedelta(minutes=1))
    return reference


def names(lagging):
    return [change.name for change in lagging.states]


def follow(hub):
    caught_up(hub, {each.reference: each.version for each in behind(hub)})


def test_a_new_contact_has_one_state_and_no_run(hub):
    reference = played(hub, [RECEIVED])
    [lagging] = behind(hub)
    assert (lagging.reference, lagging.run_id, names(lagging)) == (reference, None, ["Contact"])
    assert lagging.states[0].at == hub.clock.now()
    assert not lagging.states[0].closed


def test_what_was_followed_is_not_behind(hub):
    reference = played(hub, [RECEIVED])
    shown_by(hub, reference, "run-1")
    follow(hub)
    assert behind(hub) == []
    assert not is_any_behind(hub)
    assert one_behind(hub, reference).run_id == "run-1"


def test_a_run_that_was_left_behind_gets_every_stage_once_in_order(hub):
    step_by_step(hub, CLOSED)
    [lagging] = behind(hub)
    assert names(lagging) == ["Contact", "Closure", "Closed"]
    assert [change.closed for change in lagging.states] == [False, False, True]


def test_only_what_came_since_is_shown(hub):
    reference = step_by_step(hub, REFERRED)
    follow(hub)
    step_by_step(hub, ASKED[len(REFERRED) :], reference)
    [lagging] = behind(hub)
    assert names(lagging) == ["MASH research"]
    assert lagging.states[-1].message.startswith("MASH research: 0 of 2 replies")


def test_each_reply_is_shown_when_it_comes(hub):
    reference = step_by_step(hub, ASKED)
    follow(hub)
    told(hub, reply("police"), reference)
    [lagging] = behind(hub)
    assert [change.message.split(",")[0] for change in lagging.states] == [
        "MASH research: 1 of 2 replies"
    ]


def test_what_is_no_matter_of_stages_is_followed_without_a_state(hub):
    reference = step_by_step(hub, [RECEIVED])
    follow(hub)
    told(hub, HISTORY, reference)
    [lagging] = behind(hub)
    assert lagging.states == ()
    assert lagging.version > 1


def test_a_climbed_rung_is_followed_without_a_state(hub):
    step_by_step(hub, CONTACT)
    follow(hub)
    hub.clock.advance(timedelta(hours=30))
    assert sweeping.sweep(hub).acted > 0
    [lagging] = behind(hub)
    assert lagging.states == ()


def test_following_never_goes_back(hub):
    reference = step_by_step(hub, CONTACT)
    follow(hub)
    caught_up(hub, {reference: 1})
    assert behind(hub) == []


def test_those_behind_come_in_pages(hub):
    references = [played(hub, [RECEIVED]) for _ in range(3)]
    assert [each.reference for each in behind(hub, 2)] == references[:2]
    assert [each.reference for each in behind(hub, 2, after=references[1])] == references[2:]


def test_nothing_that_is_shown_names_the_child_or_the_reason(hub):
    step_by_step(hub, ASKED)
    [lagging] = behind(hub)
    said = " ".join(change.message for change in lagging.states)
    assert said
    for private in ("Invented", "hungry", "School", "neglect"):
        assert private not in said


def test_an_unknown_journey_is_not_found(hub):
    with pytest.raises(NotFoundError):
        one_behind(hub, "TL25-999999")


def test_a_batch_is_at_most_fifty():
    assert tracking.BATCH == 50
