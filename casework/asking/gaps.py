"""Lists that show gaps: what did not become what it might have, what is late, whom nobody helped.

Each figure is a part of a named whole and opens to the journeys behind it (requirements C7, C9,
E3, P1, Q1): figure and list are one query (`models.queries.counted`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from casework.asking.scope import viewer
from casework.errors import BadInputError, Fault, NotAllowedError, NotFoundError
from casework.hub import Hub
from journey.people import Actor, Role
from models.errors import BadPageError
from models.queries import counted

LIST_READERS = frozenset({Role.MANAGER, Role.SENIOR_MANAGER, Role.AUDITOR})

_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "contacts-not-referrals": (
            "Contacts that did not become referrals",
            "contacts decided, but for those that joined an open journey",
        ),
        "referrals-not-assessed": (
            "Referrals that did not go to assessment",
            "referrals from which nothing is on the way any more",
        ),
        "enquiries-not-assessed": ("Enquiries without an assessment", "enquiries that ended"),
        "enquiries-harm-and-nothing-followed": (
            "Enquiries that found harm, and neither conference nor assessment followed",
            "enquiries that ended",
        ),
        "assessments-authorised": ("Assessments authorised", "assessments that ended"),
        "assessments-cancelled": ("Assessments cancelled", "assessments that ended"),
        "assessments-closed": (
            "Assessments that ended with no further action",
            "assessments that ended",
        ),
        "assessments-stepped-down": (
            "Assessments stepped down to early help",
            "assessments that ended",
        ),
        "assessments-without-a-plan": (
            "Assessments cancelled, closed or stepped down",
            "assessments that ended",
        ),
        "assessments-in-time": (
            "Assessments authorised by their first date",
            "assessments authorised",
        ),
        "assessments-late": (
            "Assessments authorised after their first date",
            "assessments authorised",
        ),
        "hand-offs-unconfirmed": (
            "Hand-offs that nobody has confirmed",
            "hand-offs",
        ),
        "hand-offs-bounced": ("Hand-offs that bounced", "hand-offs"),
        "unallocated-overdue": (
            "Work that nobody has, past its limit",
            "journeys to be allocated",
        ),
        "decisions-overdue": (
            "Decisions that wait with a manager, past their limit",
            "decisions that wait with a manager",
        ),
        "oversight-overdue": ("Oversight overdue", "journeys on which oversight is owed"),
        "supervision-overdue": ("Supervision overdue", "journeys on which supervision is owed"),
        "transfers-overdue": (
            "Transfers that the other team has not answered in time",
            "transfers that wait for an answer",
        ),
        "moves-unconfirmed-overdue": (
            "Moves that the other authority has not confirmed in time",
            "confirmations and conferences of other authorities that are waited for",
        ),
        "delays-by-partners": ("Delays by partners", "delays by partners"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFigure:
    """A list by its number: `count` of `of`, which is what `whole` says."""

    key: str
    title: str
    count: int
    of: int
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFigures:
    """Every list with its figure, over one span."""

    as_of: datetime
    since: datetime | None
    until: datetime | None
    lists: tuple[GapFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """One thing that is counted.

    Attributes:
        id: Of the episode, obligation or delay.
        at: When it ended, began, fell due or happened.
        what: An outcome, a kind of obligation, or an agency.
    """

    id: str
    reference: str
    team: str
    worker: str | None
    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapList:
    """One list, a page at a time, with the figure that is its length over all pages."""

    as_of: datetime
    since: datetime | None
    until: datetime | None
    figure: GapFigure
    rows: tuple[GapLine, ...]
    next: str | None


def lists(
    hub: Hub,
    actor: Actor,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    team: str | None = None,
) -> GapFigures:
    """Return the figure of every list.

    Args:
        since, until: Only what ended, fell due or happened from *since* on and before *until*.
        team: Only journeys of this team.

    Raises:
        NotAllowedError: The reader is no manager and no auditor.
        BadInputError: An instant without a zone, or a span that ends before it begins.
    """
    _readers_only(actor)
    asked = replace(_asked(hub, actor, since, until), team=team)
    with hub.store.read() as session:
        found = counted.figures(session, list(_TITLES), asked)
    return GapFigures(
        as_of=asked.now,
        since=since,
        until=until,
        lists=tuple(_figure(key, *numbers) for key, numbers in found.items()),
    )


def list_of(
    hub: Hub,
    actor: Actor,
    key: str,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    team: str | None = None,
    after: str | None = None,
    limit: int = 100,
) -> GapList:
    """Return one list, the oldest first.

    Args:
        team: Only journeys of this team.
        after: The `next` of the page before.

    Raises:
        NotAllowedError: The reader is no manager and no auditor.
        NotFoundError: There is no such list.
        BadInputError: An instant without a zone, a span that ends before it begins, or an
            `after` that no page gave.
    """
    _readers_only(actor)
    if key not in _TITLES:
        raise NotFoundError("list", key)
    asked = replace(_asked(hub, actor, since, until), team=team)
    try:
        with hub.store.read() as session:
            numbers = counted.figures(session, [key], asked)[key]
            page = counted.lines(session, key, asked, after=after, limit=limit)
    except BadPageError:
        raise BadInputError(
            Fault("after", "no page gave it", "the `next` of the page before")
        ) from None
    return GapList(
        as_of=asked.now,
        since=since,
        until=until,
        figure=_figure(key, *numbers),
        rows=tuple(
            GapLine(
                id=row.id,
                reference=row.reference,
                team=row.team,
                worker=row.worker,
                at=row.at,
                what=row.what,
            )
            for row in page.rows
        ),
        next=page.next_page,
    )


def _figure(key: str, count: int, of: int) -> GapFigure:
    title, whole = _TITLES[key]
    return GapFigure(key=key, title=title, count=count, of=of, whole=whole)


def _readers_only(actor: Actor) -> None:
    if actor.role not in LIST_READERS:
        raise NotAllowedError("lists that show gaps", actor.role.value)


def _asked(hub: Hub, actor: Actor, since: datetime | None, until: datetime | None) -> counted.Asked:
    for where, instant in (("since", since), ("until", until)):
        if instant is not None and instant.tzinfo is None:
            raise BadInputError(
                Fault(
                    where,
                    "the instant has no time zone",
                    "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
                )
            )
    if since is not None and until is not None and until <= since:
        raise BadInputError(Fault("until", "it is not after `since`", "a later instant"))
    return counted.Asked(now=hub.clock.now(), since=since, until=until, viewer=viewer(hub, actor))
