"""The logs of the process as they are in earnest, caught while a test runs."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from casework.logs import set_up_logs
from casework.settings import Settings


@contextmanager
def caught_logs() -> Iterator[io.StringIO]:
    """Give the text of every line from here on, as JSON; afterwards all is as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logs(Settings(log_json=True), stream=stream)
    try:
        yield stream
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        structlog.reset_defaults()
