"""Logs: one line for each thing that happened, on standard error, naming nobody.

What may stand in a line is a list of keys (`ALLOWED`); whatever else somebody logs is
withheld, so that a forgotten narrative cannot get out.  Lines of the libraries go through the
same processors.  A text of an exception is kept only where the exception is ours: those name
references and keys; a library's may quote what it was given.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.types import EventDict, Processor

from casework.clock import SystemClock
from casework.errors import BadInputError, NotFoundError
from casework.settings import Settings
from journey.errors import ThroughlineError

ALLOWED = frozenset(
    # What every line has.
    {"event", "level", "timestamp", "logger", "exception"}
    # What it is about: references, ids, keys of policy, user names.
    | {"journey", "obligation", "rung", "request", "episode", "decision", "delivery", "version"}
    | {"party", "template", "kind", "action", "stage", "command", "guard", "code", "key"}
    | {"user", "role", "team", "agency", "profile", "policy", "finding", "opened"}
    # What came of it.
    | {"due", "acted", "failed", "sent", "dead", "tracked", "count", "refused", "attempt"}
    | {"state", "problem", "fault", "seconds", "at", "since", "until", "next_at", "again_at"}
    # How it went out; the subject is worded by `casework.wording` alone.
    | {"channel", "subject", "link"}
    # What runs: processes, flows, the database, requests by route.
    | {"name", "holder", "lease", "pid", "process", "thread", "signal", "host", "port", "url"}
    | {"flow", "flow_run", "task", "task_run", "deployment", "job", "trigger", "work_pool"}
    | {"database", "revision", "dialect", "path", "method", "route", "status", "limit", "batch"}
)
"""Keys that may stand in a line.  None of them ever holds narrative."""

WITHHELD = "[withheld]"

LIBRARIES = ("prefect", "uvicorn", "fastapi", "apscheduler", "sqlalchemy", "alembic", "httpx")
"""Loggers whose own handlers for the console are replaced by ours."""

_QUOTING = (BadInputError, NotFoundError)
"""Errors of ours that say again what somebody typed."""

_LONGEST = 300
_OUR_EVENTS = re.compile(r"[a-z][a-z0-9_]{0,79}\Z")
_AFTER_THE_PATH = re.compile(r"\?[^\s\"']*")
_CREDENTIALS = re.compile(r"//[^/@\s]+@")
_ADDRESS = re.compile(r"[^\s<>@'\":,;]+@[^\s<>@'\":,;]+")
_ATOMS = (str, int, float, bool, datetime, date, type(None))


def set_up_logs(
    settings: Settings, *, stream: TextIO | None = None, level: int = logging.INFO
) -> None:
    """Send every line of the process, ours and the libraries', through these processors.

    May be called again at any time; whoever starts Prefect or a server calls it once more
    after that, because they set up loggers of their own.
    """
    out = stream or sys.stderr
    as_json = settings.log_json if settings.log_json is not None else not out.isatty()
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            withhold,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        # Tests and `serve` set the logs up more than once; a cached logger would not notice.
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_shared(), plain_message, withhold_foreign],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(as_json=as_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [*(h for h in root.handlers if not _writes_for_people(h)), handler]
    root.setLevel(level)
    for name in LIBRARIES:
        route(name)
    # One line for each request to another server, with its whole address.
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def route(name: str) -> None:
    """Let a library's loggers write through the root's handler alone.

    Handlers that do not write to a stream stay: Prefect's carry lines to its server.
    """
    family = [name, *(n for n in logging.Logger.manager.loggerDict if n.startswith(f"{name}."))]
    for each in family:
        logger = logging.getLogger(each)
        logger.handlers[:] = [
            handler
            for handler in logger.handlers
            if not isinstance(handler, logging.StreamHandler)
            or isinstance(handler, logging.FileHandler)
        ]
        logger.propagate = True


def withhold(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Keep what the list allows, and say where something was withheld.

    An event of ours is a name, `obligation_chased`; a sentence in its place may hold anything.
    """
    kept = {key: _kept(key, value) for key, value in line.items()}
    event = line.get("event")
    if not (isinstance(event, str) and _OUR_EVENTS.match(event)):
        kept["event"] = WITHHELD
    return kept


def withhold_foreign(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Keep a library's sentence, without mail addresses and what stands behind a URL's path."""
    kept = {key: _kept(key, value) for key, value in line.items()}
    event = _CREDENTIALS.sub("//", str(line.get("event", "")))
    kept["event"] = _ADDRESS.sub(WITHHELD, _AFTER_THE_PATH.sub("", event))
    return kept


def plain_message(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Make a library's line one line: a message's further lines quote what went wrong."""
    line["event"] = str(line.get("event", "")).partition("\n")[0]
    return line


def safe_exception(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Replace an exception by its kind and the way it came, without what it says.

    Where it is one of ours, what it says is kept: it names references, keys and dates.
    """
    info = line.pop("exc_info", None)
    line.pop("exc_text", None)
    line.pop("stack_info", None)
    fault = _exception_of(info)
    if fault is not None:
        line["exception"] = describe(fault)
    return line


def describe(fault: BaseException) -> str:
    """Return an exception and what caused it: kinds, places, and our own words alone."""
    parts = []
    seen: set[int] = set()
    cause: BaseException | None = fault
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        ours = isinstance(cause, ThroughlineError) and not isinstance(cause, _QUOTING)
        said = f": {cause}" if ours else ""
        parts.append(f"{type(cause).__name__}{said} at {_way(cause.__traceback__)}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return " | because of ".join(parts)


def _way(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames) or "?"


def _exception_of(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        fault: BaseException | None = info[1]
        return fault
    return sys.exc_info()[1] if info else None


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _stamp,
        safe_exception,
    ]


def _stamp(_logger: Any, _method: str, line: EventDict) -> EventDict:
    # The machine's time, also where the hub pretends another: a log says when it was written.
    line["timestamp"] = SystemClock().now().isoformat(timespec="milliseconds")
    return line


def _kept(key: str, value: Any) -> Any:
    # structlog's own, removed before the line is written.
    if key.startswith("_"):
        return value
    if key not in ALLOWED:
        return WITHHELD
    if key in {"event", "exception"}:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_atom(each) for each in value]
    return _atom(value)


def _atom(value: Any) -> Any:
    """Return a value that is one short line; narrative, a person or a mapping is none."""
    if not isinstance(value, _ATOMS):
        return WITHHELD
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        value = str(value)
        return WITHHELD if len(value) > _LONGEST or "\n" in value else value
    return value


def _renderer(*, as_json: bool) -> Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(pad_event_to=30)


def _writes_for_people(handler: logging.Handler) -> bool:
    if not isinstance(handler, logging.StreamHandler):
        return False
    streams = {sys.stderr, sys.stdout, sys.__stderr__, sys.__stdout__}
    formatted = isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    return formatted or handler.stream in streams
