"""What a scenario's text may say: strict where a guess would change what is played."""

import pytest

from casework.errors import BadInputError
from simulation.scenario.parsing import parse
from simulation.scenario.reading import read

WHOLE = """\
profile: england-2023
start: 2025-09-01T09:00:00+01:00
people: {carla: coordinator, pc: {role: partner, agency: police}}
steps:
  - {as: carla, do: receive-contact, with: {}, name: lee}
"""


def value(text):
    return read(text, "x.yaml")[0]


def faults(text):
    with pytest.raises(BadInputError) as raised:
        parse(text, "x.yaml")
    return [(fault.where, fault.what) for fault in raised.value.faults]


def with_step(step):
    return f"{WHOLE}  - {step}\n"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2025-09-01T09:00:00+01:00", "2025-09-01T09:00:00+01:00"),
        ("2017-05-04", "2017-05-04"),
        ("09:00", "09:00"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("007", "007"),
        ("7", 7),
        ("-1", -1),
        ("1.5", 1.5),
        ("~", None),
        ("null", None),
        ("", None),
        ("1e5", "1e5"),
    ],
)
def test_a_value_is_what_it_looks_like(written, means):
    assert value(f"key: {written}") == {"key": means}


def test_a_colon_inside_a_label_does_not_part_it():
    text = "open: [research-reply:police]\ndue: {research-reply:police: 2025-09-03T23:00:00Z}"

    assert value(text) == {
        "open": ["research-reply:police"],
        "due": {"research-reply:police": "2025-09-03T23:00:00Z"},
    }


def test_a_piece_that_is_written_once_can_be_used_and_changed():
    text = "common: {a: &a {x: 1, y: 2}}\nplain: *a\nchanged: {<<: *a, y: 3}"

    assert value(text)["plain"] == {"x": 1, "y": 2}
    assert value(text)["changed"] == {"x": 1, "y": 3}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: 1\na: 2", "x.yaml, a (line 2)"),
        ("a: [1, 2", "x.yaml (line 1)"),
        ("a: &a [*a]", "x.yaml, a.0 (line 1)"),
        ("a: !!python/object:os.system {}\n", None),
        ("a: *nobody", "x.yaml (line 1)"),
        ("a: {<<: 3}", "x.yaml, a (line 1)"),
    ],
)
def test_what_is_not_plainly_meant_is_refused_with_its_line(text, where):
    if where is None:
        # A tag is no way to run anything: the mapping is read as a mapping.
        assert value(text) == {"a": {}}
        return
    with pytest.raises(BadInputError) as raised:
        value(text)
    assert raised.value.faults[0].where == where


def test_aliases_that_multiply_are_refused():
    text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for n in range(1, 8):
        text += f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n"

    with pytest.raises(BadInputError, match="repeats without end"):
        value(text)


def test_a_whole_scenario_is_read():
    read_ = parse(WHOLE, "x.yaml")

    assert read_.profile == "england-2023"
    assert read_.people["pc"].agency == "police"
    assert read_.steps[0].give.binds == "lee"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (WHOLE.replace("+01:00", ""), "start (line 2)", "the instant has no time zone"),
        (WHOLE.replace("start: 2025-09-01", "start: 2025-13-01"), "start (line 2)", "no instant"),
        (WHOLE + "colour: blue\n", "colour (line 6)", "no such key"),
        (
            WHOLE.replace("carla: coordinator", "carla: king"),
            "people.carla (line 3)",
            "no such role",
        ),
        (
            WHOLE.replace("agency: police", "team: mash"),
            "people.pc.role (line 3)",
            "belongs to an agency",
        ),
        (WHOLE.replace("as: carla", "as: mallory"), "step 1, as (line 5)", "nobody of this name"),
        (WHOLE.replace("receive-contact", "fly"), "step 1, do (line 5)", "no such command"),
        (with_step("{at: +1y, as: carla, do: close, journey: lee}"), "step 2, at", "no instant"),
        (
            with_step("{at: 2025-08-01T09:00:00Z, check: {journey: lee}}"),
            "step 2, at (line 6)",
            "before the step before it",
        ),
        (with_step("{at: +1h}"), "step 2 (line 6)", "does nothing"),
        (with_step("{as: carla, check: {journey: lee}}"), "step 2, as", "how to do something"),
        (with_step("{as: carla, do: close, journey: kim}"), "step 2, journey", "no earlier step"),
        (with_step("{as: carla, do: close}"), "step 2, journey (line 6)", "no earlier step"),
        (
            with_step("{as: carla, do: close, journey: lee, name: kim}"),
            "step 2, name",
            "no journey begins here",
        ),
        (
            with_step("{as: carla, do: receive-contact, with: {}, name: lee}"),
            "step 2, name",
            "another journey has this name",
        ),
        (
            with_step("{as: carla, do: close, journey: lee, expect: {refused: because}}"),
            "step 2, expect.refused",
            "no guard has this code",
        ),
        (
            with_step("{as: carla, do: close, journey: lee, expect: perhaps}"),
            "step 2, expect",
            "nothing that can be expected",
        ),
        (with_step("{check: {journey: lee, mood: good}}"), "step 2, check.mood", "no such key"),
        (with_step("{check: {journey: lee, stage: limbo}}"), "step 2, check.stage", "no such word"),
        (
            with_step("{check: {journey: lee, due: {x: 2025-09-01T09:00:00}}}"),
            "step 2, check.due.x",
            "no time zone",
        ),
        (
            with_step("{check: {journey: lee, sent: [{to: police}]}}"),
            "step 2, check.sent.0",
            "`template` is missing",
        ),
        (
            with_step("{check: {journey: lee, chases: {x: often}}}"),
            "step 2, check.chases.x",
            "no count",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text, where, what):
    told = faults(text)

    assert [each for each in told if where in each[0] and what in each[1]], told


def test_every_fault_is_told_at_once():
    text = WHOLE.replace("+01:00", "").replace("as: carla", "as: mallory")

    assert len(faults(text)) == 2


@pytest.mark.parametrize("text", ["", "[]", "just words", "1"])
def test_what_is_no_scenario_at_all_is_refused(text):
    assert faults(text)[0][0] == "x.yaml (line 1)"


def test_a_step_may_put_other_procedures_in_force():
    step = parse(with_step("{at: +1h, profile: england-2010}"), "x.yaml").steps[-1]
    assert (step.profile, step.give, step.check) == ("england-2010", None, None)
    assert parse(WHOLE, "x.yaml").steps[0].profile is None
