"""What was typed becomes what the registry reads, without a word of it being lost.

Names in a form are paths: `child.name`, `concerns.0.view`.  A day comes in parts
(`child.born-day`, `-month`, `-year`), an instant in these and `-time`, in the hub's own zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from casework.errors import Fault
from web.forms.fields import Control, Field

Typed = Mapping[str, Sequence[str]]
"""What stands in each field of a form, by its name; a field of ticks has several."""

DAY_PARTS = ("day", "month", "year")
INSTANT_PARTS = (*DAY_PARTS, "time")
MOST_IN_A_GROUP = 60
"""Parts of one kind in a form: more children than a school class, more agencies than there are."""

_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>[ap])?\.?m?\.?", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HALF_A_DAY = 12


@dataclass(slots=True)
class Read:
    """What came of reading a form.

    Attributes:
        payload: For the registry.
        faults: What cannot be handed to it, by the form's own paths.
        paths: From the payload's paths to the form's, where groups were left out between.
    """

    payload: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)


def read(fields: Sequence[Field], typed: Typed, zone: ZoneInfo) -> Read:
    """Return the payload of a form."""
    found = Read()
    reader = _Reader(typed, zone, found)
    found.payload = reader.group(fields, "", "") or {}
    return found


def count(typed: Typed, path: str) -> int:
    """Return how many parts of a group the form shows."""
    highest = -1
    start = f"{path}."
    for name in typed:
        if name.startswith(start):
            number = name[len(start) :].partition(".")[0]
            if number.isascii() and number.isdigit() and len(number) < 4:  # noqa: PLR2004 - below a thousand
                highest = max(highest, int(number))
    return min(highest + 1, MOST_IN_A_GROUP)


def one(typed: Typed, name: str) -> str:
    """Return what stands in a field, without blanks around it and with our own line ends."""
    values = typed.get(name) or ("",)
    return values[0].replace("\r\n", "\n").replace("\r", "\n").strip()


class _Reader:
    def __init__(self, typed: Typed, zone: ZoneInfo, found: Read) -> None:
        self.typed = typed
        self.zone = zone
        self.found = found

    def group(self, fields: Sequence[Field], path: str, given: str) -> dict[str, Any] | None:
        """Return what the fields of one group hold; None where nothing was typed into any."""
        payload: dict[str, Any] = {}
        for each in fields:
            at, to = f"{path}{each.name}", f"{given}{each.name}"
            self.found.paths[to] = at
            value = self._value(each, at, to)
            if value is not None:
                payload[each.name] = value
        return payload or None

    def _value(self, each: Field, at: str, to: str) -> Any:
        match each.control:
            case Control.GROUP:
                inner = self.group(each.inner, f"{at}.", f"{to}.")
                return inner if inner is not None or not each.required else {}
            case Control.GROUPS:
                return self._groups(each, at, to)
            case Control.DAY:
                return self._day(at)
            case Control.INSTANT:
                return self._instant(at)
            case _:
                return self._plain(each, at)

    def _plain(self, each: Field, at: str) -> Any:
        match each.control:
            case Control.CHOICES:
                return [value for value in self.typed.get(at, ()) if value] or None
            case Control.LINES:
                lines = (line.strip() for line in one(self.typed, at).split("\n"))
                return [line for line in lines if line] or None
            case Control.TICK | Control.YES_NO | Control.YES_NO_UNKNOWN:
                return {"yes": True, "no": False}.get(one(self.typed, at))
            case Control.NUMBER:
                return self._number(at)
            case _ if each.source == "entries":
                return self._number(at)
            case _:
                return one(self.typed, at) or None

    def _groups(self, each: Field, at: str, to: str) -> list[dict[str, Any]] | None:
        """Return the parts that hold something; one whose subject alone stands is blank."""
        made: list[dict[str, Any]] = []
        for number in range(count(self.typed, at)):
            given = f"{to}.{len(made)}"
            before = len(self.found.faults)
            part = self.group(each.inner, f"{at}.{number}.", f"{given}.")
            # A no was said; a group or a list in which nothing stands was not.
            filled = (name for name, value in (part or {}).items() if value not in ({}, []))
            said = set(filled) - {each.said.each}
            if part is not None and (said or len(self.found.faults) > before):
                self.found.paths[given] = f"{at}.{number}"
                made.append(part)
        return made or None

    def _number(self, at: str) -> Any:
        text = one(self.typed, at)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text or None  # noqa: PLR2004 - what an int32 holds

    def _parts(self, at: str, names: Sequence[str]) -> list[str]:
        return [one(self.typed, f"{at}-{name}") for name in names]

    def _day(self, at: str) -> str | None:
        parts = self._parts(at, DAY_PARTS)
        day = self._date(at, parts)
        return None if day is None else day.isoformat()

    def _date(self, at: str, parts: list[str]) -> date | None:
        if not any(parts):
            return None
        gaps = [name for name, part in zip(DAY_PARTS, parts, strict=True) if not part]
        if gaps:
            self._fault(f"{at}-{gaps[0]}", f"it lacks a {' and a '.join(gaps)}", "a whole date")
            return None
        number = [_month(part) if i == 1 else _digits(part) for i, part in enumerate(parts)]
        try:
            return date(number[2], number[1], number[0])
        except ValueError:
            self._fault(at, "it is not a real date", "a date such as 27 3 2016")
            return None

    def _instant(self, at: str) -> str | None:
        *parts, clock = self._parts(at, INSTANT_PARTS)
        if not any(parts):
            if clock:
                self._fault(f"{at}-day", "it lacks a date", "a whole date with its time")
            return None
        day, wall = self._date(at, parts), self._time(at, clock)
        if day is None or wall is None:
            return None
        local = datetime.combine(day, wall, self.zone)
        if local.astimezone(UTC).astimezone(self.zone).time() != wall:
            what = "there was no such time on that day, because the clocks went forward"
            self._fault(f"{at}-time", what, "another time")
        return local.isoformat()

    def _time(self, at: str, clock: str) -> time | None:
        wall = _wall(clock)
        if wall is None:
            what = "it is not a time" if clock else "it lacks a time"
            self._fault(f"{at}-time", what, "a time such as 4:30pm or 16:30")
        return wall

    def _fault(self, where: str, what: str, expected: str) -> None:
        self.found.faults.append(Fault(where, what, expected))


def _digits(part: str) -> int:
    return int(part) if part.isascii() and part.isdigit() and len(part) <= 4 else 0  # noqa: PLR2004 - a year has four


def _month(part: str) -> int:
    name = part[:3].casefold()
    return _MONTHS.index(name) + 1 if name in _MONTHS else _digits(part)


def _wall(clock: str) -> time | None:
    """Return a time of day as people write it: 16:30, 4.30pm, 9am, midday."""
    if clock.casefold() in ("midday", "noon"):
        return time(_HALF_A_DAY)
    found = _TIME.fullmatch(clock)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()
    if half and not 1 <= hour <= _HALF_A_DAY:
        return None
    if half:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half == "p" else 0)
    elif found["minute"] is None:
        return None  # "9" alone may be morning or evening
    try:
        return time(hour, minute)
    except ValueError:
        return None


def written(
    fields: Sequence[Field], given: Mapping[str, Any], zone: ZoneInfo
) -> dict[str, tuple[str, ...]]:
    """Return what a form shows when it stands filled in with a payload: `read` turned round."""
    return dict(_written(fields, given, zone, ""))


def _written(
    fields: Sequence[Field], given: Mapping[str, Any], zone: ZoneInfo, path: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in fields:
        value, at = given.get(each.name), f"{path}{each.name}"
        if value is None:
            continue
        match each.control:
            case Control.GROUP:
                yield from _written(each.inner, value, zone, f"{at}.")
            case Control.GROUPS:
                for number, part in enumerate(value):
                    yield from _written(each.inner, part, zone, f"{at}.{number}.")
            case Control.DAY | Control.INSTANT:
                yield from _dated(value, zone, at)
            case Control.CHOICES:
                yield at, tuple(str(part) for part in value)
            case Control.LINES:
                yield at, ("\n".join(str(part) for part in value),)
            case _ if isinstance(value, bool):
                yield at, ("yes" if value else "no",)
            case _:
                yield at, (str(value),)


def _dated(value: Any, zone: ZoneInfo, at: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.astimezone(zone)
        yield f"{at}-time", (value.strftime("%H:%M"),)
    for name in DAY_PARTS:
        yield f"{at}-{name}", (str(getattr(value, name)),)
