"""Sentences about transfer to another team, moving away, and death."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, kind_in_words, sentence
from journey.events import departures


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
def _(event: departures.ChildMovedAway, teller: Teller) -> str:
    del event, teller
    return "The child has moved away; the authority there was told."


@sentence.register
def _(event: departures.ReceivingInConferenceHeld, teller: Teller) -> str:
    del event, teller
    return "The other authority held its receiving-in conference."


@sentence.register
def _(event: departures.MoveConfirmed, teller: Teller) -> str:
    del event, teller
    return "The other authority confirmed in writing that it is responsible."


@sentence.register
def _(event: departures.MoveCancelled, teller: Teller) -> str:
    del event, teller
    return "The child did not move away after all."


@sentence.register
def _(event: departures.DeathRecorded, teller: Teller) -> str:
    del teller
    suspected = "; abuse or neglect is known or suspected" if event.abuse_suspected else ""
    return f"The child has died{suspected}."


@sentence.register
def _(event: departures.DeathNotified, teller: Teller) -> str:
    del teller
    return f"The death was notified: {kind_in_words(event.to.value)}."


@sentence.register
def _(event: departures.DeathCorrected, teller: Teller) -> str:
    del event, teller
    return "The death was recorded by mistake; what it had ended goes on."
