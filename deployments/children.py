"""Programs that we start: they and all that they start end when we do, even if we are killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE_SECONDS = 5.0

# A shell of a few hundred kilobytes leads the program's group.  It waits on a pipe that only
# we hold open; when that closes, however we ended, the whole group is ended with it.
_ENDS_WITH_US = """
"$@" &
child=$!
trap '' TERM INT HUP
read -r nothing
kill -TERM 0
(sleep 15; kill -KILL 0) &
wait $child
kill -KILL 0
"""


class Child:
    """One program that we started.

    Attributes:
        pid: Of the process group's leader.
    """

    def __init__(
        self, command: Sequence[str], *, environment: Mapping[str, str], log: Path
    ) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as lines:
            self._shell = subprocess.Popen(  # noqa: S603 - a fixed command of our own
                ["/bin/sh", "-c", _ENDS_WITH_US, "sh", *command],
                stdin=subprocess.PIPE,
                stdout=lines,
                stderr=lines,
                env={**os.environ, **environment},
                start_new_session=True,
            )
        self.pid = self._shell.pid

    def ask_to_stop(self) -> None:
        """Let the program end by itself; returns at once."""
        if self._shell.stdin is not None:
            self._shell.stdin.close()

    def stop(self, patience: float = PATIENCE_SECONDS) -> None:
        """Let the program end, and end it and all that it started if it does not in time."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._shell.wait(patience)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._shell.wait()
