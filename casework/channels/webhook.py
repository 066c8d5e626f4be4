"""Webhooks: a partner's system is told by a POST, and answers our API in its own time.

`docs/runbook.md` says how a receiver checks the signature.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from datetime import UTC, datetime

import httpx

from casework.channels.base import NotDeliveredError
from casework.settings import Settings
from casework.wording import Letter
from journey.policy import Agency

_PASSING = frozenset({408, 425, 429})
"""Refusals that are about this moment: too slow, too early, too many."""


class Webhook:
    """Posts letters to partner systems, each to the address on its agency's row alone."""

    def __init__(self, settings: Settings) -> None:
        secret = settings.webhook_secret
        self._secret = None if secret is None else secret.get_secret_value().encode()
        self._limit = settings.mail_timeout_seconds
        self._client: httpx.AsyncClient | None = None

    async def send(self, letter: Letter, agency: Agency, *, now: datetime) -> None:
        """Post one letter; any answer from 200 to 299 means that it arrived."""
        url = _address(agency)
        body = _body(letter)
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": letter.key,
            "User-Agent": "Throughline",
        }
        if self._secret is not None:
            headers["Throughline-Signature"] = signature(self._secret, body, now=now)
        if self._client is None:
            self._client = httpx.AsyncClient(follow_redirects=False, timeout=self._limit)
        try:
            async with (
                asyncio.timeout(self._limit),
                # Only the status counts; a body of any size is left unread.
                self._client.stream("POST", url, content=body, headers=headers) as response,
            ):
                status = response.status_code
        except (TimeoutError, httpx.TimeoutException):
            raise NotDeliveredError(
                f"the webhook of {agency.key} did not answer within {self._limit:g} seconds"
            ) from None
        except httpx.HTTPError as fault:
            raise NotDeliveredError(
                f"the webhook of {agency.key} cannot be reached ({type(fault).__name__})"
            ) from None
        _judge(status, agency)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()


def signature(secret: bytes, body: bytes, *, now: datetime) -> str:
    """Return `t=SECONDS,v1=HEX`: HMAC-SHA256 over the seconds, a full stop, and the body.

    The time is signed too, so that a receiver can turn away what was caught and sent again.
    """
    at = str(int(now.timestamp()))
    signed = hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def _address(agency: Agency) -> httpx.URL:
    try:
        url = httpx.URL(agency.webhook or "")
    except httpx.InvalidURL:
        url = httpx.URL("")
    # A host that had to be escaped was none.
    if url.scheme not in {"http", "https"} or not url.host or "%" in url.host:
        raise NotDeliveredError(
            f"the webhook of {agency.key} is no http or https address", lasting=True
        )
    return url


def _body(letter: Letter) -> bytes:
    due_at = letter.due_at
    said = {
        "key": letter.key,
        "template": letter.template,
        "reference": letter.reference,
        "request": letter.request,
        "due_at": None if due_at is None else due_at.astimezone(UTC).isoformat(),
        "link": letter.link,
        "api": letter.api,
    }
    return json.dumps(said).encode()


def _judge(status: int, agency: Agency) -> None:
    if httpx.codes.is_success(status):
        return
    lasting = not httpx.codes.is_server_error(status) and status not in _PASSING
    raise NotDeliveredError(f"the webhook of {agency.key} answered {status}", lasting=lasting)
