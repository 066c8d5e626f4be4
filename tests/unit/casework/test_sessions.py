"""Browser sessions: what ends them, who may end them, and what is kept of them."""

from datetime import timedelta

import pytest

from casework import people
from casework.errors import NotAllowedError, NotFoundError
from casework.people import Over
from casework.people.accounts import sign_in
from journey.people import Role
from models.queries import sessions as queries
from tests.unit.casework.hubs import ADMINISTRATOR, CARLA, MONA, go_to

PASSWORD = "harbour lantern sparrow"


def begun(hub, user="carla", browser="Firefox on Windows"):
    people.set_password(hub, user, PASSWORD) if not has_password(hub, user) else None
    return sign_in(hub, user, PASSWORD, address="192.0.2.1", browser=browser)


def has_password(hub, user):
    from models.queries import accounts  # noqa: PLC0415 - beside its only use

    with hub.store.read() as session:
        return accounts.password(session, user).hash is not None


def later(hub, **time_):
    go_to(hub, hub.clock.now() + timedelta(**time_))


def test_a_session_ends_when_it_was_not_used_for_half_an_hour(hub):
    secret = begun(hub)
    later(hub, minutes=29, seconds=59)
    assert people.signed_in(hub, secret).actor == CARLA
    later(hub, minutes=30)
    assert people.signed_in(hub, secret) is Over.IDLE


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(hub):
    secret = begun(hub)
    for _ in range(2):
        later(hub, minutes=14)
        assert people.signed_in(hub, secret, used=False).actor == CARLA
    later(hub, minutes=2)
    assert people.signed_in(hub, secret, used=False) is Over.IDLE


def test_a_session_ends_after_ten_hours_however_much_it_is_used(hub):
    secret = begun(hub)
    for _ in range(29):
        later(hub, minutes=20)
        assert people.signed_in(hub, secret).actor == CARLA
    later(hub, minutes=20)
    assert people.signed_in(hub, secret) is Over.TOO_LONG


def test_not_each_request_writes_when_a_session_was_used(hub, monkeypatch):
    secret = begun(hub)
    noted = []
    monkeypatch.setattr(queries, "touch", lambda *_, now: noted.append(now))
    for _ in range(4):
        later(hub, seconds=20)
        people.signed_in(hub, secret)
    assert len(noted) == 2


def test_an_id_is_256_random_bits_and_only_its_hash_is_kept(hub):
    secrets = {begun(hub) for _ in range(5)}
    assert {len(each) for each in secrets} == {43}
    assert len(secrets) == 5
    with hub.store.read() as session:
        kept = repr([queries.find(session, each) for each in secrets])
    assert not any(each in kept for each in secrets)
    found = people.places(hub, CARLA, "carla")
    assert [people.signed_in(hub, each.id) for each in found] == [Over.UNKNOWN] * 5


@pytest.mark.parametrize("secret", ["", "of another hub", "ü" * 43, "x" * 10_000])
def test_what_is_no_session_of_this_hub_is_unknown(hub, secret):
    assert people.signed_in(hub, secret) is Over.UNKNOWN


def test_a_session_is_no_access_key_and_an_access_key_no_session(hub):
    assert people.actor_of(hub, begun(hub)) is None
    assert people.signed_in(hub, people.issue_token(hub, "carla", "x", 1)) is Over.UNKNOWN


def test_everybody_sees_where_they_are_signed_in_and_ends_one(hub):
    first, second = begun(hub), begun(hub, browser="Safari on an iPhone")
    here = people.signed_in(hub, first).session
    found = people.places(hub, CARLA, "carla", here=here)
    assert {(each.browser, each.here) for each in found} == {
        ("Firefox on Windows", True),
        ("Safari on an iPhone", False),
    }
    other = next(each.id for each in found if not each.here)
    people.end_session(hub, CARLA, "carla", other)
    assert people.signed_in(hub, second) is Over.ENDED_BY_OWNER
    assert people.signed_in(hub, first).actor == CARLA
    with pytest.raises(NotFoundError):
        people.end_session(hub, CARLA, "carla", other)


def test_everybody_signs_out_everywhere_else_at_once(hub):
    first, second, third = (begun(hub) for _ in range(3))
    here = people.signed_in(hub, second).session
    assert people.end_all_sessions(hub, CARLA, "carla", but=here) == 2
    assert [people.signed_in(hub, each) for each in (first, third)] == [Over.ENDED_BY_OWNER] * 2
    assert people.signed_in(hub, second).actor == CARLA


def test_an_administrator_ends_anybodys_and_nobody_else_does(hub):
    secret = begun(hub)
    [place] = people.places(hub, ADMINISTRATOR, "carla")
    for doing in (
        lambda: people.places(hub, MONA, "carla"),
        lambda: people.end_session(hub, MONA, "carla", place.id),
        lambda: people.end_all_sessions(hub, MONA, "carla"),
    ):
        with pytest.raises(NotAllowedError):
            doing()
    people.end_session(hub, ADMINISTRATOR, "carla", place.id)
    assert people.signed_in(hub, secret) is Over.ENDED_BY_ADMINISTRATOR


def test_nobody_ends_anothers_session_by_its_key(hub):
    begun(hub)
    [place] = people.places(hub, CARLA, "carla")
    with pytest.raises(NotFoundError):
        people.end_session(hub, MONA, "mona", place.id)


def test_leaving_ends_every_session_at_once_for_good(hub):
    secret = begun(hub)
    people.deactivate(hub, None, "carla")
    assert people.signed_in(hub, secret) is Over.LEFT
    people.activate(hub, None, "carla")
    assert people.signed_in(hub, secret) is Over.LEFT


@pytest.mark.parametrize(
    "change",
    [{"role": Role.MANAGER}, {"team": "north"}, {"role": Role.PARTNER, "agency": "police"}],
)
def test_what_changes_somebodys_reach_ends_their_sessions(hub, change):
    secret = begun(hub)
    people.change_user(hub, None, "carla", **change)
    assert people.signed_in(hub, secret) is Over.ROLE_CHANGED


def test_a_new_name_ends_no_session(hub):
    secret = begun(hub)
    people.change_user(hub, None, "carla", full_name="Carla Example")
    assert people.signed_in(hub, secret).actor == CARLA


def test_signing_out_ends_this_session_and_no_other(hub):
    first, second = begun(hub), begun(hub)
    people.sign_out(hub, first)
    people.sign_out(hub, "of another hub")
    assert people.signed_in(hub, first) is Over.SIGNED_OUT
    assert people.signed_in(hub, second).actor == CARLA


def test_a_session_that_is_over_is_not_listed_and_forgotten_after_a_month(hub):
    old = begun(hub)
    later(hub, minutes=31)
    assert people.places(hub, CARLA, "carla") == []
    later(hub, days=30)
    begun(hub)
    assert people.signed_in(hub, old) is Over.UNKNOWN
