"""What a guard asks for, with the form that satisfies it.

A guard says what it needs in words; a need that begins with the name of a command is met by
that command's form, and `words/needs.toml` tells the rest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from casework.asking.actions import FITS
from journey.commands import COMMANDS
from journey.commands.decisions import Decision
from journey.refusals import Refused
from web.forms import words

_AN_EPISODE = re.compile(r"end the ([a-z-]+) with its outcome")
_A_REPLY = re.compile(r"^((?:the reply of|look again after the late reply of) )([a-z0-9-]+)")
_SUBJECT = re.compile(r"\b([A-Z]{1,2}[0-9]{1,4})\b(?!-)")  # C1, PA2, and no reference
_ALTERNATIVES = re.compile(r", | or ")
_BY_LENGTH = sorted(FITS, key=len, reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that is missing.

    Attributes:
        command: The command that satisfies it; None where no one form does.
        about: The part of the journey that it is about, such as `C1`.
    """

    words: str
    command: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A refusal as a page says it."""

    code: str
    sentence: str
    needs: tuple[Need, ...]


def said(refused: Refused, names: Mapping[str, str] | None = None) -> Said:
    """Return a refusal with the forms that satisfy it.

    Args:
        names: Of agencies by key and of parts of the journey by id (`web.forms.naming`); guards
            know the keys and ids alone.
    """
    return Said(
        code=refused.code.value,
        sentence=refused.sentence,
        needs=tuple(need(each, names or {}) for each in refused.needs),
    )


def _with_names(text: str, names: Mapping[str, str]) -> str:
    told = _SUBJECT.sub(lambda found: names.get(found.group(1), found.group(1)), text)
    return _A_REPLY.sub(
        lambda found: f"{found.group(1)}{names.get(found.group(2), found.group(2))}", told
    )


def need(text: str, names: Mapping[str, str] | None = None) -> Need:
    """Return one need: in a person's words, with the form that satisfies it."""
    subject = _SUBJECT.search(text)
    about = subject.group(1) if subject else None
    told = _with_names(text, names or {})
    command = _named(text)
    if command is not None:
        return Need(words=_titled(told, command), command=command, about=about)
    command = _meant(text)
    shown = told[:1].upper() + told[1:]
    return Need(words=shown, command=command, about=about if command else None)


def _titled(text: str, command: str) -> str:
    """Return a need with the names of forms for those of commands: one, or one of several."""
    several, _, rest = text.partition(":")
    each_of = _ALTERNATIVES.split(several)
    if all(name in FITS for name in each_of):
        first, *others = (words.title(name) for name in each_of)
        title = " or ".join([first, *(other[:1].lower() + other[1:] for other in others)])
    else:
        title, rest = words.title(command), text.removeprefix(command).lstrip(" :,")
    rest = rest.strip()
    return f"{title}: {rest}" if rest else title


def _named(text: str) -> str | None:
    for name in _BY_LENGTH:
        if text == name or text.startswith((f"{name}:", f"{name} ", f"{name},")):
            return name
    return None


def _meant(text: str) -> str | None:
    ends = _AN_EPISODE.match(text)
    if ends is not None:
        return _decides().get(ends.group(1))
    return next((name for start, name in _starts().items() if text.startswith(start)), None)


@cache
def _decides() -> Mapping[str, str]:
    """Return which command ends which kind of episode."""
    return {
        command.KIND.value: name
        for name, command in COMMANDS.items()
        if issubclass(command, Decision)
    } | {"hand-off": "confirm-hand-off"}


@cache
def _starts() -> Mapping[str, str]:
    file = words.FOLDER / "needs" / "needs.toml"
    found: Mapping[str, str] = tomllib.loads(file.read_text("utf-8"))["starts"]
    return found


def commands_named() -> Iterable[str]:
    """Return the commands that the file of needs names, for the test that they exist."""
    return _starts().values()
