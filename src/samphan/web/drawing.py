"""The ``view`` worker: draws the network of a store or of a part of it, and remembers the last pictures."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from samphan.store import OxigraphBackend, Result
from samphan.views import page
from samphan.web.frames import Header

_PICTURES = 24
_LARGEST_ANSWERS = 40


class _Remembering:
    """A store whose whole-graph answers are kept: the next picture starts from the same rows."""

    def __init__(self, backend: OxigraphBackend) -> None:
        self._backend = backend
        self._answers: dict[str, Result] = {}

    def query(self, sparql: str) -> Result:
        """Answer a query, from memory where it was asked before."""
        if "VALUES" in sparql and "<http" in sparql.partition("VALUES")[2]:
            return self._backend.query(sparql)  # about single things: asked anew
        if sparql in self._answers:
            return self._answers[sparql]
        answer = self._backend.query(sparql)
        if len(self._answers) < _LARGEST_ANSWERS:
            self._answers[sparql] = answer
        return answer


class Drawer:
    """Answers ``view`` requests with finished pages."""

    def __init__(self, quads: Path) -> None:
        self._graph = _Remembering(OxigraphBackend(quads, read_only=True))
        self._pictures: OrderedDict[tuple[tuple[str, str], ...], bytes] = OrderedDict()

    def __call__(self, request: Header) -> tuple[Header, bytes]:
        """The page for ``values`` (the options of :func:`samphan.views.page`), in ``lang``."""
        values: dict[str, str] = request["values"]
        key = (*sorted(values.items()), ("lang", request["lang"]))
        if key not in self._pictures:
            given = {name: value for name, value in values.items() if name != "limit"}
            drawn = page(self._graph, **given, limit=int(values.get("limit", 2000)), language=request["lang"])  # type: ignore[arg-type]
            self._pictures[key] = drawn.html.encode("utf-8", "replace")
            if len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return {"type": "text/html; charset=utf-8"}, self._pictures[key]
