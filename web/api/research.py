"""Requests to partners, as a partner's own system reads and answers them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from casework import asking, registry
from casework.asking.views import RequestView
from casework.errors import BadInputError, Fault
from journey.commands import Command, name_of, summary_of
from journey.commands.research import DisputeRequest, ReplyToResearch, RequestMoreTime
from journey.people import Role
from journey.refusals import Refused
from journey.terms import Guard
from web.access import SIGNED_IN, TheActor, TheHub, of_roles
from web.api.commands import Accepted, give
from web.api.reading import Limit, Word
from web.inputs import REFERENCE, IdempotencyKey, JsonBody, VersionNamed
from web.problems import NOT_FOUND, Problem, bad_input, refused
from web.routes import Row, answer

_ID = re.compile(rf"({REFERENCE})\.(R[1-9][0-9]{{0,5}})")
NAMED_BY_THE_ADDRESS = ("request", "agency")
"""Fields of the commands that the address of these calls says already."""


def list_requests(
    hub: TheHub,
    actor: TheActor,
    *,
    agency: Annotated[
        Word | None, Query(description="Key of the agency. A partner's own, if not said.")
    ] = None,
    open_only: bool = True,
    limit: Limit = 100,
) -> Response:
    """List the requests to one agency."""
    named = agency or actor.agency
    if named is None:
        raise bad_input([Fault("query agency", "it is missing", "the key of an agency")])
    if actor.role is Role.PARTNER and named != actor.agency:
        raise refused(
            Refused(
                Guard.NOT_QUALIFIED,
                "A partner sees its own agency's requests.",
                ("leave `agency` out, or name your own",),
            )
        )
    return answer(asking.requests_of(hub, actor, named, open_only=open_only, limit=limit))


def show_request(id: str, hub: TheHub, actor: TheActor) -> Response:  # noqa: A002 - the address calls it so
    """Show one request."""
    split(id)
    return answer(asking.request(hub, actor, id))


def _call_of(name: str) -> Callable[..., Response]:
    def answer_request(  # noqa: PLR0917 - FastAPI fills them in by name
        id: str,  # noqa: A002 - the address calls it so
        hub: TheHub,
        actor: TheActor,
        body: JsonBody,
        version: VersionNamed,
        key: IdempotencyKey,
    ) -> Response:
        reference, request = split(id)
        command = registry.parse(name, {**_object(body), "request": request})
        return give(hub, actor, command, reference, version, key)

    return answer_request


def split(request_id: str) -> tuple[str, str]:
    """Return journey and request of a global id, or end with 404."""
    parts = _ID.fullmatch(request_id)
    if parts is None:
        raise Problem(NOT_FOUND, "There is no such request. An id looks like TL25-000123.R2.")
    return parts.group(1), parts.group(2)


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise BadInputError(
            Fault("the whole", "it is not JSON", "a JSON object in UTF-8")
        ) from None
    if not isinstance(given, dict):
        raise BadInputError(Fault("the whole", "it is not an object", "a JSON object"))
    if twice := [field for field in NAMED_BY_THE_ADDRESS if field in given]:
        raise BadInputError(
            *(Fault(field, "the address says it already", "left out") for field in twice)
        )
    return given


def _row(path: str, command: type[Command]) -> Row:
    return Row(
        method="POST",
        path=f"/api/research-requests/{{id}}/{path}",
        call=_call_of(name_of(command)),
        access=of_roles(command.ROLES),
        summary=summary_of(command),
        tag="partners",
        answers=Accepted,
        headers={
            "ETag": "The journey's version after it.",
            "Idempotent-Replayed": "`true` where the answer is that of an earlier request.",
        },
        problems=(404, 409, 412),
        body={"$ref": f"#/components/schemas/{command.__name__}ByAddress"},
        extra={
            "x-command": name_of(command),
            "x-guards": [guard.value for guard in command.GUARDS],
        },
    )


ANSWERS: tuple[tuple[str, type[Command]], ...] = (
    ("reply", ReplyToResearch),
    ("more-time", RequestMoreTime),
    ("dispute", DisputeRequest),
)

ROWS = (
    Row(
        method="GET",
        path="/api/research-requests",
        call=list_requests,
        access=SIGNED_IN,
        summary="List the requests to an agency; a partner sees those to its own.",
        tag="partners",
        answers=list[RequestView],
        problems=(404,),
    ),
    Row(
        method="GET",
        path="/api/research-requests/{id}",
        call=show_request,
        access=SIGNED_IN,
        summary="Show one request.",
        tag="partners",
        answers=RequestView,
        problems=(404,),
    ),
    *(_row(path, command) for path, command in ANSWERS),
)
