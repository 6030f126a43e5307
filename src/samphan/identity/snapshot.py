"""What the article graphs hold, read once into frozen records: who is named where, in which post, in which act.

Keys are IRIs without the id base (``person/…``). Everything is sorted, so that nothing depends on the order of building.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from samphan.rdf.nquads import thing
from samphan.store import Graph
from samphan.vocab import ID, ONTOLOGY, Dcterms, Oa, Prov, Rdf, Rdfs, Sam, Schema

KINDS = ("Person", "GovernmentBody", "Company", "InternationalOrganization", "Country")
"""The classes of things that have a canonical entity, by local name."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A post as one article gives it; ``day`` is the article's date, ``position`` its words."""

    day: date
    article: str
    person: str
    organization: str
    position: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, body, company, organization or country with all names that the articles give it and the articles that name it."""

    key: str
    kind: str
    thai: tuple[str, ...]
    latin: tuple[str, ...]
    others: tuple[str, ...]
    articles: frozenset[str]
    known: bool
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One event as its article reports it. Dates are ISO texts, partial ones shorter; ``status`` and ``kind`` are local names."""

    key: str
    article: str
    kind: str
    label: str
    status: str
    start: str
    end: str
    thai: tuple[str, ...]
    foreign: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    place: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement as one article names it."""

    key: str
    article: str
    title: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of it. ``days`` gives the date of every dated article, ``titles`` their titles."""

    things: dict[str, Thing]
    sightings: tuple[Sighting, ...]
    acts: tuple[Act, ...]
    instruments: tuple[Instrument, ...]
    days: dict[str, date]
    titles: dict[str, str]
    countries: dict[str, str]
    parents: dict[str, str] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)


def _short(iri: str) -> str:
    return iri.removeprefix(ID)


def read(graph: Graph) -> Snapshot:
    """Read the store. Linear in the size of the article graphs."""
    days: dict[str, date] = {}
    titles: dict[str, str] = {}
    for article, day, title in graph.query(
        f"SELECT DISTINCT ?a ?d ?t {{ ?a a sam:Article ; sam:reports ?e OPTIONAL {{ ?a <{Schema.datePublished}> ?d }} "
        f"OPTIONAL {{ ?a <{Dcterms.title}> ?t }} }}"
    ).texts():
        if day:
            days[_short(article)] = date.fromisoformat(day[:10])
        titles[_short(article)] = title
    countries = {
        _short(body): _short(country).rpartition("/")[2]
        for body, country in graph.query(
            "SELECT DISTINCT ?x ?c { VALUES ?k { sam:Company sam:GovernmentBody } ?x a ?k ; sam:country ?c } ORDER BY ?x DESC(?c)"
        ).texts()
    }
    parents = {_short(a): _short(b) for a, b in sorted(graph.query("SELECT DISTINCT ?x ?y { ?x org:subOrganizationOf ?y }").texts())}
    return Snapshot(
        things=_things(graph, countries),
        sightings=_sightings(graph, days),
        acts=_acts(graph),
        instruments=_instruments(graph),
        days=days,
        titles=titles,
        countries=countries,
        parents=parents,
        successors={_short(a): _short(b) for a, b in sorted(graph.query("SELECT DISTINCT ?x ?y { ?x sam:succeededBy ?y }").texts())},
    )


def _things(graph: Graph, countries: dict[str, str]) -> dict[str, Thing]:
    articles: dict[str, set[str]] = defaultdict(set)
    for article, named in graph.query("SELECT DISTINCT ?a ?x { ?a sam:mentions ?x }").texts():
        articles[_short(named)].add(_short(article))
    for article, named in graph.query("SELECT DISTINCT ?a ?x { ?a sam:reports ?e . ?e sam:party ?x }").texts():
        articles[_short(named)].add(_short(article))
    for article, named in graph.query(
        # Posts have a wording; spells in office, which identity itself wrote, have none and must not speak for their bodies.
        "SELECT DISTINCT ?a ?x { ?m prov:wasDerivedFrom ?a ; org:organization ?x ; sam:position ?w . ?a a sam:Article }"
    ).texts():
        articles[_short(named)].add(_short(article))
    known = {
        _short(row[0])
        for row in graph.query("SELECT DISTINCT ?x { GRAPH <https://w3id.org/samphan/graph/reference> { ?x skos:prefLabel ?l } }").texts()
    }
    found: dict[str, Thing] = {}
    for kind in KINDS:
        preferred: dict[str, set[tuple[str, str]]] = defaultdict(set)
        others: dict[str, set[str]] = defaultdict(set)
        members = {_short(row[0]) for row in graph.query(f"SELECT DISTINCT ?x {{ ?x a sam:{kind} }}").texts()}
        for iri, label, language in graph.query(
            f"SELECT DISTINCT ?x ?l (LANG(?l) AS ?g) {{ ?x a sam:{kind} ; skos:prefLabel ?l }}"
        ).texts():
            preferred[_short(iri)].add((language, label))
        for iri, label in graph.query(f"SELECT DISTINCT ?x ?l {{ ?x a sam:{kind} ; skos:altLabel ?l }}").texts():
            others[_short(iri)].add(label)
        for key in sorted(members & articles.keys()):
            labels = preferred[key]
            found[key] = Thing(
                key=key,
                kind=kind,
                thai=tuple(sorted(label for language, label in labels if language == "th")),
                latin=tuple(sorted(label for language, label in labels if language != "th")),
                others=tuple(sorted(others[key])),
                articles=frozenset(articles[key]),
                known=key in known,
                country=countries.get(key),
            )
    return found


def _sightings(graph: Graph, days: dict[str, date]) -> tuple[Sighting, ...]:
    rows = graph.query(
        "SELECT DISTINCT ?p ?o ?w ?a { ?m a org:Membership ; org:member ?p ; org:organization ?o ; sam:position ?w ; "
        "prov:wasDerivedFrom ?a . ?a a sam:Article }"
    ).texts()
    return tuple(
        sorted(
            Sighting(days[_short(article)], _short(article), _short(person), _short(organization), position)
            for person, organization, position, article in rows
            if _short(article) in days
        )
    )


_ONE = {Sam.status: "status", Schema.startDate: "start", Schema.endDate: "end", Rdfs.label: "label", Sam.place: "place"}
_MANY = {Sam.thaiParty: "thai", Sam.counterpart: "foreign", Sam.country: "countries", Sam.topic: "topics", Sam.instrument: "instruments"}


def _acts(graph: Graph) -> tuple[Act, ...]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    sets: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = graph.query("SELECT DISTINCT ?a ?e ?p ?o { ?a sam:reports ?e . ?e ?p ?o }").texts()
    for article, event, predicate, value in rows:
        texts[event]["article"] = _short(article)
        if predicate in _ONE:
            texts[event][_ONE[predicate]] = min(value, texts[event].get(_ONE[predicate], value))
        elif predicate in _MANY:
            sets[event][_MANY[predicate]].add(_short(value))
        elif predicate == Rdf.type and value.startswith(ONTOLOGY):
            texts[event]["kind"] = value.removeprefix(ONTOLOGY)

    def act(event: str) -> Act:
        text, many = texts[event], sets[event]
        return Act(
            key=_short(event),
            article=text["article"],
            kind=text.get("kind", "CooperationEvent"),
            label=text.get("label", ""),
            status=text.get("status", "").removeprefix(ONTOLOGY) or "Held",
            start=text.get("start", ""),
            end=text.get("end", ""),
            thai=tuple(sorted(many["thai"])),
            foreign=tuple(sorted(many["foreign"])),
            countries=tuple(sorted(many["countries"])),
            topics=tuple(sorted(many["topics"])),
            place=text.get("place", ""),
            instruments=tuple(sorted(many["instruments"])),
        )

    return tuple(act(event) for event in sorted(texts))


def _instruments(graph: Graph) -> tuple[Instrument, ...]:
    rows = graph.query(
        f"SELECT DISTINCT ?x ?a ?t ?k ?s {{ ?x a sam:Agreement ; <{Prov.wasDerivedFrom}> ?a ; <{Dcterms.title}> ?t "
        "OPTIONAL { ?x sam:agreementKind ?k } OPTIONAL { ?x sam:status ?s } }"
    ).texts()
    return tuple(
        sorted(
            (Instrument(_short(x), _short(a), t, k, s.removeprefix(ONTOLOGY)) for x, a, t, k, s in rows),
            key=lambda one: (one.key, one.article, one.title),
        )
    )


def annotation_of(graph: Graph, key: str) -> str | None:
    """The IRI of the first annotation (by IRI) that has this thing for its body, ``None`` where the store keeps no evidence of it."""
    found = graph.query(f"SELECT (MIN(STR(?n)) AS ?first) {{ ?n <{Oa.hasBody}> {thing(key)} }}").texts()
    return found[0][0] or None if found else None
