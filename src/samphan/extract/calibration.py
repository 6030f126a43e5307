"""The very last stage: how sure each fact is, in numbers that mean what they say, and the facts that are sure enough.

The rules give every fact a first guess. Here that guess is weighed together with what else the facts of the article tell (how often
a thing is named, in which article zone, whether it takes part) by one small logistic table a kind of fact, learned from annotated
articles by ``scripts/train_calibration.py``: of the facts given 0.9 about nine in ten are right. ``docs/accuracy.md`` has the table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from math import log

from samphan.errors import KnowledgeError, UsageError
from samphan.extract.linear import VERSION, LinearModel
from samphan.facts import ArticleFacts, Entity, EntityClass, Event, Mention, Post, TopicFact

Features = dict[str, float]

KINDS = ("entity", "event", "relevance", "role", "topic")
"""The kinds of fact that have a table each."""

_SUREST, _LEAST = 0.99, 0.01
_TOPIC_BANDS = 4


def odds(probability: float) -> float:
    """The logarithm of the odds of a probability, bounded to ±5."""
    return max(-5.0, min(5.0, log(max(1e-6, probability) / max(1e-6, 1.0 - probability))))


def _band(number: int, top: int) -> str:
    return f"{min(number, top)}{'+' if number >= top else ''}"


def entity_features(facts: ArticleFacts) -> dict[str, Features]:
    """By key, what speaks for each mentioned entity being named rightly: its class, rules, number and places of mentions, part in acts."""
    held = Counter(key for post in facts.posts for key in {post.person, post.organization})
    parties = {key for event in facts.events for key in (*event.thai, *event.foreign)}
    mentions: dict[str, list[Mention]] = {}
    for mention in facts.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    title = facts.article.title
    out: dict[str, Features] = {}
    for entity in facts.entities:
        mine = mentions.get(entity.key)
        if not mine:
            continue
        kind = entity.kind.value
        f: Features = {"bias": 1.0, kind: 1.0, "guess": odds(max(m.confidence for m in mine))}
        for rule in {m.rule for m in mine}:
            f[f"{kind} by {rule}"] = 1.0
        f[f"named {_band(len(mine), 3)}"] = 1.0
        f[f"{kind} {'known' if entity.known else 'new'}"] = 1.0
        if title and any(m.span.start < title.end for m in mine):
            f["in title"] = 1.0
        if entity.key in held:
            f[f"{kind} in a post"] = 1.0
        if entity.key in parties:
            f[f"{kind} takes part"] = 1.0
        f[f"{kind} {facts.article.language}"] = 1.0
        if entity.kind is not EntityClass.COUNTRY:
            f |= _name_features(entity, kind)
        out[entity.key] = f
    return out


def _name_features(entity: Entity, kind: str) -> Features:
    name = entity.preferred[0].text if entity.preferred else ""
    return {f"{kind} words {_band(len(name.split()), 3)}": 1.0, f"{kind} short" if len(name) < 8 else f"{kind} long": 1.0}


def role_features(facts: ArticleFacts, post: Post, entities: Mapping[str, float]) -> Features:
    """What speaks for a post; ``entities`` holds the calibrated confidence of the entities by key."""
    of = next((e for e in facts.entities if e.key == post.organization), None)
    number = sum(other.person == post.person for other in facts.posts)
    kind = of.kind.value if of else "none"
    return {
        "bias": 1.0,
        "guess": odds(post.confidence),
        f"by {post.rule}": 1.0,
        f"of {kind}": 1.0,
        f"of {kind} {'TH' if of and of.country == 'TH' else 'abroad'}": 1.0,
        "person": odds(entities.get(post.person, 0.9)),
        "body": odds(entities.get(post.organization, 0.9)),
        f"posts {_band(number, 3)}": 1.0,
        facts.article.language: 1.0,
    }


def event_features(facts: ArticleFacts, event: Event) -> Features:
    """What speaks for an event: its kind and rank, who takes part, whether it is dated."""
    foreign = [key for key in event.foreign if key.startswith("person/")]
    others = [key for key in event.foreign if not key.startswith(("person/", "country/"))]
    return {
        "bias": 1.0,
        "guess": odds(event.confidence),
        event.kind.value: 1.0,
        f"number {_band(event.number, 3)}": 1.0,
        f"of {_band(len(facts.events), 3)}": 1.0,
        f"countries {_band(len(event.countries), 3)}": 1.0,
        f"foreign persons {_band(len(foreign), 2)}": 1.0,
        f"foreign bodies {_band(len(others), 2)}": 1.0,
        "dated" if event.start else "undated": 1.0,
        event.status.value: 1.0,
        "relevance": odds(facts.relevance),
        facts.article.language: 1.0,
    }


def topic_features(facts: ArticleFacts, topic: TopicFact) -> Features:
    """What speaks for a topic: the model's guess and how it stands beside the others."""
    better = sum(other.confidence > topic.confidence for other in facts.topics)
    return {"bias": 1.0, "guess": odds(topic.confidence), f"rank {_band(better, _TOPIC_BANDS)}": 1.0}


def relevance_features(facts: ArticleFacts) -> Features:
    """What speaks for an article being cooperation news."""
    return {"bias": 1.0, "guess": odds(facts.relevance)}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The tables by kind of fact. Build with :meth:`load`."""

    tables: Mapping[str, LinearModel]

    @classmethod
    def load(cls) -> Calibration:
        """The shipped tables; raises :class:`KnowledgeError` where they are missing or malformed."""
        place = "samphan/extract/models/calibration.json"
        try:
            data = json.loads(resources.files("samphan.extract").joinpath("models", "calibration.json").read_text(encoding="utf-8"))
            if data["version"] != VERSION:
                raise KnowledgeError(
                    f"tables of form {data['version']}", place=place, remedy="train them again: scripts/train_calibration.py"
                )
            tables = {kind: {str(name): float(weight) for name, weight in data["tables"][kind].items()} for kind in KINDS}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KnowledgeError("the tables of confidence cannot be read", place=place, remedy="install samphan again") from error
        return cls({kind: LinearModel(weights, 0.5) for kind, weights in tables.items()})

    def sure(self, kind: str, features: Features) -> float:
        """How sure a fact of ``kind`` is, 0.01 to 0.99 in steps of 0.01."""
        return round(max(_LEAST, min(_SUREST, self.tables[kind].probability(features))), 2)

    def entities(self, facts: ArticleFacts) -> dict[str, float]:
        """How sure each mentioned entity is, by key."""
        return {key: self.sure("entity", features) for key, features in entity_features(facts).items()}

    def apply(self, facts: ArticleFacts) -> ArticleFacts:
        """The same facts with calibrated confidences: all mentions of a thing have one, as have the posts, events and topics."""
        relevance = self.sure("relevance", relevance_features(facts))
        if not facts.relevant:
            return replace(facts, relevance=relevance)
        sure = self.entities(facts)
        return replace(
            facts,
            relevance=relevance,
            mentions=tuple(replace(m, confidence=sure[m.entity]) for m in facts.mentions),
            posts=tuple(replace(p, confidence=self.sure("role", role_features(facts, p, sure))) for p in facts.posts),
            events=tuple(replace(e, confidence=self.sure("event", event_features(facts, e))) for e in facts.events),
            topics=tuple(replace(t, confidence=self.sure("topic", topic_features(facts, t))) for t in facts.topics),
        )


def at_least(facts: ArticleFacts, minimum: float) -> ArticleFacts:
    """The facts that are at least this sure (0 to 1).

    A thing stays while a kept post or event needs it, and an event keeps its number. An article whose relevance is less sure is
    returned as no cooperation news. Raises :class:`UsageError` for a number outside 0 to 1.
    """
    if not 0.0 <= minimum <= 1.0:
        raise UsageError(f"{minimum} is no confidence", place="--min-confidence", remedy="give a number from 0 to 1")
    if minimum == 0.0 or not facts.relevant:
        return facts
    if facts.relevance < minimum:
        return ArticleFacts(facts.article, relevant=False, relevance=facts.relevance)
    mentions = tuple(m for m in facts.mentions if m.confidence >= minimum)
    posts = tuple(p for p in facts.posts if p.confidence >= minimum)
    topics = tuple(t for t in facts.topics if t.confidence >= minimum)
    codes = {t.code for t in topics}
    events = tuple(replace(e, topics=tuple(c for c in e.topics if c in codes)) for e in facts.events if e.confidence >= minimum)
    needed = {m.entity for m in mentions} | {key for p in posts for key in (p.person, p.organization)}
    needed |= {key for e in events for key in (*e.thai, *e.foreign, *(f"country/{code}" for code in e.countries))}
    known = {entity.key: entity for entity in facts.entities}
    waiting = sorted(needed & known.keys())
    while waiting:
        parent = known[waiting.pop()].parent
        if parent in known and parent not in needed:
            needed.add(parent)
            waiting.append(parent)
    return replace(
        facts,
        entities=tuple(e for e in facts.entities if e.key in needed),
        mentions=mentions,
        posts=posts,
        events=events,
        topics=topics,
    )
