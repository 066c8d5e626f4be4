"""`team`: the teams of the hub."""

from __future__ import annotations

from typing import Annotated

import typer

from casework import people
from cli import opening, results

app = typer.Typer(no_args_is_help=True, help="List, add, change and close teams.")
_KEYS = ("key", "name", "email", "webhook", "closed_at")

Email = Annotated[str | None, typer.Option(help="Where notices to the team go.")]
Webhook = Annotated[str | None, typer.Option(help="A workflow that notices are posted to.")]


@app.command("list")
def list_() -> None:
    """List teams."""
    with opening.hub() as hub:
        found = people.teams(hub)
    results.result(
        found,
        lambda rows: results.table(
            ("team", "name", "mail", "webhook", "closed"),
            ([each[key] for key in _KEYS] for each in rows),
            empty="There are no teams.",
        ),
    )


@app.command()
def add(
    key: Annotated[str, typer.Argument(help="Short and lasting, such as assessment-north.")],
    name: Annotated[str, typer.Argument(help="As people call it.")],
    email: Email = None,
    webhook: Webhook = None,
) -> None:
    """Add a team."""
    with opening.hub() as hub:
        added = people.add_team(hub, None, key, name, email=email, webhook=webhook)
    results.result(added, lambda said: results.fields(said, _KEYS))


@app.command()
def change(
    key: Annotated[str, typer.Argument(help="Which team.")],
    name: Annotated[str | None, typer.Option(help="As people call it.")] = None,
    email: Email = None,
    webhook: Webhook = None,
) -> None:
    """Change a team; what is left out stays."""
    with opening.hub() as hub:
        changed = people.change_team(hub, None, key, name=name, email=email, webhook=webhook)
    results.result(changed, lambda said: results.fields(said, _KEYS))


@app.command()
def close(key: Annotated[str, typer.Argument(help="Which team.")]) -> None:
    """Close a team that holds no journey and in which nobody is any more."""
    with opening.hub() as hub:
        changed = people.close_team(hub, None, key)
    results.result(changed, lambda said: results.fields(said, _KEYS))


@app.command("open")
def open_(key: Annotated[str, typer.Argument(help="Which team.")]) -> None:
    """Open a closed team again."""
    with opening.hub() as hub:
        changed = people.open_team(hub, None, key)
    results.result(changed, lambda said: results.fields(said, _KEYS))
