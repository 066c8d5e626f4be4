"""Sentences about codes that returns ask for."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, sentence
from journey.events import codes


@sentence.register
def _(event: codes.CodesRecorded, teller: Teller) -> str:
    book = teller.rulebook.codes
    told = [
        f"{title} {book.words(key, code).lower()}"
        for key, title, code in (
            ("referral-source", "referral source", event.source),
            ("primary-need", "primary need", event.primary_need),
            ("closure-reason", "reason for closure", event.closure_reason),
        )
        if code is not None
    ]
    return f"Codes for the returns were recorded{': ' + ', '.join(told) if told else ''}."
