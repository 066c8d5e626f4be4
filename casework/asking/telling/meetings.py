"""Sentences about meetings, their papers, and pro formas."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, capital, kind_in_words, sentence
from journey.events import meetings
from journey.terms import Presence


@sentence.register
def _(event: meetings.MeetingPlanned, teller: Teller) -> str:
    when = teller.when(event.begins_at)
    return f"A {kind_in_words(event.kind.value)} was planned for {when} ({event.meeting})."


@sentence.register
def _(event: meetings.MeetingRedated, teller: Teller) -> str:
    delayed = f", delayed by {teller.agency(event.delayed_by)}" if event.delayed_by else ""
    when = teller.when(event.begins_at)
    return f"Meeting {event.meeting} was given another date, {when}{delayed}."


@sentence.register
def _(event: meetings.MeetingCalledOff, teller: Teller) -> str:
    delayed = f", because of {teller.agency(event.delayed_by)}" if event.delayed_by else ""
    return f"Meeting {event.meeting} was called off{delayed}."


@sentence.register
def _(event: meetings.MeetingHeld, teller: Teller) -> str:
    said = [f"A {kind_in_words(event.kind.value)} was held ({event.meeting})"]
    for presence, words in (
        (Presence.ATTENDED, "with"),
        (Presence.APOLOGIES, "apologies from"),
        (Presence.ABSENT, "without"),
        (Presence.NOT_INVITED, "not invited"),
    ):
        parties = [each.party for each in event.attendance if each.presence is presence]
        if parties:
            said.append(f"{words} {', '.join(_party(party, teller) for party in parties)}")
    return f"{', '.join(said[:2])}{''.join(f'; {more}' for more in said[2:])}."


def _party(party: str, teller: Teller) -> str:
    return teller.agency(party) if party in teller.rulebook.agencies else kind_in_words(party)


@sentence.register
def _(event: meetings.PaperCirculated, teller: Teller) -> str:
    to = ", ".join(_party(party, teller) for party in event.to)
    return f"The {event.paper.value} of meeting {event.meeting} went to {to} ({event.how})."


@sentence.register
def _(event: meetings.ReceiptRecorded, teller: Teller) -> str:
    who = capital(_party(event.party, teller))
    return f"{who} received the {event.paper.value} of meeting {event.meeting}."


@sentence.register
def _(event: meetings.ProFormaFilled, teller: Teller) -> str:
    del teller
    filled = ", ".join(kind_in_words(section) for section in event.filled)
    return f"Written up, {kind_in_words(event.form)}: {filled}."


@sentence.register
def _(event: meetings.ReportShared, teller: Teller) -> str:
    del teller
    return f"The report for meeting {event.meeting} was shared with the parents."
