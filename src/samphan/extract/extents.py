"""How far does an unknown name of a body or company reach? From its head word to the first sign that it ended."""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import TermKind

_BARRIER = re.compile(r"[\s()\[\]{}“”\"‘’'`,:;/|]|\.(?=\s)|ฯลฯ")
_MAX_LENGTH = 130
_LINK = re.compile(r" ?(?:แห่ง|ของ)? ?(?:ประเทศ)? ?")
_STRONG_HEADS = frozenset({"Ministry", "Department", "Embassy"})
_GENERIC_TAIL = re.compile(
    r"(?:ต่าง|ที่|ดังกล่าว|ทั้ง|ใหญ่|ของรัฐ|ราชการ|ภาครัฐ|รัฐ$|เอกชน|ใน|นี้|นั้น|และ|หรือ|อื่น|กลาง$|งาน$|ฯ|ระหว่างประเทศ$|ของ|พันธมิตร|ชั้นนำ|แม่$|ลูก$|ขนาด|ย่อย|ร่วม|เป็น|มี|ทุก|หลาย|แห่ง|ด้าน)"
)
_COMPANY_LIMITED = re.compile(r"[^\n()]{2,90}?(?:จำกัด ?\(มหาชน\)|จำกัด|จํากัด ?\(มหาชน\)|จํากัด)(?:$|(?=[\s,“”\"()])|(?=[ก-ฮเแโใไ]))")
_OWNER_WORDS = re.compile(r"(?:แห่ง|ของ|(?<!ต่าง)(?<!ระหว่าง)ประเทศ|(?:แห่ง|ของ)ประเทศ) ?$")
_PARTNER = re.compile(r" ?[-–] ?")
_LATIN_COMPANY = re.compile(
    r"[A-Z0-9][\w&.,'’\-]*(?:[ ](?:&|and|of|[A-Z0-9(][\w&.,'’)\-]*))*"
)


class Extent(NamedTuple):
    """Where a body's name ends (with and without the state that owns it) and that state's ISO code."""

    name_end: int
    core_end: int
    state: str | None


def _country(atom: Atom | None) -> str | None:
    term = atom.term(TermKind.ENTITY) if atom else None
    if term is None or term.entity is None or term.ambiguous or term.entity.kind is not EntityClass.COUNTRY:
        return None
    return term.entity.country


def _ends_name(atom: Atom) -> bool:
    for term in atom.terms:
        if term.kind in (TermKind.STOP, TermKind.TITLE, TermKind.POST, TermKind.MODIFIER):
            return True
        if term.kind is TermKind.TRIGGER and atom.end - atom.start >= 6:
            return True
        if term.kind in (TermKind.HEAD, TermKind.ENTITY) and not term.ambiguous:
            return True
    return False


def _piece_end(reading: Reading, start: int, limit: int, *, first: bool) -> tuple[int, Atom | None]:
    """The end of the unbroken piece of name at ``start``, and the country atom that closes it, if one does."""
    barrier = _BARRIER.search(reading.view, start, limit)
    end = barrier.start() if barrier else limit
    for atom in reading.atoms_in(start, end):
        if _country(atom):
            return atom.end, atom
        if first and atom.start == start and atom.term(TermKind.HEAD):
            continue
        if _ends_name(atom):
            at = atom.start
            if reading.view[at - 3 : at] == "และ" and at - 3 >= start:
                at -= 3
            return at, None
    return end, None


def body_extent(reading: Reading, index: int) -> Extent | None:
    """The extent of the body whose head word is the atom at ``index``, or ``None`` where no proper name follows."""
    head = reading.atoms[index]
    kind = head.term(TermKind.HEAD)
    view = reading.view
    limit = min(len(view), head.end + _MAX_LENGTH)
    newline = view.find("\n", head.end, limit)
    limit = newline if newline >= 0 else limit
    if view[head.end : head.end + 1] in (" ", "ฯ", ""):
        return None
    end, country = _piece_end(reading, head.end, limit, first=True)
    tail = view[head.end : end]
    own = view[head.end : country.start] if country is not None else tail
    embassy = kind is not None and kind.value in ("Embassy", "Parliament", "ArmedForces", "Police", "LocalGovernment")
    if not embassy and (len(own) < 3 or _GENERIC_TAIL.match(own)):
        return None
    while country is None and end < limit and view[end] == " " and len(view[end:].lstrip(" ")) > 0:
        piece = end + len(view[end:limit]) - len(view[end:limit].lstrip(" "))
        following, closing = _piece_end(reading, piece, limit, first=False)
        word = view[piece:following]
        if word.startswith("และ") and 5 < len(word) <= 45 and closing is None and kind is not None and kind.value in _STRONG_HEADS:
            end = following
        elif 3 <= len(word) <= 26 and closing is None and re.match(r" ?(?:[^\s]{3,26} )?และ[^\s]{3,}", view[following : following + 60]) and (
            kind is not None and kind.value == "Ministry"
        ):
            end = following
        else:
            break
    core_end = end
    state: str | None = None
    if country is not None:
        state = _country(country)
        core_end = country.start
        owner_words = _OWNER_WORDS.search(view, head.end, core_end)
        core_end = owner_words.start() if owner_words else core_end
    else:
        link = _LINK.match(view, end)
        owner = reading.atom_at(link.end() if link else end)
        code = _country(owner)
        if code is not None and owner is not None and code != "TH":
            return Extent(owner.end, core_end, code)
    if kind is not None and kind.value not in _STRONG_HEADS and state is None and not _defined(view, end):
        return None
    return Extent(end, core_end, state)


def _defined(view: str, end: int) -> bool:
    """Whether an abbreviation or foreign name in brackets follows, as after a proper name."""
    return bool(re.match(r" ?\((?:[A-Z][A-Za-z .,&:–-]+|[ก-ฮ]{1,5}\.[ก-ฮ.]*)", view[end : end + 40]))


def company_extent(reading: Reading, index: int) -> tuple[int, int, str] | None:
    """Start, end and name of the company or association whose head word is the atom at ``index``."""
    head = reading.atoms[index]
    view = reading.view
    at = head.end
    while view[at : at + 1] == " " and at - head.end < 3:
        at += 1
    limited = _COMPANY_LIMITED.match(view, at)
    if limited is not None and not any(a.term(TermKind.HEAD) or a.term(TermKind.TITLE) for a in reading.atoms_in(at, limited.end() - 4)):
        return head.start, limited.end(), " ".join(view[head.start : limited.end()].split())
    latin = _LATIN_COMPANY.match(view, at)
    if latin is not None and len(latin.group()) >= 2:
        end = at + len(latin.group().rstrip(" .,-"))
        return head.start, end, " ".join(view[head.start : end].split())
    limit = min(len(view), at + 60)
    newline = view.find("\n", at, limit)
    limit = newline if newline >= 0 else limit
    end, country = _piece_end(reading, at, limit, first=True)
    tail = view[at:end]
    association = head.term(TermKind.HEAD)
    bare = country is not None and not view[at : country.start].strip(" แห่งของ")
    if len(tail) < 3 or _GENERIC_TAIL.match(tail) or (bare and association is not None and association.value == "Company"):
        return None
    pair = _PARTNER.match(view, end) if country is not None else None
    partner = reading.atom_at(pair.end()) if pair else None
    if partner is not None and partner.term(TermKind.ENTITY) is not None:
        end = partner.end
    if at == head.end and country is None and not _defined(view, end):
        return None
    return head.start, end, " ".join(view[head.start : end].split())
