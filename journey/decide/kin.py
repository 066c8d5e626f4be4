"""What may be said of a family at all: children of one contact, and parental responsibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journey.case import Case
from journey.commands.contact import ReceiveContact, RecordParentalResponsibility
from journey.decide.codes import number_refused
from journey.decide.context import Context, unknown
from journey.family import Acquired
from journey.people import Child, Relation
from journey.refusals import Refused

ONLY: dict[Acquired, Relation] = {
    Acquired.BIRTH_MOTHER: Relation.MOTHER,
    Acquired.MARRIED_FATHER: Relation.FATHER,
    Acquired.REGISTERED_FATHER: Relation.FATHER,
}
"""Ways to acquire parental responsibility that are one parent's alone."""


def children_of(command: ReceiveContact) -> Iterator[tuple[str, Child]]:
    """Yield every child of a contact, and the field that it stands in."""
    yield "child", command.child
    for number, sibling in enumerate(command.siblings):
        yield f"siblings.{number}.child", sibling.child


def child_refused(command: ReceiveContact, context: Context) -> Refused | None:
    """Refuse a birth date that lies ahead, and a pupil number with a reason for its lack."""
    for where, child in children_of(command):
        if child.born is not None and child.born > context.today:
            return unknown(
                "The child's birth date lies in the future.",
                f"{where}.born: a date that has passed, or {where}.expected for an unborn child",
            )
        if child.upn and child.upn_unknown:
            return number_refused(f"{where}.")
    return None


def siblings_refused(command: ReceiveContact) -> Refused | None:
    """Refuse a contact that names one child twice: it would get two journeys."""
    seen: set[tuple[str, date | None, date | None]] = set()
    for where, child in children_of(command):
        who = (" ".join(child.name.casefold().split()), child.born, child.expected)
        if who in seen:
            return unknown(
                "One contact names the same child twice; a child is not its own sibling.",
                f"{where}: each child once",
            )
        seen.add(who)
    return None


def as_received(command: ReceiveContact, number: int) -> ReceiveContact:
    """Return the contact as it stands on the record of one of the siblings.

    The worry, the family and the words are that child's own where they are said; the
    sender's reference stays with the first child's journey.
    """
    sibling = command.siblings[number]
    return replace(
        command,
        child=sibling.child,
        concerns=sibling.concerns or command.concerns,
        family=sibling.family or command.family,
        child_says=sibling.child_says,
        siblings=(),
        source_reference=None,
    )


def responsibility_refused(
    command: RecordParentalResponsibility, case: Case, context: Context
) -> Refused | None:
    """Refuse what cannot be so: a day to come, or a way that is not this person's."""
    member = next(each for each in case.family if each.name == command.member)
    if command.acquired is not None and not command.holds:
        return unknown(
            "Somebody who does not hold parental responsibility has not acquired it.",
            "holds: true, or no `acquired`",
        )
    only = ONLY.get(command.acquired) if command.acquired else None
    if only is not None and member.relation is not only:
        return unknown(
            f"Parental responsibility as {command.acquired} is a {only}'s alone, and this person "
            f"is on the record as {member.relation.replace('_', ' ')}.",
            "acquired: agreement, order, adoption or local-authority, or the right person",
        )
    return not_between(command.since, case, context)


def not_between(since: date | None, case: Case, context: Context) -> Refused | None:
    """Refuse a day that lies ahead, or before the child was born."""
    if since is not None and since > context.today:
        return unknown("That day lies in the future.", "since: a day that has passed, or today")
    born = case.child.born if case.child else None
    if since is not None and born is not None and since < born:
        return unknown(
            "That day lies before the child was born.", f"since: a day from {born.isoformat()} on"
        )
    return None
