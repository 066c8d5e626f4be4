"""What messages say: plain English, a reference, what is asked, by when, and where.

Nothing here can name anybody: a `Letter` has no field that could hold a name or a worry.
"""

from casework.wording.digest import word_digest
from casework.wording.letter import TEMPLATES, UNDELIVERED, Letter, Worded, word
from casework.wording.links import alerts_page, journey_page, reply_address, request_page

__all__ = [
    "TEMPLATES",
    "UNDELIVERED",
    "Letter",
    "Worded",
    "alerts_page",
    "journey_page",
    "reply_address",
    "request_page",
    "word",
    "word_digest",
]
