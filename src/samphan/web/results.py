"""Answers as bytes in the standard forms, never more rows or bytes than allowed.

SPARQL 1.1 Query Results in JSON, XML, CSV and TSV (https://www.w3.org/TR/sparql11-overview/), graphs in Turtle, N-Triples,
JSON-LD and RDF/XML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from samphan.vocab import PREFIXES, XSD

_STRING = XSD + "string"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = re.compile('[",\r\n]')
GRAPH_FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Term | None]


@dataclass(frozen=True, slots=True)
class Written:
    """An answer: its bytes, how many rows are in it, and what cut it short (``rows``, ``bytes`` or nothing)."""

    body: bytes
    rows: int
    truncated: str = ""


def select(form: str, names: Sequence[str], rows: Iterable[Row], most_rows: int, most_bytes: int) -> Written:
    """The rows as ``json``, ``xml``, ``csv`` or ``tsv``."""
    head, line, between, tail = _FORMS[form](names)
    return _bounded(head, (line(row) for row in rows), between, tail, most_rows, most_bytes)


def verdict(form: str, answer: bool) -> Written:
    """The answer to an ASK; CSV and TSV are one word."""
    word = str(answer).lower()
    if form == "json":
        return Written(f'{{"head":{{}},"boolean":{word}}}'.encode(), 1)
    if form == "xml":
        return Written(f"{_XML}<head/><boolean>{word}</boolean></sparql>".encode(), 1)
    return Written(f"{word}\n".encode(), 1)


def graph(form: str, triples: Iterable[ox.Triple], most_rows: int, most_bytes: int) -> Written:
    """The triples, sorted, in one of :data:`GRAPH_FORMS`."""
    kept: set[ox.Triple] = set()
    size, truncated = 0, ""
    for triple in triples:
        if triple in kept:
            continue
        size += len(str(triple))
        if len(kept) == most_rows or size > most_bytes:
            truncated = "rows" if len(kept) == most_rows else "bytes"
            break
        kept.add(triple)
    ordered = sorted(kept, key=str)
    body = ox.serialize(ordered, format=GRAPH_FORMS[form], prefixes=PREFIXES if form in ("turtle", "jsonld") else None) or b""
    return Written(body, len(ordered), truncated)


def _bounded(head: str, lines: Iterator[str], between: str, tail: str, most_rows: int, most_bytes: int) -> Written:
    parts = [head.encode()]
    size, count, truncated = len(parts[0]) + len(tail.encode()), 0, ""
    for line in lines:
        raw = (between + line if count else line).encode("utf-8", "replace")
        if count == most_rows or size + len(raw) > most_bytes:
            truncated = "rows" if count == most_rows else "bytes"
            break
        parts.append(raw)
        size += len(raw)
        count += 1
    parts.append(tail.encode())
    return Written(b"".join(parts), count, truncated)


def json_term(term: Term) -> dict[str, object]:
    """A term of the JSON results format."""
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal() if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        case ox.Literal() if term.datatype.value == _STRING:
            return {"type": "literal", "value": term.value}
        case ox.Literal():
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        case _:
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}


_Form = tuple[str, Callable[[Row], str], str, str]


def _json(names: Sequence[str]) -> _Form:
    def line(row: Row) -> str:
        bound = {name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        return json.dumps(bound, ensure_ascii=False, separators=(",", ":"))

    head = json.dumps({"vars": list(names)}, ensure_ascii=False)
    return f'{{"head":{head},"results":{{"bindings":[\n', line, ",\n", "\n]}}\n"


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _text(value: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", value), {"\r": "&#13;"})


def _xml_term(term: Term) -> str:
    match term:
        case ox.NamedNode():
            return f"<uri>{_text(term.value)}</uri>"
        case ox.BlankNode():
            return f"<bnode>{_text(term.value)}</bnode>"
        case ox.Literal() if term.language:
            return f"<literal xml:lang={quoteattr(term.language)}>{_text(term.value)}</literal>"
        case ox.Literal() if term.datatype.value == _STRING:
            return f"<literal>{_text(term.value)}</literal>"
        case ox.Literal():
            return f"<literal datatype={quoteattr(term.datatype.value)}>{_text(term.value)}</literal>"
        case _:
            parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
            return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"


def _xml(names: Sequence[str]) -> _Form:
    def line(row: Row) -> str:
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        return f"<result>{''.join(cells)}</result>"

    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    return f"{_XML}<head>{variables}</head><results>\n", line, "\n", "\n</results></sparql>\n"


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    value = f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term) if isinstance(term, ox.Triple) else term.value
    return '"' + value.replace('"', '""') + '"' if _QUOTED.search(value) else value


def _csv(names: Sequence[str]) -> _Form:
    return ",".join(names) + "\r\n", lambda row: ",".join(map(_csv_cell, row)) + "\r\n", "", ""


def _tsv(names: Sequence[str]) -> _Form:
    def line(row: Row) -> str:
        return "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"

    return "\t".join("?" + name for name in names) + "\n", line, "", ""


_FORMS: dict[str, Callable[[Sequence[str]], _Form]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
