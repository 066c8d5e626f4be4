"""`journey`: one journey as it is or was, and journeys by stage, team and owner."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from casework import asking
from casework.wording.findings import finding_in_words
from cli import opening, output, reading, results

app = typer.Typer(no_args_is_help=True, help="Show one journey, as it is or was, or list them.")


@app.command()
def show(
    reference: Annotated[str, typer.Argument(metavar="REF", help="Which journey.")],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="INSTANT", help="As it was known then, such as 2025-09-01T09:00Z."),
    ] = None,
    as_: opening.As = None,
) -> None:
    """Show a journey: where it is and why, what runs, what was decided and on what."""
    instant = reading.instant(as_of, "--as-of")
    with opening.hub() as hub:
        found = asking.show(hub, opening.reader(hub, as_), reference, as_of=instant)
    results.result(found, _show)


@app.command()
def decision(
    reference: Annotated[str, typer.Argument(metavar="REF", help="Which journey.")],
    number: Annotated[str, typer.Argument(metavar="DECISION", help="Which decision, such as D1.")],
    as_: opening.As = None,
) -> None:
    """Show a decision with what its maker could see, and nothing that was learned later."""
    with opening.hub() as hub:
        found = asking.decision(hub, opening.reader(hub, as_), reference, number)
    results.result(found, _decision)


@app.command()
def matches(
    reference: Annotated[str, typer.Argument(metavar="REF", help="Which journey.")],
    as_: opening.As = None,
) -> None:
    """List other journeys of children whom this one may be: a known child joins its open one."""
    with opening.hub() as hub:
        found = asking.matches(hub, opening.reader(hub, as_), reference)
    results.result(found, _matches)


@app.command("list")
def list_(
    *,
    stage: Annotated[str | None, typer.Option(help="Only journeys in this stage.")] = None,
    team: Annotated[str | None, typer.Option(help="Only this team's.")] = None,
    owner: Annotated[str | None, typer.Option(help="Only this worker's.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="Closed ones too.")] = False,
    after: Annotated[
        str | None, typer.Option(metavar="MARK", help="The rows after a page's `next`.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 50,
    as_: opening.As = None,
) -> None:
    """List journeys, the ones open longest first."""
    with opening.hub() as hub:
        found = asking.journeys(
            hub,
            opening.reader(hub, as_),
            stage=stage,
            team=team,
            owner=owner,
            open_only=not closed,
            after=after,
            limit=limit,
        )
        now = hub.clock.now()
    results.result(found, lambda page: _list(page, now))


def _decision(found: dict[str, Any]) -> None:
    decided, journey = found["decision"], found["journey"]
    results.fields(
        decided,
        ("id", "kind", "outcome", "by", "proposed_at", "taken_at", "policy", "rationale"),
    )
    output.line(f"\nWhat was known then, at version {decided['known_version']}:")
    results.fields(
        decided["known"],
        (
            *("replies_in", "replies_missing", "open_concerns", "open_contradictions"),
            *("open_assumptions", "history_reviewed", "meetings_held", "visits", "came_later"),
        ),
    )
    for seen in journey["findings"]:
        output.line(f"\n{finding_in_words(seen['finding'])}: {seen['sentence']}")
    _tables(journey)


def _matches(found: list[dict[str, Any]]) -> None:
    results.table(
        ("journey", "stage", "opened", "born", "how sure", "why"),
        (
            [each[key] for key in ("reference", "stage", "opened_at", "born", "strength", "why")]
            for each in found
        ),
        empty="No other child on record is like this one.",
    )


def _list(page: dict[str, Any], now: datetime) -> None:
    results.table(
        ("journey", "stage", "rating", "owner", "team", "open for", "runs out", "replies"),
        (
            (
                row["reference"],
                row["stage"],
                row["rating"],
                row["owner"],
                row["team"],
                f"{(now - datetime.fromisoformat(row['opened_at'])).days} days",
                f"{_late(row['late'])}{results.cell(row['runs_out_at'])}",
                f"{row['replies']} of {row['asked']}" if row["asked"] else "",
            )
            for row in page["rows"]
        ),
        empty="No journey fits. Journeys appear here when a contact is received.",
    )
    if page["next"]:
        output.progress_line(f"More: --after {page['next']}")


def _late(late: bool) -> str:
    return "late since " if late else ""


def _show(journey: dict[str, Any]) -> None:
    results.fields(
        journey,
        ("reference", "stage", "version", "owner", "team", "profile", "opened_at", "closed_at"),
    )
    for found in journey["findings"]:
        output.line(f"\n{finding_in_words(found['finding'])}: {found['sentence']}")
        if found["cheapest"]:
            output.line(f"  What would move it: {found['cheapest']}")
    _tables(journey)


def _tables(journey: dict[str, Any]) -> None:
    results.table(
        ("episode", "kind", "opened", "ended", "outcome", "profile"),
        (
            [each[key] for key in ("id", "called", "opened_at", "ended_at", "outcome", "profile")]
            for each in journey["episodes"]
        ),
        empty="No episode is open.",
    )
    results.table(
        ("owed", "by", "due", "state", "standing", "moved", "chased"),
        (
            [
                each[key]
                for key in ("label", "owed_by", "due_at", "state", "standing", "moves", "chases")
            ]
            for each in journey["obligations"]
        ),
        empty="Nothing is owed.",
    )
    results.table(
        ("decision", "outcome", "by", "taken", "in time", "informed", "without"),
        (
            [
                each["kind"],
                each["outcome"],
                each["by"],
                each["taken_at"],
                each["in_time"],
                each["informed"],
                [without["agency"] for without in each["missing"]],
            ]
            for each in journey["decisions"]
        ),
        empty="Nothing has been decided.",
    )
    results.table(
        ("version", "when", "who", "what"),
        ([each[key] for key in ("version", "at", "by", "what")] for each in journey["timeline"]),
        empty="Nothing has happened.",
    )
