"""Companies and trade associations that the ontology does not hold, read by their head word and how such names end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from samphan.extract.extents import BARRIER, country_of, defined_at, line_limit, piece_end
from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import Lexicon, TermKind


class Firm(NamedTuple):
    """A company as read: view offsets of the whole name, and of the name without its head word."""

    start: int
    end: int
    core: int


_LIMITED = re.compile(
    r"(?:[^\n()“”\"]|\((?:\d{4}|[^()\n]{2,24})\)){2,90}?(?:จำกัด|จํากัด|ลิมิเต็ด|คอร์ปอเรชั่น|คอร์ปอเรชัน)"
    r"(?: ?\((?:มหาชน|ประเทศไทย)\))*(?![ก-๎]{0,2}[ะาิีึืุู])"
)
_NAMED_FIRM = re.compile(r"[^\s()“”\"]{1,16}(?: [^\s()“”\"]{1,16}){0,3} ?(?:กรุ๊ป|โฮลดิ้ง|แอร์ไลน์ส?|แอร์เวย์ส?|ออโตโมบิล|มอเตอร์ส?)(?=[\s(),]|$)")
_PROPER = r"[A-Z0-9][\w&.'’+\-]*"
FORM = (
    r"(?:Co\.? ?, ?Ltd|Co\.? Ltd|Public Company Limited|Company Limited|Limited|Ltd|Inc|PLC|Plc|LLC|S\.p\.A|GmbH|AG|SE|Corporation|Corp"
    r"|Pte\.? ?Ltd|Sdn\.? ?Bhd)"
)
"""The legal form that ends a firm's Latin name, without its last full stop."""

_FORM = FORM + r"\.?"
_LATIN = re.compile(
    rf"{_PROPER}(?: (?:& |and |of |de )?{_PROPER}| [a-z]+(?= {_FORM}))*(?: ?\([A-Z][A-Za-z ]+\))?(?:,? ?{_FORM})?"
    r"(?: ?\((?:Thailand|มหาชน)\))?"
)
_NO_NAME = re.compile(
    r"[\d.,\-]+|(?i:start-?ups?|smes?|data cent(?:er|re)s?|it|ev|ai|big tech|tech|mou|online travel agents?|ota|holdings?|supply chain"
    r"|fintech|software|digital)"
)
_NEXT = re.compile(r", ?(?:และ ?)?(?:บริษัท ?)?| ?และ ?(?:บริษัท ?)?")
_GENERIC = re.compile(
    r"(?:ชั้น|ต่าง|ที่|ใหญ่|ใน|ของ|ขนาด|เอกชน|ย่อย|ร่วม|แม่|ลูก|เป็น|มี|ทุก|หลาย|และ|หรือ|จะ|ได้|ให้|ยัง|นี้|นั้น|ดังกล่าว|ผู้|จัด|นำ|สร้าง|สัญชาติ|ไทย$|ข้าม|มหาชน|จดทะเบียน|ฯ"
    r"|ประกัน|สมาชิก|พาณิชย์|โลก|พัฒนาเพื่อ|เพื่อ|ซึ่ง|จาก|ว่า|รวม|เข้า|แห่ง|ด้าน|รถ|เทคโนโลยี|ค้า|การค้า$|เฉพาะ|ต้น|พลังงาน|ใด|กว่า|พันธมิตร|ถึง|โดย|รับ|ส่ง|ชื่อ|ทั้ง|ทัวร์|นำเที่ยว|ท่องเที่ยว|เพียง)"
)
_CIVIL = re.compile(r"(?:มิตรภาพ|นักเรียน|ศิษย์|สตรี|แม่บ้าน|กีฬา|ฟุตบอล|แพทย์|พยาบาล|วิชาชีพ|พุทธ|ชาวพุทธ|อนุรักษ์|ครู|ผู้สูงอายุ|คนพิการ|สื่อ|นักข่าว|วิทยาศาสตร์)")
_ALWAYS_TRADE = ("หอการค้า", "สภาธุรกิจ", "สภาหอการค้า", "สภาอุตสาหกรรม", "สมาคมการค้า")
_PARTNER = re.compile(r" ?[-–] ?")
_CORPORATE = re.compile(r"(?:กรุ๊ป|โฮลดิ้ง|โฮลดิงส์|แอร์ไลน์ส?|แอร์เวย์ส?|มอเตอร์ส?|ออโต้|เทค|เอ็นเนอร์จี|เทรดดิ้ง|เซอร์วิส)$")
_HELD_BY = re.compile(r"(?:ประธาน|กรรมการ|กรรมการผู้จัดการ|ผู้บริหาร|ผู้แทน|ผู้แทนจาก|ผู้จัดการ|เจ้าของ|บริหาร|ใหญ่) ?$")
_LIST_LIMIT = 12


@lru_cache(maxsize=4)
def _trades(lexicon: Lexicon) -> re.Pattern[str]:
    words = sorted(lexicon.name_words.get("BusinessAssociation", ()), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")" if words else "(?!)")


def core_name(name: str) -> str:
    """The name of a company without its head word and legal form ("บริษัท ก จำกัด (มหาชน)" and "ก" are one)."""
    bare = re.sub(r"^(?:กลุ่มบริษัท|เครือบริษัท|กลุ่ม|บริษัท|บมจ\.|บจก\.|บจ\.|สายการบิน|ธนาคาร)\s*", "", name)
    bare = re.sub(rf"[\s,]*(?:\((?:มหาชน|ประเทศไทย|Thailand)\)|จำกัด|จํากัด|{_FORM})\s*$", "", bare)
    bare = re.sub(rf"[\s,]*(?:\((?:มหาชน|ประเทศไทย|Thailand)\)|จำกัด|จํากัด|{_FORM})\s*$", "", bare)
    return bare.strip(" ,.-") or name


def _clean(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing between says that the name had ended: another head, a person, a verb of four letters or more."""
    for atom in reading.atoms_in(start, end):
        for term in atom.terms:
            if term.kind in (TermKind.HEAD, TermKind.TITLE, TermKind.POST) or (
                term.kind in (TermKind.STOP, TermKind.TRIGGER) and atom.end - atom.start >= 4
            ):
                return False
    return True


def _latin_run(reading: Reading, head_start: int, at: int) -> list[Firm]:
    """The Latin names at ``at``: one, or a list of them ("บริษัท A, B และ C")."""
    view = reading.view
    out: list[Firm] = []
    while len(out) < _LIST_LIMIT:
        match = _LATIN.match(view, at)
        if match is None or len(match.group()) < 2 or _NO_NAME.fullmatch(match.group()):
            break
        end = at + len(match.group().rstrip(" ,-"))
        if match.group().rstrip().endswith(".") and not re.search(rf"{_FORM}$", match.group()):
            end = at + len(match.group().rstrip(" .,-"))
        out.append(Firm(at if out else head_start, end, at))
        joint = _NEXT.match(view, end)
        following = _LATIN.match(view, joint.end()) if joint else None
        if joint is None or following is None or len(following.group()) < 2:
            break
        if "," not in joint.group() and len(out) == 1:
            break
        at = joint.end()
    return out


def companies_at(reading: Reading, head: Atom) -> list[Firm]:
    """The companies or the association whose head word is ``head``; empty where no proper name follows."""
    view = reading.view
    association = head.term(TermKind.HEAD)
    firm = association is not None and association.value == "Company"
    at = head.end
    while view[at : at + 1] == " " and at - head.end < 3:
        at += 1
    limit = line_limit(view, at, 110)
    if firm:
        limited = _LIMITED.match(view, at, limit)
        if limited is not None and _clean(reading, at, limited.end() - 4) and len(limited.group().split()) <= 9:
            return [Firm(head.start, limited.end(), at)]
        named = _NAMED_FIRM.match(view, at, limit)
        if named is not None and _clean(reading, at, named.end()) and not _GENERIC.match(named.group()):
            return [Firm(head.start, named.end(), at)]
    firms = _latin_run(reading, head.start, at)
    if firms:
        return firms
    if firm:
        return _thai_firm(reading, head.start, head.end, at, limit)
    return _association(reading, head.start, at, limit)


def _thai_firm(reading: Reading, start: int, head_end: int, at: int, limit: int) -> list[Firm]:
    view = reading.view
    barrier = BARRIER.search(view, at, limit)
    end = barrier.start() if barrier else limit
    word = view[at:end]
    stopped = next((a.start for a in reading.atoms_in(at, end) if not a.term(TermKind.ENTITY) or country_of(a)), end)
    if at == head_end and view[start:head_end] == "ธนาคาร" and view.startswith(("แห่ง", "เพื่อ"), at):
        bank_end, closing = piece_end(reading, at, limit, first=True)
        code = country_of(closing)
        return [Firm(start, bank_end, at)] if code not in (None, "TH") and "แห่ง" in view[at:bank_end] else []
    if at == head_end and view[start:head_end] in ("บริษัท", "กลุ่มบริษัท", "ธนาคาร", "เครือบริษัท"):
        return []
    if stopped < end or not 3 <= len(word) <= 26 or _GENERIC.match(word) or view[start:head_end] == "ธนาคาร":
        return []
    if not (_CORPORATE.search(word) or _HELD_BY.search(view, max(0, start - 20), start) or re.match(r" ?\([A-Z]", view[end : end + 3])):
        return []
    return [Firm(start, end, at)]


def _association(reading: Reading, start: int, at: int, limit: int) -> list[Firm]:
    view = reading.view
    head = view[start:at].strip()
    if view[at - 1 : at] == " " or (start and view[start - 4 : start] == "พุทธ"):
        return []
    end, closing = piece_end(reading, at, min(limit, at + 70), first=True)
    while closing is None and end < limit and (atom := reading.atom_at(end)) is not None:
        entity = atom.terms[0].entity
        local = entity is not None and entity.subclass == "LocalGovernment"
        if not (local or (atom.term(TermKind.HEAD) is not None and view[atom.start : atom.end] == "จังหวัด")):
            break
        end = atom.end
    tail = view[at:end]
    code = country_of(closing)
    trade = head.startswith(_ALWAYS_TRADE) or _trades(reading.lexicon).search(tail) is not None
    if (
        len(tail) < 3
        or tail in ("จังหวัด", "ต่างประเทศ", "จังหวัดทั่วประเทศ")
        or not trade
        or _CIVIL.search(tail)
        or re.match(r"(?:ต่าง|ที่|ใน|และ(?!การ)|ของ|ดังกล่าว|นี้|ทั้ง|ๆ)", tail)
    ):
        return []
    if (
        closing is None
        and view[end : end + 1]
        and "\u0e01" <= view[end] <= "\u0e4e"
        and not view.startswith(("และ", "กับ", "ได้", "โดย"), end)
    ):
        atom_end = reading.atom_at(end)
        if atom_end is None:
            return []
    pair = _PARTNER.match(view, end) if closing is not None else None
    partner = reading.atom_at(pair.end()) if pair else None
    if (
        partner is not None
        and partner.terms[0].entity is not None
        and partner.terms[0].entity.kind
        in (
            EntityClass.COUNTRY,
            EntityClass.INTERNATIONAL_ORGANIZATION,
        )
    ):
        end = partner.end
    elif code is not None and (partner_at := reading.atom_at(end)) is not None and country_of(partner_at):
        end = partner_at.end
    if closing is None and not head.startswith(_ALWAYS_TRADE) and not defined_at(view, end) and len(tail) < 6:
        return []
    return [Firm(start, end, at)]
