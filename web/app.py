"""The web: one app over one hub."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Lifespan

from casework.hub import Hub
from web import api, pages
from web.access import ANYBODY
from web.frame import Frame, request_id_of
from web.limits import BodyLimit, Limiter, RateLimit
from web.live import Live
from web.metrics import Metrics
from web.openapi import described
from web.pages.errors import error_page
from web.problems import Problem
from web.routes import Row, add

JSON_PLACES = ("/api/", "/healthz", "/readyz", "/metrics", "/version")


def make_app(hub: Hub, *, limiter: Limiter | None = None) -> FastAPI:
    """Return the app; whoever runs it turns the server's own access log off.

    Args:
        limiter: In place of the one that the settings ask for.
    """
    live = Live(hub)
    app = FastAPI(
        title="Throughline",
        version=version("throughline"),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(hub, live),
    )
    app.state.hub = hub
    app.state.live = live
    app.state.metrics = metrics = Metrics()
    app.state.limiter = limiter = limiter or Limiter(hub.settings.requests_per_minute)
    app.router.routes.extend(_routes())
    # FastAPI would answer these in its own way; the frame answers every error in ours.
    app.add_exception_handler(HTTPException, _pass_on)
    app.add_exception_handler(RequestValidationError, _pass_on)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit)
    app.add_middleware(RateLimit, limiter=limiter)
    app.add_middleware(
        Frame,
        metrics=metrics,
        answer=_answer,
        https=hub.settings.public_url.startswith("https://"),
    )
    metrics.listeners.set_function(lambda: live.listeners)
    return app


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Return the routes.  They know no hub, and take a while to make: once for a process."""
    maker = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    for row in (*api.ROWS, *pages.ROWS, _DESCRIPTION):
        add(maker, row)
    return tuple(maker.routes)


def _lifespan(hub: Hub, live: Live) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def while_served(_: FastAPI) -> AsyncIterator[None]:
        hub.after_commit.append(live.nudge)
        try:
            yield
        finally:
            hub.after_commit.remove(live.nudge)
            live.stop()

    return while_served


async def _pass_on(_: Request, error: Exception) -> Response:
    raise error


def _answer(request: Request, problem: Problem) -> Response:
    """Answer a problem: in the API's way, or as a page to somebody who reads pages."""
    wants_page = "text/html" in request.headers.get("accept", "")
    if wants_page and not request.url.path.startswith(JSON_PLACES):
        return error_page(request, problem)
    return problem.response(request_id_of(request))


def _description(request: Request) -> Response:
    """Give the OpenAPI document; made once, when first asked for."""
    app: FastAPI = request.app
    if app.openapi_schema is None:
        app.openapi_schema = described(app)
    document: dict[str, Any] = app.openapi_schema
    return JSONResponse(document)


_DESCRIPTION = Row(
    method="GET",
    path="/api/openapi.json",
    call=_description,
    access=ANYBODY,
    summary="Describe this API.",
    page=True,
)
