"""Column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from journey.errors import NaiveInstantError
from models.canonical import canonical

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant, always UTC.

    PostgreSQL keeps `timestamptz`.  SQLite has no type for instants: there it is the count
    of microseconds since 1970, an integer, so that order, comparison and indexes are exact.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return what the column is on this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse an instant without a zone; it could be any of two dozen instants."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstantError(value)
        if dialect.name == "sqlite":
            return (value - _EPOCH) // _MICROSECOND
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes an instant in UTC of a value that was read.

        Not `process_result_value`, behind which SQLAlchemy puts two more calls: a journey
        of two hundred events has four hundred instants.
        """
        return _instant if dialect.name == "sqlite" else _in_utc


# The events of one command, and of one sweep, share their instants.
@lru_cache(maxsize=4096)
def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def _in_utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """JSON as canonical text: the same bytes on both databases, and in the hash."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write canonical text; None is NULL."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the text back."""
        return None if value is None else json.loads(value)


class Counted(TypeDecorator[int]):
    """A number that counts up by itself as a primary key, of 64 bits on both databases."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return INTEGER on SQLite, which counts up that type alone, in 64 bits."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())
