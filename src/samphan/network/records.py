"""The frozen values between the graph and its pictures: things, acts, reports, posts, quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samphan.facts import EntityClass, EventClass, Label


class Relation(StrEnum):
    """What a tie says: one of the six acts, a post held, or one body being part of another."""

    MET = "met"
    VISITED = "visited"
    SIGNED = "signed"
    CONFERRED = "conferred"
    ASSISTED = "assisted"
    INVESTED = "invested"
    POST = "post"
    PART = "part"


RELATION_OF_EVENT: Mapping[EventClass, Relation] = {
    EventClass.MEETING: Relation.MET,
    EventClass.VISIT: Relation.VISITED,
    EventClass.SIGNING: Relation.SIGNED,
    EventClass.CONFERENCE: Relation.CONFERRED,
    EventClass.ASSISTANCE: Relation.ASSISTED,
    EventClass.INVESTMENT: Relation.INVESTED,
}
"""The tie that an event of each class makes between its Thai parties and its counterparts."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: a country, body, person, organization or company, under its canonical IRI.

    ``country`` is the IRI of the state it belongs to, ``parent`` that of the body it is part of.
    """

    iri: str
    kind: EntityClass
    preferred: tuple[Label, ...]
    others: tuple[str, ...] = ()
    subclass: str | None = None
    country: str | None = None
    parent: str | None = None
    iso: str | None = None
    honorific: str | None = None

    def name(self, language: str = "th") -> str:
        """The label in ``language``, else any label, else the last part of the IRI."""
        for label in self.preferred:
            if label.language == language:
                return label.text
        return self.preferred[0].text if self.preferred else self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Report:
    """An article as source of statements; ``published`` is an ISO date or empty."""

    iri: str
    identifier: str
    title: str
    url: str
    published: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act of cooperation (an occurrence where several articles report it), parties by canonical IRI.

    ``start`` and ``end`` are ISO, as precise as known; ``dated`` falls back to the first report's date.
    """

    iri: str
    kind: EventClass
    label: str
    start: str
    end: str
    dated: str
    status: str
    place: str
    thai: tuple[str, ...]
    foreign: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    events: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def parties(self) -> frozenset[str]:
        """Everything that takes part, on either side."""
        return frozenset(self.thai) | frozenset(self.foreign) | frozenset(self.countries)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a post: ``memberships`` are the statements that say so, ``articles`` where they stand."""

    person: str
    organization: str
    position: str
    memberships: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject with its names and the broader subjects it belongs to."""

    iri: str
    preferred: tuple[Label, ...]
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a quote, half-open in its code points, that names ``thing`` (a canonical IRI)."""

    start: int
    end: int
    thing: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article that states something, with the names in it."""

    article: str
    start: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The cooperation content of a graph, read once; every sequence is sorted."""

    things: Mapping[str, Thing]
    acts: tuple[Act, ...]
    holdings: tuple[Holding, ...]
    reports: Mapping[str, Report]
    topics: Mapping[str, Topic]
    canonical: Mapping[str, str]
