"""What changed among the stuck journeys since a week ago.

What led then is what the nightly check of that day saw.  Where none looked it is read from the log:
a journey on which nothing has been recorded since stands as it stood, and its projection rows say
what led; the others are folded as they were, many at a time.  Who has left or is away is then known
as of today alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.asking.scope import readers_only, viewer
from casework.asking.sticking import leading
from casework.hub import Hub
from casework.people.staff import staff_of
from journey.case import Case
from journey.evolve import fold
from journey.people import Actor
from journey.terms import Finding
from models import log
from models.queries import nights
from models.queries.light_cases import BATCH, busy_since, light_cases
from models.queries.restrictions import Viewer
from models.store import Session

BACK = timedelta(days=7)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A journey that a finding leads, or led.

    Attributes:
        before: What led a week ago; None where the journey was not there, or nothing led.
        now: What leads now; None where it is closed and owes nothing.
    """

    reference: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """One finding: a week ago it led `resolved` and `still`, now it leads `new` and `still`."""

    finding: str
    new: tuple[Moved, ...]
    resolved: tuple[Moved, ...]
    still: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckChanges:
    """What changed, finding by finding; `waiting` in time is none of them."""

    as_of: datetime
    since: datetime
    findings: tuple[FindingChange, ...]


def stuck_changes(hub: Hub, actor: Actor, *, team: str | None = None) -> StuckChanges:
    """Return which findings are new, resolved and still there since a week ago.

    Args:
        team: Only journeys that are this team's now.

    Raises:
        NotAllowedError: The reader does not read journeys.
    """
    readers_only(actor, "stuck journeys")
    now, looking = hub.clock.now(), viewer(hub, actor)
    with hub.store.read() as session:
        after = findings_at(hub, session, light_cases(session, team=team, viewer=looking), now)
        since = nights.newest(session, after=now - BACK - A_DAY, until=now - BACK)
        if since is None:
            since = now - BACK
            before = _from_the_log(hub, session, since, team=team, looking=looking)
        else:
            before = nights.findings(session, since, team=team, viewer=looking)
    changes = [_change(each, before, after) for each in Finding if each is not Finding.WAITING]
    return StuckChanges(as_of=now, since=since, findings=tuple(changes))


def findings_at(hub: Hub, session: Session, cases: Iterable[Case], at: datetime) -> dict[str, str]:
    """Return what leads on each journey at an instant."""
    staff, rulebook = staff_of(session), hub.rules()
    found: dict[str, str] = {}
    for case in cases:
        leads = leading(case, now=at, staff=staff, rulebook=rulebook)
        if leads is not None:
            found[case.reference] = leads.finding.value
    return found


def _from_the_log(
    hub: Hub, session: Session, then: datetime, *, team: str | None, looking: Viewer | None
) -> dict[str, str]:
    """Return what led on each journey at an instant at which no nightly check looked."""
    busy = busy_since(session, then, team=team, viewer=looking)
    skipped = set(busy)
    quiet = (
        case
        for case in light_cases(session, team=team, viewer=looking)
        if case.reference not in skipped and case.opened_at and case.opened_at <= then
    )
    found = findings_at(hub, session, quiet, then)
    for start in range(0, len(busy), BATCH):
        read = log.load_many(session, busy[start : start + BATCH], at=then)
        found |= findings_at(hub, session, (fold(events) for _, events in read), then)
    return found


def _change(finding: Finding, before: Mapping[str, str], after: Mapping[str, str]) -> FindingChange:
    led = {reference for reference, key in before.items() if key == finding.value}
    leads = {reference for reference, key in after.items() if key == finding.value}

    def moved(references: set[str]) -> tuple[Moved, ...]:
        return tuple(
            Moved(reference=each, before=before.get(each), now=after.get(each))
            for each in sorted(references)
        )

    return FindingChange(
        finding=finding.value,
        new=moved(leads - led),
        resolved=moved(led - leads),
        still=moved(led & leads),
    )
