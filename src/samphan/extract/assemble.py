"""Last stage: what the stages found, as the frozen facts of the article, offsets taken back to the untouched text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from samphan.extract.bodies import Bodies, known_entity
from samphan.extract.held import Held
from samphan.extract.people import Person
from samphan.extract.reading import Reading
from samphan.facts import ArticleFacts, Entity, EntityClass, Event, Label, Mention, Post, TopicFact


def _language(text: str) -> str:
    return "th" if any("\u0e01" <= c <= "\u0e4e" for c in text) else "en"


def _person_entity(person: Person) -> Entity:
    preferred = [Label(person.name, _language(person.name))]
    if person.alias:
        preferred.append(Label(person.alias, _language(person.alias)))
    return Entity(
        key=person.key,
        kind=EntityClass.PERSON,
        preferred=tuple(sorted(preferred)),
        honorific=person.honorific,
    )


def _alternatives(entity: Entity, surfaces: set[str]) -> tuple[Label, ...]:
    own = {label.text for label in entity.preferred}
    if entity.known:
        return ()
    names = {*entity.alternatives, *(Label(s, _language(s)) for s in surfaces)}
    return tuple(sorted(label for label in names if label.text not in own))


def assemble(
    reading: Reading,
    relevance: float,
    people: tuple[Person, ...],
    bodies: Bodies,
    posts: tuple[Held, ...],
    events: tuple[Event, ...],
    topics: tuple[TopicFact, ...],
) -> ArticleFacts:
    """The facts of a relevant article: entities with all names the article uses, mentions, posts, events, topics."""
    text = reading.article.text
    entities: dict[str, Entity] = dict(bodies.entities)
    mentions: list[Mention] = []
    for person in people:
        entities[person.key] = _person_entity(person)
        confidence = 0.95 if person.alias or " " in person.name else 0.8
        mentions += [Mention(reading.span(m.start, m.end), person.key, "person", confidence) for m in person.mentions]
    mentions += [Mention(reading.span(n.start, n.end), n.key, n.rule, n.confidence) for n in bodies.named]
    used = {p.organization for p in posts} | {k for e in events for k in (*e.thai, *e.foreign)}
    used |= {f"country/{c}" for e in events for c in e.countries}
    for key in sorted(used - entities.keys()):
        known = reading.lexicon.entities.get(key)
        if known is not None:
            entities[key] = known_entity(known)
    surfaces: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        surfaces[mention.entity].add(" ".join(mention.span.slice(text).split()))
    complete = [replace(e, alternatives=_alternatives(e, surfaces[e.key])) for e in entities.values()]
    topic_codes = tuple(t.code for t in topics)
    return ArticleFacts(
        article=reading.article,
        relevant=True,
        relevance=relevance,
        entities=tuple(sorted(complete, key=lambda e: e.key)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.span, m.entity))),
        posts=tuple(Post(h.person, h.organization, h.position, reading.span(h.start, h.end), h.rule, h.confidence) for h in posts),
        events=tuple(replace(e, topics=e.topics or topic_codes) for e in events),
        topics=topics,
    )
