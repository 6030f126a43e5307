"""The frozen values that the rooms exchange: an article in, its facts out.

All offsets are half-open and count Unicode code points of ``Article.text``, so that
``article.text[span.start:span.end]`` is the exact surface that a fact rests on.
Entity keys are IRI paths under the id base of the graph contract (``country/PL``, ``government/TH/mdes``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EntityClass(StrEnum):
    """The five classes of named things; values are local names in the Samphan ontology."""

    COUNTRY = "Country"
    PERSON = "Person"
    GOVERNMENT_BODY = "GovernmentBody"
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    COMPANY = "Company"


class EventClass(StrEnum):
    """The six classes of cooperation events; values are local names in the Samphan ontology."""

    MEETING = "Meeting"
    VISIT = "Visit"
    SIGNING = "Signing"
    CONFERENCE = "Conference"
    ASSISTANCE = "Assistance"
    INVESTMENT = "Investment"


class Status(StrEnum):
    """Whether an act took place; values are local names in the Samphan ontology."""

    HELD = "Held"
    PLANNED = "Planned"
    POSTPONED = "Postponed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def slice(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as read, its text untouched.

    ``id`` is the number in its last source line, or a content hash (``x`` and 16 hex digits) where there is none.
    ``title`` and ``body`` are spans of ``text``; ``published`` is the article's own date line, Common Era.
    ``origin`` names the file or archive member it came from, for reports only (never part of the facts).
    ``headline`` is a title that came beside the text (JSON Lines) and may not stand in it.
    """

    id: str
    text: str
    title: Span | None
    body: Span
    published: date | None
    url: str | None
    language: str
    origin: str
    headline: str = ""

    @property
    def title_text(self) -> str:
        """The title's characters, empty where the article has none."""
        return self.title.slice(self.text) if self.title else self.headline


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name with its language tag (``th``, ``en`` …)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing as one article knows it.

    ``key`` is its IRI path, ``kind`` its class, ``subclass`` a finer local name (``Ministry``) or ``None``.
    ``known`` tells a thing of the ontology from one that the article introduces.
    ``preferred`` holds one label a language; ``alternatives`` other names used in the article.
    ``country`` is the ISO 3166-1 alpha-2 code of the state a body or company belongs to.
    ``parent`` is the key of the body it is part of.
    """

    key: str
    kind: EntityClass
    preferred: tuple[Label, ...]
    alternatives: tuple[Label, ...] = ()
    subclass: str | None = None
    country: str | None = None
    parent: str | None = None
    honorific: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an entity; ``rule`` says which reading found it."""

    span: Span
    entity: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Post:
    """A person holding a position in a body, company, organization or country (all by key)."""

    person: str
    organization: str
    position: str
    span: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, month or year; ``value`` is ISO (``2024-05-28``, ``2024-05``, ``2024``)."""

    value: str

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return {10: "day", 7: "month", 4: "year"}[len(self.value)]


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument that a signing is about: title as written, its kind and where it stands."""

    title: str
    kind: str
    status: Status
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One act of cooperation that the article reports.

    ``thai`` and ``foreign`` are keys of persons, bodies, companies, organizations and countries;
    ``countries`` the ISO codes of the non-Thai states that take part; ``spans`` the sentences that state it.
    """

    number: int
    kind: EventClass
    label: str
    start: PartialDate | None
    end: PartialDate | None
    status: Status
    thai: tuple[str, ...]
    foreign: tuple[str, ...]
    countries: tuple[str, ...]
    place: str | None
    topics: tuple[str, ...]
    spans: tuple[Span, ...]
    confidence: float
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFact:
    """An article-level topic with the strongest passages that speak for it."""

    code: str
    confidence: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """Everything that one article states. Entities are sorted by key, mentions by span."""

    article: Article
    relevant: bool
    relevance: float
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    posts: tuple[Post, ...] = ()
    events: tuple[Event, ...] = ()
    topics: tuple[TopicFact, ...] = ()
