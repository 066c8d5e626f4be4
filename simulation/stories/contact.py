"""A contact, from its arrival to decision one, and what follows from that."""

from __future__ import annotations

from casework.asking import matches
from casework.giving import Given
from journey.commands import contact as contacts
from journey.commands import decisions
from journey.people import ReferrerKind
from journey.terms import Kind, Outcome
from simulation.figures import national
from simulation.inventing import SAYINGS, Invented, invent_concerns, invent_referrer
from simulation.stories.closing import close, tell
from simulation.stories.onward import hand_off, strategy
from simulation.stories.oversight import oversight
from simulation.stories.referral import referral
from simulation.stories.words import SERVICE, WHY, spoken_to
from simulation.world import Life, World


def contact(
    world: World, invented: Invented, kind: ReferrerKind, left_at: Kind | None = None
) -> Life:
    """Receive a contact and take it to decision one.

    Args:
        left_at: Referral or strategy discussion: decide for that, and then let it lie.
    """
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
    )
    assert isinstance(given, Given)  # noqa: S101 - an invented contact is a whole one
    reference = given.reference
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
    yield from _decision_one(world, reference, invented)


def _leave(world: World, reference: str, left_at: Kind) -> None:
    """Decide so that the journey comes to a stage, where nobody takes it up."""
    world.give(
        contacts.ReviewHistory(searched="all four systems", none_known=True),
        world.somebody(world.staff.workers),
        reference,
    )
    urgent = left_at is Kind.STRATEGY_DISCUSSION
    outcome = Outcome.IMMEDIATE_PROTECTION if urgent else Outcome.REFERRAL
    world.give(_one(world, reference, outcome), world.somebody(world.staff.managers), reference)


def _agency_of(world: World, kind: ReferrerKind) -> str | None:
    kinds = {
        ReferrerKind.POLICE: ("police",),
        ReferrerKind.SCHOOL: ("school",),
        ReferrerKind.HEALTH: ("health", "hospital", "gp"),
        ReferrerKind.LOCAL_AUTHORITY: ("housing", "early-help"),
    }.get(kind, ())
    agencies = [a.key for a in world.hub.rules().agencies.values() if a.kind in kinds]
    return world.random.choice(agencies) if agencies else None


def _decision_one(world: World, reference: str, invented: Invented) -> Life:
    manager = world.somebody(world.staff.managers)
    worker = world.somebody(world.staff.workers)
    known = [
        match
        for match in matches(world.hub, world.actor(worker), invented.child)
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
        yield from close(world, reference, manager)
        return
    share = national()["contacts_become_referrals_percent"]["value"] / 100
    if world.chance(share):
        urgent = world.chance(0.03)
        outcome = Outcome.IMMEDIATE_PROTECTION if urgent else Outcome.REFERRAL
        world.give(_one(world, reference, outcome), manager, reference)
        world.begin(world.at_work(world.hours(4)), tell(world, reference))
        if outcome is Outcome.IMMEDIATE_PROTECTION:
            world.begin(world.at_work(world.hours(6)), strategy(world, reference))
        yield world.at_work(world.hours(3, 0.8))
        yield from referral(world, reference, invented)
    elif world.chance(0.44):
        world.give(
            _one(world, reference, Outcome.EARLY_HELP, service=SERVICE),
            manager,
            reference,
        )
        world.begin(world.at_work(world.hours(4)), tell(world, reference))
        if (yield from hand_off(world, reference, manager)):
            yield from _decision_one(world, reference, invented)
    else:
        outcome = Outcome.ADVICE_GIVEN if world.chance(0.4) else Outcome.NO_FURTHER_ACTION
        world.give(_one(world, reference, outcome), manager, reference)
        yield from close(world, reference, manager)


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
