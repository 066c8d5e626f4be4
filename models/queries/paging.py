"""Paging by key: the next page begins after the last row of this one, wherever that is now.

Page 200 costs what page 1 does, and nothing is shown twice or left out when rows come and go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Select, literal, tuple_
from sqlmodel import Session

from models.columns import Instant
from models.errors import BadPageError

T = TypeVar("T")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and where the next ones begin.

    Attributes:
        next_page: What to ask the next page by; None on the last one.
    """

    rows: list[T]
    next_page: str | None


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted and paged by: an instant, then a key that tells rows apart."""

    at: ColumnElement[datetime]
    key: ColumnElement[str]
    newest_first: bool = False


def page(
    session: Session,
    statement: Select[Any],
    order: Order,
    make: Callable[[RowMapping], T],
    *,
    after: str | None,
    limit: int,
) -> Page[T]:
    """Return one page.  The order's two columns are selected beside what *make* needs."""
    at, key = order.at.label("page_at"), order.key.label("page_key")
    if after is not None:
        last = _place(after)
        here = tuple_(order.at, order.key)
        statement = statement.where(here < last if order.newest_first else here > last)
    if order.newest_first:
        statement = statement.order_by(order.at.desc(), order.key.desc())
    else:
        statement = statement.order_by(order.at, order.key)
    found = session.execute(statement.add_columns(at, key).limit(limit + 1)).mappings().all()
    more = len(found) > limit
    end = found[limit - 1] if more else None
    return Page(
        rows=[make(row) for row in found[:limit]],
        next_page=None if end is None else _name(end["page_at"], end["page_key"]),
    )


def _name(at: datetime, key: str) -> str:
    return f"{(at - _EPOCH) // _MICROSECOND}.{key}"


def _place(name: str) -> ColumnElement[Any]:
    count, _, key = name.partition(".")
    try:
        at = _EPOCH + timedelta(microseconds=int(count))
    except (ValueError, OverflowError):
        raise BadPageError from None
    return tuple_(literal(at, Instant), literal(key))
