"""The facts of one article as the N-Quads of its named graph, by the graph contract.

A pure function of the facts: sorted, unique, no blank nodes. Things of the ontology keep only their type (and ISO
code) here, for their names stand in the reference graph; things that the article introduces are described in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from samphan.facts import Agreement, ArticleFacts, Entity, EntityClass, Event, Label, PartialDate, Post, Span
from samphan.rdf.evidence import EvidenceWriter, digest
from samphan.rdf.nquads import article_graph, literal, segment, tag_of, thing, typed, url
from samphan.vocab import ID, ONTOLOGY, Dcterms, Org, Prov, Rdf, Rdfs, Sam, Schema, Skos

Evidence = Literal["full", "sentence", "none"]
"""How much evidence to write: every mention, only the passages behind events, posts, topics and agreements, or none."""

_A = f"<{Rdf.type}>"
_ARTICLE_CLASS = f"<{Sam.Article}>"
_DERIVED_FROM = f"<{Prov.wasDerivedFrom}>"
_DATATYPES = {"day": "date", "month": "gYearMonth", "year": "gYear"}

Pairs = Iterator[tuple[str, str, str]]


def quads(facts: ArticleFacts, *, evidence: Evidence = "full") -> list[str]:
    """The N-Quads lines (without line ends) of the article's graph, sorted and unique.

    An article that is no cooperation news keeps its metadata only.
    """
    article = facts.article
    number = segment(article.id)
    subject = f"<{ID}article/{number}>"
    tail = f" <{article_graph(article.id)}> ."
    triples = list(_metadata(facts, subject))
    written: list[str] = []
    if facts.relevant:
        triples += _statements(facts, subject, number)
        if evidence != "none":
            writer = EvidenceWriter(number, subject, article.text, tail)
            _evidence(facts, writer, number, mentions=evidence == "full")
            written = writer.lines
    lines = {f"{s} {p} {o}{tail}" for s, p, o in triples}
    lines.update(written)
    return sorted(lines)


def _metadata(facts: ArticleFacts, subject: str) -> Pairs:
    article = facts.article
    yield subject, _A, _ARTICLE_CLASS
    yield subject, f"<{Dcterms.identifier}>", literal(article.id)
    if title := article.title_text.strip():
        yield subject, f"<{Dcterms.title}>", literal(title, article.language or tag_of(title))
    if article.url and (address := url(article.url)):
        yield subject, f"<{Dcterms.source}>", address
    if article.published:
        yield subject, f"<{Schema.datePublished}>", typed(article.published.isoformat(), "date")


def _statements(facts: ArticleFacts, subject: str, number: str) -> Pairs:
    for key in {mention.entity for mention in facts.mentions}:
        yield subject, f"<{Sam.mentions}>", thing(key)
    for topic in facts.topics:
        yield subject, f"<{Dcterms.subject}>", thing(f"topic/{topic.code}")
    for entity in facts.entities:
        yield from _entity(entity)
    for post in facts.posts:
        yield from _post(post, subject, number)
    for event in facts.events:
        yield subject, f"<{Sam.reports}>", _event_iri(number, event)
        yield from _event(event, subject, number)


def _entity(entity: Entity) -> Pairs:
    this = thing(entity.key)
    yield this, _A, f"<{ONTOLOGY}{entity.kind.value}>"
    if entity.subclass:
        yield this, _A, f"<{ONTOLOGY}{segment(entity.subclass)}>"
    if entity.kind is EntityClass.COUNTRY:
        yield this, f"<{Sam.isoCode}>", literal(entity.country or entity.key.rpartition("/")[2])
    if entity.known:
        return
    for label in entity.preferred:
        yield this, f"<{Skos.prefLabel}>", _name(label)
        yield this, f"<{Rdfs.label}>", _name(label)
    for label in entity.alternatives:
        if label not in entity.preferred:
            yield this, f"<{Skos.altLabel}>", _name(label)
    if entity.honorific:
        yield this, f"<{Sam.honorific}>", literal(entity.honorific, tag_of(entity.honorific))
    if entity.country and entity.kind is not EntityClass.COUNTRY:
        yield this, f"<{Sam.country}>", thing(f"country/{entity.country}")
    if entity.parent:
        yield this, f"<{Org.subOrganizationOf}>", thing(entity.parent)


def _name(label: Label) -> str:
    return literal(label.text, label.language)


def _post_iri(number: str, post: Post) -> str:
    return f"<{ID}post/{number}-{digest(post.person, post.organization, post.position)}>"


def _post(post: Post, subject: str, number: str) -> Pairs:
    this = _post_iri(number, post)
    yield this, _A, f"<{Org.Membership}>"
    yield this, f"<{Org.member}>", thing(post.person)
    yield this, f"<{Org.organization}>", thing(post.organization)
    yield this, f"<{Sam.position}>", literal(post.position, tag_of(post.position))
    yield this, _DERIVED_FROM, subject


def _event_iri(number: str, event: Event) -> str:
    return f"<{ID}event/{number}-{event.number}>"


def _event(event: Event, subject: str, number: str) -> Pairs:
    this = _event_iri(number, event)
    yield this, _A, f"<{ONTOLOGY}{event.kind.value}>"
    yield this, f"<{Rdfs.label}>", literal(event.label, tag_of(event.label))
    yield this, f"<{Sam.status}>", f"<{ONTOLOGY}{event.status.value}>"
    yield this, _DERIVED_FROM, subject
    if event.start:
        yield this, f"<{Schema.startDate}>", _date(event.start)
    if event.end:
        yield this, f"<{Schema.endDate}>", _date(event.end)
    for keys, role in ((event.thai, Sam.thaiParty), (event.foreign, Sam.counterpart)):
        for key in keys:
            yield this, f"<{role}>", thing(key)
            yield this, f"<{Sam.party}>", thing(key)
    for code in event.countries:
        yield this, f"<{Sam.country}>", thing(f"country/{code}")
    for topic in event.topics:
        yield this, f"<{Sam.topic}>", thing(f"topic/{topic}")
    if event.place:
        yield this, f"<{Sam.place}>", literal(event.place, tag_of(event.place))
    for agreement in event.agreements:
        yield this, f"<{Sam.instrument}>", _agreement_iri(number, agreement)
        yield from _agreement(agreement, subject, number)


def _agreement_iri(number: str, agreement: Agreement) -> str:
    return f"<{ID}agreement/{number}-{digest(agreement.title, agreement.kind)}>"


def _agreement(agreement: Agreement, subject: str, number: str) -> Pairs:
    this = _agreement_iri(number, agreement)
    title = literal(agreement.title, tag_of(agreement.title))
    yield this, _A, f"<{Sam.Agreement}>"
    yield this, f"<{Dcterms.title}>", title
    yield this, f"<{Rdfs.label}>", title
    yield this, f"<{Sam.status}>", f"<{ONTOLOGY}{agreement.status.value}>"
    yield this, _DERIVED_FROM, subject
    if agreement.kind:
        yield this, f"<{Sam.agreementKind}>", literal(agreement.kind)


def _date(value: PartialDate) -> str:
    return typed(value.value, _DATATYPES[value.precision])


def _evidence(facts: ArticleFacts, writer: EvidenceWriter, number: str, *, mentions: bool) -> None:
    if mentions:
        # One annotation for all mentions that one rule found with one confidence: it has a target for each.
        places: dict[tuple[str, str, float], list[Span]] = {}
        for mention in facts.mentions:
            places.setdefault((mention.entity, mention.rule, mention.confidence), []).append(mention.span)
        for (key, rule, confidence), spans in places.items():
            writer.annotate(thing(key), spans, confidence, rule)
    for post in facts.posts:
        writer.annotate(_post_iri(number, post), [post.span], post.confidence, post.rule)
    for event in facts.events:
        writer.annotate(_event_iri(number, event), event.spans, event.confidence)
        for agreement in event.agreements:
            writer.annotate(_agreement_iri(number, agreement), [agreement.span], event.confidence)
    for topic in facts.topics:
        writer.annotate(thing(f"topic/{topic.code}"), topic.spans, topic.confidence)
