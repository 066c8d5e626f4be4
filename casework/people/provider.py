"""Signing in through the council's own provider, by OpenID Connect (code flow with PKCE).

The provider says who somebody is; who may come in is said here.  Nobody is added by it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import structlog
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from casework.hub import Hub
from casework.people import sessions
from casework.people.sessions import Way
from casework.settings import Settings
from journey.errors import ThroughlineError
from models.queries import people
from models.queries import provider as queries
from models.queries.provider import Question
from models.store import Session

log = structlog.get_logger("casework.provider")

CALLBACK = "/sign-in/provider/back"
ALGORITHMS = ("RS256", "PS256", "ES256")
"""What an answer may be signed with: never nothing, never a secret that both sides know."""

ANSWERED_WITHIN = timedelta(minutes=10)
LEEWAY_SECONDS = 60
"""How far the provider's clock may be from ours."""

_PATIENCE_SECONDS = 10.0
_FRESH_SECONDS = 3600.0
_LONGEST_ANSWER = 200_000


class ProviderRefusedError(ThroughlineError):
    """Nobody was signed in.

    Attributes:
        code: For the log: `audience`, `replayed`, …
        sentence: What the person who wants to sign in can do.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to send a browser, and what it alone must hold when it comes back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Let:
    """Somebody was let in: the new session's id, and the page they wanted."""

    session: str
    wanted: str


@dataclass(frozen=True, slots=True)
class _Provider:
    authorize: str
    token: str
    keys_at: str
    keys: KeySet
    read_at: float


_known: dict[str, _Provider] = {}
_lock = Lock()


def ask(hub: Hub, wanted: str) -> Asked:
    """Return where somebody signs in at the provider, to come back to a page.

    Raises:
        ProviderRefusedError: There is no provider, or it does not answer.
    """
    settings = hub.settings
    provider = _provider(settings)
    state, nonce, browser = (secrets.token_urlsafe(32) for _ in range(3))
    verifier = secrets.token_urlsafe(48)
    now = hub.clock.now()
    with hub.store.write() as session:
        queries.keep_question(
            session,
            state=state,
            browser=browser,
            nonce=nonce,
            verifier=verifier,
            wanted=wanted,
            now=now,
            forget_before=now - 6 * ANSWERED_WITHIN,
        )
    asked = urlencode(
        {
            "response_type": "code",
            "client_id": settings.oidc_client_id or "",
            "redirect_uri": _callback(settings),
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
    )
    joined = "&" if "?" in provider.authorize else "?"
    return Asked(address=f"{provider.authorize}{joined}{asked}", browser=browser)


def answer(hub: Hub, *, state: str, code: str | None, browser: str, named: str) -> Let:
    """Let somebody in on the provider's answer.

    Args:
        code: What the provider gives for its token; None where it refused.
        browser: What `ask` gave this browser.
        named: What the session is called on the page of sessions.

    Raises:
        ProviderRefusedError: Always with a sentence for the person who wants to sign in.
    """
    now = hub.clock.now()
    with hub.store.write() as session:
        question = queries.take_question(session, state, now=now)
    if question is None or question.browser != people.fingerprint(browser):
        raise _refusal("replayed", _START_AGAIN)
    if now - question.asked_at >= ANSWERED_WITHIN:
        raise _refusal("too-late", _START_AGAIN)
    if code is None:
        raise _refusal("not-completed", "You did not finish signing in there. Start again.")
    claims = _claims(hub.settings, question, code, now)
    with hub.store.write() as session:
        user = _user(session, hub.settings, claims, now)
        secret = sessions.begin(session, user, browser=named, way=Way.PROVIDER, now=now)
    return Let(session=secret, wanted=question.wanted)


_START_AGAIN = (
    "This sign-in was used already, was begun in another browser, or took too long. Start again."
)
_UNTRUSTED = (
    "What came back from {name} cannot be trusted ({code}). Nobody was signed in. Start again; "
    "if that does not help, tell those who run this hub."
)
_UNKNOWN = (
    "Nobody here goes with that account. Ask an administrator of this hub to add you, with the "
    "mail address that your council account has."
)
_AWAY = "{name} does not answer. Try again in some minutes, or ask those who run this hub."


def _refusal(code: str, sentence: str) -> ProviderRefusedError:
    log.warning("provider_refused", code=code)
    return ProviderRefusedError(code, sentence)


def _user(session: Session, settings: Settings, claims: CodeIDToken, now: datetime) -> str:
    """Return who it is here: as linked before, else by a mail address that one person has."""
    issuer, subject = str(settings.oidc_issuer), str(claims["sub"])
    name = queries.linked(session, issuer, subject)
    if name is None:
        email = claims.get("email")
        if not isinstance(email, str) or claims.get("email_verified") is not True:
            raise _refusal("unknown-person", _UNKNOWN)
        found = queries.active_by_email(session, email)
        if len(found) != 1 or queries.is_linked(session, issuer, found[0]):
            raise _refusal("unknown-person", _UNKNOWN)
        [name] = found
        queries.link(session, issuer, subject, name, now=now)
    owner = people.user(session, name)
    if owner is None or not owner.may_come_in:
        raise _refusal("unknown-person", _UNKNOWN)
    return name


def _claims(settings: Settings, question: Question, code: str, now: datetime) -> CodeIDToken:
    provider = _provider(settings)
    secret = settings.oidc_client_secret
    given = _call(
        settings,
        "POST",
        provider.token,
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _callback(settings),
            "code_verifier": question.verifier,
        },
        auth=(settings.oidc_client_id or "", secret.get_secret_value() if secret else ""),
    )
    token = given.get("id_token")
    if not isinstance(token, str):
        raise _untrusted(settings, "no-token")
    return _checked(settings, provider, token, question, now)


def _checked(
    settings: Settings, provider: _Provider, token: str, question: Question, now: datetime
) -> CodeIDToken:
    """Return what the token says once every claim holds; each is asked for by name."""
    try:
        try:
            read = jwt.decode(token, provider.keys, algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            # The key is not known: the provider may have changed its keys meanwhile.
            read = jwt.decode(token, _provider(settings, anew=True).keys, algorithms=ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": str(settings.oidc_issuer)},
                "sub": {"essential": True},
                "aud": {"essential": True, "value": str(settings.oidc_client_id)},
                "exp": {"essential": True},
                "iat": {"essential": True},
                "nonce": {"essential": True, "value": question.nonce},
            },
            params={"nonce": question.nonce, "client_id": settings.oidc_client_id},
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except JoseError as wrong:
        raise _untrusted(settings, _what(wrong)) from None
    except (ValueError, TypeError, KeyError):
        raise _untrusted(settings, "unreadable") from None
    return claims


def _what(wrong: JoseError) -> str:
    claim = getattr(wrong, "claim", None)
    return f"{wrong.error}-{claim}" if isinstance(claim, str) else str(wrong.error)


def _untrusted(settings: Settings, code: str) -> ProviderRefusedError:
    return _refusal(code, _UNTRUSTED.format(name=settings.oidc_name, code=code))


def _callback(settings: Settings) -> str:
    return f"{settings.public_url}{CALLBACK}"


def _provider(settings: Settings, *, anew: bool = False) -> _Provider:
    """Return where the provider is and what it signs with, read at most once an hour."""
    issuer = settings.oidc_issuer
    if issuer is None:
        raise _refusal("no-provider", "This hub has no other sign-in than its own passwords.")
    with _lock:
        known = _known.get(issuer)
    if known is not None and not anew and time.monotonic() - known.read_at < _FRESH_SECONDS:
        return known
    said = _call(settings, "GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        raise _untrusted(settings, "issuer")
    places = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    authorize, token, keys_at = (_place(settings, each) for each in places)
    try:
        keys = KeySet.import_key_set(_call(settings, "GET", keys_at))  # type: ignore[arg-type]  # its shape is checked by it
    except (JoseError, ValueError, TypeError, KeyError):
        raise _untrusted(settings, "keys") from None
    found = _Provider(authorize, token, keys_at, keys, time.monotonic())
    with _lock:
        _known[issuer] = found
    return found


def _place(settings: Settings, said: object) -> str:
    """Return an address of the provider's that is as well protected as its issuer."""
    protected = urlsplit(settings.oidc_issuer or "").scheme
    if not isinstance(said, str) or urlsplit(said).scheme != protected:
        raise _untrusted(settings, "addresses")
    return said


def _call(settings: Settings, method: str, address: str, **more: Any) -> Mapping[str, Any]:
    try:
        with httpx.Client(timeout=_PATIENCE_SECONDS, follow_redirects=False) as client:
            response = client.request(method, address, **more)
            said = response.json() if len(response.content) <= _LONGEST_ANSWER else None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise _refusal("away", _AWAY.format(name=settings.oidc_name)) from None
    except ValueError:
        said = None
    if response.status_code != httpx.codes.OK or not isinstance(said, dict):
        raise _untrusted(settings, f"status-{response.status_code}")
    return said
