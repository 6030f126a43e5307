"""Whether an article is cooperation news at all: a linear model over acts, foreign names and words of home affairs."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path

import pyoxigraph as ox
from ahocorasick_rs import AhoCorasick, MatchKind

from samphan.errors import KnowledgeError
from samphan.extract.boundaries import breaks_word
from samphan.extract.linear import LinearModel
from samphan.extract.triggers import lower, lowered
from samphan.extract.zones import Zones, zones
from samphan.facts import Span
from samphan.knowledge.resources import ontology_folder
from samphan.text import NormalizedText, normalize
from samphan.vocab import SKOS

_OPENING = 350  # characters of the body that a news item says its news in
_READ = 6000  # characters of the body that are looked at; the news is over by then
_NEAR = 45  # characters between an act and the foreign name it concerns


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of ``ontology/relevance.ttl`` in one automaton, with the group (``act`` or ``home``) of each."""

    automaton: AhoCorasick
    words: tuple[str, ...]
    groups: tuple[str, ...]

    @classmethod
    def load(cls, path: Path | None = None) -> Cues:
        """Read ``path``, by default the shipped file; raises :class:`KnowledgeError` where it cannot be used."""
        return _load(path or ontology_folder() / "relevance.ttl")

    def find(self, view: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """The words in ``view[start:end]`` as view offsets and index, longest first at each place, none overlapping."""
        text = lowered(view)[start:end]
        return [
            (at + start, to + start, index)
            for index, at, to in self.automaton.find_matches_as_indexes(text)
            if not breaks_word(text, at, to)
        ]


@cache
def _load(path: Path) -> Cues:
    groups: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                if quad.predicate.value == SKOS + "notation":
                    groups[quad.subject.value] = quad.object.value
                elif quad.predicate.value == SKOS + "hiddenLabel":
                    words.setdefault(quad.subject.value, []).append(lower(normalize(quad.object.value)))
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"the words cannot be read: {error}", place=str(path), remedy="restore ontology/relevance.ttl") from error
    pairs = sorted({word: groups.get(subject, "") for subject, them in words.items() for word in them}.items())
    if not pairs:
        raise KnowledgeError("no words of relevance", place=str(path), remedy="restore ontology/relevance.ttl")
    names = [word for word, _ in pairs]
    return Cues(AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), tuple(names), tuple(group for _, group in pairs))


def relevance_features(view: str, cues: Cues, cut: Zones, foreign: Sequence[tuple[int, int]], language: str) -> dict[str, float]:
    """What speaks for and against cooperation news, as named numbers; ``foreign`` are view offsets of foreign names."""
    start = cut.start
    end = min(cut.paragraphs[-1][1] if cut.paragraphs else start, start + _READ)
    opening = min(end, start + _OPENING)
    title = cut.title
    f: dict[str, float] = {"bias": 1.0, f"language {language}": 1.0, "size": log1p(cut.length / 1000)}
    names = sorted(foreign)
    starts = [name[0] for name in names]

    def between(first: int, last: int) -> int:
        return bisect_left(starts, last) - bisect_left(starts, first)

    in_title, in_opening, in_body = between(*title), between(start, opening), between(start, end)
    for zone, number in (("title", in_title), ("opening", in_opening), ("body", in_body)):
        f[f"foreign {zone}"] = log1p(number)
        if number:
            f[f"foreign in {zone}"] = 1.0
    f["foreign dense"] = log1p(1000 * in_body / max(300, end - start))
    if not in_title and not in_body:
        f["no foreign"] = 1.0
    totals: Counter[str] = Counter()
    for zone, first, last in (("title", *title), ("opening", start, opening), ("rest", opening, end)):
        seen: Counter[int] = Counter()
        beside: set[int] = set()
        for at, to, index in cues.find(view, first, last):
            seen[index] += 1
            if zone != "rest" and between(at - _NEAR, to + _NEAR):
                beside.add(index)
        for index, number in seen.items():
            group = cues.groups[index]
            totals[f"{group} {zone}"] += number
            f[f"{zone}:{cues.words[index]}"] = 1.0 if zone != "rest" else log1p(number)
        for index in beside:
            totals[f"{cues.groups[index]} near foreign {zone}"] += 1
            name = f"near:{cues.words[index]}"
            f[name] = f.get(name, 0.0) + 1.0
    for key, number in totals.items():
        f[key] = log1p(number)
    return f


@dataclass(frozen=True, slots=True)
class RelevanceModel:
    """Tells cooperation news from the rest. Build with :meth:`load`."""

    model: LinearModel
    cues: Cues

    @classmethod
    def load(cls) -> RelevanceModel:
        """The shipped model with the shipped words."""
        return cls(LinearModel.load("relevance"), Cues.load())

    def score(self, view: NormalizedText, title: Span | None, body: Span, foreign: Sequence[tuple[int, int]], language: str) -> float:
        """The probability that the article is cooperation news.

        ``title`` and ``body`` are spans of the raw text, ``foreign`` the view offsets at which foreign countries, bodies,
        companies and international organizations are named. Cost is linear in the length and bounded.
        """
        cut = cut_zones(view, title, body)
        return self.model.probability(relevance_features(view.view, self.cues, cut, foreign, language))


def cut_zones(view: NormalizedText, title: Span | None, body: Span) -> Zones:
    """The zones of an article given by raw spans."""
    begin, end = view.view_offset(body.start), view.view_offset(body.end)
    head = (view.view_offset(title.start), view.view_offset(title.end)) if title else (begin, begin)
    return zones(view.view, head, (begin, end))
