"""What comes in beside the address: the body, keys and versions, each checked at the door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Header
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.requests import Request

from casework.errors import Fault
from web.problems import MOVED_ON, NOT_FOUND, NOT_JSON, Problem, bad_input

REFERENCE = r"[A-Z]{2}[0-9]{2}-[0-9]{6,9}"
"""What a journey's reference looks like; anything else is no reference, whatever it is."""

DECISION = r"D[1-9][0-9]{0,5}"
"""What a decision's id looks like."""

IDEMPOTENCY_KEY = r"[\x21-\x7e]{1,200}"
_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json", re.IGNORECASE)
_VERSION = re.compile(r'"([0-9]{1,9})"')


def only_known_parameters(request: Request) -> None:
    """Refuse a parameter in the query that nothing reads: a typing error would go unseen."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = set(_query_names(route.dependant))
    if any(name not in known for name in request.query_params):
        expected = ", ".join(sorted(known)) or "no parameters"
        raise bad_input([Fault("query", "it has a parameter that is not known", expected)])


def _query_names(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _query_names(inner)


async def _json_body(request: Request) -> bytes:
    """Return the body of a request that says it is JSON; the registry reads it."""
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if not _JSON.fullmatch(kind):
        raise Problem(
            NOT_JSON,
            "Send JSON, and say so: Content-Type: application/json.",
            headers={"Accept": "application/json"},
        )
    return await request.body()


JsonBody = Annotated[bytes, Depends(_json_body)]


def _idempotency_key(
    idempotency_key: Annotated[
        str | None,
        Header(
            description=(
                "Makes the same request given twice harmless: the second is answered like "
                "the first. Another request under the same key is refused with 422."
            ),
            json_schema_extra={"pattern": f"^{IDEMPOTENCY_KEY}$"},
        ),
    ] = None,
) -> str | None:
    if idempotency_key is None:
        return None
    key = idempotency_key.strip()
    if not re.fullmatch(IDEMPOTENCY_KEY, key):
        raise bad_input(
            [Fault("Idempotency-Key", "it cannot be kept", "1 to 200 visible ASCII characters")]
        )
    return key


IdempotencyKey = Annotated[str | None, Depends(_idempotency_key)]


def _version_named(
    if_match: Annotated[
        str | None,
        Header(
            description=(
                "The journey's version this is decided on, as its ETag gave it. Where the "
                "journey has moved on, nothing is done and the answer is 412."
            ),
            examples=['"4"'],
            json_schema_extra={"pattern": r'^(\*|"[0-9]{1,9}")$'},
        ),
    ] = None,
) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    named = _VERSION.fullmatch(if_match.strip())
    if named is None:
        # Weak tags, lists and foreign tags match no version: the precondition fails.
        raise Problem(
            MOVED_ON,
            'If-Match names no version of a journey. Give one ETag as it was read, such as "4".',
            code="moved-on",
            sentence="If-Match names no version of a journey.",
            needs=["read the journey, and give back its ETag"],
        )
    return int(named.group(1))


VersionNamed = Annotated[int | None, Depends(_version_named)]


def reference_of(given: str) -> str:
    """Return a reference, or end with 404: what cannot be a reference names nothing."""
    if not re.fullmatch(REFERENCE, given):
        raise Problem(NOT_FOUND, "There is no such journey. A reference looks like TL25-000123.")
    return given


def decision_of(given: str) -> str:
    """Return a decision's id, or end with 404: what cannot be one names nothing."""
    if not re.fullmatch(DECISION, given):
        raise Problem(NOT_FOUND, "There is no such decision. A decision's id looks like D1.")
    return given


def etag(version: int) -> str:
    """Return the strong ETag of a journey's version."""
    return f'"{version}"'


def declared_length(headers: Headers) -> int | None:
    """Return the length that a request says its body has."""
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None  # noqa: PLR2004 - what an int64 holds
