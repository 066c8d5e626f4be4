"""Giving commands: one route for each, made from the registry, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from casework import giving, registry
from casework.hub import Hub
from journey.commands import COMMANDS, Command, name_of, summary_of
from journey.commands.contact import ReceiveContact
from journey.people import Actor
from journey.refusals import Refused
from web.access import ANYBODY, TheActor, TheHub, of_roles
from web.inputs import IdempotencyKey, JsonBody, VersionNamed, etag, reference_of
from web.problems import refused
from web.routes import Row, answer

RECEIVE = name_of(ReceiveContact)
_GIVEN_HEADERS = {
    "ETag": "The journey's version after the command.",
    "Idempotent-Replayed": "`true` where the answer is that of an earlier request.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A command that was accepted and is on the record.

    Attributes:
        version: The journey's version after it.
        events: Names of the events it made, in order; none where an earlier contact under
            the sender's reference is named again.
        opened: Ids of the requests, decisions, episodes and entries it made.
        siblings: Journeys of the other children of the same contact, begun with it.
    """

    reference: str
    version: int
    events: tuple[str, ...]
    opened: tuple[str, ...]
    siblings: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """A command as outsiders may know it."""

    name: str
    summary: str
    roles: tuple[str, ...]
    guards: tuple[str, ...]
    schema: dict[str, Any]


def give(  # noqa: PLR0917 - the parts of one request
    hub: Hub,
    actor: Actor,
    command: Command,
    reference: str | None,
    version: int | None,
    key: str | None,
    *,
    status: int = 200,
) -> Response:
    """Give a command and answer what came of it."""
    given = giving.give(hub, command, actor, reference, expected_version=version, key=key)
    if isinstance(given, Refused):
        raise refused(given, version_was_named=version is not None)
    headers = {"Location": f"/api/journeys/{given.reference}"} if reference is None else {}
    headers["ETag"] = etag(given.version)
    if given.replayed:
        headers["Idempotent-Replayed"] = "true"
        # Nothing was made under this key either: the sender's reference was known before.
        status = status if given.events else 200
    accepted = Accepted(
        reference=given.reference,
        version=given.version,
        events=given.events,
        opened=given.opened,
        siblings=given.siblings,
        warnings=given.warnings,
    )
    return answer(accepted, status=status, headers=headers)


def receive_contact(hub: TheHub, actor: TheActor, body: JsonBody, key: IdempotencyKey) -> Response:
    """Start a journey."""
    return give(hub, actor, registry.parse(RECEIVE, body), None, None, key, status=201)


def _call_of(name: str) -> Callable[..., Response]:
    def give_command(  # noqa: PLR0917 - FastAPI fills them in by name
        ref: str,
        hub: TheHub,
        actor: TheActor,
        body: JsonBody,
        version: VersionNamed,
        key: IdempotencyKey,
    ) -> Response:
        reference = reference_of(ref)
        return give(hub, actor, registry.parse(name, body), reference, version, key)

    return give_command


def list_commands() -> Response:
    """Say what can be given."""
    return answer([registry.describe(name) for name in COMMANDS])


def _row(name: str, command: type[Command]) -> Row:
    return Row(
        method="POST",
        path=f"/api/journeys/{{ref}}/{name}",
        call=_call_of(name),
        access=of_roles(command.ROLES),
        summary=summary_of(command),
        tag="commands",
        description=_described(command),
        answers=Accepted,
        headers=_GIVEN_HEADERS,
        problems=(404, 409, 412),
        body={"$ref": f"#/components/schemas/{command.__name__}"},
        extra={"x-command": name, "x-guards": [guard.value for guard in command.GUARDS]},
    )


def _described(command: type[Command]) -> str:
    guards = ", ".join(f"`{guard.value}`" for guard in command.GUARDS)
    may_refuse = f"May be refused by {guards}. " if guards else ""
    return (
        f"{summary_of(command)}\n\n{may_refuse}Any command may be refused by `not-qualified`, "
        "`moved-on` and `not-now`."
    )


ROWS = (
    Row(
        method="GET",
        path="/api/commands",
        call=list_commands,
        access=ANYBODY,
        summary="List every command with its JSON schema, roles and guards.",
        tag="commands",
        answers=list[CommandLine],
    ),
    Row(
        method="POST",
        path="/api/contacts",
        call=receive_contact,
        access=of_roles(ReceiveContact.ROLES),
        summary=summary_of(ReceiveContact),
        tag="commands",
        description=(
            "A `source_reference` stands for one child: the same child again is answered with "
            "200 and the journey that exists, another child is refused with 422."
        ),
        answers=Accepted,
        status=201,
        other_answers={200: "The journey exists: this contact had been received before."},
        headers={**_GIVEN_HEADERS, "Location": "Where the journey is."},
        problems=(409,),
        body={"$ref": f"#/components/schemas/{ReceiveContact.__name__}"},
        extra={"x-command": RECEIVE, "x-guards": []},
    ),
    *(_row(name, command) for name, command in COMMANDS.items() if name != RECEIVE),
)
