"""Every text of the pages, for translators: `make catalogue` writes web/locale/throughline.pot.

From templates, from Python that speaks through `web.languages`, and from the tables of words that
pages show by their codes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from casework.asking.coded import BIRTH_KNOWN_BY, BIRTH_TITLE
from casework.wording.findings import FINDINGS
from casework.wording.things import THINGS
from journey import people, terms, wording
from journey.commands import COMMANDS
from policy.load import load_rulebook
from web import problems
from web.forms import words as forms
from web.forms.fields import every_field, fields_of
from web.languages import FOLDER
from web.pages.environment import environment
from web.pages.words import plain

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "web" / "pages" / "templates"
PLACES = (
    ROOT / "web",
    ROOT / "casework" / "registry.py",
    ROOT / "casework" / "people",
    ROOT / "journey" / "wording.py",
)
_SPEAKING = frozenset({"_", "gettext", "ngettext", "later", "to_translate", "word", "counted"})
_FINDING_FAULT = frozenset({"Fault", "_fault"})
"""Called with where, what is wrong, and what was expected."""

Text = tuple[str, ...]
"""One text, or one for one thing and one for many."""


def texts() -> list[Text]:
    """Return every text, each once, in the order of the alphabet."""
    return sorted({*_of_templates(), *_of_python(), *_of_tables()})


def written(found: list[Text]) -> str:
    """Return a catalogue without translations."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
    ]
    for text in found:
        lines += ["", f"msgid {_quoted(text[0])}"]
        if len(text) > 1:
            lines += [f"msgid_plural {_quoted(text[1])}", 'msgstr[0] ""', 'msgstr[1] ""']
        else:
            lines.append('msgstr ""')
    return "\n".join((*lines, ""))


def _of_templates() -> Iterator[Text]:
    for file in sorted(TEMPLATES.rglob("*.html")):
        source = file.read_text(encoding="utf-8")
        for _, _, text in environment().extract_translations(source):  # type: ignore[attr-defined] # the extension adds it
            each = (text,) if isinstance(text, str) else tuple(part for part in text if part)
            yield each


def _of_python() -> Iterator[Text]:
    files = (
        file for place in PLACES for file in ([place] if place.is_file() else place.rglob("*.py"))
    )
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if _name(node.func) in _SPEAKING and (said := _written(node.args[:2])):
                yield said
            if _name(node.func) in _FINDING_FAULT:
                yield from ((text,) for text in _written(node.args[1:3]))


def _written(arguments: list[ast.expr]) -> Text:
    return tuple(
        each.value
        for each in arguments
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else ""


def _of_tables() -> Iterator[Text]:
    words = [*wording.DAYS, *wording.MONTHS, *wording.PARTIES.values(), *THINGS.values()]
    words += FINDINGS.values()
    words += ["midday", "midnight", "am", "pm"]
    for module in (terms, people):
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, StrEnum):
                words += [plain(member.value) for member in each]
    words += [kind.title for kind in vars(problems).values() if isinstance(kind, problems.Kind)]
    words += [*forms.GROUPS.values(), *_of_forms()]
    words += _of_codes()
    words += _sentences(ROOT / "casework" / "asking" / "actions.py")
    yield from ((word,) for word in words if word)


def _of_codes() -> Iterator[str]:
    yield from (BIRTH_TITLE, BIRTH_KNOWN_BY)
    for each in load_rulebook().codes.lists.values():
        yield from (each.title, each.known_by, *each.codes.values())


def _of_forms() -> Iterator[str]:
    """Yield the words of every form: of its title, its button, and each field and answer."""
    for name in COMMANDS:
        yield from (forms.title(name), forms.intro(name), forms.button(name))
        for _, field in every_field(fields_of(name)):
            said = field.said
            yield from (said.label, said.hint, said.one, said.blank)
            yield from (words for _, words in field.values)


def _sentences(file: Path) -> Iterator[str]:
    """Yield the whole sentences of a table, such as why a command cannot be given now."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and text.endswith(".") and "\n" not in text:
            yield text


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "throughline.pot").write_text(written(texts()), encoding="utf-8")
