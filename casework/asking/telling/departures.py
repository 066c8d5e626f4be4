"""Sentences about transfer to another team, moving away, and death."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, always, kind_in_words, sentence
from journey.events import departures

always(
    {
        departures.ChildMovedAway: "The child has moved away; the authority there was told.",
        departures.ReceivingInConferenceHeld: (
            "The other authority held its receiving-in conference."
        ),
        departures.MoveConfirmed: (
            "The other authority confirmed in writing that it is responsible."
        ),
        departures.MoveCancelled: "The child did not move away after all.",
        departures.DeathCorrected: "The death was recorded by mistake; what it had ended goes on.",
    }
)


@sentence.register
def _(event: departures.TransferProposed, teller: Teller) -> str:
    team = teller.party(f"team:{event.to_team}")
    return f"Transfer {event.transfer} was proposed, to {team}."


@sentence.register
def _(event: departures.TransferAccepted, teller: Teller) -> str:
    worker = event.worker or "nobody yet"
    team = teller.party(f"team:{event.team}")
    return f"Transfer {event.transfer} was accepted by {team}; the journey is with {worker}."


@sentence.register
def _(event: departures.TransferRefused, teller: Teller) -> str:
    return f"Transfer {event.transfer} was refused by {teller.party(f'team:{event.team}')}."


@sentence.register
def _(event: departures.TransferWithdrawn, teller: Teller) -> str:
    del teller
    return f"Transfer {event.transfer} was withdrawn."


@sentence.register
def _(event: departures.DeathRecorded, teller: Teller) -> str:
    del teller
    suspected = "; abuse or neglect is known or suspected" if event.abuse_suspected else ""
    return f"The child has died{suspected}."


@sentence.register
def _(event: departures.DeathNotified, teller: Teller) -> str:
    del teller
    return f"The death was notified: {kind_in_words(event.to.value)}."
