"""The page of one form, in each of its states: new, begun, wrong, refused, overtaken, given."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from casework import asking, drafting
from casework.asking.choosing import Choice
from casework.asking.forming import Ground, ProFormaStand, pro_formas
from casework.asking.views import TimelineEntry
from casework.drafting import Draft
from casework.hub import Hub
from casework.people import users
from journey.commands import COMMANDS
from journey.commands.decisions import Countersign, Decision, ReviewLateReply
from journey.commands.running import Close
from journey.people import Actor
from journey.terms import Guard
from journey.wording import say_instant
from web.forms import naming, needs, words, wrong
from web.forms.attempting import Failed, meanwhile
from web.forms.fields import Field, fields_of
from web.forms.reading import Typed
from web.forms.showing import Filling, shown
from web.languages import gettext as _
from web.pages.rendering import Wrong, bare_page, page

BESIDE = (Decision, Countersign, ReviewLateReply, Close)
"""Commands whose form stands beside what they are decided on."""

_NOT_AT_ALL = (Guard.NOT_QUALIFIED, Guard.NOT_NOW)
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One form, for one person, on one journey or on none yet."""

    request: Request
    hub: Hub
    actor: Actor
    name: str
    reference: str | None

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the form."""
        return fields_of(self.name)

    @property
    def address(self) -> str:
        """Return where the form stands."""
        if self.reference is None:
            return "/contacts/new"
        return f"/journeys/{self.reference}/do/{self.name}"

    @property
    def autosave(self) -> str:
        """Return where the form is kept while somebody writes."""
        if self.reference is None:
            return "/contacts/new/draft"
        return f"/journeys/{self.reference}/draft/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a form stands.

    Attributes:
        typed: What stands in it; None for a form that nobody has touched.
        version: That it was filled in on; None for the newest.
        notice: A sentence above the form.
    """

    typed: Typed | None = None
    failed: Failed = field(default_factory=Failed)
    version: int | None = None
    key: str | None = None
    draft: Draft | None = None
    notice: str = ""


def form_page(doing: Doing, ground: Ground, state: State, *, status: int = 200) -> Response:
    """Return the page of a form."""
    failed = state.failed
    filling = Filling(
        typed=state.typed or {},
        choices=ground.choices,
        narrowed=_narrowed(ground),
        errors=wrong.by_path(failed.wrongs),
        first=state.typed is None,
    )
    return page(
        doing.request,
        "do.html",
        status=status,
        doing=doing,
        view=ground.view,
        title=words.title(doing.name),
        intro=words.intro(doing.name),
        button=words.button(doing.name),
        fields=shown(doing.fields, filling),
        errors=[Wrong(each.field, each.text) for each in failed.wrongs],
        refusal=failed.refusal,
        ahead=_ahead(doing.hub, ground) if failed.refusal is None else [],
        since=failed.since,
        used=failed.used,
        notice=state.notice,
        draft=state.draft,
        key=state.key or secrets.token_hex(_KEY_BYTES),
        version=ground.version if state.version is None else state.version,
        some=any(not each.refusals for each in ground.preview.outcomes),
        beside=issubclass(COMMANDS[doing.name], BESIDE),
        written_up=_written_up(doing),
        known=_known(doing),
    )


def opened(doing: Doing, ground: Ground, about: str = "") -> Response:
    """Return a form as somebody opens it: with their draft, and with what is in the way."""
    draft = drafting.find_draft(doing.hub, doing.actor, doing.name, reference=doing.reference)
    if closed_off(ground):
        return cannot(doing, ground, draft)
    if draft is None:
        typed = _about(doing.fields, ground, about)
        return form_page(doing, ground, State(typed=typed or None))
    since: tuple[TimelineEntry, ...] = ()
    if doing.reference is not None and draft.version < ground.version:
        _, since = meanwhile(doing.hub, doing.actor, doing.reference, draft.version)
    return form_page(
        doing, ground, State(typed=draft.typed, draft=draft, failed=Failed(since=since))
    )


def closed_off(ground: Ground) -> bool:
    """Return whether a form cannot be sent at all, whatever is written into it."""
    return any(refused.code in _NOT_AT_ALL for refused in ground.preview.refusals)


def cannot(
    doing: Doing, ground: Ground, draft: Draft | None, *, since: tuple[TimelineEntry, ...] = ()
) -> Response:
    """Return why there is no form now; what somebody had written is shown all the same."""
    [refused, *_] = ground.preview.refusals
    may_not = refused.code is Guard.NOT_QUALIFIED
    kept = [
        (found.label, text)
        for name, values in (draft.typed if draft else {}).items()
        if (found := wrong.find(doing.fields, name)) is not None
        and (text := ", ".join(_said_as(found, each) for each in values if each.strip()))
    ]
    return page(
        doing.request,
        "cannot.html",
        status=403 if may_not else 409,
        doing=doing,
        title=words.title(doing.name),
        refusal=needs.said(refused, _names(doing.hub, ground)),
        decided=_decided(doing.name, ground),
        who=_who_may(doing) if may_not else [],
        kept=kept,
        since=since,
    )


def _said_as(field: Field, value: str) -> str:
    """Return what was typed or chosen, a choice in the words in which it was offered."""
    return dict(field.values).get(value, value)


def signed_out(
    request: Request, typed: Typed, *, status: int = 401, busy: bool = False
) -> Response:
    """Return a page that keeps what was typed until its writer has signed in again."""
    carried = [(name, value) for name, values in typed.items() for value in values]
    return bare_page(
        "kept.html", status=status, address=request.url.path, carried=carried, busy=busy
    )


def saved(hub: Hub, draft: Draft) -> Response:
    """Return what stands under a form that was kept while somebody writes."""
    zone = hub.rules().in_force(draft.saved_at).calendar.zone
    at = say_instant(draft.saved_at, zone)
    return HTMLResponse(escape(_("Draft saved {instant}").format(instant=at)))


def not_saved() -> Response:
    """Return what stands there if it could not be kept."""
    return HTMLResponse(
        escape(_("Not saved: you are no longer signed in. Send the form to keep it."))
    )


def _narrowed(ground: Ground) -> Mapping[str, tuple[Choice, ...]]:
    """Return the outcomes that this decision can have, each with what is in its way."""
    if not ground.preview.outcomes:
        return {}
    offered = []
    for ahead in ground.preview.outcomes:
        first = next(iter(ahead.refusals), None)
        hint = _("Not yet: {why}").format(why=_(first.sentence)) if first else ""
        if first is not None and first.code is Guard.NOT_QUALIFIED:
            hint = _("Needs {what}.").format(what=_(first.needs[0]))
        said = _(words.value("Outcome", ahead.outcome))
        offered.append(Choice(ahead.outcome.value, said, hint))
    return {"outcome": tuple(offered)}


def _ahead(hub: Hub, ground: Ground) -> list[needs.Said]:
    """Return what is in the way: of every outcome, or else of some."""
    names = _names(hub, ground)
    if ground.preview.refusals:
        return [needs.said(each, names) for each in ground.preview.refusals]
    found = {
        refused
        for ahead in ground.preview.outcomes
        for refused in ahead.refusals
        if refused.code is not Guard.NOT_QUALIFIED
    }
    return [needs.said(each, names) for each in sorted(found, key=lambda each: each.code.value)]


def _names(hub: Hub, ground: Ground) -> dict[str, str]:
    return {**naming.agencies(hub), **naming.parts(ground.choices)}


def _about(fields: tuple[Field, ...], ground: Ground, about: str) -> dict[str, tuple[str, ...]]:
    """Return the one field filled in that a link here was about."""
    if not about:
        return {}
    for each in fields:
        if each.source and any(c.value == about for c in ground.choices(each.source)):
            return {each.name: (about,)}
    return {}


def _known(doing: Doing) -> list[Any]:
    if doing.name != "decide-contact" or doing.reference is None:
        return []
    return asking.matches(doing.hub, doing.actor, doing.reference)


def _written_up(doing: Doing) -> list[ProFormaStand]:
    """Return what was written up of the episode that a decision ends."""
    command = COMMANDS[doing.name]
    if doing.reference is None or not issubclass(command, Decision):
        return []
    found = pro_formas(doing.hub, doing.actor, doing.reference)
    return [each for each in found if each.open and each.kind == command.KIND.value]


def _decided(name: str, ground: Ground) -> Any:
    """Return the decision of this kind that was taken last, if there is one."""
    command = COMMANDS[name]
    if not issubclass(command, Decision) or ground.view is None:
        return None
    of_kind = [each for each in ground.view.decisions if each.kind is command.KIND]
    return of_kind[-1] if of_kind else None


def _who_may(doing: Doing) -> list[str]:
    roles = COMMANDS[doing.name].ROLES
    return [
        user.full_name or user.name
        for user in users(doing.hub)
        if user.may_come_in and user.role in roles and user.name != doing.actor.user
    ]
