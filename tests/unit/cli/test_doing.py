import json

HISTORY = {"searched": "The record.", "none_known": True}
REFERRAL = {
    "outcome": "referral",
    "rationale": "Bruises have to be looked into.",
    "identity": "No interpreter is needed.",
    "concerns": [{"concern": "C1", "view": "It is serious."}],
}


def do(call, *args, said):
    return call("do", *args, "--with", "-", stdin=json.dumps(said))


def test_a_contact_from_a_yaml_file_begins_a_journey(journey):
    assert journey.endswith("-000001")


def test_a_refusal_is_json_on_standard_output_and_ends_with_1(staffed, journey):
    came = do(staffed, "decide-contact", journey, "--as", "amina", said=REFERRAL)

    assert came.code == 1
    assert came.json == {
        "code": "history-not-reviewed",
        "sentence": "Previous involvement and family history have not been reviewed.",
        "needs": ["review-history: what was found, or that nothing is known after a search"],
    }


def test_what_satisfies_the_guard_lets_the_same_command_through(staffed, journey):
    do(staffed, "review-history", journey, "--as", "amina", said=HISTORY)

    came = do(staffed, "decide-contact", journey, "--as", "amina", "--json", said=REFERRAL)

    assert came.code == 0
    assert "DecisionTaken" in came.json["events"]
    assert sorted(came.json) == [
        *("events", "opened", "reference", "replayed", "siblings", "version", "warnings")
    ]


def test_bad_input_says_where_and_what_was_expected_and_ends_with_2(staffed, journey):
    came = do(staffed, "review-history", journey, "--as", "amina", said={"none_known": True})

    assert came.code == 2
    assert came.out == ""
    assert came.err.startswith("searched: it is missing. Expected: a value")


def test_bad_input_is_a_list_of_faults_where_json_is_wanted(staffed, journey):
    came = do(
        staffed, "review-history", journey, "--as", "amina", "--json", said={"none_known": True}
    )

    assert came.code == 2
    assert came.json == {
        "faults": [{"where": "searched", "what": "it is missing", "expected": "a value"}]
    }


def test_naming_what_is_not_there_is_bad_input_and_no_refusal(staffed, journey):
    said = {"obligation": "research-reply:army", "reason": "Nobody knows it."}

    came = do(staffed, "waive-obligation", journey, "--as", "amina", "--json", said=said)

    assert came.code == 2
    assert came.json["faults"][0]["what"].startswith("Nothing called 'research-reply:army'")


def test_a_journey_that_is_not_there_is_bad_input(staffed):
    came = do(staffed, "review-history", "TL25-999999", "--as", "amina", "--json", said=HISTORY)

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "journey"


def test_a_partner_learns_nothing_of_a_journey_it_was_not_asked_about(staffed, journey):
    said = {"nothing_known": True}

    came = do(staffed, "reply-to-research", journey, "--as", "police-desk", "--json", said=said)

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "journey"


def test_somebody_has_to_act(staffed, journey):
    came = do(staffed, "review-history", journey, said=HISTORY)

    assert came.code == 2
    assert "--as: nobody is named" in came.err


def test_the_setting_says_who_acts_where_the_call_does_not(staffed, journey, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_USER", "amina")

    assert do(staffed, "review-history", journey, said=HISTORY).code == 0


def test_nobody_acts_under_a_name_that_does_not_work_here(staffed, journey):
    came = do(staffed, "review-history", journey, "--as", "mallory", said=HISTORY)

    assert came.code == 2
    assert "nobody called 'mallory' works here" in came.err


def test_a_command_against_an_old_version_is_refused(staffed, journey):
    came = do(staffed, "review-history", journey, "--as", "amina", "--version", 1, said=HISTORY)

    assert came.code == 1
    assert came.json["code"] == "moved-on"


def test_the_same_command_under_the_same_key_is_done_once(staffed, journey):
    call = ("review-history", journey, "--as", "amina", "--key", "k-1", "--json")
    first = do(staffed, *call, said=HISTORY)

    second = do(staffed, *call, said=HISTORY)

    assert second.code == 0
    assert second.json == {**first.json, "replayed": True}


def test_broken_json_is_bad_input_with_its_line(staffed, journey):
    came = staffed(
        "do", "review-history", journey, "--as", "amina", "--with", "-", "--json", stdin='{"a": '
    )

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "line 1"


def test_a_key_that_stands_twice_in_yaml_is_bad_input(staffed, journey, tmp_path):
    file = tmp_path / "twice.yaml"
    file.write_text("searched: The record.\nsearched: Another.\n", encoding="utf-8")

    came = staffed("do", "review-history", journey, "--as", "amina", "--with", file)

    assert came.code == 2
    assert "searched (line 2): the key stands twice" in came.err


def test_ten_megabytes_are_bad_input_and_nothing_is_kept(staffed, journey):
    said = {"searched": "x" * 10_000_000, "none_known": True}

    came = do(staffed, "review-history", journey, "--as", "amina", said=said)

    assert came.code == 2
    assert "it is too long" in came.err
    assert staffed("journey", "show", journey, "--json").json["version"] == 6


def test_a_command_that_is_not_there_names_those_that_are(staffed):
    came = staffed("do", "decide", "--json")

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "command"
    assert "decide-contact" in came.json["faults"][0]["expected"]


def test_commands_lists_each_with_what_outsiders_build_on(call):
    listed = call("commands", "--json").json

    assert [sorted(each) for each in listed] == [
        ["guards", "name", "roles", "schema", "summary"]
    ] * len(listed)
    close = next(each for each in listed if each["name"] == "close")
    assert close["roles"] == ["manager", "senior_manager"]
    assert close["guards"] == ["premature-closure", "open-questions", "referrer-not-told"]
    assert close["schema"]["required"] == ["reason"]


def test_a_code_that_is_none_of_its_list_is_bad_input_with_those_that_are(staffed, journey):
    said = {"how_known": "The file.", "primary_need": "N12"}

    came = do(staffed, "record-codes", journey, "--as", "amina", said=said)

    assert came.code == 2
    assert came.err.startswith("primary_need: it is no code of the list 'Primary need'. Expected: ")
    assert "N1 (Abuse or neglect)" in came.err
