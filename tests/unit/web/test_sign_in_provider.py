"""Signing in through the council's provider: a real one on loopback, honest and lying."""

import re
from urllib.parse import urlencode

import httpx
import pytest
from joserfc.jwk import RSAKey
from pydantic import SecretStr

from casework import people
from casework.people import provider as ours
from tests.support.oidc_provider import CLIENT, SECRET, running

UNKNOWN = "Nobody here goes with that account. Ask an administrator of this hub to add you"
START_AGAIN = "This sign-in was used already, was begun in another browser, or took too long"
UNTRUSTED = "cannot be trusted"


@pytest.fixture
def provider(callers):
    hub = callers.hub
    people.change_user(hub, None, "carla", email="Carla@council.example")
    ours._known.clear()
    with running(hub.clock.now().timestamp()) as provider:
        said = {
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            "base_url": "http://hub.example",
        }
        hub.settings = hub.settings.model_copy(update=said)
        yield provider


def go(callers, wanted="/"):
    """Follow the browser to the provider; return where that sends it back."""
    asked = callers.client.get(
        f"/sign-in/provider?{urlencode({'next': wanted})}", follow_redirects=False
    )
    assert asked.status_code == 303, asked.text
    return httpx.get(asked.headers["location"]).headers["location"]


def back(callers, address):
    return callers.client.get(address, follow_redirects=False)


def says(answer):
    assert answer.status_code == 422, (answer.status_code, answer.headers)
    assert "throughline=" not in answer.headers.get("set-cookie", "")
    return re.sub(r"\s+", " ", answer.text)


def test_somebody_signs_in_at_the_council_and_comes_to_the_page_they_wanted(callers, provider):
    reference = callers.journey()
    answer = back(callers, go(callers, f"/journeys/{reference}"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/journeys/{reference}")
    assert callers.client.get(f"/journeys/{reference}").status_code == 200
    [place] = people.places(callers.hub, None, "carla")
    assert place.way == "provider"
    asked = provider.asked[0]
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "another-program"},
        {"aud": ["another-program", "a-third"]},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"exp": "soon"},
        {"sub": None},
        {"aud": ["throughline", "another-program"], "azp": "another-program"},
    ],
    ids=str,
)
def test_an_answer_that_is_not_for_this_question_is_refused_in_words(callers, provider, lie):
    provider.claims = lie
    assert UNTRUSTED in says(back(callers, go(callers)))
    assert people.places(callers.hub, None, "carla") == []


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_an_answer_that_is_not_signed_by_the_providers_key_is_refused(callers, provider, algorithm):
    provider.algorithm = algorithm
    assert UNTRUSTED in says(back(callers, go(callers)))


def test_a_forgers_key_is_refused_and_a_providers_new_key_is_found(callers, provider):
    address = go(callers)
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    assert UNTRUSTED in says(back(callers, address))
    address = go(callers)
    provider.key = provider.published = RSAKey.generate_key(2048, {"kid": "two"})
    assert back(callers, address).status_code == 303


@pytest.mark.usefixtures("provider")
def test_an_answer_counts_once(callers):
    address = go(callers)
    assert back(callers, address).status_code == 303
    callers.client.cookies.clear()
    assert START_AGAIN in says(back(callers, address))


@pytest.mark.usefixtures("provider")
def test_an_answer_to_another_browser_or_to_nobody_is_refused(callers):
    address = go(callers)
    callers.client.cookies.clear()
    assert START_AGAIN in says(back(callers, address))
    assert START_AGAIN in says(back(callers, "/sign-in/provider/back?state=made-up&code=x"))
    assert START_AGAIN in says(back(callers, "/sign-in/provider/back"))


@pytest.mark.usefixtures("provider")
def test_an_answer_after_ten_minutes_is_refused(callers):
    from datetime import timedelta  # noqa: PLC0415 - beside its only use

    from tests.unit.casework.hubs import go_to  # noqa: PLC0415 - beside its only use

    address = go(callers)
    go_to(callers.hub, callers.hub.clock.now() + timedelta(minutes=10))
    assert START_AGAIN in says(back(callers, address))


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "p-2", "email": "stranger@council.example", "email_verified": True},
        {"sub": "p-2", "email": "carla@council.example", "email_verified": False},
        {"sub": "p-2", "email": "carla@council.example"},
        {"sub": "p-2"},
    ],
    ids=str,
)
def test_who_is_not_known_here_is_told_whom_to_ask_and_nobody_is_added(callers, provider, person):
    before = people.users(callers.hub)
    provider.person = person
    assert UNKNOWN in says(back(callers, go(callers)))
    assert people.users(callers.hub) == before


@pytest.mark.usefixtures("provider")
def test_two_people_with_one_mail_address_are_not_guessed_between(callers):
    people.change_user(callers.hub, None, "colin", email="carla@council.example")
    assert UNKNOWN in says(back(callers, go(callers)))


@pytest.mark.usefixtures("provider")
def test_who_left_does_not_come_in_through_the_provider(callers):
    assert back(callers, go(callers)).status_code == 303
    people.deactivate(callers.hub, None, "carla")
    callers.client.cookies.clear()
    assert UNKNOWN in says(back(callers, go(callers)))


def test_after_the_first_time_the_account_counts_and_not_the_mail_address(callers, provider):
    assert back(callers, go(callers)).status_code == 303
    provider.person = {"sub": "p-1", "email": "married@council.example", "email_verified": True}
    callers.client.cookies.clear()
    assert back(callers, go(callers)).status_code == 303
    provider.person = {"sub": "p-9", "email": "carla@council.example", "email_verified": True}
    callers.client.cookies.clear()
    assert UNKNOWN in says(back(callers, go(callers)))


@pytest.mark.usefixtures("provider")
def test_who_gives_up_there_is_told_so(callers):
    address = go(callers).replace("code=", "error=access_denied&error_description=")
    assert "You did not finish signing in there. Start again." in says(back(callers, address))


@pytest.mark.usefixtures("provider")
def test_another_providers_answer_is_none(callers):
    address = re.sub("iss=[^&]*", "iss=https%3A%2F%2Felsewhere.example", go(callers))
    assert "Start again." in says(back(callers, address))


@pytest.mark.parametrize(
    "lie", [{"issuer": "https://elsewhere.example"}, {"token_endpoint": None}, {"jwks_uri": 7}]
)
def test_a_provider_that_says_strange_things_of_itself_is_not_trusted(callers, provider, lie):
    provider.metadata = lie
    answer = callers.client.get("/sign-in/provider", follow_redirects=False)
    assert UNTRUSTED in says(answer)


@pytest.mark.usefixtures("provider")
def test_a_provider_that_is_away_is_said_to_be(callers):
    settings = callers.hub.settings
    callers.hub.settings = settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    answer = callers.client.get("/sign-in/provider", follow_redirects=False)
    assert "your council account does not answer. Try again in some minutes" in says(answer)


def test_without_a_provider_its_door_says_so(callers):
    answer = callers.client.get("/sign-in/provider", follow_redirects=False)
    assert "This hub has no other sign-in than its own passwords" in says(answer)
    assert "/sign-in/provider" not in callers.client.get("/sign-in").text


@pytest.mark.usefixtures("provider")
def test_with_passwords_switched_off_the_provider_alone_is_offered(callers):
    update = {"local_passwords": False, "oidc_name": "your Fernshire account"}
    callers.hub.settings = callers.hub.settings.model_copy(update=update)
    shown = callers.client.get("/sign-in").text
    assert "Sign in with your Fernshire account" in shown
    assert 'name="password"' not in shown
    assert back(callers, go(callers)).status_code == 303
    assert callers.client.get("/password").status_code == 404
