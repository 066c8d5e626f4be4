"""Facts of the family on a sibling's record, each with the entry that holds it.

Household, people, parental responsibility, the address and who was told are the family's.
What the sibling said, what is worried about, seen and decided is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch

from casework.asking.family_views import SharedFact
from journey.case import Case
from journey.events import Event, Recorded, contact, family, record
from journey.people import FamilyMember
from models.names import normal_name

_Fact = tuple[str, str, str, bool]
"""Kind, whom or what it is about, the sentence, and whether it is new to the reader's child."""


def shared_facts(there: Case, recorded: Sequence[Recorded], here: Case) -> tuple[SharedFact, ...]:
    """Return the newest statement of each fact, in the order in which they were recorded.

    Args:
        there: The sibling's journey, which these events add up to.
        here: The journey on which it is shown.
    """
    newest: dict[tuple[str, str], SharedFact] = {}
    for each in recorded:
        for kind, about, what, new_here in _facts(each.event, here):
            newest.pop((kind, about), None)
            newest[kind, about] = SharedFact(
                kind=kind,
                what=what,
                at=each.occurred_at,
                reference=there.reference,
                version=each.version,
                new_here=new_here,
            )
    return tuple(newest.values())


@singledispatch
def _facts(event: Event, here: Case) -> Iterator[_Fact]:
    del event, here
    return iter(())


@_facts.register
def _(event: contact.ContactReceived, here: Case) -> Iterator[_Fact]:
    for member in event.family:
        yield from _member(member, here)
    if event.child is not None and event.child.address:
        yield _address(event.child.address, here)


@_facts.register
def _(event: contact.FamilyMemberAdded, here: Case) -> Iterator[_Fact]:
    if event.member is not None:
        yield from _member(event.member, here)


@_facts.register
def _(event: contact.ParentalResponsibilityRecorded, here: Case) -> Iterator[_Fact]:
    if event.member:
        since = f" since {event.since.isoformat()}" if event.since else ""
        how = f" ({event.acquired.replace('-', ' ')})" if event.acquired else ""
        yield _responsibility(event.member, here, holds=event.holds, more=f"{since}{how}")


@_facts.register
def _(event: family.HouseholdChanged, here: Case) -> Iterator[_Fact]:
    for move in event.moves:
        what = "joined" if move.joined else "left"
        known = _known(move.member, here)
        yield (
            "household",
            normal_name(move.member),
            f"{move.member} {what} the household on {event.since.isoformat()}.",
            known is None or known.in_household is not move.joined,
        )
    if event.address:
        yield _address(event.address, here)


@_facts.register
def _(event: record.ParentsTold, here: Case) -> Iterator[_Fact]:
    yield _told("parents", here.parents_told is None, told=event.told, how=event.how)


@_facts.register
def _(event: record.ReferrerTold, here: Case) -> Iterator[_Fact]:
    yield _told("referrer", here.referrer_told is None, told=event.told, how=event.how)


def _member(member: FamilyMember, here: Case) -> Iterator[_Fact]:
    said = f"{member.name} is the child's {member.relation.replace('_', ' ')} there."
    about = normal_name(member.name)
    yield "family-member", about, said, _known(member.name, here) is None
    if member.parental_responsibility is not None:
        yield _responsibility(member.name, here, holds=member.parental_responsibility)
    if member.in_household is not None:
        where = "lives" if member.in_household else "does not live"
        known = _known(member.name, here)
        new = known is None or known.in_household is not member.in_household
        yield "household", about, f"{member.name} {where} in the household.", new


def _responsibility(name: str, here: Case, *, holds: bool, more: str = "") -> _Fact:
    known = _known(name, here)
    verb = "holds" if holds else "does not hold"
    return (
        "parental-responsibility",
        normal_name(name),
        f"{name} {verb} parental responsibility for the sibling{more}.",
        known is None or known.parental_responsibility is not holds,
    )


def _address(address: str, here: Case) -> _Fact:
    own = here.child.address if here.child else None
    new = own is None or own.casefold() != address.casefold()
    return "address", "", f"The sibling lives at {address}.", new


def _told(whom: str, new: bool, *, told: bool, how: str | None) -> _Fact:
    said = "were" if whom == "parents" else "was"
    if not told:
        return f"{whom}-told", "", f"The {whom} {said} not told, with the reason why not.", new
    by = f" ({how})" if how else ""
    return f"{whom}-told", "", f"The {whom} {said} told{by}.", new


def _known(name: str, here: Case) -> FamilyMember | None:
    wanted = normal_name(name)
    return next((each for each in here.family if normal_name(each.name) == wanted), None)
