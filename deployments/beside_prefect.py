"""Settings of Prefect that we rely on where we start it or use it.  Whoever set one, keeps it."""

from __future__ import annotations

import os
from collections.abc import Mapping

API_URL = "PREFECT_API_URL"

SILENT: Mapping[str, str] = {
    # Nothing is reported to anybody outside.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # Without a server, work goes on untracked; Prefect is not to start one of its own.
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
}

CLIENT: Mapping[str, str] = {
    **SILENT,
    # A server that stays silent is given up soon: the work is done without it meanwhile.
    "PREFECT_API_REQUEST_TIMEOUT": "10",
    "PREFECT_CLIENT_MAX_RETRIES": "2",
    # What happened stands in our own log; sending it twice burdens a small server.
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}

SMALL_SERVER: Mapping[str, str] = {
    **SILENT,
    # It is one process on SQLite, which writes one thing at a time: fewer, larger writes.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "100",
    # Nobody automates anything here, and reading every waiting child's run each five seconds
    # to see whether its pause has expired costs more than all else: none ever does.
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    # Ended runs are kept for a month; the record of a child is not here.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
}


def speak_quietly() -> None:
    """Set what this process's Prefect client is to go by, before Prefect is imported."""
    for name, value in CLIENT.items():
        os.environ.setdefault(name, value)


def api_url() -> str | None:
    """Return the address of the Prefect server to work with, if there is one."""
    return os.environ.get(API_URL) or None
