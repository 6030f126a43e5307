"""The ontology files as the reference graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from samphan.errors import KnowledgeError
from samphan.knowledge.resources import ontology_files, ontology_folder
from samphan.vocab import REFERENCE_GRAPH

_SHAPES = "shapes.ttl"


def shapes_file() -> Path:
    """The shipped SHACL shapes."""
    return ontology_folder() / _SHAPES


class ReferenceFiles:
    """Turtle files that together make the reference graph, by default all shipped ones but the shapes.

    Shapes are rules about the graph, no knowledge, and their lists need blank nodes, which the graph never holds.
    """

    def __init__(self, files: Iterable[Path] | None = None) -> None:
        """Nothing is read yet."""
        self.files = tuple(sorted(files)) if files is not None else tuple(f for f in ontology_files() if f.name != _SHAPES)

    @cached_property
    def hash(self) -> str:
        """A digest over the names and bytes of the files (hexadecimal, 16 digits)."""
        digest = hashlib.blake2b(digest_size=8)
        for path in self.files:
            digest.update(path.name.encode() + b"\0")
            digest.update(hashlib.blake2b(self._read(path)).digest())
        return digest.hexdigest()

    def quads(self) -> list[str]:
        """The N-Quads lines of the reference graph, sorted and unique.

        Raises :class:`KnowledgeError` with file and line where a file does not parse or holds a blank node.
        """
        lines: set[str] = set()
        tail = f" <{REFERENCE_GRAPH}> ."
        for path in self.files:
            try:
                for quad in ox.parse(self._read(path), format=ox.RdfFormat.TURTLE):
                    if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                        raise KnowledgeError(f"a blank node at {quad.predicate}", place=path.name, remedy="give it an IRI")
                    lines.add(f"{quad.subject} {quad.predicate} {quad.object}{tail}")
            except SyntaxError as error:
                raise KnowledgeError(error.msg or "not Turtle", place=f"{path.name}:{error.lineno or '?'}", remedy="mend that line") from error
        return sorted(lines)

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise KnowledgeError(f"cannot be read: {error.strerror}", place=str(path), remedy="check the file") from error
