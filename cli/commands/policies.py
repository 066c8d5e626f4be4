"""`policy`: profiles, listed, shown, checked and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from casework import asking
from cli import ending, opening, output, results
from journey.errors import UnknownKeyError
from journey.policy import Profile, Rulebook
from policy.check import check as check_folder
from policy.diff import diff as differences
from policy.listing import list_profiles, show_profile
from policy.load import load_rulebook

app = typer.Typer(no_args_is_help=True, help="List, show, check and compare profiles.")

Folder = Annotated[
    Path | None,
    typer.Option(help="Folder with profiles; else THROUGHLINE_POLICY_FOLDER, or the shipped ones."),
]


def _rules(folder: Path | None) -> Rulebook:
    chosen = opening.settings()
    return load_rulebook(folder or chosen.policy_folder, in_use=chosen.profile)


def find(rules: Rulebook, name: str) -> Profile:
    """Return a profile by its id (`england-2023@1`), or the newest version by its key.

    Raises:
        UnknownKeyError: There is none.
    """
    if name in rules.profiles:
        return rules.profile(name)
    versions = [each for each in rules.profiles.values() if each.key == name]
    if not versions:
        raise UnknownKeyError("profile", name, tuple(rules.profiles))
    return max(versions, key=lambda each: each.version)


@app.command("list")
def list_(folder: Folder = None) -> None:
    """List profiles and their versions, and how many limits are still to be confirmed."""
    results.result(
        list_profiles(_rules(folder)),
        lambda rows: results.table(
            ("profile", "title", "from", "in use", "limits", "to confirm"),
            (
                [
                    each[key]
                    for key in ("id", "title", "effective", "in_use", "limits", "to_confirm")
                ]
                for each in rows
            ),
            empty="There are no profiles.",
        ),
    )


@app.command()
def show(
    profile: Annotated[str, typer.Argument(help="Key, or key and version: england-2023@1.")],
    folder: Folder = None,
) -> None:
    """Show a profile whole: limits with their authority, ladders, obligations."""
    results.result(show_profile(find(_rules(folder), profile)), _show)


def _show(profile: dict[str, Any]) -> None:
    results.fields(profile, ("id", "title", "nation", "effective", "hub_hours"))
    results.table(
        ("limit", "from", "to", "how long", "authority", "mark"),
        (
            [
                each[key]
                for key in ("key", "starts_on", "completes_on", "in_words", "authority", "mark")
            ]
            for each in profile["limits"]
        ),
        empty="No limits.",
    )
    for key, rungs in profile["ladders"].items():
        output.line(f"Ladder {key}")
        for rung in rungs:
            output.line(f"  {rung}")
    output.line("Obligations")
    for kind, words in profile["obligations"].items():
        output.line(f"  {kind}: {words}")


@app.command()
def codes(
    key: Annotated[
        str | None, typer.Argument(metavar="LIST", help="Which list; every list without it.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Show the closed lists of codes that returns ask for, in words."""
    lists = asking.code_lists(_rules(folder))
    if key is not None and key not in (known := tuple(each.key for each in lists)):
        raise UnknownKeyError("list", key, known)
    results.result([each for each in lists if key in (None, each.key)], _codes)


def _codes(lists: list[dict[str, Any]]) -> None:
    for each in lists:
        output.line(f"{each['key']}: {each['title']} ({each['source']}, {each['edition']})")
        for code in each["codes"]:
            output.line(f"  {code['code']:<5} {code['words']}")


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder to check; else as for the other calls.")
    ] = None,
) -> None:
    """Find gaps, overlaps and unknown keys; end with 2 where there are any."""
    found = check_folder(folder or opening.settings().policy_folder)
    results.result(
        {"sound": not found, "faults": found},
        lambda said: _faults(said["faults"]),
    )
    if found:
        raise typer.Exit(ending.BAD_INPUT)


def _faults(faults: list[dict[str, str]]) -> None:
    for each in faults:
        output.line(f"{each['where']}: {each['what']}. Expected: {each['expected']}")
    output.line(f"{len(faults)} faults." if faults else "The rules are sound.")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Key, or key and version.")],
    after: Annotated[str, typer.Argument(help="Key, or key and version.")],
    folder: Folder = None,
) -> None:
    """Say every difference between two profiles that somebody working under them would notice."""
    rules = _rules(folder)
    found = differences(find(rules, before), find(rules, after))
    results.result(found, _differences)


def _differences(found: list[dict[str, str]]) -> None:
    for each in found:
        output.line(each["sentence"])
    if not found:
        output.line("They say the same.")
