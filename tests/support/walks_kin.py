"""What chance may do about the family: households, siblings, and second records of a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from journey.case import Case
from journey.commands import Command, contact, family
from journey.decide import record_events
from journey.decide.context import Context
from journey.decide.family import mirrored
from journey.decide.merging import merge_refused
from journey.events import Event
from journey.events.family import SameWordsFound
from journey.family import Acquired, HouseholdMove, SameChild
from tests.support.cases import CONTACT, PEOPLE, Played, play

WHY = "because of what is known today"
SIBLING, SECOND = "TL25-000007", "TL25-000008"
_BEGUN = play(CONTACT, contact.AcknowledgeContact(how="by mail")).case
OTHERS = {reference: replace(_BEGUN, reference=reference) for reference in (SIBLING, SECOND)}
MEMBERS = ("Invented Mother", "Invented Father", "Nobody")


class Kin:
    """What somebody might say about the family."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices) if choices else None

    def command(self, _: Case, now: datetime) -> Command:
        day = (now - timedelta(days=self.random.randint(-2, 30))).date()
        since = self.one([None, day])
        named = self.one([SIBLING, SECOND, "TL25-000099", "TL25-000001"])
        return self.one(
            [
                lambda: family.ChangeHousehold(
                    what_happened=WHY,
                    moves=tuple(
                        HouseholdMove(member=each, joined=self.one([True, False]))
                        for each in self.random.sample(MEMBERS, k=self.random.randint(0, 2))
                    ),
                    address=self.one([None, "1 Invented Road"]),
                    since=since,
                ),
                lambda: contact.RecordParentalResponsibility(
                    member=self.one(MEMBERS[:2]),
                    holds=self.one([True, False]),
                    acquired=self.one([None, None, *Acquired]),
                    since=since,
                    how_known="asked",
                ),
                lambda: family.LinkSibling(sibling=named, reason=WHY),
                lambda: family.UnlinkSibling(sibling=named, reason=WHY),
                lambda: family.MergeChildren(
                    other=named,
                    evidence=self.one([(), tuple(SameChild)[3:]]),
                    reason=WHY,
                    births_differ_because=self.one([None, WHY]),
                ),
                lambda: family.UndoMerge(other=named, reason=WHY),
            ]
        )()

    def beyond(self, played: Played) -> bool:
        """Let another journey's command reach this one, as the hub does; say if one did."""
        into = played.case.kin.merged_into
        merge = family.MergeChildren(
            other="TL25-000001", evidence=(SameChild.CONFIRMED_BY_FAMILY,), reason=WHY
        )
        undo = family.UndoMerge(other="TL25-000001", reason=WHY)
        link = family.LinkSibling(sibling="TL25-000001", reason=WHY)
        events: list[Event] = []
        if into is not None:
            events = mirrored(undo, into.reference, played.case)
        elif self.random.random() < 0.5:
            events = mirrored(link, SIBLING, played.case)
        elif merge_refused(merge, OTHERS[SECOND], played.case) is None:
            events = mirrored(merge, SECOND, played.case)
        if played.case.kin.siblings and played.case.is_open:
            sibling = self.one(list(played.case.kin.siblings))
            events.append(SameWordsFound(entry=1, sibling=sibling, sibling_entry=3, alike=80))
        context = Context(
            rulebook=played.rulebook, actor=PEOPLE["mona"], now=played.now, at=played.now
        )
        done = record_events(played.case, events, context)
        played.case, played.last = done.case, done.recorded
        played.log.extend(done.recorded)
        return bool(events)
