"""The console: where messages go while no mail server is set up.

One line of the log for each, with its subject and its link; the subject says what is asked.
"""

from __future__ import annotations

import structlog

from casework.wording import Letter, Worded

log = structlog.get_logger(__name__)


def write_on_console(letter: Letter, worded: Worded, *, party: str) -> None:
    """Write what would have been sent, and to which party; never an address."""
    log.info(
        "notice_on_console",
        journey=letter.reference,
        delivery=letter.key,
        party=party,
        subject=worded.subject,
        link=letter.link,
    )
