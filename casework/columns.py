"""The columns of a sheet of contacts, and how a row of it becomes the payload of a command.

`docs/import.md` tells people of them; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.errors import Fault

CHILD = (
    "name", "born", "expected", "sex", "number", "address", "ethnicity", "religion", "language",
    "disability", "everyday_life", "ethnicity_code", "disability_codes",
    "upn", "upn_unknown",
)  # fmt: skip
REFERRER = ("kind", "name", "agency", "email", "phone", "anonymous", "source_code")
CONTACT = ("reason", "done_already", "child_says", "received_at", "source_reference")
CONCERN = ("category", "description")
FAMILY = (
    "name", "relation", "parental_responsibility", "born", "in_household", "sibling_journey",
)  # fmt: skip
MOST_OF_EACH = 20
"""Concerns, and members of the family, in one row."""

REQUIRED = ("child_name", "referrer_kind", "reason", "concern_1_category", "concern_1_description")
REJECTED = ("rejected_row", "rejected_where", "rejected_what", "rejected_expected")
"""What a file of rejected rows has in front; passed over when such a file comes back."""

_NUMBERED = re.compile(r"(concern|family)_([1-9]\d?)_(\w+)")
_SEVERAL = frozenset({"child_disability_codes"})
"""Codes with a space between them."""

_YES_OR_NO = frozenset({"referrer_anonymous"})
_ANSWERS: Mapping[str, bool] = {
    "yes": True, "y": True, "true": True, "1": True,
    "no": False, "n": False, "false": False, "0": False,
}  # fmt: skip
_PLAIN = frozenset(
    (*(f"child_{name}" for name in CHILD), *(f"referrer_{name}" for name in REFERRER), *CONTACT)
)


@dataclass(frozen=True, slots=True)
class Payload:
    """What a row gives to the command, and which column each of its fields came from.

    Attributes:
        columns: By path in the command, `concerns.0.category`.
    """

    given: dict[str, Any]
    columns: Mapping[str, str]


def heading_faults(heading: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with a heading: what is missing, unknown, or there twice.

    An unknown column is refused, because what stands in it would be lost without a word.
    """
    for name in REQUIRED:
        if name not in heading:
            yield Fault(name, "the column is missing", f"the columns {', '.join(REQUIRED)}")
    for name in dict.fromkeys(heading):
        if heading.count(name) > 1:
            yield Fault(name or "an empty heading", "the column is there twice", "it once")
        elif not _is_known(name):
            yield Fault(
                name or "an empty heading",
                "there is no such column",
                "the columns that docs/import.md lists",
            )


def _is_known(name: str) -> bool:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return name in _PLAIN or name in REJECTED
    kind, number, field = found.groups()
    return int(number) <= MOST_OF_EACH and field in (CONCERN if kind == "concern" else FAMILY)


def payload(heading: Sequence[str], cells: Sequence[str]) -> Payload:
    """Return a row as the command takes it; empty cells are left out."""
    given: dict[str, Any] = {"child": {}, "referrer": {}, "concerns": [], "family": []}
    columns: dict[str, str] = {"child": "child_name", "referrer": "referrer_kind"}
    columns["concerns"] = "concern_1_category"
    numbered: dict[tuple[str, int], dict[str, Any]] = {}
    for name, cell in zip(heading, cells, strict=True):
        found = _NUMBERED.fullmatch(name)
        if name in REJECTED or not cell.strip():
            continue
        if found is not None:
            kind, number, field = found.groups()
            numbered.setdefault((kind, int(number)), {})[field] = _value(name, field, cell)
            continue
        where, field = _place(name)
        (given[where] if where else given)[field] = _value(name, field, cell)
        columns[f"{where}.{field}" if where else field] = name
    for (kind, number), part in sorted(numbered.items()):
        whole = "concerns" if kind == "concern" else "family"
        fields = CONCERN if kind == "concern" else FAMILY
        at = len(given[whole])
        columns |= {f"{whole}.{at}.{field}": f"{kind}_{number}_{field}" for field in fields}
        given[whole].append(part)
    columns |= {f"child.{name}": f"child_{name}" for name in CHILD}
    columns |= {f"referrer.{name}": f"referrer_{name}" for name in REFERRER}
    return Payload(given=given, columns=columns)


def _place(name: str) -> tuple[str | None, str]:
    if name in CONTACT:
        return None, name  # `child_says` is about the contact, not a field of the child
    where, _, field = name.partition("_")
    return where, field


def _value(name: str, field: str, cell: str) -> str | bool | list[str]:
    """Return a cell as it stands, but for the answers yes and no, and for several codes."""
    if name in _SEVERAL:
        return cell.split()
    if name in _YES_OR_NO or field in ("parental_responsibility", "in_household"):
        return _ANSWERS.get(cell.strip().casefold(), cell)
    return cell.strip()
