"""The ways out of the process, held open for one pass over what is waiting.

Both speak asyncio, in a thread of their own: whoever delivers may be a plain function, a
thread of a pool, or a coroutine's step, and several at once.  A time limit then holds for
the whole of an attempt, also against a server that answers a letter a minute.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from casework.channels.mail import Mail, Post
from casework.channels.webhook import Webhook
from casework.settings import Settings
from casework.wording import Letter
from journey.policy import Agency

Answer = TypeVar("Answer")


class Ways:
    """Mail and webhooks: `with Ways(settings) as ways: …`; connections are kept and shared."""

    def __init__(self, settings: Settings) -> None:
        self._mail = Mail(settings)
        self._webhook = Webhook(settings)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="throughline-ways", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run(self._mail.close())
        self._run(self._webhook.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def mail(self, post: Post) -> int:
        """Hand a mail over and return how many of its recipients were refused.

        Raises:
            NotDeliveredError: All were, or the server could not be spoken to.
        """
        return self._run(self._mail.send(post))

    def webhook(self, letter: Letter, agency: Agency, *, now: datetime) -> None:
        """Post a letter to the address on the agency's own row.

        Raises:
            NotDeliveredError: It was not accepted.
        """
        self._run(self._webhook.send(letter, agency, now=now))

    def _run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
