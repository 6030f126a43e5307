"""Any SPARQL 1.1 server as the home of the graph: Virtuoso, Oxigraph, Fuseki, RDF4J, GraphDB, or another one that takes updates.

A graph is put in place whole (Graph Store Protocol), or, where a server has only SPARQL, cleared and filled in one update; graphs that are
not there yet go many at a time to servers that take N-Quads. Which reading every graph was made from is remembered here, not there
(:func:`samphan.store.folder.home`); opening for writing compares the two, so that what a server has lost is made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pyoxigraph as ox
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from samphan.errors import QueryError, StoreError, UsageError
from samphan.store.result import Result, Row, plain
from samphan.store.wire import QUADS, RESULTS, TRIPLES, VIRTUOSO_ASK, Layout, Wire
from samphan.vocab import PREFIXES

_CONNECTIONS = 4
_BULK = 8_000_000  # bytes of N-Quads a request
_UPDATE = 200_000  # bytes of triples an update: Virtuoso's compiler, for one, does not take many more
_PROLOGUE = " ".join(f"PREFIX {name}: <{namespace}>" for name, namespace in PREFIXES.items())
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_NOISE = re.compile(r"<[^<>\s]*>|#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")


class RemoteBackend:
    """A server as an engine of :class:`samphan.store.Graph`. Raises :class:`StoreError` when it cannot be reached or refuses."""

    def __init__(self, url: str, *, read_only: bool = False, wire: Wire | None = None) -> None:
        """Find out what kind of server is at ``url``; it may carry name and password."""
        self._wire = wire or Wire(url)
        self.place = self._wire.place
        self.read_only = read_only
        self.layout: Layout = self._wire.layout()
        self._there: set[str] | None = None

    def query(self, sparql: str) -> Result:
        """Answer a query over the union of all graphs."""
        found = _FORM.search(_NOISE.sub(" ", sparql))
        triples = bool(found and found[1].upper() in ("CONSTRUCT", "DESCRIBE"))
        answer = self._wire.send(
            "POST",
            self.layout.query,
            form={"query": f"{_PROLOGUE} {sparql}"},
            params=self.layout.union,
            accept=TRIPLES if triples else RESULTS,
        )
        try:
            if triples:
                quads = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES, lenient=True)
                rows = sorted({(q.subject, q.predicate, q.object) for q in quads}, key=lambda row: tuple(map(str, row)))
                result = Result("construct", ("subject", "predicate", "object"), tuple(rows))
            else:
                result = _read(answer.content)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the server's answer cannot be read: {error}", place=self.place, remedy="see the server's log") from error
        most = answer.headers.get("x-sparql-maxrows", "")
        if most.isdigit() and len(result.rows) >= int(most):
            remedy = "raise its limit (Virtuoso: ResultSetMaxRows)"
            raise StoreError(f"the server cuts answers after {most} rows", place=self.place, remedy=remedy)
        return result

    def replace(self, parts: Sequence[tuple[str, str]]) -> None:
        """Put graphs in place; when it returns the server has confirmed each."""
        self._writable()
        there = self._known()
        whole = [(graph, text if not text or text.endswith("\n") else f"{text}\n") for graph, text in parts]
        fresh = [one for one in whole if self.layout.bulk and one[0] not in there]
        there |= {graph for graph, _ in whole}
        self._each([one for one in whole if one not in fresh] if fresh else whole)
        held: list[str] = []
        for _, text in fresh:
            held.append(text)
            if sum(map(len, held)) * 2 > _BULK:
                self._add("".join(held))
                held = []
        if held:
            self._add("".join(held))

    def drop(self, graphs: Sequence[str]) -> None:
        """Remove named graphs."""
        self._writable()
        self._each([(graph, "") for graph in graphs])
        self._known().difference_update(graphs)

    def has(self, graph: str) -> bool:
        """Whether a named graph is there."""
        return bool(self.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))

    def graphs(self) -> Iterator[str]:
        """The names of all graphs; a server's own ones (Virtuoso has some) count as well."""
        # By their types, which every graph of the contract has: for any triple at all Virtuoso 7.2 scans until its locks time out.
        for row in self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s a ?o } }").texts():
            yield row[0]

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph or of all of them, fetched a graph at a time."""
        names = iter([graph] if graph else sorted(self.graphs()))
        with ThreadPoolExecutor(_CONNECTIONS) as threads:
            while group := list(islice(names, 64)):
                for name, rows in zip(group, threads.map(self._triples, group), strict=True):
                    for row in rows:
                        subject, predicate, value = row
                        yield ox.Quad(subject, predicate, value, ox.NamedNode(name))  # type: ignore[arg-type]

    def triples(self) -> Iterator[ox.Triple]:
        """The union of all graphs, each triple once."""
        yield from {quad.triple for quad in self.quads()}

    def dataset(self) -> rdflib.Dataset:
        """The server as an rdflib dataset."""
        return rdflib.Dataset(store=SPARQLStore(self.layout.query, params=dict(self.layout.union)), default_union=True)

    def optimize(self) -> None:
        """The server's own affair."""

    def __len__(self) -> int:
        return int(self.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").texts()[0][0])

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def _triples(self, graph: str) -> tuple[Row, ...]:
        return self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows

    def _known(self) -> set[str]:
        if self._there is None:
            self._there = set(self.graphs())
        return self._there

    def _each(self, parts: Sequence[tuple[str, str]]) -> None:
        with ThreadPoolExecutor(_CONNECTIONS) as threads:
            for _ in threads.map(self._put, parts):
                pass

    def _put(self, part: tuple[str, str]) -> None:
        graph, text = part
        # A literal holds no raw line feed, so the graph's name before one is always the end of a quad.
        triples = text.replace(f" <{graph}> .\n", " .\n")
        if not self.layout.data:
            self._update(graph, triples)
        elif triples:
            self._wire.send("PUT", self.layout.data, params={"graph": graph}, body=triples.encode(), kind=TRIPLES)
        else:
            self._wire.send("DELETE", self.layout.data, params={"graph": graph}, gone=True)

    def _update(self, graph: str, triples: str) -> None:
        """Clear and fill in one update; a large graph takes more than one, and is complete with the last."""
        orders = f"DROP SILENT GRAPH <{graph}>"
        held: list[str] = []
        size = 0
        for line in triples.split("\n"):
            held.append(line)
            size += len(line)
            if size > _UPDATE:
                self._order(f"{orders} ; {_insert(graph, held)}" if orders else _insert(graph, held))
                orders, held, size = "", [], 0
        if held:
            self._order(f"{orders} ; {_insert(graph, held)}" if orders else _insert(graph, held))
        elif orders:
            self._order(orders)

    def _order(self, update: str) -> None:
        self._wire.send("POST", self.layout.update, form={"update": update})

    def _add(self, text: str) -> None:
        self._wire.send("POST", self.layout.bulk, body=text.encode(), kind=QUADS)

    def _writable(self) -> None:
        if self.read_only:
            raise UsageError("the store is open for reading only", place=self.place, remedy="open it without read_only")


def _read(answer: bytes) -> Result:
    """SPARQL results in JSON. Virtuoso gives typed literals the name they had before 2013, and to ASK a row with a number."""
    result = Result.of(ox.parse_query_results(answer.replace(b'"typed-literal"', b'"literal"'), format=ox.QueryResultsFormat.JSON))
    if result.variables == (VIRTUOSO_ASK.decode(),):
        return Result("ask", verdict=any(plain(row[0]) not in ("0", "false") for row in result.rows))
    return result


def _insert(graph: str, lines: Sequence[str]) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{ {' '.join(lines)} }} }}"
