"""A whole graph as one file.

========== ==========================================================================================
``nq``     N-Quads, sorted by bytes: two equal graphs give equal files
``trig``   TriG, one block a named graph, sorted
``ttl``    Turtle, the union of all graphs without their names, sorted
``jsonld`` JSON-LD, one object a named graph
``graphml`` ``gexf``  the network of things, acts and posts (no evidence) for Gephi, yEd, Cytoscape, networkx
========== ==========================================================================================

Files are written beside their place and renamed when complete, so that nobody sees half of one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from samphan.errors import StoreError, UsageError
from samphan.store.backend import Backend
from samphan.store.interchange import write_gexf, write_graphml
from samphan.store.sorting import sorted_unique
from samphan.vocab import PREFIXES


def export(backend: Backend, path: Path, form: str) -> None:
    """Write the graph to ``path``. Raises :class:`UsageError` for an unknown format, :class:`StoreError` where it cannot be written."""
    writer = _WRITERS.get(form)
    if writer is None:
        raise UsageError(f"unknown format {form!r}", place=str(path), remedy=f"take one of {', '.join(sorted(_WRITERS))}")
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                writer(backend, file)
            mask = os.umask(0)
            os.umask(mask)
            Path(draft).chmod(0o666 & ~mask)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror}", place=str(path), remedy="check the folder, its permissions and space"
        ) from error


def _write_nquads(backend: Backend, file: IO[bytes]) -> None:
    file.writelines(sorted_unique(f"{quad} .\n".encode() for quad in backend.quads()))


def _write_turtle(backend: Backend, file: IO[bytes]) -> None:
    lines = (f"{triple} .\n".encode() for triple in backend.triples())
    triples = ox.parse(cast("IO[bytes]", _Lines(sorted_unique(lines))), format=ox.RdfFormat.N_TRIPLES)
    ox.serialize((quad.triple for quad in triples), file, ox.RdfFormat.TURTLE, prefixes=_used_prefixes())


def _write_trig(backend: Backend, file: IO[bytes]) -> None:
    ox.serialize(_by_graph(backend), file, ox.RdfFormat.TRIG, prefixes=_used_prefixes())


def _write_jsonld(backend: Backend, file: IO[bytes]) -> None:
    ox.serialize(_by_graph(backend), file, ox.RdfFormat.JSON_LD, prefixes=_used_prefixes())


def _by_graph(backend: Backend) -> Iterator[ox.Quad]:
    for graph in sorted(backend.graphs()):
        yield from sorted(backend.quads(graph), key=str)


def _used_prefixes() -> dict[str, str]:
    return dict(sorted(PREFIXES.items()))


class _Lines:
    """An iterator of lines as the readable file that a parser asks for."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes, none at the end."""
        pieces = [self._rest]
        held = len(self._rest)
        while size < 0 or held < size:
            line = next(self._lines, b"")
            if not line:
                break
            pieces.append(line)
            held += len(line)
        whole = b"".join(pieces)
        cut = len(whole) if size < 0 else size
        self._rest = whole[cut:]
        return whole[:cut]


_WRITERS: dict[str, Callable[[Backend, IO[bytes]], None]] = {
    "nq": _write_nquads,
    "trig": _write_trig,
    "ttl": _write_turtle,
    "jsonld": _write_jsonld,
    "graphml": write_graphml,
    "gexf": write_gexf,
}
