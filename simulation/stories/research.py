"""Research: consent, requests, and decision two with or without the replies."""

from __future__ import annotations

from datetime import timedelta

from casework.giving import Given
from journey.commands import contact as contacts
from journey.commands import decisions, record, research
from journey.terms import LawfulReason, Outcome, ResearchScope
from simulation.figures import SHARES
from simulation.stories.replying import reply
from simulation.stories.words import SERVICE, WHY, spoken_to
from simulation.world import Life, World


def research_life(world: World, reference: str, episode: str) -> Life:
    """Research: consent, requests, replies, and decision two with or without them."""
    scope = world.case(reference).episodes[episode].scope
    asked_before = any(r.episode == episode for r in world.case(reference).requests.values())
    if scope is not ResearchScope.NONE and not asked_before:
        yield world.at_work(world.hours(0.7))
        _consent(world, reference)
        yield from _ask(world, reference, scope or ResearchScope.FULL)
    if world.chance(0.05):
        world.give(
            record.RaiseContradiction(what="Two accounts of Friday evening do not agree."),
            world.somebody(world.staff.workers),
            reference,
        )
    if world.chance(0.04):
        world.give(
            record.RecordAssumption(assumption="The other parent keeps the child safe."),
            world.somebody(world.staff.workers),
            reference,
        )
    yield from _decision_two(world, reference, episode)


def _consent(world: World, reference: str) -> None:
    worker = world.somebody(world.staff.workers)
    family = world.case(reference).family
    asked = world.random.choice(family)
    if world.chance(0.75):
        given = world.give(
            contacts.RecordConsent(
                answer=contacts.ConsentAnswer.GIVEN, given_by=asked.name, reason="Asked by phone."
            ),
            worker,
            reference,
        )
        if isinstance(given, Given):
            return
    world.give(
        contacts.RecordConsent(
            answer=contacts.ConsentAnswer.DISPENSED,
            lawful_reason=LawfulReason.RISK_TO_CHILD,
            reason="Asking could lead to the child being silenced.",
        ),
        worker,
        reference,
    )


def _ask(world: World, reference: str, scope: ResearchScope) -> Life:
    case = world.case(reference)
    rules = world.hub.rules()
    profile = rules.in_force(world.now)
    kinds: set[str] = {"police", "health", "social-care-records"}
    if scope is ResearchScope.FULL:
        for concern in case.open_concerns():
            kinds |= set(profile.needs.get(concern.category.value, ()))
    if not world.children[reference].at_school:
        kinds.discard("school")
    elif scope is ResearchScope.LIMITED:
        kinds = {"police", "school"} if world.chance(0.5) else {"health", "school"}
    asked = []
    for kind in sorted(kinds):
        agencies = [
            a.key for a in rules.agencies.values() if a.kind == kind and not a.key.endswith("-duty")
        ]
        if agencies:
            asked.append(world.random.choice(agencies))
    if world.chance(0.06):
        asked += [a for a in ("probation", "youth-justice") if a not in asked]
    if not asked:
        return
    world.give(
        research.AskPartners(
            requests=tuple(
                research.Ask(agency=agency, reason="May know the family.") for agency in asked
            )
        ),
        world.somebody(world.staff.coordinators),
        reference,
    )
    for agency in asked:
        world.begin(world.now, reply(world, reference, agency))
    yield world.now


def _decision_two(world: World, reference: str, episode: str) -> Life:
    """Wait for the replies as long as this manager's patience lasts, then decide."""
    manager = world.somebody(world.staff.managers)
    patience = world.now + timedelta(days=world.random.choice((2, 3, 4, 5, 7)))
    while True:
        yield world.at_work(timedelta(hours=world.random.uniform(2, 5)))
        if not world.still(reference, episode):
            return
        missing = list(world.case(reference).missing_replies(episode))
        if not missing or world.now >= patience:
            break
    if world.chance(0.03):
        yield world.at_work(timedelta(days=world.random.uniform(4, 15)))  # nobody decides
    outcome = world.outcome(SHARES.after_research, otherwise=Outcome.ASSESSMENT)
    if missing and world.chance(0.35):
        world.give(_two(world, reference, outcome), manager, reference)  # refused: too early
        yield world.at_work(world.hours(3))
    while world.still(reference, episode):
        yield from _settle_doubts(world, reference)
        yield from _decide_two(world, reference, episode, manager, outcome)
        if world.still(reference, episode):
            yield world.at_work(world.hours(24, 0.8))


def _settle_doubts(world: World, reference: str) -> Life:
    worker = world.somebody(world.staff.workers)
    case = world.case(reference)
    for doubt in case.contradictions.values():
        if doubt.is_open and world.chance(0.8):
            yield world.at_work(world.hours(4))
            world.give(
                record.ResolveContradiction(
                    contradiction=doubt.id, resolution="The neighbour confirmed the first account."
                ),
                worker,
                reference,
            )
    for doubt in case.assumptions.values():
        if doubt.is_open and world.chance(0.8):
            yield world.at_work(world.hours(4))
            world.give(
                record.SettleAssumption(
                    assumption=doubt.id, evidence="Seen on a visit, and said by the school."
                ),
                worker,
                reference,
            )


def _two(
    world: World,
    reference: str,
    outcome: Outcome,
    missing: tuple[decisions.MissingReply, ...] = (),
) -> decisions.DecideAfterResearch:
    ending = outcome in (Outcome.NO_FURTHER_ACTION, Outcome.ADVICE_GIVEN)
    return decisions.DecideAfterResearch(
        outcome=outcome,
        rationale=WHY,
        concerns=spoken_to(world, reference, dispose=ending),
        research_found="What the agencies said fits together, with one gap.",
        service=SERVICE if outcome is Outcome.EARLY_HELP else None,
        missing=missing,
    )


def _decide_two(world: World, reference: str, episode: str, manager: str, outcome: Outcome) -> Life:
    missing = tuple(
        decisions.MissingReply(
            agency=request.agency, why_safe="Another agency saw the child this week."
        )
        for request in world.case(reference).missing_replies(episode)
    )
    if not world.still(reference, episode):
        return
    given = world.give(_two(world, reference, outcome, missing), manager, reference)
    if isinstance(given, Given) and missing:
        yield world.at_work(world.hours(4))
        if world.chance(0.9):
            world.give(
                decisions.Countersign(agrees=world.chance(0.93), reason="Read and weighed."),
                world.somebody(world.staff.managers, manager),
                reference,
            )
