"""What came of the form that was just sent, told on the page after it.

A cookie names the form by its random key and nothing else; what came of it is read from the
answers that are kept under keys, where only its own sender finds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from casework import giving
from casework.hub import Hub
from journey.commands import COMMANDS
from journey.people import Actor
from web.cookies import keep_cookie
from web.forms import words

DONE_COOKIE = "throughline-done"
DONE_FOR_SECONDS = 60
DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What to tell.

    Attributes:
        given: The command is on the record; else a draft was kept.
    """

    title: str
    given: bool
    warnings: tuple[str, ...] = ()


def remember(request: Request, response: Response, key: str, command: str) -> None:
    """Let the next page tell what came of a form."""
    keep_cookie(
        request,
        response,
        DONE_COOKIE,
        f"{key}.{command}",
        of_host=False,
        max_age=DONE_FOR_SECONDS,
    )


def told(request: Request, hub: Hub, actor: Actor, reference: str) -> Done | None:
    """Return what came of the form that this reader has just sent on this journey."""
    key, _, command = request.cookies.get(DONE_COOKIE, "").partition(".")
    if command not in COMMANDS or not key:
        return None
    if key == DRAFT:
        return Done(title=words.title(command), given=False)
    given = giving.given_before(hub, actor, key)
    if given is None or given.reference != reference:
        return None
    return Done(title=words.title(command), given=True, warnings=given.warnings)


def forget(response: Response) -> None:
    """Tell it once."""
    response.delete_cookie(DONE_COOKIE, path="/", httponly=True, samesite="lax")
