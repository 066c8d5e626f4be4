"""What every way out has in common: its name, and how it says that nothing was handed over."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from journey.errors import ThroughlineError


class Channel(StrEnum):
    """How a message went; `DIGEST` is that it waits to be told with others, once a day."""

    CONSOLE = "console"
    DIGEST = "digest"
    MAIL = "mail"
    WEBHOOK = "webhook"


class NotDeliveredError(ThroughlineError):
    """A message was not handed over.

    Attributes:
        problem: Why, in our own words.  What a server answered is never among them: mail
            servers quote addresses, and a referrer's address says who it was.
        lasting: Trying again will not help before somebody has changed something.
    """

    retry_helps: ClassVar[bool] = True

    def __init__(self, problem: str, lasting: bool = False) -> None:
        super().__init__(problem, lasting)
        self.problem = problem
        self.lasting = lasting

    def __str__(self) -> str:
        return self.problem
