"""Where messages point to.  References alone: an address is kept in many logs on its way."""

from __future__ import annotations


def journey_page(public_url: str, reference: str) -> str:
    """Return the page of a journey."""
    return f"{public_url}/journeys/{reference}"


def request_page(public_url: str, request: str) -> str:
    """Return the partner portal's page of one research request, by its global id."""
    return f"{public_url}/partner/requests/{request}"


def reply_address(public_url: str, request: str) -> str:
    """Return where a partner's system posts its reply."""
    return f"{public_url}/api/research-requests/{request}/reply"


def alerts_page(public_url: str) -> str:
    """Return the page of a reader's own alerts."""
    return f"{public_url}/alerts"
