"""The seam between the graph and whatever engine keeps its quads.

:class:`Backend` is all that :class:`samphan.store.Graph` asks of an engine; :class:`OxigraphBackend` is the embedded one,
on disk or in memory. Errors of the engine leave this module as ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from samphan.errors import QueryError, StoreBusyError, StoreError
from samphan.store.result import Result
from samphan.vocab import PREFIXES

_SMALL = 2_000_000
"""Batches below so many bytes go through a transaction; above, the bulk loader is faster than its new files cost."""


class Backend(Protocol):
    """What an engine must do. Graph names are bare IRIs, quads are N-Quads lines."""

    def query(self, sparql: str) -> Result:
        """Answer a query over the union of all graphs, the contract's prefixes known. Raises :class:`QueryError`."""
        ...

    def load(self, lines: Iterable[str]) -> None:
        """Add quads, durably when it returns."""
        ...

    def drop(self, graphs: Sequence[str]) -> None:
        """Remove these named graphs; those that are not there are no error."""
        ...

    def graphs(self) -> Iterator[str]:
        """The names of all graphs, in any order."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one graph or of all, in any order."""
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
            with self._translated("answer"):
                return Result.of(self.store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True))
        except SyntaxError as error:
            message, place = _readable(error)
            raise QueryError(message, place=place, remedy="check the query; the prefixes of the contract are already known") from error
        except ValueError as error:
            raise QueryError(f"cannot be answered: {error}", remedy="check the query") from error

    def load(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines; large batches through the bulk loader."""
        raw = "\n".join(lines).encode()
        with self._translated("be written"):
            if len(raw) < _SMALL:
                self.store.load(raw, ox.RdfFormat.N_QUADS)
            else:
                self.store.bulk_load(raw, ox.RdfFormat.N_QUADS)
            self.store.flush()

    def drop(self, graphs: Sequence[str]) -> None:
        """Remove named graphs."""
        with self._translated("be written"):
            for graph in graphs:
                self.store.remove_graph(ox.NamedNode(graph))
            self.store.flush()

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
        """The quads of one graph or of all."""
        with self._translated("be read"):
            yield from self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)

    def optimize(self) -> None:
        """Compact the files for reading; worth it after a whole build."""
        with self._translated("be written"):
            self.store.optimize()

    def __len__(self) -> int:
        with self._translated("be read"):
            return len(self.store)

    def close(self) -> None:
        """Let go of the engine; its lock goes with its last reference."""
        self._store = None

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:  # what Oxigraph says to a write on a read-only store
            raise StoreError(f"the store cannot {what}: {error}", place=self.place, remedy="open it for writing") from error
        except OSError as error:
            text = str(error)
            if "lock" in text.casefold():
                raise StoreBusyError("another process holds the store", place=self.place, remedy="wait until it is done") from error
            remedy = "check disk space and permissions; the next build completes what is missing"
            raise StoreError(f"the store cannot {what}: {text}", place=self.place, remedy=remedy) from error
