"""Which queries are answered: reading ones over this store's own graphs, judged on the parsed query.

Oxigraph's parser refuses updates. SERVICE and FROM are looked for in the syntax tree of rdflib's parser, never in the
text; a query whose text cannot hold either word is spared the second parsing. That parser runs in a worker of its own
(:class:`Guard`), so that the workers that answer need not load it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samphan.vocab import GRAPH, PREFIXES
from samphan.web.frames import Header
from samphan.web.refusal import Refusal

_POSSIBLE = re.compile(r"service|from|\\u", re.IGNORECASE)
"""Every query with a SERVICE or FROM matches; one that matches is parsed. (``\\u`` may spell any letter.)"""
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query names itself: ``default`` from FROM, ``named`` from FROM NAMED."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


def suspicious(sparql: str) -> bool:
    """Whether a query may hold SERVICE or FROM and has to be parsed; never wrong about one that does."""
    return bool(_POSSIBLE.search(sparql))


def check(sparql: str) -> Dataset:
    """The dataset that ``sparql`` names, empty where it names none.

    Raises :class:`Refusal` for SERVICE, for graphs that are not this store's, and where that cannot be told.
    """
    if not sparql.strip():
        raise Refusal(400, "the query is empty", remedy="send SPARQL in the parameter query")
    if not suspicious(sparql):
        return Dataset()
    prologue, parsed = _parse(sparql)
    if any(name == "ServiceGraphPattern" for name, _ in _nodes(parsed)):
        raise Refusal(403, "SERVICE is not allowed: this server asks no other server", remedy="leave out the SERVICE part")
    default: list[str] = []
    named: list[str] = []
    for name, node in _nodes(parsed):
        if name == "DatasetClause":
            for part, into in (("default", default), ("named", named)):
                if part in node:
                    into.append(str(prologue.absolutize(node[part])))
    local(default + named)
    return Dataset(tuple(default), tuple(named))


class Guard:
    """The ``guard`` worker: judges suspicious queries, so that a ``query`` worker may answer them."""

    def __init__(self) -> None:
        """Load the parser before the first question."""
        _parse("ASK {}")

    def __call__(self, request: Header) -> tuple[Header, bytes]:
        """Nothing for a query that may be answered. Raises :class:`Refusal` for any other."""
        check(request["sparql"])
        return {}, b""


def local(graphs: Iterable[str]) -> None:
    """Raise :class:`Refusal` for a graph that is none of this store's."""
    for graph in graphs:
        if not graph.startswith(GRAPH):
            shown = graph[:80]
            raise Refusal(403, f"no graph of this store: {shown}", place="FROM", remedy=f"graphs here begin with {GRAPH}")


def _parse(sparql: str) -> tuple[Any, Any]:
    from rdflib.plugins.sparql.algebra import translatePrologue
    from rdflib.plugins.sparql.parser import parseQuery

    if len(sparql) > _LARGEST:
        raise Refusal(413, "a query with FROM or SERVICE may have 64 KiB", remedy="shorten it")
    try:
        prologue, parsed = parseQuery(sparql)
        return translatePrologue(prologue, None, PREFIXES), parsed
    except RecursionError as error:
        raise Refusal(400, "the query is nested too deeply", remedy="write it flatter") from error
    except Exception as error:
        raise Refusal(400, "not SPARQL 1.1, or too unusual to be checked", remedy="check the query around FROM and SERVICE") from error


def _nodes(root: Any) -> Iterable[tuple[str, Any]]:
    """Every named node of a syntax tree, without recursion."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield getattr(node, "name", ""), node
            waiting.extend(node.values())
        elif isinstance(node, (list, tuple)) or type(node).__name__ == "ParseResults":
            waiting.extend(node)
