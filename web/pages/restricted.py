"""A restricted journey to somebody it is not open to, and opening it with a stated reason."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework.errors import BadInputError, RestrictedError
from casework.giving import give
from casework.hub import Hub
from casework.registry import parse
from journey.commands import name_of
from journey.commands.restricting import OpenRestricted
from journey.people import Actor
from journey.refusals import Refused
from web.access import Access, TheActor, TheHub, of_roles
from web.inputs import reference_of
from web.languages import gettext as _
from web.pages.forms import Form
from web.pages.rendering import Wrong, page
from web.problems import refused
from web.routes import Row

_FORBIDDEN = 403
_UNPROCESSABLE = 422


def restricted_page(
    request: Request, actor: Actor, closed: RestrictedError, *, reason: str | None = None
) -> Response:
    """Say that a journey is restricted, by whom, and how it may be opened all the same."""
    errors = [] if reason is None else [Wrong("reason", _("Say why you have to open it"))]
    return page(
        request,
        "restricted.html",
        status=_UNPROCESSABLE if errors else _FORBIDDEN,
        errors=errors,
        reference=closed.name,
        by=closed.by,
        may_open=actor.role in OpenRestricted.ROLES,
        reason=reason or "",
    )


def open_restricted(
    ref: str, request: Request, hub: TheHub, actor: TheActor, form: Form
) -> Response:
    """Open a restricted journey, with the reason."""
    reference = reference_of(ref)
    reason = form.get("reason", "").strip()
    try:
        command = parse(name_of(OpenRestricted), {"reason": reason})
    except BadInputError:
        return restricted_page(request, actor, _closed(hub, reference), reason=reason)
    given = give(hub, command, actor, reference)
    if isinstance(given, Refused):
        raise refused(given)
    return RedirectResponse(f"/journeys/{reference}", status_code=303)


def _closed(hub: Hub, reference: str) -> RestrictedError:
    with hub.store.read() as session:
        case = hub.cases.load(session, reference)
    by = case.restriction.by if case.restriction else ""
    return RestrictedError(reference, by)


_FORM = of_roles(OpenRestricted.ROLES)
ROWS = (
    Row(
        method="POST",
        path="/journeys/{ref}/open-restricted",
        call=open_restricted,
        access=Access(who=_FORM.who, roles=_FORM.roles, by_form=True),
        summary="Open a restricted journey, with the reason.",
        page=True,
    ),
)
