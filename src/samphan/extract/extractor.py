"""The extractor: stages in order, and the assembly of what they found into :class:`~samphan.facts.ArticleFacts`."""

from __future__ import annotations

from functools import cache

from samphan.extract.actors import find_actors
from samphan.extract.assemble import assemble
from samphan.extract.bodies import find_bodies
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

STAGES = ("people", "bodies", "posts", "relevance", "events", "topics")
"""The stages after the scan, in the order they run; the evaluation can switch each of them off."""

RELEVANT_FROM = 0.5
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
        *,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self._kinds = kinds
        self._participation = participation
        self._topics = topics
        self._relevance = relevance
        self._without = without

    @classmethod
    def load(cls, *, without: frozenset[str] = frozenset()) -> Extractor:
        """The extractor with the shipped ontology and models; ``without`` names stages to leave out (for ablation)."""
        return cls(Lexicon.load(), TopicModel.load(), RelevanceModel.load(), KindModel.load(), ParticipationModel.load(), without=without)

    def extract(self, article: Article) -> ArticleFacts:
        """Everything that ``article`` states; a pure function of its text, the ontology and the program."""
        reading = Reading.of(article, self._lexicon)
        people = () if "people" in self._without else find_people(reading)
        bodies = find_bodies(reading, tuple((m.start, m.end) for p in people for m in p.mentions))
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


@cache
def shipped() -> Extractor:
    """The extractor with everything that ships, loaded once a process."""
    return Extractor.load()
