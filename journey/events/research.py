"""Requests to partners and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.events.base import Event, Notice, Told
from journey.terms import Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAsked(Event):
    """A partner agency was asked what it knows.

    Attributes:
        agency: Whom it was meant for; whose timeliness is counted.
        ask_instead: Who was asked in its place, because it is closed that day.
    """

    request: str
    episode: str
    agency: str
    rating: Rating
    ask_instead: str | None = None
    reason: Told = ""
    question: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceived(Event):
    """A partner answered.

    Attributes:
        full: Every section of the standard was answered, or nothing is known.
        after_decision: It came when the decision had been taken without it.
    """

    request: str
    agency: str
    nothing_known: bool
    full: bool
    after_decision: bool
    why_involved: Told = ""
    risks: Told = ""
    actions: Told = ""
    difference: Told = ""
    everyday_life: Told = ""
    opinion: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimeRequested(Event):
    """A partner asked for more time."""

    request: str
    agency: str
    until: datetime
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimeAnswered(Event):
    """A person of the hub granted or refused more time."""

    request: str
    agency: str
    granted: bool
    until: datetime | None = None
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDisputed(Event):
    """A partner said that the request should not have been made."""

    request: str
    agency: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeAnswered(Event):
    """A manager upheld the dispute or let the request stand."""

    request: str
    agency: str
    upheld: bool
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(Event):
    """A request was taken back."""

    request: str
    agency: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerChased(Event):
    """A partner was chased by hand."""

    request: str
    agency: str
    notices: tuple[Notice, ...] = ()
    note: Told = ""
