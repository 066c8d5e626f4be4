"""The files that pages need: our own in web/static, others' in web/static/vendor.

Pages name a file with the hash of its content (`asset`), so a browser may keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from web.access import ANYBODY
from web.problems import NOT_FOUND, Problem
from web.routes import Row

FOLDER = Path(__file__).resolve().parents[1] / "static"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_A_YEAR = "public, max-age=31536000, immutable"
_A_WHILE = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is given.

    Attributes:
        zipped: Its content compressed, which nearly every browser takes.
    """

    content: bytes
    zipped: bytes
    kind: str
    version: str


@cache
def files() -> Mapping[str, File]:
    """Return every file by its name; names are told apart without their folders."""
    found = (
        file
        for folder in (FOLDER, FOLDER / "vendor")
        for file in sorted(folder.iterdir())
        if file.suffix in _KINDS
    )
    return {file.name: _read(file) for file in found}


@cache
def asset(name: str) -> str:
    """Return the address of a file as a page names it.

    Raises:
        KeyError: There is no such file; a template is wrong.
    """
    return f"/static/{name}?v={files()[name].version}"


def give_file(
    name: str, request: Request, v: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    """Give a file, or say that the browser's own copy is still right."""
    file = files().get(name)
    if file is None:
        raise Problem(NOT_FOUND, "There is no such file.")
    tag = f'"{file.version}"'
    headers = {
        "ETag": tag,
        "Cache-Control": _A_YEAR if v == file.version else _A_WHILE,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(file.zipped, media_type=file.kind, headers=headers)
    return Response(file.content, media_type=file.kind, headers=headers)


def _read(file: Path) -> File:
    content = file.read_bytes()
    return File(
        content=content,
        # Without the time of compressing: the same content is the same bytes.
        zipped=gzip.compress(content, mtime=0),
        kind=_KINDS[file.suffix],
        version=hashlib.sha256(content).hexdigest()[:16],
    )


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
