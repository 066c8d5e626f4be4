"""What a partner sees and does: its own agency's requests, and nothing of other agencies'."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from casework import asking, drafting
from casework.giving import Given
from casework.hub import Hub
from journey.people import Actor, Role
from web.access import SIGNED_IN, SignedIn, TheActor, TheHub, form_of_roles, of_roles
from web.api.research import split
from web.forms import changing, wrong
from web.forms.attempting import Failed, Order, attempt
from web.forms.fields import Field, fields_of
from web.forms.reading import Typed, one
from web.forms.showing import Filling, shown
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.form_pages import signed_out
from web.pages.forms import Sent, SentForm
from web.pages.rendering import Wrong, page
from web.pages.words import Words
from web.problems import NOT_FOUND, Problem
from web.routes import Row

_CONFLICT, _UNPROCESSABLE, _FORBIDDEN = 409, 422, 403
_KEY_BYTES = 16
_SAID_ALREADY = frozenset({"request", "nothing_known", "at"})
"""Fields that the page or the button says, or the instant of sending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One thing that a partner can say to a request."""

    command: str
    title: str
    button: str
    intro: str = ""


ANSWERS: Mapping[str, Answer] = {
    "reply": Answer(
        command="reply-to-research",
        title=later("Your reply"),
        button=later("Send the reply"),
        intro=later(
            "A full reply has all five sections below. One with gaps is taken too, and counts as "
            "not full: leave empty what you cannot say."
        ),
    ),
    "more-time": Answer(
        command="request-more-time",
        title=later("Ask for more time"),
        button=later("Ask for more time"),
        intro=later("A person of the hub answers. Until then the date stays as it is."),
    ),
    "dispute": Answer(
        command="dispute-request",
        title=later("Say that you should not have been asked"),
        button=later("Send it to the hub"),
        intro=later("A manager of the hub answers. Until then the date stays as it is."),
    ),
}


def show_requests(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show the requests to the reader's agency that want a reply."""
    agency = actor.agency or ""
    wanted = asking.requests_of(hub, actor, agency, open_only=True)
    known = hub.rules().agencies
    today = hub.rules().in_force(hub.clock.now()).calendar.local_day(hub.clock.now())
    own = known.get(agency)
    return page(
        request,
        "partner.html",
        requests=wanted,
        agency=agency,
        deputy=own.deputy if own else None,
        ask_instead=own.ask_instead if own else None,
        stands_for=sorted(key for key, each in known.items() if each.deputy == agency),
        closed=[each for each in own.closed if each[1] >= today] if own else [],
    )


def show_request(id: str, request: Request, hub: TheHub, actor: TheActor) -> Response:  # noqa: A002 - the address calls it so
    """Show one request: what is asked, and by when, with the form of a reply."""
    split(id)
    return _page(_On(request, hub, actor, id, "reply"))


def show_answer(
    id: str,  # noqa: A002 - as above
    answer: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
) -> Response:
    """Show the form of what else can be said to a request."""
    split(id)
    return _page(_On(request, hub, actor, id, _known(answer)))


def send_answer(  # noqa: PLR0917 - as above
    id: str,  # noqa: A002 - as above
    answer: str,
    request: Request,
    hub: TheHub,
    actor: SignedIn,
    sent: SentForm,
) -> Response:
    """Take what a partner says to a request."""
    reference, local = split(id)
    _known(answer)
    if actor is None:
        return signed_out(request, sent.typed)
    # To anybody to whom it was not made there is none.
    asking.request(hub, actor, id)
    return _sent(_On(request, hub, actor, id, answer), sent, reference, local)


def keep_answer(  # noqa: PLR0917 - as above
    id: str,  # noqa: A002 - as above
    answer: str,
    request: Request,
    hub: TheHub,
    actor: SignedIn,
    sent: SentForm,
) -> Response:
    """Keep what a partner has typed so far, and say when."""
    split(id)
    _known(answer)
    if actor is None or not sent.genuine:
        return HTMLResponse("Not saved: you are no longer signed in. Send the form to keep it.")
    on = _On(request, hub, actor, id, answer)
    typed = _own(on, sent.typed)
    if not changing.holds_something(typed):
        return HTMLResponse("")
    kept = _keep(on, typed)
    return HTMLResponse(f"Draft saved {Words.of(hub).instant(kept.saved_at)}")


@dataclass(frozen=True, slots=True)
class _On:
    """One form on one request, for one reader."""

    request: Request
    hub: Hub
    actor: Actor
    id: str
    answer: str

    @property
    def says(self) -> Answer:
        return ANSWERS[self.answer]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(
            each for each in fields_of(self.says.command) if each.name not in _SAID_ALREADY
        )

    @property
    def draft(self) -> str:
        """Return the name under which its draft is kept."""
        return f"{self.says.command}/{split(self.id)[1]}"

    @property
    def reference(self) -> str:
        return split(self.id)[0]


def _keep(on: _On, typed: Typed) -> drafting.Draft:
    # To anybody to whom the request was not made there is none.
    asking.request(on.hub, on.actor, on.id)
    return drafting.keep_draft(on.hub, on.actor, on.draft, typed, reference=on.reference, version=0)


def _begun(on: _On) -> drafting.Draft | None:
    return drafting.find_draft(on.hub, on.actor, on.draft, reference=on.reference)


def _forget(on: _On) -> None:
    drafting.forget_draft(on.hub, on.actor, on.draft, reference=on.reference)


def _own(on: _On, typed: Typed) -> dict[str, tuple[str, ...]]:
    """Return what stands in fields that the form has."""
    return {name: tuple(values) for name, values in changing.own(on.fields, typed).items()}


def _known(answer: str) -> str:
    if answer not in ANSWERS:
        raise Problem(NOT_FOUND, "There is no such answer to a request. Open the request.")
    return answer


def _sent(on: _On, sent: Sent, reference: str, local: str) -> Response:
    if not sent.genuine:
        said = _("This form had been open too long. Check what you typed, and send it again")
        return _page(on, typed=sent.typed, errors=(Wrong("form", said),), status=_FORBIDDEN)
    typed = _own(on, sent.typed)
    act = one(sent.typed, "_act")
    if act == "draft":
        _keep(on, typed)
        return RedirectResponse(_address(on), status_code=303)
    if act == "forget":
        _forget(on)
        return RedirectResponse(_address(on), status_code=303)
    nothing = on.answer == "reply" and act == "nothing-known"
    given = {"nothing_known": ("yes",)} if nothing else typed
    key = one(sent.typed, "_key")
    result = attempt(
        on.hub,
        on.actor,
        Order(
            name=on.says.command,
            fields=fields_of(on.says.command),
            typed={**given, "request": (local,)},
            reference=reference,
            version=None,
            key=key if key.isalnum() and key.isascii() else None,
        ),
    )
    if isinstance(result, Given):
        _forget(on)
        return RedirectResponse(f"/partner/requests/{on.id}", status_code=303)
    if result.used is not None:
        # Sent before with other words: these are another answer, which nobody has given yet.
        said = _("You sent this form before. What you have typed since was not sent")
        return _page(on, typed=typed, errors=(Wrong("form", said),), status=_CONFLICT)
    status = _CONFLICT if result.refusal else _UNPROCESSABLE
    return _page(on, typed=typed, failed=result, key=key, status=status)


def _page(
    on: _On,
    *,
    typed: Typed | None = None,
    failed: Failed | None = None,
    key: str = "",
    errors: tuple[Wrong, ...] = (),
    status: int = 200,
) -> Response:
    failed = failed or Failed()
    draft = _begun(on) if typed is None and on.actor.role is Role.PARTNER else None
    if draft is not None:
        typed = draft.typed
    filling = Filling(
        typed=typed or {},
        choices=lambda _: (),
        narrowed={},
        errors=wrong.by_path(failed.wrongs),
        first=typed is None,
    )
    says = on.says
    asked = asking.request(on.hub, on.actor, on.id)
    return page(
        on.request,
        "request.html",
        status=status,
        errors=[*errors, *(Wrong(each.field, each.text) for each in failed.wrongs)],
        asked=asked,
        unsent=[] if asked.open else _unsent(on, typed or {}),
        answer=on.answer,
        says={"title": _(says.title), "button": _(says.button), "intro": _(says.intro)},
        fields=shown(on.fields, filling),
        refusal=failed.refusal,
        draft=draft,
        key=key or secrets.token_hex(_KEY_BYTES),
        partner=on.actor.role is Role.PARTNER,
    )


def _unsent(on: _On, typed: Typed) -> list[tuple[str, str]]:
    """Return what was typed into a form that cannot be sent any more, under its labels."""
    written = ((field.label, one(typed, field.name).strip()) for field in on.fields)
    return [(_(label), text) for label, text in written if text]


def _address(on: _On) -> str:
    address = f"/partner/requests/{on.id}"
    return address if on.answer == "reply" else f"{address}/{on.answer}"


_PARTNER = frozenset({Role.PARTNER})

ROWS = (
    Row(
        method="GET",
        path="/partner",
        call=show_requests,
        access=of_roles(_PARTNER),
        summary="Show an agency its requests.",
        page=True,
    ),
    Row(
        method="GET",
        path="/partner/requests/{id}",
        call=show_request,
        access=SIGNED_IN,
        summary="Show one request.",
        page=True,
    ),
    Row(
        method="GET",
        path="/partner/requests/{id}/{answer}",
        call=show_answer,
        access=of_roles(_PARTNER),
        summary="Show the form of what a partner can say to a request.",
        page=True,
    ),
    Row(
        method="POST",
        path="/partner/requests/{id}/{answer}",
        call=send_answer,
        access=form_of_roles(_PARTNER),
        summary="Take what a partner says to a request.",
        page=True,
    ),
    Row(
        method="POST",
        path="/partner/requests/{id}/{answer}/draft",
        call=keep_answer,
        access=form_of_roles(_PARTNER),
        summary="Keep what a partner has typed so far.",
        page=True,
    ),
)
