"""Which of the facts of one article are right: the single verdicts behind the figures, with the confidence each fact was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samphan.evaluation.records import Record, record
from samphan.evaluation.scoring import is_scored, match_events, pair
from samphan.facts import ArticleFacts

BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)
"""Where the bands of confidence begin, from the surest down."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fact (``key`` within its ``kind``), the ``confidence`` it was given (0 to 1) and whether it is right."""

    article: str
    kind: str
    key: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The facts of one kind whose confidence is ``low`` or more and under the band above."""

    kind: str
    low: float
    facts: int
    right: int


def judge(gold: Record, facts: ArticleFacts) -> list[Verdict]:
    """A verdict for each entity, post, event and topic, and for the relevance, of an article's facts.

    The kinds are ``relevance``, ``entity``, ``role``, ``event`` and ``topic``; an entity's confidence is that of its surest mention.
    Thailand and the cabinet are left out as in the figures, and in articles that ``gold`` calls irrelevant so are entities,
    roles and topics.
    """
    if not facts.relevant:
        return []
    answer = record(facts)
    pairs = pair(gold.entities, answer.entities)
    number = gold.id
    out = [Verdict(number, "relevance", "", facts.relevance, gold.relevant)]
    if gold.relevant:
        out += _entities(gold, answer, facts, pairs)
        out += _roles(gold, facts, pairs)
        out += [Verdict(number, "topic", t.code, t.confidence, t.code in gold.topics) for t in facts.topics]
    matched = {a for _, a, _ in match_events(gold, answer, pairs)}
    out += [Verdict(number, "event", str(e.number), e.confidence, n in matched) for n, e in enumerate(facts.events)]
    return out


def _entities(gold: Record, answer: Record, facts: ArticleFacts, pairs: dict[str, str]) -> list[Verdict]:
    sure: dict[str, float] = {}
    for mention in facts.mentions:
        sure[mention.entity] = max(mention.confidence, sure.get(mention.entity, 0.0))
    wanted = {e.id for e in gold.entities if is_scored(e)}
    ignored = {e.id for e in gold.entities} - wanted
    scored = [e for e in answer.entities if is_scored(e) and pairs.get(e.id) not in ignored and e.id in sure]
    return [Verdict(gold.id, "entity", e.id, sure[e.id], pairs.get(e.id) in wanted) for e in scored]


def _roles(gold: Record, facts: ArticleFacts, pairs: dict[str, str]) -> list[Verdict]:
    held = {(role.person, role.of) for role in gold.roles if role.of}
    sure: dict[tuple[str, str], float] = {}
    for post in facts.posts:
        place = (post.person, post.organization)
        sure[place] = max(post.confidence, sure.get(place, 0.0))
    return [
        Verdict(gold.id, "role", f"{person} {of}", confidence, (pairs.get(person), pairs.get(of)) in held)
        for (person, of), confidence in sorted(sure.items())
    ]


def bands(verdicts: Iterable[Verdict]) -> list[Band]:
    """How many facts of each kind fall into each band of confidence and how many of them are right; empty bands are left out."""
    counts: dict[tuple[str, float], list[int]] = {}
    for verdict in verdicts:
        low = next(band for band in BANDS if verdict.confidence >= band)
        row = counts.setdefault((verdict.kind, low), [0, 0])
        row[0] += 1
        row[1] += verdict.right
    return [Band(kind, low, n, right) for (kind, low), (n, right) in sorted(counts.items(), key=lambda item: (item[0][0], -item[0][1]))]
