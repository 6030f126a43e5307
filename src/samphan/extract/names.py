"""How long is a person's name? Reading names in Thai and Latin script from the place where a title ended."""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.extract.wording import is_common
from samphan.facts import EntityClass
from samphan.knowledge import TermKind

# Not ฯ and ๆ: they end a shortened or repeated word.
_THAI_TOKEN = re.compile(r"[ก-ฮเแโใไ][ก-ฮะ-ฺเ-ๅ็-๎]*(?:-[ก-ฮเแโใไ][ก-ฮะ-ฺเ-ๅ็-๎]*)*")
_INITIAL = re.compile(
    r"(?:[ก-ฌญ-ฒด-ฮ]|เอ|บี|ซี|ดี|อี|เอฟ|จี|เอช|ไอ|เจ|เค|แอล|เอ็ม|เอ็น|โอ|พี|คิว|อาร์|เอส|ที|ยู|วี"
    r"|ดับเบิลยู|ดับเบิ้ลยู|เอ็กซ์|วาย|แซด|แซท)\.? (?=[ก-ฮเแโใไ])"
)
_THAI_PARTICLE = re.compile(
    r"(?:บิน|บินติ|บินตี|บินเต|อัล|ฟอน|ฟาน|ฟัน|แวน|เดอ|เดล|แดร์|เดอร์|ลา|เลอ|ดา|ดอส|โด|เอล|อิบนุ|อิบน์) (?=[ก-ฮเแโใไ])"
)
_LATIN_BRACKET = re.compile(r"\( {0,2}[A-Z]")
_NA_ANY = re.compile(r"ณ (?!ห้อง|ทำเนียบ|ตึก|กรุง|โรง|กระทรวง|อาคาร|ศูนย์|สนาม|บริเวณ|สำนัก|ที่|เมือง|วัด|จังหวัด)[ก-ฮเแโใไ][ก-ฮะ-ฺเ-ๅ็-๎]{2,14}")
_WORDS_TO_BRACKET = re.compile(
    r"(?P<name>[ก-ฮเแโใไ][ก-ฮะ-ฺเ-ๅ็-๎.-]+(?: {1,2}[ก-ฮเแโใไ][ก-ฮะ-ฺเ-ๅ็-๎.-]*){0,6}) {0,2}"
    r"\( {0,2}(?:H\. ?E\.?|HE\.|Mr|Mrs|Ms|Miss|Dr|Prof|Hon|Gen|[A-Z][a-z]+ [A-Z])"
)
_NO_GIVEN = ("และ", "จาก", "หรือ", "ซึ่ง")
_GAP = re.compile(r" {0,3}")
_PARTICLES = r"(?:bin|binti|binte|ibn|al|el|de|del|da|do|dos|du|van|von|der|den|la|le|y|e|ul|ur)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ]"
_LATIN_WORD = rf"{_CAPITAL}[^\W\d_ก-๛]*(?:['’`.-][^\W\d_ก-๛]+)*\.?"
_LATIN_NAME = re.compile(
    rf"(?:{_LATIN_WORD}|[aA]l[- ]{_LATIN_WORD})"
    rf"(?:[ -]{{1,2}}(?:{_PARTICLES}(?: {_PARTICLES})*(?=[ ]{_CAPITAL})|{_LATIN_WORD}"
    rf"|[\"“'(]{_LATIN_WORD}[\"”')](?= {_CAPITAL})|[a-zà-ž]*[à-žłńźżśćęąőűřšžčěğış][a-zà-ž]+))*"
)
_POST_NOMINALS = re.compile(r"(?:,? (?:AC|AO|AM|DSC|KCMG|CMG|GCMG|MP|OBE|MBE|CBE|GCB|CVO|LVO|JP|PhD))+$")
_LOWER_OPENING = re.compile(rf"(?!the |of |and |in |on )[a-z]{{2,}}(?: {_LATIN_WORD})+")
_NA_SURNAME = re.compile(
    r"ณ ?(?:อยุธยา|เชียงใหม่|ลำปาง|ลำพูน|น่าน|พัทลุง|ตะกั่วทุ่ง|นคร|สงขลา|ถลาง|ระนอง|ป้อมเพชร|ป้อมเพ็ชร|บางช้าง|มหาสารคาม|มหาไชย|อุบล|ร้อยเอ็ด"
    r"|สกลนคร|พิศณุโลก|จำปาศักดิ์|กาฬสินธุ์|หนองคาย|แพร่|วิเชียร|จัตุรัส|ตะกั่วป่า|บางซ้าย|พระสุริยา|หล่มสัก)"
)
_CUTS = frozenset({TermKind.POST, TermKind.STOP, TermKind.TRIGGER, TermKind.HEAD, TermKind.TITLE})
# Verbs of speech: news glues them to the given name ("...กล่าวว่า"), and no name holds them.
_SAYING = frozenset({"กล่าว", "กล่าวว่า", "เปิดเผย", "เปิดเผยว่า", "ชี้แจง", "ระบุว่า", "เผยว่า", "หารือ", "ลงนาม", "ให้การต้อนรับ"})
# Function words that names do end in or consist of.
_NAME_LIKE = frozenset(
    {"ปลื้ม", "ยินดี", "มั่นใจ", "ประกาศ", "สามารถ", "หวัง", "แสดง", "เสนอ", "ชู", "มี", "พา", "เชิญ", "ปัจจุบัน", "มุ่ง", "เจรจา", "เกียรติ", "แทน", "มา"}
)
# Function words that no surname begins with.
_FUNCTION = frozenset({"ได้", "จะ", "และ", "หรือ", "ซึ่ง", "ก็", "ว่า", "เป็น", "ให้", "ไป", "ยัง", "กับ", "จาก", "ต้อง", "ไม่", "โดย", "เมื่อ"})
_LINKS = ("และ", "กับ", "ของ", "หรือ", "แห่ง", "ที่", "ใน", "ฯลฯ")
_OPENERS = ("และ", "หรือ", "ซึ่ง", "ได้", "จะ", "เพื่อ", "ของ", "ร่วม")
_OFFICES = ("ผู้", "คณะ", "ตัวแทน", "เจ้าหน้าที่", "หัวหน้า")
_RUNNING = ("ได้", "และ", "ให้", "คือ", "กับ", "โดย", "หรือ", "ซึ่ง")
_NEVER_NAMES = frozenset({"ภริยา", "ตำแหน่ง", "อายุ", "พร้อม", "เจ้าของ", "ใน", "ที่", "ซึ่ง", "อีก", "ส่วน", "แห่ง", "เข้า", "ร่วม", "คณะ"})
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
    length = atom.end - atom.start
    chained = atom.end >= end or reading.atom_at(atom.end) is not None
    for term in atom.terms:
        if term.kind in (TermKind.POST, TermKind.MODIFIER, TermKind.TITLE):
            return True
        if term.kind is TermKind.HEAD and length >= 3:
            return True
        if term.kind is TermKind.ENTITY and not term.ambiguous:
            country = term.entity is not None and term.entity.kind is EntityClass.COUNTRY
            if not country or chained:
                return True
        if term.kind in (TermKind.STOP, TermKind.TRIGGER, TermKind.COVER):
            if term.name not in _NAME_LIKE and (chained or length >= 6 or term.name in _SAYING):
                return True
            if term.name in _FUNCTION and is_common(reading.view[start:end]):
                return True
    return False


def _glued_end(reading: Reading, start: int, end: int) -> int:
    """Where a known word that cannot be part of a name begins inside ``[start, end)``, else ``end``."""
    officer = reading.view.find("เจ้าหน้าที่", start + 2, end)
    if officer >= 0:
        end = officer
    for atom in reading.atoms_in(start + 2, end):
        length = atom.end - atom.start
        for term in atom.terms:
            if term.name in _SAYING:
                return atom.start
            if term.kind in _CUTS and length >= 4:
                if length >= 6 or term.kind is TermKind.POST:
                    return atom.start
                closes = atom.end >= end or reading.atom_at(atom.end) is not None
                if closes and term.name not in _NAME_LIKE:
                    return atom.start
            if term.kind is TermKind.TITLE and length >= 3 and reading.view[atom.start - 3 : atom.start] == "และ":
                return atom.start - 3
    return end


def _confirms(reading: Reading, at: int) -> bool:
    """Whether what stands at ``at`` typically follows a full name: a post, or a bracket with the other script."""
    atom = reading.atom_at(at)
    if atom is not None and any(t.kind in (TermKind.POST, TermKind.MODIFIER) for t in atom.terms):
        return True
    return _LATIN_BRACKET.match(reading.view, at) is not None


def _opens_name(reading: Reading, at: int, end: int) -> bool:
    """Whether the token at ``[at, end)`` can be a given name: no post, no body, no chain of function words."""
    opening = reading.atom_at(at)
    if opening is None:
        return True
    long_enough = opening.end >= end or opening.end - opening.start >= 6
    for term in opening.terms:
        if term.kind is TermKind.POST:
            return False
        if long_enough and (term.kind in (TermKind.HEAD, TermKind.MODIFIER) or (term.kind is TermKind.ENTITY and not term.ambiguous)):
            return False
        chained = reading.atom_at(opening.end) is not None or opening.end >= end or term.name in _SAYING
        if term.kind in (TermKind.STOP, TermKind.TRIGGER) and term.name not in _NAME_LIKE and chained:
            return False
    return True


def thai_name(reading: Reading, at: int) -> Name | None:
    """The name in Thai script at ``at``, or ``None`` where no name stands."""
    view = reading.view
    first = _THAI_TOKEN.match(view, at)
    if first is None or len(first.group()) < 2 or not _opens_name(reading, at, first.end()):
        return None
    if first.group().startswith(_NO_GIVEN):
        return None
    whole = _up_to_bracket(reading, at)
    if whole is not None:
        return whole
    end = _glued_end(reading, at, first.end())
    if not 2 <= end - at <= _MAX_TOKEN_LENGTH:
        return None
    ends = [end]
    sure = end < first.end() and _confirms(reading, end)
    joined = False  # whether a particle or an initial was read last: then the next word belongs to the name
    while end == first.end() and len(ends) < _MAX_TOKENS:
        gap = _GAP.match(view, ends[-1])
        here = gap.end() if gap else ends[-1]
        if here == ends[-1]:
            break
        if _confirms(reading, here):
            sure = True
            break
        known = _NA_SURNAME.match(view, here) or _other_na(reading, here) or _INITIAL.match(view, here) or _THAI_PARTICLE.match(view, here)
        if known is not None:
            ends.append(here + len(known.group().rstrip()))
            joined = True
            continue
        token = _THAI_TOKEN.match(view, here)
        surname = len(ends) == 1 and token is not None and _headed_surname(reading, here, token.end())
        if token is None or (not surname and _stops(reading, here, token.end())):
            break
        behind = view[token.end() : token.end() + 1]
        if (behind == "." and len(token.group()) <= 4) or (behind == "ฯ" and len(ends) > 1):
            break
        cut = _glued_end(reading, here, token.end())
        text = view[here:cut]
        link = next((w for w in _LINKS if text.startswith(w)), "")
        opens_more = text == link or (bool(link) and reading.atom_at(here + len(link)) is not None)
        opens_more = opens_more or text.startswith(_OFFICES) or (text.startswith(_OPENERS) and is_common(text))
        if opens_more or not 2 <= len(text) <= _MAX_TOKEN_LENGTH:
            break
        if len(ends) >= 2 and not joined and not _third_part(reading, text, cut):
            break
        joined = False
        ends.append(cut)
        if cut < token.end():
            sure = _confirms(reading, cut)
            break
    tokens = tuple(view[at : ends[-1]].split())
    return Name(at, ends[-1], tokens, sure)


def _other_na(reading: Reading, at: int) -> re.Match[str] | None:
    """A surname of the form "ณ วังขนาย" that no list has: a post confirms it, since "ณ ห้องประชุม" looks the same."""
    match = _NA_ANY.match(reading.view, at)
    gap = _GAP.match(reading.view, match.end()) if match else None
    return match if gap is not None and _confirms(reading, gap.end()) else None


def _headed_surname(reading: Reading, start: int, end: int) -> bool:
    """Whether a surname that begins like a body ("กองจันทร์") stands at ``[start, end)``: a short head, and a post behind."""
    atom = reading.atom_at(start)
    if atom is None or atom.term(TermKind.HEAD) is None or atom.end - atom.start > 4 or atom.end >= end:
        return False
    gap = _GAP.match(reading.view, end)
    return gap is not None and _confirms(reading, gap.end())


def _up_to_bracket(reading: Reading, at: int) -> Name | None:
    """All words up to a bracket with the name in Latin letters, where no post, title or body stands among them."""
    match = _WORDS_TO_BRACKET.match(reading.view, at)
    if match is None:
        return None
    end = match.end("name")
    tokens = tuple(match.group("name").split())
    if len(tokens) > 7 or any(t.startswith(_RUNNING) or "นาย" in t or "นาง" in t for t in tokens[1:]):
        return None
    for atom in reading.atoms_in(at, end):
        length = atom.end - atom.start
        for term in atom.terms:
            if term.kind in (TermKind.POST, TermKind.MODIFIER, TermKind.TITLE) or term.name in _SAYING:
                return None
            if length >= 4 and term.kind in (TermKind.HEAD, TermKind.STOP, TermKind.TRIGGER) and term.name not in _NAME_LIKE:
                return None
            if term.kind is TermKind.ENTITY and not term.ambiguous and length >= 4:
                return None
    return Name(at, end, tokens, sure=True) if len(tokens) > 1 or not is_common(tokens[0]) else None


def _third_part(reading: Reading, text: str, end: int) -> bool:
    """Whether ``text``, the third or a later word after a title, still belongs to the name: transliterated, or short before a post."""
    if len(text) > 20:
        return False
    if not is_common(text):
        return True
    gap = _GAP.match(reading.view, end)
    if gap is not None and len(text) <= 12 and _LATIN_BRACKET.match(reading.view, gap.end()):
        return True
    return len(text) <= 6 and text not in _NEVER_NAMES and gap is not None and gap.end() > end and _confirms(reading, gap.end())


def latin_name(reading: Reading, at: int) -> Name | None:
    """The name in Latin script at ``at``: capitalised words, particles, a quoted nickname, split diacritic words."""
    view = reading.view
    match = _LATIN_NAME.match(view, at) or _LOWER_OPENING.match(view, at)
    if match is None:
        return None
    opening = reading.atom_at(at)
    if opening is not None and opening.term(TermKind.POST) is not None:
        return None
    end = match.end()
    for atom in reading.atoms_in(at + 1, end):
        if any(t.kind in (TermKind.POST, TermKind.HEAD) or (t.kind is TermKind.ENTITY and not t.ambiguous) for t in atom.terms):
            end = atom.start
            break
    text = _POST_NOMINALS.sub("", view[at:end].rstrip(" -")).removesuffix("’s").removesuffix("'s")
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
