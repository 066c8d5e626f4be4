"""The stream of what happens: that something did, to which journey; never what was said."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Header
from starlette.requests import Request
from starlette.responses import StreamingResponse

from casework.errors import Fault
from web.access import SIGNED_IN, TheActor, still_signed_in
from web.live import ListenersFullError, Live
from web.problems import UNAVAILABLE, Problem, bad_input
from web.routes import Row

_LONGEST = 18


async def stream(
    request: Request,
    actor: TheActor,
    last_event_id: Annotated[
        str | None,
        Header(
            description="The last position the listener has; what it missed is sent first.",
            json_schema_extra={"pattern": r"^[0-9]{1,18}$"},
        ),
    ] = None,
) -> StreamingResponse:
    """Tell what happens."""
    live: Live = request.app.state.live

    def still_allowed() -> bool:
        return still_signed_in(request) == actor

    said = live.listen(actor, _position(last_event_id), still_allowed)
    try:
        first = await anext(said)
    except ListenersFullError:
        raise Problem(
            UNAVAILABLE,
            "Too many listen here already. Try again, or ask the lists from time to time.",
            headers={"Retry-After": "30"},
        ) from None

    async def all_of_it() -> AsyncGenerator[bytes, None]:
        try:
            yield first
            async for each in said:
                yield each
        finally:
            await said.aclose()

    return StreamingResponse(all_of_it(), media_type="text/event-stream")


def _position(given: str | None) -> int | None:
    if given is None or given == "":
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= _LONGEST):
        raise bad_input([Fault("Last-Event-ID", "it is no position", "the id of an event")])
    return int(given)


ROWS = (
    Row(
        method="GET",
        path="/api/events",
        call=stream,
        access=SIGNED_IN,
        summary="Tell what happens as it happens: reference, position and type.",
        tag="lists",
        description=(
            "Server-sent events. `data` is `{reference, position, type}`, `id` the position. "
            "Begins after `Last-Event-ID`, or with what happens now. An event named `reset` "
            "means that too much was missed: read the lists again. A comment every 15 seconds "
            "shows that the stream lives. A partner hears of its own requests alone."
        ),
        media_type="text/event-stream",
        problems=(),
    ),
)
