"""A contact: how it arrives, and decision one."""

from __future__ import annotations

from collections.abc import Callable

from casework.asking import matches
from casework.giving import Given
from journey.commands import contact as contacts
from journey.commands import decisions
from journey.people import ReferrerKind
from journey.terms import Kind, Outcome
from simulation.figures import SHARES
from simulation.inventing import SAYINGS, Invented, invent_concerns, invent_referrer
from simulation.stories.closing import tell
from simulation.stories.oversight import oversight
from simulation.stories.words import SERVICE, WHY, spoken_to
from simulation.world import Life, World


def contact(
    world: World,
    somebody: Callable[[], Invented],
    kind: ReferrerKind,
    left_at: Kind | None = None,
) -> Life:
    """Receive a contact and take it to decision one.

    Args:
        somebody: Says who the child is, asked when the contact arrives.
        left_at: Referral or strategy discussion: decide for that, and then let it lie.
    """
    invented = somebody()
    agency = _agency_of(world, kind)
    coordinator = world.somebody(world.staff.coordinators)
    given = world.give(
        contacts.ReceiveContact(
            child=invented.child,
            family=invented.family,
            referrer=invent_referrer(world.random, kind, agency),
            reason="Asked for help because things have become worse this week.",
            concerns=invent_concerns(world.random),
            done_already="Spoke to the parent and kept a note." if world.chance(0.5) else None,
            child_says=world.random.choice(SAYINGS) if world.chance(0.35) else None,
        ),
        coordinator,
        taken_up=False,
    )
    assert isinstance(given, Given)  # noqa: S101 - an invented contact is a whole one
    reference = given.reference
    world.note_contact(reference, invented)
    world.begin(world.now, oversight(world, reference))
    if world.chance(0.93):
        yield world.at_work(world.hours(1.5))
        world.give(contacts.AcknowledgeContact(how="mail"), coordinator, reference)
    if world.chance(0.55):
        yield world.at_work(world.hours(2))
        worker = world.somebody(world.staff.workers)
        world.give(
            contacts.ClarifyWithReferrer(summary="Said again what was seen, and when.")
            if world.chance(0.85)
            else contacts.ClarifyWithReferrer(why_not="Could not be reached after two calls."),
            worker,
            reference,
        )
    if left_at is None and world.chance(0.02):
        return  # left lying: the clock will say so
    yield world.at_work(world.hours(2.5, 0.8))
    if left_at is not None:
        _leave(world, reference, left_at)
        return
    _decide(world, reference)


def decide_contact(world: World, reference: str, episode: str) -> Life:
    """Decide again about a contact whose decision is asked anew: a hand-off bounced."""
    yield world.at_work(world.hours(5))
    if world.still(reference, episode):
        _decide(world, reference)


def _leave(world: World, reference: str, left_at: Kind) -> None:
    """Decide so that the journey comes to a stage, where nobody takes it up."""
    world.give(
        contacts.ReviewHistory(searched="all four systems", none_known=True),
        world.somebody(world.staff.workers),
        reference,
    )
    urgent = left_at is Kind.STRATEGY_DISCUSSION
    outcome = Outcome.IMMEDIATE_PROTECTION if urgent else Outcome.REFERRAL
    manager = world.somebody(world.staff.managers)
    world.give(_one(world, reference, outcome), manager, reference, taken_up=False)


def _agency_of(world: World, kind: ReferrerKind) -> str | None:
    kinds = {
        ReferrerKind.POLICE: ("police",),
        ReferrerKind.SCHOOL: ("school",),
        ReferrerKind.HEALTH: ("health", "hospital", "gp"),
        ReferrerKind.LOCAL_AUTHORITY: ("housing", "early-help"),
    }.get(kind, ())
    agencies = [a.key for a in world.hub.rules().agencies.values() if a.kind in kinds]
    return world.random.choice(agencies) if agencies else None


def _decide(world: World, reference: str) -> None:
    """Look for what is known, then decide."""
    manager = world.somebody(world.staff.managers)
    worker = world.somebody(world.staff.workers)
    known = [
        match
        for match in matches(world.hub, world.actor(worker), world.children[reference].child)
        if match.reference != reference and match.strength == "certain"
    ]
    world.give(
        contacts.ReviewHistory(searched="all four systems", found="Known from before.")
        if known
        else contacts.ReviewHistory(searched="all four systems", none_known=True),
        worker,
        reference,
    )
    joins = next((match.reference for match in known if match.open), None)
    if joins is not None:
        world.give(_one(world, reference, Outcome.JOINED, joins=joins), manager, reference)
        world.begin(world.at_work(world.hours(5)), _consider(world, joins))
        return
    if world.chance(SHARES.known_again_referred if known else SHARES.new_referred):
        world.note_referral(world.children[reference])
        urgent = world.chance(SHARES.referrals_urgent)
        outcome = Outcome.IMMEDIATE_PROTECTION if urgent else Outcome.REFERRAL
        world.give(_one(world, reference, outcome), manager, reference)
        world.begin(world.at_work(world.hours(4)), tell(world, reference))
    elif world.chance(0.44):
        world.give(_one(world, reference, Outcome.EARLY_HELP, service=SERVICE), manager, reference)
        world.begin(world.at_work(world.hours(4)), tell(world, reference))
    else:
        outcome = Outcome.ADVICE_GIVEN if world.chance(0.4) else Outcome.NO_FURTHER_ACTION
        world.give(_one(world, reference, outcome), manager, reference)


def _one(
    world: World,
    reference: str,
    outcome: Outcome,
    *,
    joins: str | None = None,
    service: str | None = None,
) -> decisions.DecideContact:
    ending = outcome in (Outcome.NO_FURTHER_ACTION, Outcome.ADVICE_GIVEN)
    return decisions.DecideContact(
        outcome=outcome,
        rationale=WHY,
        concerns=spoken_to(world, reference, dispose=ending and world.chance(0.9)),
        identity="Language and disability considered; an interpreter is not needed.",
        joins=joins,
        service=service,
    )


def _consider(world: World, reference: str) -> Life:
    yield world.now
    world.give(
        contacts.ConsiderNewInformation(what_follows="Taken into the open work."),
        world.somebody(world.staff.workers),
        reference,
    )
