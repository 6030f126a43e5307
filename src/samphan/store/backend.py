"""The seam between the graph and whatever engine keeps its quads.

:class:`Backend` is all that :class:`samphan.store.Graph` asks of an engine; :class:`OxigraphBackend` is the embedded one,
on disk or in memory. Errors of the engine leave this module as ours.

Why the unnamed graph holds a copy: up to version 0.5 Oxigraph answers from the union of named graphs once for every graph that holds
a triple (https://github.com/oxigraph/oxigraph/issues/1919), so that counts are wrong and a join over a minister named in ten thousand
articles looks at their square. We therefore keep the union itself, each triple once, in the unnamed graph, and query that. The unnamed
graph never holds more than the named ones: it is written after them and cleared before them, so that a crash leaves nothing astray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from samphan.errors import QueryError, StoreBusyError, StoreError
from samphan.store.result import Result
from samphan.vocab import PREFIXES

_SMALL = 2_000_000
"""Batches below so many bytes go through a transaction; above, the bulk loader is faster than its new files cost."""

_REMOVED_AT_ONCE = 2000


class Backend(Protocol):
    """What an engine must do. Graph names are bare IRIs, quads are N-Quads lines."""

    def query(self, sparql: str) -> Result:
        """Answer a query over the union of all graphs, the contract's prefixes known. Raises :class:`QueryError`."""
        ...

    def replace(self, parts: Sequence[tuple[str, str]]) -> None:
        """Replace graphs, each given by name and N-Quads text, durably when it returns."""
        ...

    def drop(self, graphs: Sequence[str]) -> None:
        """Remove these named graphs; those that are not there are no error."""
        ...

    def has(self, graph: str) -> bool:
        """Whether a named graph is there."""
        ...

    def graphs(self) -> Iterator[str]:
        """The names of all graphs, in any order."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph or of all of them, in any order."""
        ...

    def triples(self) -> Iterator[ox.Triple]:
        """The union of all graphs, each triple once, in any order."""
        ...

    def dataset(self) -> rdflib.Dataset:
        """The same graph for rdflib, its default graph the union of all named ones."""
        ...

    def optimize(self) -> None:
        """Arrange the data for reading, where the engine can."""
        ...

    def __len__(self) -> int:
        """The number of quads."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def _readable(error: SyntaxError) -> tuple[str, str]:
    """What is wrong with a query and where; the engine's list of every character it would have liked is left out."""
    found = _PLACE.match(error.msg or "")
    if not found:
        return f"not SPARQL: {error.msg}", ""
    line, column, rest = found.groups()
    if "Prefix not found" in rest:
        return "not SPARQL: unknown prefix", f"query line {line}, column {column}"
    return "not SPARQL" if "one of" in rest or len(rest) > 80 else f"not SPARQL: {rest}", f"query line {line}, column {column}"


class OxigraphBackend:
    """The embedded engine. ``path`` is the engine's own folder, ``None`` keeps everything in memory."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open or create. Raises :class:`StoreError` or :class:`StoreBusyError`."""
        self.place = str(path or "store in memory")
        with self._translated("be opened"):
            if path is None:
                self._store: ox.Store | None = ox.Store()
            elif read_only:
                self._store = ox.Store.read_only(str(path))
            else:
                self._store = ox.Store(str(path))

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store itself, for rdflib. Raises :class:`StoreError` once closed."""
        if self._store is None:
            raise StoreError("the store is closed", place=self.place, remedy="open it again")
        return self._store

    def query(self, sparql: str) -> Result:
        """Answer a query over the union of all graphs."""
        try:
            answer = self.store.query(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            message, place = _readable(error)
            raise QueryError(message, place=place, remedy="check the query; the prefixes of the contract are already known") from error
        except ValueError as error:
            raise QueryError(f"cannot be answered: {error}", remedy="check the query") from error
        with self._translated("answer"):
            return Result.of(answer)

    def replace(self, parts: Sequence[tuple[str, str]]) -> None:
        """Replace graphs; of those that are there already only the difference is written."""
        with self._translated("be written"):
            new: list[tuple[str, str]] = []
            gone: list[ox.Quad] = []
            for graph, text in parts:
                if self.store.contains_named_graph(ox.NamedNode(graph)):
                    lines, leaving = self._difference(graph, text)
                    gone += leaving
                    new.append((graph, "".join(f"{line}\n" for line in lines)))
                else:
                    new.append((graph, text if not text or text.endswith("\n") else f"{text}\n"))
            self._remove(gone)
            self._load("".join(text for _, text in new), ox.RdfFormat.N_QUADS)
            # A literal holds no raw line feed, so the graph's name before one is always the end of a quad.
            self._load("".join(text.replace(f" <{graph}> .\n", " .\n") for graph, text in new), ox.RdfFormat.N_TRIPLES)
            self.store.flush()

    def drop(self, graphs: Sequence[str]) -> None:
        """Remove named graphs."""
        with self._translated("be written"):
            for graph in graphs:
                name = ox.NamedNode(graph)
                self._remove(list(self.store.quads_for_pattern(None, None, None, name)))
                self.store.remove_graph(name)
            self.store.flush()

    def _difference(self, graph: str, text: str) -> tuple[list[str], list[ox.Quad]]:
        wanted = dict.fromkeys(line for line in text.split("\n") if line)
        gone = []
        for quad in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            line = f"{quad} ."
            if line in wanted:
                del wanted[line]
            else:
                gone.append(quad)
        return list(wanted), gone

    def _remove(self, quads: list[ox.Quad]) -> None:
        """Remove quads, and from the union those triples that no other graph holds, a bounded transaction at a time."""
        gone = set(quads)
        for at in range(0, len(quads), _REMOVED_AT_ONCE):
            named = [f"GRAPH {q.graph_name} {{ {q.triple} }}" for q in quads[at : at + _REMOVED_AT_ONCE]]
            union = [f"{q.triple} ." for q in quads[at : at + _REMOVED_AT_ONCE] if not self._elsewhere(q, gone)]
            self.store.update("DELETE DATA { " + "\n".join(union + named) + " }")

    def _elsewhere(self, quad: ox.Quad, gone: set[ox.Quad]) -> bool:
        same = self.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(not isinstance(one.graph_name, ox.DefaultGraph) and one not in gone for one in same)

    def _load(self, text: str, form: ox.RdfFormat) -> None:
        raw = text.encode()
        if len(raw) < _SMALL:
            self.store.load(raw, form)
        else:
            self.store.bulk_load(raw, form)

    def has(self, graph: str) -> bool:
        """Whether a named graph is there."""
        with self._translated("be read"):
            return self.store.contains_named_graph(ox.NamedNode(graph))

    def graphs(self) -> Iterator[str]:
        """The names of all graphs."""
        with self._translated("be read"):
            for graph in self.store.named_graphs():
                yield graph.value

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph or of all of them."""
        with self._translated("be read"):
            found = self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)
            yield from (quad for quad in found if not isinstance(quad.graph_name, ox.DefaultGraph))

    def triples(self) -> Iterator[ox.Triple]:
        """The union of all graphs."""
        with self._translated("be read"):
            for quad in self.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
                yield quad.triple

    def dataset(self) -> rdflib.Dataset:
        """The store for rdflib."""
        return rdflib.Dataset(store=OxigraphStore(store=self.store))

    def optimize(self) -> None:
        """Compact the files for reading; worth it after a whole build."""
        with self._translated("be written"):
            self.store.optimize()

    def __len__(self) -> int:
        return int(self.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").texts()[0][0])

    def close(self) -> None:
        """Let go of the engine; its lock goes with its last reference."""
        self._store = None

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            raise StoreError(f"not N-Quads: {error.msg}", place=self.place, remedy="this is a fault of the program, report it") from error
        except RuntimeError as error:  # what Oxigraph says to a write on a read-only store
            raise StoreError(f"the store cannot {what}: {error}", place=self.place, remedy="open it for writing") from error
        except OSError as error:
            text = str(error)
            if "lock" in text.casefold():
                raise StoreBusyError("another process holds the store", place=self.place, remedy="wait until it is done") from error
            remedy = "check disk space and permissions; the next build completes what is missing"
            raise StoreError(f"the store cannot {what}: {text}", place=self.place, remedy=remedy) from error
