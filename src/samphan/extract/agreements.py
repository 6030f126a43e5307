"""The instruments that a signing is about: their titles as written, what kind of instrument each is, and where it stands."""

from __future__ import annotations

import re

from samphan.extract.leads import Piece
from samphan.extract.reading import Reading
from samphan.facts import Agreement, Status
from samphan.knowledge import TermKind

_KINDS: tuple[tuple[str, str], ...] = (
    ("memorandum-of-understanding", r"บันทึกความเข้าใจ|บันทึกความตกลง|บันทึกข้อตกลง|บันทึกความร่วมมือ|Memorandum of Understanding|\bMO[Uu]\b"),
    ("joint-statement", r"แถลงการณ์ร่วม|ถ้อยแถลงร่วม|Joint Statement"),
    ("action-plan", r"แผนปฏิบัติการร่วม|แผนปฏิบัติการ|Plan of Action|Action Plan"),
    ("declaration", r"ปฏิญญา|Declaration"),
    ("protocol", r"พิธีสาร|Protocol"),
    ("letter-of-intent", r"หนังสือแสดงเจตจำนง|หนังสือแสดงเจตนารมณ์|Letter of Intent"),
    ("treaty", r"สนธิสัญญา|อนุสัญญา|Treaty|Convention"),
    ("agreement", r"ความตกลง|ข้อตกลง|Agreement"),
    ("contract", r"สัญญาซื้อขาย|สัญญา(?=ความร่วมมือ|จ้าง|ร่วม)|Contract"),
)
_INSTRUMENT = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, (_, pattern) in enumerate(_KINDS)))
_TITLE_GOES_ON = re.compile(r" ?(?:ว่าด้วย|เกี่ยวกับ|ด้าน|เรื่อง|เพื่อ|ระหว่าง|ความร่วมมือ|โครงการ|สำหรับ|ฉบับ|การ|ในการ|ทาง|on |between |for |of )")
_BARRIER = re.compile(r"[\n()“”\"]|(?:,|;) ")
_DRAFT = re.compile(r"(?:ร่าง|จะ[^\n]{0,30}|เตรียม[^\n]{0,30}|ผลักดัน[^\n]{0,30})$")
_MAX_TITLE = 180
_MAX = 6


def _title_end(reading: Reading, end: int, limit: int) -> int:
    """Where the title that began before ``end`` stops: a bracket, a quote, or a space before a verb or a person."""
    following = _TITLE_GOES_ON.match(reading.view, end, limit)
    if following is None:
        return end
    barrier = _BARRIER.search(reading.view, end, limit)
    stop = barrier.start() if barrier else limit
    for atom in reading.atoms_in(following.end(), stop):
        if reading.view[atom.start - 1] == " " and any(
            t.kind in (TermKind.STOP, TermKind.TITLE, TermKind.TRIGGER) and len(t.name) >= 3 for t in atom.terms
        ):
            return atom.start
    return stop


def find_agreements(reading: Reading, pieces: tuple[Piece, ...], status: Status) -> tuple[Agreement, ...]:
    """The distinct instruments named in ``pieces``, the longest title of each first mention, at most six."""
    view = reading.view
    found: dict[str, Agreement] = {}
    for start, end in pieces:
        at = start
        while (match := _INSTRUMENT.search(view, at, end)) is not None:
            stop = _title_end(reading, match.end(), min(end, match.end() + _MAX_TITLE))
            at = max(stop, match.end())
            kind = _KINDS[int((match.lastgroup or "k0")[1:])][0]
            title = " ".join(view[match.start() : stop].split()).rstrip(" -–")
            planned = status is not Status.HELD or _DRAFT.search(view, max(start, match.start() - 40), match.start()) is not None
            known = next((t for t in found if t.startswith(title) or title.startswith(t)), None)
            if known is not None and len(known) >= len(title):
                continue
            if known is not None:
                del found[known]
            if len(found) < _MAX:
                where = reading.span(match.start(), max(stop, match.end()))
                found[title] = Agreement(title, kind, Status.PLANNED if planned else Status.HELD, where)
    return tuple(sorted(found.values(), key=lambda a: a.span))
