"""The ontology files as the reference graph."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from samphan.errors import KnowledgeError
from samphan.knowledge.resources import ontology_files, ontology_folder
from samphan.vocab import REFERENCE_GRAPH, Rdfs

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
        tail = f" <{REFERENCE_GRAPH}> ."
        lines = set()
        for path, triple in self._triples():
            if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
                raise KnowledgeError(f"a blank node at {triple.predicate}", place=path.name, remedy="give it an IRI")
            lines.add(f"{triple}{tail}")
        return sorted(lines)

    def subclasses(self) -> dict[str, frozenset[str]]:
        """Every class that has any to all classes below it, however deep."""
        above: defaultdict[str, set[str]] = defaultdict(set)
        for _, triple in self._triples():
            if triple.predicate.value == Rdfs.subClassOf and isinstance(triple.object, ox.NamedNode):
                above[str(triple.subject).strip("<>")].add(triple.object.value)
        below: defaultdict[str, set[str]] = defaultdict(set)
        for name in list(above):
            reached, todo = {name}, [name]
            while todo:
                new = above.get(todo.pop(), set()) - reached
                reached |= new
                todo += new
            for one in reached - {name}:
                below[one].add(name)
        return {name: frozenset(names) for name, names in below.items()}

    def _triples(self) -> Iterator[tuple[Path, ox.Triple]]:
        for path in self.files:
            try:
                for quad in ox.parse(self._read(path), format=ox.RdfFormat.TURTLE):
                    yield path, quad.triple
            except SyntaxError as error:
                raise KnowledgeError(
                    error.msg or "not Turtle", place=f"{path.name}:{error.lineno or '?'}", remedy="mend that line"
                ) from error

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise KnowledgeError(f"cannot be read: {error.strerror}", place=str(path), remedy="check the file") from error
