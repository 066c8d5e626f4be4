"""The words of forms: what cannot be read off a command stands in the files of this folder.

A file speaks of one subject.  A table named after a command (`[review-history]`) gives its
title, the group of actions it belongs to, its button and its fields; `[shapes.X]` gives the
fields of a part or of a base of commands; `[common]` those that many commands have; `[values.X]`
the words of a closed list.  What no file mentions is named after itself, so that a new command
has a form at once; `lacking` lists what nobody has put into words yet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from journey.commands import COMMANDS, summary_of
from journey.commands.base import Command
from journey.shapes import LINE_LIMIT
from web.languages import gettext as _

FOLDER = Path(__file__).resolve().parent
Given = Mapping[str, Any]

_MODULES: Mapping[str, str] = {
    "decisions": "decide",
    "outcomes": "decide",
    "research": "research",
    "meetings": "meetings",
    "practice": "practice",
    "running": "running",
}
"""Groups of actions, by the module of `journey.commands`; anything else is put on the record."""

GROUPS: Mapping[str, str] = {
    "decide": "Decide",
    "research": "Research",
    "meetings": "Meetings and papers",
    "practice": "Work with the child and the family",
    "record": "Put on the record",
    "running": "Run the journey",
}
"""The groups in the order in which a journey's page lists them."""

_LAST = 1_000
_IN_BRACKETS = re.compile(r"\s*\((?:requirement|requirements) [^)]*\)")
_CODE = re.compile(r"`+([^`]*)`+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a field.

    Attributes:
        source: Where its choices come from (`casework.asking.choosing`).
        each: For groups: there is one for each choice of the field of this name.
        first: For groups: how many blank ones are shown at first.
        blank: For a choice that may be left out: what leaving it out is called.
        asked: The form shows it as needed although the command may be given without it.
        wanted: A guard may ask for it, so it is not called optional.
        derived: Nobody put it into words: it is named after itself.
    """

    label: str
    hint: str = ""
    source: str | None = None
    each: str | None = None
    first: int = 1
    one: str = ""
    blank: str = "Does not apply"
    control: str | None = None
    hidden: bool = False
    asked: bool = False
    wanted: bool = False
    long: bool = False
    place: int = _LAST
    derived: bool = False


@cache
def written() -> Mapping[str, Any]:
    """Return every file's tables as one.

    Raises:
        ValueError: Two files speak of the same command or shape.
    """
    whole: dict[str, dict[str, Any]] = {"common": {}, "shapes": {}, "values": {}, "commands": {}}
    for file in sorted(FOLDER.glob("*.toml")):
        for name, table in tomllib.loads(file.read_text("utf-8")).items():
            into = whole[name] if name in whole else whole["commands"]
            for key, value in table.items() if name in whole else [(name, table)]:
                if key in into:
                    raise ValueError(f"{file.name} speaks of {key!r}, and so does another file")
                into[key] = value
    return whole


def form(name: str) -> Mapping[str, Given]:
    """Return what is said of the fields of one command alone."""
    fields: Mapping[str, Given] = written()["commands"].get(name, {}).get("fields", {})
    return fields


def title(name: str) -> str:
    """Return what a command is called: a thing to do, in words."""
    said = written()["commands"].get(name, {}).get("title")
    return _(str(said) if said else plain(name))


def intro(name: str) -> str:
    """Return the sentence under the title, where it says more than the title does."""
    said = written()["commands"].get(name, {})
    sentence = str(said.get("intro") or tidy(summary_of(COMMANDS[name])))
    return "" if sentence.rstrip(".") == said.get("title", plain(name)) else _(sentence)


def button(name: str) -> str:
    """Return what the button says that gives the command."""
    return _(str(written()["commands"].get(name, {}).get("button", "Put it on the record")))


def group(name: str) -> str:
    """Return the group of actions that a command belongs to."""
    said = written()["commands"].get(name, {}).get("group")
    module = COMMANDS[name].__module__.rsplit(".", 1)[-1]
    return str(said or _MODULES.get(module, "record"))


def said(shape: type, name: str, own: Given, *, limit: int) -> Said:
    """Return what is said of a field: by the command, its shape, its bases, or by all."""
    tables: list[Given] = [own]
    shapes = written()["shapes"]
    tables += [shapes.get(each.__name__, {}).get(name, {}) for each in shape.__mro__]
    tables.append(written()["common"].get(name, {}))
    merged: dict[str, Any] = {}
    for table in reversed(tables):
        merged.update(table)
    if "from" in merged:
        merged["source"] = merged.pop("from")
    merged.setdefault("long", limit > LINE_LIMIT)
    if "label" not in merged:
        merged["label"] = plain(name)
        merged["derived"] = True
        merged.setdefault("hint", documented(shape).get(name, ""))
    return Said(**merged)


def lacking() -> list[str]:
    """Return what is named after itself alone: fields as `command.field`, and commands."""
    from web.forms.fields import every_field, fields_of  # noqa: PLC0415 - fields are made with these words

    found = [name for name in COMMANDS if "title" not in written()["commands"].get(name, {})]
    for name in COMMANDS:
        found += [
            f"{name}.{path}" for path, field in every_field(fields_of(name)) if field.said.derived
        ]
    return found


def value(closed: str, member: Enum) -> str:
    """Return the words of one code of a closed list."""
    known = written()["values"].get(closed, {})
    said = known.get(str(member.value))
    return str(said) if said else plain(member.name.lower())


def left_out(closed: str) -> frozenset[str]:
    """Return the codes of a closed list that no form offers."""
    return frozenset(written()["values"].get(closed, {}).get("left_out", ()))


def plain(code: str) -> str:
    """Return a code as words: `why_not_seen` is "Why not seen"."""
    return code.replace("-", " ").replace("_", " ").capitalize()


def tidy(text: str) -> str:
    """Return a sentence of the code's own documentation as a page can show it."""
    return _CODE.sub(r"\1", _IN_BRACKETS.sub("", text)).strip()


@cache
def documented(shape: type) -> Mapping[str, str]:
    """Return what a shape's text says of each field under `Attributes:`."""
    found: dict[str, str] = {}
    for base in reversed(shape.__mro__):
        if base is Command or not issubclass(base, object):
            continue
        text = (base.__dict__.get("__doc__") or "").partition("Attributes:")[2]
        names: list[str] = []
        for line in text.splitlines():
            start = re.match(r"\s+([a-z_]+(?:, [a-z_]+)*): (.*)", line)
            if start:
                names = start.group(1).split(", ")
                found.update(dict.fromkeys(names, start.group(2).strip()))
            elif line.strip():
                for name in names:
                    found[name] += f" {line.strip()}"
            else:
                continue
    return {name: tidy(text) for name, text in found.items()}
