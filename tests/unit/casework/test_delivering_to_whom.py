from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.addressing import Addressees, find_addressees
from journey.commands import departures
from journey.people import Role
from models import log
from models.queries import people
from models.queries.people import User
from tests.support.cases import go_on
from tests.support.posting import NOON, REFERRER, hub_on, keep, outcome_sent, wait

REFERENCE = "TL25-000001"


@pytest.fixture
def hub(sqlite_store):
    return hub_on(sqlite_store)


def to(hub, party):
    return find_addressees(hub, party, reference=REFERENCE)


def add(hub, *users):
    with hub.store.write() as session:
        for user in users:
            people.save_user(session, user)


def team_without_mail(hub):
    with hub.store.write() as session:
        people.save_team(session, key="mash", name="MASH", email=None)


def nobody_manages(hub):
    with hub.store.write() as session:
        for user in people.users(session, role=Role.MANAGER):
            people.save_user(session, replace(user, active=False))


def somebody(name, role, **more):
    return User(name=name, full_name=name, role=role, email=f"{name}@hub.example", **more)


CARLA = somebody("carla", Role.SOCIAL_WORKER, team="mash")


def test_an_agency_is_told_at_its_desk(hub):
    assert to(hub, "agency:police").emails == ("desk@police.fernleigh.example",)


def test_an_agencys_system_is_told_instead_of_its_desk(sqlite_store):
    hub = hub_on(sqlite_store, agencies={"police": {"webhook": "https://police.example/hook"}})
    found = to(hub, "agency:police")
    assert found.agency.webhook == "https://police.example/hook"
    assert found.emails == ()


def test_an_agency_without_a_desk_is_told_by_its_own_people(sqlite_store):
    hub = hub_on(sqlite_store, agencies={"police": {"email": None}})
    assert to(hub, "agency:police") == Addressees(missing="agency police has no mail address")
    add(hub, somebody("pc-invented", Role.PARTNER, agency="police"))
    assert to(hub, "agency:police").emails == ("pc-invented@hub.example",)


def test_an_agencys_manager_has_an_address_of_their_own(sqlite_store):
    hub = hub_on(sqlite_store, agencies={"police": {"manager_email": "chief@police.example"}})
    assert to(hub, "agency-manager:police").emails == ("chief@police.example",)


def test_an_agencys_manager_without_an_address_is_told_through_the_desk(hub):
    assert to(hub, "agency-manager:police").emails == ("desk@police.fernleigh.example",)


def test_a_team_is_told_at_its_own_address(hub):
    assert to(hub, "team:mash").emails == ("mash@hub.example",)


def test_a_team_without_an_address_is_told_by_its_coordinators(hub):
    team_without_mail(hub)
    add(hub, CARLA, somebody("colin", Role.COORDINATOR, team="mash"))
    assert to(hub, "team:mash").emails == ("colin@hub.example",)


def test_every_manager_of_the_team_is_told(hub):
    add(hub, somebody("mary", Role.MANAGER, team="other"), CARLA)
    assert to(hub, "manager:mash").emails == ("milo@hub.example", "mona@hub.example")


def test_a_manager_who_is_away_is_passed_over_while_another_is_there(hub):
    away = somebody("mona", Role.MANAGER, team="mash", away_until=NOON + timedelta(days=3))
    add(hub, away)
    assert to(hub, "manager:mash").emails == ("milo@hub.example",)
    wait(hub, timedelta(days=3))
    assert to(hub, "manager:mash").emails == ("milo@hub.example", "mona@hub.example")


def test_when_every_manager_is_away_they_are_told_all_the_same(hub):
    later = NOON + timedelta(days=3)
    add(
        hub,
        somebody("mona", Role.MANAGER, team="mash", away_until=later),
        somebody("milo", Role.MANAGER, team="mash", away_until=later),
    )
    assert to(hub, "manager:mash").emails == ("milo@hub.example", "mona@hub.example")


def test_a_manager_who_has_left_is_told_nothing(hub):
    add(hub, somebody("mona", Role.MANAGER, team="mash", active=False))
    assert to(hub, "manager:mash").emails == ("milo@hub.example",)


@pytest.mark.parametrize("party", ["manager:mash", "senior-manager:mash"])
def test_with_nobody_to_manage_the_team_its_own_address_is_told(hub, party):
    nobody_manages(hub)
    assert to(hub, party).emails == ("mash@hub.example",)


def test_with_nobody_at_all_it_is_said_what_is_missing(hub):
    nobody_manages(hub)
    team_without_mail(hub)
    assert to(hub, "manager:mash") == Addressees(
        missing="team mash has no manager with a mail address; "
        "team mash has no mail address, and nobody in it has one",
        known=True,
    )


def test_a_senior_manager_of_the_team_comes_before_one_over_all_teams(hub):
    add(hub, somebody("olga", Role.SENIOR_MANAGER))
    assert to(hub, "senior-manager:mash").emails == ("olga@hub.example",)
    add(hub, somebody("senna", Role.SENIOR_MANAGER, team="mash"))
    assert to(hub, "senior-manager:mash").emails == ("senna@hub.example",)


def test_a_worker_is_told_at_their_own_address(hub):
    add(hub, CARLA)
    assert to(hub, "worker:carla").emails == ("carla@hub.example",)


@pytest.mark.parametrize(
    "changed",
    [{"away_until": NOON + timedelta(days=3)}, {"active": False}, {"email": None}],
    ids=["away", "gone", "without an address"],
)
def test_for_a_worker_who_cannot_be_reached_the_managers_of_their_team_are_told(hub, changed):
    add(hub, replace(CARLA, **changed))
    assert to(hub, "worker:carla").emails == ("milo@hub.example", "mona@hub.example")


def test_a_worker_who_is_away_with_nobody_in_their_place_is_told_all_the_same(hub):
    add(hub, replace(CARLA, team=None, away_until=NOON + timedelta(days=3)))
    assert to(hub, "worker:carla").emails == ("carla@hub.example",)


def test_the_referrer_is_told_at_the_address_on_the_record(hub):
    keep(hub, outcome_sent())
    assert to(hub, "referrer").emails == (REFERRER,)


def test_after_a_death_nothing_that_waits_goes_to_the_referrer_by_itself(hub):
    died = departures.RecordDeath(
        died_on=date(2025, 9, 1), circumstances="in hospital", abuse_suspected=False
    )
    keep(hub, go_on(outcome_sent(), died))
    assert to(hub, "referrer") == Addressees(
        missing="the child has died: nothing is sent by itself", known=False
    )


def test_once_what_was_said_is_destroyed_the_referrer_cannot_be_told(hub):
    keep(hub, outcome_sent())
    with hub.store.write() as session:
        log.destroy_narrative(session, REFERENCE)
    assert to(hub, "referrer") == Addressees(
        missing="no mail address of the referrer is on the record", known=False
    )


@pytest.mark.parametrize(
    ("party", "missing"),
    [
        ("agency:nowhere", "there is no agency 'nowhere'"),
        ("agency-manager:nowhere", "there is no agency 'nowhere'"),
        ("worker:nobody", "there is no user 'nobody'"),
        ("carrier-pigeon:1", "nobody knows the party 'carrier-pigeon:1'"),
    ],
)
def test_a_party_that_does_not_exist_is_said_not_to(hub, party, missing):
    assert to(hub, party) == Addressees(missing=missing, known=False)


def test_a_team_that_does_not_exist_is_nobody_even_on_the_console(hub):
    assert not to(hub, "team:nowhere").known
    assert not to(hub, "manager:nowhere").known
