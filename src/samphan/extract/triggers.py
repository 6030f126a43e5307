"""The words that speak for a topic, compiled from ``ontology/topics.ttl`` into one automaton.

The longest literal at a place wins, so that การค้ามนุษย์ is human trafficking and no trade; a stop phrase of the scheme
swallows what stands inside it. One literal may speak for several topics.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from ahocorasick_rs import AhoCorasick, MatchKind

from samphan.errors import KnowledgeError
from samphan.extract.boundaries import breaks_word, is_thai
from samphan.knowledge.resources import ontology_folder
from samphan.text import normalize
from samphan.vocab import ID, ONTOLOGY, SKOS

_TOPIC = ID + "topic/"
_STRONG = frozenset({SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"})
_WEAK = ONTOLOGY + "weakTrigger"
_STOP = ONTOLOGY + "stopPhrase"
_LOWER = str.maketrans({chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})


def lower(text: str) -> str:
    """``text`` in lower case and of the same length (some capitals grow when lowered; then only A to Z are)."""
    folded = text.lower()
    return folded if len(folded) == len(text) else text.translate(_LOWER)


@lru_cache(maxsize=2)
def lowered(view: str) -> str:
    """:func:`lower` of a whole view, kept while the stages look at the same article."""
    return lower(view)


class Voice(NamedTuple):
    """What a trigger says: a topic code, and whether it says so strongly or only hints."""

    code: str
    strong: bool


class Hit(NamedTuple):
    """A trigger at view offsets ``[start, end)``; ``trigger`` is its literal in lower case."""

    start: int
    end: int
    trigger: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class TopicTriggers:
    """All topics of the scheme with their triggers; ``broader`` holds each code's wider topics, nearest first."""

    codes: tuple[str, ...]
    broader: dict[str, tuple[str, ...]]
    automaton: AhoCorasick
    voices: tuple[tuple[Voice, ...], ...]
    literals: tuple[str, ...]

    @classmethod
    def load(cls, path: Path | None = None) -> TopicTriggers:
        """Read ``path`` (by default the shipped ``topics.ttl``); raises :class:`KnowledgeError` where it is not to be used."""
        return _load(path or ontology_folder() / "topics.ttl")

    def find(self, view: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The triggers in ``view[start:end]``, in order, none overlapping; linear in the length."""
        hits: list[Hit] = []
        for pattern, first, last in self.automaton.find_matches_as_indexes(lowered(view)[start:end]):
            voices, literal = self.voices[pattern], self.literals[pattern]
            if voices and _stands(view, first + start, last + start, literal):
                hits.append(Hit(first + start, last + start, literal, voices))
        return hits


def _stands(view: str, start: int, end: int, literal: str) -> bool:
    """Whether the literal at ``[start, end)`` is a word there; two or three bare consonants only as an abbreviation of their own."""
    if breaks_word(view, start, end):
        return False
    if len(literal) <= 3 and all("\u0e01" <= char <= "\u0e2e" for char in literal):
        before, after = view[start - 1 : start], view[end : end + 1]
        return not (before and is_thai(before)) and not (after and is_thai(after))
    return True


@cache
def _load(path: Path) -> TopicTriggers:
    says: dict[str, dict[str, bool]] = {}
    parents: dict[str, str] = {}
    codes: set[str] = set()
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject = quad.subject.value.removeprefix(_TOPIC) if isinstance(quad.subject, ox.NamedNode) else ""
            predicate, value = quad.predicate.value, quad.object
            if isinstance(value, ox.Literal):
                literal = lower(normalize(value.value)).strip()
                if predicate == _STOP:
                    says.setdefault(literal, {})
                elif predicate in _STRONG:
                    says.setdefault(literal, {})[subject] = True
                elif predicate == _WEAK:
                    says.setdefault(literal, {}).setdefault(subject, False)
                elif predicate == SKOS + "notation":
                    codes.add(value.value)
            elif isinstance(value, ox.NamedNode) and predicate == SKOS + "broader":
                parents[subject] = value.value.removeprefix(_TOPIC)
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"the topics cannot be read: {error}", place=str(path), remedy="restore ontology/topics.ttl") from error
    if not codes:
        raise KnowledgeError("no topic has a skos:notation", place=str(path), remedy="restore ontology/topics.ttl")
    literals = tuple(sorted(literal for literal, by in says.items() if not by or by.keys() & codes))
    voices = tuple(tuple(Voice(c, s) for c, s in sorted(says[literal].items()) if c in codes) for literal in literals)
    return TopicTriggers(
        codes=tuple(sorted(codes)),
        broader={code: _ancestors(code, parents) for code in sorted(codes)},
        automaton=AhoCorasick(list(literals), matchkind=MatchKind.LeftmostLongest),
        voices=voices,
        literals=literals,
    )


def _ancestors(code: str, parents: dict[str, str]) -> tuple[str, ...]:
    out: list[str] = []
    while code in parents and parents[code] not in out:
        code = parents[code]
        out.append(code)
    return tuple(out)
