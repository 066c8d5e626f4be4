"""One stored example of every event and schema, which the log must be able to read for ever.

`python -m tests.support.event_examples` writes those that are missing.  It never touches one that
is there: a change after which an old example can no longer be read breaks old records.
"""

import dataclasses
import json
import types
import typing
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

from journey.events import EVENTS
from models.codec import encode

FOLDER = Path(__file__).parents[1] / "examples" / "events"


def file_of(kind: type) -> Path:
    return FOLDER / f"{kind.__name__}.{kind.SCHEMA}.json"


def an_event(kind: type):
    """An event with every field filled, the same each time."""
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    return kind(**{f.name: _value(hints[f.name], f.name) for f in fields})


def _value(hint, name: str):
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(
            next(each for each in typing.get_args(hint) if each is not types.NoneType), name
        )
    if origin is tuple:
        return (_value(typing.get_args(hint)[0], name),)
    if dataclasses.is_dataclass(hint):
        return an_event(hint)
    if issubclass(hint, Enum):
        return next(iter(hint))
    samples = {str: f"invented {name}", bool: True, int: 3, date: date(2019, 5, 4)}
    return datetime(2025, 9, 1, 8, 30, tzinfo=UTC) if hint is datetime else samples[hint]


def write_missing() -> list[str]:
    """Write an example for every event that has none and return their names."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [kind for kind in EVENTS.values() if not file_of(kind).exists()]
    for kind in missing:
        facts, narrative = encode(an_event(kind))
        example = {
            "type": kind.__name__,
            "schema": kind.SCHEMA,
            "facts": facts,
            "narrative": narrative,
        }
        file_of(kind).write_text(json.dumps(example, indent=2, sort_keys=True) + "\n")
    return [kind.__name__ for kind in missing]


if __name__ == "__main__":
    print("\n".join(write_missing()))  # noqa: T201 - said to whoever runs it
