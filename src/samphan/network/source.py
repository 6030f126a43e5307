"""The narrow door to a graph: anything that answers a SPARQL SELECT over the union of its named graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from samphan import vocab

_PREFIXES = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in sorted(vocab.PREFIXES.items()))
_BATCH = 400


class Queryable(Protocol):
    """What a view needs of a store: ``query`` returns the solutions, each a row in the order of the SELECT."""

    def query(self, sparql: str, /) -> Any:
        """The solutions of a SELECT query."""
        ...


def _text(term: object) -> str:
    """A term's plain characters; unbound is empty. Oxigraph terms carry ``value``, rdflib terms are strings."""
    if term is None:
        return ""
    return str(getattr(term, "value", term)) if not isinstance(term, str) else str(term)


def rows(graph: Queryable, sparql: str) -> Iterator[tuple[str, ...]]:
    """Every solution of ``sparql`` (the contract's prefixes are known) as plain strings, unbound ones empty."""
    for row in graph.query(_PREFIXES + sparql):
        yield tuple(_text(term) for term in row)


def rows_for(graph: Queryable, sparql: str, iris: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """As :func:`rows` for a query that holds ``%VALUES%`` where a list of IRIs belongs, asked in batches."""
    for at in range(0, len(iris), _BATCH):
        yield from rows(graph, sparql.replace("%VALUES%", " ".join(_bracket(iris[at : at + _BATCH]))))


def _bracket(iris: Iterable[str]) -> Iterator[str]:
    """IRIs as SPARQL writes them; one with a character that SPARQL forbids cannot be in the graph and is left out."""
    for iri in iris:
        if not any(char in '<>"{}|^`\\' or char <= " " for char in iri):
            yield f"<{iri}>"
