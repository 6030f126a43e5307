"""First stage: the known words of an article, in reading order, none overlapping.

Every name, post, title and function word of the lexicon is found by one automaton, leftmost and longest first. Where a find
turns out to stand inside a longer word, the stretch it took is searched again for what it hid.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from samphan.extract.boundaries import DEPENDENT, LEADING_VOWELS, breaks_latin, is_thai
from samphan.knowledge import Lexicon, Shape, Term, TermKind


class Atom(NamedTuple):
    """A known word at view offsets ``[start, end)`` with every reading the lexicon has for it."""

    start: int
    end: int
    terms: tuple[Term, ...]

    def term(self, kind: TermKind) -> Term | None:
        """The reading of that kind, if the word has one."""
        for term in self.terms:
            if term.kind is kind:
                return term
        return None


# Words that may stand right before an abbreviation without a space; any other Thai letter there belongs to a longer one ("รปภ.").
_BEFORE_SHORT = re.compile(
    r"(?:และ|กับ|ของ|โดย|จาก|ให้|ที่|ใน|ต่อ|ทาง|ผ่าน|หรือ|แก่|ระหว่าง|ตาม|คณะ|ฝ่าย|ร่วม|สังกัด|สำนักงาน|กระทรวง|กรม|ผู้แทน|ปลัด|รัฐมนตรี"
    r"|เลขา|เลขาธิการ|อธิบดี|ผู้อำนวยการ|ผู้ว่าการ|ผู้ว่าฯ|ประธาน|โฆษก|เจ้าหน้าที่|เครือข่าย|บอร์ด|กลุ่ม|บริษัท|ว่า|ซึ่ง|เพื่อ|สู่|ถึง|พบ|เข้า|นำ|เยือน|หนุน|เผย|แถลง)$"
)
_LONGEST_BEFORE = 12
_NO_SPELLINGS: frozenset[str] = frozenset()


def _space_positions(view: str) -> list[int]:
    """For each space of ``view`` its offset in the view without spaces (so bisecting counts the spaces before)."""
    out: list[int] = []
    at = view.find(" ")
    while at >= 0:
        out.append(at - len(out))
        at = view.find(" ", at + 1)
    return out


def _keeps_spacing(surface: str, name: str, spellings: frozenset[str], latin: bool) -> bool:
    """Whether ``surface`` may be read as ``name`` though their spaces differ; ``spellings`` are a Latin name's forms."""
    if " " not in surface:
        return not latin or surface in spellings
    if surface == name:
        return True
    if latin:
        return " ".join(surface.split()) in spellings
    squeezed = len(surface) - surface.count(" ")
    return squeezed >= 8 or ". " in surface or (" " in name and " ".join(surface.split()) == name)


class _Scanner:
    """One pass over one view; gathers atoms in reading order."""

    def __init__(self, view: str, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.spaces = _space_positions(view)
        self.squeezed = view.replace(" ", "") if self.spaces else view
        self.atoms: list[Atom] = []
        self.taken = 0

    def run(self) -> tuple[Atom, ...]:
        """All atoms of the view."""
        # Local names, and the checks that nearly every find passes, are spelled out: this loop is the hottest of the reader.
        view, spaces, atoms, shapes, terms = self.view, self.spaces, self.atoms, self.lexicon.shapes, self.lexicon.terms
        nested = self.lexicon.nested
        length = len(view)
        new = tuple.__new__
        for pattern, start, end in self.lexicon.longest.find_matches_as_indexes(self.squeezed):
            if start < self.taken:
                if end > self.taken:
                    self._again(self.taken, self.taken, end)
                continue
            if spaces:
                first, last = start + bisect_right(spaces, start), end + bisect_right(spaces, end - 1)
            else:
                first, last = start, end
            shape = shapes[pattern]
            if shape is Shape.STOP and first and "\u0e01" <= view[first - 1] <= "\u0e4e":
                pass
            elif shape is Shape.PLAIN and last - first == end - start:
                following = view[last] if last < length else " "
                if following not in DEPENDENT and not (first and view[first - 1] in LEADING_VOWELS) and view[last + 1 : last + 2] != "์":
                    atoms.append(new(Atom, (first, last, terms[pattern])))
                    self.taken = end
                    continue
            elif self._fits(pattern, first, last, end - start):
                atoms.append(new(Atom, (first, last, terms[pattern])))
                self.taken = end
                continue
            self._again(start, start if nested[pattern] else start + 1, end)
        return tuple(atoms)

    def _again(self, refused: int, start: int, end: int) -> None:
        """Take what begins in ``[start, end)`` of the squeezed view; ``refused`` is where the find began that hid it."""
        squeezed, openings = self.squeezed, self.lexicon.openings
        while start < end and squeezed[start : start + 3] not in openings and squeezed[start : start + 2] not in openings:
            start += 1
        if start >= end:
            return
        hits = self.lexicon.automaton.find_matches_as_indexes(self.squeezed[start : end + self.lexicon.longest_name], overlapping=True)
        limit = end - start
        inside = sorted((at, -to, pattern) for pattern, at, to in hits if at < limit and not (start + at == refused and start + to >= end))
        spaces = self.spaces
        for at, to, pattern in inside:
            begin, stop = start + at, start - to
            if begin < self.taken:
                continue
            first, last = begin + bisect_right(spaces, begin), stop + bisect_right(spaces, stop - 1)
            if self._fits(pattern, first, last, stop - begin):
                self.atoms.append(Atom(first, last, self.lexicon.terms[pattern]))
                self.taken = stop

    def _fits(self, pattern: int, first: int, last: int, width: int) -> bool:
        """Whether the find at ``[first, last)`` is the whole word, not a stretch of a longer one."""
        view = self.view
        following = view[last : last + 1]
        if following and (following in DEPENDENT or view[last + 1 : last + 2] == "์"):
            return False
        if first and view[first - 1] in LEADING_VOWELS:
            return False
        shape = self.lexicon.shapes[pattern]
        if shape is not Shape.PLAIN and breaks_latin(view, first, last):
            return False
        if last - first != width or shape is Shape.LATIN:
            head = self.lexicon.terms[pattern][0]
            spellings = self.lexicon.spellings.get(self.lexicon.names[pattern], _NO_SPELLINGS)
            if not _keeps_spacing(view[first:last], head.name, spellings, head.latin):
                return False
        if shape is Shape.LETTERS and following and is_thai(following):
            return False
        if shape in (Shape.LETTERS, Shape.DOTTED, Shape.STOP) and first and is_thai(view[first - 1]):
            if shape is Shape.STOP:
                return False
            if not (self.atoms and self.atoms[-1].end == first) and not _BEFORE_SHORT.search(view, max(0, first - _LONGEST_BEFORE), first):
                return False
        return True


def scan(view: str, lexicon: Lexicon) -> tuple[Atom, ...]:
    """The known words of ``view``, leftmost and longest first, non-overlapping and sorted; linear in its length."""
    return _Scanner(view, lexicon).run()
