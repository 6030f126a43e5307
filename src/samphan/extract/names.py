"""How long is a person's name? Reading names in Thai and Latin script from the place where a title ended."""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import TermKind

_THAI_TOKEN = re.compile(r"[ก-ฮเแโใไ][ก-ฺเ-๎]*(?:[-–][ก-ฮเแโใไ][ก-ฺเ-๎]*)*")
_INITIAL = re.compile(r"(?:[ก-ฮ]|เอ|บี|ซี|ดี|อี|เอฟ|จี|เอช|ไอ|เจ|เค|แอล|เอ็ม|เอ็น|โอ|พี|คิว|อาร์|เอส|ที|ยู|วี|ดับเบิลยู|ดับเบิ้ลยู|เอ็กซ์|วาย|แซด|แซท)\.? (?=[ก-ฮเแโใไ])")
_GAP = re.compile(r" {0,3}")
_PARTICLES = r"(?:bin|binti|binte|ibn|al|el|de|del|da|do|dos|du|van|von|der|den|la|le|y|e|ul|ur)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ]"
_LATIN_WORD = rf"{_CAPITAL}[^\W\d_ก-๛]*(?:['’`.-][^\W\d_ก-๛]+)*\.?"
_LATIN_NAME = re.compile(
    rf"(?:{_LATIN_WORD}|[aA]l[- ]{_LATIN_WORD})"
    rf"(?:[ -]{{1,2}}(?:{_PARTICLES}(?=[ ]{_CAPITAL})|{_LATIN_WORD}|[\"“'(]{_LATIN_WORD}[\"”')](?= {_CAPITAL})|[a-zà-ž]*[à-žłńźżśćęąőűřšžčěğış][a-zà-ž]+))*"
)
_NA_SURNAME = re.compile(
    r"ณ ?(?:อยุธยา|เชียงใหม่|ลำปาง|ลำพูน|น่าน|พัทลุง|ตะกั่วทุ่ง|นคร|สงขลา|ถลาง|ระนอง|ป้อมเพชร|ป้อมเพ็ชร|บางช้าง|มหาสารคาม|มหาไชย|อุบล|ร้อยเอ็ด"
    r"|สกลนคร|พิศณุโลก|จำปาศักดิ์|กาฬสินธุ์|หนองคาย|แพร่|วิเชียร|จัตุรัส|ตะกั่วป่า|บางซ้าย|พระสุริยา|หล่มสัก)"
)
_CUTS = frozenset({TermKind.POST, TermKind.STOP, TermKind.TRIGGER, TermKind.HEAD, TermKind.TITLE})
_MAX_TOKENS = 6
_MAX_TOKEN_LENGTH = 28


class Name(NamedTuple):
    """A person's name at view offsets; ``tokens`` are its space-separated parts, ``sure`` when what follows confirms its end."""

    start: int
    end: int
    tokens: tuple[str, ...]
    sure: bool


def _stops(reading: Reading, start: int, end: int) -> bool:
    """Whether the token at ``[start, end)`` opens something that is no name: a post, a body, a verb, another person."""
    atom = reading.atom_at(start)
    if atom is None:
        return False
    for term in atom.terms:
        if term.kind in (TermKind.POST, TermKind.MODIFIER, TermKind.TITLE):
            return True
        if term.kind is TermKind.HEAD and atom.end - atom.start >= 3:
            return True
        if term.kind is TermKind.ENTITY and not term.ambiguous:
            country = term.entity is not None and term.entity.kind is EntityClass.COUNTRY
            if not country or atom.end >= end or reading.atom_at(atom.end) is not None:
                return True
        if term.kind in (TermKind.STOP, TermKind.TRIGGER, TermKind.COVER) and (
            atom.end >= end or atom.end - atom.start >= 6 or reading.atom_at(atom.end) is not None
        ):
            return True
    return False


def _glued_end(reading: Reading, start: int, end: int) -> int:
    """Where a known word that cannot be part of a name begins inside ``[start, end)``, else ``end``."""
    for atom in reading.atoms_in(start + 2, end):
        length = atom.end - atom.start
        for term in atom.terms:
            closes = atom.end >= end or reading.atom_at(atom.end) is not None
            if term.kind in _CUTS and length >= (4 if term.kind is TermKind.POST or closes else 6):
                return atom.start
            if term.kind is TermKind.TITLE and length >= 3 and reading.view[atom.start - 3 : atom.start] == "และ":
                return atom.start - 3
    return end


def _confirms(reading: Reading, at: int) -> bool:
    """Whether what stands at ``at`` typically follows a full name: a post, or a bracket with the other script."""
    atom = reading.atom_at(at)
    if atom is not None and any(t.kind in (TermKind.POST, TermKind.MODIFIER) for t in atom.terms):
        return True
    return reading.view[at : at + 1] == "(" and bool(re.match(r"\( ?[A-Z]", reading.view[at : at + 3]))


def thai_name(reading: Reading, at: int) -> Name | None:
    """The name in Thai script at ``at``, or ``None`` where no name stands."""
    view = reading.view
    first = _THAI_TOKEN.match(view, at)
    if first is None or len(first.group()) < 2:
        return None
    opening = reading.atom_at(at)
    if opening is not None and any(
        t.kind in (TermKind.POST, TermKind.HEAD, TermKind.MODIFIER) or (t.kind is TermKind.ENTITY and not t.ambiguous) for t in opening.terms
    ):
        long_enough = opening.end >= first.end() or opening.end - opening.start >= 6
        if long_enough or any(t.kind is TermKind.POST for t in opening.terms):
            return None
    end = _glued_end(reading, at, first.end())
    tokens = [view[at:end]]
    if end < first.end() or len(tokens[0]) > _MAX_TOKEN_LENGTH:
        return Name(at, end, tuple(tokens), sure=False) if len(tokens[0]) <= _MAX_TOKEN_LENGTH else None
    ends = [end]
    sure = False
    while len(tokens) < _MAX_TOKENS:
        gap = _GAP.match(view, ends[-1])
        here = gap.end() if gap else ends[-1]
        if here == ends[-1]:
            break
        if _confirms(reading, here):
            sure = True
            break
        surname = _NA_SURNAME.match(view, here)
        if surname is not None and len(tokens) <= 2:
            tokens.append(surname.group())
            ends.append(surname.end())
            continue
        initial = _INITIAL.match(view, here)
        if initial is not None:
            tokens.append(initial.group().strip())
            ends.append(here + len(tokens[-1]))
            continue
        token = _THAI_TOKEN.match(view, here)
        if token is None or _stops(reading, here, token.end()):
            break
        cut = _glued_end(reading, here, token.end())
        if cut - here < 2 or cut - here > _MAX_TOKEN_LENGTH or (len(tokens) >= 2 and cut - here > 16):
            break
        tokens.append(view[here:cut])
        ends.append(cut)
        if cut < token.end():
            sure = _confirms(reading, cut)
            break
    if not sure and len(tokens) > 2:
        keep = 3 if tokens[2].startswith("ณ ") or _INITIAL.match(tokens[1] + " ก") else 2
        del tokens[keep:], ends[keep:]
    return Name(at, ends[len(tokens) - 1], tuple(tokens), sure)


def latin_name(reading: Reading, at: int) -> Name | None:
    """The name in Latin script at ``at``: capitalised words, particles, a quoted nickname, split diacritic words."""
    view = reading.view
    match = _LATIN_NAME.match(view, at)
    if match is None:
        return None
    end = match.end()
    for atom in reading.atoms_in(at + 1, end):
        if any(t.kind in (TermKind.POST, TermKind.HEAD) or (t.kind is TermKind.ENTITY and not t.ambiguous) for t in atom.terms):
            end = atom.start
            break
    text = view[at:end].rstrip(" -")
    if text.endswith(".") and len(text.split()[-1]) > 3:
        text = text[:-1]
    if len(text) < 2:
        return None
    end = at + len(text)
    following = _GAP.match(view, end)
    return Name(at, end, tuple(text.split()), _confirms(reading, following.end() if following else end))


def name_at(reading: Reading, at: int) -> Name | None:
    """The person's name that starts at ``at`` (after spaces), in either script."""
    gap = _GAP.match(reading.view, at)
    here = gap.end() if gap else at
    char = reading.view[here : here + 1]
    if not char:
        return None
    return thai_name(reading, here) if "\u0e01" <= char <= "\u0e46" else latin_name(reading, here)


def title_chain(reading: Reading, index: int) -> tuple[int, int]:
    """For the title atom at ``index``: the index after the last title of its chain ("ศ. ดร. นพ.") and where the chain ends."""
    atoms = reading.atoms
    end = atoms[index].end
    index += 1
    while index < len(atoms):
        atom: Atom = atoms[index]
        between = reading.view[end : atom.start]
        if atom.term(TermKind.TITLE) is None or between.strip(" ./") or len(between) > 2:
            break
        end = atom.end
        index += 1
    return index, end
