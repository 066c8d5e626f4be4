"""`board`, `stuck`, `due`, `alerts`, `alarms`: where the children are, and what is wrong."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from casework import asking
from casework.wording.findings import finding_in_words
from cli import opening, output, reading, results

Limit = Annotated[int, typer.Option(min=1, max=5000, help="At most so many.")]
Team = Annotated[str | None, typer.Option(help="Only this team's.")]


def board(
    *,
    team: Team = None,
    rating: Annotated[str | None, typer.Option(help="red, amber or green.")] = None,
    agency: Annotated[str | None, typer.Option(help="Only where this agency was asked.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only what is allocated to me.")] = False,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    per_page: Annotated[int, typer.Option(min=1, max=500, help="Rows on a page.")] = 50,
    as_: opening.As = None,
) -> None:
    """Show the research board: every journey in research, what runs out first on top."""
    with opening.hub() as hub:
        found = asking.board(
            hub,
            opening.reader(hub, as_),
            team=team,
            rating=rating,
            agency=agency,
            mine=mine,
            page=page,
            per_page=per_page,
        )
    results.result(found, _board)


def _board(board: dict[str, Any]) -> None:
    results.table(
        ("journey", "rating", "runs out", "replies", "agencies"),
        (
            (
                row["reference"],
                row["rating"],
                ("late since " if row["late"] else "") + results.cell(row["runs_out_at"]),
                f"{row['replies']} of {row['asked']}",
                "; ".join(map(_agency, row["cells"])) or "nobody asked yet",
            )
            for row in board["rows"]
        ),
        empty="Nothing is in research. A journey appears here when its referral is decided so.",
    )
    totals = board["totals"]
    output.line(
        f"{totals['journeys']} in research: {totals['late']} late, {totals['all_in']} with all "
        f"replies, {totals['unasked']} with nobody asked; {totals['missing_replies']} replies "
        f"missing. Page {board['page']} of {board['pages']}."
    )


def _agency(cell: dict[str, Any]) -> str:
    chased = f", chased {cell['chases']}" if cell["chases"] else ""
    late = " late" if cell["late"] else ""
    return f"{cell['agency']} {cell['state']}{late}{chased}"


def stuck(
    finding: Annotated[str | None, typer.Option(help="Only this finding, such as late.")] = None,
    team: Team = None,
    limit: Limit = 100,
    as_: opening.As = None,
) -> None:
    """Show the journeys that do not move: why, since when, and what would move them."""
    with opening.hub() as hub:
        found = asking.stuck(hub, opening.reader(hub, as_), finding=finding, team=team, limit=limit)
    results.result(
        found,
        lambda rows: results.table(
            ("journey", "finding", "since", "why", "what would move it"),
            (
                [
                    each["reference"],
                    finding_in_words(each["finding"]),
                    *(each[key] for key in ("since", "sentence", "cheapest")),
                ]
                for each in rows
            ),
            empty="Nothing is stuck. A journey appears here when it no longer waits in time.",
        ),
    )


def due(
    until: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="What falls due until then.")
    ] = None,
    party: Annotated[
        str | None, typer.Option(help="Who owes it, such as agency:police or manager:mash.")
    ] = None,
    limit: Limit = 100,
    as_: opening.As = None,
) -> None:
    """Show what is owed, the most urgent first."""
    instant = reading.instant(until, "--until")
    with opening.hub() as hub:
        found = asking.due(hub, opening.reader(hub, as_), until=instant, party=party, limit=limit)
    results.result(
        found,
        lambda rows: results.table(
            ("journey", "owed", "by", "due", "late", "chased", "next"),
            (
                [
                    each[key]
                    for key in (
                        *("reference", "label", "owed_by", "due_at", "late", "chases"),
                        "next_action_at",
                    )
                ]
                for each in rows
            ),
            empty="Nothing is owed. Every open journey owes something, so none is open here.",
        ),
    )


def alerts(
    seen: Annotated[bool, typer.Option("--seen", help="What has been seen, too.")] = False,
    limit: Limit = 100,
    as_: opening.As = None,
) -> None:
    """Show what somebody was told, the newest first.

    Where nobody is named: what the managers and senior managers of every team were told.
    """
    with opening.hub() as hub:
        found = asking.alerts(
            hub, opening.reader(hub, as_, nobody=opening.TOLD), unseen_only=not seen, limit=limit
        )
    results.result(
        found,
        lambda rows: results.table(
            ("journey", "told", "what", "about", "when"),
            ([each[key] for key in ("reference", "to", "template", "kind", "at")] for each in rows),
            empty="No alert waits to be seen.",
        ),
    )


def alarms(team: Team = None, as_: opening.As = None) -> None:
    """Show the alarms about plans: too long, not the child's first, and too few of them."""
    with opening.hub() as hub:
        found = asking.plan_alarms(hub, opening.reader(hub, as_), team=team)
    results.result(found, _alarms)


def _alarms(alarms: dict[str, Any]) -> None:
    results.table(
        ("journey", "alarm", "since", "why", "answered"),
        (
            [each[key] for key in ("reference", "alarm", "since", "sentence", "considered_at")]
            for each in alarms["plans"]
        ),
        empty="No plan has lasted too long, and none that is open is a child's second.",
    )
    for rate in alarms["rates"]:
        alarm = "ALARM: " if rate["alarm"] else ""
        output.line(f"{alarm}{rate['sentence']}")
