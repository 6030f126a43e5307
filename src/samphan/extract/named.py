"""What the third stage gives: places that name entities, and the entities of an article made from names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from samphan.extract.aliases import Definition
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
    return slug(re.sub(r"\s+", "", name) if language(name) == "th" else name)


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
    for name in (surface, *(core + link + name for name in own for link in ("", "แห่ง", "ของ"))):
        terms = lexicon.by_name.get(name.replace(" ", ""))
        if (
            terms
            and terms[0].entity is not None
            and terms[0].entity.country == state
            and terms[0].entity.kind is EntityClass.GOVERNMENT_BODY
        ):
            return known_entity(terms[0].entity)
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


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


_MANY = 150
"""No more bodies or firms of one article than these are compared with each other, so that time stays linear in its length."""


class Collector:
    """Gathers namings while one pass runs over the atoms; local to the third stage."""

    def __init__(self) -> None:
        self._named: list[Named] = []
        self._entities: dict[str, Entity] = {}
        self._definitions: list[tuple[str, Definition]] = []
        self._blocks: list[tuple[int, int]] = []

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

    @property
    def count(self) -> int:
        """How many places have been recorded."""
        return len(self._named)

    def since(self, count: int) -> tuple[Named, ...]:
        """The places recorded after the first ``count``."""
        return tuple(self._named[count:])

    def block(self, persons: tuple[tuple[int, int], ...]) -> None:
        """From now on :meth:`blocked` tells what overlaps a person or a naming gathered so far."""
        taken = [(n.start, n.end) for n in self._named if not n.key.startswith("country/")]
        self._blocks = _merged([*persons, *taken])

    def blocked(self, start: int, end: int) -> bool:
        """Whether a person or an earlier naming other than a country's overlaps ``[start, end)``."""
        at = bisect_right(self._blocks, (start, end)) - 1
        return any(s < end and start < e for s, e in self._blocks[max(0, at) : at + 2])

    def define(self, key: str, definition: Definition) -> None:
        """Record the other names that brackets give; a full foreign name joins the entity's names."""
        self._definitions.append((key, definition))
        have = self._entities[key]
        if definition.full and not have.known:
            self._entities[key] = replace(
                have, alternatives=tuple(sorted({*have.alternatives, Label(definition.full, language(definition.full))}))
            )

    def short_names(self) -> list[tuple[str, str]]:
        """The short names defined, each with the key it stands for; the first definition of a word holds."""
        found: dict[str, str] = {}
        for key, definition in self._definitions:
            if definition.short and key in self._entities:
                found.setdefault(definition.short, key)
        return sorted(found.items())

    def settle_definitions(self) -> None:
        """Make one what a bracket and the name before it name; a thing of the ontology lends its key to one read by pattern."""
        places = sorted((d.start, d.end, key, max(len(d.full), len(d.short))) for key, d in self._definitions)
        starts = [place[0] for place in places]
        gone: set[Named] = set()
        same: dict[str, str] = {}
        for n in self._named:
            at = bisect_right(starts, n.start) - 1
            if at < 0 or n.end > places[at][1] or n.key == places[at][2] or n.key.startswith("country/"):
                continue
            outer, inner = self._entities.get(places[at][2]), self._entities.get(n.key)
            alike = outer is not None and inner is not None and not outer.known and inner.known and outer.kind is inner.kind
            if alike and 10 * (n.end - n.start) >= 9 * places[at][3]:
                same.setdefault(places[at][2], n.key)
            else:
                gone.add(n)
        self._named = [n for n in self._named if n not in gone]
        self._rename(same)

    def unite(self) -> None:
        """Make one the longer and shorter names of a company, and of a division with and without the body it belongs to."""
        same: dict[str, str] = {}
        firms = sorted(
            (e for e in self._entities.values() if e.kind is EntityClass.COMPANY and e.subclass is None and not e.known),
            key=lambda e: (-len(e.key), e.key),
        )
        firms = firms[:_MANY]
        words = {e.key: f"-{e.key.removeprefix('company/')}-" for e in firms}
        for shorter in firms:
            longer = next(
                (e for e in firms if e.key != shorter.key and words[shorter.key] in words[e.key] and len(words[shorter.key]) >= 5), None
            )
            if longer is not None:
                same[shorter.key] = longer.key
        bodies = [e for e in self._entities.values() if e.kind is EntityClass.GOVERNMENT_BODY][:_MANY]
        for body in bodies:
            if body.known or body.parent is not None or body.country != "TH":
                continue
            opening = body.preferred[0].text + " "
            within = sorted(
                e.key for e in bodies if e.key != body.key and any(x.text.startswith(opening) for x in (*e.preferred, *e.alternatives))
            )
            if within:
                same[body.key] = within[0]
        ministries = sorted(
            (e for e in bodies if e.subclass == "Ministry" and not e.known and e.country != "TH"), key=lambda e: (-len(e.key), e.key)
        )
        for body in ministries:
            longest = next((e.key for e in ministries if e.key != body.key and e.key.startswith(body.key) and e.key not in same), None)
            if longest is not None:
                same[body.key] = longest
        self._rename({old: same.get(new, new) for old, new in same.items()})

    def _rename(self, same: dict[str, str]) -> None:
        """Give the places of the keys in ``same`` to what they are the same as, and drop entities no place names."""
        self._named = [n._replace(key=same.get(n.key, n.key)) for n in self._named]
        self._definitions = [(same.get(key, key), d) for key, d in self._definitions]
        for old, new in sorted(same.items()):
            lost, kept = self._entities.get(old), self._entities.get(new)
            if lost is not None and kept is not None and not kept.known:
                names = {*kept.alternatives, *lost.alternatives, *lost.preferred} - {*kept.preferred}
                self._entities[new] = replace(kept, alternatives=tuple(sorted(names)))
        named = {n.key for n in self._named}
        self._entities = {key: e for key, e in self._entities.items() if key in named}

    def result(self) -> Bodies:
        """Everything gathered."""
        ordered = sorted(set(self._named))
        kept: list[Named] = []
        reach = 0
        for n in ordered:
            if n.rule == "defined" and n.start < reach:
                continue
            kept.append(n)
            reach = max(reach, n.end)
        return Bodies(tuple(kept), self._entities)
