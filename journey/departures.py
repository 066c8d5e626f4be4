"""How a journey passes on or stops: transfer to another team, moving away, death."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from journey.terms import TransferState


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One proposal to pass the journey to another team (requirement Q10).

    Attributes:
        hand_over: What the receiving team is to be given.
    """

    id: str
    from_team: str
    to_team: str
    proposed_at: datetime
    proposed_by: str
    reason: str = ""
    hand_over: tuple[str, ...] = ()
    state: TransferState = TransferState.PROPOSED
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The child lives elsewhere; this hub answers for the child until it is confirmed there.

    Attributes:
        told_at: When the other authority was told, which is what its clock counts from.
        conference_at: When the receiving-in conference was held, if there was one.
    """

    told_at: datetime
    to_authority: str = ""
    moved_on: date | None = None
    conference_at: datetime | None = None
    confirmed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the other authority has not confirmed."""
        return self.confirmed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What was under way when a death was recorded, by its ids; all of it stops.

    Attributes:
        owed: Obligations.
        requests: Requests to partners without a reply.
        actions: Unfinished actions of plans.
        decision: The one that waited for its second signature to take effect.
        transfer, move: The ones that waited for the other side's word.
    """

    owed: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    decision: str | None = None
    transfer: str | None = None
    move: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """The child has died; `recorded_at` is when the hub came to know."""

    recorded_at: datetime
    died_on: date | None = None
    stopped: Waiting = field(default_factory=Waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departures:
    """Everything of this kind on one journey.

    Attributes:
        move, death: None where there is none, or where it was taken back.
    """

    transfers: Mapping[str, Transfer] = field(default_factory=dict)
    move: Move | None = None
    death: Death | None = None

    def open_transfer(self) -> Transfer | None:
        """Return the transfer that waits for its answer, if there is one."""
        return next(
            (each for each in self.transfers.values() if each.state is TransferState.PROPOSED),
            None,
        )
