"""Pro formas: written section by section, saved as one goes, with what is missing for what."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from casework import drafting, giving
from casework.asking.forming import ProFormaStand, SectionStand, pro_forma, pro_formas
from casework.errors import BadInputError
from casework.giving import Given
from casework.hub import Hub
from casework.registry import parse
from journey.commands.meetings import FillProForma
from journey.people import Actor
from journey.refusals import Refused
from journey.shapes import TEXT_LIMIT
from journey.terms import Guard
from models.errors import StoreError
from web.access import READERS, SignedIn, TheActor, TheHub, form_of_roles
from web.forms import needs
from web.forms.reading import Typed, one
from web.inputs import reference_of
from web.languages import gettext as _
from web.pages.form_pages import not_saved, saved, signed_out
from web.pages.forms import Sent, SentForm
from web.pages.rendering import Wrong, page
from web.problems import NOT_FOUND, Problem
from web.routes import Row

FILL = "fill-pro-forma"
_KEY_BYTES = 16


def list_pro_formas(ref: str, request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show the pro formas of a journey."""
    found = pro_formas(hub, actor, reference_of(ref))
    return page(request, "pro_formas.html", reference=ref, forms=found)


def show_pro_forma(  # noqa: PLR0917 - FastAPI fills them in by name
    ref: str, episode: str, form: str, request: Request, hub: TheHub, actor: TheActor
) -> Response:
    """Show one pro forma: its sections, and which outcome still wants which."""
    stand = pro_forma(hub, actor, reference_of(ref), episode, form)
    return page(request, "pro_forma.html", stand=stand, writes=_writes(stand, actor))


def show_section(  # noqa: PLR0917 - as above
    ref: str, episode: str, form: str, section: str, request: Request, hub: TheHub, actor: TheActor
) -> Response:
    """Show one section to be written."""
    stand = pro_forma(hub, actor, reference_of(ref), episode, form)
    found = _section(stand, section)
    draft = drafting.find_draft(hub, actor, _draft(stand, found), reference=ref)
    text = one(draft.typed, "text") if draft else found.text
    return _page(request, stand, found, text=text, draft=draft, writes=_writes(stand, actor))


def write_section(  # noqa: PLR0917 - as above
    ref: str,
    episode: str,
    form: str,
    section: str,
    request: Request,
    hub: TheHub,
    actor: SignedIn,
    sent: SentForm,
) -> Response:
    """Keep what was written of a section, on the record or as a draft, and lead on."""
    if actor is None:
        return not_saved() if _by_itself(request) else signed_out(request, sent.typed)
    try:
        stand = pro_forma(hub, actor, reference_of(ref), episode, form)
        found = _section(stand, section)
        if _by_itself(request):
            return _kept(hub, actor, stand, found, sent)
        return _write(request, hub, actor, stand, found, sent.typed, genuine=sent.genuine)
    except StoreError:
        return signed_out(request, sent.typed, status=503, busy=True)


def _write(  # noqa: PLR0917 - the parts of one request
    request: Request,
    hub: Hub,
    actor: Actor,
    stand: ProFormaStand,
    section: SectionStand,
    typed: Typed,
    *,
    genuine: bool,
) -> Response:
    text = one(typed, "text")
    if not genuine:
        said = _(
            "This form had been open too long, or was opened before you signed in. "
            "What you typed is here: check it, and send it again."
        )
        return _page(request, stand, section, text=text, notice=said, status=403)
    name = _draft(stand, section)
    if one(typed, "_act") == "draft":
        _keep(hub, actor, stand, section, text)
        return RedirectResponse(_address(stand), status_code=303)
    before = one(typed, "_before")
    if section.text != text and _print(section.text) != before:
        # Somebody else has written this very section since: both are shown.
        theirs = section.text
        return _page(request, stand, section, text=text, theirs=theirs, status=412)
    result = _give(hub, actor, stand, section, text, one(typed, "_key"))
    if isinstance(result, Given):
        drafting.forget_draft(hub, actor, name, reference=stand.reference)
        after = _next(stand, section)
        to = f"{_address(stand)}/{after.key}" if after else _address(stand)
        return RedirectResponse(to, status_code=303)
    if isinstance(result, Refused):
        return _page(request, stand, section, text=text, refusal=needs.said(result), status=409)
    return _page(request, stand, section, text=text, errors=(result,), status=422)


def _by_itself(request: Request) -> bool:
    """Return whether the page sent this while somebody writes, with nothing pressed."""
    return "HX-Request" in request.headers


def _kept(
    hub: Hub, actor: Actor, stand: ProFormaStand, section: SectionStand, sent: Sent
) -> Response:
    """Keep a draft in passing, and say when."""
    text = one(sent.typed, "text")
    if not sent.genuine:
        return not_saved()
    if text == section.text:
        return HTMLResponse("")
    return saved(hub, _keep(hub, actor, stand, section, text))


def _keep(
    hub: Hub, actor: Actor, stand: ProFormaStand, section: SectionStand, text: str
) -> drafting.Draft:
    return drafting.keep_draft(
        hub,
        actor,
        _draft(stand, section),
        {"text": (text,)},
        reference=stand.reference,
        version=stand.version,
    )


def _give(  # noqa: PLR0917 - the parts of one command
    hub: Hub, actor: Actor, stand: ProFormaStand, section: SectionStand, text: str, key: str
) -> Given | Refused | Wrong:
    if text == section.text and text:
        return Given(reference=stand.reference, version=stand.version)
    if not stand.open:
        return Refused(Guard.NOT_NOW, f"The {stand.kind} has ended; it is not written on.")
    payload = {"form": stand.form, "sections": [{"section": section.key, "text": text}]}
    try:
        command = parse(FILL, payload)
        shown_key = key if key.isascii() and key.isalnum() else secrets.token_hex(_KEY_BYTES)
        return giving.give(hub, command, actor, stand.reference, key=shown_key)
    except BadInputError as bad:
        return Wrong("f-text", _wrong(section, bad, text))


def _wrong(section: SectionStand, bad: BadInputError, text: str) -> str:
    if not text:
        return _("Write something in “{section}”, or go back").format(section=section.title)
    if len(text) > TEXT_LIMIT:
        return _(
            "“{label}” must be {limit:,} characters or fewer. "
            "It has {length:,} now. Nothing was cut off."
        ).format(label=section.title, limit=TEXT_LIMIT, length=len(text))
    fault = bad.faults[0]
    said = _("“{label}”: {what}. Expected: {expected}.")
    return said.format(label=section.title, what=_(fault.what), expected=_(fault.expected))


def _page(
    request: Request,
    stand: ProFormaStand,
    section: SectionStand,
    *,
    status: int = 200,
    errors: tuple[Wrong, ...] = (),
    **shown: Any,
) -> Response:
    given: dict[str, Any] = {
        "notice": "",
        "draft": None,
        "theirs": None,
        "refusal": None,
        "writes": True,
        **shown,
    }
    return page(
        request,
        "section.html",
        status=status,
        errors=errors,
        stand=stand,
        section=section,
        before=_print(section.text),
        key=secrets.token_hex(_KEY_BYTES),
        address=_address(stand),
        number=[each.key for each in stand.sections].index(section.key) + 1,
        **given,
    )


def _print(text: str) -> str:
    """Return what tells whether a section is still what it was, without repeating it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _section(stand: ProFormaStand, key: str) -> SectionStand:
    found = next((each for each in stand.sections if each.key == key), None)
    if found is None:
        raise Problem(NOT_FOUND, "This pro forma has no such section.")
    return found


def _next(stand: ProFormaStand, section: SectionStand) -> SectionStand | None:
    later = stand.sections[stand.sections.index(section) + 1 :]
    return next(iter(later), None)


def _writes(stand: ProFormaStand, actor: Actor) -> bool:
    return stand.open and actor.role in FillProForma.ROLES


def _draft(stand: ProFormaStand, section: SectionStand) -> str:
    return f"{FILL}/{stand.episode}/{stand.form}/{section.key}"


def _address(stand: ProFormaStand) -> str:
    return f"/journeys/{stand.reference}/forms/{stand.episode}/{stand.form}"


ROWS = (
    Row(
        method="GET",
        path="/journeys/{ref}/forms",
        call=list_pro_formas,
        access=READERS,
        summary="Show the pro formas of a journey.",
        page=True,
    ),
    Row(
        method="GET",
        path="/journeys/{ref}/forms/{episode}/{form}",
        call=show_pro_forma,
        access=READERS,
        summary="Show a pro forma.",
        page=True,
    ),
    Row(
        method="GET",
        path="/journeys/{ref}/forms/{episode}/{form}/{section}",
        call=show_section,
        access=READERS,
        summary="Show a section of a pro forma.",
        page=True,
    ),
    Row(
        method="POST",
        path="/journeys/{ref}/forms/{episode}/{form}/{section}",
        call=write_section,
        access=form_of_roles(FillProForma.ROLES),
        summary="Write a section of a pro forma.",
        page=True,
    ),
)
