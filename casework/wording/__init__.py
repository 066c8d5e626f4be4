"""What messages say: plain English, a reference, what is asked, by when, and where.

Nothing here can name anybody: a `Letter` has no field that could hold a name or a worry.
"""

from casework.wording.letter import TEMPLATES, Letter, Worded, word
from casework.wording.links import journey_page, reply_address, request_page

__all__ = [
    "TEMPLATES",
    "Letter",
    "Worded",
    "journey_page",
    "reply_address",
    "request_page",
    "word",
]
