"""The extractor: stages in order, and the assembly of what they found into :class:`~samphan.facts.ArticleFacts`."""

from __future__ import annotations

from samphan.extract.actors import find_actors
from samphan.extract.assemble import assemble
from samphan.extract.bodies import Bodies, find_bodies
from samphan.extract.calibration import Calibration, at_least
from samphan.extract.events import find_events
from samphan.extract.kinds import KindModel
from samphan.extract.participation import ParticipationModel
from samphan.extract.people import find_people
from samphan.extract.posts import find_posts
from samphan.extract.reading import Reading
from samphan.extract.relevance import RelevanceModel
from samphan.extract.topics import TopicModel
from samphan.facts import Article, ArticleFacts, EntityClass
from samphan.knowledge import Lexicon

STAGES = ("people", "bodies", "posts", "relevance", "events", "topics", "calibration")
"""The stages after the scan, in the order they run; the evaluation can switch each of them off."""

RELEVANT_FROM = 0.4
"""The probability from which an article counts as cooperation news."""


class Extractor:
    """Reads articles with one lexicon and the shipped models. Holds no state between articles."""

    def __init__(
        self,
        lexicon: Lexicon,
        topics: TopicModel,
        relevance: RelevanceModel,
        kinds: KindModel,
        participation: ParticipationModel,
        calibration: Calibration | None = None,
        *,
        without: frozenset[str] = frozenset(),
        min_confidence: float = 0.0,
    ) -> None:
        self._lexicon = lexicon
        self._kinds = kinds
        self._participation = participation
        self._topics = topics
        self._relevance = relevance
        self._calibration = calibration
        self._without = without
        self._min_confidence = min_confidence

    @classmethod
    def load(cls, *, without: frozenset[str] = frozenset(), min_confidence: float = 0.0) -> Extractor:
        """The extractor with the shipped ontology and models.

        ``without`` names stages to leave out (for ablation); facts less sure than ``min_confidence`` (0 to 1) are not given out.
        """
        return cls(
            Lexicon.load(),
            TopicModel.load(),
            RelevanceModel.load(),
            KindModel.load(),
            ParticipationModel.load(),
            None if "calibration" in without else Calibration.load(),
            without=without,
            min_confidence=min_confidence,
        )

    def extract(self, article: Article) -> ArticleFacts:
        """Everything that ``article`` states; a pure function of its text, the ontology and the program."""
        facts = self._read(article)
        return at_least(self._calibration.apply(facts) if self._calibration else facts, self._min_confidence)

    def _read(self, article: Article) -> ArticleFacts:
        reading = Reading.of(article, self._lexicon)
        people = () if "people" in self._without else find_people(reading)
        names = tuple((m.start, m.end) for p in people for m in p.mentions)
        bodies = Bodies((), {}) if "bodies" in self._without else find_bodies(reading, names)
        foreign = [
            (n.start, n.end)
            for n in bodies.named
            if (e := bodies.entities[n.key]).kind is EntityClass.INTERNATIONAL_ORGANIZATION or (e.country or "TH") != "TH"
        ]
        probability = (
            1.0
            if "relevance" in self._without
            else self._relevance.score(reading.text, article.title, article.body, foreign, article.language)
        )
        if probability < RELEVANT_FROM:
            return ArticleFacts(article, relevant=False, relevance=probability)
        posts = () if "posts" in self._without else find_posts(reading, people, bodies)
        actors = find_actors(reading, people, bodies, posts)
        events = () if "events" in self._without else find_events(reading, bodies, actors, self._kinds, self._participation)
        topics = () if "topics" in self._without else self._topics.topics(reading.text, article.title, article.body, article.language)
        return assemble(reading, probability, people, bodies, posts, events, topics)
