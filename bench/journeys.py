"""Journeys as hubs have them, led through the same commands as everywhere, to be copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bench.hubs import BEGINS, set_clock
from casework.giving import Given, give
from casework.hub import Hub
from casework.sweeping import sweep
from journey.commands import Command
from journey.terms import Disposal, Outcome
from tests.support import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of journey.

    Attributes:
        commands: What leads to it.
        share: How many of a hundred are of this kind.
    """

    name: str
    commands: tuple[Command, ...]
    share: int


ASK_FOUR = cases.ask("police", "health", "education", "housing")

KINDS = (
    # A hub keeps its years: most journeys are closed.
    Kind(name="closed after contact", commands=cases.CLOSED, share=60),
    Kind(
        name="closed after research",
        commands=(
            *cases.RESEARCHING,
            cases.ask("police", "health"),
            cases.reply("police"),
            cases.reply("health"),
            cases.decide_two(Outcome.NO_FURTHER_ACTION, disposal=Disposal.UNFOUNDED),
            *cases.TOLD,
            cases.CLOSE,
        ),
        share=20,
    ),
    Kind(name="contact", commands=cases.CONTACT, share=4),
    Kind(name="referral", commands=(*cases.REFERRED, cases.CONSENT), share=4),
    Kind(name="research", commands=(*cases.RESEARCHING, ASK_FOUR), share=8),
    Kind(name="handed off", commands=cases.HANDED_OFF, share=4),
)
IN_RESEARCH = next(kind for kind in KINDS if kind.name == "research")


def lead(hub: Hub, commands: Iterable[Command]) -> str:
    """Give the commands in turn, and climb what is due at once; return the reference."""
    reference: str | None = None
    for command in commands:
        given = give(hub, command, cases.somebody_for(command), reference)
        assert isinstance(given, Given), f"{type(command).__name__} was refused: {given}"
        reference = given.reference
    if reference is None:
        raise ValueError("no command was given")
    sweep(hub)
    return reference


def originals(hub: Hub) -> dict[str, str]:
    """Lead one journey of each kind, at `BEGINS`; return their references by kind."""
    set_clock(hub, BEGINS)
    return {kind.name: lead(hub, kind.commands) for kind in KINDS}


def a_day_later(hub: Hub) -> None:
    """Move on to the next morning at nine, when research is half way and people are to be told."""
    set_clock(hub, BEGINS + timedelta(hours=23))
