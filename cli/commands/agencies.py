"""`agency`: partner agencies, whom to ask instead, and the days on which they are closed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from casework import people
from casework.errors import BadInputError, Fault
from cli import opening, reading, results
from journey.policy import Agency

app = typer.Typer(
    no_args_is_help=True, help="List, add and change partner agencies and closed days."
)

Key = Annotated[str, typer.Argument(metavar="AGENCY", help="Its key, such as police.")]
Deputy = Annotated[str | None, typer.Option(help="Agency that is chased beside it when late.")]
Instead = Annotated[str | None, typer.Option(help="Agency that is asked on its closed days.")]
Email = Annotated[str | None, typer.Option(help="Where its notices go.")]
ManagerEmail = Annotated[str | None, typer.Option(help="Where escalations go.")]
Webhook = Annotated[str | None, typer.Option(help="Its system's address, for notices.")]
_KEYS = (
    *("key", "name", "kind", "deputy", "ask_instead"),
    *("email", "manager_email", "webhook", "closed"),
)


def _show(agency: dict[str, Any]) -> None:
    results.fields(agency, _KEYS)


@app.command("list")
def list_() -> None:
    """List agencies."""
    with opening.hub() as hub:
        found = people.agencies(hub)
    results.result(
        found,
        lambda rows: results.table(
            ("agency", "name", "kind", "deputy", "asked instead", "mail", "closed periods"),
            (
                [
                    *(
                        each[key]
                        for key in ("key", "name", "kind", "deputy", "ask_instead", "email")
                    ),
                    len(each["closed"]) or "",
                ]
                for each in rows
            ),
            empty="There are no agencies.",
        ),
    )


@app.command()
def show(key: Key) -> None:
    """Show an agency with its closed days."""
    with opening.hub() as hub:
        found = hub.rules().agency(key)
    results.result(found, _show)


@app.command()
def add(
    key: Key,
    name: Annotated[str, typer.Argument(help="As people call it.")],
    *,
    kind: Annotated[str, typer.Option(help="police, health, school, …")],
    deputy: Deputy = None,
    ask_instead: Instead = None,
    email: Email = None,
    manager_email: ManagerEmail = None,
    webhook: Webhook = None,
) -> None:
    """Add an agency."""
    agency = Agency(
        key=key,
        name=name,
        kind=kind,
        deputy=deputy,
        ask_instead=ask_instead,
        email=email,
        manager_email=manager_email,
        webhook=webhook,
    )
    with opening.hub() as hub:
        added = people.add_agency(hub, None, agency)
    results.result(added, _show)


@app.command()
def change(
    key: Key,
    *,
    name: Annotated[str | None, typer.Option(help="As people call it.")] = None,
    kind: Annotated[str | None, typer.Option(help="police, health, school, …")] = None,
    deputy: Deputy = None,
    ask_instead: Instead = None,
    email: Email = None,
    manager_email: ManagerEmail = None,
    webhook: Webhook = None,
) -> None:
    """Change an agency; what is left out stays, and an empty text takes a value away."""
    given = {
        "name": name,
        "kind": kind,
        "deputy": deputy,
        "ask_instead": ask_instead,
        "email": email,
        "manager_email": manager_email,
        "webhook": webhook,
    }
    changes = {field: value or None for field, value in given.items() if value is not None}
    with opening.hub() as hub:
        changed = people.change_agency(hub, None, key, **changes)
    results.result(changed, _show)


@app.command()
def closed(
    key: Key,
    first: Annotated[str, typer.Argument(metavar="FIRST", help="First closed day, 2025-07-24.")],
    last: Annotated[str | None, typer.Argument(metavar="[LAST]", help="Last closed day.")] = None,
    why: Annotated[str | None, typer.Option(help="Its name, such as summer holidays.")] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Take back the closed period that begins on FIRST.")
    ] = False,
) -> None:
    """Say on which days an agency is closed, or take a closed period back."""
    begins = reading.day(first, "FIRST")
    ends = reading.day(last, "LAST") if last else begins
    if ends < begins:
        raise BadInputError(Fault("LAST", "it lies before FIRST", f"a day from {first} on"))
    if not open_ and why is None:
        raise BadInputError(Fault("--why", "it is missing", "what the closed days are called"))
    with opening.hub() as hub:
        if open_:
            changed = people.open_agency(hub, None, key, begins)
        else:
            changed = people.close_agency(hub, None, key, begins, ends, why or "")
    results.result(changed, _show)
