"""From SPARQL answers to a :class:`Snapshot`; a handful of flat queries, joined here rather than in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from samphan.facts import EntityClass, EventClass, Label
from samphan.network.records import Act, Holding, Report, Snapshot, Thing, Topic
from samphan.network.source import Queryable, rows
from samphan.vocab import ONTOLOGY

_KINDS = {ONTOLOGY + kind: kind for kind in EntityClass}
_EVENTS = {ONTOLOGY + kind: kind for kind in EventClass}
_EVENT_TERMS = " ".join(f"sam:{kind}" for kind in EventClass)

_TYPES = "SELECT ?e ?t { VALUES ?k { sam:Country sam:Person sam:GovernmentBody sam:InternationalOrganization sam:Company } ?e a ?k , ?t }"
_LABELS = "SELECT ?e ?l (LANG(?l) AS ?g) { ?e skos:prefLabel ?l }"
_OTHERS = "SELECT ?e ?l { ?e skos:altLabel ?l }"
_FACTS = "SELECT ?e ?p ?o { VALUES ?p { sam:country sam:isoCode sam:honorific org:subOrganizationOf sam:canonical } ?e ?p ?o }"
_EVENT_TYPES = f"SELECT DISTINCT ?e ?t {{ VALUES ?t {{ {_EVENT_TERMS} }} ?e a ?t . ?e prov:wasDerivedFrom ?a }}"
_EVENT_FACTS = f"""SELECT ?e ?p ?o {{ VALUES ?t {{ {_EVENT_TERMS} }} ?e a ?t .
  VALUES ?p {{ rdfs:label schema:startDate schema:endDate sam:status sam:place
  sam:thaiParty sam:counterpart sam:country sam:topic prov:wasDerivedFrom }} ?e ?p ?o }}"""
_OCCURRENCES = "SELECT ?o ?e { ?o a sam:Occurrence ; sam:reportedAs ?e }"
_ARTICLES = """SELECT ?a ?n ?t ?u ?d { ?a a sam:Article ; dcterms:identifier ?n .
  OPTIONAL { ?a dcterms:title ?t } OPTIONAL { ?a dcterms:source ?u } OPTIONAL { ?a schema:datePublished ?d } }"""
_POSTS = """SELECT ?m ?p ?o ?w ?a { ?m a org:Membership ; org:member ?p ; org:organization ?o ; sam:position ?w .
  OPTIONAL { ?m prov:wasDerivedFrom ?a } }"""
_TOPICS = "SELECT ?t ?b { ?x sam:topic|dcterms:subject ?t OPTIONAL { ?t skos:broader ?b } }"


def _local(term: str) -> str:
    return term.removeprefix(ONTOLOGY)


def _group(answers: Iterable[tuple[str, ...]]) -> dict[str, set[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in answers:
        out[subject].add(value)
    return out


class _Identity:
    """Article-level IRIs to canonical ones, following chains but never a ring."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = pairs

    def __call__(self, iri: str) -> str:
        seen = {iri}
        while (target := self._pairs.get(iri, iri)) not in seen:
            seen.add(target)
            iri = target
        return iri

    def all(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self(iri) for iri in iris}))


def _labels(found: Iterable[tuple[str, str]], iri: str = "") -> tuple[Label, ...]:
    """One label a language, Thai first: the one that holds the name in ``iri``, written out and not in capitals, then the shortest."""
    core = iri.rsplit("/", 1)[-1].replace("-", " ")

    def rank(pair: tuple[str, str]) -> tuple[object, ...]:
        text = pair[1]
        return (
            pair[0],
            core not in text,
            "." in text or "ฯ" in text,
            any(word.isupper() and len(word) > 4 for word in text.split()),
            len(text),
            text,
        )

    best: dict[str, str] = {}
    for language, text in sorted(found, key=rank):
        best.setdefault(language, text)
    return tuple(Label(text, language) for language, text in sorted(best.items(), key=lambda item: (item[0] != "th", item[0])))


def read(graph: Queryable) -> Snapshot:
    """Read all acts, parties, posts, reports and topics of ``graph``."""
    names: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for subject, text, language in rows(graph, _LABELS):
        names[subject].add((language, text))
    facts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, predicate, value in rows(graph, _FACTS):
        facts[subject, predicate.rsplit("#", 1)[-1]].add(value)
    identity = _Identity({subject: min(values) for (subject, what), values in facts.items() if what == "canonical"})
    things = _things(graph, names, facts, identity)
    reports = {iri: Report(iri, number, title, url, day) for iri, number, title, url, day in sorted(rows(graph, _ARTICLES), reverse=True)}
    topics = {
        topic: Topic(topic, _labels(names.get(topic, ())), tuple(sorted(broader - {""})))
        for topic, broader in sorted(_group(rows(graph, _TOPICS)).items())
    }
    acts = tuple(sorted(_acts(graph, identity, reports, things), key=lambda act: (act.dated, act.iri)))
    canonical = {subject: identity(subject) for (subject, what) in sorted(facts) if what == "canonical"}
    return Snapshot(things, acts, _holdings(graph, identity), reports, topics, canonical)


def _things(
    graph: Queryable,
    names: Mapping[str, set[tuple[str, str]]],
    facts: Mapping[tuple[str, str], set[str]],
    identity: _Identity,
) -> dict[str, Thing]:
    types: defaultdict[str, set[str]] = defaultdict(set)
    variants: defaultdict[str, set[str]] = defaultdict(set)
    for subject, kind in rows(graph, _TYPES):
        types[identity(subject)].add(kind)
        variants[identity(subject)].add(subject)
    others = _group(rows(graph, _OTHERS))
    out: dict[str, Thing] = {}
    for iri in sorted(types):
        kinds = sorted(_KINDS[kind] for kind in types[iri] if kind in _KINDS)
        finer = sorted(_local(kind) for kind in types[iri] if kind.startswith(ONTOLOGY) and kind not in _KINDS)
        preferred = _labels(names.get(iri) or {pair for one in variants[iri] for pair in names.get(one, ())}, iri)
        shown = {label.text for label in preferred}
        also = {text for one in variants[iri] for text in others.get(one, set()) | {text for _, text in names.get(one, ())}}

        def first(what: str, iri: str = iri) -> str | None:
            return min(facts.get((iri, what), ()), default=None)

        out[iri] = Thing(
            iri,
            kinds[0],
            preferred,
            tuple(sorted(also - shown)),
            finer[0] if finer else None,
            first("country"),
            next((identity(parent) for parent in sorted(facts.get((iri, "subOrganizationOf"), ()))), None),
            first("isoCode"),
            first("honorific"),
        )
    return out


def _acts(graph: Queryable, identity: _Identity, reports: Mapping[str, Report], things: Mapping[str, Thing]) -> Iterable[Act]:
    kinds = {event: _EVENTS[kind] for event, kind in sorted(rows(graph, _EVENT_TYPES))}
    facts: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, predicate, value in rows(graph, _EVENT_FACTS):
        facts[event][predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1]].add(value)
    reported = _group(rows(graph, _OCCURRENCES))
    groups: dict[str, list[str]] = {}
    taken: set[str] = set()
    for occurrence in sorted(reported):
        members = sorted(event for event in reported[occurrence] if event in kinds and event not in taken)
        if members:
            groups[occurrence] = members
            taken.update(members)
    groups.update({event: [event] for event in sorted(kinds) if event not in taken})
    for iri, events in groups.items():

        def every(what: str, events: list[str] = events) -> set[str]:
            return {value for event in events for value in facts[event][what]}

        starts = sorted(every("startDate"), key=lambda value: (-len(value), value))
        articles = tuple(sorted(every("wasDerivedFrom")))
        published = sorted(reports[article].published for article in articles if article in reports and reports[article].published)
        statuses = sorted(_local(value) for value in every("status"))
        yield Act(
            iri,
            kinds[events[0]],
            min(every("label"), key=lambda text: (len(text), text), default=""),
            starts[0] if starts else "",
            max(every("endDate"), default=""),
            starts[0] if starts else (published[0] if published else ""),
            "Held" if "Held" in statuses else (statuses[0] if statuses else ""),
            min(every("place"), default=""),
            tuple(one for one in identity.all(every("thaiParty")) if one in things),
            tuple(one for one in identity.all(every("counterpart")) if one in things),
            tuple(one for one in identity.all(every("country")) if one in things),
            tuple(sorted(every("topic"))),
            tuple(events),
            articles,
        )


def _holdings(graph: Queryable, identity: _Identity) -> tuple[Holding, ...]:
    found: defaultdict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for membership, person, organization, position, article in rows(graph, _POSTS):
        found[identity(person), identity(organization), position].add((membership, article))
    return tuple(
        Holding(*key, tuple(sorted({one for one, _ in said})), tuple(sorted({article for _, article in said if article})))
        for key, said in sorted(found.items())
    )
