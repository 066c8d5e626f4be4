import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework import people
from casework.errors import BadInputError, NotAllowedError, NotFoundError
from casework.giving import give
from journey.commands.running import Allocate
from journey.diagnosis import StaffState
from journey.people import Role
from journey.policy import Agency
from models.queries import people as queries
from tests.support.cases import ASKED, REFERRED, RESEARCHING, ask
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    CARLA,
    EDUCATION,
    MONA,
    POLICE,
    go_to,
    tell,
)

NEW = Agency(key="fire", name="Fernleigh Fire", kind="police", email="desk@fire.example")


def faults(doing, *given, **more):
    with pytest.raises(BadInputError) as refused:
        doing(*given, **more)
    return [fault.where for fault in refused.value.faults]


# -- Users ----------------------------------------------------------------------------------------


def test_somebody_who_was_added_can_be_named_as_an_actor(hub):
    people.add_user(hub, ADMINISTRATOR, "dina", "Dina Invented", Role.SOCIAL_WORKER)
    actor = people.actor_named(hub, "dina")
    assert (actor.user, actor.role, actor.team, actor.agency) == (
        "dina",
        Role.SOCIAL_WORKER,
        "mash",
        None,
    )


def test_a_partner_has_an_agency_and_no_team(hub):
    added = people.add_user(hub, None, "gp-desk", "GP desk", Role.PARTNER, agency="health")
    assert (added.agency, added.team) == ("health", None)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"name": "mona"}, ["name"]),
        ({"name": "Mona Lisa"}, ["name"]),
        ({"name": ""}, ["name"]),
        ({"name": "-x"}, ["name"]),
        ({"name": "worker:x"}, ["name"]),
        ({"name": "x" * 65}, ["name"]),
        ({"full_name": "  "}, ["full_name"]),
        ({"full_name": "x" * 201}, ["full_name"]),
        ({"full_name": "Nul\0"}, ["full_name"]),
        ({"full_name": "half \ud83c"}, ["full_name"]),
        ({"role": Role.PARTNER}, ["agency"]),
        ({"role": Role.PARTNER, "agency": "coastguard"}, ["agency"]),
        ({"role": Role.PARTNER, "agency": "police", "team": "mash"}, ["team"]),
        ({"agency": "police"}, ["agency"]),
        ({"team": "nowhere"}, ["team"]),
        ({"role": Role.SYSTEM}, ["role"]),
        ({"email": "no address"}, ["email"]),
        ({"email": "a@b\r\nBcc: c@d"}, ["email"]),
        ({"role": Role.PARTNER, "full_name": "", "email": "x"}, ["full_name", "email", "agency"]),
    ],
)
def test_what_is_wrong_with_somebody_new_is_said_field_by_field(hub, given, where):
    asked = {"name": "dina", "full_name": "Dina Invented", "role": Role.MANAGER, **given}
    before = people.users(hub)
    said = faults(
        people.add_user,
        hub,
        None,
        asked.pop("name"),
        asked.pop("full_name"),
        asked.pop("role"),
        **asked,
    )
    assert said == where
    assert people.users(hub) == before


@pytest.mark.parametrize("actor", [MONA, POLICE, AUDITOR], ids=lambda actor: actor.role)
def test_only_administrators_add_people_teams_and_agencies(sqlite_hub, actor):
    for doing, given in (
        (people.add_user, ("dina", "Dina", Role.MANAGER)),
        (people.change_user, ("carla",)),
        (people.deactivate, ("carla",)),
        (people.activate, ("carla",)),
        (people.add_team, ("south", "South")),
        (people.change_team, ("mash",)),
        (people.add_agency, (NEW,)),
        (people.change_agency, ("police",)),
        (people.close_agency, ("school", date(2025, 10, 1), date(2025, 10, 2), "strike")),
    ):
        with pytest.raises(NotAllowedError):
            doing(sqlite_hub, actor, *given)


def test_what_is_known_of_somebody_changes_and_the_rest_stays(hub):
    people.change_user(hub, None, "carla", full_name="Carla Renamed", email="c@hub.example")
    people.change_user(hub, None, "carla", team="north")
    changed = people.user(hub, "carla")
    assert (changed.full_name, changed.email, changed.team, changed.role) == (
        "Carla Renamed",
        "c@hub.example",
        "north",
        Role.SOCIAL_WORKER,
    )


def test_a_partner_who_joins_the_hub_leaves_the_agency(hub):
    changed = people.change_user(hub, None, "police-desk", role=Role.COORDINATOR, team="mash")
    assert (changed.agency, changed.team) == (None, "mash")
    back = people.change_user(hub, None, "police-desk", role=Role.PARTNER, agency="police")
    assert (back.agency, back.team) == ("police", None)


def test_nobody_by_that_name_is_not_found(hub):
    for doing in (
        lambda: people.user(hub, "nobody"),
        lambda: people.actor_named(hub, "nobody"),
        lambda: people.change_user(hub, None, "nobody"),
        lambda: people.deactivate(hub, None, "nobody"),
        lambda: people.set_away(hub, None, "nobody", None),
        lambda: people.issue_token(hub, "nobody", "laptop", 1),
    ):
        with pytest.raises(NotFoundError, match="user 'nobody'"):
            doing()


def test_who_left_keeps_the_name_and_comes_in_no_more(hub):
    token = people.issue_token(hub, "carla", "laptop", 30)
    people.deactivate(hub, ADMINISTRATOR, "carla")
    assert people.actor_of(hub, token) is None
    with pytest.raises(NotFoundError):
        people.actor_named(hub, "carla")
    assert faults(people.add_user, hub, None, "carla", "Another", Role.MANAGER) == ["name"]
    assert "carla" not in {user.name for user in people.users(hub, active=True)}
    people.activate(hub, ADMINISTRATOR, "carla")
    assert people.actor_named(hub, "carla").user == "carla"
    assert people.actor_of(hub, token) is None


# -- Away -----------------------------------------------------------------------------------------


def test_everybody_says_of_themselves_that_they_are_away_and_managers_of_anybody(hub):
    until = hub.clock.now() + timedelta(days=3)
    people.set_away(hub, CARLA, "carla", until)
    people.set_away(hub, MONA, "colin", until)
    assert people.staff(hub) == {
        "carla": StaffState(away_until=until),
        "colin": StaffState(away_until=until),
    }
    people.set_away(hub, CARLA, "carla", None)
    assert "carla" not in people.staff(hub)
    with pytest.raises(NotAllowedError):
        people.set_away(hub, CARLA, "colin", None)
    with pytest.raises(NotAllowedError):
        people.set_away(hub, POLICE, "carla", None)


def test_being_away_ends_in_the_future_at_an_instant_with_its_zone(hub):
    past, naive = hub.clock.now(), datetime(2030, 1, 1)  # noqa: DTZ001 - the point
    for until in (past, naive):
        assert faults(people.set_away, hub, CARLA, "carla", until) == ["until"]


def test_who_left_is_gone_for_a_diagnosis(hub):
    people.deactivate(hub, None, "carla")
    assert people.staff(hub) == {"carla": StaffState(gone=True)}


# -- Tokens ---------------------------------------------------------------------------------------


def test_a_token_lets_its_owner_in_until_it_is_over(hub):
    token = people.issue_token(hub, "police-desk", "partner system", 2)
    assert people.actor_of(hub, token) == POLICE
    go_to(hub, hub.clock.now() + timedelta(days=2) - timedelta(seconds=1))
    assert people.actor_of(hub, token) == POLICE
    go_to(hub, hub.clock.now() + timedelta(seconds=1))
    assert people.actor_of(hub, token) is None


def test_a_token_is_32_random_bytes_that_can_stand_in_a_header(hub):
    tokens = {people.issue_token(hub, "mona", "x", 1) for _ in range(20)}
    assert len(tokens) == 20
    allowed = set(string.ascii_letters + string.digits + "-_")
    assert all(len(token) == 43 and set(token) <= allowed for token in tokens)


def test_nothing_kept_of_a_token_lets_anybody_in(hub):
    token = people.issue_token(hub, "mona", "laptop", 1)
    (kept,) = people.tokens(hub, "mona")
    assert token not in repr(kept)
    assert len(kept.sha256) == 64
    assert people.actor_of(hub, kept.sha256) is None
    with hub.store.read() as session:
        assert token not in repr(queries.tokens(session, "mona"))


def test_a_revoked_token_is_over_at_once_and_only_it(hub):
    first, second = (people.issue_token(hub, "mona", label, 9) for label in ("old", "new"))
    kept = {token.label: token for token in people.tokens(hub, "mona")}
    people.revoke_token(hub, kept["old"].sha256)
    assert people.actor_of(hub, first) is None
    assert people.actor_of(hub, second) == MONA
    for unknown in (kept["old"].sha256, "f" * 64):
        with pytest.raises(NotFoundError):
            people.revoke_token(hub, unknown)


def test_a_token_of_one_kind_is_none_of_another(hub):
    token = people.issue_token(hub, "mona", "laptop", 1)
    assert people.actor_of(hub, token, kind="session") is None


@pytest.mark.parametrize("token", ["", "x", "ü" * 43, "a" * 100_000, "nul\0"])
def test_what_is_no_token_lets_nobody_in(hub, token):
    assert people.actor_of(hub, token) is None


@pytest.mark.parametrize(
    ("label", "days", "where"),
    [("", 1, "label"), ("x" * 201, 1, "label"), ("x", 0, "days"), ("x", 99_999, "days")],
)
def test_a_token_has_a_label_and_an_end(hub, label, days, where):
    assert faults(people.issue_token, hub, "mona", label, days) == [where]
    assert people.tokens(hub, "mona") == []


def test_a_role_that_changed_counts_from_the_next_look_on(hub):
    token = people.issue_token(hub, "carla", "laptop", 1)
    people.change_user(hub, None, "carla", role=Role.MANAGER)
    assert people.actor_of(hub, token).role is Role.MANAGER


# -- Teams ----------------------------------------------------------------------------------------


def test_a_team_is_added_and_changed(hub):
    people.add_team(hub, None, "south", "South", email="south@hub.example")
    people.change_team(hub, ADMINISTRATOR, "south", name="South team")
    found = {team.key: team for team in people.teams(hub)}
    assert (found["south"].name, found["south"].email) == ("South team", "south@hub.example")
    assert faults(people.add_team, hub, None, "south", "Again") == ["key"]
    assert faults(people.add_team, hub, None, "Bad Key", "") == ["key"]
    assert faults(people.change_team, hub, None, "south", webhook="ftp://x") == ["webhook"]
    with pytest.raises(NotFoundError):
        people.change_team(hub, None, "west", name="West")


# -- Agencies -------------------------------------------------------------------------------------


def test_an_agency_that_was_added_can_be_asked_at_once(hub):
    hub.rules()
    people.add_agency(hub, ADMINISTRATOR, NEW)
    story = tell(hub, RESEARCHING, ask("fire"))
    assert "PartnerAsked" in story.given[-1].events


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"key": "police"}, ["key"]),
        ({"key": "Fire Brigade"}, ["key"]),
        ({"name": ""}, ["name"]),
        ({"kind": "circus"}, ["agency 'fire', kind"]),
        ({"email": None}, ["agency 'fire'"]),
        ({"email": "nowhere"}, ["email"]),
        ({"webhook": "javascript:x"}, ["webhook"]),
        ({"deputy": "coastguard"}, ["agency 'fire', deputy"]),
        ({"deputy": "fire"}, ["agency 'fire', deputy"]),
        (
            {"closed": ((date(2025, 8, 1), date(2025, 8, 9), "leave"),)},
            ["agency 'fire', ask_instead"],
        ),
    ],
)
def test_an_agency_that_would_leave_a_request_unread_is_refused(hub, changes, where):
    before = people.agencies(hub)
    assert faults(people.add_agency, hub, None, replace(NEW, **changes)) == where
    assert people.agencies(hub) == before


def test_an_agency_is_changed_field_by_field(hub):
    changed = people.change_agency(hub, None, "police", email="new@police.example")
    assert (changed.email, changed.deputy) == ("new@police.example", "police-duty")
    assert hub.rules().agency("police").email == "new@police.example"
    assert faults(people.change_agency, hub, None, "police", colour="blue") == ["colour"]
    with pytest.raises(NotFoundError):
        people.change_agency(hub, None, "coastguard", name="x")


def test_an_agency_says_itself_when_it_is_closed_and_open_again(hub):
    first, last = date(2025, 9, 2), date(2025, 9, 3)
    people.change_agency(hub, None, "police-duty", email="duty@police.example")
    people.change_agency(hub, None, "police", ask_instead="police-duty")
    people.close_agency(hub, POLICE, "police", first, last, "flood")
    story = tell(hub, RESEARCHING, ask("police"))
    assert "Fernleigh Police is closed; Fernleigh Police duty desk is asked instead." in " ".join(
        story.given[-1].warnings
    )
    with pytest.raises(NotAllowedError):
        people.close_agency(hub, EDUCATION, "police", first, last, "mischief")
    people.open_agency(hub, POLICE, "police", first)
    assert hub.rules().agency("police").closed == ()
    assert faults(people.open_agency, hub, None, "police", first) == ["first"]


def test_a_closed_period_ends_after_it_begins_and_has_a_reason(hub):
    day = date(2025, 10, 2)
    assert faults(people.close_agency, hub, None, "school", day, day - timedelta(days=1), "x") == [
        "last"
    ]
    assert faults(people.close_agency, hub, None, "school", day, day, " ") == ["why"]


def test_what_was_wrong_before_is_not_the_next_persons_to_put_right(hub):
    # The tests' own agencies cannot all be reached; changing one does not ask for the others.
    assert people.change_agency(hub, None, "police", name="Fernleigh Police desk").name


# -- What depends on people ---------------------------------------------------------------------------


@pytest.mark.parametrize("worker", ["nobody", "police-desk", "aud", "ada", ""])
def test_a_journey_is_allocated_to_staff_of_the_hub_alone(hub, worker):
    story = tell(hub, REFERRED)
    with pytest.raises(BadInputError) as refused:
        give(hub, Allocate(worker=worker, talked_through="yes"), MONA, story.reference)
    assert refused.value.faults[0].where == "worker"


def test_a_journey_is_not_allocated_to_who_left_or_to_a_team_there_is_not(hub):
    story = tell(hub, ASKED)
    people.deactivate(hub, None, "carla")
    for command in (Allocate(worker="carla"), Allocate(team="nowhere")):
        with pytest.raises(BadInputError):
            give(hub, command, MONA, story.reference)


def test_instants_of_absence_are_kept_in_utc(hub):
    until = london("2025-10-01", "09:00")
    people.set_away(hub, CARLA, "carla", until)
    assert people.user(hub, "carla").away_until == datetime(2025, 10, 1, 8, 0, tzinfo=UTC)
