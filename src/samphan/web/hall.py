"""The hall between the doors and the workers: one pool a kind, and what several doors do alike."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samphan.web import asked
from samphan.web.asked import Parameters
from samphan.web.frames import Header
from samphan.web.guard import suspicious
from samphan.web.kept import Kept
from samphan.web.pool import Plan, Pool
from samphan.web.refusal import Refusal
from samphan.web.settings import Settings

_PARSING = 5.0  # seconds that judging a query may take beyond what answering may
SCREEN = 100  # rows of a table on one page


class Hall:
    """The pools of one server: ``query`` for strangers' SPARQL, ``guard`` to judge it, ``desk`` for pages, ``view`` for pictures."""

    def __init__(self, settings: Settings, quads: Path) -> None:
        self.settings = settings
        shared = (settings.wait_seconds, settings.waiting)
        self.query = Pool(Plan("query", settings.query_workers, settings.query_seconds, settings.query_memory, *shared), str(quads))
        self.desk = Pool(Plan("desk", settings.desk_workers, settings.desk_seconds, settings.desk_memory, *shared), str(quads))
        self.view = Pool(Plan("view", 1, settings.view_seconds, settings.view_memory, settings.view_seconds, 20), str(quads))
        self.guard = Pool(Plan("guard", 1, settings.query_seconds + _PARSING, settings.query_memory, *shared), str(quads))
        self._kept = Kept(settings.kept_bytes)
        self.pools = (self.query, self.guard, self.desk, self.view)

    async def ask(self, wish: Header) -> tuple[Header, bytes]:
        """The answer to a stranger's query, judged first where it could reach beyond the store. Raises :class:`Refusal`."""
        return await self._kept.answer(wish, self._ask)

    async def made(self, wish: Header) -> tuple[Header, bytes]:
        """What a desk worker makes. Raises :class:`Refusal`."""
        return await self._kept.answer(wish, self.desk.ask)

    async def _ask(self, wish: Header) -> tuple[Header, bytes]:
        if suspicious(wish["sparql"]):
            await self.guard.ask({"sparql": wish["sparql"]})
        return await self.query.ask({**wish, "judged": True})

    async def start(self) -> None:
        """Start all workers."""
        await asyncio.gather(*(pool.start() for pool in self.pools))

    async def stop(self) -> None:
        """End all workers."""
        await asyncio.gather(*(pool.stop() for pool in self.pools))

    async def page(self, request: Request, given: Parameters, operation: str, *, status: int = 200, **values: Any) -> Response:
        """A page or other answer that a desk worker makes."""
        language = asked.language(request, given)
        wish = {"op": operation, "lang": language, "path": _path(request), **values}
        header, body = await asked.while_there(request, self.made(wish))
        if "location" in header:
            return RedirectResponse(header["location"], status_code=303)
        response = Response(body, status_code=status, media_type=header["type"], headers={"vary": "Accept, Accept-Language, Cookie"})
        if dict(given).get("lang") in ("th", "en"):
            response.set_cookie(asked.COOKIE, language, max_age=31_536_000, httponly=True, samesite="lax")
        return response

    async def answered(
        self, request: Request, given: Parameters, *, sparql: str, query: Parameters, name: str, values: dict[str, str]
    ) -> Response:
        """The page of a question or of the editor with its answer; a query that is refused stays on the page, with the reason."""
        offset = asked.number(given, "offset", 0, 0, self.settings.rows)
        answer, refusal, status = None, None, 200
        if sparql:
            wish = {"op": "table", "sparql": sparql, "offset": offset, "size": SCREEN, "rows": self.settings.rows}
            wish["default"] = [value for key, value in query if key == "default-graph-uri"]
            wish["named"] = [value for key, value in query if key == "named-graph-uri"]
            try:
                answer, _ = await asked.while_there(request, self.ask(wish))
            except Refusal as error:
                refusal, status = {"message": error.message, "place": error.place, "remedy": error.remedy}, error.status
        shown = {"sparql": sparql, "answer": answer, "refusal": refusal, "offset": offset, "size": SCREEN}
        return await self.page(request, given, "answer", status=status, query=urlencode(query), name=name, values=values, **shown)


def _path(request: Request) -> str:
    """Where the page stands, without the language, for the switch to the other one."""
    given = [(name, value) for name, value in asked.parameters(request.scope["query_string"]) if name != "lang"]
    path = (request.scope.get("raw_path") or b"/").decode("ascii")
    return path + ("?" + urlencode(given) if given else "")
