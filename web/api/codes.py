"""The closed lists of codes, for whoever gives codes or reads them."""

from __future__ import annotations

from starlette.responses import Response

from casework import asking
from casework.asking.coded import ListView
from web.access import SIGNED_IN, TheHub
from web.routes import Row, answer


def codes(hub: TheHub) -> Response:
    """Show what can stand in each coded field."""
    return answer(asking.code_lists(hub.rules()))


ROWS = (
    Row(
        method="GET",
        path="/api/codes",
        call=codes,
        access=SIGNED_IN,
        summary="List the codes that returns ask for, in words, with their source and edition.",
        tag="commands",
        answers=list[ListView],
    ),
)
