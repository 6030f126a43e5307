"""First stage: the known words of an article, in reading order, none overlapping.

Every name, post, title and function word of the lexicon is found by one automaton; what stands inside a longer word is
dropped by boundary checks on Thai spelling, by longer known words around it, and by the tokenizer where doubt remains.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from samphan.extract.boundaries import breaks_word, inside_word, is_thai
from samphan.knowledge import Lexicon, Term, TermKind


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


def _space_positions(view: str) -> list[int]:
    """For each space of ``view`` its offset in the view without spaces (so bisecting counts the spaces before)."""
    out: list[int] = []
    at = view.find(" ")
    while at >= 0:
        out.append(at - len(out))
        at = view.find(" ", at + 1)
    return out


def _keeps_spacing(surface: str, name: str, latin: bool) -> bool:
    """Whether ``surface`` may be read as ``name`` though their spaces differ."""
    if " " not in surface:
        return not latin or " " not in name
    if surface == name:
        return True
    if latin:
        return " ".join(surface.split()) == name
    squeezed = len(surface) - surface.count(" ")
    return squeezed >= 8 or ". " in surface or (" " in name and " ".join(surface.split()) == name)


def scan(view: str, lexicon: Lexicon) -> tuple[Atom, ...]:
    """The known words of ``view``, leftmost and longest first, non-overlapping and sorted."""
    spaces = _space_positions(view)
    squeezed = view.replace(" ", "") if spaces else view
    terms = lexicon.terms
    hits = lexicon.automaton.find_matches_as_indexes(squeezed, overlapping=True)
    hits.sort(key=lambda hit: (hit[1], -hit[2]))
    atoms: list[Atom] = []
    taken = 0
    for pattern, start, end in hits:
        if start < taken:
            continue
        first = start + bisect_right(spaces, start) if spaces else start
        last = end - 1 + bisect_right(spaces, end - 1) + 1 if spaces else end
        if breaks_word(view, first, last):
            continue
        readings = terms[pattern]
        head = readings[0]
        if last - first != end - start or head.latin:
            if not _keeps_spacing(view[first:last], head.name, head.latin):
                continue
        if head.kind is TermKind.ENTITY and end - start <= 4 and not head.latin and inside_word(view, first, last):
            continue
        if end - start <= 3 and head.kind is TermKind.STOP and first and is_thai(view[first - 1]):
            continue
        atoms.append(Atom(first, last, readings))
        taken = end
    return tuple(atoms)
