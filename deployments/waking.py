"""A thread that does one kind of work each time it is woken, never twice at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import structlog

log = structlog.get_logger(__name__)


class Waking:
    """Does a piece of work whenever it is woken.  Woken while at work, it does it once more."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self._name = name
        self._work = work
        self._woken = Event()
        self._stopped = Event()
        self._thread = Thread(target=self._run, name=f"clock-{name}", daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def wake(self) -> None:
        """Have the work done; returns at once."""
        self._woken.set()

    def stop(self) -> None:
        """Do no more; what is being done is finished."""
        self._stopped.set()
        self._woken.set()

    def join(self, timeout: float) -> bool:
        """Wait until the work has ended and return whether it has."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._woken.wait()
            if self._stopped.is_set():
                return
            self._woken.clear()
            try:
                self._work()
            except Exception as fault:
                # The next time may go better, and somebody must still be there to try.
                log.exception("job_failed", job=self._name, fault=type(fault).__name__)
