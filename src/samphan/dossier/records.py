"""A dossier as frozen values: what is known of one country, body, person or topic, every line with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """An article: number, its day (ISO, may be empty), title and address."""

    article: str
    day: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called: key, Thai name and English or romanized one (each may be empty)."""

    key: str
    thai: str
    latin: str

    def best(self, language: str) -> str:
        """The name for readers of ``th`` or ``en``, the other one where it is missing."""
        one, other = (self.thai, self.latin) if language == "th" else (self.latin, self.thai)
        return one or other or self.key

    def both(self, language: str) -> str:
        """Both names, that of the reader's language first."""
        one, other = (self.thai, self.latin) if language == "th" else (self.latin, self.thai)
        return f"{one} ({other})" if one and other and one != other else one or other or self.key


@dataclass(frozen=True, slots=True)
class Line:
    """One act: its day (ISO, perhaps partial), kind and status (local names), label, both sides, topics, place, sources.

    ``inferred`` are office-holders who took part as the offices named tell; ``disagree`` what the sources contradict each other in.
    """

    key: str
    day: str
    end: str
    kind: str
    status: str
    label: str
    thai: tuple[Name, ...]
    foreign: tuple[Name, ...]
    inferred: tuple[Name, ...]
    countries: tuple[Name, ...]
    topics: tuple[Name, ...]
    place: str
    disagree: tuple[str, ...]
    ministerial: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of the other side (or any, in a person's or topic's dossier): posts as written, acts, first and last day, sources."""

    person: Name
    posts: tuple[str, ...]
    acts: int
    first: str
    last: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A spell in office: the person, role and body, first and last day seen, articles, whether it is doubtful."""

    person: Name
    role: Name
    body: Name
    first: str
    last: str
    articles: int
    uncertain: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A thing with the number of acts it takes part in, first and last day, and the sources."""

    what: Name
    acts: int
    first: str
    last: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A time without ministerial contact; ``open`` where it lasts to the newest article of the store."""

    since: date
    until: date
    open: bool
    sources: tuple[Source, ...]

    @property
    def days(self) -> int:
        """Its length."""
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it. ``topics`` gives for each year the topics with their number of acts, the commonest first."""

    kind: str
    subject: Name
    first: str
    last: str
    lines: tuple[Line, ...]
    partners: tuple[Tally, ...]
    contacts: tuple[Contact, ...]
    terms: tuple[Term, ...]
    topics: tuple[tuple[str, tuple[Tally, ...]], ...]
    agreements: tuple[Line, ...]
    companies: tuple[Tally, ...]
    silences: tuple[Silence, ...]
