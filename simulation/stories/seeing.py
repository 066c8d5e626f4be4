"""Seeing the child and the parents, and writing up what was found."""

from __future__ import annotations

from journey.commands import meetings, practice
from simulation.world import World


def visit(world: World, reference: str) -> None:
    """Visit the child: mostly seen, mostly alone, mostly by appointment."""
    seen = world.chance(0.95)
    alone = seen and world.chance(0.8)
    world.give(
        practice.RecordVisit(
            seen=seen,
            seen_alone=alone,
            announced=world.chance(0.7),
            why_not_seen=None if seen else "Nobody was at home.",
            why_not_alone=None if alone or not seen else "Too young to be seen alone.",
            views="Told in the child's own way." if seen else None,
        ),
        world.worker_of(reference),
        reference,
    )


def see(world: World, reference: str, form: str) -> None:
    """See the child and each parent, and write up what was found."""
    worker = world.worker_of(reference)
    for member in world.case(reference).family:
        told = world.chance(0.9)
        world.give(
            practice.RecordParent(
                member=member.name,
                told=told,
                seen=told,
                why_not_told=None if told else "Could not be found.",
                why_not_seen=None if told else "Could not be found.",
            ),
            worker,
            reference,
        )
    visit(world, reference)
    world.give(written_up(world, form), worker, reference)


def written_up(world: World, form: str) -> meetings.FillProForma:
    """Write every section of a pro forma."""
    sections = world.hub.rules().in_force(world.now).pro_formas[form].sections
    return meetings.FillProForma(
        form=form,
        sections=tuple(
            meetings.SectionFilled(section=section.key, text="As it was found.")
            for section in sections
        ),
    )
