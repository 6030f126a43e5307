"""Dates as the news writes them, and the reading of one date that a user types."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from samphan.dates.calendar import (
    BUDDHIST_OFFSET,
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    THAI_MONTHS,
    THAI_SHORT_MONTHS,
    THAI_WEEKDAYS,
    common_era,
    exists,
    partial,
)
from samphan.dates.reading import find_dates
from samphan.facts import PartialDate


class DateForm(StrEnum):
    """A way of writing a date."""

    ISO = "iso"
    """2024-05-28"""
    THAI = "thai"
    """28 พฤษภาคม 2567"""
    THAI_WEEKDAY = "thai-weekday"
    """วันอังคารที่ 28 พฤษภาคม 2567"""
    THAI_SHORT = "thai-short"
    """28 พ.ค. 67"""
    THAI_TIGHT = "thai-tight"
    """28พ.ค.2567"""
    NUMERIC = "numeric"
    """28/05/2567"""
    ENGLISH = "english"
    """28 May 2024"""
    ENGLISH_WEEKDAY = "english-weekday"
    """Tuesday, May 28, 2024"""


def write_date(value: PartialDate, form: DateForm = DateForm.THAI) -> str:
    """A day, month or year in that form; a form that cannot tell months or years alone falls back to its plain relative."""
    year, month, day = (*(int(part) for part in value.value.split("-")), 0, 0)[:3]
    if form is DateForm.ISO:
        return value.value
    if form in {DateForm.ENGLISH, DateForm.ENGLISH_WEEKDAY}:
        return _english(year, month, day, weekday=form is DateForm.ENGLISH_WEEKDAY)
    era = year + BUDDHIST_OFFSET
    if not month:
        return f"พ.ศ. {era}"
    if form is DateForm.NUMERIC and day:
        return f"{day:02d}/{month:02d}/{era}"
    if form in {DateForm.THAI_SHORT, DateForm.THAI_TIGHT}:
        space, years = ("", str(era)) if form is DateForm.THAI_TIGHT else (" ", f"{era % 100:02d}" if 2550 <= era <= 2599 else str(era))
        return space.join(([str(day)] if day else []) + [THAI_SHORT_MONTHS[month - 1], years])
    weekday = f"วัน{THAI_WEEKDAYS[date(year, month, day).weekday()]}ที่ " if day and form is DateForm.THAI_WEEKDAY else ""
    return f"{weekday}{f'{day} ' if day else ''}{THAI_MONTHS[month - 1]} {era}"


def _english(year: int, month: int, day: int, *, weekday: bool) -> str:
    if not month:
        return str(year)
    name = ENGLISH_MONTHS[month - 1]
    if not day:
        return f"{name} {year}"
    return f"{ENGLISH_WEEKDAYS[date(year, month, day).weekday()]}, {name} {day}, {year}" if weekday else f"{day} {name} {year}"


def write_range(first: PartialDate, last: PartialDate | None, form: DateForm = DateForm.THAI) -> str:
    """A date, or a range joined by an en dash (:func:`parse_range` reads it back)."""
    return write_date(first, form) if last is None else f"{write_date(first, form)} – {write_date(last, form)}"


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_date(text: str) -> PartialDate | None:
    """The one date that ``text`` is, in any form that :func:`write_date` writes or the news uses, of either era; else ``None``."""
    found = parse_range(text)
    return found[0] if found and found[1] is None else None


def parse_range(text: str) -> tuple[PartialDate, PartialDate | None] | None:
    """The one date or range that ``text`` is as a whole; ``None`` for anything else."""
    text = text.strip()
    ends = [_iso(part) for part in text.split(" – ")] if len(text) < 40 else []
    if ends and ends[0] is not None and len(ends) <= 2:
        last = ends[1] if len(ends) == 2 else None
        return (ends[0], last) if len(ends) == 1 or (last is not None and ends[0].value < last.value) else None
    mentions = find_dates(text)
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(text)):
        return None
    return mentions[0].first, mentions[0].last


def _iso(text: str) -> PartialDate | None:
    match = _ISO.fullmatch(text)
    year = common_era(int(match.group(1))) if match else None
    if not match or year is None:
        return None
    month, day = int(match.group(2) or 0), int(match.group(3) or 0)
    if match.group(2) and not exists(year, month, day if match.group(3) else 1):
        return None
    return partial(year, month or None, day or None)
