"""What the reading of dates gives: a stretch of the view with the days, months or years it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samphan.facts import PartialDate


class DateKind(StrEnum):
    """How a date was told."""

    ABSOLUTE = "absolute"
    """Day or month with its year."""
    INFERRED = "inferred"
    """Day or month whose year is the one nearest to publication (or of the range it stands in)."""
    YEAR = "year"
    """A calendar year, or a range of them."""
    FISCAL = "fiscal"
    """A Thai fiscal year: from October of the year before to September, given as the two years it touches."""
    RELATIVE = "relative"
    """Counted from publication: today, last month, next year."""
    WEEKDAY = "weekday"
    """A weekday alone, the nearest to publication that agrees with the words around it."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    ``start`` and ``end`` are half-open offsets of the view that was read; ``first`` the date or the beginning of a range, ``last`` the
    range's end (never before ``first``, always of the same precision) or ``None``.
    """

    start: int
    end: int
    first: PartialDate
    last: PartialDate | None
    kind: DateKind
