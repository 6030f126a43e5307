"""An article prepared for reading: its normalised view, the known words in it and what stands where."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from samphan.dates import DateMention, find_dates
from samphan.extract.scan import Atom, scan
from samphan.facts import Article, Span
from samphan.knowledge import Lexicon
from samphan.text import NormalizedText


@dataclass(frozen=True, slots=True)
class Reading:
    """What every stage looks at. ``title`` and ``body`` are view offsets; ``atoms`` cover both, sorted by start."""

    article: Article
    lexicon: Lexicon
    text: NormalizedText
    title: tuple[int, int]
    body: tuple[int, int]
    atoms: tuple[Atom, ...]
    starts: tuple[int, ...]
    dates: tuple[DateMention, ...]

    @classmethod
    def of(cls, article: Article, lexicon: Lexicon) -> Reading:
        """Normalise and scan ``article``."""
        text = NormalizedText.of(article.text)
        body = (text.view_offset(article.body.start), text.view_offset(article.body.end))
        title = (body[0], body[0])
        if article.title:
            title = (text.view_offset(article.title.start), text.view_offset(article.title.end))
        atoms = tuple(
            atom for atom in scan(text.view, lexicon) if body[0] <= atom.start < body[1] or title[0] <= atom.start < title[1]
        )
        dates = tuple(d for d in find_dates(text.view, article.published) if body[0] <= d.start < body[1] or title[0] <= d.start < title[1])
        return cls(article, lexicon, text, title, body, atoms, tuple(a.start for a in atoms), dates)

    @property
    def view(self) -> str:
        """The normalised text."""
        return self.text.view

    @property
    def english(self) -> bool:
        """Whether the article is in English."""
        return self.article.language == "en"

    def index_at(self, offset: int) -> int:
        """The index of the first atom that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)

    def atom_at(self, offset: int) -> Atom | None:
        """The atom that starts exactly at ``offset``."""
        index = self.index_at(offset)
        return self.atoms[index] if index < len(self.atoms) and self.starts[index] == offset else None

    def atoms_in(self, start: int, end: int) -> tuple[Atom, ...]:
        """The atoms that start in ``[start, end)``."""
        return self.atoms[self.index_at(start) : self.index_at(end)]

    def span(self, start: int, end: int) -> Span:
        """The raw span behind view offsets."""
        return self.text.span(start, end)
