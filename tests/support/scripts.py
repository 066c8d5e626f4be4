"""A script in every text that somebody can write, and journeys that are full of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from casework.hub import Hub
from casework.people import change_agency, change_team, change_user
from journey.commands import Command, name_of
from tests.support import stories
from tests.support.cases import ASKED, PEOPLE, TOLD, By, reply
from tests.unit.casework.hubs import Story, tell_on
from web.forms.fields import Control, Field, fields_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"--></textarea>"
AS_TEXT = "&lt;script&gt;alert(1)&lt;/script&gt;"
_WRITTEN = (Control.LINE, Control.TEXT, Control.LINES)
_NAMED_ELSEWHERE = frozenset({"family"})
"""Sources whose choices are words that somebody wrote: the names of the family."""

_CHECKED = frozenset({"email", "joins", "pupil_number", "section", "sibling_journey"})
"""Texts of a form of their own, in which a script is refused."""


def tainted(command: Any, fields: Iterable[Field] | None = None) -> Any:
    """Return a command with the script behind each text that is written freely."""
    if fields is None:
        fields = fields_of(name_of(type(command)))
    changed = {}
    for field in fields:
        value = getattr(command, field.name)
        if value and field.name not in _CHECKED:
            changed[field.name] = _tainted(value, field)
    return replace(command, **changed)


def _tainted(value: Any, field: Field) -> Any:
    if field.control is Control.GROUP:
        return tainted(value, field.inner)
    if field.control is Control.GROUPS:
        return tuple(tainted(each, field.inner) for each in value)
    written = field.control in _WRITTEN and field.source is None
    if not written and field.source not in _NAMED_ELSEWHERE:
        return value
    if isinstance(value, tuple):
        return tuple(f"{each}{SCRIPT}" for each in value)
    return f"{value}{SCRIPT}" if isinstance(value, str) else value


class Tainted(Story):
    """A journey on which every text carries the script."""

    def give(self, command: Command, user: str | None = None, **more: Any) -> Any:
        """Give one command, with the script in it."""
        return super().give(tainted(command), user, **more)


def full_of_scripts(hub: Hub, monkeypatch: Any) -> dict[str, str]:
    """Return journeys by what each is about, with the script in every text on them.

    People, teams and agencies are called by it too.
    """
    administrator = PEOPLE["ada"]
    change_team(hub, administrator, "mash", name=f"MASH {SCRIPT}")
    change_user(hub, administrator, "carla", full_name=f"Carla {SCRIPT}")
    closed = ((date(2025, 11, 3), date(2025, 11, 4), f"training {SCRIPT}"),)
    change_agency(
        hub,
        administrator,
        "police",
        name=f"Police {SCRIPT}",
        ask_instead="police-duty",
        closed=closed,
    )
    monkeypatch.setattr(stories, "tell", lambda hub, *steps: tell_on(Tainted(hub), *steps))
    journeys = {
        "closed": stories.closed(hub),
        "care": stories.in_care(hub),
        "plan": stories.on_a_plan(hub),
    }
    asked = tell_on(Tainted(hub), ASKED, TOLD, By("police-desk", reply("police", risks="fire")))
    return {**journeys, "asked": asked.reference or ""}
