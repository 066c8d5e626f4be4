"""The reference part of docs/cli.md and of docs/settings.md, made from the program itself.

`python -m cli.documenting` writes both anew; a test holds them equal to what is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework.settings import Settings
from cli.main import load
from cli.table import CALLS

DOCS = Path(__file__).resolve().parents[1] / "docs"
BEGIN = "<!-- made by `python -m cli.documenting`: do not edit from here on -->"


def every_call() -> Iterator[tuple[str, Any]]:
    """Yield every call by its full name, `user add`, with the Click command behind it."""
    for name in CALLS:
        command = load(name)
        family = getattr(command, "commands", None)
        if family is None:
            yield name, command
        else:
            yield from ((f"{name} {each}", family[each]) for each in family)


def calls_reference() -> str:
    """Return the reference of all calls as Markdown."""
    parts: list[str] = []
    panel = ""
    for name, command in every_call():
        call = CALLS[name.split(" ", 1)[0]]
        if call.panel != panel:
            panel = call.panel
            parts.append(f"\n## {panel}\n")
        parts.append("\n".join(_call(name, command)))
    return "\n".join(parts).strip() + "\n"


def _call(name: str, command: Any) -> Iterator[str]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    shown = " ".join([name, *(_argument(each) for each in arguments)])
    yield f"### `throughline {shown}`\n"
    yield _paragraphs(command.help or "")
    rows = [*(_row(_argument(each), each) for each in arguments)]
    rows += [_row(_option(each), each) for each in options if each.name != "help"]
    if rows:
        yield "\n| what | meaning |\n|---|---|"
        yield from rows
    yield ""


def _argument(argument: Any) -> str:
    shown = str(argument.metavar or argument.name.upper().rstrip("_"))
    if argument.required or shown.startswith("["):
        return shown
    return f"[{shown}]"


def _option(option: Any) -> str:
    name = max(option.opts, key=len)
    if option.is_flag:
        return str(name)
    return f"{name} {option.metavar or option.name.upper().rstrip('_')}"


def _row(what: str, parameter: Any) -> str:
    said = parameter.help or ""
    default = parameter.default
    if parameter.required and parameter.param_type_name == "option":
        said = f"{said} Required."
    elif isinstance(default, int | str) and not isinstance(default, bool) and default != "":
        said = f"{said} Default: {default}."
    return f"| `{what}` | {said.replace('|', chr(92) + '|')} |"


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def settings_reference() -> str:
    """Return a table of every setting as Markdown."""
    lines = ["| setting | default | what it is |", "|---|---|---|"]
    for field, info in Settings.model_fields.items():
        default = info.default
        shown = "" if default is None else f"`{default}`".lower()
        if isinstance(default, str):
            shown = f"`{default}`"
        lines.append(f"| `THROUGHLINE_{field.upper()}` | {shown} | {info.description} |")
    return "\n".join(lines) + "\n"


def made(document: str, reference: str) -> str:
    """Return a document as it should be: what people wrote, then what is made."""
    written = (DOCS / document).read_text(encoding="utf-8")
    return f"{written.partition(BEGIN)[0]}{BEGIN}\n\n{reference}"


DOCUMENTS = {"cli.md": calls_reference, "settings.md": settings_reference}

if __name__ == "__main__":
    for document, make in DOCUMENTS.items():
        (DOCS / document).write_text(made(document, make()), encoding="utf-8")
