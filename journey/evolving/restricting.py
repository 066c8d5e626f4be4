"""Folding restrictions."""

from __future__ import annotations

from journey.case import Case
from journey.events import Recorded, restricting
from journey.evolving.base import apply, sent_too
from journey.replacing import replaced
from journey.restricting import Restriction


@apply.register
def _(event: restricting.JourneyRestricted, case: Case, at: Recorded) -> Case:
    restriction = Restriction(
        people=event.people, by=at.actor, since=at.recorded_at, reason=event.reason
    )
    return replaced(case, restriction=restriction)


@apply.register
def _(event: restricting.RestrictionLifted, case: Case, at: Recorded) -> Case:
    del event, at
    return replaced(case, restriction=None)


@apply.register
def _(event: restricting.RestrictedOpened, case: Case, at: Recorded) -> Case:
    restriction = case.restriction
    if restriction is not None:
        opened = {**restriction.opened, at.actor: event.until}
        restriction = replaced(restriction, opened=opened)
    return replaced(case, restriction=restriction, sent=sent_too(case, at, event.notices))
