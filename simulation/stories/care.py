"""A child in care: placements, reviews, health, and going home or leaving otherwise."""

from __future__ import annotations

from datetime import timedelta

from journey.care import LeavingCare, LegalStatus, PlacementKind, PlacementTeller
from journey.commands import care, missing
from journey.terms import Kind, MeetingKind
from simulation.stories.meeting import meet, on_the_day
from simulation.stories.putting_right import decided
from simulation.stories.seeing import visit, written_up
from simulation.stories.words import WHY, spoken_to
from simulation.world import Life, World

PLACES = {
    PlacementKind.FOSTER_CARER: 65,
    PlacementKind.RELATIVE_OR_FRIEND: 18,
    PlacementKind.CHILDRENS_HOME: 12,
    PlacementKind.SUPPORTED_ACCOMMODATION: 5,
}


def care_life(world: World, reference: str, episode: str) -> Life:
    """Place the child, see to its health, review; after a review it may go home."""
    yield world.at_work(world.hours(4))
    if not world.still(reference, episode):
        return
    _place(world, reference, moved=False)
    world.begin(world.now, _seen(world, reference, episode))
    world.begin(world.now, _health(world, reference, episode))
    world.begin(world.now, _moves(world, reference, episode))
    wait = timedelta(days=24)
    while world.still(reference, episode):
        yield world.at_work(wait * 0.75)
        if not world.still(reference, episode):
            return
        begins_at = on_the_day(world, (world.now + wait * 0.15).date())
        held = yield from meet(
            world,
            reference,
            episode,
            MeetingKind.LOOKED_AFTER_REVIEW,
            max(begins_at, world.at_work(timedelta(hours=4))),
        )
        if held and world.chance(0.3):
            yield world.at_work(timedelta(days=world.random.uniform(5, 30)))
            if world.still(reference, episode):
                _leave(world, reference)
        wait = timedelta(days=84 if wait.days == 24 else 170)


def _place(world: World, reference: str, *, moved: bool) -> None:
    worker = world.worker_of(reference)
    world.give(
        care.RecordPlacement(
            kind=world.random.choices(list(PLACES), list(PLACES.values()))[0],
            local=world.chance(0.6),
            miles=world.random.randint(1, 60),
            why_moved="The carers could not go on." if moved else None,
        ),
        worker,
        reference,
    )
    if world.chance(0.8):
        for to in (PlacementTeller.HEALTH, PlacementTeller.SCHOOL):
            world.give(care.RecordPlacementTold(to=to, how="by secure mail"), worker, reference)


def _seen(world: World, reference: str, episode: str) -> Life:
    days = 6.0
    while True:
        yield world.at_work(timedelta(days=days * world.random.uniform(0.6, 1.05)))
        if not world.still(reference, episode):
            return
        visit(world, reference)
        days = 42.0


def _health(world: World, reference: str, episode: str) -> Life:
    days = 26.0
    while True:
        yield world.at_work(timedelta(days=days * world.random.uniform(0.7, 1.15)))
        if not world.still(reference, episode):
            return
        world.give(
            care.RecordHealthAssessment(by="A doctor of the trust", summary="As it was found."),
            world.worker_of(reference),
            reference,
        )
        days = 170.0


def _moves(world: World, reference: str, episode: str) -> Life:
    """Now and then a placement ends, or the child goes missing from it."""
    while True:
        yield world.at_work(timedelta(days=30))
        if not world.still(reference, episode):
            return
        if world.chance(0.06):
            _place(world, reference, moved=True)
        if world.chance(0.05):
            world.give(
                missing.ReportMissing(circumstances="Did not come back in the evening."),
                world.worker_of(reference),
                reference,
            )


def _leave(world: World, reference: str) -> None:
    manager = world.somebody(world.staff.managers)
    home = world.chance(0.6)
    if home:
        world.give(written_up(world, Kind.CARE.value), world.worker_of(reference), reference)
    concerns = spoken_to(world, reference, dispose=not home)
    decided(
        world,
        reference,
        manager,
        care.ReturnHome(rationale=WHY, concerns=concerns)
        if home
        else care.LeaveCare(how=LeavingCare.SPECIAL_GUARDIANSHIP, rationale=WHY, concerns=concerns),
    )


def into_care(world: World, reference: str) -> None:
    """Take a child into care in an emergency, beside whatever goes on."""
    world.give(
        care.EnterCare(
            legal_status=LegalStatus.POLICE_PROTECTION, reason="Not safe to stay tonight."
        ),
        world.somebody(world.staff.managers),
        reference,
    )
