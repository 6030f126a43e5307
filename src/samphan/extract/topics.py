"""The topics that an article is about: trigger words of ``ontology/topics.ttl``, weighed by a linear model.

A word in passing is not a topic. Where the words stand (title, opening, head of a paragraph, a list), how many and which they
are, how they compare with those of other topics and what the rest of the wording says decides; a second look weighs each topic
beside the others. The weights are learned from annotated articles (``scripts/train_linear.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samphan.extract.lexical import WordModel
from samphan.extract.linear import LinearModel
from samphan.extract.relevance import cut_zones
from samphan.extract.topic_evidence import Evidence, evidence
from samphan.extract.topic_features import features, joint_features
from samphan.extract.triggers import TopicTriggers
from samphan.extract.zones import Zones
from samphan.facts import Span, TopicFact
from samphan.text import NormalizedText

_PASSAGES = 3  # spans kept for each topic
_PLACE = {"title": 4, "lead": 1, "body": 0}  # how much a passage gains by where it stands


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Gives articles their topics. Build with :meth:`load`."""

    single: LinearModel
    joint: LinearModel
    triggers: TopicTriggers
    words: WordModel

    @classmethod
    def load(cls) -> TopicModel:
        """The shipped model with the shipped triggers."""
        return cls(LinearModel.load("topics"), LinearModel.load("topics-joint"), TopicTriggers.load(), WordModel.load())

    def topics(self, view: NormalizedText, title: Span | None, body: Span, language: str) -> tuple[TopicFact, ...]:
        """The topics that the article addresses, sorted by code, each with its confidence and strongest passages.

        ``title`` and ``body`` are spans of the raw text, as are the passages; where no topic reaches the threshold, the best
        one stands if it comes half as far.
        """
        cut = cut_zones(view, title, body)
        found = evidence(view.view, self.triggers, cut)
        scores = self._scores(found, cut, language, self.words.scores(view.view, cut))
        chosen = {code for code, score in scores.items() if score >= self.joint.threshold}
        if not chosen and scores:
            best = max(scores, key=lambda code: (scores[code], code))
            if scores[best] >= self.joint.threshold / 2:
                chosen = {best}
        return tuple(TopicFact(code, round(scores[code], 4), _passages(view, found.get(code, ()), cut)) for code in sorted(chosen))

    def topics_within(
        self, view: NormalizedText, spans: Iterable[Span], *, among: Collection[str] | None = None, language: str = "th"
    ) -> tuple[str, ...]:
        """The codes of the topics addressed within ``spans`` (of the raw text), sorted; only those of ``among`` where it is given.

        With ``among`` (the article's topics) one strong trigger inside the spans is enough; without, the model decides.
        """
        parts = sorted({(view.view_offset(span.start), view.view_offset(span.end)) for span in spans})
        merged: list[tuple[int, int]] = []
        for start, end in parts:
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif start < end:
                merged.append((start, end))
        if not merged:
            return ()
        length = sum(end - start for start, end in merged)
        cut = Zones((0, 0), tuple(merged), merged[0][1], length)
        found = evidence(view.view, self.triggers, cut)
        if among is not None:
            return tuple(sorted(code for code, items in found.items() if code in among and any(item.strong for item in items)))
        scores = self._scores(found, cut, language, {})
        return tuple(sorted(code for code, score in scores.items() if score >= self.joint.threshold))

    def _scores(self, found: dict[str, list[Evidence]], cut: Zones, language: str, wording: Mapping[str, float]) -> dict[str, float]:
        rows = features(found, self.triggers, cut, language, wording)
        scores = {code: self.single.probability(row) for code, row in rows.items()}
        return {code: self.joint.probability(row) for code, row in joint_features(scores, self.triggers).items()}


def _passages(view: NormalizedText, items: Sequence[Evidence], cut: Zones) -> tuple[Span, ...]:
    """The raw spans of the strongest triggers, at most three, in reading order; the title (or opening) where no trigger stands."""
    if not items:
        first, last = cut.title if cut.title[1] > cut.title[0] else (cut.start, cut.lead_end)
        return (view.span(first, last),) if last > first else ()

    def weight(item: Evidence) -> tuple[int, int]:
        return (-(8 * item.strong + _PLACE[item.zone] + 2 * (item.heads or item.opens) + item.focus - item.named), item.start)

    best = sorted(items, key=weight)[:_PASSAGES]
    return tuple(sorted({view.span(item.start, item.end) for item in best}))
