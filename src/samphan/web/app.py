"""The ASGI application: addresses to doors, refusals to answers that browsers and programs understand."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from samphan.store.folder import StoreFolder
from samphan.web import asked, doors, protocol
from samphan.web.hall import Hall
from samphan.web.negotiate import wants_html
from samphan.web.refusal import Refusal
from samphan.web.settings import Settings
from samphan.web.shield import Shield

_log = logging.getLogger("samphan.web")
Door = Callable[[Request, Hall], Awaitable[Response]]
_GONE = 499  # nobody reads this answer; proxies log it so

_DOORS: tuple[tuple[str, Door, tuple[str, ...]], ...] = (
    ("/", doors.home, ("GET",)),
    ("/search", doors.search, ("GET",)),
    ("/api/suggest", doors.suggest, ("GET",)),
    ("/api/complete", doors.complete, ("GET",)),
    ("/id/{path:path}", doors.thing, ("GET",)),
    ("/graph/{path:path}", doors.graph, ("GET",)),
    ("/ontology", doors.ontology, ("GET",)),
    ("/ontology.{ending}", doors.ontology, ("GET",)),
    ("/questions", doors.questions, ("GET",)),
    ("/questions/{name}", doors.question, ("GET",)),
    ("/sparql", protocol.sparql, ("GET", "POST")),
    ("/view", doors.view, ("GET",)),
    ("/view/page", doors.picture, ("GET",)),
    ("/about", doors.about, ("GET",)),
    ("/health", doors.health, ("GET",)),
    ("/openapi.json", doors.openapi, ("GET",)),
    ("/static/{name}", doors.static, ("GET",)),
)


def create_app(settings: Settings) -> ASGIApp:
    """The application for one store; its workers start and end with the server's lifespan.

    Raises :class:`samphan.errors.StoreError` where the folder holds no store, or one that a build is writing.
    """
    folder = StoreFolder(settings.store, read_only=True, create=False)
    hall = Hall(settings, folder.quads)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            await hall.start()
            yield
        finally:
            await hall.stop()
            folder.close()

    routes = [Route(path, _endpoint(door, hall), methods=list(methods)) for path, door, methods in _DOORS]
    handlers = {HTTPException: _http_error}
    inner = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)  # type: ignore[arg-type]
    inner.router.redirect_slashes = False  # such a redirect would repeat the Host header
    return Shield(inner, settings)


def _endpoint(door: Door, hall: Hall) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            if (early := request.scope.get("samphan.refusal")) is not None:
                raise early
            return await door(request, hall)
        except Refusal as refusal:
            return refused(request, refusal)
        except ClientDisconnect:
            return Response(status_code=_GONE)
        except Exception:  # noqa: BLE001 (the last door: the log has the reason, the client gets a sentence)
            _log.exception("%s", request.url.path)
            return refused(request, Refusal(500, "something went wrong in the server", remedy="its log tells more"))

    return endpoint


def refused(request: Request, refusal: Refusal) -> Response:
    """A refusal as a page for people, as a problem (RFC 9457) for programs."""
    headers = {"vary": "Accept"}
    if refusal.status == 503:
        headers["retry-after"] = "5"
    if wants_html(request.headers.get("accept", "")):
        from samphan.web.desk.render import render

        language = asked.language(request, [])
        page = render(
            "error.html", language, "/", status=refusal.status, message=refusal.message, place=refusal.place, remedy=refusal.remedy
        )
        return Response(page, refusal.status, headers, "text/html; charset=utf-8")
    problem = {"title": refusal.message, "status": refusal.status, "detail": refusal.remedy, "place": refusal.place}
    shown = {name: value for name, value in problem.items() if value}
    return Response(json.dumps(shown, ensure_ascii=False), refusal.status, headers, "application/problem+json")


async def _http_error(request: Request, error: HTTPException) -> Response:
    """No such address, or not with this method."""
    if (early := request.scope.get("samphan.refusal")) is not None:
        return refused(request, early)
    message = (
        "there is no such page"
        if error.status_code == 404
        else "this address does not take that method"
        if error.status_code == 405
        else error.detail
    )
    response = refused(request, Refusal(error.status_code, message))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response
