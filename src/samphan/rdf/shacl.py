"""``ontology/shapes.ttl`` as SPARQL: one query a constraint, each answering with what breaks it.

A graph of millions of quads is checked where it lies, by its own engine. The part of SHACL Core that our shapes use is covered
exactly (pySHACL is the referee in the tests); any other constraint is refused, so that a shape never silently loses its force.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib import RDF, SH, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from samphan.errors import KnowledgeError
from samphan.rdf.constraints import BREAKS, Constraint
from samphan.rdf.reference import ReferenceFiles, shapes_file

_TARGETS = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
_NO_CONSTRAINT = _TARGETS | {RDF.type, SH.property, SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order}


@dataclass(frozen=True, slots=True, order=True)
class Check:
    """One constraint as a query. ``sparql`` selects ``?this`` (the thing at fault) and ``?value`` (where a value is at fault).

    ``shape`` is the IRI of the shape, ``path`` the property path in SPARQL (empty: the thing itself), ``constraint`` the local name
    of the SHACL component, ``severity`` ``Violation``, ``Warning`` or ``Info``.
    """

    shape: str
    path: str
    constraint: str
    severity: str
    message: str
    sparql: str


def compile_shapes(shapes: Path | None = None, ontology: ReferenceFiles | None = None) -> tuple[Check, ...]:
    """Compile the shapes (by default the shipped ones) with the subclasses that the ontology files state.

    Raises :class:`KnowledgeError` for a shape that says more than this module understands.
    """
    path = shapes or shapes_file()
    shapes_graph = rdflib.Graph()
    try:
        shapes_graph.parse(path, format="turtle")
    except Exception as error:  # rdflib's parsers raise whatever they stumble over
        raise KnowledgeError(f"not Turtle: {error}", place=path.name, remedy="mend the file") from error
    return tuple(sorted(_Compiler(shapes_graph, (ontology or ReferenceFiles()).subclasses(), path.name).checks()))


class _Compiler:
    def __init__(self, shapes: rdflib.Graph, subclasses: dict[str, frozenset[str]], place: str) -> None:
        self._shapes = shapes
        self._below = subclasses
        self._place = place

    def checks(self) -> Iterator[Check]:
        for shape in set(self._shapes.subjects(RDF.type, SH.NodeShape)):
            for focus in self._targets(shape):
                yield from self._constraints(shape, focus, "")
                for inner in self._shapes.objects(shape, SH.property):
                    path = self._path(self._one(inner, SH.path))
                    yield from self._constraints(inner, focus, path)

    def _targets(self, shape: Node) -> Iterator[str]:
        classes = sorted({name for target in self._shapes.objects(shape, SH.targetClass) for name in self._subclasses(target)})
        if classes:
            yield f"?this a ?class VALUES ?class {{ {' '.join(classes)} }}"
        for target in self._shapes.objects(shape, SH.targetSubjectsOf):
            yield f"?this {_n3(target)} ?any"
        for target in self._shapes.objects(shape, SH.targetObjectsOf):
            yield f"?any {_n3(target)} ?this"

    def _constraints(self, shape: Node, focus: str, path: str) -> Iterator[Check]:
        severity = _local(self._shapes.value(shape, SH.severity) or SH.Violation)
        messages = {getattr(m, "language", None): str(m) for m in self._shapes.objects(shape, SH.message)}
        for predicate, argument in self._shapes.predicate_objects(shape):
            if predicate in _NO_CONSTRAINT:
                continue
            name = _local(predicate)
            if name in BREAKS:
                constraint = self._constraint(name, argument)
                message = messages.get("en") or messages.get(None) or f"{name} {constraint.spoken}"
                yield Check(str(shape), path, name, severity, message, BREAKS[name](focus, path, constraint))
            else:
                raise self._refusal(shape, f"the constraint sh:{name}")

    def _constraint(self, name: str, argument: Node) -> Constraint:
        if name == "or":
            members = [self._alternative(member) for member in Collection(self._shapes, argument)]
            return Constraint(members=tuple(members), spoken="none of the alternatives")
        if name in ("in", "languageIn"):
            values = tuple(_n3(member) for member in Collection(self._shapes, argument))
            return Constraint(values=values, spoken=" ".join(values))
        if name == "class":
            return Constraint(values=self._subclasses(argument), spoken=_local(argument))
        return Constraint(values=(_n3(argument),), spoken=_local(argument))

    def _alternative(self, member: Node) -> tuple[str, Constraint]:
        parts = list(self._shapes.predicate_objects(member))
        if len(parts) != 1 or parts[0][0] not in (SH["class"], SH.datatype, SH.nodeKind):
            raise self._refusal(member, "an sh:or of anything but single classes, datatypes or node kinds")
        name = _local(parts[0][0])
        return name, self._constraint(name, parts[0][1])

    def _subclasses(self, name: Node) -> tuple[str, ...]:
        return tuple(sorted(f"<{one}>" for one in self._below.get(str(name), frozenset()) | {str(name)}))

    def _path(self, path: Node) -> str:
        if isinstance(path, URIRef):
            return _n3(path)
        if (inverse := self._shapes.value(path, SH.inversePath)) is not None:
            return f"^{self._path(inverse)}"
        if (alternatives := self._shapes.value(path, SH.alternativePath)) is not None:
            return "(" + "|".join(map(self._path, Collection(self._shapes, alternatives))) + ")"
        if (path, RDF.first, None) in self._shapes:
            return "(" + "/".join(map(self._path, Collection(self._shapes, path))) + ")"
        raise self._refusal(path, "this kind of path")

    def _one(self, subject: Node, predicate: URIRef) -> Node:
        value = self._shapes.value(subject, predicate)
        if value is None:
            raise self._refusal(subject, f"a property shape without sh:{_local(predicate)}")
        return value

    def _refusal(self, subject: Node, what: str) -> KnowledgeError:
        return KnowledgeError(
            f"{what} is not supported (at {subject})", place=self._place, remedy="say it with the constraints listed there"
        )


def _n3(node: Node) -> str:
    return node.n3()


def _local(node: Node | None) -> str:
    return str(node).rpartition("#")[2] or str(node)
