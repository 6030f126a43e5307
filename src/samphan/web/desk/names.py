"""Search and completion: every name in the store in one long normalised text, found by substring.

Thai has no spaces between words, so a name is found by any part of it: ``ต่างประเทศ`` finds ``กระทรวงการต่างประเทศ``. Thai and
Arabic digits, ``ำ`` in either spelling and invisible characters make no difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from samphan.text import normalize
from samphan.vocab import ONTOLOGY, Dcterms, Oa, Org, Prov, Rdf, Rdfs, Schema, Skos
from samphan.web.desk.reader import CLASSES, Reader, bounded, local

_LABELS = """SELECT DISTINCT ?x ?t ?l ?first {
  VALUES ?t { sam:Country sam:GovernmentBody sam:InternationalOrganization sam:Company sam:Person }
  VALUES (?p ?first) { (skos:prefLabel 1) (skos:altLabel 0) (sam:isoCode 0) } ?x a ?t ; ?p ?l }"""
_TOPICS = """SELECT DISTINCT ?x ?l ?first { VALUES (?p ?first) { (skos:prefLabel 1) (skos:altLabel 0) }
  ?x skos:inScheme ?s ; ?p ?l FILTER(STRSTARTS(STR(?x), CONCAT(STR(id:), 'topic/'))) }"""
_TITLES = "SELECT DISTINCT ?x ?l (1 AS ?first) { ?x a sam:Article ; dcterms:title ?l }"
_WEIGHTS = """SELECT DISTINCT ?x ?e {
  { ?e sam:party ?x } UNION { ?e sam:topic ?x } UNION { ?e sam:country ?x } ?a sam:reports ?e }"""
_OCCURRENCES = "SELECT ?e ?o { ?o sam:reportedAs ?e }"
_CANONICAL = "SELECT DISTINCT ?a ?c { ?a sam:canonical ?c FILTER(?a != ?c) }"
_TERMS = """SELECT DISTINCT ?x ?t ?l (LANG(?l) AS ?g) {
  VALUES ?t { owl:Class owl:ObjectProperty owl:DatatypeProperty } ?x a ?t ; rdfs:label ?l }"""
KINDS = (*CLASSES, "Topic", "Article")
"""What can be found, in the order of results."""
_COUNTED = 20_000
_LOOKED_AT = 4000  # hits looked at before the best are chosen; keeps the search for one letter cheap


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its IRI, kind, the name that matched and in how many acts it takes part."""

    iri: str
    kind: str
    matched: str
    acts: int


@dataclass(frozen=True, slots=True)
class TermHit:
    """A class or property for completion: IRI, ``class`` or ``property``, labels and how often the store uses it."""

    iri: str
    what: str
    th: str
    en: str
    uses: int


def key(text: str) -> str:
    """A name as it is compared."""
    return " ".join(normalize(text).casefold().split())


class Names:
    """All names of one store, read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._canonical: dict[str, str] = dict(reader.rows(_CANONICAL))  # type: ignore[arg-type]
        self.weights: defaultdict[str, int] = defaultdict(int)
        occurrence: dict[str, str] = dict(reader.rows(_OCCURRENCES))  # type: ignore[arg-type]
        for iri, _ in {(self._canonical.get(iri, iri), occurrence.get(event, event)) for iri, event in reader.rows(_WEIGHTS)}:
            self.weights[iri] += 1
        named: set[tuple[str, str, str, bool]] = set()
        kinds: dict[str, str] = {}
        for iri, kind, label, first in reader.rows(_LABELS):
            home = self._canonical.get(iri, iri)
            kinds[home] = kind.removeprefix(ONTOLOGY)
            named.add((key(label), home, bounded(label), first == "1"))
        for query, kind in ((_TOPICS, "Topic"), (_TITLES, "Article")):
            for iri, label, first in reader.rows(query):
                kinds[iri] = kind
                named.add((key(label), iri, bounded(label), first == "1"))
        self._kinds = kinds
        # Strong things first, so that a search that stops early has seen what matters.
        self._entries = sorted((one for one in named if one[0]), key=lambda one: (-self.weights.get(one[1], 0), one))
        self._starts: list[int] = []
        parts, at = [], 0
        for text, *_ in self._entries:
            self._starts.append(at)
            parts.append(text)
            at += len(text) + 1
        self._text = "\n".join(parts)

    def search(self, wanted: str, *, kind: str = "") -> list[Hit]:
        """Everything that has ``wanted`` in a name: whole names first, then beginnings, other names last, then by number of acts."""
        text = key(wanted)[:200]
        if not text:
            return []
        best: dict[str, tuple[int, str]] = {}
        at = looked = 0
        while looked < _LOOKED_AT and (at := self._text.find(text, at)) >= 0:
            entry = bisect_right(self._starts, at) - 1
            name, iri, shown, first = self._entries[entry]
            if not kind or self._kinds[iri] == kind:
                rank = 0 if name == text else 3 if not first else 1 if name.startswith(text) else 2
                if iri not in best or (rank, shown) < best[iri]:
                    best[iri] = (rank, shown)
                looked += 1
            at = self._starts[entry] + len(name)
        hits = [(rank, Hit(iri, self._kinds[iri], shown, self.weights.get(iri, 0))) for iri, (rank, shown) in best.items()]

        def order(pair: tuple[int, Hit]) -> tuple[bool, int, int, int, str]:
            rank, hit = pair
            return hit.kind == "Article", rank, -hit.acts, len(hit.matched), hit.iri

        return [hit for _, hit in sorted(hits, key=order)]

    def kind(self, iri: str) -> str:
        """The kind of a thing that has a name, else empty."""
        return self._kinds.get(iri, "")

    def complete(self, wanted: str, what: str, limit: int = 20) -> list[TermHit]:
        """Classes or properties whose label or name has ``wanted`` in it, the most used first."""
        text = key(wanted)
        found = [
            term
            for term in self.terms
            if (not what or term.what == what)
            and (text in key(term.iri.rpartition("#")[2]) or text in key(term.th) or text in key(term.en))
        ]
        return sorted(found, key=lambda term: (not key(term.iri.rpartition("#")[2]).startswith(text), -term.uses, term.iri))[:limit]

    @cached_property
    def terms(self) -> tuple[TermHit, ...]:
        """The classes and properties that the store uses, the most used first; uses are counted up to a bound."""
        labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
        whats: dict[str, str] = {}
        for iri, kind, label, language in sorted(self._reader.rows(_TERMS)):
            whats[iri] = "class" if kind.endswith("#Class") else "property"
            labels[iri].setdefault(language, bounded(label))
        for vocabulary in (Rdf, Rdfs, Skos, Schema, Dcterms, Org, Prov, Oa):
            for iri in vocabulary:
                whats.setdefault(iri, "class" if local(iri).rpartition(":")[2][:1].isupper() else "property")
        found = []
        for iri, what in whats.items():
            pattern = f"?s a <{iri}>" if what == "class" else f"?s <{iri}> ?o"
            uses = self._reader.number(f"SELECT (COUNT(*) AS ?n) {{ SELECT ?s {{ {pattern} }} LIMIT {_COUNTED} }}")
            found.append(TermHit(iri, what, labels[iri].get("th", ""), labels[iri].get("en", ""), uses))
        return tuple(sorted(found, key=lambda term: (-term.uses, term.iri)))
