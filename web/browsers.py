"""What a browser is called among somebody's sessions: its family and system, no more."""

from __future__ import annotations

from starlette.requests import Request

_FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)
"""In this order: Edge says that it is Chrome as well, Android that it is Linux."""


def browser_named(request: Request) -> str:
    """Return "Firefox on Windows"."""
    said = request.headers.get("user-agent", "")
    family = next((name for sign, name in _FAMILIES if sign in said), "Another browser")
    system = next((name for sign, name in _SYSTEMS if sign in said), None)
    return family if system is None else f"{family} on {system}"
