"""Months by name, Buddhist and Common Era years, and dates that exist.

Years are told apart by value: the Buddhist Era runs 543 years ahead, so nothing above 2,400 is a Common Era year in the news.
"""

from __future__ import annotations

import calendar
from datetime import date

from samphan.facts import PartialDate

BUDDHIST_OFFSET = 543
"""Years by which the Buddhist Era is ahead of the Common Era."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""The Common Era years that a date of the news may lie in."""

THAI_MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
"""Full Thai month names, January first."""

THAI_SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
"""Thai month abbreviations, January first."""

ENGLISH_MONTHS = tuple(calendar.month_name[1:])
"""Full English month names, January first."""

THAI_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""Thai weekday names without วัน, Monday first."""

ENGLISH_WEEKDAYS = tuple(calendar.day_name)
"""English weekday names, Monday first."""


def common_era(number: int) -> int | None:
    """A four-digit year of either era as Common Era, ``None`` where it is no year of the news."""
    year = number - BUDDHIST_OFFSET if number > 2400 else number
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def short_buddhist(number: int) -> int | None:
    """A two-digit Buddhist year (``67`` for 2567) as Common Era; below 50 it is taken for something else (an hour, a count)."""
    return 2500 + number - BUDDHIST_OFFSET if 50 <= number <= 99 else None


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """The partial date of a year, month or day that exists."""
    if month is None:
        return PartialDate(f"{year:04d}")
    return PartialDate(f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}")


def nearest_year(month: int, day: int | None, near: date, direction: int = 0) -> int | None:
    """The year that puts a month, or a day of it, closest to ``near``.

    ``direction`` -1 takes the last one not after ``near``, +1 the next one not before it; ``None`` where the day never exists there.
    """
    if day is None:
        months = [((year - near.year) * 12 + month - near.month, year) for year in range(near.year - 1, near.year + 2)]
        return min((abs(away), year) for away, year in months if _agrees(away, direction))[1]
    reach = 4 if (month, day) == (2, 29) else 1
    first, last = max(near.year - reach, FIRST_YEAR), min(near.year + reach, LAST_YEAR)
    years = [year for year in range(first, last + 1) if exists(year, month, day)]
    days = [(abs(away), year) for year in years if _agrees(away := (date(year, month, day) - near).days, direction)]
    return min(days)[1] if days else None


def _agrees(away: int, direction: int) -> bool:
    return away * direction >= 0
