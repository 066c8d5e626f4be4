"""Lists that show gaps, and their figures: both are made from one statement for each list.

A list is a part of a population: contacts that did not become referrals are a part of the contacts
that were decided.  Each statement gives the same columns (`id`, `reference`, `team`, `worker`,
`at`, `what`), so that a list is its rows and a figure is their number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    RowMapping,
    Select,
    String,
    Table,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlmodel import Session

from journey.terms import Disposal, Kind, ObligationState, Outcome
from journey.transitions import LEFT
from models.queries.paging import Order, Page, page
from models.queries.restrictions import Viewer, shown_to
from models.tables import (
    ConcernRow,
    EpisodeRow,
    JourneyRow,
    ObligationRow,
    PartnerDelayRow,
    table_of,
)

_JOURNEY, _EPISODE = table_of(JourneyRow), table_of(EpisodeRow)
_OBLIGATION, _CONCERN = table_of(ObligationRow), table_of(ConcernRow)
_DELAY = table_of(PartnerDelayRow)
_LATER = _EPISODE.alias("later")

_DECIDED_BY_A_MANAGER = (
    "contact-decision",
    "referral-decision",
    "decision-two",
    "second-signature",
    "strategy-outcome",
    "conference-outcome",
)
_NO_REFERRAL = (Outcome.NO_FURTHER_ACTION, Outcome.ADVICE_GIVEN, Outcome.EARLY_HELP)
_REFERRAL = (Outcome.REFERRAL, Outcome.IMMEDIATE_PROTECTION)
_ON_THE_WAY = (Kind.REFERRAL, Kind.RESEARCH, Kind.STRATEGY_DISCUSSION, Kind.ENQUIRY)


@dataclass(frozen=True, slots=True)
class CountedLine:
    """One row of a list.

    Attributes:
        id: Of what is counted: an episode, an obligation, a delay.
        at: When it ended, fell due or happened, as the list says.
        what: An outcome, a kind of obligation, or an agency.
    """

    id: str
    reference: str
    team: str
    worker: str | None
    at: datetime
    what: str


def _rows(
    table: Table, at: ColumnElement[Any], what: ColumnElement[Any], *conditions: Any
) -> Select[Any]:
    return (
        select(
            table.c.id,
            table.c.reference,
            _JOURNEY.c.team,
            _JOURNEY.c.worker,
            at.label("at"),
            what.label("what"),
        )
        .join_from(table, _JOURNEY, _JOURNEY.c.reference == table.c.reference)
        .where(_JOURNEY.c.merged_into.is_(None), *conditions)
    )


def _ended(kind: Kind, *conditions: Any) -> Select[Any]:
    """Episodes that ended, but for those of children who moved away or died."""
    return _rows(
        _EPISODE,
        _EPISODE.c.ended_at,
        _EPISODE.c.outcome,
        _EPISODE.c.kind == kind.value,
        _EPISODE.c.ended_at.is_not(None),
        _EPISODE.c.outcome.not_in(_words(LEFT)),
        *conditions,
    )


def _words(outcomes: Any) -> list[str]:
    return sorted(each.value for each in outcomes)


def _with_outcome(*outcomes: Outcome) -> ColumnElement[bool]:
    return _EPISODE.c.outcome.in_(_words(outcomes))


def _later(*conditions: Any) -> Exists:
    same = _LATER.c.reference == _EPISODE.c.reference
    return exists().where(same, _LATER.c.number > _EPISODE.c.number, *conditions)


def _settled() -> ColumnElement[bool]:
    """A referral that went to assessment, or that nothing is on the way from any more."""
    return or_(_assessed_later(), ~_still_on_the_way())


def _assessed_later() -> Exists:
    return _later(_LATER.c.kind == Kind.ASSESSMENT.value)


def _still_on_the_way() -> Exists:
    kinds = [kind.value for kind in _ON_THE_WAY]
    return _later(_LATER.c.kind.in_(kinds), _LATER.c.ended_at.is_(None))


def _assessed() -> Exists:
    """An assessment that ran beside the enquiry or came after it, and was not cancelled."""
    return exists().where(
        _LATER.c.reference == _EPISODE.c.reference,
        _LATER.c.kind == Kind.ASSESSMENT.value,
        or_(_LATER.c.ended_at.is_(None), _LATER.c.ended_at >= _EPISODE.c.opened_at),
        or_(_LATER.c.outcome.is_(None), _LATER.c.outcome != Outcome.CANCELLED.value),
    )


def _harm_found() -> Exists:
    return exists().where(
        _CONCERN.c.reference == _EPISODE.c.reference,
        _CONCERN.c.disposal == Disposal.SUBSTANTIATED.value,
    )


def _in_time(*, late: bool) -> Exists:
    """By the first date, whatever it was moved to afterwards."""
    first = _OBLIGATION.c.first_due_at
    return exists().where(
        _OBLIGATION.c.reference == _EPISODE.c.reference,
        _OBLIGATION.c.kind == "assessment",
        _OBLIGATION.c.episode == literal("E") + cast(_EPISODE.c.number, String),
        _EPISODE.c.ended_at >= first if late else _EPISODE.c.ended_at < first,
    )


def _owed(kinds: Sequence[str], *conditions: Any) -> Select[Any]:
    return _rows(
        _OBLIGATION,
        _OBLIGATION.c.due_at,
        _OBLIGATION.c.kind,
        _OBLIGATION.c.kind.in_(kinds),
        _OBLIGATION.c.state == ObligationState.OPEN.value,
        *conditions,
    )


def _hand_offs(*conditions: Any) -> Select[Any]:
    return _rows(
        _EPISODE,
        func.coalesce(_EPISODE.c.ended_at, _EPISODE.c.opened_at),
        func.coalesce(_EPISODE.c.outcome, _EPISODE.c.kind),
        _EPISODE.c.kind == Kind.HAND_OFF.value,
        *conditions,
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """One list: what is in it, and of which population; `now` is when it is asked."""

    part: Callable[[datetime], Select[Any]]
    of: Callable[[datetime], Select[Any]]


def _contacts(_: datetime) -> Select[Any]:
    return _ended(Kind.CONTACT, _with_outcome(*_NO_REFERRAL, *_REFERRAL))


def _referrals(_: datetime) -> Select[Any]:
    return _ended(Kind.REFERRAL, _settled())


def _enquiries(_: datetime) -> Select[Any]:
    return _ended(Kind.ENQUIRY)


def _assessments(_: datetime) -> Select[Any]:
    return _ended(Kind.ASSESSMENT)


def _authorised(_: datetime) -> Select[Any]:
    return _ended(Kind.ASSESSMENT, _EPISODE.c.outcome != Outcome.CANCELLED.value)


def _all_hand_offs(_: datetime) -> Select[Any]:
    return _hand_offs()


def _assessments_with(*outcomes: Outcome) -> Counted:
    return Counted(lambda _: _ended(Kind.ASSESSMENT, _with_outcome(*outcomes)), _assessments)


def _overdue(*kinds: str) -> Counted:
    return Counted(lambda now: _owed(kinds, _OBLIGATION.c.due_at <= now), lambda _: _owed(kinds))


def _delays(_: datetime) -> Select[Any]:
    return _rows(_DELAY, _DELAY.c.at, _DELAY.c.agency)


_STOPPED = (Outcome.CANCELLED, Outcome.NO_FURTHER_ACTION, Outcome.EARLY_HELP)

LISTS: Mapping[str, Counted] = MappingProxyType(
    {
        "contacts-not-referrals": Counted(
            lambda _: _ended(Kind.CONTACT, _with_outcome(*_NO_REFERRAL)), _contacts
        ),
        "referrals-not-assessed": Counted(
            lambda _: _ended(Kind.REFERRAL, ~_assessed_later(), ~_still_on_the_way()), _referrals
        ),
        "enquiries-not-assessed": Counted(lambda _: _ended(Kind.ENQUIRY, ~_assessed()), _enquiries),
        "enquiries-harm-and-nothing-followed": Counted(
            lambda _: _ended(
                Kind.ENQUIRY,
                and_(_with_outcome(Outcome.NO_FURTHER_ACTION), ~_assessed(), _harm_found()),
            ),
            _enquiries,
        ),
        "assessments-authorised": Counted(_authorised, _assessments),
        "assessments-cancelled": _assessments_with(Outcome.CANCELLED),
        "assessments-closed": _assessments_with(Outcome.NO_FURTHER_ACTION),
        "assessments-stepped-down": _assessments_with(Outcome.EARLY_HELP),
        "assessments-without-a-plan": _assessments_with(*_STOPPED),
        "assessments-in-time": Counted(
            lambda _: _ended(
                Kind.ASSESSMENT,
                _EPISODE.c.outcome != Outcome.CANCELLED.value,
                _in_time(late=False),
            ),
            _authorised,
        ),
        "assessments-late": Counted(
            lambda _: _ended(
                Kind.ASSESSMENT,
                _EPISODE.c.outcome != Outcome.CANCELLED.value,
                _in_time(late=True),
            ),
            _authorised,
        ),
        "hand-offs-unconfirmed": Counted(
            lambda _: _hand_offs(_EPISODE.c.ended_at.is_(None), _EPISODE.c.confirmed_at.is_(None)),
            _all_hand_offs,
        ),
        "hand-offs-bounced": Counted(
            lambda _: _hand_offs(_with_outcome(Outcome.BOUNCED)), _all_hand_offs
        ),
        "unallocated-overdue": _overdue("allocation"),
        "decisions-overdue": _overdue(*_DECIDED_BY_A_MANAGER),
        "oversight-overdue": _overdue("management-oversight"),
        "supervision-overdue": _overdue("supervision"),
        "transfers-overdue": _overdue("transfer-answer"),
        "moves-unconfirmed-overdue": _overdue("receiving-confirmation", "receiving-in-conference"),
        "delays-by-partners": Counted(_delays, _delays),
    }
)
"""Every list by its key, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of every list.

    Attributes:
        now: When it is asked: what is due by then is overdue.
        since, until: Only what falls into that span, *since* on and before *until*.
        team: Only journeys of this team.
        viewer: Only journeys that are not restricted, or open to them; None for everything.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    team: str | None = None
    viewer: Viewer | None = None


def _asked(statement: Callable[[datetime], Select[Any]], asked: Asked) -> Select[Any]:
    made = statement(asked.now)
    at = made.selected_columns.at
    if asked.since is not None:
        made = made.where(at >= asked.since)
    if asked.until is not None:
        made = made.where(at < asked.until)
    if asked.team is not None:
        made = made.where(_JOURNEY.c.team == asked.team)
    if asked.viewer is not None:
        made = made.where(shown_to(_JOURNEY.c.reference, asked.viewer))
    return made


def figures(session: Session, keys: Sequence[str], asked: Asked) -> dict[str, tuple[int, int]]:
    """Return, for each list, how many it holds and how many its population: one query for all."""
    counts = [
        select(literal(f"{key}/{name}").label("name"), func.count().label("number")).select_from(
            _asked(statement, asked).subquery()
        )
        for key in keys
        for name, statement in (("part", LISTS[key].part), ("of", LISTS[key].of))
    ]
    found = {row.name: int(row.number) for row in session.execute(union_all(*counts))}
    return {key: (found[f"{key}/part"], found[f"{key}/of"]) for key in keys}


def lines(
    session: Session, key: str, asked: Asked, *, after: str | None = None, limit: int = 100
) -> Page[CountedLine]:
    """Return a page of one list, the oldest first."""
    statement = _asked(LISTS[key].part, asked)
    columns = statement.selected_columns
    return page(session, statement, Order(columns.at, columns.id), _line, after=after, limit=limit)


def _line(row: RowMapping) -> CountedLine:
    return CountedLine(
        id=row["id"],
        reference=row["reference"],
        team=row["team"],
        worker=row["worker"],
        at=row["at"],
        what=row["what"],
    )
