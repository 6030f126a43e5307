"""Years that stand alone: ปี 2565, พ.ศ. 2565, ปีงบประมาณ 2566, ปี 2566 - 2570, in 2024."""

from __future__ import annotations

import re

from samphan.dates.anchors import Anchor, Sort
from samphan.dates.calendar import FIRST_YEAR, LAST_YEAR, common_era, partial, short_buddhist
from samphan.dates.mention import DateKind, DateMention

_LAST = r"(?:[ ]{0,2}(?:[-–—/~]|ถึง)[ ]{0,2}(?:ปี[ ]?)?(?:พ\.ศ\.[ ]?)?(?P<last>\d{4}|\d{2}))?(?!\d)(?![.,]\d)(?!/)"
_THAI = re.compile(
    r"(?:ปี[ ]{0,2}(?P<fiscal>งบประมาณ|งบฯ?)?(?:การศึกษา|การผลิต|เพาะปลูก|ภาษี|บัญชี)?[ ]{0,2})?"
    r"(?:พ\.?ศ\.?|ค\.?ศ\.?|พุทธศักราช|คริสต์ศักราช)?[ ]{0,2}['’‘]?(?P<first>\d{4}|\d{2})" + _LAST
)
_ENGLISH = re.compile(r"(?P<fiscal>[Ff]iscal [Yy]ear|FY)?[ ]?(?:[A-Za-z]{2,6}[ ])?(?P<first>\d{4})" + _LAST)
_COUNT_BEFORE = re.compile(r"(?:\d[ ]?|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|หลาย|ต่อ|ราย|อายุ|ครบ|รอบ)$")
_UNIT_AFTER = re.compile(r"[ ]{0,2}(?:ปี|คน|ราย|ล้าน|วัน|บาท|แห่ง|เดือน|%|จังหวัด|ประเทศ)")


def read_year(view: str, anchor: Anchor) -> DateMention | None:
    """The year or years at a year word, ``None`` where it counts years (สามปี) or no year follows."""
    start = anchor.start
    if anchor.sort is Sort.YEAR:
        match = _THAI.match(view, start)
    else:
        start += -1 if view.startswith("iscal", start) else view[start] == " "
        match = _ENGLISH.match(view, max(0, start))
    if not match:
        return None
    first = _year(match.group("first"))
    if len(match.group("first")) == 2 and (
        _COUNT_BEFORE.search(view, max(0, start - 6), start) or _UNIT_AFTER.match(view, match.end("first"))
    ):
        return None
    if first is None:
        return None
    last, end = _last(first, match.group("first"), match.group("last")), match.end()
    if match.group("last") and last is None:
        end = match.end("first")
    if match.group("fiscal"):
        return DateMention(match.start(), end, partial(first - 1), partial(last or first), DateKind.FISCAL)
    return DateMention(match.start(), end, partial(first), partial(last) if last else None, DateKind.YEAR)


def _year(digits: str) -> int | None:
    return common_era(int(digits)) if len(digits) == 4 else short_buddhist(int(digits))


def _last(first: int, written: str, digits: str | None) -> int | None:
    """The range's last year: ``2566-70`` takes its century from the first; ``None`` where it is no later year."""
    if digits is None:
        return None
    last = _year(digits) if len(digits) == len(written) else common_era(int(written[:2] + digits)) if len(digits) == 2 else None
    return last if last is not None and FIRST_YEAR <= first < last <= min(LAST_YEAR, first + 100) else None
