"""The places of an article that may name a person: behind titles, behind posts, in brackets.

A name begins where a title ends ("นาย", "พล.ต.อ.", "H.E. Mr.") or, without one, behind the post of a leader ("ประธานาธิบดีไบเดน");
a bracket after it may give the other script.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from samphan.extract.boundaries import is_thai
from samphan.extract.english import english_posts
from samphan.extract.names import Name, latin_name, name_at, thai_name, title_chain
from samphan.extract.reading import Reading
from samphan.extract.wording import is_common
from samphan.knowledge import TermKind


@dataclass(slots=True)
class Candidate:
    """A place that may name a person: the name, the whole expression at view offsets, the other script's form, the titles."""

    name: Name
    outer_start: int
    outer_end: int
    alias: Name | None
    honorific: str


_ALIAS_OPEN = re.compile(r" {0,2}\( {0,2}")
# Thai titles of so few letters that they also occur inside other words.
# Words that begin with the title นาย, and names do: นายพล + ภูมิ.
_RANK_WORDS = frozenset({"นายพล", "นายพัน", "นายร้อย", "นายช่าง", "นายทุน"})
_SYLLABLES = frozenset({"ชีก", "ชีค", "เชค", "ชรี", "เชคา", "อู"})
_VERBAL = (
    "ได้", "จะ", "และ", "ที่", "เป็น", "ให้", "ไม่", "ยัง", "ร่วม", "เข้า", "กล่าว", "แห่ง", "ต้อง", "ซึ่ง", "เพื่อ", "พร้อม", "คน", "เดิน",
    "แนะ", "เผย", "ชู", "ย้ำ", "สั่ง", "ชี้", "ลุย", "ถก", "หนุน", "ปลื้ม", "ยัน", "ห่วง", "กำชับ", "แจง", "โชว์", "นำ", "พบ", "บิน", "ขอ",
)  # fmt: skip
_AFTER_NAME = (*_VERBAL, "มี", "ใน", "เมื่อ", "ระหว่าง", "ผ่าน", "โดย", "จาก", "กับ", "ถึง", "ภาย", "หลัง", "ก่อน", "เพราะ", "หรือ", "ของ")
_TAIL = re.compile(r"(?:สู่|ใน|ที่|ซึ่ง|และ|ได้|จะ|แห่ง|ของ|ว่า|ก็|ยัง|เพื่อ|กับ|มี|ให้)+$")
_LEADERS = frozenset({"post/president", "post/prime-minister", "post/vice-president", "post/deputy-prime-minister"})
_NOBODY = frozenset({"ทั้งหลาย", "ทั้งสอง", "ทุกท่าน", "คลินิก", "ทรงคุณวุฒิ", "เชี่ยวชาญ", "ชำนาญการ", "โฮจิมินห์", "โฮจิมินท์"})
# Callings that are titles before a name and plain words otherwise.
_CALLINGS = ("เด็กหญิง", "เด็กชาย", "แพทย์", "แพทย์หญิง", "อาจารย์", "เภสัชกร", "ศาสตราจารย์", "พระ")
# Titles of nobles and monks that mostly stand for rivers, temples, kings of old or within longer words.
_RARE_TITLES = frozenset(
    {"เคานต์", "เจ้าพระยา", "ดยุค", "สมเด็จ", "สมเด็จฯ", "เจ้าหญิง", "เจ้าชาย", "หลวงพ่อ", "พระยา", "พระภิกษุ", "พระ", "หลวง", "ขุน"}
)
_PRONOUNS = frozenset({"He", "She", "They", "The", "It", "This", "These", "In", "On", "At", "His", "Her"})
_NO_PERSON = re.compile(
    r"(?i:center|centre|club|committee|council|systems?|group|company|bank"
    r"|assembly|agreement|forum|equilibrium|administrator|manager|llc|trading|cruises?|lines?|secretariat|meeting|summit|rivers?|university|policy|study|insurance|election|hospital|department|conference|education)\b"
)
# What stands before a title that is only the end of another word: สมเด็จพระนาง…, หอยนางรม, โปรดกระหม่อม, พ.ศ.
_INSIDE = {"นาย": ("พัฒ", "มิถุ"), "นาง": ("พระ", "หอย", "วัด"), "หม่อม": ("กระ", "เกล้า"), "ศ": ("พ.", "ค.", "พ. ", "ค. ")}
# Forms of address that are common words too; a word before that they end ("ขอบคุณ") is a known one.
_ADDRESS = re.compile(r"ท่าน(?=[ ก-ฮเแโใไA-Z])|(?<!บุญ)(?<!ขอบ)(?<!พระ)คุณ(?=[ ก-ฮเแโใไA-Z])")
_COUNTED = re.compile(r"(?:^|[^\d.,/])\d{1,3} {0,2}$")
_LINE_HEAD = re.compile(r"(?:(?<=\n)|(?<=-))(?P<name>[A-Z][a-z’'-]+(?: [A-Z][a-z’'.-]+){1,3}), (?:the )?")
_BROKEN = re.compile(r" ?\n[^\W\d_][^\n(),:0-9]{1,30}(?=\))")
_ROYAL = re.compile(r"(?:พระบาทสมเด็จ|สมเด็จพระ|เจ้าฟ้า|พระองค์เจ้า|กรมสมเด็จ|พระราชินี)")


def _alias(reading: Reading, at: int, thai: bool) -> tuple[Name, int] | None:
    """The same person's name in the other script, in a bracket at ``at``, and where the bracket ends."""
    opening = _ALIAS_OPEN.match(reading.view, at)
    if opening is None:
        return None
    start = opening.end()
    atom = reading.atom_at(start)
    titled = atom is not None and atom.term(TermKind.TITLE) is not None
    if atom is not None and titled:
        _, start = title_chain(reading, reading.index_at(atom.start))
        while reading.view[start : start + 1] in (" ", "."):
            start += 1
    elif atom is not None and not thai:
        return None
    name = name_at(reading, start) if not thai else latin_name(reading, start)
    if name is None or is_thai(reading.view[name.start]) == thai:
        return None
    broken = _BROKEN.match(reading.view, name.end)
    if broken is not None:
        name = Name(name.start, broken.end(), tuple(reading.view[name.start : broken.end()].split()), sure=True)
    if not titled and len(name.tokens) < 2:
        return None
    close = reading.view.find(")", name.end, name.end + 160)
    return name, close + 1 if close >= 0 else name.end


def _misread(reading: Reading, start: int, end: int) -> bool:
    """Whether the title at ``[start, end)`` is part of another word: the end of a month, "ท่านนายก", a syllable."""
    view = reading.view
    if view[start:end] == "นาย" and view[end : end + 1] == " " and _COUNTED.search(view[max(0, start - 7) : start]):
        return True  # "42 นาย": the classifier
    if view[end : end + 1] == "/" and view[end + 1 : end + 2] != " " and reading.atom_at(end + 1) is None:
        return True  # "แพทย์/พยาบาล"
    if start and view.endswith(_INSIDE.get(view[start:end].rstrip("."), ()), 0, start):
        return True
    if view[start:end] == "นาย" and view.startswith("ความ", end):
        return True  # ทนายความ
    if view[start:end] == "นาย":
        return view.endswith(("มิถุ", "ท่าน"), 0, start) and (view[start - 1] != "น" or view[end : end + 1] == "ก")
    if start == 0 or not is_thai(view[start - 1]) or view[start:end] not in _SYLLABLES:
        return False
    index = reading.index_at(start)
    return index == 0 or reading.atoms[index - 1].end != start


def titled_names(reading: Reading) -> list[Candidate]:
    """The persons named with a title, rank or honorific, in order."""
    found: list[Candidate] = []
    index, atoms, view = 0, reading.atoms, reading.view
    taken = 0
    while index < len(atoms):
        atom = atoms[index]
        if atom.terms[-1].kind < TermKind.TITLE:  # terms are sorted by kind: no title, no cover word
            index += 1
            continue
        if atom.start >= taken and view[atom.start : atom.end] in _RANK_WORDS and atom.term(TermKind.POST) is None:
            name = thai_name(reading, atom.start + 3)
            if name is not None and name.sure and len(name.tokens) > 1:
                found.append(_candidate(reading, name, atom.start, "นาย"))
                taken = found[-1].outer_end
        if atom.start < taken or atom.term(TermKind.TITLE) is None or _misread(reading, atom.start, atom.end):
            index += 1
            continue
        after, end = title_chain(reading, index)
        while end < len(view) and view[end] in "./" and view[end - 1] != " ":
            end += 1
        if view.startswith(" the ", end) and (further := reading.atom_at(end + 5)) is not None and further.term(TermKind.TITLE):
            after, end = title_chain(reading, reading.index_at(end + 5))
        name = name_at(reading, end)
        if name is None or _ROYAL.match(view, atom.start) or _no_person(view, name, atom.start, end):
            index = after
            continue
        found.append(_candidate(reading, name, atom.start, " ".join(view[atom.start : end].split())))
        taken = found[-1].outer_end
        index = max(after, reading.index_at(taken))
    return found


def _no_person(view: str, name: Name, start: int, title_end: int) -> bool:
    """Whether what was read as a name is none: "General Assembly", "แพทย์หญิง" or "เด็กหญิง" as plain words."""
    if not is_thai(view[name.start]):
        pronoun = len(name.tokens) == 1 and name.tokens[0] in _PRONOUNS
        return pronoun or view[start - 1 : start] == "-" or _NO_PERSON.search(view, name.start, name.end) is not None
    if view[start:title_end].strip() in _RARE_TITLES:
        return not name.sure or is_common("".join(name.tokens))
    return len(name.tokens) == 1 and not name.sure and view.endswith(_CALLINGS, start, title_end) and is_common(name.tokens[0])


def _candidate(reading: Reading, name: Name, start: int, honorific: str) -> Candidate:
    alias = _alias(reading, name.end, is_thai(reading.view[name.start]))
    return Candidate(name, start, alias[1] if alias else name.end, alias[0] if alias else None, honorific)


def _bare(name: Name | None) -> Name | None:
    """``name`` as it may be believed without a title before it: spelled unlike common words, without the words that follow."""
    if name is None or len(name.tokens[0]) > 16 or is_common("".join(name.tokens)):
        return None
    first = name.tokens[0]
    if first.startswith(_VERBAL):
        return None
    if len(name.tokens) > 1 and not name.sure and name.tokens[1].startswith(_AFTER_NAME) and is_common(name.tokens[1]):
        name = Name(name.start, name.start + len(first), (first,), sure=False)
    if len(name.tokens) == 1:
        cut = _TAIL.search(first)
        if is_common(first) or (cut is not None and cut.start() < 3):
            return None
        if cut is not None:
            return Name(name.start, name.start + cut.start(), (first[: cut.start()],), sure=False)
    return name


def _after_english_post(reading: Reading, titled: list[Candidate]) -> list[Candidate]:
    """Untitled names of English articles: behind a post ("Prime Minister Srettha Thavisin") or, at the head of a line, before one."""
    view = reading.view
    taken = [(c.outer_start, c.outer_end) for c in titled]
    found: list[Candidate] = []
    posts = english_posts(reading)
    for post in posts:
        opens = view[post.until : post.until + 1] == " " and view[post.until + 1 : post.until + 2].isupper()
        if not opens or reading.atom_at(post.until + 1) is not None:
            continue
        name = latin_name(reading, post.until + 1)
        if name is not None and 2 <= len(name.tokens) <= 5 and not _NO_PERSON.search(view, name.start, name.end):
            found.append(Candidate(name, name.start, name.end, None, ""))
    begins = {p.start for p in posts}
    for line in _LINE_HEAD.finditer(view, min(reading.title[0], reading.body[0]), reading.body[1]):
        if line.end() in begins:
            start, end = line.span("name")
            if not reading.atoms_in(start, end):
                found.append(Candidate(Name(start, end, tuple(view[start:end].split()), sure=True), start, end, None, ""))
    found = [c for c in found if not any(s < c.outer_end and c.outer_start < e for s, e in taken)]
    return sorted(found, key=lambda c: c.outer_start)


def untitled_names(reading: Reading, titled: list[Candidate]) -> list[Candidate]:
    """Names without a title: straight after a post ("ประธานาธิบดีไบเดน", "เอกอัครราชทูต Mark Gooding") or after "ท่าน" before a post.

    A Thai name has to be spelled unlike common words there, since a post is mostly followed by a verb.
    """
    if reading.english:
        return _after_english_post(reading, titled)
    view = reading.view
    starts = [c.outer_start for c in titled]
    found: list[Candidate] = []
    for atom in reading.atoms:
        post = atom.term(TermKind.POST) if atom.terms[0].kind <= TermKind.POST else None
        if post is None:
            continue
        at = atom.end + (view[atom.end : atom.end + 1] == " ")
        place = bisect_right(starts, at)
        if place and titled[place - 1].outer_end > at:
            continue
        name: Name | None = None
        if "A" <= view[at : at + 1] <= "Z" and reading.atom_at(at) is None:
            name = latin_name(reading, at)
            if name is not None and (len(name.tokens) < 2 or post.latin or _NO_PERSON.search(name.tokens[-1])):
                name = None
        elif (post.post.key if post.post else "") in _LEADERS and is_thai(view[at : at + 1]) and reading.atom_at(at) is None:
            name = _bare(thai_name(reading, at))
        if name is not None and (place == len(starts) or starts[place] >= name.end):
            found.append(_candidate(reading, name, name.start, ""))
    for address in _ADDRESS.finditer(view, min(reading.title[0], reading.body[0]), reading.body[1]):
        word, offset = address.group(), address.start()
        start = offset + len(word) + (view[offset + len(word)] == " ")
        here = reading.atom_at(offset)
        if reading.atom_at(start) is not None or (here is not None and here.end > offset + len(word)):
            continue
        name = name_at(reading, start)
        if name is None or len(name.tokens) < 2:
            continue
        if is_thai(view[name.start]) and (not name.sure or is_common("".join(name.tokens))):
            continue
        place = bisect_right(starts, offset)
        if not place or titled[place - 1].outer_end <= offset:
            found.append(_candidate(reading, name, offset, word))
    return found


def names_nobody(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether no single person is meant: "ฯพณฯ ทั้งหลาย", or "นายก" read as the title นาย and a name in ก."""
    first = candidate.name.tokens[0]
    if first in _NOBODY:
        return True
    if candidate.honorific.endswith("นาย") and first.startswith("ก") and len(first) > 2:
        rest = first[1:]
        if len(candidate.name.tokens) > 1:
            return any(rest == c.name.tokens[0] for c in candidates)
        known = any(rest.startswith(c.name.tokens[0]) for c in candidates if len(c.name.tokens) > 1)
        return known or (is_common(rest) and not is_common(first))
    return False
