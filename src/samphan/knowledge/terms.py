"""What one name of the lexicon stands for, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from samphan.facts import EntityClass, Label


class TermKind(IntEnum):
    """The part that a known word plays in reading."""

    ENTITY = 0
    POST = 1
    MODIFIER = 2
    TITLE = 3
    HEAD = 4
    STOP = 5
    TRIGGER = 6
    COVER = 7


class Shape(IntEnum):
    """How a name is spelled, as far as finding it in running text goes.

    ``PLAIN``: Thai words. ``LATIN``: begins or ends with a Latin letter or digit. ``LETTERS``: a few Thai consonants and nothing else
    ("กต"). ``DOTTED``: a short Thai abbreviation ("กต."). ``STOP``: a short function word, which other words often contain.
    """

    PLAIN = 0
    LATIN = 1
    LETTERS = 2
    DOTTED = 3
    STOP = 4


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A thing of the ontology: its key, class and what reading needs to know of it."""

    key: str
    kind: EntityClass
    subclass: str | None
    country: str | None
    parent: str | None
    preferred: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post word: its concept key, where it is held (``body``, ``country``, ``company``, ``any``) and a body it implies."""

    key: str
    held_in: str
    implies: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """One name in the automaton. Exactly one of ``entity`` and ``post`` is set for those kinds.

    ``value`` is the word class for HEAD (class of body), STOP (its group), TRIGGER (event class), TITLE (its kind).
    ``ambiguous`` names count only in a naming position; ``latin`` ones need Latin word boundaries.
    """

    name: str
    kind: TermKind
    value: str = ""
    entity: KnownEntity | None = None
    post: KnownPost | None = None
    ambiguous: bool = False
    latin: bool = False
