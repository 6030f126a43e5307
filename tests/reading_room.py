"""A short way from a text to what the first stages read in it, for tests."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samphan.extract.bodies import Bodies, find_bodies
from samphan.extract.held import Held
from samphan.extract.people import Person, find_people
from samphan.extract.posts import find_posts
from samphan.extract.reading import Reading
from samphan.facts import Article, Span
from samphan.knowledge import Lexicon


class Read(NamedTuple):
    """What was read in one text."""

    reading: Reading
    people: tuple[Person, ...]
    bodies: Bodies
    posts: tuple[Held, ...]

    @property
    def names(self) -> list[str]:
        """The persons' names in order of first mention."""
        return [p.name for p in self.people]

    @property
    def held(self) -> set[tuple[str, str, str]]:
        """(person's name, position, key or name of the organization) of every post."""
        names = {p.key: p.name for p in self.people}
        return {(names[h.person], h.position, self._shown(h.organization)) for h in self.posts}

    def _shown(self, key: str) -> str:
        if key.startswith("country/"):
            return key.removeprefix("country/")
        known = self.reading.lexicon.entities.get(key)
        labels = known.preferred if known else self.bodies.entities[key].preferred
        return next((label.text for label in labels if label.language == "th"), labels[0].text)


def read(text: str, language: str = "th") -> Read:
    """Read ``text`` as the body of an article of 28 May 2024."""
    article = Article("90001", text, None, Span(0, len(text)), date(2024, 5, 28), None, language, "90001.txt")
    reading = Reading.of(article, Lexicon.load())
    people = find_people(reading)
    bodies = find_bodies(reading, tuple((m.start, m.end) for p in people for m in p.mentions))
    return Read(reading, people, bodies, find_posts(reading, people, bodies))
