"""That a broken journey is called broken: the rules are asked of every journey elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journey.invariants import broken, unminded
from tests.support.cases import ASKED, CLOSED, play

PLAYED = play(ASKED)
PLAYED.go_to(PLAYED.now + timedelta(minutes=1), climbing=True)
CASE, NOW = PLAYED.case, PLAYED.now
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def with_first(parts, **changes):
    """The same parts, the first of them changed."""
    first, *_ = parts
    return {**parts, first: replace(parts[first], **changes)}


def test_a_sound_journey_breaks_nothing():
    assert list(broken(CASE)) == []
    assert list(unminded(CASE, now=NOW)) == []
    assert list(broken(play(CLOSED).case)) == []


def test_what_the_clock_forgot_is_named():
    [owed, *_] = list(CASE.open_obligations())
    later = max(each.next_action_at for each in CASE.open_obligations()) + timedelta(days=1)

    said = list(unminded(CASE, now=later))

    assert said[0] == "nothing will ever happen by itself"
    assert any(each.startswith(f"{owed.label} was due at ") for each in said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"episodes": {}}, "an open journey is nowhere"),
        ({"obligations": {}}, "an open journey owes nothing"),
        ({"closed_at": NOW}, "a closed journey is still in research"),
        (
            {"episodes": with_first(CASE.episodes, ended_at=LONG_AGO)},
            "E1 ended before it began",
        ),
        (
            {"episodes": with_first(CASE.episodes, outcome=None)},
            "E1 has an end without an outcome, or an outcome without an end",
        ),
        (
            {"episodes": with_first(CASE.episodes, because="E9")},
            "E1 follows from an episode that is not on the record",
        ),
        ({"concerns": with_first(CASE.concerns, id="C7")}, "C1 is kept as C7"),
        (
            {"decisions": with_first(CASE.decisions, known_version=99)},
            "D1 was taken on what came after it",
        ),
    ],
)
def test_each_broken_rule_is_named(changes, said):
    assert said in list(broken(replace(CASE, **changes)))


def test_two_open_episodes_of_a_kind_are_named():
    opened = next(iter(CASE.open_episodes()))
    twice = {**CASE.episodes, "E99": replace(opened, id="E99")}
    assert f"2 episodes of the kind {opened.kind} are open" in list(
        broken(replace(CASE, episodes=twice))
    )


def test_an_obligation_owed_twice_or_beyond_its_episode_is_named():
    owed = next(each for each in CASE.open_obligations() if each.episode)
    twice = {**CASE.obligations, "O99": replace(owed, id="O99")}
    assert f"{owed.label} is owed 2 times" in list(broken(replace(CASE, obligations=twice)))

    ended = {
        **CASE.episodes,
        owed.episode: replace(
            CASE.episodes[owed.episode],
            ended_at=NOW,
            outcome=CASE.episodes["E1"].outcome,
        ),
    }
    said = list(broken(replace(CASE, episodes=ended)))
    assert f"{owed.label} outlives its episode {owed.episode}" in said
