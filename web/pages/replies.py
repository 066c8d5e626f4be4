"""The replies that one journey of the board waits for, and what can be done about each at once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import asking
from casework.asking.views import JourneyView, ObligationView, RequestView
from casework.giving import Given
from casework.hub import Hub
from journey.commands import COMMANDS
from journey.commands.research import ChasePartner
from journey.people import Actor
from web.access import READERS, SignedIn, TheActor, TheHub, form_of_roles
from web.forms.attempting import Failed, Order, attempt
from web.forms.fields import fields_of
from web.forms.reading import one
from web.inputs import reference_of
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages import done
from web.pages.form_pages import signed_out
from web.pages.forms import SentForm
from web.pages.rendering import Wrong, page
from web.pages.words import plain
from web.routes import Row

CHASE = "chase-partner"
_KEY_BYTES = 16
_FORBIDDEN, _CONFLICT, _UNPROCESSABLE = 403, 409, 422
_TITLES: Mapping[str, str] = {
    CHASE: later("Chase now"),
    "answer-more-time": later("Answer the wish for more time"),
    "answer-dispute": later("Answer the objection"),
    "move-due-date": later("Give another date"),
    "waive-obligation": later("Go on without the reply"),
    "withdraw-request": later("Take the request back"),
    "reply-to-research": later("Enter what the agency told you"),
}
"""What can be done about a missing reply, by the command that does it, as its button says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing to do about a reply.

    Attributes:
        about: What its form is about; for a chase, the request itself.
        why_not: Why the reader cannot do it now; empty where they can.
    """

    command: str
    title: str
    about: str
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A reply that is wanted, and what the reader can do about it."""

    request: RequestView
    acts: tuple[Act, ...]
    not_now: tuple[Act, ...]


def show_replies(ref: str, request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show the replies that a journey waits for."""
    return _page(request, hub, actor, reference_of(ref))


def chase(ref: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Chase one missing reply."""
    if actor is None:
        return signed_out(request, sent.typed)
    reference, key = reference_of(ref), one(sent.typed, "_key")
    if not sent.genuine:
        said = _("This page had been open too long. Press the button again")
        return _page(request, hub, actor, reference, errors=[Wrong("", said)], status=_FORBIDDEN)
    result = attempt(
        hub,
        actor,
        Order(
            name=CHASE,
            fields=fields_of(CHASE),
            typed={"request": (one(sent.typed, "request"),)},
            reference=reference,
            version=None,
            key=key if key.isalnum() and key.isascii() else None,
        ),
    )
    if isinstance(result, Failed) and result.used is None:
        wrongs = [Wrong("", each.text) for each in result.wrongs if result.refusal is None]
        status = _CONFLICT if result.refusal else _UNPROCESSABLE
        return _page(request, hub, actor, reference, errors=wrongs, failed=result, status=status)
    response = RedirectResponse(f"/board/{reference}", status_code=303)
    if isinstance(result, Given):
        done.remember(request, response, key, CHASE)
    return response


def _page(
    request: Request,
    hub: Hub,
    actor: Actor,
    reference: str,
    *,
    errors: list[Wrong] | None = None,
    failed: Failed | None = None,
    status: int = 200,
) -> Response:
    view = asking.show(hub, actor, reference)
    told = done.told(request, hub, actor, reference)
    response = page(
        request,
        "replies.html",
        status=status,
        errors=errors or [],
        view=view,
        missing=list(missing(view, actor)),
        answered=[each for each in view.requests if not each.open],
        refusal=failed.refusal if failed else None,
        done=told,
        # One for each button: pressed twice, a reply is chased once.
        keys={each.request: secrets.token_hex(_KEY_BYTES) for each in view.requests},
    )
    if told is not None:
        done.forget(response)
    return response


def missing(view: JourneyView, actor: Actor) -> Iterator[Missing]:
    """Yield the replies that are wanted, what is due first first."""
    wanted = [each for each in view.requests if each.open]
    wanted.sort(key=lambda each: (each.due_at is None, each.due_at or each.asked_at, each.id))
    for request in wanted:
        acts = [*_acts(view, request, actor)]
        yield Missing(
            request=request,
            acts=tuple(each for each in acts if not each.why_not),
            not_now=tuple(each for each in acts if each.why_not),
        )


def _acts(view: JourneyView, request: RequestView, actor: Actor) -> Iterator[Act]:
    owed = _owed(view, request)
    about = {
        CHASE: request.request,
        "answer-more-time": request.request if request.more_time_until else "",
        "answer-dispute": request.request if request.disputed else "",
        "move-due-date": owed.id if owed else "",
        "waive-obligation": owed.id if owed else "",
        "withdraw-request": request.request,
        "reply-to-research": request.request,
    }
    for name, title in _TITLES.items():
        if about[name]:
            why_not = _why_not(view, name, actor)
            yield Act(command=name, title=_(title), about=about[name], why_not=why_not)


def _owed(view: JourneyView, request: RequestView) -> ObligationView | None:
    """Return what the agency owes for a request, while it owes it."""
    return next(
        (
            each
            for each in view.obligations
            if each.kind == "research-reply"
            and each.about == request.request
            and each.state == "open"
        ),
        None,
    )


def _why_not(view: JourneyView, name: str, actor: Actor) -> str:
    if name in view.actions:
        return ""
    known = next((each.why for each in view.cannot if each.command == name), None)
    if known is not None:
        return _(known)
    roles = sorted(plain(role.value).lower() for role in COMMANDS[name].ROLES)
    said = _("This is not for the role {role}, but for: {roles}.")
    return said.format(role=plain(actor.role.value).lower(), roles=", ".join(roles))


ROWS = (
    Row(
        method="GET",
        path="/board/{ref}",
        call=show_replies,
        access=READERS,
        summary="Show the replies that a journey waits for, with what can be done about each.",
        page=True,
    ),
    Row(
        method="POST",
        path="/board/{ref}/chase",
        call=chase,
        access=form_of_roles(ChasePartner.ROLES),
        summary="Chase one missing reply.",
        page=True,
    ),
)
