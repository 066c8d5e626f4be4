"""Judging households, links between siblings, and merges of two records of one child.

A command that touches two journeys is judged on the one that it is given to, with the other
at hand (`Context.others`).  What it makes on the other, `mirrored` says: both are recorded in
one transaction, or neither.
"""

from __future__ import annotations

from functools import singledispatch

from journey.case import Case
from journey.commands import Command
from journey.commands import family as commands
from journey.commands.contact import AddFamilyMember, ReceiveContact
from journey.decide.context import (
    Context,
    Judged,
    judge,
    merged_away,
    next_id,
    not_now,
    on_open,
    unknown,
)
from journey.decide.following import first_after_all, found_to_follow
from journey.decide.kin import not_between
from journey.decide.merging import merge_refused
from journey.events import Event, contact, decisions, family, record, running
from journey.refusals import Refused
from journey.terms import Disposal, ObligationState, Outcome


@singledispatch
def mirrored(command: Command, reference: str, other: Case) -> list[Event]:
    """Return what a command makes on another journey that it names.

    Args:
        reference: The journey that it was given to.
        other: The one that gets these events, as it stands.
    """
    del command, reference, other
    return []


@judge.register
def _(command: commands.ChangeHousehold, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    known = [member.name for member in case.family]
    if refused is None and not command.moves and not command.address:
        refused = unknown(
            "Nothing about the household changes.",
            "moves: who joined or left",
            "address: where the household lives now",
        )
    strangers = [move.member for move in command.moves if move.member not in known]
    if refused is None and strangers:
        refused = unknown(
            "Somebody who joined or left is not on the record as family.", "add-family-member"
        )
    if refused is None and len({move.member for move in command.moves}) < len(command.moves):
        refused = unknown("Somebody joins or leaves twice.", "moves: each person once")
    refused = refused or not_between(command.since, case, context)
    return refused or [
        family.HouseholdChanged(
            since=command.since or context.today,
            joined=sum(move.joined for move in command.moves),
            left=sum(not move.joined for move in command.moves),
            moved=command.address is not None,
            moves=command.moves,
            address=command.address or "",
            what_happened=command.what_happened,
        )
    ]


# -- siblings ------------------------------------------------------------------------------------


def link_refused(case: Case, reference: str, other: Case | None) -> Refused | None:
    """Refuse a link to itself, to nothing, to a merged record, or one that stands already."""
    if reference == case.reference:
        return unknown(
            "A child cannot be its own sibling.", "the reference of the sibling's own journey"
        )
    if other is None:
        return unknown(
            f"There is no journey {reference}, or it is not yours to see.",
            "the reference of the sibling's own journey",
        )
    return merged_away(case) or _not_siblings(case, other)


def _not_siblings(case: Case, other: Case) -> Refused | None:
    reference, into = other.reference, other.kin.merged_into
    if reference in case.kin.siblings:
        return not_now(f"It is linked with {reference} already.")
    if into is not None:
        return not_now(
            f"{reference} was merged into {into.reference}.", f"sibling: {into.reference}"
        )
    if reference in case.kin.took_in or case.joined_to == reference or reference in case.joined:
        return not_now(
            f"{reference} is on record as the same child, not as a sibling.",
            "undo-merge, if they are two children",
        )
    return None


def linked(case: Case, other: str, *, together: bool = False, reason: str = "") -> list[Event]:
    """Return the link on one record, if it does not stand there already."""
    if other in case.kin.siblings:
        return []
    return [family.SiblingLinked(sibling=other, together=together, reason=reason)]


@judge.register
def _(command: commands.LinkSibling, case: Case, context: Context) -> Judged:
    refused = link_refused(case, command.sibling, context.others.get(command.sibling))
    return refused or linked(case, command.sibling, reason=command.reason)


@mirrored.register
def _(command: commands.LinkSibling, reference: str, other: Case) -> list[Event]:
    return linked(other, reference, reason=command.reason)


@mirrored.register
def _(command: AddFamilyMember | ReceiveContact, reference: str, other: Case) -> list[Event]:
    return linked(other, reference)


@judge.register
def _(command: commands.UnlinkSibling, case: Case, context: Context) -> Judged:
    if command.sibling not in case.kin.siblings:
        return unknown(
            f"It is not linked with {command.sibling}.",
            "sibling: one of " + (", ".join(case.kin.siblings) or "none"),
        )
    return [family.SiblingUnlinked(sibling=command.sibling, reason=command.reason)]


@mirrored.register
def _(command: commands.UnlinkSibling, reference: str, other: Case) -> list[Event]:
    if reference not in other.kin.siblings:
        return []
    return [family.SiblingUnlinked(sibling=reference, reason=command.reason)]


# -- one child with two records ------------------------------------------------------------------


@judge.register
def _(command: commands.MergeChildren, case: Case, context: Context) -> Judged:
    other = context.others.get(command.other)
    refused = merge_refused(command, case, other)
    if refused is not None or other is None:
        return refused or []
    brought = [
        contact.ConcernAdded(
            concern=next_id("C", case.concerns, ahead),
            category=concern.category,
            description=concern.description,
        )
        for ahead, concern in enumerate(other.open_concerns())
        if case.is_open
    ]
    concerns = tuple(event.concern for event in brought)
    taken_in = family.RecordTakenIn(
        other=other.reference,
        evidence=command.evidence,
        concerns=concerns,
        siblings=tuple(each for each in other.kin.siblings if each not in case.kin.siblings),
        differed=command.births_differ_because is not None,
        reason=command.reason,
        births_differ_because=command.births_differ_because or "",
    )
    if not case.is_open:
        return [taken_in]
    joined = contact.NewInformationJoined(
        joined_reference=other.reference, concerns=concerns, reason=other.reason
    )
    return [taken_in, *brought, joined, *found_to_follow(case, other, context)]


@mirrored.register
def _(command: commands.MergeChildren, reference: str, other: Case) -> list[Event]:
    episodes = [episode for episode in other.open_episodes() if other.is_open]
    owed = list(other.open_obligations())
    merged = family.RecordMerged(
        into=reference,
        episodes=tuple(episode.id for episode in episodes),
        obligations=tuple(each.id for each in owed),
        reason=command.reason,
    )
    because = f"merged into {reference}"
    return [
        merged,
        *(running.ObligationCancelled(obligation=each.id, because=because) for each in owed),
        *(
            decisions.EpisodeEnded(episode=each.id, kind=each.kind, outcome=Outcome.MERGED)
            for each in episodes
        ),
    ]


@judge.register
def _(command: commands.UndoMerge, case: Case, context: Context) -> Judged:
    taken = case.kin.took_in.get(command.other)
    refused = merged_away(case)
    if refused is None and (taken is None or command.other not in context.others):
        refused = unknown(
            f"{command.other} was not merged into this record.",
            "other: one of " + (", ".join(case.kin.took_in) or "none"),
        )
    if refused is not None or taken is None:
        return refused or []
    # What was said of a concern meanwhile stays said; what nobody spoke of goes back.
    went_back = [
        record.ConcernDisposedOf(
            concern=concern,
            disposal=Disposal.UNKNOWN,
            reason=f"It came with {command.other}, whose merge was undone, and stands there.",
        )
        for concern in taken.concerns
        if concern in case.concerns and case.concerns[concern].is_open
    ]
    unowed = [
        running.ObligationCancelled(obligation=owed.id, because=f"merge of {command.other} undone")
        for owed in case.open_obligations()
        if owed.kind == "consider-new-information" and owed.subject == command.other
    ]
    undone = family.MergeUndone(other=command.other, reason=command.reason)
    return [*first_after_all(case, command.other), undone, *went_back, *unowed]


@mirrored.register
def _(command: commands.UndoMerge, reference: str, other: Case) -> list[Event]:
    into = other.kin.merged_into
    if into is None or into.reference != reference:
        return []
    return [
        family.MergeUndone(other=reference, reason=command.reason),
        *(family.EpisodeTakenUpAgain(episode=each) for each in into.episodes),
        *(
            family.ObligationTakenUpAgain(obligation=each)
            for each in into.obligations
            if other.obligations[each].state is ObligationState.CANCELLED
        ),
    ]
