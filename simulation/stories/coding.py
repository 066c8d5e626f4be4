"""Codes for the returns, as people of a hub give them: mostly, and by what the worry was.

Chance of its own, told by the journey's reference, so that a hub with codes lives through the
same days as one without.
"""

from __future__ import annotations

from random import Random

from journey.coding import finished_assessments, in_need
from journey.commands.codes import RecordCodes
from journey.commands.contact import ConcernCategory
from journey.pupil_numbers import check_letter
from journey.terms import Kind, Outcome
from simulation.world import World

FORGOTTEN = 0.12
"""Share of the occasions on which nobody gives a code."""

NEEDS = {
    ConcernCategory.PARENTAL_MENTAL_HEALTH: "N3",
    ConcernCategory.PARENTAL_SUBSTANCE_USE: "N5",
    ConcernCategory.CHILDS_BEHAVIOUR: "N6",
    ConcernCategory.DISABILITY_SUPPORT: "N2",
    ConcernCategory.OTHER: "N4",
}
ABUSE_OR_NEGLECT = "N1"
FACTORS = {
    ConcernCategory.DOMESTIC_ABUSE: ("3B", "17A"),
    ConcernCategory.NEGLECT: ("16A",),
    ConcernCategory.PARENTAL_MENTAL_HEALTH: ("4B",),
    ConcernCategory.PARENTAL_SUBSTANCE_USE: ("1B", "2B"),
    ConcernCategory.PHYSICAL: ("18C",),
    ConcernCategory.EMOTIONAL: ("17A",),
    ConcernCategory.CHILDS_BEHAVIOUR: ("14A", "4A"),
    ConcernCategory.SEXUAL: ("19C",),
    ConcernCategory.EXPLOITATION: ("11A", "24A"),
    ConcernCategory.DISABILITY_SUPPORT: ("6A",),
    ConcernCategory.OTHER: ("20",),
}
NO_FACTOR = ("21",)
SCHOOL_AGE = 5


def primary_need(world: World, reference: str) -> str | None:
    """Return the primary need by the first worry, or None where nobody thought of it."""
    concern = next(iter(world.case(reference).concerns.values()))
    forgotten = _chance(reference, "need").random() < FORGOTTEN
    return None if forgotten else NEEDS.get(concern.category, ABUSE_OR_NEGLECT)


def factors(world: World, reference: str, outcome: Outcome) -> tuple[str, ...]:
    """Return what an assessment found: mostly what was feared, now and then nothing."""
    chance = _chance(reference, "factors")
    if chance.random() < FORGOTTEN:
        return ()
    if outcome is Outcome.NO_FURTHER_ACTION and chance.random() < 0.5:
        return NO_FACTOR
    kinds = {concern.category for concern in world.case(reference).concerns.values()}
    found = {
        code
        for kind in sorted(kinds)
        for number, code in enumerate(FACTORS[kind])
        if number == 0 or chance.random() < 0.5
    }
    return tuple(sorted(found))


def closure_reason(world: World, reference: str) -> str | None:
    """Return why help ends, where the child was in need and somebody thought of it."""
    case = world.case(reference)
    if not in_need(case) or _chance(reference, "closure").random() < FORGOTTEN:
        return None
    if case.departures.death is not None:
        return "RC2"
    if case.departures.move is not None:
        return "RC5"
    if any(each.kind in (Kind.PLAN, Kind.CARE) for each in case.episodes.values()):
        return "RC7"
    assessed = finished_assessments(case)
    to_early_help = bool(assessed) and assessed[-1].outcome is Outcome.EARLY_HELP
    return "RC9" if to_early_help else "RC8"


def find_the_number(world: World, reference: str) -> None:
    """Record the pupil number that the school gives, or why there is none."""
    case, chance = world.case(reference), _chance(reference, "number")
    child, workers = case.child, world.staff.workers
    if child is None or child.born is None or chance.random() < FORGOTTEN:
        return
    if child.upn is not None or child.upn_unknown is not None:
        return
    years = (world.calendar.local_day(world.now) - child.born).days // 365
    if years < SCHOOL_AGE:
        said = RecordCodes(how_known="The family.", upn_unknown="UN1")
    else:
        # No council has the number 999.
        figures = f"999{chance.randrange(10**9):09d}"
        said = RecordCodes(how_known="The school.", upn=check_letter(figures) + figures)
    world.give(said, case.worker if case.worker in workers else workers[0], reference)


def _chance(reference: str, about: str) -> Random:
    return Random(f"{about} of {reference}")  # noqa: S311 - repeatable on purpose
