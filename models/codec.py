"""Events to plain JSON values and back, generically over their dataclasses.

A field marked `PERSONAL` goes to the narrative, every other to the facts.  Instants are ISO
8601 in UTC, days ISO 8601, words of a closed list their value, parts their own fields.  An
empty value (None, "", ()) that is also the field's default is left out.

A plan per type is made once, at import, so that nothing is looked up per event.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from operator import attrgetter
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from journey.errors import NaiveInstantError
from journey.events import EVENTS, Event
from journey.shapes import Personal
from models.errors import UnreadableEventError, UnstorableTextError

Convert = Callable[[Any], Any]
_NEVER = object()


class _Field(NamedTuple):
    name: str
    personal: bool
    empty: Any
    encode: Convert
    decode: Convert


class _Plan(NamedTuple):
    build: Callable[..., Any]
    fields: tuple[_Field, ...]
    decoders: Mapping[str, Convert]


_PLANS: dict[type, _Plan] = {}


def encode(event: Event) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the facts and the narrative of an event, ready for JSON."""
    facts: dict[str, Any] = {}
    narrative: dict[str, Any] = {}
    for field in _plan(type(event)).fields:
        value = getattr(event, field.name)
        if value == field.empty:
            continue
        (narrative if field.personal else facts)[field.name] = field.encode(value)
    return facts, narrative


def decode(
    type_name: str, schema: int, facts: Mapping[str, Any], narrative: Mapping[str, Any] | None
) -> Event:
    """Return the event; with the narrative destroyed (None) its personal fields are empty."""
    kind = EVENTS.get(type_name)
    if kind is None:
        raise UnreadableEventError(type_name, schema, "there is no such event")
    if schema != kind.SCHEMA:
        raise UnreadableEventError(type_name, schema, f"the newest known schema is {kind.SCHEMA}")
    plan = _plan(kind)
    decoders = plan.decoders
    try:
        values = {name: decoders[name](value) for name, value in facts.items()}
        if narrative:
            for name, value in narrative.items():
                values[name] = decoders[name](value)
        event: Event = plan.build(**values)
    except (KeyError, TypeError, ValueError) as fault:
        # The fault's own text may quote a value; its kind is enough.
        raise UnreadableEventError(type_name, schema, type(fault).__name__) from None
    return event


def _plan(kind: type) -> _Plan:
    if kind not in _PLANS:
        _PLANS[kind] = _make_plan(kind)
    return _PLANS[kind]


def _make_plan(kind: type) -> _Plan:
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = []
    for field in dataclasses.fields(kind):
        encoder, decoder = _converters(hints[field.name], f"{kind.__name__}.{field.name}")
        empty = field.default if field.default in (None, "", ()) else _NEVER
        if field.default is dataclasses.MISSING:
            empty = _NEVER
        fields.append(_Field(field.name, _is_personal(hints[field.name]), empty, encoder, decoder))
    return _Plan(kind, tuple(fields), {field.name: field.decode for field in fields})


def _is_personal(hint: Any) -> bool:
    return get_origin(hint) is Annotated and any(
        isinstance(mark, Personal) for mark in hint.__metadata__
    )


def _converters(hint: Any, where: str) -> tuple[Convert, Convert]:
    """Return how a value of this type is written and read."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _converters(get_args(hint)[0], where)
    if origin in (Union, types.UnionType):
        (inner,) = (each for each in get_args(hint) if each is not types.NoneType)
        encoder, decoder = _converters(inner, where)
        return _or_none(encoder), _or_none(decoder)
    if origin is tuple:
        inner, _ellipsis = get_args(hint)
        encoder, decoder = _converters(inner, where)
        return (
            lambda values: [encoder(value) for value in values],
            lambda values: tuple([decoder(value) for value in values]),
        )
    return _plain_converters(hint, where)


def _plain_converters(hint: Any, where: str) -> tuple[Convert, Convert]:
    if dataclasses.is_dataclass(hint):
        return _part_converters(typing.cast("type", hint))
    if issubclass(hint, Enum):
        # Looked up by value: twice as fast as calling the class.
        return attrgetter("value"), {word.value: word for word in hint}.__getitem__
    if hint is datetime:
        return _write_instant, datetime.fromisoformat
    if hint is date:
        return date.isoformat, date.fromisoformat
    if hint is str:
        return _text_writer(where), _as_it_is
    if hint in (int, bool):
        return _as_it_is, _as_it_is
    raise TypeError(f"{where}: nothing says how {hint} is kept in the log")


def _part_converters(kind: type) -> tuple[Convert, Convert]:
    plan = _plan(kind)

    def write(part: Any) -> dict[str, Any]:
        pairs = ((field, getattr(part, field.name)) for field in plan.fields)
        return {f.name: f.encode(value) for f, value in pairs if value != f.empty}

    def read(values: Mapping[str, Any]) -> Any:
        decoders = plan.decoders
        return plan.build(**{name: decoders[name](value) for name, value in values.items()})

    return write, read


def _or_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _as_it_is(value: Any) -> Any:
    return value


def _text_writer(where: str) -> Convert:
    def write(text: str) -> str:
        if "\0" in text:
            raise UnstorableTextError(where)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UnstorableTextError(where) from None
        return text

    return write


def _write_instant(instant: datetime) -> str:
    if instant.tzinfo is None:
        raise NaiveInstantError(instant)
    return instant.astimezone(UTC).isoformat()


for _kind in EVENTS.values():
    _plan(_kind)
