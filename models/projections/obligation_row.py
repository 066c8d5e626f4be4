"""An obligation as a row and back: the one projection that is read instead of the log.

The sweep climbs from the row alone, so nothing of `journey.case.Obligation` may be lost in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from journey.case import Obligation
from journey.ladders import Action
from journey.terms import ObligationState


def obligation_row(reference: str, obligation: Obligation) -> dict[str, Any]:
    """Return the columns of an obligation's row."""
    return {
        "id": f"{reference}.{obligation.id}",
        "reference": reference,
        "number": int(obligation.id[1:]),
        "kind": obligation.kind,
        "subject": obligation.subject,
        "about": obligation.about,
        "episode": obligation.episode,
        "owed_by": obligation.owed_by,
        "ask_instead": obligation.ask_instead,
        "timescale": obligation.timescale,
        "profile": obligation.profile,
        "authority": obligation.authority,
        "checked": obligation.checked,
        "ladder": obligation.ladder,
        "starts_at": obligation.starts_at,
        "due_at": obligation.due_at,
        "first_due_at": obligation.first_due_at,
        "state": obligation.state.value,
        "ended_at": obligation.ended_at,
        "rung": obligation.rung,
        "last_action": obligation.last_action.value if obligation.last_action else None,
        "last_action_at": obligation.last_action_at,
        "next_rung": obligation.next_rung,
        "next_action_at": obligation.next_action_at,
        "moves": obligation.moves,
        "chases": obligation.chases,
        "follows_worker": obligation.follows_worker,
    }


def as_obligation(row: Mapping[str, Any] | RowMapping) -> Obligation:
    """Return the obligation that a row holds; columns beside it are left alone."""
    return Obligation(
        id=f"O{row['number']}",
        kind=row["kind"],
        subject=row["subject"],
        about=row["about"],
        episode=row["episode"],
        owed_by=row["owed_by"],
        ask_instead=row["ask_instead"],
        timescale=row["timescale"],
        profile=row["profile"],
        authority=row["authority"],
        checked=row["checked"],
        ladder=row["ladder"],
        starts_at=row["starts_at"],
        due_at=row["due_at"],
        first_due_at=row["first_due_at"],
        state=ObligationState(row["state"]),
        ended_at=row["ended_at"],
        rung=row["rung"],
        last_action=Action(row["last_action"]) if row["last_action"] else None,
        last_action_at=row["last_action_at"],
        next_rung=row["next_rung"],
        next_action_at=row["next_action_at"],
        moves=row["moves"],
        chases=row["chases"],
        follows_worker=row["follows_worker"],
    )
