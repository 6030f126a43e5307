"""Corrections as frozen values: what a person ordered, about what, who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from samphan.vocab import slug


class Action(StrEnum):
    """What a correction orders; values are local names in the Samphan ontology."""

    MERGE = "Merge"
    SPLIT = "Split"
    REJECT = "Reject"
    RETYPE = "Retype"
    RENAME = "Rename"
    FORGET = "Forget"


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One order. Keys are IRIs without the id base (``person/…``, ``event/…``).

    ``about`` is what it concerns (empty for ``forget``), ``who``, ``when`` and ``why`` who ordered it. Per action:
    merge: ``into``. Split: ``apart_from`` another entity, or the ``articles`` (keys) whose entity is another of that name.
    Retype: ``new_class`` (local name). Rename: ``names`` as (language, text) pairs. Forget: ``digests`` of the forgotten keys.
    """

    action: Action
    about: str
    who: str
    when: date
    why: str
    into: str = ""
    apart_from: str = ""
    articles: tuple[str, ...] = ()
    new_class: str = ""
    names: tuple[tuple[str, str], ...] = ()
    digests: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A key made of what is ordered (not of who, when and why), so that the same order is one."""
        parts = [self.action.value, self.about, self.into, self.apart_from, self.new_class, *self.articles, *self.digests]
        parts += [part for pair in self.names for part in pair]
        return "correction/" + _digest("\x1f".join(parts))

    @property
    def split_key(self) -> str:
        """The key of the entity that a split by articles makes."""
        return f"{self.about}/{_digest(' '.join(self.articles))[:8]}"

    def describe(self) -> str:
        """The order in words."""
        match self.action:
            case Action.MERGE:
                return f"{self.about} is {self.into}"
            case Action.SPLIT if self.articles:
                return f"{self.about} in {', '.join(self.articles)} is somebody or something else"
            case Action.SPLIT:
                return f"{self.about} is not {self.apart_from}"
            case Action.REJECT:
                return f"{self.about} is left out"
            case Action.RETYPE:
                return f"{self.about} is a {self.new_class}"
            case Action.RENAME:
                return f"{self.about} is called {' / '.join(text for _, text in self.names)}"
            case Action.FORGET:
                return f"{len(self.digests)} names of one person are forgotten"


def person_digest(key: str) -> str:
    """The digest by which a forgotten person is known again: of the name in the key, whatever article it was scoped to."""
    return _digest(slug(key.rpartition("/")[2]))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
