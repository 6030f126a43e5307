"""Days, months and years written the Thai way, read around one anchor.

Every expression works in a window of bounded width beside the anchor and holds no nested repetition, so each call takes constant time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.dates.anchors import Anchor, Sort
from samphan.dates.calendar import THAI_MONTHS, common_era, exists, short_buddhist

_LEAP = 2024  # where the year is not told, 29 February exists

WINDOW = 72
"""How far before an anchor a date may begin, in characters."""


class Atom(NamedTuple):
    """A date as far as its own words tell; ranges across months and missing years are settled later.

    ``bare`` marks a month with neither day nor year nor a word that points to one: it counts only as one end of a range.
    ``direction`` is -1 for "last", +1 for "next"; ``shift`` counts years from the year of publication where the words say so.
    """

    start: int
    end: int
    day: int | None
    last_day: int | None
    month: int
    year: int | None
    bare: bool = False
    direction: int = 0
    shift: int | None = None
    dead: bool = False


_WEEKDAY = r"(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี|ฯ)?|ศุกร์|เสาร์|อาทิตย์)[ ]?ที่"
_LEAD = rf"(?:(?:{_WEEKDAY}|วันที่)[ ]{{0,2}})?"
_NEXT = r"[ ]{0,2}(?:-|–|—|~|จนถึง|ถึง|และ|,)[ ]{0,2}"
_TAIL = r"(?:th|st|nd|rd)?[ ]{0,2}(?:(?<=[ \d])เดือน[ ]?|ของเดือน[ ]?)?$"
_DAYS = re.compile(
    rf"{_LEAD}(?<![\d.:,/-])(\d{{1,2}})"
    rf"(?:(?:{_NEXT}{_LEAD}\d{{1,2}}){{0,6}}?{_NEXT}(?P<lead>{_LEAD})(?P<last>\d{{1,2}}))?{_TAIL}"
)
_DAY = re.compile(rf"{_LEAD}(?<!\d)(\d{{1,2}}){_TAIL}")
_MAY_END_A_DAY = re.compile(r"\d(?:th|st|nd|rd)?[ ]{0,2}(?:ของ)?(?:เดือน[ ]?)?$")
_MONTH_WORD = re.compile(r"เดือน[ ]?$")
_COUNTED = re.compile(r"(?:ครั้งที่|ฉบับที่|ข้อ|มาตรา|ชั้น|ห้อง|หมายเลข|เลขที่|ระยะที่|โควิด|COVID)[ ]?$")

_YEAR = re.compile(
    r"[ ]{0,3},?[ ]{0,2}/?(?:ปี[ ]{0,2})?(?:พ\.?[ ]?ศ\.?|ค\.?[ ]?ศ\.?|พุทธศักราช|คริสต์ศักราช)?[ ]{0,2}['’‘]?(\d{4}|\d{2})(?!\d)(?![.:,]\d)"
)
_UNIT = re.compile(
    r"[ ]{0,2}(?:คน|ราย|บาท|ล้าน|แสน|หมื่น|พัน|%|เปอร์เซ็นต์|แห่ง|วัน|ปี|เดือน|ชั่วโมง|ชม|นาที|น\.|นาฬิกา|องศา|กิโล|กก"
    r"|ตัน|ไร่|เมตร|ครั้ง|ประเทศ|จังหวัด|ชนิด|โดส|เข็ม)"
)
_CUE = re.compile(
    r"[ ]{0,2}(?:ของ)?[ ]?(?:(?P<every>ทุกปี|ทุก[ ]?ๆ[ ]?ปี)|(?P<past>(?:ปี)?ที่ผ่านมา|(?:ปี)?ที่แล้ว|ปีก่อน)"
    r"|(?P<next>ปีหน้า|หน้า(?!ที่)|ที่จะถึง(?:นี้)?|ปีถัดไป)|(?P<now>ปีนี้|ศกนี้|นี้))"
)


def year_after(view: str, end: int) -> tuple[int, int] | None:
    """The Common Era year written at ``end`` and where it stops; a number that counts or tells the time is none."""
    match = _YEAR.match(view, end)
    if not match:
        return None
    digits = match.group(1)
    if len(digits) == 2 and _UNIT.match(view, match.end()):
        return None
    year = common_era(int(digits)) if len(digits) == 4 else short_buddhist(int(digits))
    return None if year is None else (year, match.end())


def _days_before(view: str, at: int) -> tuple[int, int, int | None] | None:
    """Start, first and last day of the days that end at ``at``; ``None`` where no number stands there."""
    window = view[max(0, at - WINDOW) : at]
    if not _MAY_END_A_DAY.search(window):
        return None
    match = _DAYS.search(window) or _DAY.search(window)
    # "8 เดือน ธันวาคม" counts months, "วันที่ 8 เดือนธันวาคม" names a day.
    if not match or ("เดือน" in match.group() and "ที่" not in match.group() and "ของ" not in match.group()):
        return None
    offset = at - len(window)
    first = int(match.group(1))
    last = match.groupdict().get("last")
    if last is None:
        return offset + match.start(), first, None
    if first >= int(last) or _COUNTED.search(window[: match.start(1)]):
        start = match.start("lead")
        return offset + start, int(last), None
    return offset + match.start(), first, int(last)


def read_month(view: str, anchor: Anchor) -> Atom | None:
    """The date around a Thai month name, ``None`` where it is none after all.

    A date that no calendar has comes back ``dead``: its characters are taken, so that no part of it is read as another date.
    """
    if anchor.sort is Sort.THAI_SHORT_MONTH and _inside_abbreviation(view, anchor):
        return None
    days = _days_before(view, anchor.start)
    start, day, last_day = days or (anchor.start, None, None)
    named = False
    if days is None and (match := _MONTH_WORD.search(view, max(0, anchor.start - 6), anchor.start)):
        start, named = match.start(), True
    end, year, direction, shift, cued = anchor.end, None, 0, None, False
    if stated := year_after(view, anchor.end):
        year, end = stated
    elif cue := _CUE.match(view, anchor.end):
        if cue.group("every"):
            return Atom(start, cue.end(), day, last_day, anchor.value, None, dead=True)
        cued, end = True, cue.end()
        direction = -1 if cue.group("past") else 1 if cue.group("next") else 0
        if "ปี" in cue.group() or cue.group("now") == "ศกนี้":
            shift = direction
    if anchor.sort is Sort.THAI_CLIPPED_MONTH and (day is None or year is None):
        return None
    if anchor.sort is Sort.THAI_SHORT_MONTH and day is None and cued and not named:
        return None
    dead = day is not None and not all(exists(year or _LEAP, anchor.value, each) for each in (day, last_day or day))
    bare = day is None and year is None and not cued and not named
    return Atom(start, end, day, last_day, anchor.value, year, bare, direction, shift, dead)


def _inside_abbreviation(view: str, anchor: Anchor) -> bool:
    """Whether the letters go on to another abbreviation (ก.ค.ศ., อ.ก.พ.)."""
    before = view[max(0, anchor.start - 2) : anchor.start]
    after = view[anchor.end : anchor.end + 2]
    return (before.endswith(".") and before[:1] >= "ก") or (after[1:] == "." and "ก" <= after[0] <= "ฮ")


_MISSPELT = re.compile(r"(?<!\d)(\d{1,2})[ ]{0,2}([ก-์]{4,13})[ ]{0,2}$")


def read_misspelt(view: str, anchor: Anchor) -> Atom | None:
    """The date before a Buddhist year whose month is misspelt: a word two slips or fewer away from one month name and no other."""
    tail = view[anchor.start : anchor.start + 5]
    if len(tail) < 4 or not tail[:4].isdecimal() or tail[4:].isdecimal():
        return None
    match = _MISSPELT.search(view, max(0, anchor.start - 22), anchor.start)
    month = likely_month(match.group(2)) if match else None
    year = common_era(int(tail[:4]))
    if not match or month is None or year is None:
        return None
    day = int(match.group(1))
    return Atom(match.start(), anchor.start + 4, day, None, month, year, dead=not exists(year, month, day))


def likely_month(word: str) -> int | None:
    """The month (1 to 12) that ``word`` misspells, if one name alone is two edits or fewer away."""
    near = sorted((distance, number) for number, name in enumerate(THAI_MONTHS, 1) if (distance := _edits(word, name)) <= 2)
    return near[0][1] if near and (len(near) == 1 or near[0][0] < near[1][0]) else None


def _edits(left: str, right: str) -> int:
    """Levenshtein distance, 3 standing for anything above 2."""
    if abs(len(left) - len(right)) > 2:
        return 3
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (char != other))
    return row[-1]
