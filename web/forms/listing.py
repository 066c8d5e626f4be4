"""What a reader may do on a journey, in groups, and why the rest cannot be done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.asking.views import JourneyView
from web.forms import words
from web.languages import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One command as a link, or with why it cannot be given now.

    Attributes:
        begun: The reader has a draft of it.
    """

    command: str
    title: str
    href: str
    begun: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Actions of one kind."""

    title: str
    now: tuple[Action, ...]
    not_now: tuple[Action, ...]


def groups(view: JourneyView, begun: Iterable[str] = ()) -> tuple[Group, ...]:
    """Return what this reader's role allows, by group.

    Args:
        begun: Names of commands of which the reader has a draft on this journey.
    """
    drafts = set(begun)
    now = [_action(view, name, begun=name in drafts) for name in view.actions]
    later = [_action(view, each.command, why_not=_(each.why)) for each in view.cannot]
    found = []
    for key, title in words.GROUPS.items():
        here = tuple(each for each in now if words.group(each.command) == key)
        waiting = tuple(each for each in later if words.group(each.command) == key)
        if here or waiting:
            found.append(Group(title=_(title), now=here, not_now=waiting))
    return tuple(found)


def _action(view: JourneyView, name: str, *, begun: bool = False, why_not: str = "") -> Action:
    return Action(
        command=name,
        title=words.title(name),
        href=f"/journeys/{view.reference}/do/{name}",
        begun=begun,
        why_not=why_not,
    )
