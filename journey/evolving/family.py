"""Folding what happened to the family, to links between journeys, and to merged records."""

from __future__ import annotations

from journey.case import Case
from journey.events import Recorded, family
from journey.evolving.base import added, apply, changed
from journey.family import MergedInto, SiblingLink, Stay, TakenIn
from journey.protected import without
from journey.replacing import replaced
from journey.terms import ObligationState


@apply.register
def _(event: family.HouseholdChanged, case: Case, at: Recorded) -> Case:
    stays = case.kin.stays + tuple(
        Stay(member=move.member, here=move.joined, since=event.since, lives_at=move.lives_at)
        for move in event.moves
    )
    kin = replaced(case.kin, stays=stays)
    members = tuple(
        replaced(member, in_household=stay.here) if (stay := kin.stay(member.name)) else member
        for member in case.family
    )
    child = case.child
    if child is not None and event.address:
        child = replaced(child, address=event.address)
    return replaced(case, kin=kin, family=members, child=child)


@apply.register
def _(event: family.SiblingLinked, case: Case, at: Recorded) -> Case:
    link = SiblingLink(
        reference=event.sibling, at=at.recorded_at, together=event.together, reason=event.reason
    )
    siblings = added(case.kin.siblings, event.sibling, link)
    return replaced(case, kin=replaced(case.kin, siblings=siblings))


@apply.register
def _(event: family.SiblingUnlinked, case: Case, at: Recorded) -> Case:
    siblings = {key: link for key, link in case.kin.siblings.items() if key != event.sibling}
    return replaced(case, kin=replaced(case.kin, siblings=siblings))


@apply.register
def _(event: family.SameWordsFound, case: Case, at: Recorded) -> Case:
    return case


@apply.register
def _(event: family.RecordTakenIn, case: Case, at: Recorded) -> Case:
    taken = TakenIn(
        reference=event.other,
        at=at.recorded_at,
        evidence=event.evidence,
        concerns=event.concerns,
        siblings=event.siblings,
        reason=event.reason,
    )
    took_in = added(case.kin.took_in, event.other, taken)
    return replaced(case, kin=replaced(case.kin, took_in=took_in))


@apply.register
def _(event: family.RecordMerged, case: Case, at: Recorded) -> Case:
    into = MergedInto(
        reference=event.into,
        at=at.recorded_at,
        closed_before=case.closed_at,
        episodes=event.episodes,
        obligations=event.obligations,
        reason=event.reason,
    )
    return replaced(
        case,
        closed_at=case.closed_at or at.occurred_at,
        kin=replaced(case.kin, merged_into=into),
    )


@apply.register
def _(event: family.MergeUndone, case: Case, at: Recorded) -> Case:
    into = case.kin.merged_into
    if into is not None and into.reference == event.other:
        return replaced(
            case, closed_at=into.closed_before, kin=replaced(case.kin, merged_into=None)
        )
    took_in = {key: taken for key, taken in case.kin.took_in.items() if key != event.other}
    joined = tuple(each for each in case.joined if each != event.other)
    return replaced(
        case,
        joined=joined,
        kin=replaced(case.kin, took_in=took_in),
        plans=replaced(case.plans, before=without(case, event.other)),
    )


@apply.register
def _(event: family.EpisodeTakenUpAgain, case: Case, at: Recorded) -> Case:
    return replaced(
        case, episodes=changed(case.episodes, event.episode, ended_at=None, outcome=None)
    )


@apply.register
def _(event: family.ObligationTakenUpAgain, case: Case, at: Recorded) -> Case:
    owed = case.obligations[event.obligation]
    owed_by = owed.owed_by
    if owed.follows_worker:
        owed_by = f"team:{case.team}" if case.worker is None else f"worker:{case.worker}"
    again = changed(
        case.obligations,
        event.obligation,
        state=ObligationState.OPEN,
        ended_at=None,
        owed_by=owed_by,
    )
    return replaced(case, obligations=again)
