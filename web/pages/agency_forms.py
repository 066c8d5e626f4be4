"""Who stands in for an agency, and when it is closed: for administrators and its own staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework import people
from casework.asking.choosing import Choice
from casework.errors import BadInputError, Fault
from casework.hub import Hub
from journey.people import Actor
from journey.policy import Agency
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.sheets import Sheet, choice, day, line

DEPUTY = choice(
    "deputy",
    later("Deputy"),
    later(
        "Is chased beside the agency when a reply is late, and may answer in its place: its people "
        "then see what the agency was asked."
    ),
    required=False,
    blank=later("No deputy"),
)
ASK_INSTEAD = choice(
    "ask_instead",
    later("Who is asked on closed days"),
    later("An agency that is open then. Needed as soon as there are closed days."),
    required=False,
    blank=later("Nobody"),
)
_CLOSING = (
    day("first", later("First closed day"), later("For example, 27 10 2025.")),
    day("last", later("Last closed day"), later("Left empty for a single day."), required=False),
    line("why", later("Why"), later("What people call it, such as autumn half term.")),
    ASK_INSTEAD,
)
DONE: Mapping[str, str] = {
    "added": later("The agency was added."),
    "changed": later("The agency was changed."),
    "stand-ins": later("Who stands in was changed."),
    "closed-days": later("The closed days were added."),
    "open-days": later("The closed days were taken back."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the forms of one agency stand: in administration, or in the partner's own pages.

    Attributes:
        base: Address of the agency's page; the forms stand below it.
        name: What the way back is called.
    """

    base: str
    name: str


def stand_in_sheet(hub: Hub, agency: Agency, place: Place) -> Sheet:
    """Return the form of who stands in."""
    return Sheet(
        title=_("Who stands in for {agency}").format(agency=agency.name),
        button=_("Save who stands in"),
        action=f"{place.base}/stand-ins",
        back=(place.name, place.base),
        fields=(DEPUTY, ASK_INSTEAD),
        choices=others(hub, agency.key),
    )


def change_stand_ins(hub: Hub, actor: Actor | None, key: str, given: Mapping[str, Any]) -> None:
    """Change who stands in for an agency."""
    try:
        people.change_agency(
            hub, actor, key, deputy=given.get("deputy"), ask_instead=given.get("ask_instead")
        )
    except BadInputError as bad:
        raise at_fields(bad, key) from bad


def closing_sheet(hub: Hub, agency: Agency, place: Place) -> Sheet:
    """Return the form of new closed days."""
    return Sheet(
        title=_("Add closed days of {agency}").format(agency=agency.name),
        intro=_(
            "On these days requests, reminders and chases go to whoever is asked instead. "
            "Due times stay as they are."
        ),
        button=_("Add the closed days"),
        action=f"{place.base}/closed-days",
        back=(place.name, place.base),
        fields=_CLOSING,
        choices=others(hub, agency.key),
    )


def add_closed_days(hub: Hub, actor: Actor | None, key: str, given: Mapping[str, Any]) -> None:
    """Say on which days an agency is closed."""
    first = date.fromisoformat(given["first"])
    last = date.fromisoformat(given["last"]) if given.get("last") else first
    try:
        people.close_agency(
            hub, actor, key, first, last, given["why"], ask_instead=given.get("ask_instead")
        )
    except BadInputError as bad:
        raise at_fields(bad, key) from bad


def take_closed_days_back(hub: Hub, actor: Actor, key: str, first: str) -> None:
    """Take back the closed days that begin on a day.

    Raises:
        BadInputError: None begin then.
    """
    try:
        begins = date.fromisoformat(first)
    except ValueError:
        raise BadInputError(Fault("first", "it is no day", "the first closed day")) from None
    people.open_agency(hub, actor, key, begins)


def others(hub: Hub, key: str | None) -> Mapping[str, Sequence[Choice]]:
    """Return whom an agency can name: every other one."""
    found = [Choice(each.key, each.name) for each in people.agencies(hub) if each.key != key]
    found.sort(key=lambda each: each.words.casefold())
    return {"deputy": found, "ask_instead": found}


def at_fields(bad: BadInputError, key: str) -> BadInputError:
    """Return faults of the agencies as a whole at the fields of one agency's form."""
    return BadInputError(*(_at_field(fault, key) for fault in bad.faults))


def _at_field(fault: Fault, key: str) -> Fault:
    agency, comma, field = fault.where.partition(", ")
    if not agency.startswith("agency '"):
        return fault
    expected = fault.expected.replace("the key of ", "")
    if agency != f"agency '{key}'":
        # It is this agency's change that another one cannot bear.
        return Fault("the whole", f"{agency}: {fault.what}", expected)
    where = "first" if field.startswith("closed") else field if comma else "email"
    return Fault(where, fault.what, expected)
