"""The hub of this installation, and who acts in it from a shell.

On one machine whoever has the shell and the database can do anything to both: there is no
secret that the command line could keep from them.  It asks who acts, so that the record says
it, and not for proof.  People elsewhere come through the pages and the API, which do.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from pydantic import ValidationError

from casework import people
from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub, open_hub
from casework.logs import set_up_logs
from casework.looking import Way, through
from casework.settings import Settings
from journey.people import Actor, Role

READER = Actor(user="shell", role=Role.AUDITOR)
"""Who reads where nobody is named: an auditor sees everything and changes nothing."""

TOLD = Actor(user="shell", role=Role.SENIOR_MANAGER)
"""Whose alerts are shown where nobody is named: the managers' of every team."""

As = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="User name of who acts; else THROUGHLINE_USER."),
]


def settings() -> Settings:
    """Return the settings of the environment.

    Raises:
        BadInputError: One of them cannot be; each is named as it is set.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise BadInputError(
            *(
                Fault(
                    "THROUGHLINE_" + "_".join(str(part) for part in each["loc"]).upper()
                    if each["loc"]
                    else "the settings",
                    each["msg"].removeprefix("Value error, "),
                    "see `throughline doctor` and docs/settings.md",
                )
                for each in error.errors(include_url=False, include_input=False)
            )
        ) from None


@contextmanager
def hub(level: int = logging.WARNING) -> Iterator[Hub]:
    """Give the hub of the settings, and close it.

    Args:
        level: From which level on its log is written: a call says itself what it did.
    """
    chosen = settings()
    set_up_logs(chosen, level=level)
    opened = open_hub(chosen)
    try:
        with through(Way.COMMAND_LINE):
            yield opened
    finally:
        opened.store.close()


def actor(opened: Hub, named: str | None) -> Actor:
    """Return who acts: whom `--as` names, or the settings.

    Raises:
        BadInputError: Nobody is named, or nobody of that name works here.
    """
    name = named or opened.settings.user
    if name is None:
        raise BadInputError(
            Fault("--as", "nobody is named", "a user name: --as NAME, or THROUGHLINE_USER")
        )
    try:
        return people.actor_named(opened, name)
    except NotFoundError:
        raise BadInputError(
            Fault("--as", f"nobody called {name!r} works here", "see `throughline user list`")
        ) from None


def reader(opened: Hub, named: str | None, *, nobody: Actor = READER) -> Actor:
    """Return who looks: whom `--as` or the settings name, or *nobody* in particular."""
    if named is None and opened.settings.user is None:
        return nobody
    return actor(opened, named)
