"""The store as the pages read it: plain rows, names in two languages, one person under many IRIs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from samphan.store import Graph, OxigraphBackend, Result
from samphan.vocab import GRAPH, ID, ONTOLOGY, PREFIXES

_BATCH = 400
_NAME_LENGTH = 300
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_NAMES = """SELECT DISTINCT ?x ?l (LANG(?l) AS ?g) ?rank { VALUES ?x { %VALUES% }
  VALUES (?p ?rank) { (skos:prefLabel 0) (rdfs:label 1) (dcterms:title 2) (sam:position 3) } ?x ?p ?l }"""
CLASSES = ("Country", "GovernmentBody", "InternationalOrganization", "Company", "Person")
"""The kinds of thing that have pages of their own, in the order they are shown."""

_PATHS = {
    "country": "Country",
    "government": "GovernmentBody",
    "organization": "InternationalOrganization",
    "company": "Company",
    "person": "Person",
    "topic": "Topic",
    "article": "Article",
}


def bounded(text: str, longest: int = _NAME_LENGTH) -> str:
    """Text from the store fit for a page: no control or direction characters, cut (never before a mark) at ``longest``."""
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text
    kept = "".join(" " if char in "\t\n\r" else char for char in text if char not in _DIRECTION)
    kept = "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cs", "Co"))
    if len(kept) <= longest:
        return kept
    end = longest
    while end > longest - 8 and unicodedata.category(kept[end])[0] == "M":
        end -= 1
    return kept[:end] + "…"


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called: ``th`` and ``en``, either may be empty."""

    th: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """The name in ``language``, else in the other."""
        return (self.th or self.en) if language == "th" else (self.en or self.th)

    def other(self, language: str) -> str:
        """The name in the other language where it differs."""
        other = self.en if language == "th" else self.th
        return other if other != self.text(language) else ""


class Reader:
    """Reads one store. What has no name is called by the end of its IRI."""

    def __init__(self, backend: OxigraphBackend) -> None:
        self.backend = backend
        self._names: dict[str, Name] = {}

    @property
    def graph(self) -> Graph:
        """The reader itself where a :class:`Graph` is asked for its ``query`` alone."""
        return cast("Graph", self)

    def query(self, sparql: str) -> Result:
        """Answer a query over the union of all graphs."""
        return self.backend.query(sparql)

    def rows(self, sparql: str) -> list[tuple[str, ...]]:
        """The rows as plain strings."""
        return self.query(sparql).texts()

    def rows_for(self, sparql: str, iris: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """As :meth:`rows` for a query with ``%VALUES%`` in the place of IRIs, asked in batches."""
        for at in range(0, len(iris), _BATCH):
            yield from self.rows(sparql.replace("%VALUES%", " ".join(bracket(iris[at : at + _BATCH]))))

    def number(self, sparql: str) -> int:
        """The one number that the query answers with."""
        rows = self.rows(sparql)
        return int(rows[0][0]) if rows and rows[0][0] else 0

    def names(self, iris: Iterable[str]) -> dict[str, Name]:
        """The names of these things, remembered between calls."""
        wanted = sorted({iri for iri in iris if iri})
        missing = [iri for iri in wanted if iri not in self._names]
        if missing:
            if len(self._names) > 100_000:
                self._names.clear()
                missing = wanted
            best: dict[tuple[str, str], tuple[int, int, str]] = {}
            for iri, text, language, rank in self.rows_for(_NAMES, missing):
                key = (iri, "en" if language.startswith("en") else "th")
                best[key] = min(best.get(key, (9, 0, "")), (int(rank), len(text), text))
            for iri in missing:
                th, en = (bounded(best[iri, language][2]) if (iri, language) in best else "" for language in ("th", "en"))
                self._names[iri] = Name(th, en) if th or en else Name(bounded(local(iri)))
        return {iri: self._names[iri] for iri in wanted}

    def canonical(self, iri: str) -> str:
        """The one IRI that stands for a person, company or body of many spellings."""
        rows = self.rows(f"SELECT DISTINCT ?c {{ {_one(iri)} sam:canonical ?c }} ORDER BY ?c")
        return rows[0][0] if rows else iri

    def members(self, iri: str) -> list[str]:
        """Every IRI that stands for this thing, itself included."""
        rows = self.rows(f"SELECT DISTINCT ?a {{ ?a sam:canonical {_one(iri)} }} ORDER BY ?a")
        return sorted({iri, *(row[0] for row in rows)})

    def types(self, iri: str) -> list[str]:
        """Local names of the classes of a thing (of our ontology), sorted."""
        rows = self.rows(f"SELECT DISTINCT ?t {{ {_one(iri)} a ?t }}")
        return sorted(row[0].rpartition("#")[2] for row in rows)

    def exists(self, iri: str) -> bool:
        """Whether anything is said of a thing."""
        return bool(self.query(f"ASK {{ {_one(iri)} ?p ?o }}"))


def bracket(iris: Iterable[str]) -> Iterator[str]:
    """IRIs as SPARQL writes them; one with a character that SPARQL forbids cannot be in the store and is left out."""
    for iri in iris:
        if valid(iri):
            yield f"<{iri}>"


def valid(iri: str) -> bool:
    """Whether an IRI may stand in a query."""
    return bool(iri) and not any(char in '<>"{}|^`\\' or char <= " " for char in iri)


def _one(iri: str) -> str:
    assert valid(iri)
    return f"<{iri}>"


def local(iri: str) -> str:
    """The speaking end of an IRI."""
    return compact(iri).rpartition("/")[2] if iri.startswith(ID) else compact(iri)


def compact(iri: str) -> str:
    """An IRI with a known prefix, else as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def link(iri: str) -> str:
    """Where on this server the page about an IRI is; empty for another's."""
    if iri.startswith(ID):
        return "/id/" + iri.removeprefix(ID)
    if iri.startswith(GRAPH):
        return "/graph/" + iri.removeprefix(GRAPH)
    return "/ontology#" + iri.removeprefix(ONTOLOGY) if iri.startswith(ONTOLOGY) else ""


def kind_of(iri: str) -> str:
    """The class of a thing by its IRI."""
    return _PATHS.get(iri.removeprefix(ID).partition("/")[0], "Other") if iri.startswith(ID) else "Other"
