"""Problem details (RFC 9457): what every error looks like from outside.

Nothing here repeats what was typed in: a problem may end in somebody's log.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from casework.errors import Fault
from journey.refusals import Refused
from journey.terms import Guard

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:throughline:problem:"

_A_NAME_OF_OURS = re.compile(
    r"(?:(?:query|header|path|line) )?[a-z0-9_-]{1,60}(?:\.[a-z0-9_]{1,60}){0,9}"
    r"|[A-Z][A-Za-z]{1,40}\.[a-z_]{1,40}|Idempotency-Key|Last-Event-ID|the whole"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem.

    Attributes:
        slug: Stable; the end of its `type`.
    """

    slug: str
    status: int
    title: str


BAD_REQUEST = Kind("bad-request", 400, "The request cannot be read")
NOT_SIGNED_IN = Kind("not-signed-in", 401, "Nobody is signed in")
NOT_ALLOWED = Kind("not-allowed", 403, "This is not for you to do")
PASSWORD_TO_CHANGE = Kind("password-to-change", 403, "Choose a password of your own")
RESTRICTED = Kind("restricted", 403, "The journey is restricted")
NOT_FOUND = Kind("not-found", 404, "There is no such thing here")
WRONG_METHOD = Kind("wrong-method", 405, "This cannot be done to it")
REFUSED = Kind("refused", 409, "Refused")
MOVED_ON = Kind("moved-on", 412, "The journey has moved on")
TOO_LARGE = Kind("too-large", 413, "It is too large")
NOT_JSON = Kind("not-json", 415, "It is not JSON")
BAD_INPUT = Kind("bad-input", 422, "What was given cannot be used")
TOO_MANY = Kind("too-many", 429, "Too many requests")
BROKEN = Kind("broken", 500, "Something broke")
UNAVAILABLE = Kind("unavailable", 503, "Something needed is unavailable")
OTHER = Kind("other", 400, "The request failed")

KINDS: Mapping[int, Kind] = {
    kind.status: kind
    for kind in (
        BAD_REQUEST,
        NOT_SIGNED_IN,
        NOT_ALLOWED,
        NOT_FOUND,
        WRONG_METHOD,
        REFUSED,
        MOVED_ON,
        TOO_LARGE,
        NOT_JSON,
        BAD_INPUT,
        TOO_MANY,
        BROKEN,
        UNAVAILABLE,
    )
}


class Problem(Exception):  # noqa: N818 - it is called a problem in the standard
    """Ends a request with a problem.

    Attributes:
        extra: Members beside the standard ones: `code`, `sentence`, `needs`, `faults`.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.extra = extra

    def body(self, request_id: str) -> dict[str, Any]:
        """Return the members; `instance` names this one occurrence, as the log does."""
        return {
            "type": PREFIX + self.kind.slug,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": f"urn:uuid:{request_id}",
            **self.extra,
        }

    def response(self, request_id: str) -> Response:
        """Return it as an answer."""
        return Response(
            json.dumps(self.body(request_id), ensure_ascii=False).encode("utf-8", "replace"),
            status_code=self.kind.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def refused(refusal: Refused, *, version_was_named: bool = False) -> Problem:
    """Return a guard's refusal as a problem; its status depends on the code."""
    match refusal.code:
        case Guard.NOT_QUALIFIED:
            status = 403
        case Guard.UNKNOWN_SUBJECT:
            status = 422
        case Guard.MOVED_ON if version_was_named:
            status = 412
        case _:
            status = 409
    return Problem(
        Kind(refusal.code.value, status, "Refused"),
        refusal.sentence,
        code=refusal.code.value,
        sentence=refusal.sentence,
        needs=list(refusal.needs),
    )


def bad_input(faults: Iterable[Fault]) -> Problem:
    """Return faults as a problem that lists each with what was expected."""
    listed = [
        {"where": _where(fault.where), "what": fault.what, "expected": fault.expected}
        for fault in faults
    ]
    number = "one thing is" if len(listed) == 1 else f"{len(listed)} things are"
    return Problem(BAD_INPUT, f"Nothing was changed: {number} wrong with the input.", faults=listed)


def _where(where: str) -> str:
    """Return a field's path, unless it is none of ours: an unknown key is typed-in text."""
    return where if _A_NAME_OF_OURS.fullmatch(where) else "a field of another name"
