"""Stuck journeys: the gravest first, by what would move them, and moved several at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import asking, people, registry, together
from casework.asking.forming import ground
from casework.asking.lines import StuckLine
from casework.errors import BadInputError
from casework.hub import Hub
from casework.together import Came
from journey.commands import COMMANDS, Command
from journey.commands.base import ANYBODY_INSIDE
from journey.people import Actor, Role
from journey.refusals import Refused
from journey.terms import Finding, Guard
from web.access import SignedIn, TheActor, TheHub, form_of_roles, of_roles
from web.api.reading import Word
from web.forms import naming, needs, words, wrong
from web.forms.fields import Field, fields_of
from web.forms.reading import Typed, one, read
from web.forms.showing import Filling, shown
from web.inputs import REFERENCE, reference_of
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.board import Nothing
from web.pages.form_pages import signed_out
from web.pages.forms import SentForm
from web.pages.rendering import Wrong, page
from web.pages.words import finding as in_words
from web.problems import NOT_FOUND, Problem, refused
from web.routes import Row

SHOWN = together.MOST
READERS = frozenset({Role.MANAGER, Role.SENIOR_MANAGER, Role.COORDINATOR, Role.AUDITOR})
ACTS: Mapping[str, str] = {
    "allocate": later("Give them to somebody"),
    "chase-partner": later("Chase the missing replies"),
    "escalate": later("Pass them up to the managers"),
    "hold": later("Hold them until a date"),
}
"""What can be done with several journeys at once, by the command that does it."""

_CHASE, _ESCALATE = "chase-partner", "escalate"
_EACH_ITS_OWN = frozenset({"request", "obligation"})
"""Fields that name a part of one journey: on each, what is due first is meant."""
_UNPROCESSABLE, _CONFLICT = 422, 409
_KEY_BYTES = 16
Chosen = Annotated[
    list[Annotated[str, Query(pattern=rf"^{REFERENCE}$")]],
    Query(alias="journey", default_factory=list, max_length=together.MOST),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Journeys that the same thing would move."""

    title: str
    lines: tuple[StuckLine, ...]


def show_stuck(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    finding: Finding | Nothing = "",
    team: Word | Nothing = "",
) -> Response:
    """Show the journeys that are stuck."""
    return _list(request, hub, actor, finding=str(finding), team=team)


def _list(
    request: Request,
    hub: Hub,
    actor: Actor,
    *,
    finding: str = "",
    team: str = "",
    errors: Sequence[Wrong] = (),
) -> Response:
    lines = asking.stuck(hub, actor, finding=finding or None, team=team or None, limit=SHOWN)
    counts = asking.counted(hub, actor, team=team or None)
    waiting = Finding.WAITING.value
    total = counts[finding] if finding else sum(counts.values()) - counts[waiting]
    teams = [(each.key, each.name) for each in people.teams(hub)]
    return page(
        request,
        "stuck.html",
        status=_UNPROCESSABLE if errors else 200,
        errors=errors,
        groups=grouped(lines),
        total=total,
        shown_now=len(lines),
        counts=[(key, number) for key, number in counts.items() if key != waiting and number],
        finding=finding,
        team=team,
        tags=_tags(finding, team, dict(teams)),
        findings=[(each.value, in_words(each.value)) for each in Finding],
        teams=teams,
        acts=acts_of(actor),
        address=address,
    )


def grouped(lines: Sequence[StuckLine]) -> list[Group]:
    """Return lines by the command that would move them, the gravest group first."""
    found: dict[str | None, list[StuckLine]] = {}
    for line in lines:
        found.setdefault(line.command, []).append(line)
    return [
        Group(title=_title(command), lines=tuple(members)) for command, members in found.items()
    ]


def _title(command: str | None) -> str:
    return _("Something that no form records") if command is None else words.title(command)


def acts_of(actor: Actor) -> list[tuple[str, str]]:
    """Return what this reader may do with several journeys at once."""
    return [(name, _(said)) for name, said in ACTS.items() if actor.role in COMMANDS[name].ROLES]


def address(**parameters: str) -> str:
    """Return the address of the list with these filters."""
    given = {name: value for name, value in parameters.items() if value}
    return f"/stuck?{urlencode(given)}" if given else "/stuck"


def _tags(finding: str, team: str, teams: Mapping[str, str]) -> list[dict[str, str]]:
    tags = []
    if finding:
        tags.append({"text": in_words(finding), "href": address(team=team)})
    if team:
        said = _("team {team}").format(team=teams.get(team, team))
        tags.append({"text": said, "href": address(finding=finding)})
    return tags


def show_together(
    request: Request, hub: TheHub, actor: TheActor, command: Word, references: Chosen
) -> Response:
    """Show the form of something to do with several journeys."""
    _known(actor, command)
    if not references:
        errors = [Wrong("stuck", _("Tick the journeys that you mean, then press the button again"))]
        return _list(request, hub, actor, errors=errors)
    return _form(request, hub, actor, command, references)


def do_together(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Give a command on each of several journeys, and say what came of each."""
    if actor is None:
        return signed_out(request, sent.typed)
    command, key = one(sent.typed, "_command"), one(sent.typed, "_key")
    _known(actor, command)
    references = [reference_of(each) for each in sent.typed.get("_journey", ())]
    if not sent.genuine:
        said = _("This form had been open too long. Check it, and send it again")
        return _form(
            request,
            hub,
            actor,
            command,
            references,
            typed=sent.typed,
            errors=[Wrong("form", said)],
            status=403,
        )
    made, faults = _made(hub, actor, command, sent.typed)
    if made is None or not references:
        return _form(request, hub, actor, command, references, typed=sent.typed, faults=faults)
    came = together.give_each(
        hub, actor, made, references, key=key if key.isalnum() and key.isascii() else None
    )
    return _came(request, hub, command, came)


def _known(actor: Actor, command: str) -> None:
    if command not in ACTS:
        raise Problem(NOT_FOUND, "There is no such thing to do with several journeys at once.")
    if actor.role not in COMMANDS[command].ROLES:
        raise refused(
            Refused(
                Guard.NOT_QUALIFIED,
                f"This is not open to the role {actor.role.value.replace('_', ' ')}.",
                ("a manager",),
            )
        )


def _fields(command: str) -> tuple[Field, ...]:
    """Return the fields of a command that can be the same on every journey."""
    return tuple(each for each in fields_of(command) if each.name not in _EACH_ITS_OWN)


def _made(
    hub: Hub, actor: Actor, command: str, typed: Typed
) -> tuple[together.Make | None, tuple[wrong.Wrong, ...]]:
    """Return what makes the command for each journey, or what is wrong with the form."""
    fields = _fields(command)
    zone = hub.rules().in_force(hub.clock.now()).calendar.zone
    found = read(fields, typed, zone)
    faults = list(found.faults)
    parsed: Command | None = None
    try:
        # A chase names its request journey by journey; any will do to check the rest.
        named = {"request": "R1"} if command == _CHASE else {}
        parsed = registry.parse(command, {**found.payload, **named})
    except BadInputError as bad:
        faults += bad.faults
    if parsed is None or faults:
        return None, wrong.said(fields, found, faults, typed)
    if command == _CHASE:
        return together.chasing(hub, actor, getattr(parsed, "note", None)), ()
    given = parsed

    def same(_: str) -> Command | Refused:
        return given

    return same, ()


def _form(
    request: Request,
    hub: Hub,
    actor: Actor,
    command: str,
    references: Sequence[str],
    *,
    typed: Typed | None = None,
    faults: Sequence[wrong.Wrong] = (),
    errors: Sequence[Wrong] = (),
    status: int = _UNPROCESSABLE,
) -> Response:
    on = ground(hub, actor, command, references[0]) if references else ground(hub, actor, command)
    filling = Filling(
        typed=typed or {},
        choices=on.choices,
        narrowed={},
        errors=wrong.by_path(faults),
        first=typed is None,
    )
    said = [*errors, *(Wrong(each.field, each.text) for each in faults)]
    return page(
        request,
        "together.html",
        status=status if typed is not None else 200,
        errors=said,
        command=command,
        title=_(ACTS[command]),
        chase=command == _CHASE,
        escalate=command == _ESCALATE,
        button=words.button(command),
        fields=shown(_fields(command), filling),
        references=references,
        key=secrets.token_hex(_KEY_BYTES) if typed is None else one(typed, "_key"),
    )


def _came(request: Request, hub: Hub, command: str, came: Sequence[Came]) -> Response:
    names = naming.agencies(hub)
    told = [
        (each, needs.said(each.refused, names) if each.refused is not None else None)
        for each in came
    ]
    given = sum(each.given is not None for each in came)
    return page(
        request,
        "together_done.html",
        status=200 if given else _CONFLICT,
        title=_(ACTS[command]),
        told=told,
        given=given,
        refused=len(told) - given,
    )


ROWS = (
    Row(
        method="GET",
        path="/stuck",
        call=show_stuck,
        access=of_roles(READERS),
        summary="Show the journeys that are stuck, and what would move each.",
        page=True,
    ),
    Row(
        method="GET",
        path="/stuck/together",
        call=show_together,
        access=of_roles(ANYBODY_INSIDE),
        summary="Show the form of something to do with several journeys.",
        page=True,
    ),
    Row(
        method="POST",
        path="/stuck/together",
        call=do_together,
        access=form_of_roles(ANYBODY_INSIDE),
        summary="Give a command on each of several journeys.",
        page=True,
    ),
)
