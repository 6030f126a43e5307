"""Which form of an answer a client wants, from its ``Accept`` header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

TYPES: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""The media type of each form."""
ENDINGS: Mapping[str, str] = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}
"""The form that an ending of an address asks for."""
SELECT = (
    ("application/sparql-results+json", "json"),
    ("application/json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("text/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
)
GRAPH = (
    ("text/turtle", "turtle"),
    ("application/x-turtle", "turtle"),
    ("application/n-triples", "ntriples"),
    ("text/plain", "ntriples"),
    ("application/ld+json", "jsonld"),
    ("application/json", "jsonld"),
    ("application/rdf+xml", "rdfxml"),
)
HTML = (("text/html", "html"), ("application/xhtml+xml", "html"))
_LONGEST = 2000


def preferred(accept: str, offered: Sequence[tuple[str, str]]) -> str:
    """The offered form that ``accept`` wants most, the first of equals; empty where it wants none of them."""
    wanted = [_range(part) for part in accept[:_LONGEST].split(",") if part.strip()] or [("*/*", 1.0)]
    best, form = 0.0, ""
    for media, name in offered:
        weight = _weight(media, wanted)
        if weight > best:
            best, form = weight, name
    return form


def wants_html(accept: str) -> bool:
    """Whether a person with a browser asks: HTML is named and nothing for programs is wanted more."""
    named = [part for part in accept[:_LONGEST].lower().split(",") if "html" in part]
    said = ",".join(part for part in accept[:_LONGEST].split(",") if "*/*" not in part)
    return bool(named) and preferred(said, (*HTML, *SELECT, *GRAPH)) == "html"


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return media, min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return media, 0.0
    return media, 1.0


def _weight(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that takes ``media``."""
    found: tuple[int, float] = (-1, 0.0)
    for one, weight in wanted:
        specific = 2 if one == media else 1 if one == media.partition("/")[0] + "/*" else 0 if one == "*/*" else -1
        if specific > found[0]:
            found = (specific, weight)
    return found[1]
