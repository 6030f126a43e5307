"""The venue or city of an act, as written ("ณ ห้องสีม่วง ตึกไทยคู่ฟ้า ทำเนียบรัฐบาล")."""

from __future__ import annotations

import re

from samphan.extract.reading import Reading
from samphan.knowledge import TermKind

_VENUE = (
    r"(?:ห้อง|ตึก|อาคาร|ทำเนียบ|โรงแรม|ศูนย์|กรุง|เมือง|นคร|สำนักงาน|กระทรวง|กรม|สถาน|ท่าอากาศยาน|สนามบิน|จังหวัด|เกาะ|หอประชุม"
    r"|บ้าน|วัง|พระ|รัฐสภา|มหาวิทยาลัย|ด่าน|ลาน|เรือน|[A-Z])"
)
_AT = re.compile(rf"(?:(?<![ก-๎])ณ ?|(?<![ก-๎])ที่ ?(?={_VENUE}))(?={_VENUE})")
_TIME_END = re.compile(r"[\n(“”\"]|เวลา| ว่า|,")
_MAX = 110


def find_place(reading: Reading, piece: tuple[int, int]) -> str | None:
    """The first venue in ``piece``, up to the first word that is no longer part of it."""
    view = reading.view
    match = _AT.search(view, *piece)
    if match is None:
        return None
    start = match.end()
    limit = min(piece[1], start + _MAX)
    barrier = _TIME_END.search(view, start, limit)
    end = barrier.start() if barrier else limit
    for atom in reading.atoms_in(start + 1, end):
        if view[atom.start - 1] == " " and any(
            t.kind in (TermKind.STOP, TermKind.TITLE, TermKind.POST, TermKind.TRIGGER) for t in atom.terms
        ):
            end = atom.start
            break
        if atom.term(TermKind.TITLE) and atom.end - atom.start >= 3:
            end = atom.start
            break
    place = view[start:end].strip()
    return place or None
