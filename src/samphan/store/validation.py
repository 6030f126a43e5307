"""Checking a store against the shapes, in its own engine."""

from __future__ import annotations

from dataclasses import dataclass

from samphan.rdf.shacl import Check, compile_shapes
from samphan.store.backend import Backend
from samphan.store.result import plain


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that breaks one constraint.

    ``focus`` is the thing's IRI, ``path`` the property in SPARQL spelling, ``value`` the value at fault (empty where one is missing or
    there are too many), ``constraint`` the SHACL component, ``shape`` the shape's IRI. Of ``severity`` ``Violation``, ``Warning``, ``Info``
    only the first breaks the contract.
    """

    severity: str
    focus: str
    path: str
    constraint: str
    value: str
    message: str
    shape: str


def validate(backend: Backend, *, limit: int = 1000, checks: tuple[Check, ...] | None = None) -> list[Violation]:
    """Everything that breaks the shapes, sorted; at most ``limit`` findings a constraint."""
    found: set[Violation] = set()
    for check in checks if checks is not None else compile_shapes():
        for row in backend.query(f"{check.sparql} LIMIT {limit}"):
            value = plain(row[1]) if len(row) > 1 else ""
            found.add(Violation(check.severity, plain(row[0]), check.path, check.constraint, value, check.message, check.shape))
    return sorted(found)
