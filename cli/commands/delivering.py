"""`deliver` and `deliveries`: the outbox, and what could not be delivered."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from casework.delivering import dead_letters, deliver_waiting
from casework.delivering import retry as retry_delivery
from cli import opening, output, results

app = typer.Typer(no_args_is_help=True, help="See what could not be delivered, and try it again.")


def deliver() -> None:
    """Send what is waiting in the outbox, each once.  Harmless beside a running clock.

    Where no mail server is set, the messages are lines of the log on stderr.
    """
    with opening.hub(logging.INFO) as hub:
        delivered = deliver_waiting(hub)
    results.result(delivered, lambda said: results.fields(said, ("sent", "failed", "dead")))


@app.command("list")
def list_(
    limit: Annotated[int, typer.Option(min=1, max=5000, help="At most so many.")] = 100,
) -> None:
    """List dead letters: messages that nobody got, and why."""
    with opening.hub() as hub:
        found = dead_letters(hub, limit)
    results.result(
        found,
        lambda rows: results.table(
            ("delivery", "journey", "to", "what", "since", "tries", "problem"),
            (
                [
                    each[key]
                    for key in (
                        *("id", "reference", "party", "template", "since", "attempts"),
                        "problem",
                    )
                ]
                for each in rows
            ),
            empty="Every message has been delivered or is still being tried.",
        ),
    )


@app.command()
def retry(
    delivery: Annotated[str, typer.Argument(help="Its id, as `deliveries list` shows it.")],
) -> None:
    """Let a dead letter be tried again, from the first attempt."""
    with opening.hub() as hub:
        revived = retry_delivery(hub, delivery)
    results.result(
        {"delivery": delivery, "waits_again": revived},
        lambda said: output.line(
            "It will be tried again." if said["waits_again"] else "It is not a dead letter."
        ),
    )
