"""What identity found as N-Quads of the graphs ``identity`` and ``derived``: sorted, unique, no blank nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from samphan.identity.acts import Occurrence
from samphan.identity.amend import Amended
from samphan.identity.clusters import Decision
from samphan.identity.cooperation import Edge
from samphan.identity.labels import names_of
from samphan.identity.references import Inferred, by_article
from samphan.identity.resolve import Resolution
from samphan.identity.snapshot import Thing, annotation_of
from samphan.identity.tenures import Spell
from samphan.rdf.evidence import digest
from samphan.rdf.nquads import decimal, literal, tag_of, thing, typed
from samphan.store import Graph
from samphan.vocab import DERIVED_GRAPH, IDENTITY_GRAPH, ONTOLOGY, Org, Prov, Rdf, Rdfs, Sam, Schema

_A = f"<{Rdf.type}>"
_SOURCE = f"<{Prov.wasDerivedFrom}>"
_TRUE = typed("true", "boolean")
_DISAGREE = {"startDate": Schema.startDate, "actKind": Sam.actKind, "thaiParty": Sam.thaiParty}

Triples = Iterator[tuple[str, str, str]]


def identity_quads(graph: Graph, amended: Amended, found: Resolution) -> list[str]:
    """The lines of the identity graph. ``graph`` is asked for the annotations that decisions rest on."""
    triples = {*_canonical(amended, found)}
    for decision in found.decisions:
        triples.update(_identification(decision, amended, found, graph))
    for doubt in found.doubts:
        triples.update(_doubt(doubt))
    for spell in found.spells:
        triples.update(_tenure(spell))
    for inferred in found.inferred:
        triples.update(_inferred(inferred))
    references = by_article(found.inferred)
    article_of = {act.key: act.article for act in amended.snapshot.acts}
    for one in found.occurrences:
        triples.update(_occurrence(one))
        triples.update(_inferred_parties(one, [ref for report in one.reports for ref in references.get(article_of[report], ())]))
    for stage in found.stages:
        this = thing(f"stage/{digest(stage.agreement, stage.stage, stage.occurrence)}")
        triples |= {(this, _A, f"<{Sam.AgreementStage}>"), (this, f"<{Sam.stageOf}>", thing(stage.agreement))}
        triples |= {(this, f"<{Sam.stage}>", literal(stage.stage)), (this, _SOURCE, thing(stage.occurrence))}
        if stage.date:
            triples.add((this, f"<{Schema.startDate}>", _date(stage.date)))
    return _lines(triples, IDENTITY_GRAPH)


def derived_quads(found: Resolution) -> list[str]:
    """The lines of the derived graph."""
    return _lines({triple for edge in found.edges for triple in _edge(edge)}, DERIVED_GRAPH)


def _lines(triples: set[tuple[str, str, str]], graph: str) -> list[str]:
    tail = f" <{graph}> ."
    return sorted(f"{s} {p} {o}{tail}" for s, p, o in triples)


def _canonical(amended: Amended, found: Resolution) -> Triples:
    members: dict[str, list[Thing]] = defaultdict(list)
    for key, head in found.canonical.items():
        yield thing(key), f"<{Sam.canonical}>", thing(head)
        if key in amended.snapshot.things:
            members[head].append(amended.snapshot.things[key])
    for head in sorted(members):
        ordered = next((amended.names[one.key] for one in members[head] if one.key in amended.names), {})
        for language, name in names_of(members[head], head, ordered):
            yield thing(head), f"<{Sam.name}>", literal(name, language)
    for key, name in amended.retyped.items():
        yield thing(key), _A, f"<{ONTOLOGY}{name}>"
        yield thing(key), f"<{Sam.newClass}>", f"<{ONTOLOGY}{name}>"
    for one in amended.snapshot.instruments:
        if found.canonical.get(one.key) == one.key:
            yield thing(one.key), f"<{Sam.name}>", literal(one.title, tag_of(one.title))


def _identification(decision: Decision, amended: Amended, found: Resolution, graph: Graph) -> Triples:
    head = found.canonical[decision.one]
    variant = decision.other if decision.one == head else decision.one
    this = thing(f"identification/{digest(decision.one, decision.other, decision.reason)}")
    yield this, _A, f"<{Sam.Identification}>"
    yield this, f"<{Sam.identifies}>", thing(variant)
    yield this, f"<{Sam.identifiedAs}>", thing(head)
    yield this, f"<{Sam.reason}>", literal(decision.reason)
    yield this, f"<{Sam.confidence}>", decimal(decision.score)
    if decision.uncertain:
        yield this, f"<{Sam.uncertain}>", _TRUE
        yield thing(variant), f"<{Sam.uncertain}>", _TRUE
    for key in (decision.one, decision.other):
        if annotation := annotation_of(graph, key):
            yield this, _SOURCE, f"<{annotation}>"
        named = amended.snapshot.things.get(key)
        if named and named.articles:
            yield this, _SOURCE, thing(min(named.articles))


def _doubt(doubt: Decision) -> Triples:
    """Two names that are alike but were kept apart: both are marked for a person to look at, and why is said."""
    this = thing(f"identification/{digest(doubt.one, doubt.other, doubt.reason)}")
    yield this, _A, f"<{Sam.Identification}>"
    yield this, f"<{Sam.apartFrom}>", thing(doubt.one)
    yield this, f"<{Sam.apartFrom}>", thing(doubt.other)
    yield this, f"<{Sam.reason}>", literal(f"kept apart: {doubt.reason}")
    yield this, f"<{Sam.uncertain}>", _TRUE
    for key in (doubt.one, doubt.other):
        yield thing(key), f"<{Sam.uncertain}>", _TRUE


def _tenure(spell: Spell) -> Triples:
    this = thing(f"tenure/{digest(spell.organization, spell.role, spell.person, spell.first.isoformat(), str(spell.acting))}")
    yield this, _A, f"<{Sam.Tenure}>"
    yield this, _A, f"<{Org.Membership}>"
    yield this, f"<{Org.member}>", thing(spell.person)
    yield this, f"<{Org.organization}>", thing(spell.organization)
    yield this, f"<{Org.role}>", thing(spell.role)
    yield this, f"<{Sam.firstSeen}>", typed(spell.first.isoformat(), "date")
    yield this, f"<{Sam.lastSeen}>", typed(spell.last.isoformat(), "date")
    yield this, f"<{Sam.sightings}>", typed(str(len(spell.articles)), "integer")
    for article in spell.articles:
        yield this, _SOURCE, thing(article)
    if spell.acting:
        yield this, f"<{Sam.acting}>", _TRUE
    if spell.uncertain:
        yield this, f"<{Sam.uncertain}>", _TRUE


def _inferred(one: Inferred) -> Triples:
    this = thing(f"inferred/{digest(one.article, one.organization, one.role, one.words)}")
    yield this, _A, f"<{Sam.InferredReference}>"
    yield this, f"<{Sam.refersTo}>", thing(one.person)
    yield this, f"<{Org.organization}>", thing(one.organization)
    yield this, f"<{Org.role}>", thing(one.role)
    yield this, f"<{Sam.position}>", literal(one.words, tag_of(one.words))
    yield this, f"<{Sam.reason}>", literal("held the office on the day of the article")
    yield this, f"<{Sam.confidence}>", decimal(one.confidence)
    yield this, f"<{Sam.inArticle}>", thing(one.article)


def _occurrence(one: Occurrence) -> Triples:
    this = thing(one.key)
    yield this, _A, f"<{Sam.Occurrence}>"
    yield this, f"<{Sam.actKind}>", f"<{ONTOLOGY}{one.kind}>"
    yield this, f"<{Sam.status}>", f"<{ONTOLOGY}{one.status}>"
    yield this, f"<{Sam.confidence}>", decimal(one.score)
    if one.label:
        yield this, f"<{Rdfs.label}>", literal(one.label, tag_of(one.label))
    for report in one.reports:
        yield this, f"<{Sam.reportedAs}>", thing(report)
    if one.start:
        yield this, f"<{Schema.startDate}>", _date(one.start)
    if one.end:
        yield this, f"<{Schema.endDate}>", _date(one.end)
    for keys, role in ((one.thai, Sam.thaiParty), (one.foreign, Sam.counterpart)):
        for key in keys:
            yield this, f"<{role}>", thing(key)
            yield this, f"<{Sam.party}>", thing(key)
    for predicate, keys in ((Sam.country, one.countries), (Sam.topic, one.topics), (Sam.instrument, one.instruments)):
        for key in keys:
            yield this, f"<{predicate}>", thing(key)
    if one.place:
        yield this, f"<{Sam.place}>", literal(one.place, tag_of(one.place))
    for name in one.disagree:
        yield this, f"<{Sam.disagreesOn}>", f"<{_DISAGREE[name]}>"


def _inferred_parties(one: Occurrence, references: list[Inferred]) -> Triples:
    """Holders of offices that the reports name without a person take part by inference, on a side where nobody is named."""
    for reference in references:
        side = one.thai if reference.thai else one.foreign
        if not any(key.startswith("person/") for key in side):
            yield thing(one.key), f"<{Sam.inferredParty}>", thing(reference.person)


def _edge(edge: Edge) -> Triples:
    left, right = thing(edge.thai), thing(edge.foreign)
    yield left, f"<{Sam.cooperatesWith}>", right
    this = thing(f"cooperation/{digest(edge.thai, edge.foreign)}")
    yield this, _A, f"<{Sam.Cooperation}>"
    yield this, f"<{Sam.between}>", left
    yield this, f"<{Sam.between}>", right
    yield this, f"<{Sam.eventCount}>", typed(str(edge.count), "integer")
    yield this, f"<{Sam.firstSeen}>", typed(edge.first, "date")
    yield this, f"<{Sam.lastSeen}>", typed(edge.last, "date")
    for topic in edge.topics:
        yield this, f"<{Sam.topic}>", thing(topic)
    for event in edge.events:
        yield this, _SOURCE, thing(event)


def _date(text: str) -> str:
    return typed(text, {10: "date", 7: "gYearMonth", 4: "gYear"}[len(text)])
