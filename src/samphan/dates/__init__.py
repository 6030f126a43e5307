"""Dates in Thai and English news: Buddhist and Common Era, ranges, abbreviations, words such as "today".

:func:`find_dates` reads them out of running text, :func:`parse_date` reads one that a user types, :func:`write_date` writes one.
"""

from samphan.dates.mention import DateKind, DateMention
from samphan.dates.reading import find_dates
from samphan.dates.writing import DateForm, parse_date, parse_range, write_date, write_range

__all__ = ["DateForm", "DateKind", "DateMention", "find_dates", "parse_date", "parse_range", "write_date", "write_range"]
