"""An expectation that is not met stops the scenario, and names what was there instead."""

from datetime import UTC, datetime

import pytest

from casework.errors import BadInputError
from simulation.scenario.parsing import parse
from simulation.scenario.playing import play
from simulation.scenario.reporting import report

BEGUN = """\
profile: england-2023
start: 2025-09-01T09:00:00+01:00
people: {carla: coordinator, amina: manager, pc: {role: partner, agency: police}}
steps:
  - as: carla
    do: receive-contact
    with:
      child: {name: Lee Example, born: 2017-05-04}
      referrer: {kind: school, agency: school-alder-bank}
      reason: The school saw bruises.
      concerns: [{category: physical, description: Bruises on both arms.}]
    name: lee
"""


@pytest.fixture
def played(tmp_path):
    def run(*steps):
        text = BEGUN + "".join(f"  - {step}\n" for step in steps)
        return play(parse(text, "x.yaml"), folder=tmp_path)

    return run


@pytest.mark.parametrize(
    ("check", "what", "expected", "actual"),
    [
        ("stage: research", "check stage", "research", "contact"),
        ("closed: true", "check closed", True, False),
        ("owner: 'worker:amina'", "check owner", "worker:amina", "team:mash"),
        ("finding: late", "check finding", "late", "waiting"),
        ("episodes: [referral]", "check episodes", ["referral"], ["contact"]),
        (
            "open: [closure]",
            "check open",
            ["closure"],
            ["contact-decision", "acknowledge-referrer", "management-oversight"],
        ),
        (
            "open-exactly: [contact-decision]",
            "check open-exactly",
            ["contact-decision"],
            ["acknowledge-referrer", "contact-decision", "management-oversight"],
        ),
        (
            "not-open: [contact-decision]",
            "check not-open",
            "none of ['contact-decision']",
            ["contact-decision", "acknowledge-referrer", "management-oversight"],
        ),
        (
            "due: {contact-decision: 2025-09-03T23:00:00Z}",
            "check due contact-decision",
            datetime(2025, 9, 3, 23, tzinfo=UTC),
            datetime(2025, 9, 2, 23, tzinfo=UTC),
        ),
        (
            "first-due: {closure: 2025-09-03T23:00:00Z}",
            "check first-due closure",
            datetime(2025, 9, 3, 23, tzinfo=UTC),
            "nothing of this label was ever owed",
        ),
        (
            "obligations: {contact-decision: met}",
            "check obligations contact-decision",
            "met",
            "open",
        ),
        ("chases: {contact-decision: 3}", "check chases contact-decision", 3, 0),
        ("concerns: {C1: unfounded}", "check concerns C1", "unfounded", "open"),
        (
            "concerns: {C7: open}",
            "check concerns C7",
            "open",
            "there is no such concern",
        ),
        ("requests: {police: asked}", "check requests police", "asked", "it was never asked"),
        (
            "sent: [{to: police, template: ask}]",
            "check sent",
            "ask to agency:police: at least once",
            "nothing was sent to it",
        ),
    ],
)
def test_what_is_not_as_expected_is_named(played, check, what, expected, actual):
    failure = played(f"{{check: {{journey: lee, {check}}}}}").failure

    assert (failure.step, failure.line, failure.what) == (2, 13, what)
    assert failure.expected == expected
    assert failure.actual == actual


def test_notices_are_counted_exactly_where_a_count_is_given(played):
    run = played(
        "{at: 2025-09-04T09:00:00Z, check: "
        "{journey: lee, sent: [{to: manager:mash, template: breach, times: 3}]}}"
    )

    assert run.failure.expected == "breach to manager:mash: 3 times"
    assert run.failure.actual.count("breach at 2025-09-02T23:00:00+00:00") == 2


def test_a_command_that_is_accepted_although_it_should_not_be_is_a_failure(played):
    run = played(
        "{as: amina, do: record-oversight, journey: lee, with: {summary: Looked at.}, "
        "expect: {refused: not-now}}"
    )

    assert run.failure.what == "do record-oversight"
    assert run.failure.expected == "refused: not-now"
    assert run.failure.actual["came"] == "accepted"


def test_another_refusal_than_the_expected_one_is_a_failure(played):
    run = played(
        "{as: carla, do: close, journey: lee, with: {reason: Done.}, "
        "expect: {refused: premature-closure}}"
    )

    assert run.failure.actual["code"] == "not-qualified"


def test_a_need_that_is_not_named_is_a_failure(played):
    run = played(
        "{as: amina, do: close, journey: lee, with: {reason: Done.}, "
        "expect: {refused: open-questions, needs: [concern C1, the moon]}}"
    )

    assert run.failure.expected == "refused: open-questions, needing concern C1, the moon"


def test_nothing_is_played_after_the_first_failure(played):
    run = played(
        "{check: {journey: lee, stage: closed}}",
        "{as: amina, do: record-oversight, journey: lee, with: {summary: Looked at.}}",
    )

    assert len(run.steps) == 2
    assert report(run)["failure"]["step"] == 2


def test_every_rung_is_climbed_at_its_own_instant_and_delivered_then(played):
    told = report(played("{at: 2025-09-04T12:00:00Z, check: {journey: lee}}"))["notifications"]

    assert [(each["at"], each["to"], each["template"]) for each in told] == [
        ("2025-09-02T08:00:00Z", "manager:mash", "remind"),
        ("2025-09-02T08:00:00Z", "team:mash", "remind"),
        ("2025-09-02T14:00:00Z", "manager:mash", "remind"),
        ("2025-09-02T23:00:00Z", "manager:mash", "breach"),
        ("2025-09-02T23:00:00Z", "team:mash", "breach"),
        ("2025-09-02T23:00:00Z", "manager:mash", "breach"),
        ("2025-09-03T23:00:00Z", "senior-manager:mash", "escalate"),
        ("2025-09-03T23:00:00Z", "manager:mash", "escalate"),
    ]
    assert [each["delivered_at"] for each in told] == [each["at"] for each in told]


def test_the_same_scenario_comes_to_the_same_report(tmp_path):
    text = BEGUN + "  - {at: +9d, check: {journey: lee, finding: late}}\n"
    reports = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        reports.append(report(play(parse(text, "x.yaml"), folder=tmp_path / name)))

    assert reports[0] == reports[1]


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("england-2023", "atlantis", "x.yaml, profile"),
        ("agency: police", "agency: navy", "x.yaml, people.pc.agency"),
    ],
)
def test_a_profile_or_an_agency_that_is_not_there_is_bad_input(tmp_path, before, after, where):
    with pytest.raises(BadInputError) as raised:
        play(parse(BEGUN.replace(before, after), "x.yaml"), folder=tmp_path)

    assert raised.value.faults[0].where == where
