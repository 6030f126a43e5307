"""What the third stage gives: places that name entities, and the entities of an article made from names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from samphan.extract.aliases import Definition
from samphan.extract.extents import country_of
from samphan.extract.scan import Atom
from samphan.facts import Entity, EntityClass, Label
from samphan.knowledge import KnownEntity, Lexicon
from samphan.vocab import slug


class Named(NamedTuple):
    """One place that names an entity: view offsets, its key, the rule that read it and how sure that is."""

    start: int
    end: int
    key: str
    rule: str
    confidence: float


class Bodies(NamedTuple):
    """All named countries, bodies, organizations and companies of an article, with the entities behind the keys."""

    named: tuple[Named, ...]
    entities: dict[str, Entity]

    def starting_at(self, offset: int) -> Named | None:
        """The longest naming that starts at ``offset``, bodies before countries."""
        best: Named | None = None
        for item in self.named:
            if item.start == offset and (best is None or item.end > best.end):
                best = item
        return best


def _slug(name: str) -> str:
    return slug(re.sub(r"\s+", "", name))


def language(text: str) -> str:
    """``th`` for a name with Thai letters, else ``en``."""
    return "th" if any("\u0e01" <= c <= "\u0e4e" for c in text) else "en"


def known_entity(known: KnownEntity) -> Entity:
    """The article-level view of a thing of the ontology."""
    return Entity(
        key=known.key,
        kind=known.kind,
        preferred=known.preferred,
        subclass=known.subclass,
        country=known.country,
        parent=known.parent,
        known=True,
    )


def country_of_lexicon(atom: Atom) -> str | None:
    """The ISO code of the country that the atom names without doubt."""
    return country_of(atom)


@lru_cache(maxsize=512)
def _state_names(lexicon: Lexicon, state: str) -> tuple[str, ...]:
    known = lexicon.entities.get(f"country/{state}")
    return tuple(label.text for label in known.preferred if label.language == "th") if known else ()


def foreign_body(lexicon: Lexicon, core: str, state: str, subclass: str | None, surface: str, *, generic: bool) -> Entity:
    """The entity for a body of a foreign state, keyed by the state and the name without it.

    ``generic`` names are also those of a Thai body: alone they do not stand for the foreign one.
    """
    core = " ".join(core.split())
    own = _state_names(lexicon, state)
    head = core[:4]
    names = {surface, *(core + name for name in own)}
    if not generic:
        names.add(core)
    preferred = surface if surface.startswith(head) and surface != core else next(iter(sorted(core + name for name in own)), surface)
    return Entity(
        key=f"government/{state}/{_slug(core)}",
        kind=EntityClass.GOVERNMENT_BODY,
        preferred=(Label(preferred, language(preferred)),),
        alternatives=tuple(Label(n, language(n)) for n in sorted(names - {preferred})),
        subclass=subclass,
        country=state,
    )


def body_entity(name: str, subclass: str | None, state: str, *, parent: str | None = None, longer: str = "") -> Entity:
    """The entity for a body read by pattern; ``longer`` is its name together with the body it belongs to."""
    within = f"{parent.rsplit('/', 1)[-1]}-" if parent else ""
    return Entity(
        key=f"government/{state}/{within}{_slug(name)}",
        kind=EntityClass.GOVERNMENT_BODY,
        preferred=(Label(name, language(name)),),
        alternatives=(Label(longer, language(longer)),) if longer and longer != name else (),
        subclass=subclass,
        country=state,
        parent=parent,
    )


class Collector:
    """Gathers namings while one pass runs over the atoms; local to the third stage."""

    def __init__(self) -> None:
        self._named: list[Named] = []
        self._entities: dict[str, Entity] = {}
        self._definitions: list[tuple[str, Definition]] = []

    def add(self, start: int, end: int, entity: Entity, rule: str, confidence: float) -> None:
        """Record that ``[start, end)`` names ``entity``; what other names it brings are gathered under its key."""
        self._named.append(Named(start, end, entity.key, rule, confidence))
        have = self._entities.get(entity.key)
        if have is None:
            self._entities[entity.key] = entity
        elif not entity.known and not have.known and (entity.alternatives != have.alternatives or entity.preferred != have.preferred):
            names = {*have.alternatives, *entity.alternatives, *entity.preferred} - {*have.preferred}
            self._entities[entity.key] = replace(have, alternatives=tuple(sorted(names)))

    def name(self, start: int, end: int, key: str, rule: str, confidence: float) -> None:
        """Record one more place that names an entity already gathered."""
        self._named.append(Named(start, end, key, rule, confidence))

    def define(self, key: str, definition: Definition) -> None:
        """Record the other names that brackets give; a full foreign name joins the entity's names."""
        self._definitions.append((key, definition))
        have = self._entities[key]
        if definition.full and not have.known:
            self._entities[key] = replace(have, alternatives=tuple(sorted({*have.alternatives, Label(definition.full, language(definition.full))})))

    def definitions(self) -> Iterator[tuple[str, str, Definition]]:
        """The short names defined, each with the key it stands for; the first definition of a word holds."""
        seen: set[str] = set()
        for key, definition in self._definitions:
            if definition.short and definition.short not in seen:
                seen.add(definition.short)
                yield definition.short, key, definition

    def covers(self, start: int, end: int) -> bool:
        """Whether a naming already covers a part of ``[start, end)``."""
        return any(n.start < end and start < n.end for n in self._named)

    def replace(self, start: int, end: int, key: str) -> None:
        """Give up what was read inside a definition of ``key``, other than countries."""
        kept = [n for n in self._named if not (start <= n.start and n.end <= end and n.key != key and not n.key.startswith("country/"))]
        if len(kept) != len(self._named):
            gone = {n.key for n in self._named} - {n.key for n in kept}
            self._named = kept
            for lost in gone:
                self._entities.pop(lost, None)

    def result(self) -> Bodies:
        """Everything gathered."""
        return Bodies(tuple(sorted(self._named)), self._entities)
