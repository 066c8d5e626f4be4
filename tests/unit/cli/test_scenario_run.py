"""`scenario run`: what is said of files that go as they say, and of those that do not."""

import pytest

STEPS = """\
profile: england-2023
start: 2025-09-01T09:00:00+01:00
people: {carla: coordinator, amina: manager}
steps:
  - as: carla
    do: receive-contact
    with:
      child: {name: Lee Example, born: 2017-05-04}
      referrer: {kind: school, agency: school-alder-bank}
      reason: The school saw bruises.
      concerns: [{category: physical, description: Bruises on both arms.}]
    name: lee
  - at: +2d
    check: {journey: lee, stage: STAGE, sent: [{to: manager:mash, template: breach, times: 2}]}
"""


@pytest.fixture
def scenario(tmp_path):
    def write(name, text):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_scenario_that_goes_as_it_says_ends_with_0(call, scenario):
    came = call("scenario", "run", scenario("lee", STEPS.replace("STAGE", "contact")))

    assert came.code == 0
    assert came.out.startswith("passed")


def test_the_first_failed_expectation_ends_with_1_naming_step_expected_and_actual(call, scenario):
    came = call("scenario", "run", scenario("lee", STEPS.replace("STAGE", "research")), "--json")

    assert came.code == 1
    assert came.json["passed"] is False
    assert came.json["failure"] == {
        "step": 2,
        "line": 13,
        "what": "check stage",
        "expected": "research",
        "actual": "contact",
    }


def test_people_read_the_same_failure(call, scenario):
    came = call("scenario", "run", scenario("lee", STEPS.replace("STAGE", "research")))

    assert "FAILED" in came.out
    assert "step 2 (line 13), check stage" in came.out
    assert "expected  research" in came.out
    assert "actual    contact" in came.out


def test_every_file_is_played_and_one_failure_is_enough_for_1(call, scenario):
    wrong = scenario("wrong", STEPS.replace("STAGE", "research"))
    right = scenario("right", STEPS.replace("STAGE", "contact"))

    came = call("scenario", "run", wrong, right, "--json")

    assert came.code == 1
    assert [each["passed"] for each in came.json["runs"]] == [False, True]


def test_json_tells_every_step_notification_obligation_and_how_each_journey_ended(call, scenario):
    run = call("scenario", "run", scenario("lee", STEPS.replace("STAGE", "contact")), "--json").json

    assert [step["do"] for step in run["steps"]] == ["receive-contact", None]
    assert run["steps"][0]["came"] == "accepted"
    assert [rung["action"] for rung in run["steps"][1]["rungs"]][:1] == ["remind"]
    breach = next(each for each in run["notifications"] if each["template"] == "breach")
    assert breach["at"] == breach["delivered_at"] == "2025-09-02T23:00:00Z"
    assert {each["label"]: each["due_at"] for each in run["obligations"]} == {
        "contact-decision": "2025-09-02T23:00:00Z",
        "acknowledge-referrer": "2025-09-02T23:00:00Z",
        "management-oversight": "2025-10-01T23:00:00Z",
    }
    (journey,) = run["journeys"]
    assert (journey["name"], journey["stage"], journey["finding"]) == ("lee", "contact", "late")


def test_steps_are_shown_when_they_are_asked_for(call, scenario):
    came = call("scenario", "run", "--steps", scenario("lee", STEPS.replace("STAGE", "contact")))

    assert "receive-contact" in came.out


def test_an_instant_without_a_zone_is_bad_input_with_its_line(call, scenario):
    text = STEPS.replace("STAGE", "contact").replace("09:00:00+01:00", "09:00:00")

    came = call("scenario", "run", scenario("lee", text), "--json")

    assert came.code == 2
    (fault,) = came.json["faults"]
    assert fault["where"].endswith("lee.yaml, start (line 2)")
    assert fault["what"] == "the instant has no time zone"


def test_a_file_that_cannot_be_read_keeps_the_others_from_being_played(call, scenario, tmp_path):
    right = scenario("right", STEPS.replace("STAGE", "contact"))

    came = call("scenario", "run", right, tmp_path / "none.yaml")

    assert came.code == 2
    assert came.out == ""


@pytest.mark.parametrize(
    "text",
    [
        STEPS.replace("england-2023", "atlantis"),
        STEPS.replace("at: +2d", "at: +2d\n    profile: atlantis"),
    ],
)
def test_a_profile_that_is_not_there_is_bad_input(call, scenario, text):
    assert call("scenario", "run", scenario("lee", text)).code == 2


def test_nothing_of_the_operators_own_is_touched(call, scenario, database, monkeypatch):
    before = database.read_bytes()
    monkeypatch.setenv("THROUGHLINE_MAIL_HOST", "mail.invalid")

    came = call("scenario", "run", scenario("lee", STEPS.replace("STAGE", "contact")))

    assert came.code == 0
    assert database.read_bytes() == before
