"""`journey`, `board`, `stuck`, `due`, `alerts`, `alarms`, `when`, `policy`: looking changes nothing."""

import pytest


def test_a_journey_is_shown_with_what_others_build_on(call, journey):
    shown = call("journey", "show", journey, "--json").json

    promised = {
        *("reference", "stage", "version", "owner", "team", "opened_at", "closed_at"),
        *("episodes", "obligations", "decisions", "findings", "timeline"),
    }
    assert promised - set(shown) == set()
    assert shown["reference"] == journey
    assert shown["stage"] == "contact"
    assert shown["version"] == 6
    assert shown["findings"][0]["finding"] == "waiting"


def test_a_journey_is_shown_to_people_with_why_it_is_where_it_is(call, journey):
    came = call("journey", "show", journey)

    assert "Waiting: Waiting for a manager of team mash to take decision one" in came.out
    assert "contact-decision" in came.out


def test_a_journey_is_shown_as_it_was(staffed, journey, monkeypatch):
    opened = staffed("journey", "show", journey, "--json").json["opened_at"]
    monkeypatch.setenv("THROUGHLINE_NOW", "2025-09-01T10:00:00+01:00")
    staffed(
        "do", "record-oversight", journey, "--as", "amina", "--with", "-", stdin='{"summary": "x"}'
    )

    then = staffed("journey", "show", journey, "--as-of", opened, "--json").json
    now = staffed("journey", "show", journey, "--json").json

    assert then["version"] == 6
    assert now["version"] > 6


def test_before_it_began_there_was_no_such_journey(call, journey):
    came = call("journey", "show", journey, "--as-of", "2020-01-01T00:00:00Z", "--json")

    assert came.code == 2


def test_an_instant_without_a_zone_is_bad_input(call, journey):
    came = call("journey", "show", journey, "--as-of", "2025-09-01T09:00:00", "--json")

    assert came.code == 2
    assert came.json["faults"] == [
        {
            "where": "--as-of",
            "what": "the instant has no time zone",
            "expected": "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
        }
    ]


def test_journeys_are_listed(call, journey):
    rows = call("journey", "list", "--stage", "contact", "--json").json["rows"]

    assert [row["reference"] for row in rows] == [journey]
    assert call("journey", "list", "--stage", "research", "--json").json["rows"] == []


@pytest.mark.usefixtures("journey")
def test_an_administrator_is_shown_no_child(staffed):
    staffed("user", "add", "ada", "--role", "administrator")

    came = staffed("board", "--as", "ada")

    assert came.code == 1
    assert came.json["code"] == "not-qualified"


@pytest.mark.parametrize("page", ["board", "stuck", "alerts", "alarms"])
def test_an_empty_list_says_what_would_appear_there(call, page):
    came = call(page)

    assert came.code == 0
    assert came.out.strip() != ""


@pytest.mark.usefixtures("journey")
def test_what_is_owed_is_listed_by_who_owes_it(call):
    rows = call("due", "--party", "team:mash", "--json").json

    assert [row["label"] for row in rows] == ["acknowledge-referrer"]


def test_a_due_date_is_worked_out_with_the_days_that_were_skipped(call):
    came = call("when", "research-amber", "--from", "2025-08-22T16:30:00+01:00", "--json")

    assert came.json == {
        "key": "research_amber",
        "profile": "england-2023@1",
        "authority": "Oxfordshire MASH: amber one working day",
        "limit": 1,
        "unit": "working_days",
        "starts_at": "2025-08-22T15:30:00Z",
        "due_at": "2025-08-26T23:00:00Z",
        "skipped": [
            {"date": "2025-08-23", "why": "Saturday"},
            {"date": "2025-08-24", "why": "Sunday"},
            {"date": "2025-08-25", "why": "Late Summer Bank Holiday"},
        ],
    }


def test_another_profile_counts_otherwise(call):
    line = ("when", "research_amber", "--from", "2025-08-22T16:30:00+01:00")

    came = call(*line, "--profile", "merton-brag", "--json")

    assert came.json["due_at"] == "2025-08-22T21:30:00Z"


@pytest.mark.parametrize(
    "line",
    [
        ("no_such_limit", "--from", "2025-08-22T16:30:00Z"),
        ("research_amber", "--from", "2025-08-22T16:30:00"),
        ("research_amber", "--from", "soon"),
        ("research_amber", "--from", "2039-08-22T16:30:00Z"),
        ("research_amber", "--from", "2025-08-22T16:30:00Z", "--profile", "atlantis"),
        ("research_amber",),
    ],
)
def test_a_due_date_is_never_guessed(call, line):
    assert call("when", *line).code == 2


def test_the_shipped_rules_are_sound(call):
    assert call("policy", "check", "--json").json == {"sound": True, "faults": []}


def test_a_folder_of_rules_with_a_gap_is_bad_input(call, tmp_path):
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "broken.toml").write_text('key = "broken"\n', encoding="utf-8")

    came = call("policy", "check", tmp_path, "--json")

    assert came.code == 2
    assert came.json["sound"] is False
    assert "broken.toml" in came.json["faults"][0]["where"]


def test_the_lists_of_codes_are_shown_in_words(call):
    assert call("policy", "codes", "sex").out == (
        "sex: Sex (Department for Education, children in need census, 2025 to 2026)\n"
        "  F     Female\n"
        "  M     Male\n"
        "  U     Not known, or not yet born\n"
    )
    every = call("policy", "codes", "--json").json
    assert [each["key"] for each in every][:3] == ["referral-source", "primary-need", "ethnicity"]


def test_a_list_of_codes_that_is_none_is_bad_input(call):
    came = call("policy", "codes", "hair-colour")
    assert came.code == 2
    assert "there is no list 'hair-colour'" in came.err


def test_profiles_are_shown_and_compared(call):
    shown = call("policy", "show", "merton-brag", "--json").json
    said = call("policy", "diff", "england-2023", "merton-brag")

    assert shown["id"] == "merton-brag@1"
    assert "Limit research red: was 4 hours, is 2 hours" in said.out
    assert call("policy", "show", "atlantis").code == 2


def test_a_child_that_is_like_no_other_has_no_matches(call, journey):
    assert call("journey", "matches", journey, "--json").json == []
    assert "No other child on record" in call("journey", "matches", journey).out


def test_a_decision_is_shown_with_what_its_maker_could_see(staffed, journey):
    history = '{"searched": "the record", "none_known": true}'
    decided = (
        '{"outcome": "referral", "identity": "considered",'
        ' "rationale": "Bruises have to be looked into with care.",'
        ' "concerns": [{"concern": "C1", "view": "unexplained"}]}'
    )
    for command, said in (("review-history", history), ("decide-contact", decided)):
        line = ("do", command, journey, "--as", "amina", "--with", "-")
        assert staffed(*line, stdin=said).code == 0

    found = staffed("journey", "decision", journey, "D1", "--json").json
    assert found["decision"]["outcome"] == "referral"
    assert found["journey"]["stage"] == "contact"
    assert found["decision"]["known"]["history_reviewed"] is True
    assert "What was known then, at version" in staffed("journey", "decision", journey, "D1").out
    assert staffed("journey", "decision", journey, "D2").code == 2
