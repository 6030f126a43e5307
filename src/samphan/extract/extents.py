"""How far does the name of a body reach that the ontology does not hold? From its head word to the first sign that it ended.

Ministries follow a small grammar of fields ("กระทรวง" + "ศิลปะ วัฒนธรรม และมรดก"); other bodies run to the next space, bracket or
function word. The state that owns a body stands inside the name's end or right behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import Lexicon, TermKind

BARRIER = re.compile(r"[\s()\[\]{}“”\"‘’'`,:;/|]|\.(?=\s)|ฯลฯ|และ(?=เจ้าหน้าที่|ผู้|คณะ|บุคลากร|ข้าราชการ|หน่วยงาน|นาย|นาง)")
"""A character that no unquoted Thai name of a body goes beyond (a name may go on behind a space)."""

_MAX_LENGTH = 130
_LINK = re.compile(r" {0,2}(?:แห่ง|ของ)? ?(?:ประเทศ|รัฐบาล(?:แห่ง)?)? ?")
_BRACKET = re.compile(r" ?\([^()\n]{2,80}\)")
_GENERIC_TAIL = re.compile(
    r"(?:ต่าง|ที่|ดังกล่าว|ทั้ง|ใหญ่|ของรัฐ|ราชการ|ภาครัฐ|รัฐ$|เอกชน|ใน|นี้|นั้น|และ|หรือ|อื่น|กลาง$|งาน$|ฯ|ระหว่าง|ของ|พันธมิตร|ชั้นนำ|แม่$|ลูก$|ขนาด"
    r"|ย่อย|ร่วม|เป็น|มี|ทุก|หลาย|แห่ง|ด้าน|ขาย|ชั่วคราว|ภูมิภาค|ข้อมูล|บริการ|รวบรวม|ธุรกิจ|เพื่อน|ถาวร|ประสาน|กำหนด|ว่าด้วย|ฉบับ|เจ้าสังกัด|เดิม|เดียว|อย่าง|โดย|กับ|จะ|ได้|จาก|ใด)"
)
_OFFICIAL = ("สาธารณรัฐ", "ราชอาณาจักร", "สหพันธ", "สหรัฐ", "เครือรัฐ", "สมาพันธรัฐ", "รัฐสุลต่าน", "สหสาธารณรัฐ")
_BAD_LINK = re.compile(r"(?:ใน|สัญชาติ|ระหว่าง|ฝ่าย|ด้าน|กับ|และ|สู่|ที่|ไปยัง|เพื่อ|จาก|ให้|ต่อ)$")
_NUMBERED = re.compile(r" ?(?:ที่ )?\d{1,2}(?!\d)")
_JOINT_END = re.compile(r"(?:และ|ของ|แห่ง|กับ|ให้|ต่อ|โดย|จาก|(?<!เขต)(?<!ภาค)ที่)$")
_OWNER_WORDS = re.compile(r"(?:แห่ง|ของ|(?<!ต่าง)(?<!ระหว่าง)ประเทศ|(?:แห่ง|ของ)ประเทศ|รัฐบาล) ?$")
_DEFINED = re.compile(r" ?\((?:[A-Z][A-Za-z .,&:–-]+|[ก-ฮ]{1,5}\.[ก-ฮ.]*)")


# A last field that no list holds, when the state follows ("กระทรวงโทรคมนาคม และความโปร่งใส สหภาพ…").
_LOOSE_FIELD = re.compile(
    r"(?: {1,2}[ก-๎]{3,24}){0,2},? {0,7}และ ?(?!สำนักงาน|กรม|กระทรวง|สถาน|ศูนย์|องค์|คณะ|รัฐ|นาย|นาง|เอกอัคร)[ก-๎]{3,30}(?= )"
)


class Extent(NamedTuple):
    """Where a body's name ends (with and without the state that owns it), that state's ISO code, and what the name's shape tells.

    ``organization`` is the inter-governmental organization that owns it; ``fields`` says that a ministry's name is made of known fields.
    """

    name_end: int
    core_end: int
    state: str | None
    organization: str | None = None
    fields: bool = False


@lru_cache(maxsize=4)
def _fields(lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(lexicon.name_words.get("Ministry", ()), key=lambda w: (-len(w), w)))
    one = f"(?:ด้าน)?(?:{words})(?:แห่งชาติ|ระหว่างประเทศ|ของชาติ)?"
    several = f"{one}(?:{one})*"
    return re.compile(f"{several}(?:(?:(?:,| {{1,2}}) ?{several})*,? {{0,7}}และ(?:การ)? ?{several})*")


def fields_end(reading: Reading, at: int) -> int | None:
    """Where the fields of a ministry end that begin at ``at``, or ``None`` where the words there are no (complete) fields."""
    view = reading.view
    match = _fields(reading.lexicon).match(view, at, min(len(view), at + _MAX_LENGTH))
    if match is None:
        return None
    end = match.end()
    loose = _LOOSE_FIELD.match(view, end)
    if loose is not None and owner_at(reading, loose.end()) is not None:
        return loose.end()
    following = view[end : end + 1]
    if "\u0e01" <= following <= "\u0e4e":
        atom = reading.atom_at(end)
        if not view.startswith(("และ", "แห่ง", "ของ", "ประเทศ", "ณ"), end) and (atom is None or atom.term(TermKind.COVER)):
            return None
    return end


def country_of(atom: Atom | None) -> str | None:
    """The ISO code of the country that the atom names without doubt."""
    if atom is None:
        return None
    entity = atom.terms[0].entity
    if entity is None or atom.terms[0].ambiguous or entity.kind is not EntityClass.COUNTRY:
        return None
    return entity.country


def owner_at(reading: Reading, end: int) -> tuple[str, int] | None:
    """The foreign state named right behind a body's name that ends at ``end``, and where it ends; a bracket may stand between."""
    view = reading.view
    for at in (end, bracket.end() if (bracket := _BRACKET.match(view, end)) else -1):
        link = _LINK.match(view, at) if at >= 0 else None
        if link is None:
            continue
        atom = reading.atom_at(link.end())
        code = country_of(atom)
        if code is None and link.end() != at:
            atom = reading.atom_at(at + 1 if view[at : at + 1] == " " else at)
            code = country_of(atom)
        if atom is None or code is None or code == "TH":
            continue
        if at == end or "ของ" in link.group() or "แห่ง" in link.group() or view.startswith(_OFFICIAL, atom.start):
            return code, atom.end
    return None


def _ends_name(atom: Atom) -> bool:
    for term in atom.terms:
        if term.kind in (TermKind.STOP, TermKind.TITLE, TermKind.POST, TermKind.MODIFIER):
            return True
        if term.kind is TermKind.TRIGGER and atom.end - atom.start >= 6:
            return True
        if term.kind in (TermKind.HEAD, TermKind.ENTITY) and not term.ambiguous:
            return True
    return False


def _trimmed(view: str, start: int, end: int) -> int:
    """``end`` without a joining word before it."""
    joint = _JOINT_END.search(view, max(start, end - 8), end)
    return joint.start() if joint is not None and joint.start() > start else end


def piece_end(reading: Reading, start: int, limit: int, *, first: bool) -> tuple[int, Atom | None]:
    """The end of the unbroken piece of name at ``start``, and the atom of a state or bloc that closes it, if one does."""
    barrier = BARRIER.search(reading.view, start, limit)
    end = barrier.start() if barrier else limit
    for atom in reading.atoms_in(start, end):
        if country_of(atom):
            return atom.end, atom
        if first and atom.start == start and atom.term(TermKind.HEAD):
            continue
        if _ends_name(atom):
            at = atom.start
            entity = atom.terms[0].entity
            if (
                entity is not None
                and entity.kind is EntityClass.INTERNATIONAL_ORGANIZATION
                and reading.view[max(start, at - 4) : at] == "แห่ง"
            ):
                return atom.end, atom
            return _trimmed(reading.view, start, at), None
    return _trimmed(reading.view, start, end), None


def line_limit(view: str, at: int, width: int) -> int:
    """The end of the line that holds ``at``, at most ``width`` characters on."""
    limit = min(len(view), at + width)
    newline = view.find("\n", at, limit)
    return newline if newline >= 0 else limit


def ministry_extent(reading: Reading, at: int) -> Extent | None:
    """The extent of a ministry whose fields begin at ``at`` (right behind "กระทรวง")."""
    end = fields_end(reading, at)
    known = end is not None
    if end is None:
        extent = plain_extent(reading, at)
        if extent is None or extent.state is None:
            return None
        return extent
    owner = owner_at(reading, end)
    if owner is not None:
        return Extent(owner[1], end, owner[0], fields=known)
    return Extent(end, end, None, fields=known)


def plain_extent(reading: Reading, at: int) -> Extent | None:
    """The extent of a body whose own name begins at ``at``, by spaces, brackets and function words."""
    view = reading.view
    limit = line_limit(view, at, _MAX_LENGTH)
    if view[at : at + 1] in (" ", "ฯ", ""):
        return None
    end, closing = piece_end(reading, at, limit, first=True)
    number = _NUMBERED.match(view, end) if closing is None and view.startswith(("เขต", "ภาค", "ที่"), end - 3) else None
    end = number.end() if number is not None else end
    own = view[at : closing.start] if closing is not None else view[at:end]
    if len(own) < 3 or _GENERIC_TAIL.match(own):
        return None
    if closing is None:
        owner = owner_at(reading, end)
        return Extent(owner[1], end, owner[0]) if owner is not None else Extent(end, end, None)
    organization = closing.terms[0].entity
    code = country_of(closing)
    if code is None and organization is not None:
        return Extent(closing.end, closing.start, None, organization=organization.key)
    if _BAD_LINK.search(own.removesuffix("ประเทศ").removesuffix("รัฐบาล")):
        return None
    owner_words = _OWNER_WORDS.search(view, at, closing.start)
    core_end = owner_words.start() if owner_words else closing.start
    return Extent(closing.end, core_end, code) if core_end - at >= 3 else None


def defined_at(view: str, end: int) -> bool:
    """Whether an abbreviation or foreign name in brackets follows, as after a proper name."""
    return _DEFINED.match(view, end) is not None
