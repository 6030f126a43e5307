"""What the whole wording of an article says for each topic: one linear model a topic over some thousand learned words.

The triggers of ``ontology/topics.ttl`` say which words name a topic; this model knows what else such articles say ("เที่ยวบิน"
beside tourism, "เข้าเยี่ยมคารวะ" beside bilateral relations). Its scores are one more feature of the topic model, and may bring
up a topic that no trigger names. Trained by ``scripts/train_linear.py``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import takewhile
from math import log, sqrt

from ahocorasick_rs import AhoCorasick, MatchKind

from samphan.errors import KnowledgeError
from samphan.extract.triggers import lowered
from samphan.extract.zones import Zones

VERSION = 1
"""The form of the model file."""

SCALE = 100
"""Weights are kept as whole hundredths."""

READ = 6000
"""Characters of the body that are looked at."""

_NAME = "topics-words"


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary in one automaton, longest word first at each place; counting is linear in the length and bounded."""

    automaton: AhoCorasick

    @classmethod
    def of(cls, vocabulary: Iterable[str]) -> Words:
        """The words in the order of ``vocabulary`` (lower case, at least one)."""
        return cls(AhoCorasick(list(vocabulary), matchkind=MatchKind.LeftmostLongest))

    def vector(self, view: str, cut: Zones) -> dict[int, float]:
        """How strongly each word (by its place in the vocabulary) stands in the article; the squares sum to 1.

        A word counts for more the more often it stands there, and more again in the opening and in the title.
        """
        end = min(cut.paragraphs[-1][1] if cut.paragraphs else cut.start, cut.start + READ)
        found = self.automaton.find_matches_as_indexes(lowered(view)[cut.start : end])
        counts = Counter([match[0] for match in found])
        lead = cut.lead_end - cut.start
        leading = {match[0] for match in takewhile(lambda match: match[1] < lead, found)}
        out = {word: 1.0 if number == 1 else 1.0 + 0.7 * log(number) for word, number in counts.items()}
        for word in leading:
            out[word] += 0.5
        for word in {match[0] for match in self.automaton.find_matches_as_indexes(lowered(view)[cut.title[0] : cut.title[1]])}:
            out[word] = out.get(word, 0.0) + 1.0
        norm = sqrt(sum([value * value for value in out.values()])) or 1.0
        return {word: value / norm for word, value in out.items()}


@dataclass(frozen=True, slots=True)
class WordModel:
    """Log-odds of topics from the wording. ``weights`` holds for each word the topics (by place in ``codes``) that it moves."""

    codes: tuple[str, ...]
    biases: tuple[float, ...]
    words: Words
    weights: tuple[tuple[tuple[int, float], ...], ...]

    @classmethod
    def load(cls) -> WordModel:
        """The shipped model; raises :class:`KnowledgeError` where the file is missing or malformed."""
        return _load()

    def scores(self, view: str, cut: Zones) -> dict[str, float]:
        """The log-odds of every topic that the model knows."""
        totals = list(self.biases)
        weights = self.weights
        for word, value in self.words.vector(view, cut).items():
            for topic, weight in weights[word]:
                totals[topic] += weight * value
        return dict(zip(self.codes, totals, strict=True))


@cache
def _load() -> WordModel:
    place = f"samphan/extract/models/{_NAME}.json"
    try:
        data = json.loads(resources.files("samphan.extract").joinpath("models", f"{_NAME}.json").read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise KnowledgeError(f"a model of form {data['version']}", place=place, remedy="train it again: scripts/train_linear.py")
        codes = tuple(str(code) for code in data["codes"])
        vocabulary = sorted(data["words"])
        weights = tuple(tuple((int(k), w / SCALE) for k, w in zip(*[iter(data["words"][word])] * 2, strict=True)) for word in vocabulary)
        if any(not 0 <= k < len(codes) for pairs in weights for k, _ in pairs) or len(data["biases"]) != len(codes):
            raise ValueError("a weight of an unknown topic")
        return WordModel(codes, tuple(b / SCALE for b in data["biases"]), Words.of(vocabulary), weights)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError("the model cannot be read", place=place, remedy="install samphan again") from error
