"""Answers to queries: SELECT rows, CONSTRUCT triples or an ASK verdict, read to the end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox
import rdflib

from samphan.errors import UsageError
from samphan.vocab import PREFIXES, XSD

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""An RDF term; IRIs and literals carry ``value``, literals also ``language`` and ``datatype``."""

Row: TypeAlias = tuple[Term | None, ...]

_GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "json": ox.RdfFormat.JSON_LD}


def plain(term: Term | None) -> str:
    """A term's characters without quotes, brackets or tags; unbound is empty."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def to_rdflib(term: Term | None) -> rdflib.term.Node | None:
    """The same term for rdflib."""
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case ox.Literal() if term.datatype.value == XSD + "string":
            return rdflib.Literal(term.value)
        case ox.Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer to one query.

    ``kind`` is ``select``, ``construct`` or ``ask``. A SELECT has ``variables`` and ``rows`` (unbound is ``None``), a CONSTRUCT
    sorted ``rows`` of subject, predicate and object, an ASK its ``verdict``. Iterating gives the rows; an ASK is true or false.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    verdict: bool = False

    @classmethod
    def of(cls, answer: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> Result:
        """Read an Oxigraph answer to the end."""
        if isinstance(answer, ox.QueryBoolean):
            return cls("ask", verdict=bool(answer))
        if isinstance(answer, ox.QueryTriples):
            triples = sorted({(t.subject, t.predicate, t.object) for t in answer}, key=lambda row: tuple(map(str, row)))
            return cls("construct", ("subject", "predicate", "object"), tuple(triples))
        names = tuple(variable.value for variable in answer.variables)
        return cls("select", names, tuple(tuple(solution) for solution in answer))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return self.verdict if self.kind == "ask" else bool(self.rows)

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as plain strings, unbound ones empty."""
        return [tuple(map(plain, row)) for row in self.rows]

    def dicts(self) -> list[dict[str, str]]:
        """The rows as dictionaries from variable to plain string, unbound ones left out."""
        return [{name: plain(term) for name, term in zip(self.variables, row, strict=True) if term is not None} for row in self.rows]

    def serialize(self, form: str) -> str:
        """The answer as ``csv``, ``tsv``, ``json`` (SPARQL results, JSON-LD for triples), ``turtle`` or ``nt``.

        Raises :class:`UsageError` where the form does not suit the answer.
        """
        if self.kind == "construct" and form in _GRAPHS:
            triples = [ox.Triple(*row) for row in self.rows]  # type: ignore[arg-type]
            return (ox.serialize(triples, format=_GRAPHS[form], prefixes=PREFIXES) or b"").decode()
        if self.kind == "ask" and form == "json":
            return f'{{"head":{{}},"boolean":{str(self.verdict).lower()}}}'
        if self.kind != "ask" and form in ("csv", "tsv"):
            return self._table("," if form == "csv" else "\t")
        if self.kind == "ask" and form in ("csv", "tsv"):
            return f"{str(self.verdict).lower()}\n"
        if self.kind == "select" and form == "json":
            return self._json()
        raise UsageError(
            f"a {self.kind} answer cannot be written as {form}", place="--format", remedy="take csv or json, turtle for CONSTRUCT"
        )

    def _table(self, separator: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        writer.writerow(self.variables)
        writer.writerows(self.texts())
        return out.getvalue()

    def _json(self) -> str:
        bindings = [
            {name: _json_term(term) for name, term in zip(self.variables, row, strict=True) if term is not None} for row in self.rows
        ]
        return json.dumps({"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1)


def _json_term(term: Term) -> dict[str, str]:
    """A term in the SPARQL 1.1 JSON results format (https://www.w3.org/TR/sparql11-results-json/)."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        if term.datatype.value == XSD + "string":
            return {"type": "literal", "value": term.value}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return {"type": "bnode", "value": plain(term)}
