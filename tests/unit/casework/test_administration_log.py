"""Who changed what about people, teams and agencies; locking, the last administrator, closed teams.

On both databases, since the store has a part in each.
"""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework import people
from casework.addressing import find_addressees
from casework.errors import BadInputError, NotAllowedError
from casework.people import Subject
from journey.people import Role
from tests.support.cases import CONTACT
from tests.unit.casework.hubs import ADMINISTRATOR, MONA, tell


def noted(hub, **which):
    found = people.administration_log(hub, ADMINISTRATOR, **which)
    return [(each.by, each.act, each.subject) for each in found.rows]


def second_administrator(hub, name="abe"):
    people.add_user(hub, None, name, "Abe Example", Role.ADMINISTRATOR)
    people.set_password(hub, name, f"three words of {name}")


def test_each_change_is_noted_with_who_made_it(hub):
    people.add_user(hub, ADMINISTRATOR, "robin", "Robin Example", Role.AUDITOR)
    people.change_user(hub, None, "robin", email="robin@hub.example")
    people.set_away(hub, MONA, "robin", hub.clock.now() + timedelta(days=2))
    people.lock(hub, ADMINISTRATOR, "robin")
    people.unlock(hub, ADMINISTRATOR, "robin")
    people.give_one_time_password(hub, ADMINISTRATOR, "robin")
    people.deactivate(hub, ADMINISTRATOR, "robin")
    people.activate(hub, ADMINISTRATOR, "robin")
    assert noted(hub, kind=Subject.PERSON, subject="robin")[::-1] == [
        ("ada", "added", "robin"),
        ("shell", "changed", "robin"),
        ("mona", "changed", "robin"),
        ("ada", "locked", "robin"),
        ("ada", "unlocked", "robin"),
        ("ada", "password-given", "robin"),
        ("ada", "removed", "robin"),
        ("ada", "taken-back", "robin"),
    ]
    assert noted(hub, by="mona") == [("mona", "changed", "robin")]


def test_the_log_keeps_no_name_and_no_address(hub):
    people.add_user(hub, None, "robin", "Robin Example", Role.AUDITOR, email="robin@hub.example")
    people.change_user(hub, None, "robin", full_name="Robin Invented", email="ri@hub.example")
    with hub.store.read() as session:
        kept = str(session.execute(text("SELECT * FROM administration")).all())
    for secret in ("Example", "Invented", "@hub.example"):
        assert secret not in kept


def test_a_change_that_changes_nothing_and_a_refused_one_are_not_noted(hub):
    people.change_user(hub, ADMINISTRATOR, "carla", full_name="Carla")
    with pytest.raises(BadInputError):
        people.change_user(hub, ADMINISTRATOR, "carla", team="moon")
    assert noted(hub) == []


def test_the_database_lets_nobody_change_or_take_out_what_was_noted(hub):
    people.add_team(hub, None, "east", "East")
    for statement in ("UPDATE administration SET act = 'x'", "DELETE FROM administration"):
        with pytest.raises(DBAPIError, match="append-only"), hub.store.write() as session:
            session.execute(text(statement))
    assert noted(hub) == [("shell", "added", "east")]


def test_the_log_is_read_by_administrators(hub):
    with pytest.raises(NotAllowedError):
        people.administration_log(hub, MONA)


def test_somebody_locked_gets_no_mail_and_their_manager_does(hub):
    for name in ("carla", "mona"):
        people.change_user(hub, None, name, email=f"{name}@hub.example")
    assert find_addressees(hub, "worker:carla", reference="").emails == ("carla@hub.example",)
    people.lock(hub, ADMINISTRATOR, "carla")
    assert find_addressees(hub, "worker:carla", reference="").emails == ("mona@hub.example",)
    people.lock(hub, ADMINISTRATOR, "mona")
    assert find_addressees(hub, "worker:carla", reference="").emails == ()
    assert people.staff(hub)["carla"].gone


@pytest.mark.parametrize(
    "do",
    [
        lambda hub: people.deactivate(hub, None, "ada"),
        lambda hub: people.lock(hub, None, "ada"),
        lambda hub: people.change_user(hub, None, "ada", role=Role.AUDITOR),
    ],
)
def test_the_last_administrator_who_can_sign_in_stays(hub, do):
    people.add_user(hub, None, "abe", "Abe Example", Role.ADMINISTRATOR)
    with pytest.raises(BadInputError, match="no other administrator can sign in"):
        do(hub)
    people.set_password(hub, "abe", "three words of abe")
    do(hub)


def test_a_one_time_password_that_ran_out_makes_nobody_an_administrator_who_can_sign_in(hub):
    people.add_user(hub, None, "abe", "Abe Example", Role.ADMINISTRATOR)
    people.give_one_time_password(hub, None, "abe")
    hub.clock.advance(timedelta(hours=73))
    with pytest.raises(BadInputError, match="no other administrator can sign in"):
        people.lock(hub, None, "ada")


def test_two_administrators_who_remove_each_other_at_once_leave_one(hub):
    second_administrator(hub)
    people.set_password(hub, "ada", "three words of ada")
    ready = threading.Barrier(2)
    came = []

    def remove(name):
        ready.wait(10)
        try:
            people.deactivate(hub, None, name)
            came.append("removed")
        except BadInputError:
            came.append("refused")

    both = [threading.Thread(target=remove, args=(name,)) for name in ("ada", "abe")]
    for each in both:
        each.start()
    for each in both:
        each.join(30)
    assert sorted(came) == ["refused", "removed"]


def test_a_team_that_holds_a_journey_is_not_closed(hub):
    people.add_team(hub, None, "east", "East")
    tell(hub, CONTACT)
    with pytest.raises(BadInputError, match="new contacts come to this team"):
        people.close_team(hub, ADMINISTRATOR, "mash")
    with pytest.raises(BadInputError, match="it holds 1 open journey"):
        people.close_team(hub, ADMINISTRATOR, "mash")
    people.close_team(hub, ADMINISTRATOR, "east")
    with pytest.raises(BadInputError, match="there is no such team"):
        people.change_user(hub, ADMINISTRATOR, "carla", team="east")
