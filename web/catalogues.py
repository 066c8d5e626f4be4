"""Reading a translator's catalogue (a `.po` file) as it is, without compiling it first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations, c2py

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[([0-9])\])?\s+)?(".*")')
_PLURALS = re.compile(r"plural\s*=\s*([^;\n]+)")
_LIKE_ENGLISH = "n != 1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translations, one for each plural form of the language."""

    text: str
    translated: tuple[str, ...]


class Catalogue(NullTranslations):
    """Texts of one language; what is not there is said as it was given."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__()
        self._entries = entries
        header = entries[""].translated[0] if "" in entries else ""
        rule = _PLURALS.search(header)
        self._form = c2py(rule.group(1) if rule else _LIKE_ENGLISH)

    def gettext(self, message: str) -> str:
        """Return a text translated."""
        return self._of(message, 0) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation that fits a number."""
        return self._of(msgid1, self._form(n)) or (msgid1 if n == 1 else msgid2)

    def _of(self, text: str, form: int) -> str:
        entry = self._entries.get(text)
        return entry.translated[form] if entry and form < len(entry.translated) else ""


def read_catalogue(text: str) -> dict[str, Entry]:
    """Return the entries of a `.po` file by their English text; the header stands under ""."""
    return {entry.text: entry for entry in _entries(text)}


def _entries(text: str) -> Iterator[Entry]:
    # Blank lines part entries; a fuzzy one is a guess that nobody has confirmed.
    for block in re.split(r"\n\s*\n", text):
        if re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE):
            continue
        fields: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            found = _LINE.fullmatch(line.strip())
            if found is None:
                continue
            if found.group(1):
                current = found.group(1) + (found.group(2) or "")
            fields[current] = fields.get(current, "") + str(ast.literal_eval(found.group(3)))
        forms = sorted(name for name in fields if name.startswith("msgstr"))
        if "msgid" in fields and forms:
            yield Entry(fields["msgid"], tuple(fields[name] for name in forms))
