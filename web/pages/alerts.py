"""Alerts: what the reader was told, and that it was seen, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import asking, digesting, people
from casework.asking.lines import AlertLine
from casework.errors import BadInputError
from casework.hub import Hub
from journey.people import Actor, Role
from web.access import READERS, SignedIn, TheActor, TheHub, form_of_roles, of_roles
from web.forms.reading import one
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.form_pages import signed_out
from web.pages.forms import SentForm, genuine
from web.pages.rendering import Wrong, page
from web.pages.words import named, plain
from web.routes import Row

SHOWN = 100
TOLD: Mapping[str, str] = {
    "ask": later("{thing}: you were asked"),
    "remind": later("{thing}: a reminder"),
    "chase": later("{thing}: chased, because it is late"),
    "escalate": later("{thing}: late, and passed up to you"),
    "breach": later("{thing}: the limit was broken"),
    "outcome": later("What came of a contact"),
    "undelivered": later("A message reached nobody"),
    "unwatched": later("Nobody has this journey, or nothing will happen on it"),
    "opened-restricted": later("A journey that you restricted was opened by somebody not named"),
}
"""What an alert says in a line, by its template."""

_KINDS: Mapping[str, str] = {
    "ask": later("Something new that you or your team are asked for"),
    "remind": later("Reminders of what is due soon"),
    "chase": later("Chases of what has become late"),
}
"""What may wait for a digest (`digesting.CAN_WAIT`), in words."""

_FAULTS: Mapping[str, str] = {
    "at": later("Enter a time of day, such as 08:30"),
    "kinds": later("Choose among the kinds of alerts that are shown"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the reader was told, though it may have gone to several of their parties.

    Attributes:
        line: The first of them.
        parties: Whom it was told to, such as the team and its manager.
        ids: All of them; seen together.
    """

    line: AlertLine
    parties: tuple[str, ...]
    ids: tuple[str, ...]


def told_once(lines: Sequence[AlertLine]) -> list[Told]:
    """Fold what went to several parties at one instant, in the order in which it came."""
    found: dict[tuple[object, ...], list[AlertLine]] = {}
    for each in lines:
        same = (each.reference, each.template, each.obligation, each.rung, each.at)
        what = each.id if each.obligation is None else same
        found.setdefault((what, each.seen_at is None), []).append(each)
    return [
        Told(each[0], tuple(one.to for one in each), tuple(one.id for one in each))
        for each in found.values()
    ]


def title(line: AlertLine) -> str:
    """Return what an alert says, in a line."""
    said = TOLD.get(line.template)
    if said is None:
        return plain(line.template)
    return _(said).format(thing=named(line.kind) if line.kind else _("A task"))


def show_alerts(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    seen: Annotated[bool, Query(description="Those already seen as well.")] = False,
) -> Response:
    """Show what the reader was told."""
    lines = asking.alerts(hub, actor, unseen_only=not seen, limit=SHOWN)
    return page(
        request,
        "alerts.html",
        alerts=told_once(lines),
        unseen=any(each.seen_at is None for each in lines),
        full=len(lines) == SHOWN,
        title=title,
        seen=seen,
        told_nothing=actor.role is Role.AUDITOR,
        chosen=digesting.choices(hub, actor) if actor.role in digesting.CHOOSERS else None,
    )


def see_alerts(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Note that the reader has seen one alert, or all that were shown."""
    if actor is None:
        return signed_out(request, sent.typed)
    typed = genuine(sent)
    pressed = typed.get("one") or typed.get("shown", ())
    asking.see(hub, actor, *dict.fromkeys(each for ids in pressed for each in ids.split()))
    back = "/alerts?seen=true" if typed.get("back") == ("seen",) else "/alerts"
    return RedirectResponse(back, status_code=303)


def show_choices(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show what the reader chose to be told of once a day."""
    chosen = digesting.choices(hub, actor)
    return _choices(request, hub, actor, at=chosen.at, kinds=chosen.kinds)


def keep_choices(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Keep what the reader wants to be told of once a day."""
    if actor is None:
        return signed_out(request, sent.typed)
    typed = genuine(sent)
    at, kinds = one(typed, "at").strip(), frozenset(typed.get("kinds", ()))
    try:
        digesting.choose(hub, actor, at=at, kinds=kinds)
    except BadInputError as bad:
        errors = [Wrong(each.where, _(_FAULTS[each.where])) for each in bad.faults]
        return _choices(request, hub, actor, at=at, kinds=kinds, errors=errors)
    return RedirectResponse("/alerts", status_code=303)


def _choices(
    request: Request,
    hub: Hub,
    actor: Actor,
    *,
    at: str,
    kinds: frozenset[str],
    errors: Sequence[Wrong] = (),
) -> Response:
    with_address = any(each.name == actor.user and each.email for each in people.users(hub))
    return page(
        request,
        "alert_choices.html",
        status=422 if errors else 200,
        errors=errors,
        at=at,
        kinds=[(name, _(said), name in kinds) for name, said in _KINDS.items()],
        wrong={each.field: each.text for each in errors},
        with_address=with_address,
    )


ROWS = (
    Row(
        method="GET",
        path="/alerts/choices",
        call=show_choices,
        access=of_roles(digesting.CHOOSERS),
        summary="Show which alerts the reader is told of once a day.",
        page=True,
    ),
    Row(
        method="POST",
        path="/alerts/choices",
        call=keep_choices,
        access=form_of_roles(digesting.CHOOSERS),
        summary="Choose which alerts to be told of once a day.",
        page=True,
    ),
    Row(
        method="GET",
        path="/alerts",
        call=show_alerts,
        access=READERS,
        summary="Show what the reader was told.",
        page=True,
    ),
    Row(
        method="POST",
        path="/alerts",
        call=see_alerts,
        access=form_of_roles(frozenset(READERS.roles or ())),
        summary="Note that the reader has seen alerts.",
        page=True,
    ),
)
