"""Words that count from publication: วันนี้, เมื่อวานนี้, เดือนหน้า, ปีที่แล้ว, วันศุกร์นี้, today, next month."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from samphan.dates.anchors import Anchor, Sort
from samphan.dates.calendar import FIRST_YEAR, LAST_YEAR, partial
from samphan.dates.mention import DateKind, DateMention

_TO_BRACKET = re.compile(r"[ ]{0,3}[(\[,]?[ ]{0,2}(?:on[ ])?(?:the[ ])?")
_NOT_BEFORE = re.compile(r"(?:ทุก|แต่ละ|หลาย|ครึ่ง|สิบ|ร้อย|สอง|สาม|สี่|ห้า|รอบ|every|each)[ ]?$|\d[ ]?$")
_NOT_AFTER = re.compile(r"หน้า|[ ]?ๆ")
_ENGLISH_WORD = re.compile(r"[A-Za-z]")
_PAST = re.compile(r"[ ]?(?:ที่(?:ผ่านมา|แล้ว)|ก่อน)")
_NEXT = re.compile(r"[ ]?(?:หน้า|ที่จะถึง(?:นี้)?)")
_THIS = re.compile(r"[ ]?นี้")
_NUMBERED = re.compile(r"[ ]?ที่[ ]?\d|[ ]{0,2}[-–—ถ]|,?[ ]?\d")
_SINCE = re.compile(r"(?:เมื่อ|last[ ])$", re.IGNORECASE)
_ON = re.compile(r"(?:ใน|on[ ])$", re.IGNORECASE)
_UPCOMING = re.compile(r"(?:next[ ]|this[ ])$", re.IGNORECASE)
# An announcement is at most this many days away from the day the site published it.
_CLOSE = timedelta(days=10)


def today_of(view: str, anchors: list[Anchor], mentions: list[DateMention], published: date | None) -> date | None:
    """The day that "today" means: the date in brackets behind the first วันนี้ where it is close to publication, else that day."""
    for anchor in anchors:
        if anchor.sort is Sort.DAY and anchor.value == 0 and (stated := _stated_after(view, anchor, mentions)):
            if published is None or abs(stated - published) <= _CLOSE:
                return stated
            break
    return published


def read_relative(view: str, anchor: Anchor, today: date, mentions: list[DateMention]) -> DateMention | None:
    """The date of a relative word or a weekday; ``None`` where it is none (ทุกวันนี้, ปีก่อนหน้า, ทุกวันจันทร์)."""
    start, end = anchor.start, anchor.end
    before = view[max(0, start - 8) : start]
    if _NOT_BEFORE.search(before) or (anchor.sort is not Sort.WEEKDAY and _NOT_AFTER.match(view, end)) or _inside_word(view, anchor):
        return None
    if anchor.sort is Sort.WEEKDAY:
        return _weekday(view, anchor, today, mentions)
    if anchor.sort is Sort.DAY:
        day = _stated_after(view, anchor, mentions)
        if day is None or abs(day - today) > _CLOSE:
            day = today + timedelta(days=anchor.value)
        return DateMention(start, end, partial(day.year, day.month, day.day), None, DateKind.RELATIVE)
    if anchor.sort is Sort.WEEK:
        monday = today - timedelta(days=today.weekday() - 7 * anchor.value)
        sunday = monday + timedelta(days=6)
        first, last = partial(monday.year, monday.month, monday.day), partial(sunday.year, sunday.month, sunday.day)
        return DateMention(start, end, first, last, DateKind.RELATIVE)
    if anchor.sort is Sort.MONTH:
        months = today.year * 12 + today.month - 1 + anchor.value
        return DateMention(start, end, partial(months // 12, months % 12 + 1), None, DateKind.RELATIVE)
    year = today.year + anchor.value
    return DateMention(start, end, partial(year), None, DateKind.RELATIVE) if FIRST_YEAR <= year <= LAST_YEAR else None


def _inside_word(view: str, anchor: Anchor) -> bool:
    """Whether an English word goes on beyond the anchor (``Sundays`` names no day)."""
    if not _ENGLISH_WORD.match(view, anchor.start):
        return False
    around = view[anchor.start - 1 : anchor.start] + view[anchor.end : anchor.end + 1]
    return any(char.isascii() and char.isalpha() for char in around)


def _stated_after(view: str, anchor: Anchor, mentions: list[DateMention]) -> date | None:
    """The day written right behind a relative word, in brackets as a rule: วันนี้ (28 พ.ค. 67)."""
    at = bisect_left(mentions, anchor.end, key=lambda mention: mention.start)
    if at == len(mentions) or mentions[at].start - anchor.end > 9 or mentions[at].first.precision != "day" or mentions[at].last:
        return None
    if not _TO_BRACKET.fullmatch(view, anchor.end, mentions[at].start):
        return None
    return date.fromisoformat(mentions[at].first.value)


def _weekday(view: str, anchor: Anchor, today: date, mentions: list[DateMention]) -> DateMention | None:
    """A weekday counts only where a word beside it makes it one day (last, this, next, on), not a timetable's every week."""
    if _NUMBERED.match(view, anchor.end):
        return None
    end, before = anchor.end, view[max(0, anchor.start - 6) : anchor.start]
    away = (anchor.value - today.weekday()) % 7
    if match := _PAST.match(view, end):
        away, end = away - 7, match.end()
    elif match := _NEXT.match(view, end):
        away, end = 7 - today.weekday() + anchor.value, match.end()
    elif match := _THIS.match(view, end):
        end = match.end()
    elif _SINCE.search(before):
        away -= 7 if away else 0
    elif _ON.search(before):
        away -= 7 if away > 3 else 0
    elif not _UPCOMING.search(before):
        return None
    day = _stated_after(view, anchor._replace(end=end), mentions) or today + timedelta(days=away)
    return DateMention(anchor.start, end, partial(day.year, day.month, day.day), None, DateKind.WEEKDAY)
