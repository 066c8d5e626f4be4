"""The family of a child: its own record's, and by reference what siblings' records say of it.

Each child's record stays that child's (requirement C11): nothing is copied, it is looked up
when somebody asks, and shown with where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.asking.family_views import MemberView, MergedView, SiblingView
from casework.asking.scope import readable_among
from casework.asking.sharing import shared_facts
from casework.hub import Hub
from journey.case import Case
from journey.events import Recorded
from journey.evolve import fold
from journey.people import Actor, FamilyMember
from models import log
from models.names import normal_name
from models.queries import journeys
from models.queries.journeys import JourneyLine
from models.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """The parts of a journey's view that are about the family; see `JourneyView`."""

    members: tuple[MemberView, ...]
    siblings: tuple[SiblingView, ...]
    merged_from: tuple[MergedView, ...]
    merged_into: MergedView | None


def relatives(session: Session, hub: Hub, actor: Actor, case: Case, as_of: datetime) -> Relatives:
    """Return the child's family as it was known at an instant."""
    kin = case.kin
    into = kin.merged_into
    known = readable_among(session, hub, actor, [*kin.took_in, *([into.reference] if into else [])])
    return Relatives(
        members=tuple(_member(member, case) for member in case.family),
        siblings=siblings(session, hub, actor, case, as_of),
        merged_from=tuple(
            MergedView(
                reference=taken.reference,
                at=taken.at,
                evidence=taken.evidence,
                reason=taken.reason,
            )
            for taken in kin.took_in.values()
            if taken.reference in known
        ),
        merged_into=(
            MergedView(reference=into.reference, at=into.at, evidence=(), reason=into.reason)
            if into is not None and into.reference in known
            else None
        ),
    )


def _member(member: FamilyMember, case: Case) -> MemberView:
    said = case.kin.responsibility(member.name)
    stay = case.kin.stay(member.name)
    return MemberView(
        name=member.name,
        relation=member.relation,
        born=member.born,
        parental_responsibility=member.parental_responsibility,
        acquired=said.acquired if said else None,
        responsible_since=said.since if said else None,
        in_household=member.in_household,
        household_since=stay.since if stay else None,
        lives_at=stay.lives_at if stay else None,
        sibling_journey=member.sibling_journey,
    )


def siblings(
    session: Session, hub: Hub, actor: Actor, case: Case, as_of: datetime
) -> tuple[SiblingView, ...]:
    """Return the siblings' journeys that the reader may see; three queries, however many."""
    named = {
        member.sibling_journey: member.name for member in case.family if member.sibling_journey
    }
    references = list(dict.fromkeys((*case.kin.sibling_references(), *named)))
    references = sorted(readable_among(session, hub, actor, references) - {case.reference})
    if not references:
        return ()
    lines = journeys.by_reference(session, references)
    return tuple(
        _sibling(lines[reference], known, case, named)
        for reference, recorded in log.load_many(session, references)
        if (known := [each for each in recorded if each.recorded_at <= as_of])
    )


def _sibling(
    line: JourneyLine, recorded: list[Recorded], case: Case, named: Mapping[str, str]
) -> SiblingView:
    there = fold(recorded)
    link = case.kin.siblings.get(line.reference)
    into = there.kin.merged_into
    here = {normal_name(member.name) for member in case.family}
    if case.child is not None:
        here.add(normal_name(case.child.name))
    name = there.child.name if there.child else named.get(line.reference, "")
    return SiblingView(
        reference=line.reference,
        name=named.get(line.reference, name),
        stage=there.stage,
        open=there.is_open,
        linked_at=link.at if link else None,
        together=link.together if link else False,
        reason=link.reason if link else "",
        goes_on_at=into.reference if into else None,
        family=tuple(
            f"{member.name} ({member.relation.replace('_', ' ')})"
            for member in there.family
            if normal_name(member.name) not in here
        ),
        facts=shared_facts(there, recorded, case),
    )
