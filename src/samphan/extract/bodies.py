"""Third stage: countries, government bodies, international organizations and companies.

Known names come from the lexicon; unknown ones are read by pattern: a head word ("กระทรวง", "บริษัท"), the words of its name,
and the state behind it ("กระทรวงการต่างประเทศ" + "สิงคโปร์" is Singapore's ministry, not Thailand's).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.extents import body_extent, company_extent
from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import Entity, EntityClass, Label
from samphan.knowledge import KnownEntity, TermKind
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


_STATE_LINK = re.compile(r" ?(?:แห่ง|ของ|ประจำ)? ?(?:ประเทศ|รัฐบาล(?:แห่ง)?)? ?")
_FOREIGN_SUBCLASSES = frozenset(
    {"Ministry", "Department", "ArmedForces", "Parliament", "Police", "Court", "Office", "Agency", "Division", "PublicOrganization"}
)
_DEFINITION = re.compile(r" ?\(\s?(?:[^()]{0,120}?[:–-]\s?)?(?P<short>[A-Z][A-Za-z&.\-]{1,11}|[ก-ฮ]{1,5}\.(?:[ก-ฮ]{1,5}\.)*|[ก-ฮเแโใไ][ก-๎]{1,9})\s?\)")
_LATIN_DEFINITION = re.compile(r" ?\((?P<full>[A-Z][^()]{6,120}?)(?:\s?[:–-]\s?(?P<short>[A-Z][A-Za-z&.\-]{1,11}))?\s?\)")


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


def _countable(reading: Reading, index: int, atom: Atom) -> KnownEntity | None:
    """The known thing that the atom names, where the place allows to count it."""
    term = atom.term(TermKind.ENTITY)
    if term is None or term.entity is None:
        return None
    if not term.ambiguous:
        return term.entity
    view = reading.view
    previous = reading.atoms[index - 1] if index else None
    gap = view[previous.end : atom.start] if previous else "?"
    if previous is not None and gap in ("", " ") and any(t.kind in (TermKind.POST, TermKind.MODIFIER) for t in previous.terms):
        return term.entity
    if re.search(r"(?:^|[\s“\"(])(?:ก\.|กระทรวง|ประเทศ|รัฐบาล|เอกอัครราชทูต|ทูต)\s?$", view[max(0, atom.start - 16) : atom.start]):
        return term.entity
    bracketed = view[atom.start - 1 : atom.start] == "(" and view[atom.end : atom.end + 1] == ")"
    return term.entity if bracketed and atom.end - atom.start >= 2 else None


def _foreign_state(reading: Reading, end: int) -> tuple[str, int] | None:
    """The ISO code of a country named right after ``end`` (as the owner of a body) and where its name ends."""
    link = _STATE_LINK.match(reading.view, end)
    at = link.end() if link else end
    atom = reading.atom_at(at)
    term = atom.term(TermKind.ENTITY) if atom else None
    if atom is None or term is None or term.entity is None or term.entity.kind is not EntityClass.COUNTRY or term.entity.country is None:
        return None
    gap = reading.view[end:at]
    if "ประจำ" in gap:
        return None
    if gap == " " and term.entity.country == "TH":
        return None
    return term.entity.country, atom.end


def _slug_core(name: str) -> str:
    return slug(re.sub(r"\s+", "", name))


def foreign_body(core: str, state: str, subclass: str | None, surface: str) -> Entity:
    """The entity for a body of a foreign state, keyed by the state and the name without it."""
    return Entity(
        key=f"government/{state}/{_slug_core(core)}",
        kind=EntityClass.GOVERNMENT_BODY,
        preferred=(Label(surface, "th" if any("\u0e01" <= c <= "\u0e4e" for c in surface) else "en"),),
        subclass=subclass,
        country=state,
    )


class _Collector:
    """Gathers namings while one pass runs over the atoms; local to :func:`find_bodies`."""

    def __init__(self) -> None:
        self.named: list[Named] = []
        self.entities: dict[str, Entity] = {}

    def add(self, start: int, end: int, entity: Entity, rule: str, confidence: float) -> None:
        self.named.append(Named(start, end, entity.key, rule, confidence))
        self.entities.setdefault(entity.key, entity)


def find_bodies(reading: Reading, persons: tuple[tuple[int, int], ...]) -> Bodies:
    """Every country, body, organization and company outside the spans of ``persons`` (sorted)."""
    out = _Collector()
    view, lexicon = reading.view, reading.lexicon
    blocked = iter(sorted(persons))
    block = next(blocked, None)
    taken = 0
    for index, atom in enumerate(reading.atoms):
        while block is not None and block[1] <= atom.start:
            block = next(blocked, None)
        if block is not None and block[0] < atom.end and atom.start < block[1]:
            continue
        known = _countable(reading, index, atom)
        if known is not None and known.kind is EntityClass.COUNTRY:
            out.add(atom.start, atom.end, known_entity(known), "lexicon", 0.97)
            continue
        if atom.start < taken:
            continue
        if known is not None:
            taken = _add_known(reading, out, atom, known)
            continue
        head = atom.term(TermKind.HEAD)
        if head is None:
            post = atom.term(TermKind.POST)
            if post is not None and post.post is not None and post.post.implies in lexicon.entities:
                out.add(atom.start, atom.end, known_entity(lexicon.entities[post.post.implies]), "post", 0.9)
            continue
        if head.value in ("Company", "BusinessAssociation"):
            company = company_extent(reading, index)
            if company is not None:
                start, end, name = company
                entity = Entity(
                    key=f"company/{slug(name)}",
                    kind=EntityClass.COMPANY,
                    preferred=(Label(name, "th" if any("\u0e01" <= c <= "\u0e4e" for c in name) else "en"),),
                    subclass="BusinessAssociation" if head.value == "BusinessAssociation" else None,
                )
                out.add(start, end, entity, "company-pattern", 0.8)
                taken = end
            continue
        extent = body_extent(reading, index)
        if extent is None:
            continue
        name = " ".join(view[atom.start : extent.name_end].split())
        state = extent.state
        if state is None or state == "TH":
            entity = Entity(
                key=f"government/TH/{_slug_core(name)}",
                kind=EntityClass.GOVERNMENT_BODY,
                preferred=(Label(name, "th"),),
                subclass=head.value,
                country="TH",
            )
        else:
            core = view[atom.start : extent.core_end]
            entity = foreign_body(core, state, head.value, name)
        out.add(atom.start, extent.name_end, entity, "body-pattern", 0.75)
        taken = extent.name_end
    return Bodies(tuple(sorted(out.named)), out.entities)


def _add_known(reading: Reading, out: _Collector, atom: Atom, known: KnownEntity) -> int:
    """Record a known body, or the foreign body of the same name where a foreign state follows; returns its end."""
    if known.kind is EntityClass.GOVERNMENT_BODY and known.country == "TH" and (known.subclass or "") in _FOREIGN_SUBCLASSES:
        state = _foreign_state(reading, atom.end)
        if state is not None and state[0] != "TH":
            core = next((label.text for label in known.preferred if label.language == "th"), reading.view[atom.start : atom.end])
            surface = " ".join(reading.view[atom.start : state[1]].split())
            out.add(atom.start, state[1], foreign_body(core, state[0], known.subclass, surface), "body+state", 0.93)
            return state[1]
    out.add(atom.start, atom.end, known_entity(known), "lexicon", 0.96)
    return atom.end
