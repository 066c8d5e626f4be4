"""The few files that pages need, named one by one."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from web.access import ANYBODY
from web.problems import NOT_FOUND, Problem
from web.routes import Row

FOLDER = Path(__file__).resolve().parents[1] / "static"
FILES = {"throughline.css": "text/css; charset=utf-8"}


def give_file(name: str, request: Request) -> Response:
    """Give a file, or say that the browser's own copy is still right."""
    if name not in FILES:
        raise Problem(NOT_FOUND, "There is no such file.")
    content, tag = _read(name)
    headers = {"ETag": tag, "Cache-Control": "public, max-age=300"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=FILES[name], headers=headers)


@cache
def _read(name: str) -> tuple[bytes, str]:
    content = (FOLDER / name).read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:16]}"'


ROWS = (
    Row(
        method="GET",
        path="/static/{name}",
        call=give_file,
        access=ANYBODY,
        summary="Give a file that pages need.",
        page=True,
    ),
)
