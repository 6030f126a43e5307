"""Where the triggers of each topic stand in an article, and in what company."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from samphan.extract.triggers import Hit, TopicTriggers
from samphan.extract.zones import Zones

_FOCUS = (
    "ด้าน", "ความร่วมมือ", "เรื่อง", "ประเด็น", "สาขา", "ส่งเสริม", "พัฒนา", "ขยาย", "เกี่ยวกับ", "หารือ", "แก้ไขปัญหา", "ปัญหา",
    "cooperation in", "cooperation on", "in the field of", "on ", "promote ", "in areas of", "development of",
)  # fmt: skip
# A trigger right after one of these opens a passage of its own: "ด้านการค้า …", "2) การค้า …", "On trade, …".
_OPENS = re.compile(
    r"(?:(?:^|\n|[ “\"(•*.-])(?:ใน)?(?:ด้าน|มิติ|สาขา|เรื่อง|ประเด็น)(?:ความร่วมมือ)?"
    r"|สำหรับ(?:ด้าน)?|ในส่วนของ|ในประเด็น(?:ด้าน|เรื่อง)?|ในเรื่อง(?:ของ)?|เกี่ยวกับ"
    r"|\d[.)] ?|[-•] ?|(?:^|\n|\. )(?:On |In |Regarding |For )(?:the )?)$"
)
_CUES = re.compile(
    "ความร่วมมือด้าน|ความร่วมมือ|ร่วมมือ|หารือ|เห็นพ้อง|แลกเปลี่ยน|ส่งเสริม|ผลักดัน|สนับสนุน|เชิญชวน|พร้อมด้วย|เข้าร่วม|ที่ผ่านมา|มูลค่า|สถานการณ์|"
    "ขอบคุณ|ชื่นชม|ยินดี|โดยเฉพาะ|รวมถึง|อาทิ|เช่น|ลงนาม|บันทึกความเข้าใจ|ขยาย|เพิ่มพูน|กระชับ|แก้ไข|พัฒนา|ศักยภาพ|สำหรับ|ประเด็น|ผลกระทบ|ช่วง|"
    "ฟื้นฟู|หลัง|ภายใต้|ประชุม|โครงการ|เสนอ|นโยบาย|จัดตั้ง|ด้าน|ปัญหา|cooperation|discuss|promot|support|including|invite|expand|enhance|"
    "strengthen|agreed|thank|development of"
)
_NAMED = re.compile(
    r"(?:กระทรวง|กรม|สำนักงาน|สำนัก|องค์การ|องค์กร|สภา|สมาคม|บริษัท|คณะกรรมการ|คณะกรรมาธิการ|รัฐมนตรี|รมว|รมช|ปลัด|อธิบดี|ผู้อำนวยการ|"
    r"มหาวิทยาลัย|สถาบัน|หอการค้า|ประธาน|ธนาคาร|กองทุน|ศูนย์|โรงแรม|ห้อง|อาคาร|ทูต|ผู้แทน|ที่ปรึกษา|"
    r"ministry|minister|department|office|secretary)[^\n]*$"
)
_HEAD = 30  # characters from the start of a paragraph within which a trigger heads it
_WINDOW = 60  # characters before a trigger in which cues are looked for
_REACH = 48  # characters back within which the head of a name is looked for
_NEAR = 16  # characters within which two triggers stand in one list


class Evidence(NamedTuple):
    """One trigger of a topic at view offsets, and where it stands.

    ``zone`` is ``title``, ``lead`` or ``body``, ``paragraph`` counts from 1 (0 for the title). ``focus``: a word such as "ด้าน" stands
    right before it; ``listed``: triggers of other topics stand beside it; ``named``: it is part of a body's or post's name;
    ``heads``: it heads a paragraph; ``opens``: it opens a passage; ``chained``: it goes on a list that ``focus`` or ``opens`` began.
    ``cues`` are the words of cooperation shortly before it.
    """

    start: int
    end: int
    trigger: str
    strong: bool
    zone: str
    paragraph: int
    focus: bool
    listed: bool
    named: bool
    heads: bool
    opens: bool
    chained: bool
    cues: tuple[str, ...]


def evidence(view: str, triggers: TopicTriggers, zones: Zones) -> dict[str, list[Evidence]]:
    """The triggers of every topic in the title and the paragraphs of ``zones``, in reading order."""
    out: dict[str, list[Evidence]] = {}
    title_start, title_end = zones.title
    if title_end > title_start:
        _gather(out, view, title_start, triggers.find(view, title_start, title_end), zones, in_title=True)
    if zones.paragraphs:
        first, last = zones.paragraphs[0][0], zones.paragraphs[-1][1]
        _gather(out, view, first, triggers.find(view, first, last), zones, in_title=False)
    return out


def _gather(out: dict[str, list[Evidence]], view: str, start: int, hits: list[Hit], zones: Zones, *, in_title: bool) -> None:
    chained, reach = False, -1
    for at, (hit, paragraph) in _placed(hits, zones, in_title=in_title):
        zone = "title" if in_title else ("lead" if hit.end <= zones.lead_end else "body")
        before = view[max(start, hit.start - 24) : hit.start]
        focus = before.rstrip(" “\"'").endswith(_FOCUS)
        opens = _OPENS.search(before) is not None
        chained = focus or opens or (chained and hit.start - reach <= _NEAR)
        reach = hit.end
        listed = _listed(hits, at)
        named = _in_name(view, start, hit)
        heads = not in_title and hit.start - zones.paragraphs[paragraph - 1][0] <= _HEAD
        cues = tuple(_CUES.findall(view[max(start, hit.start - _WINDOW) : hit.start]))
        for code, strong in hit.voices:
            found = Evidence(
                hit.start, hit.end, hit.trigger, strong, zone, paragraph, focus, listed, named, heads, opens, chained, cues
            )  # fmt: skip
            out.setdefault(code, []).append(found)


def _placed(hits: list[Hit], zones: Zones, *, in_title: bool) -> Iterator[tuple[int, tuple[Hit, int]]]:
    """The hits with their index and paragraph; what stands outside the paragraphs is left out."""
    starts = [first for first, _ in zones.paragraphs]
    for at, hit in enumerate(hits):
        paragraph = 0 if in_title else bisect_right(starts, hit.start)
        if in_title or hit.end <= zones.paragraphs[paragraph - 1][1]:
            yield at, (hit, paragraph)


def _in_name(view: str, start: int, hit: Hit) -> bool:
    """Whether the hit is part of a body's, post's or room's name: such a head stands before it in the same unspaced run."""
    before = view[max(start, hit.start - _REACH) : hit.start]
    if hit.start and view[hit.start - 1] < "\u0e00":
        run = before[-_REACH // 2 :].lower() if view[hit.start].isascii() else ""
        run = run[run.rfind(",") + 1 :]
    else:
        run = before[max(before.rfind(" "), before.rfind("\n"), before.rfind("(")) + 1 :]
    return bool(run and _NAMED.search(run))


def _listed(hits: list[Hit], at: int) -> bool:
    """Whether the hit stands beside triggers of other topics, as in "trade, investment, tourism"."""
    hit = hits[at]
    before = at > 0 and hit.start - hits[at - 1].end <= _NEAR and hits[at - 1].voices != hit.voices
    after = at + 1 < len(hits) and hits[at + 1].start - hit.end <= _NEAR and hits[at + 1].voices != hit.voices
    return before or after
