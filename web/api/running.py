"""Whether it runs: health, readiness, figures, version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version as installed_version

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from casework import leasing
from casework.hub import Hub
from models.errors import StoreError
from models.versions import HEAD
from web.access import ANYBODY, WATCHERS, TheHub
from web.languages import gettext as _
from web.metrics import Metrics
from web.problems import UNAVAILABLE, Problem
from web.routes import Row, answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """All is well.  `clock_age_seconds`: since the clock last said that it runs."""

    status: str
    clock_age_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Pages can be served."""

    status: str
    database: str
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What is running.  `revision`: the database revision it was written for."""

    name: str
    version: str
    revision: str


def clock_trouble(hub: Hub) -> str | None:
    """Return in a sentence why alerts do not go out, or None while they do."""
    try:
        age = leasing.clock_age(hub)
    except StoreError:
        return _("The record does not answer, so nobody can tell whether alerts go out.")
    if age is None:
        return _("The clock has never run here: reminders and alerts are not going out.")
    if age >= leasing.SILENT_AFTER:
        minutes = int(age.total_seconds() // 60)
        return _(
            "The clock has not run for {minutes} minutes: reminders and alerts are not going out."
        ).format(minutes=minutes)
    return None


def health(hub: TheHub) -> Response:
    """Say whether the process lives and the clock runs."""
    trouble = clock_trouble(hub)
    if trouble is not None:
        raise Problem(UNAVAILABLE, trouble)
    age = leasing.clock_age(hub) or timedelta()
    return answer(Health(status="well", clock_age_seconds=round(age.total_seconds(), 1)))


def ready(hub: TheHub) -> Response:
    """Say whether the database can be used."""
    try:
        hub.store.check()
    except StoreError as error:
        # Its text holds revisions, and an address without password: for those who run it.
        raise Problem(UNAVAILABLE, f"The record cannot be used: {error}.") from error
    return answer(Ready(status="ready", database=hub.store.dialect, revision=HEAD))


def figures(request: Request, hub: TheHub) -> Response:
    """Give the figures in the format of Prometheus."""
    metrics: Metrics = request.app.state.metrics
    age = leasing.clock_age(hub)
    metrics.clock_age.set(-1 if age is None else age.total_seconds())
    return Response(
        generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
    )


def version() -> Response:
    """Say what is running."""
    return answer(
        Version(name="throughline", version=installed_version("throughline"), revision=HEAD)
    )


ROWS = (
    Row(
        method="GET",
        path="/healthz",
        call=health,
        access=ANYBODY,
        summary="Say whether the process lives and the clock has run within two minutes.",
        tag="running",
        answers=Health,
    ),
    Row(
        method="GET",
        path="/readyz",
        call=ready,
        access=ANYBODY,
        summary="Say whether the database answers and is at the right revision.",
        tag="running",
        answers=Ready,
    ),
    Row(
        method="GET",
        path="/metrics",
        call=figures,
        access=WATCHERS,
        summary="Give figures in the format of Prometheus.",
        tag="running",
        media_type="text/plain",
    ),
    Row(
        method="GET",
        path="/version",
        call=version,
        access=ANYBODY,
        summary="Say which version runs.",
        tag="running",
        answers=Version,
    ),
)
