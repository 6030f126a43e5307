"""Fourth stage: who holds which post where.

Thai news writes NAME POST BODY ("นายก ข. รองปลัดกระทรวงยุติธรรม") and POST BODY NAME ("รมว.กห. พล.อ. …"); one person may have several posts
("นายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงกลาโหม"). A deputy or assistant is another post than the one it is derived from.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.bodies import Bodies, Named
from samphan.extract.people import NamedPerson, Person
from samphan.extract.reading import Reading
from samphan.facts import EntityClass
from samphan.knowledge import TermKind


class Held(NamedTuple):
    """A post as read: the person's key, the organization's key, the position's words and its view offsets."""

    person: str
    organization: str
    position: str
    start: int
    end: int
    rule: str
    confidence: float


class _PostPhrase(NamedTuple):
    start: int
    end: int
    organization: str | None
    organization_end: int
    held_in: str
    key: str


_JOIN = re.compile(r" ?(?:และ(?:ใน)?ฐานะ|และ|ในฐานะ|/|, ?|ควบตำแหน่ง|รักษาราชการแทน)? ?")
_NEXT_POST = re.compile(r" ?(?:และ|ในฐานะ|และในฐานะ|/|, ?| ) ?")
_FIELD = re.compile(r" ?(?:ด้าน|ฝ่าย|สาขา|ส่วน|ประจำสาขา)[^\s()“”\"]{2,60}")
_OF_GAP = re.compile(r" ?(?:แห่ง|ของ|ประจำ|สังกัด|จาก)? ?(?:ประเทศ)? ?")
_ABROAD = re.compile(r" ?(?:ไทย)? ?(?:ประจำ|ณ) ?(?!ประเทศไทย|ราชอาณาจักรไทย)")
_MAX_POSTS = 4


def _side_country(reading: Reading, person: Person) -> str | None:
    """The state a person without any named one is taken to act for: Thailand for Thai names, unknown for foreign ones."""
    del reading
    return None if person.latin or person.alias else "country/TH"


def _organization_at(reading: Reading, bodies: Bodies, at: int) -> Named | None:
    gap = _OF_GAP.match(reading.view, at)
    ends = {at, gap.end() if gap else at}
    best: Named | None = None
    for end in sorted(ends):
        named = bodies.starting_at(end)
        if named is not None and (best is None or named.end > best.end):
            best = named
    return best


def _phrase_at(reading: Reading, bodies: Bodies, at: int) -> _PostPhrase | None:
    """The post phrase that starts exactly at ``at``: modifiers, post word, its field, and the organization it is held in."""
    index = reading.index_at(at)
    atoms = reading.atoms
    start = at
    while index < len(atoms) and atoms[index].start == at and atoms[index].term(TermKind.MODIFIER) and not atoms[index].term(TermKind.POST):
        at = atoms[index].end
        while reading.view[at : at + 1] == " ":
            at += 1
        index += 1
    if index >= len(atoms) or atoms[index].start != at:
        return None
    atom = atoms[index]
    term = atom.term(TermKind.POST)
    if term is None or term.post is None:
        return None
    end = atom.end
    # A post made of two words: "ที่ปรึกษา" + "รัฐมนตรีว่าการ", "เลขานุการ" + "รมว."
    while (following := reading.atom_at(end)) is not None and following.term(TermKind.POST):
        end = following.end
        term = following.term(TermKind.POST) or term
    post = term.post
    assert post is not None
    if post.implies and post.implies in reading.lexicon.entities:
        return _PostPhrase(start, end, post.implies, end, post.held_in, post.key)
    organization = _organization_at(reading, bodies, end)
    if organization is None:
        field = _FIELD.match(reading.view, end)
        if field is not None:
            field_end = field.end()
            for other in reading.atoms_in(field.start() + 3, field_end):
                if other.term(TermKind.HEAD) or other.term(TermKind.ENTITY) or other.term(TermKind.TITLE):
                    field_end = other.start
                    break
            organization = _organization_at(reading, bodies, field_end)
            if organization is not None or field_end > end:
                end = field_end
    if organization is None:
        return _PostPhrase(start, end, None, end, post.held_in, post.key)
    return _PostPhrase(start, end, organization.key, organization.end, post.held_in, post.key)


def _country_of(reading: Reading, bodies: Bodies, key: str) -> str | None:
    entity = bodies.entities.get(key)
    known = reading.lexicon.entities.get(key)
    if entity is not None:
        return entity.country
    return known.country if known else None


def _resolve(reading: Reading, bodies: Bodies, person: Person, phrase: _PostPhrase) -> tuple[str, float] | None:
    """The organization or country in which the post is held, and how sure that is."""
    is_envoy = "ambassador" in phrase.key or "consul" in phrase.key or "charge" in phrase.key
    if is_envoy:
        text = reading.view[phrase.end : phrase.end + 40]
        if _ABROAD.match(text) and (phrase.organization is None or not text.startswith(("ประจำประเทศไทย", " ประจำประเทศไทย"))):
            return "country/TH", 0.85
    if phrase.organization is not None:
        if phrase.held_in == "country":
            entity = bodies.entities.get(phrase.organization)
            if entity is not None and entity.kind is EntityClass.GOVERNMENT_BODY and phrase.end == phrase.organization_end:
                return phrase.organization, 0.9
        return phrase.organization, 0.93
    if phrase.held_in == "country":
        side = _side_country(reading, person)
        return (side, 0.85) if side else None
    return None


def _right(reading: Reading, bodies: Bodies, person: Person, mention: NamedPerson) -> list[Held]:
    held: list[Held] = []
    at = mention.outer_end
    for number in range(_MAX_POSTS):
        gap = (_JOIN if number == 0 else _NEXT_POST).match(reading.view, at)
        phrase = _phrase_at(reading, bodies, gap.end() if gap else at)
        if phrase is None:
            break
        found = _resolve(reading, bodies, person, phrase)
        if found is not None:
            organization, confidence = found
            held.append(
                Held(person.key, organization, reading.view[phrase.start : phrase.end], phrase.start, max(phrase.end, phrase.organization_end), "name-post", confidence)
            )
        at = phrase.organization_end
    return held


def _left(reading: Reading, bodies: Bodies, person: Person, mention: NamedPerson, used: set[int]) -> list[Held]:
    view = reading.view
    edge = mention.outer_start
    while edge and view[edge - 1] in " “\"":
        edge -= 1
    first = reading.index_at(max(0, edge - 110))
    best: _PostPhrase | None = None
    for atom in reading.atoms[first : reading.index_at(edge)]:
        if atom.start in used or not (atom.term(TermKind.POST) or atom.term(TermKind.MODIFIER)):
            continue
        phrase = _phrase_at(reading, bodies, atom.start)
        if phrase is not None and edge - 1 <= phrase.organization_end <= edge + 1 and (best is None or phrase.start < best.start):
            best = phrase
    if best is None:
        return []
    found = _resolve(reading, bodies, person, best)
    if found is None:
        return []
    return [Held(person.key, found[0], view[best.start : best.end], best.start, best.organization_end, "post-name", found[1] - 0.05)]


def find_posts(reading: Reading, people: tuple[Person, ...], bodies: Bodies) -> tuple[Held, ...]:
    """Every post that the article gives a named person, one row for each pair of person and organization."""
    held: list[Held] = []
    used: set[int] = set()
    having: set[str] = set()
    for person in people:
        for mention in person.mentions:
            rows = _right(reading, bodies, person, mention)
            if rows:
                having.add(person.key)
            for row in rows:
                used.add(row.start)
            held += rows
    for person in people:
        if person.key in having:
            continue
        for mention in person.mentions:
            rows = _left(reading, bodies, person, mention, used)
            held += rows
            if rows:
                break
    seen: set[tuple[str, str]] = set()
    unique: list[Held] = []
    for row in sorted(held, key=lambda r: (-r.confidence, r.start)):
        if (row.person, row.organization) not in seen:
            seen.add((row.person, row.organization))
            unique.append(row)
    return tuple(sorted(unique, key=lambda r: (r.start, r.person, r.organization)))
