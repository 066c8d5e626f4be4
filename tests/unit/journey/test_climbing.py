"""One rung at a time, to whom it speaks, and what is overtaken when the clock was down."""

from journey.commands import running
from journey.ladders import Action
from tests.support.cases import ALLOCATED, ASKED, CONTACT, at, go_on, play
from tests.support.rulebook import london


def told(played, label):
    """Who was told what, rung by rung, about one obligation."""
    number = played.owed(label).id
    rungs = {}
    for sent in played.case.sent:
        if sent.obligation == number:
            rungs.setdefault((sent.rung, sent.template), []).append(sent.to)
    return rungs


def test_an_amber_request_climbs_from_asking_to_the_senior_manager():
    assert told(play(ASKED, at("2025-09-08")), "research-reply:police") == {
        (0, "ask"): ["agency:police"],
        (1, "remind"): ["agency:police"],
        (2, "remind"): ["agency:police"],
        (3, "chase"): ["agency:police", "agency:police-duty"],
        (4, "chase"): ["agency:police", "agency:police-duty", "team:mash"],
        (5, "escalate"): ["agency-manager:police", "manager:mash"],
        (6, "escalate"): ["senior-manager:mash"],
    }


def test_each_rung_is_climbed_at_its_instant_and_names_the_next():
    owed = play(ASKED, at("2025-09-04", "00:00")).owed("research-reply:police")
    assert (owed.rung, owed.last_action, owed.last_action_at) == (
        3,
        Action.CHASE,
        london("2025-09-04", "00:00"),
    )
    assert (owed.next_rung, owed.next_action_at) == (4, london("2025-09-04", "13:00"))


def test_after_a_night_without_power_every_rung_is_climbed_once_and_reminders_tell_nobody():
    played = play(ASKED, at("2025-09-05", "10:00", climbing=False), at("2025-09-05", "10:00"))
    assert list(told(played, "research-reply:police")) == [
        (0, "ask"),
        (3, "chase"),
        (4, "chase"),
        (5, "escalate"),
    ]
    assert played.owed("research-reply:police").rung == 5


def test_of_daily_repetitions_that_piled_up_only_the_last_tells_anybody():
    played = play(ASKED, at("2025-09-15", "10:00", climbing=False), at("2025-09-15", "10:00"))
    rungs = [rung for rung, _ in told(played, "research-reply:police")]
    # Rungs 6 to 11 fall on 6, 9, 10, 11, 12 and 13 September; the first one always speaks.
    assert rungs == [0, 3, 4, 5, 6, 11]


def test_what_told_nobody_is_not_counted_as_a_chase():
    played = play(ASKED, at("2025-09-15", "10:00", climbing=False), at("2025-09-15", "10:00"))
    assert played.owed("research-reply:police").chases == 5


def test_a_decision_that_is_late_tells_the_manager_once_and_then_the_senior_manager_daily():
    assert told(play(CONTACT, at("2025-09-08", "00:00")), "contact-decision") == {
        (0, "remind"): ["manager:mash"],
        (1, "remind"): ["manager:mash"],
        (2, "breach"): ["manager:mash"],
        (3, "escalate"): ["senior-manager:mash"],
        (4, "escalate"): ["senior-manager:mash"],
    }


def test_a_worker_is_told_in_place_of_the_team_once_there_is_one():
    hold = running.Hold(until=london("2025-09-04", "12:00"), reason="family abroad")
    assert told(play(CONTACT, hold, at("2025-09-04", "12:00")), "hold-review")[1, "breach"] == [
        "manager:mash",
        "team:mash",
    ]
    played = go_on(play(CONTACT, ALLOCATED, hold), at("2025-09-04", "12:00"))
    assert told(played, "hold-review")[1, "breach"] == ["manager:mash", "worker:carla"]
