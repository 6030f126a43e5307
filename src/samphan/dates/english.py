"""Days, months and years written the English way, read around one month name."""

from __future__ import annotations

import re

from samphan.dates.anchors import Anchor
from samphan.dates.calendar import common_era, exists
from samphan.dates.thai import WINDOW, Atom

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ]{0,2})?(?:the[ ])?"
_ORDINAL = r"(?:[ ]?(?:st|nd|rd|th)\b)?"
_ORDINAL_HERE = re.compile(_ORDINAL)
_TO = r"[ ]{0,2}(?:[-–—~&]|and|to|until|till|through)[ ]{0,2}(?:the[ ])?"
_BEFORE = re.compile(rf"{_WEEKDAY}(?<![\d.:,/-])(\d{{1,2}}){_ORDINAL}(?:{_TO}(?P<last>\d{{1,2}}){_ORDINAL})?[ ]{{0,2}}(?:of[ ])?,?[ ]?\Z")
_LEAD = re.compile(_WEEKDAY + r"\Z")
_AFTER = re.compile(
    rf"\.?[ ]{{0,2}}(?:the[ ])?(\d{{1,2}})(?!\d|[.:]\d){_ORDINAL}"
    rf"(?:{_TO}(?P<last>\d{{1,2}})(?!\d|[.:]\d){_ORDINAL}(?![ ]{{0,2}}(?:[A-Z][a-z]|am\b|pm\b)))?"
)
_YEAR = re.compile(r"\.?[ ]{0,2},?[ ]{0,2}(?:of[ ]|B\.?E\.?[ ]?)?(\d{4})(?!\d)(?![.:,]\d)")
_CUE = re.compile(r",?[ ](?P<step>this|last|next)[ ]year\b|,?[ ](?:every|each)[ ]year\b")
_PREPOSITION = re.compile(r"\b(?:in|of|by|since|until|from|to|this|next|last|early|late|mid|end|during|between|and)[ -]$", re.IGNORECASE)
_STEPS = {"last": -1, "this": 0, "next": 1}


def read_month(view: str, anchor: Anchor) -> Atom | None:
    """The date around an English month name, ``None`` where the word is none (``May`` the verb, ``Marching``)."""
    beside = view[anchor.start - 1 : anchor.start] + view[anchor.end : anchor.end + 1]
    if any(char.isalpha() and char.isascii() for char in beside):
        return None
    start, end, day, last = anchor.start, anchor.end, None, None
    window = view[max(0, start - WINDOW) : start]
    if match := _BEFORE.search(window):
        start = anchor.start - len(window) + match.start()
        day, last = match.group(1), match.group("last")
    elif match := _AFTER.match(view, end):
        day, last = match.group(1), match.group("last")
        if last and int(last) <= int(day):
            last = None
        ordinal = _ORDINAL_HERE.match(view, match.end(1))
        end = match.end() if last or ordinal is None else ordinal.end()
        if lead := _LEAD.search(window):
            start = anchor.start - len(window) + lead.start()
    year, shift, direction = None, None, 0
    if stated := _YEAR.match(view, end):
        year = common_era(int(stated.group(1)))
        end = end if year is None else stated.end()
    elif cue := _CUE.match(view, end):
        if not cue.group("step"):
            return Atom(start, cue.end(), None, None, anchor.value, None, dead=True)
        end, shift = cue.end(), _STEPS[cue.group("step")]
    preposition = _PREPOSITION.search(window)
    if day is None and year is None and shift is None and preposition:
        direction = _STEPS.get(preposition.group().strip(" -").lower(), 0)
    first, final = int(day) if day else None, int(last) if last else None
    if first is not None and final is not None and first >= final:
        final = None
    dead = first is not None and not all(exists(year or 2024, anchor.value, each) for each in (first, final or first))
    bare = first is None and year is None and shift is None and not preposition
    return Atom(start, end, first, final, anchor.value, year, bare, direction, shift, dead)
