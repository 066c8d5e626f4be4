"""Siblings: where their own journeys are, and who of the family is known there alone.

Each child's record stays that child's (requirement C11): nothing is copied, it is looked up
when somebody asks.
"""

from __future__ import annotations

from casework.asking.views import SiblingView
from journey.case import Case
from models.names import normal_name
from models.queries import family, journeys
from models.store import Session


def siblings(session: Session, case: Case) -> tuple[SiblingView, ...]:
    """Return the siblings' journeys that this journey's record names."""
    names = {
        member.sibling_journey: member.name for member in case.family if member.sibling_journey
    }
    if not names:
        return ()
    known = {normal_name(member.name) for member in case.family}
    if case.child is not None:
        known.add(normal_name(case.child.name))
    lines = journeys.by_reference(session, list(names))
    relatives = family.on_journeys(session, list(lines))
    return tuple(
        SiblingView(
            reference=reference,
            name=names[reference],
            stage=line.stage,
            open=line.closed_at is None,
            family=tuple(
                f"{each.name} ({each.relation.replace('_', ' ')})"
                for each in relatives[reference]
                if each.relation is not None and normal_name(each.name) not in known
            ),
        )
        for reference, line in lines.items()
    )
