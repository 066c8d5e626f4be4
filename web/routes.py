"""Routes as rows: each says who may call it, what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Depends, FastAPI
from pydantic_core import to_json
from starlette.responses import JSONResponse, Response

from web.access import ANYBODY, Access, check
from web.inputs import only_known_parameters
from web.problems import MEDIA_TYPE

PROBLEM = {"$ref": "#/components/schemas/Problem"}

_WHEN: Mapping[int, str] = {
    400: "The request cannot be read.",
    401: "No valid access key was shown.",
    403: "The role may not do this (`not-qualified`).",
    404: "There is no such thing, or it is not for this caller to see.",
    409: "A guard refuses: `code`, `sentence`, `needs`.",
    412: "The journey is no longer at the version that If-Match names.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "The input cannot be used: `faults` lists where, what and what was expected.",
    429: "Too many requests; Retry-After says how long to wait.",
    500: "Something broke; nothing was kept.",
    503: "Something needed is unavailable; nothing was kept.",
}
_ALWAYS = (422, 429, 500, 503)
_SIGNED_IN = (401, 403)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One route.

    Attributes:
        access: Who may call it.
        answers: Shape of the answer, for the documentation; None for a page.
        problems: Statuses it can end with, besides those that any call can.
        body: Schema of the JSON body; None where there is none.
        page: A page or file for browsers; not part of the API's description.
    """

    method: str
    path: str
    call: Callable[..., Any]
    access: Access
    summary: str
    tag: str = "reading"
    description: str = ""
    answers: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[int, ...] = ()
    body: Mapping[str, Any] | None = None
    media_type: str = "application/json"
    extra: Mapping[str, Any] = field(default_factory=dict)
    page: bool = False
    other_answers: Mapping[int, str] = field(default_factory=dict)


def add(app: FastAPI, row: Row) -> None:
    """Add a route, with the checks that stand before it, in the order in which they are made."""
    operation = row.path.strip("/").replace("/", "-").replace("{", "").replace("}", "")
    app.add_api_route(
        row.path,
        row.call,
        methods=[row.method],
        dependencies=[Depends(check(row.access)), Depends(only_known_parameters)],
        response_class=JSONResponse if row.answers is not None else Response,
        response_model=row.answers,
        status_code=row.status,
        summary=row.summary,
        description=row.description or row.summary,
        tags=[row.tag],
        operation_id=f"{row.method.lower()}-{operation or 'front'}",
        responses=_responses(row),
        openapi_extra=_extra(row),
        include_in_schema=not row.page,
        name=f"{row.method} {row.path}",
    )


def answer(shape: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a view as JSON: instants in UTC, words as their codes."""
    return Response(
        to_json(shape), status_code=status, headers=headers, media_type="application/json"
    )


def _responses(row: Row) -> dict[int | str, dict[str, Any]]:
    statuses = {*row.problems, *_ALWAYS}
    if row.access is not ANYBODY and row.access.roles is not None:
        statuses.update(_SIGNED_IN)
    if row.body is not None:
        statuses.update((400, 413, 415))
    responses: dict[int | str, dict[str, Any]] = {
        status: {
            "description": _WHEN[status],
            "content": {MEDIA_TYPE: {"schema": PROBLEM}},
            **({"headers": _header("Retry-After", "Seconds.")} if status == 429 else {}),  # noqa: PLR2004 - the status
        }
        for status in sorted(statuses)
    }
    good: dict[str, Any] = {"description": "Done."}
    for name, description in row.headers.items():
        good.setdefault("headers", {}).update(_header(name, description))
    if row.answers is None:
        good["content"] = {row.media_type: {"schema": {"type": "string"}}}
    responses[row.status] = good
    for status, description in row.other_answers.items():
        responses[status] = {**good, "description": description, "model": row.answers}
    return responses


def _header(name: str, description: str) -> dict[str, Any]:
    return {name: {"description": description, "schema": {"type": "string"}}}


def _extra(row: Row) -> dict[str, Any]:
    roles = row.access.roles
    extra: dict[str, Any] = {
        "x-who": row.access.who,
        "x-roles": None if roles is None else sorted(role.value for role in roles),
        "security": [] if roles is None else [{"key": []}],
        **row.extra,
    }
    if row.body is not None:
        extra["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": dict(row.body)}},
        }
    return extra
