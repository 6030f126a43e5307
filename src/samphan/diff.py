"""What changed between two stores, or before and after a build, in words.

::

    before, after = collect(old_graph), collect(new_graph)
    for change in compare(before, after):
        print(change.words())
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samphan.store import Graph
from samphan.vocab import ID, ONTOLOGY

Facts = Mapping[tuple[str, str], str]
"""Statements in words, by kind (``article``, ``act``, ``office``, ``identity``, ``cooperation``) and key."""

KINDS = ("article", "act", "office", "identity", "cooperation")
"""The kinds of fact that are compared, in the order of a report."""


class Became(StrEnum):
    """What became of a fact."""

    ENTERED = "entered"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One fact that entered, changed or left; ``before`` and ``after`` say it in words (empty where it was not)."""

    kind: str
    became: Became
    key: str
    before: str = ""
    after: str = ""

    def words(self) -> str:
        """The change as a sentence."""
        if self.became is Became.CHANGED:
            return f"{self.kind} changed: {self.after} (was: {self.before})"
        return f"{self.kind} {self.became}: {self.after or self.before}"


def collect(graph: Graph) -> dict[tuple[str, str], str]:
    """Everything in a graph that is worth telling, in words."""
    names = _names(graph)
    facts: dict[tuple[str, str], str] = {}
    for article, title, day in graph.query(
        "SELECT ?a (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?day) { ?a a sam:Article OPTIONAL { ?a dcterms:title ?t } "
        "OPTIONAL { ?a schema:datePublished ?d } } GROUP BY ?a"
    ).texts():
        facts["article", _key(article)] = f"{_key(article).removeprefix('article/')} of {day or 'no date'}, {title or 'without a title'}"
    _acts(graph, names, facts)
    for person, organization, role, first, last, number, acting in graph.query(
        "SELECT ?p ?o ?r ?first ?last ?n ?acting { ?s a sam:Tenure ; org:member ?p ; org:organization ?o ; org:role ?r ; "
        "sam:firstSeen ?first ; "
        "sam:lastSeen ?last ; sam:sightings ?n OPTIONAL { ?s sam:acting ?acting } } ORDER BY ?p ?o ?r DESC(?first)"
    ).texts():
        role_name = _key(role).removeprefix("post/").replace("-", " ")
        spell = f"{names(person)}, {'acting ' if acting else ''}{role_name} of {names(organization)}"
        spell += f", seen {first} to {last} in {number} articles"
        facts["office", f"{_key(person)} {_key(organization)} {_key(role)} {first}"] = spell
    for variant, canonical, reason in graph.query(
        "SELECT ?v ?c (MAX(?w) AS ?why) { ?i sam:identifies ?v ; sam:identifiedAs ?c ; sam:reason ?w } GROUP BY ?v ?c"
    ).texts():
        facts["identity", _key(variant)] = f"{_key(variant)} is {names(canonical)} ({reason})"
    for one, other, number, first, last in graph.query(
        "SELECT ?a ?b ?n ?first ?last { ?a sam:cooperatesWith ?b . ?c a sam:Cooperation ; sam:between ?a , ?b ; sam:eventCount ?n ; "
        "sam:firstSeen ?first ; sam:lastSeen ?last }"
    ).texts():
        facts["cooperation", f"{_key(one)} {_key(other)}"] = f"{names(one)} with {names(other)}, {number} acts, {first} to {last}"
    return facts


def compare(before: Facts, after: Facts) -> list[Change]:
    """The facts that differ, sorted by kind (as in :data:`KINDS`), what became of them, and key."""
    found = []
    for kind, key in sorted(before.keys() | after.keys()):
        old, new = before.get((kind, key), ""), after.get((kind, key), "")
        if old != new:
            became = Became.CHANGED if old and new else Became.ENTERED if new else Became.LEFT
            found.append(Change(kind, became, key, old, new))
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(found, key=lambda change: (order[change.kind], change.became, change.key))


class _Names:
    """The English, else Latin, else Thai name of a thing; its key where it has none."""

    def __init__(self, graph: Graph) -> None:
        self._names: dict[str, str] = {}
        for iri, name, _ in graph.query(
            "SELECT ?x ?n ?rank { ?x sam:name ?n BIND(IF(LANG(?n) = 'en', 3, IF(LANG(?n) = 'th', 1, 2)) AS ?rank) } ORDER BY ?x ?rank ?n"
        ).texts():
            self._names[iri] = name

    def __call__(self, iri: str) -> str:
        return self._names.get(iri) or _key(iri)


def _names(graph: Graph) -> _Names:
    return _Names(graph)


def _acts(graph: Graph, names: _Names, facts: dict[tuple[str, str], str]) -> None:
    sides: dict[tuple[str, str], list[str]] = {}
    for act, side, party in graph.query(
        "SELECT ?o ?p ?x { ?o a sam:Occurrence . VALUES ?p { sam:thaiParty sam:counterpart } ?o ?p ?x } ORDER BY ?o ?p ?x"
    ).texts():
        sides.setdefault((act, side.removeprefix(ONTOLOGY)), []).append(names(party))
    for act, kind, status, day, reports in graph.query(
        "SELECT ?o ?k ?s ?d (COUNT(?r) AS ?n) { ?o a sam:Occurrence ; sam:actKind ?k ; sam:status ?s ; sam:reportedAs ?r "
        "OPTIONAL { ?o schema:startDate ?d } } GROUP BY ?o ?k ?s ?d"
    ).texts():
        thai, foreign = (", ".join(sides.get((act, side), ())) or "nobody named" for side in ("thaiParty", "counterpart"))
        what = f"{kind.removeprefix(ONTOLOGY)} ({status.removeprefix(ONTOLOGY).lower()}) on {day or 'an unknown day'}"
        facts["act", _key(act)] = f"{what}: {thai} with {foreign}; {reports} report{'' if reports == '1' else 's'}"


def _key(iri: str) -> str:
    return iri.removeprefix(ID)
