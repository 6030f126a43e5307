"""Offices named without their holder ("รมว.กห. หารือ …"): who held them on that day, marked as inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samphan.facts import EntityClass
from samphan.identity.roles import role_of
from samphan.identity.snapshot import Snapshot
from samphan.identity.tenures import Offices
from samphan.knowledge import Lexicon, TermKind
from samphan.text import normalize


@dataclass(frozen=True, slots=True, order=True)
class Inferred:
    """An article names an office without a name; ``person`` held it that day, as far as its spells tell."""

    article: str
    organization: str
    role: str
    words: str
    person: str
    confidence: float

    @property
    def thai(self) -> bool:
        """Whether the office is Thailand's."""
        return self.organization.startswith("government/TH/") or self.organization == "country/TH"


def named_offices(title: str, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """The offices that a title names: organization, role and words. A head of government without a state is Thailand's."""
    squeezed = normalize(title).replace(" ", "")
    longest: dict[int, tuple[int, int]] = {}
    for index, start, end in lexicon.automaton.find_matches_as_indexes(squeezed, overlapping=True):
        if any(term.kind in (TermKind.POST, TermKind.ENTITY, TermKind.MODIFIER) for term in lexicon.terms[index]) and (
            start not in longest or end > longest[start][0]
        ):
            longest[start] = (end, index)
    atoms: list[tuple[int, int, int]] = []
    for start in sorted(longest):
        if not atoms or start >= atoms[-1][1]:
            atoms.append((start, *longest[start]))
    for at, (start, end, index) in enumerate(atoms):
        post = next((term.post for term in lexicon.terms[index] if term.kind is TermKind.POST and term.post), None)
        role = role_of(squeezed[start:end])
        before_end, before = (atoms[at - 1][1], atoms[at - 1][2]) if at else (-1, -1)
        attached = before_end == start and any(term.kind in (TermKind.POST, TermKind.MODIFIER) for term in lexicon.terms[before])
        if post is None or role is None or not role.sole or attached:
            continue
        following = atoms[at + 1] if at + 1 < len(atoms) and atoms[at + 1][0] == end else None
        entity = next((t.entity for t in lexicon.terms[following[2]] if t.entity), None) if following else None
        if post.implies:
            yield post.implies, role.key, squeezed[start:end]
        elif entity and following and entity.kind in (EntityClass.GOVERNMENT_BODY, EntityClass.COUNTRY):
            yield entity.key, role.key, squeezed[start : following[1]]
        elif role.key == "post/prime-minister":
            yield "country/TH", role.key, squeezed[start:end]


def infer(snapshot: Snapshot, canonical: Mapping[str, str], offices: Offices) -> list[Inferred]:
    """The holders of the offices that titles name and for which the article itself names nobody."""
    lexicon = Lexicon.load()
    named: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for sighting in snapshot.sightings:
        role = role_of(sighting.position)
        if role:
            named[sighting.article].add((canonical.get(sighting.organization, sighting.organization), role.key))
    found: set[Inferred] = set()
    for article in sorted(snapshot.titles):
        day = snapshot.days.get(article)
        if day is None:
            continue
        for organization, role_key, words in named_offices(snapshot.titles[article], lexicon):
            place = canonical.get(organization, organization)
            if (place, role_key) in named[article]:
                continue
            answer = offices.holder(place, role_key, day)
            if answer is None:
                continue
            spell, confidence = answer
            found.add(Inferred(article, place, role_key, words, spell.person, round(confidence * 0.97, 3)))
    return sorted(found)


def by_article(inferred: Iterable[Inferred]) -> dict[str, list[Inferred]]:
    """The inferred references of each article."""
    out: dict[str, list[Inferred]] = defaultdict(list)
    for one in inferred:
        out[one.article].append(one)
    return out
