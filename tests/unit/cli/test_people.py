"""`user`, `agency`, `team`: who works here, and who is asked."""


def test_somebody_is_added_and_listed(call):
    call("user", "add", "amina", "--role", "manager", "--full-name", "Amina Example")

    (listed,) = call("user", "list", "--json").json

    assert listed["name"] == "amina"
    assert listed["role"] == "manager"
    assert listed["team"] == "mash"
    assert not [key for key in listed if "password" in key]


def test_a_partner_needs_an_agency(call):
    came = call("user", "add", "pc", "--role", "partner", "--json")

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "agency"


def test_a_role_that_is_not_there_names_those_that_are(call):
    came = call("user", "add", "pc", "--role", "king")

    assert came.code == 2
    assert "social_worker" in came.err


def test_a_token_is_shown_once_listed_without_itself_and_revoked(staffed):
    issued = staffed("user", "token", "police-desk", "--label", "desk system", "--json").json
    (listed,) = staffed("user", "token", "police-desk", "--list", "--json").json

    assert len(issued["token"]) > 40
    assert issued["token"] not in str(listed)
    assert listed["label"] == "desk system"

    revoked = staffed("user", "token", "police-desk", "--revoke", listed["id"])
    (after,) = staffed("user", "token", "police-desk", "--list", "--json").json

    assert revoked.code == 0
    assert after["revoked_at"] is not None
    assert staffed("user", "token", "police-desk", "--revoke", "0000").code == 2


def test_nobody_gets_a_token_under_a_name_that_does_not_work_here(call):
    assert call("user", "token", "mallory").code == 2


def test_somebody_is_away_and_back(staffed):
    away = staffed("user", "away", "ben", "--until", "2099-01-01T00:00:00Z", "--json").json
    back = staffed("user", "away", "ben", "--json").json

    assert away["away_until"] == "2099-01-01T00:00:00Z"
    assert back["away_until"] is None
    assert staffed("user", "away", "ben", "--until", "2001-01-01T00:00:00Z").code == 2


def test_who_left_gives_no_command(staffed, journey):
    staffed("user", "leave", "ben")

    came = staffed(
        "do", "record-oversight", journey, "--as", "ben", "--with", "-", stdin='{"summary": "x"}'
    )

    assert came.code == 2
    assert "ben" in [each["name"] for each in staffed("user", "list", "--gone", "--json").json]


def test_an_agency_is_added_changed_and_closed(call):
    added = call(
        *("agency", "add", "school-elm", "Elm School", "--kind", "school"),
        *("--email", "lead@elm.example", "--ask-instead", "education", "--json"),
    )
    changed = call("agency", "change", "school-elm", "--email", "desk@elm.example", "--json")
    closed = call(
        *("agency", "closed", "school-elm", "2026-07-20", "2026-08-31"),
        *("--why", "summer", "--json"),
    )
    opened = call("agency", "closed", "school-elm", "2026-07-20", "--open", "--json")

    assert added.code == 0
    assert changed.json["email"] == "desk@elm.example"
    assert changed.json["ask_instead"] == "education"
    assert closed.json["closed"] == [["2026-07-20", "2026-08-31", "summer"]]
    assert opened.json["closed"] == []


def test_an_agency_of_an_unknown_kind_or_deputy_is_bad_input(call):
    assert call("agency", "add", "x", "X", "--kind", "circus").code == 2
    assert call("agency", "change", "police", "--deputy", "nobody").code == 2
    assert call("agency", "show", "nobody").code == 2


def test_closed_days_run_forwards_and_have_a_name(call):
    assert call("agency", "closed", "police", "2026-08-02", "2026-08-01", "--why", "x").code == 2
    assert call("agency", "closed", "police", "2026-08-02").code == 2
    assert call("agency", "closed", "police", "someday", "--why", "x").code == 2


def test_teams_are_added_and_listed(call):
    call("team", "add", "assessment-north", "Assessment North", "--email", "north@hub.example")

    assert [each["key"] for each in call("team", "list", "--json").json] == [
        *("assessment-north", "mash")
    ]
    assert call("team", "add", "mash", "Another").code == 2


def test_a_one_time_password_is_shown_once_and_only_for_who_works_here(staffed):
    given = staffed("user", "password", "police-desk", "--json").json
    assert (given["user"], given["hours"], len(given["password"])) == ("police-desk", 72, 19)
    assert (
        staffed("user", "password", "police-desk", "--json").json["password"] != given["password"]
    )
    assert staffed("user", "password", "nobody").code != 0


def test_sessions_are_listed_and_ended(staffed):
    assert staffed("user", "sessions", "police-desk", "--json").json == []
    assert staffed("user", "sessions", "police-desk", "--end", "--json").json == {"ended": 0}


def test_somebody_is_locked_and_unlocked_and_the_last_administrator_is_not(call):
    call("user", "add", "robin", "--role", "manager", "--full-name", "Robin Example")
    assert call("user", "lock", "robin", "--json").json["locked_at"] is not None
    assert call("user", "unlock", "robin", "--json").json["locked_at"] is None
    call("user", "add", "only", "--role", "administrator")
    refused = call("user", "lock", "only")
    assert refused.code == 2
    assert "no other administrator can sign in" in refused.err


def test_a_team_is_closed_and_opened_again(call):
    call("team", "add", "east", "East")
    assert call("team", "close", "east", "--json").json["closed_at"] is not None
    assert call("team", "open", "east", "--json").json["closed_at"] is None
    assert call("team", "close", "mash").code == 2
