"""The work of the ``query`` workers: strangers' SPARQL, answered within bounds."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from samphan.vocab import PREFIXES
from samphan.web import guard, results
from samphan.web.frames import Header
from samphan.web.refusal import Refusal

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UNKNOWN = "Prefix not found"
_LONG = 120
Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Terms = list[list[Any]]


class Asker:
    """Answers one query after another over a store opened for reading."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def __call__(self, request: Header) -> tuple[Header, bytes]:
        """Answer ``request``: ``sparql`` (``judged`` by the guard where it is suspicious), caps ``rows`` and ``bytes``.

        ``select`` and ``graph`` name the wanted form by kind of answer; ``default`` and ``named`` are the protocol's dataset.
        """
        answer = self._answer(request)
        if request["op"] == "table":
            return self._table(answer, request)
        rows, size = request["rows"], request["bytes"]
        if isinstance(answer, ox.QueryBoolean):
            form, written = request["select"], results.verdict(request["select"], bool(answer))
        elif isinstance(answer, ox.QueryTriples):
            form, written = request["graph"], results.graph(request["graph"], answer, rows, size)
        else:
            names = [variable.value for variable in answer.variables]
            form, written = request["select"], results.select(request["select"], names, map(tuple, answer), rows, size)
        return {"form": form, "rows": written.rows, "truncated": written.truncated}, written.body

    def _answer(self, request: Header) -> Answer:
        sparql: str = request["sparql"]
        if not sparql.strip():
            raise Refusal(400, "the query is empty", remedy="send SPARQL in the parameter query")
        if guard.suspicious(sparql) and not request.get("judged"):
            raise Refusal(403, "this query has not been judged")
        default, named = request.get("default") or [], request.get("named") or []
        guard.local([*default, *named])
        options: dict[str, Any] = {}
        if default or named:  # the protocol's dataset goes before the query's own
            try:
                options = {"default_graph": [ox.NamedNode(one) for one in default], "named_graphs": [ox.NamedNode(one) for one in named]}
            except ValueError as error:
                raise Refusal(400, "a graph's name is no IRI", place="default-graph-uri") from error
        try:
            return self._store.query(sparql, prefixes=PREFIXES, **options)
        except SyntaxError as error:
            raise explain(error, sparql) from error
        except ValueError as error:
            raise Refusal(400, f"the query cannot be answered: {error}"[:300], remedy="check the query") from error

    def _table(self, answer: Answer, request: Header) -> tuple[Header, bytes]:
        """One screen of an answer for a page, with how many rows there are in all (up to the cap)."""
        if isinstance(answer, ox.QueryBoolean):
            return {"kind": "ask", "verdict": bool(answer)}, b""
        if isinstance(answer, ox.QueryTriples):
            kind, names = "graph", ["subject", "predicate", "object"]
        else:
            kind, names = "select", [variable.value for variable in answer.variables]
        first, size, most = request["offset"], request["size"], request["rows"]
        kept: Terms = []
        count = 0
        for item in answer:
            if count == most:
                return {"kind": kind, "names": names, "rows": kept, "total": count, "truncated": "rows"}, b""
            if first <= count < first + size:
                cells = (item.subject, item.predicate, item.object) if isinstance(item, ox.Triple) else item
                kept.append([None if cell is None else short(cell) for cell in cells])
            count += 1
        return {"kind": kind, "names": names, "rows": kept, "total": count, "truncated": ""}, b""


def short(term: results.Term) -> list[str]:
    """A term for a page: ``["iri", value]``, ``["blank", value]`` or ``["literal", value, language, datatype]``."""
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.language or "", "" if term.language else term.datatype.value]
    return ["blank", str(term)]


def explain(error: SyntaxError, sparql: str) -> Refusal:
    """What is wrong with a query, at which line and column, and what to do."""
    found = _PLACE.match(error.msg or "")
    if not found:
        return Refusal(400, f"not SPARQL: {error.msg}"[:300], remedy="check the query")
    line, column, rest = int(found[1]), int(found[2]), found[3]
    place = f"line {line}, column {column}"
    lines = sparql.splitlines() or [""]
    before = lines[min(line, len(lines)) - 1][: max(column - 1, 0)]
    if _UNKNOWN in rest:
        name = re.search(r"([\w.-]*):?[^\s]*$", before)
        known = ", ".join(f"{one}:" for one in PREFIXES)
        shown = f" {name[1]}:" if name and name[1] else ""
        return Refusal(400, f"the prefix{shown} is not known", place=place, remedy=f"known are {known}; add PREFIX for another")
    words = re.match(r"\s*(insert|delete|load|clear|drop|create|add|move|copy|with)\b", _without_prologue(sparql), re.IGNORECASE)
    if words:
        return Refusal(
            403, f"{words[1].upper()} is not allowed: this store is only read", place=place, remedy="ask with SELECT, CONSTRUCT or ASK"
        )
    message = "not SPARQL" if "one of" in rest or len(rest) > _LONG else f"not SPARQL: {rest}"
    return Refusal(400, message, place=place, remedy="the mistake is at this place or just before it")


def _without_prologue(sparql: str) -> str:
    return re.sub(r"\A(?:\s|#[^\n]*(?:\n|\Z)|prefix\s+\S*\s*<[^>]*>|base\s*<[^>]*>)*", "", sparql, flags=re.IGNORECASE)
