"""Find every date of a text: read the atoms, join ranges, settle missing years, then count the relative words from "today"."""

from __future__ import annotations

import re
from datetime import date

from samphan.dates import english, thai
from samphan.dates.anchors import Anchor, Sort, find_anchors
from samphan.dates.calendar import FIRST_YEAR, LAST_YEAR, common_era, exists, nearest_year, partial
from samphan.dates.mention import DateKind, DateMention
from samphan.dates.relative import read_relative, today_of
from samphan.dates.thai import Atom
from samphan.dates.years import read_year
from samphan.facts import PartialDate

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGIT = re.compile("[๐-๙]")

_MONTH_READERS = {
    Sort.THAI_MONTH: thai.read_month,
    Sort.THAI_SHORT_MONTH: thai.read_month,
    Sort.THAI_CLIPPED_MONTH: thai.read_month,
    Sort.ENGLISH_MONTH: english.read_month,
    Sort.BARE_YEAR: thai.read_misspelt,
}
# These stand in ordinary words and numbers by the dozen, and are a date only behind a day.
_AFTER_DIGIT = {Sort.THAI_CLIPPED_MONTH, Sort.SLASH, Sort.ISO}
_YEARS = {Sort.YEAR, Sort.ENGLISH_YEAR}
_ALONE = {Sort.DAY, Sort.WEEK, Sort.MONTH, Sort.RELATIVE_YEAR, Sort.WEEKDAY} | _YEARS

_RANGE_GAP = re.compile(r"[ ]{0,2}(?:-|–|—|~|จนถึง|ไปจนถึง|ถึง|to|until|till|through)[ ]{0,2}(?:the[ ])?")
_LIST_GAP = re.compile(r"[ ]{0,2}(?:,|และ|and|หรือ|&)[ ]{0,2}(?:the[ ])?")

_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


def find_dates(view: str, published: date | None = None) -> tuple[DateMention, ...]:
    """Every date of ``view`` in order of position, none overlapping another; linear in its length, never raises.

    ``view`` is a normalised text (Thai digits are read too); ``published`` is the day from which missing years and relative words are
    counted: without it only dates that state their year are found. Dates that no calendar has (31 กุมภาพันธ์) are left out.
    """
    if _THAI_DIGIT.search(view):
        view = view.translate(_THAI_DIGITS)
    if published and not FIRST_YEAR < published.year < LAST_YEAR:
        published = None
    anchors = find_anchors(view)
    atoms = _read_atoms(view, anchors)
    mentions = _resolve(view, atoms, published)
    others = _outside(anchors, [(each.start, each.end) for each in atoms])
    for anchor in others:
        found = read_year(view, anchor) if anchor.sort in _YEARS else None
        if found:
            mentions.append(found)
    mentions.sort(key=lambda mention: mention.start)
    today = today_of(view, anchors, mentions, published)
    if today is None:
        return _without_overlaps(mentions)
    relative = [read_relative(view, anchor, today, mentions) for anchor in others if anchor.sort not in _YEARS]
    return _without_overlaps([*mentions, *(found for found in relative if found)])


def _read_atoms(view: str, anchors: list[Anchor]) -> list[Atom]:
    atoms: list[Atom] = []
    for anchor in anchors:
        if atoms and anchor.start < atoms[-1].end:
            continue
        if anchor.sort in _AFTER_DIGIT and not view[max(0, anchor.start - 3) : anchor.start].rstrip(" ")[-1:].isdigit():
            continue
        if reader := _MONTH_READERS.get(anchor.sort):
            atom = reader(view, anchor)
        elif anchor.sort in {Sort.SLASH, Sort.ISO}:
            atom = _numeric(view, anchor)
        else:
            continue
        if atom and not (atoms and atom.start < atoms[-1].end):
            atoms.append(atom)
    return atoms


def _numeric(view: str, anchor: Anchor) -> Atom | None:
    if anchor.sort is Sort.ISO:
        match = _ISO.match(view, max(0, anchor.start - 4))
        numbers = [int(each) for each in match.groups()] if match else []
        year, month, day = numbers or (0, 0, 0)
    else:
        before = 2 if view[max(0, anchor.start - 2) : anchor.start].isdigit() else 1
        match = _SLASHED.match(view, max(0, anchor.start - before))
        day, month, year = (int(each) for each in match.groups()) if match else (0, 0, 0)
        if match and len(match.group(3)) == 2:
            year = 2500 + year if year >= 50 else 0
    era = common_era(year)
    if not match or era is None or not 1 <= month <= 12:
        return None
    return Atom(match.start(), match.end(), day, None, month, era, dead=not exists(era, month, day))


def _resolve(view: str, atoms: list[Atom], published: date | None) -> list[DateMention]:
    """Atoms to mentions: two that a dash or "to" joins become one range, and a year stated at the end counts for both."""
    mentions: list[DateMention] = []
    at = 0
    while at < len(atoms):
        left = atoms[at]
        right = atoms[at + 1] if at + 1 < len(atoms) else None
        at += 1
        if right and (joined := _join(view, left, right, published)):
            mentions.append(joined)
            at += 1
            continue
        if right and left.year is None and left.shift is None and right.year and _LIST_GAP.fullmatch(view[left.end : right.start]):
            left = left._replace(year=right.year, bare=left.bare and right.day is not None)
        if not left.dead and not left.bare and (alone := _mention(left, published)):
            mentions.append(alone)
    return mentions


def _join(view: str, left: Atom, right: Atom, published: date | None) -> DateMention | None:
    """One range of two atoms of like precision with a range word between them."""
    if left.dead or right.dead or left.last_day or right.last_day or (left.day is None) != (right.day is None):
        return None
    if right.start - left.end > 12 or not _RANGE_GAP.fullmatch(view[left.end : right.start]):
        return None
    stated = left.year is not None or right.year is not None
    if left.year is None and right.year is not None:
        left = left._replace(year=right.year - (left.month > right.month))
    elif right.year is None and left.year is not None:
        right = right._replace(year=left.year + (right.month < left.month))
    elif right.year is None:
        if right.bare and left.bare:
            return None
        year = _year_of(right, published)
        if year is None:
            return None
        right, left = right._replace(year=year), left._replace(year=year - (left.month > right.month))
    first, last = _date(left.year, left.month, left.day), _date(right.year, right.month, right.day)
    if first is None or last is None or first.value >= last.value:
        return None
    return DateMention(left.start, right.end, first, last, DateKind.ABSOLUTE if stated else DateKind.INFERRED)


def _mention(atom: Atom, published: date | None) -> DateMention | None:
    year = _year_of(atom, published)
    first = _date(year, atom.month, atom.day)
    if first is None:
        return None
    last = _date(year, atom.month, atom.last_day) if atom.last_day else None
    return DateMention(atom.start, atom.end, first, last, DateKind.INFERRED if atom.year is None else DateKind.ABSOLUTE)


def _year_of(atom: Atom, published: date | None) -> int | None:
    if atom.year is not None or published is None:
        return atom.year
    if atom.shift is not None:
        return published.year + atom.shift
    return nearest_year(atom.month, atom.day, published, atom.direction)


def _date(year: int | None, month: int, day: int | None) -> PartialDate | None:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR or (day is not None and not exists(year, month, day)):
        return None
    return partial(year, month, day)


def _outside(anchors: list[Anchor], taken: list[tuple[int, int]]) -> list[Anchor]:
    """The year words, relative words and weekdays that are no part of a date already read; both lists go from left to right."""
    kept: list[Anchor] = []
    at = 0
    for anchor in anchors:
        while at < len(taken) and taken[at][1] <= anchor.start:
            at += 1
        if anchor.sort in _ALONE and not (at < len(taken) and taken[at][0] <= anchor.start):
            kept.append(anchor)
    return kept


def _without_overlaps(mentions: list[DateMention]) -> tuple[DateMention, ...]:
    kept: list[DateMention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)
