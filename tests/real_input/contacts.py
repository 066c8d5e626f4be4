"""Invented contacts, as a sheet and as JSON; every personal word in them can be looked for."""

from __future__ import annotations

import csv
from pathlib import Path

GIVEN = [
    "Perpetua",
    "Thistledown",
    "Marigold",
    "Peregrine",
    "Ottoline",
    "Bramble",
    "Clover",
    "Fennel",
    "Tansy",
    "Yarrow",
]
FAMILY = [
    "Quillfeather",
    "Marrow",
    "Inkwell",
    "Stormacre",
    "Windrush",
    "Hailbank",
    "Pebblewick",
    "Dapplemere",
]
WORRY = "crisps for tea again"
REASON = "counted the bruises twice"
PERSONAL = (*GIVEN, *FAMILY, WORRY, REASON)


def child(number: int) -> str:
    """Return an invented name, another for each number."""
    return (
        f"{GIVEN[number % len(GIVEN)]} {GIVEN[number // 7 % len(GIVEN)]}"
        f" {FAMILY[number % len(FAMILY)]} {number}"
    )


def write_sheet(file: Path, rows: int) -> None:
    """Write a sheet of contacts."""
    with file.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(
            [
                "source_reference", "child_name", "child_born", "child_sex", "referrer_kind",
                "reason", "concern_1_category", "concern_1_description", "family_1_name",
                "family_1_relation", "family_1_parental_responsibility",
            ]
        )  # fmt: skip
        for number in range(rows):
            writer.writerow(
                [
                    f"SHEET-{number:04d}", child(number), f"20{10 + number % 14}-04-03", "U",
                    "school", REASON, "neglect", WORRY, f"Marigold {FAMILY[number % 8]}",
                    "mother", "yes",
                ]
            )  # fmt: skip


def contact(number: int) -> dict:
    """Return a contact for the API."""
    return {
        "child": {"name": child(1000 + number), "born": "2016-05-04"},
        "family": [
            {"name": "Marigold Inkwell", "relation": "mother", "parental_responsibility": True}
        ],
        "referrer": {"kind": "health", "name": "Fennel Marrow"},
        "reason": REASON,
        "concerns": [{"category": "neglect", "description": WORRY}],
        "source_reference": f"API-{number:04d}",
    }
