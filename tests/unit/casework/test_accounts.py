"""Local accounts: passwords, lock-out, one-time passwords, and what they do not give away."""

import time
from datetime import timedelta

import pytest

from casework import people
from casework.errors import BadInputError, NotAllowedError, NotFoundError
from casework.people.accounts import sign_in
from casework.people.passwords import Hasher
from models.queries import accounts
from tests.unit.casework.hubs import ADMINISTRATOR, CARLA, MONA, go_to

PASSWORD = "harbour lantern sparrow"
WRONG = "wrong password here"
OTHER = "velvet crumpet railway"
HERE = {"address": "192.0.2.1", "browser": "Firefox on Windows"}


def kept(hub, user):
    with hub.store.read() as session:
        return accounts.password(session, user)


def with_password(hub, user="carla"):
    people.set_password(hub, user, PASSWORD)
    return hub


def tried(hub, user="carla", password=WRONG, **more):
    return sign_in(hub, user, password, **{**HERE, **more})


def later(hub, **time_):
    go_to(hub, hub.clock.now() + timedelta(**time_))


def faults(hub, new, *, current=PASSWORD, again=None):
    with pytest.raises(BadInputError) as refused:
        people.change_password(hub, CARLA, current=current, new=new, again=again or new, **HERE)
    return [(fault.where, fault.what) for fault in refused.value.faults]


def test_the_right_password_begins_a_session_of_its_owner(hub):
    with_password(hub)
    secret = tried(hub, password=PASSWORD)
    assert people.signed_in(hub, secret).actor == CARLA


def test_what_is_kept_of_a_password_is_argon2id_and_never_the_password(hub):
    with_password(hub)
    assert kept(hub, "carla").hash.startswith("$argon2id$")
    assert PASSWORD not in repr(kept(hub, "carla"))
    assert "argon2" not in repr(people.user(hub, "carla"))


@pytest.mark.parametrize("user", ["carla", "nobody", "colin", "gone", "", "ü" * 500, "nul\0"])
def test_wrong_unknown_without_password_and_gone_are_answered_alike(hub, user):
    with_password(hub)
    people.add_user(hub, None, "gone", "Gone Example", CARLA.role)
    people.set_password(hub, "gone", PASSWORD)
    people.deactivate(hub, None, "gone")
    password = PASSWORD if user == "gone" else WRONG
    assert tried(hub, user, password) is None


def test_an_unknown_user_costs_the_same_work_as_a_wrong_password(sqlite_hub, monkeypatch):
    checked = []
    real = Hasher.verify

    def counted(self, hashed, password):
        checked.append(hashed is not None)
        return real(self, hashed, password)

    monkeypatch.setattr(Hasher, "verify", counted)
    with_password(sqlite_hub)
    for user in ("carla", "nobody", "carla"):
        tried(sqlite_hub, user)
    for _ in range(5):
        tried(sqlite_hub)
    assert checked == [True, False, True, True, True, True, True, True]


def test_an_unknown_user_takes_about_as_long_as_a_wrong_password(sqlite_hub):
    hub = sqlite_hub
    slow = {"password_memory_kib": 16_384, "password_rounds": 4, "password_lanes": 1}
    hub.settings = hub.settings.model_copy(update={**slow, "password_failures": 100})
    with_password(hub)
    tried(hub, "nobody")  # the hash that is nobody's is made once

    def fastest(user):
        took = []
        for _ in range(5):
            began = time.process_time()
            tried(hub, user)
            took.append(time.process_time() - began)
        return min(took)

    assert 0.5 < fastest("nobody") / fastest("carla") < 2


def test_after_five_wrong_ones_the_right_one_waits_a_minute(hub):
    with_password(hub)
    for _ in range(5):
        assert tried(hub) is None
    assert tried(hub, password=PASSWORD) is None
    later(hub, seconds=59)
    assert tried(hub, password=PASSWORD) is None
    later(hub, seconds=1)
    assert tried(hub, password=PASSWORD) is not None


def test_each_further_wrong_one_doubles_the_wait_up_to_an_hour(hub):
    with_password(hub)
    for _ in range(5):
        tried(hub)
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        later(hub, minutes=minutes, seconds=-1)
        assert tried(hub, password=PASSWORD) is None
        later(hub, seconds=1)
        assert tried(hub) is None
    later(hub, minutes=60)
    assert tried(hub, password=PASSWORD) is not None


def test_the_right_password_forgets_the_wrong_ones_and_so_does_a_day(hub):
    with_password(hub)
    for _ in range(4):
        tried(hub)
    assert tried(hub, password=PASSWORD)
    for _ in range(4):
        tried(hub)
    later(hub, hours=25)
    for _ in range(4):
        tried(hub)
    assert tried(hub, password=PASSWORD)


def test_who_waits_elsewhere_does_not_keep_others_out(hub):
    with_password(hub)
    with_password(hub, "mona")
    for _ in range(9):
        tried(hub)
    assert tried(hub, "mona", PASSWORD)


def test_one_address_that_tries_many_names_waits_and_others_do_not(hub):
    with_password(hub)
    hub.settings = hub.settings.model_copy(update={"password_failures_per_address": 10})
    for number in range(10):
        tried(hub, f"nobody{number}")
    assert tried(hub, password=PASSWORD) is None
    assert tried(hub, password=PASSWORD, address="192.0.2.2") is not None


def test_a_name_that_is_tried_is_not_kept_because_it_may_be_a_password(hub):
    tried(hub, "my secret password")
    subject = accounts.subject("user", "my secret password")
    assert "secret" not in subject
    with hub.store.read() as session:
        assert accounts.failures(session, subject).count == 1


def test_a_session_stays_while_somebody_else_tries_its_owners_name(hub):
    with_password(hub)
    secret = tried(hub, password=PASSWORD)
    for _ in range(9):
        tried(hub)
    assert people.signed_in(hub, secret).actor == CARLA


# -- One-time passwords ------------------------------------------------------------------------


def test_a_one_time_password_lets_in_only_to_choose_another(hub):
    given = people.give_one_time_password(hub, ADMINISTRATOR, "carla")
    secret = tried(hub, password=given)
    assert people.signed_in(hub, secret).must_change_password
    changed = people.change_password(
        hub, CARLA, current=given, new=PASSWORD, again=PASSWORD, **HERE
    )
    assert not people.signed_in(hub, changed).must_change_password
    assert people.signed_in(hub, secret) is people.Over.PASSWORD_CHANGED
    assert tried(hub, password=given) is None


def test_a_one_time_password_is_over_after_three_days(hub):
    given = people.give_one_time_password(hub, ADMINISTRATOR, "carla")
    later(hub, hours=71, minutes=59)
    assert tried(hub, password=given)
    later(hub, minutes=1)
    assert tried(hub, password=given) is None


def test_a_one_time_password_lifts_a_lock_out_and_ends_old_sessions(hub):
    with_password(hub)
    secret = tried(hub, password=PASSWORD)
    for _ in range(6):
        tried(hub)
    given = people.give_one_time_password(hub, ADMINISTRATOR, "carla")
    assert people.signed_in(hub, secret) is people.Over.PASSWORD_CHANGED
    assert tried(hub, password=given)


def test_only_an_administrator_gives_one_and_only_to_who_is_here(hub):
    with pytest.raises(NotAllowedError):
        people.give_one_time_password(hub, MONA, "carla")
    people.deactivate(hub, None, "carla")
    for name in ("carla", "nobody"):
        with pytest.raises(NotFoundError):
            people.give_one_time_password(hub, ADMINISTRATOR, name)


def test_one_time_passwords_are_long_and_never_the_same():
    given = {people.one_time_password() for _ in range(100)}
    assert len(given) == 100
    assert {len(each) for each in given} == {19}


# -- Choosing a password -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("short words", "it is too short"),
        ("x" * 201, "it is too long"),
        ("passwordpassword", "it is among the first that are tried"),
        ("Password Password", "it is among the first that are tried"),
        ("safeguarding2025", "it is among the first that are tried"),
        ("Qwertyuiop123!", "it is among the first that are tried"),
        ("aaaaaaaaaaaaaaaa", "it repeats itself or counts up"),
        ("abababababab", "it repeats itself or counts up"),
        ("123456789012", "it repeats itself or counts up"),
        ("987654321098", "it repeats itself or counts up"),
        ("carla carla carla", "it is your own name"),
        (PASSWORD, "it is the one you have"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused_in_words(hub, new, what):
    with_password(hub)
    assert faults(hub, new) == [("new", what)]
    assert tried(hub, password=PASSWORD)


@pytest.mark.parametrize(
    "new", [OTHER, "drei wörter für mich", "tadau tri chwech", "all small, ok"]
)
def test_length_is_enough_and_no_mixture_is_asked_for(hub, new):
    with_password(hub)
    people.change_password(hub, CARLA, current=PASSWORD, new=new, again=new, **HERE)
    assert tried(hub, password=new)


def test_a_letter_with_an_accent_is_the_same_however_it_was_typed(hub):
    composed, apart = "caf\u00e9 au lait noir", "cafe\u0301 au lait noir"
    people.set_password(hub, "carla", composed)
    assert tried(hub, password=apart)


def test_changing_asks_for_the_old_one_and_for_the_new_one_twice(hub):
    with_password(hub)
    assert faults(hub, OTHER, current="something else")[0][0] == "current"
    assert faults(hub, OTHER, again="another one here") == [("again", "it is not the same")]


def test_wrong_old_passwords_count_like_wrong_sign_ins(hub):
    with_password(hub)
    for _ in range(5):
        faults(hub, OTHER, current="something else")
    assert faults(hub, OTHER)[0][0] == "current"
    assert tried(hub, password=PASSWORD) is None


def test_a_hash_made_with_other_parameters_is_made_anew_at_the_next_sign_in(hub):
    with_password(hub)
    assert "m=8,t=1,p=1" in kept(hub, "carla").hash
    hub.settings = hub.settings.model_copy(update={"password_rounds": 2})
    assert tried(hub, password=PASSWORD)
    assert "m=8,t=2,p=1" in kept(hub, "carla").hash
    assert tried(hub, password=PASSWORD)


def test_with_passwords_switched_off_none_lets_in(hub):
    with_password(hub)
    hub.settings = hub.settings.model_copy(update={"local_passwords": False})
    assert tried(hub, password=PASSWORD) is None


def test_a_change_of_somebody_keeps_their_password(hub):
    with_password(hub)
    people.change_user(hub, None, "carla", full_name="Carla Example")
    assert tried(hub, password=PASSWORD)
