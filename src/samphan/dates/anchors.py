"""Where a date may stand: one Aho-Corasick pass finds month names, year words, weekdays and relative words.

Only around such an anchor is anything parsed, in a window of bounded width, so that reading is linear on any text.
"""

from __future__ import annotations

from enum import IntEnum, auto
from functools import cache
from typing import Any, NamedTuple

from samphan.dates.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, THAI_MONTHS, THAI_SHORT_MONTHS, THAI_WEEKDAYS


class Sort(IntEnum):
    """What an anchor announces; the value carried with it is told in brackets."""

    THAI_MONTH = auto()
    """Full Thai month name (month)."""
    THAI_SHORT_MONTH = auto()
    """Thai abbreviation: counts only beside a day or a year (month)."""
    THAI_CLIPPED_MONTH = auto()
    """Clipped or dotless Thai name, also a common word or a personal name: counts only between a day and a year (month)."""
    ENGLISH_MONTH = auto()
    """English month name or abbreviation (month)."""
    SLASH = auto()
    """A slash of ``28/05/2567``."""
    ISO = auto()
    """The first hyphen of ``2024-05-28``."""
    YEAR = auto()
    """A Thai year word (nothing)."""
    ENGLISH_YEAR = auto()
    """An English preposition and the first half of a year (nothing)."""
    BARE_YEAR = auto()
    """The first half of a Buddhist year, looked at only for a misspelt month before it."""
    DAY = auto()
    """A word for a day (days from today)."""
    WEEK = auto()
    """A word for a week (weeks from this one)."""
    MONTH = auto()
    """A word for a month (months from this one)."""
    RELATIVE_YEAR = auto()
    """A word for a year (years from this one)."""
    WEEKDAY = auto()
    """A weekday name (0 for Monday)."""


class Anchor(NamedTuple):
    """A found anchor: half-open offsets, what it is, and its value."""

    start: int
    end: int
    sort: Sort
    value: int


# Slips that the news makes often; rarer ones are met by their likeness when a day and a year stand around them.
_MISSPELT = {
    1: ("มกรคม", "มการาคม"),
    2: ("กุมภาพันธุ์", "กุมภาพันธ", "กุมพาพันธ์"),
    4: ("เมยายน", "เมษยน", "เมษายม"),
    5: ("พฤษภคม", "พฤศภาคม"),
    6: ("มิถุนยน", "มิถุยายน"),
    7: ("กรกฏาคม",),
    9: ("กันยยายน", "กันายน"),
    11: ("พฤษจิกายน", "พฤสจิกายน", "พฤจิกายน"),
    12: ("ธันวาม", "ธันวามคม"),
}
_CLIPPED = ("มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา")

_DAYS = {
    "วันนี้": 0,
    "เมื่อวาน": -1,
    "เมื่อวานนี้": -1,
    "วานนี้": -1,
    "พรุ่งนี้": 1,
    "วันพรุ่งนี้": 1,
    "มะรืนนี้": 2,
    "วันมะรืนนี้": 2,
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
}
_STEPS = {"นี้": 0, "หน้า": 1, "ที่แล้ว": -1, "ที่ผ่านมา": -1, "ก่อน": -1}
_ENGLISH_STEPS = {"this": 0, "next": 1, "last": -1}
_ENGLISH_YEARS = ("in", "by", "since", "until", "year", "during")


def _months() -> dict[str, tuple[Sort, int]]:
    found: dict[str, tuple[Sort, int]] = {}
    for month, (name, short, clipped) in enumerate(zip(THAI_MONTHS, THAI_SHORT_MONTHS, _CLIPPED, strict=True), 1):
        found[name] = (Sort.THAI_MONTH, month)
        for dotted in {short, short.replace(".", ". ").rstrip()}:
            found[dotted] = (Sort.THAI_SHORT_MONTH, month)
        for bare in {clipped, short[:-1], short.replace(".", "") + ".", short.replace(".", "")}:
            found[bare] = (Sort.THAI_CLIPPED_MONTH, month)
        for slip in _MISSPELT.get(month, ()):
            found[slip] = (Sort.THAI_MONTH, month)
    for month, name in enumerate(ENGLISH_MONTHS, 1):
        for spelling in {name, name.upper(), name[:3], name[:3].upper(), *(["Sept"] if month == 9 else [])}:
            found[spelling] = (Sort.ENGLISH_MONTH, month)
    return found


def _relative() -> dict[str, tuple[Sort, int]]:
    found: dict[str, tuple[Sort, int]] = {}
    for word, days in _DAYS.items():
        found[word] = found[word.capitalize()] = (Sort.DAY, days)
    for unit, sort in (("สัปดาห์", Sort.WEEK), ("อาทิตย์", Sort.WEEK), ("เดือน", Sort.MONTH), ("ปี", Sort.RELATIVE_YEAR)):
        found.update({unit + word: (sort, step) for word, step in _STEPS.items()})
    for unit, sort in (("week", Sort.WEEK), ("month", Sort.MONTH), ("year", Sort.RELATIVE_YEAR)):
        for word, step in _ENGLISH_STEPS.items():
            found[f"{word} {unit}"] = found[f"{word.capitalize()} {unit}"] = (sort, step)
    for number, name in enumerate(THAI_WEEKDAYS):
        found["วัน" + name] = (Sort.WEEKDAY, number)
    found["วันพฤหัส"] = (Sort.WEEKDAY, 3)
    found.update({name: (Sort.WEEKDAY, number) for number, name in enumerate(ENGLISH_WEEKDAYS)})
    return found


def _table() -> dict[str, tuple[Sort, int]]:
    found = _months() | _relative()
    found["/"] = (Sort.SLASH, 0)
    found["-0"] = found["-1"] = (Sort.ISO, 0)
    found["25"] = (Sort.BARE_YEAR, 0)
    found.update(dict.fromkeys(("ปี", "พ.ศ", "ค.ศ", "พุทธศักราช", "คริสต์ศักราช"), (Sort.YEAR, 0)))
    found.update(dict.fromkeys(("iscal year", "iscal Year", "FY"), (Sort.ENGLISH_YEAR, 1)))
    for word in _ENGLISH_YEARS:
        for century in ("19", "20", "25"):
            found[f" {word} {century}"] = found[f"{word.capitalize()} {century}"] = (Sort.ENGLISH_YEAR, 0)
    return found


@cache
def _automaton() -> tuple[Any, tuple[tuple[Sort, int], ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    table = _table()
    return AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest), tuple(table.values())


def find_anchors(view: str) -> list[Anchor]:
    """Every anchor of ``view`` in order of position, none overlapping another; linear in its length."""
    automaton, meanings = _automaton()
    return [Anchor(start, end, *meanings[number]) for number, start, end in automaton.find_matches_as_indexes(view)]
