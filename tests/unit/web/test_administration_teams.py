"""The pages on which an administrator looks after teams."""

import pytest

from casework import people
from journey.people import Role
from tests.unit.web.test_administration_people import noted, press, words

TEAMS = "/administration/teams"
NEW = "/administration/new-team"
EAST = {"key": "east", "name": "Assessment East"}


@pytest.fixture
def ada(callers):
    """The callers, with ada, an administrator, signed in."""
    callers.sign_in("ada")
    return callers


def test_teams_are_listed_with_their_manager_and_what_they_hold(ada):
    ada.journey()
    said = words(ada.client.get(TEAMS))
    assert "MASH mash Milo, Mona" in said
    assert "North north Nora 1 0" in said
    one = words(ada.client.get(f"{TEAMS}/mash"))
    assert "Carla carla Social worker Active" in one
    assert "1 open journey: TL25-000001." in one
    assert "Come to this team." in one


def test_a_team_is_added_renamed_and_noted(ada):
    assert press(ada, NEW, NEW, **EAST).headers["location"] == f"{TEAMS}/east?done=added"
    said = words(ada.client.get(f"{TEAMS}/east?done=added"))
    assert "Put people into it on their own pages." in said
    assert "None: what is escalated goes to the team itself." in said
    form = f"{TEAMS}/east/change"
    press(ada, form, form, name="Assessment Far East", email="east@hub.example")
    assert people.team(ada.hub, "east").name == "Assessment Far East"
    press(ada, form, form, name="Assessment Far East", email="")
    assert people.team(ada.hub, "east").email is None
    assert noted(ada, "east") == [
        ("ada", "changed", "team", "east", (("email", None, None),)),
        (
            "ada",
            "changed",
            "team",
            "east",
            (("name", "Assessment East", "Assessment Far East"), ("email", None, None)),
        ),
        ("ada", "added", "team", "east", ()),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "East Team"}, "“Key”: it cannot be used as a name."),
        ({"key": "mash"}, "“Key”: there is such a team already."),
        ({"name": ""}, "Fill in “Name”"),
        ({"email": "nowhere"}, "“Mail address”: it is no mail address."),
        ({"webhook": "javascript:alert(1)"}, "“Webhook”: it cannot be posted to."),
    ],
)
def test_what_is_wrong_with_a_team_stands_beside_the_field(ada, given, said):
    assert said in words(press(ada, NEW, NEW, **{**EAST, **given}), 422)
    assert len(people.teams(ada.hub)) == 2


def test_a_team_is_closed_once_it_holds_nothing_and_nobody_is_in_it(ada):
    people.add_team(ada.hub, None, **EAST)
    reference = ada.journey()
    ada.give("mona", reference, "allocate", {"team": "east"})
    people.change_user(ada.hub, None, "carla", team="east")
    close, page = f"{TEAMS}/east/close", f"{TEAMS}/east"
    refused = words(press(ada, close, page), 422)
    assert (
        "Not done: it holds 1 open journey. "
        "Needed: each of them to be given to another team, or closed, first" in refused
    )
    assert "carla is in it" in refused
    ada.give("mona", reference, "allocate", {"team": "mash"})
    people.change_user(ada.hub, None, "carla", team="mash")
    assert press(ada, close, page).headers["location"] == f"{TEAMS}/east?done=closed"
    assert "Closed Since" in words(ada.client.get(page))
    assert "Assessment East Closed east" in words(ada.client.get(TEAMS))


def test_nobody_and_no_journey_is_put_into_a_closed_team_until_it_is_open_again(ada):
    people.add_team(ada.hub, None, **EAST)
    people.close_team(ada.hub, None, "east")
    form = "/administration/people/carla/change"
    assert "Assessment East" not in ada.client.get(form).text
    fields = {"full_name": "Carla", "role": "social_worker", "team": "east"}
    assert "Choose one of the answers to “Team”" in words(press(ada, form, form, **fields), 422)
    reference = ada.journey()
    given = ada.give("mona", reference, "allocate", {"team": "east"})
    assert given.status_code == 422
    press(ada, f"{TEAMS}/east/open", f"{TEAMS}/east")
    assert press(ada, form, form, **fields).status_code == 303
    again = words(press(ada, f"{TEAMS}/east/open", f"{TEAMS}/east"), 422)
    assert "Not done: the team is open." in again


def test_the_team_that_new_contacts_come_to_stays_open(ada):
    people.add_user(ada.hub, None, "zed", "Zed Example", Role.AUDITOR)
    refused = words(press(ada, f"{TEAMS}/mash/close", f"{TEAMS}/mash"), 422)
    assert "new contacts come to this team" in refused
    assert people.team(ada.hub, "mash").closed_at is None


def test_a_team_that_there_is_not_is_not_found(ada):
    assert ada.client.get(f"{TEAMS}/moon").status_code == 404
