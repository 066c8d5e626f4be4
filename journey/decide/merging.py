"""Whether two records may be merged: one child, and nobody outside waits for what would stop.

The clocks of the record that ends here are stopped, and what the other then owes takes their
place: to consider what was brought.  That covers what the hub owes itself.  A reply that is
asked for, a referrer who is to be told, a visit or a plan is no question of ours alone, so it
is brought to its end first (docs/decisions/0012-two-records-of-one-child.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case
from journey.commands.family import MergeChildren
from journey.decide.context import merged_away, not_now, unknown
from journey.family import SameChild
from journey.refusals import Refused
from journey.terms import Guard, Kind

COVERED_EPISODES = frozenset({Kind.CONTACT, Kind.REFERRAL, Kind.CLOSURE})
"""A decision still to be taken here is taken on the record that goes on."""

COVERED = frozenset(
    {"contact-decision", "referral-decision", "management-oversight", "allocation", "closure"}
)
"""Obligations that the record that goes on covers: its own, and to consider what was brought."""


def merge_refused(command: MergeChildren, case: Case, other: Case | None) -> Refused | None:
    """Return why two records are not merged, the gravest reason first."""
    if command.other == case.reference:
        return unknown("A record cannot be merged with itself.", "other: another journey")
    if other is None:
        return unknown(
            f"There is no journey {command.other}, or it is not yours to see.",
            "other: the reference of the child's second record",
        )
    return (
        _merged_already(case, other)
        or _two_children(command, case, other)
        or _evidence_missing(command, case, other)
        or _still_running(case, other)
    )


def _merged_already(case: Case, other: Case) -> Refused | None:
    refused = merged_away(case)
    if refused is not None:
        return refused
    into = other.kin.merged_into
    if into is not None:
        return not_now(
            f"{other.reference} was merged into {into.reference} already.",
            f"other: {into.reference}, if that is the same child too",
        )
    if other.joined_to == case.reference:
        return not_now(f"{other.reference} was joined to this journey already.")
    if case.joined_to == other.reference:
        return not_now(f"This contact was joined to {other.reference}; the child goes on there.")
    return None


def _two_children(command: MergeChildren, case: Case, other: Case) -> Refused | None:
    if other.reference in case.kin.siblings or case.reference in other.kin.siblings:
        return Refused(
            Guard.NOT_ONE_CHILD,
            "They are linked as siblings, and siblings are two children.",
            ("unlink-sibling, with the reason, if the link was a mistake",),
        )
    differ = list(_differences(case, other))
    if differ and command.births_differ_because is None:
        return Refused(
            Guard.NOT_ONE_CHILD,
            f"The two records differ in {' and '.join(differ)}.",
            ("births_differ_because: why they are one child all the same",),
        )
    return None


def _differences(case: Case, other: Case) -> Iterator[str]:
    here, there = case.child, other.child
    if here is None or there is None:
        return
    if here.born is not None and there.born is not None and here.born != there.born:
        yield "the date of birth"
    if here.number is not None and there.number is not None and here.number != there.number:
        yield "the child's lasting number"


def _evidence_missing(command: MergeChildren, case: Case, other: Case) -> Refused | None:
    here, there = case.child, other.child
    wrong = []
    if SameChild.SAME_NUMBER in command.evidence and (
        here is None or there is None or here.number is None or here.number != there.number
    ):
        wrong.append("same-number: the same number stands on both records")
    if SameChild.SAME_NAME_AND_BIRTH in command.evidence and (
        here is None
        or there is None
        or _said(here.name) != _said(there.name)
        or (here.born, here.expected) != (there.born, there.expected)
    ):
        wrong.append("same-name-and-birth: the same name and date of birth stand on both records")
    if wrong:
        return Refused(
            Guard.NOT_ONE_CHILD, "The records do not show what is given as evidence.", tuple(wrong)
        )
    if not command.evidence:
        known = ", ".join(SameChild)
        return Refused(
            Guard.NOT_ONE_CHILD,
            "Nothing is said that shows that they are one child.",
            (f"evidence: at least one of {known}",),
        )
    return None


def _said(name: str) -> str:
    return " ".join(name.casefold().split())


def _still_running(case: Case, other: Case) -> Refused | None:
    if other.is_open and not case.is_open:
        return not_now(
            "The other record is open and this one is closed: the journey would end unseen.",
            f"merge-children, given to {other.reference}, with this one as the other",
            "reopen this one first",
        )
    needs = [
        f"bring the {episode.kind} on {other.reference} to its end"
        for episode in other.open_episodes()
        if episode.kind not in COVERED_EPISODES
    ]
    needs += [
        f"the reply of {request.agency}, or withdraw-request"
        for request in other.missing_replies()
        if other.is_open
    ]
    needs += [
        f"{owed.label}, owed on {other.reference}: done, or waived by a manager"
        for owed in other.open_obligations()
        if owed.kind not in COVERED
    ]
    pending = other.pending_decision()
    if pending is not None:
        needs.append(f"countersign decision {pending.id} on {other.reference}")
    if not needs:
        return None
    return not_now(
        f"Others wait for what is under way on {other.reference}; merging would stop it.",
        *dict.fromkeys(needs),
    )
