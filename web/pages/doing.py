"""Every action as a form: shown, kept as a draft, given."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from casework import drafting
from casework.asking.forming import ground
from casework.errors import RestrictedError
from casework.giving import Given
from casework.hub import Hub
from journey.commands import COMMANDS
from journey.commands.base import ANYBODY_INSIDE
from journey.commands.contact import ReceiveContact
from journey.people import Actor, Role
from models.errors import StoreError
from web.access import SignedIn, TheActor, TheHub, form_of_roles, of_roles
from web.forms import changing
from web.forms.attempting import Order, attempt
from web.forms.reading import Typed, one
from web.inputs import reference_of
from web.languages import gettext as _
from web.pages import done
from web.pages.form_pages import (
    Doing,
    State,
    cannot,
    closed_off,
    form_page,
    not_saved,
    opened,
    saved,
    signed_out,
)
from web.pages.forms import Sent, SentForm
from web.problems import NOT_FOUND, Problem
from web.routes import Row

RECEIVE = "receive-contact"
WRITTEN_UP = "fill-pro-forma"
About = Annotated[str, Query(max_length=200)]


def show_form(  # noqa: PLR0917 - FastAPI fills them in by name
    ref: str, command: str, request: Request, hub: TheHub, actor: TheActor, about: About = ""
) -> Response:
    """Show the form of a command."""
    doing = _doing(request, hub, actor, command, ref)
    if command == WRITTEN_UP:
        return RedirectResponse(f"/journeys/{ref}/forms", status_code=303)
    return opened(doing, ground(hub, actor, command, ref), about)


def send_form(  # noqa: PLR0917 - as above
    ref: str, command: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm
) -> Response:
    """Take a form: give it, keep it, or show it with one part more or less."""
    if actor is None:
        return signed_out(request, sent.typed)
    return sent_to(_doing(request, hub, actor, command, ref), sent)


def keep_form(  # noqa: PLR0917 - as above
    ref: str, command: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm
) -> Response:
    """Keep a form while somebody writes, and say when."""
    if actor is None or not sent.genuine:
        return not_saved()
    try:
        return kept(_doing(request, hub, actor, command, ref), sent.typed)
    except RestrictedError:
        return HTMLResponse(_("Not saved: this journey is restricted, and not open to you."))


def show_contact_form(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show the form of a new contact."""
    return opened(_new_contact(request, hub, actor), ground(hub, actor, RECEIVE))


def send_contact_form(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Take the form of a new contact."""
    if actor is None:
        return signed_out(request, sent.typed)
    return sent_to(_new_contact(request, hub, actor), sent)


def keep_contact_form(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Keep the form of a new contact while somebody writes."""
    if actor is None or not sent.genuine:
        return not_saved()
    return kept(_new_contact(request, hub, actor), sent.typed)


def _doing(request: Request, hub: Hub, actor: Actor, command: str, ref: str) -> Doing:
    if command not in COMMANDS or command == RECEIVE:
        raise Problem(
            NOT_FOUND,
            "There is no such form. The journey’s page lists everything that can be done.",
        )
    return Doing(request=request, hub=hub, actor=actor, name=command, reference=reference_of(ref))


def _new_contact(request: Request, hub: Hub, actor: Actor) -> Doing:
    return Doing(request=request, hub=hub, actor=actor, name=RECEIVE, reference=None)


def sent_to(doing: Doing, sent: Sent) -> Response:
    """Do what the button says that was pressed."""
    try:
        return _sent_to(doing, sent)
    except StoreError:
        # The record is away, and with it the drafts: the page itself has to keep it.
        return signed_out(doing.request, sent.typed, status=503, busy=True)


def _sent_to(doing: Doing, sent: Sent) -> Response:
    typed = changing.own(doing.fields, sent.typed)
    act, _colon, path = one(sent.typed, "_act").partition(":")
    key, version = one(sent.typed, "_key") or None, _number(one(sent.typed, "_version"))
    on = ground(doing.hub, doing.actor, doing.name, doing.reference)
    state = State(typed=typed, key=_key(key), version=version)
    if not sent.genuine:
        said = _(
            "This form had been open too long, or was opened before you signed in. "
            "What you typed is here: check it, and send it again."
        )
        return form_page(doing, on, State(typed=typed, version=version, notice=said), status=403)
    match act:
        case "add":
            more = changing.add(doing.fields, typed, path)
            return form_page(doing, on, State(typed=more, key=key, version=version))
        case "remove":
            less = changing.remove(doing.fields, typed, path)
            return form_page(doing, on, State(typed=less, key=key, version=version))
        case "draft":
            _keep(doing, typed, version or on.version)
            return _after(doing, done.DRAFT, doing.reference)
        case "forget":
            drafting.forget_draft(doing.hub, doing.actor, doing.name, reference=doing.reference)
            return RedirectResponse(doing.address, status_code=303)
        case _:
            return _give(doing, state)


def _give(doing: Doing, state: State) -> Response:
    order = Order(
        name=doing.name,
        fields=doing.fields,
        typed=state.typed or {},
        reference=doing.reference,
        version=state.version if doing.reference else None,
        key=state.key,
    )
    result = attempt(doing.hub, doing.actor, order)
    if isinstance(result, Given):
        drafting.forget_draft(doing.hub, doing.actor, doing.name, reference=doing.reference)
        return _after(doing, state.key or "", result.reference)
    on = ground(doing.hub, doing.actor, doing.name, doing.reference)
    if closed_off(on):
        # The form leads nowhere any more: its words are kept, and what came before it is said.
        draft = _keep(doing, state.typed or {}, state.version or on.version)
        return cannot(doing, on, draft, since=result.since)
    if result.since:
        # Sent again, it is decided on what the page now shows.
        shown = State(typed=state.typed, failed=result, key=state.key)
        return form_page(doing, on, shown, status=412)
    if result.used is not None:
        return form_page(doing, on, State(typed=state.typed, failed=result), status=409)
    shown = State(typed=state.typed, failed=result, key=state.key, version=state.version)
    return form_page(doing, on, shown, status=409 if result.refusal else 422)


def _after(doing: Doing, key: str, reference: str | None) -> Response:
    """Lead on, so that loading the page again sends nothing again."""
    to = f"/journeys/{reference}" if reference else "/"
    if doing.actor.role is Role.PARTNER:
        to = "/partner"
    response = RedirectResponse(to, status_code=303)
    done.remember(doing.request, response, key, doing.name)
    return response


def kept(doing: Doing, typed: Typed) -> Response:
    """Keep a draft in passing, and say when."""
    own = changing.own(doing.fields, typed)
    if not changing.holds_something(own):
        return HTMLResponse("")
    return saved(doing.hub, _keep(doing, own, _number(one(typed, "_version")) or 0))


def _keep(doing: Doing, typed: Typed, version: int) -> drafting.Draft:
    return drafting.keep_draft(
        doing.hub, doing.actor, doing.name, typed, reference=doing.reference, version=version
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - as a version can be


def _key(key: str | None) -> str | None:
    """Return a form's key, unless it is none of ours."""
    return key if key and key.isascii() and key.isalnum() and len(key) <= 64 else None  # noqa: PLR2004 - twice as long as ours


_CONTACT = form_of_roles(ReceiveContact.ROLES)
_INSIDE = form_of_roles(ANYBODY_INSIDE)

ROWS = (
    Row(
        method="GET",
        path="/journeys/{ref}/do/{command}",
        call=show_form,
        access=of_roles(ANYBODY_INSIDE),
        summary="Show the form of a command.",
        page=True,
    ),
    Row(
        method="POST",
        path="/journeys/{ref}/do/{command}",
        call=send_form,
        access=_INSIDE,
        summary="Give a command by its form.",
        page=True,
    ),
    Row(
        method="POST",
        path="/journeys/{ref}/draft/{command}",
        call=keep_form,
        access=_INSIDE,
        summary="Keep what was typed so far.",
        page=True,
    ),
    Row(
        method="GET",
        path="/contacts/new",
        call=show_contact_form,
        access=of_roles(ReceiveContact.ROLES),
        summary="Show the form of a new contact.",
        page=True,
    ),
    Row(
        method="POST",
        path="/contacts/new",
        call=send_contact_form,
        access=_CONTACT,
        summary="Receive a contact by its form.",
        page=True,
    ),
    Row(
        method="POST",
        path="/contacts/new/draft",
        call=keep_contact_form,
        access=_CONTACT,
        summary="Keep what was typed of a contact.",
        page=True,
    ),
)
