"""Source text and its normalised view, with a way back to the untouched offsets.

The view is what patterns and the lexicon look at: no zero-width characters, Arabic digits, plain spaces,
composed sara am, tone marks before it in one order. Nothing else is changed, and every view offset maps back.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass

from samphan.facts import Span

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e"
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\x0b\x0c"
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"

# One character for one. Replacing each in turn is twenty times as fast as str.translate, which walks Thai text character by character.
_SINGLE = (*((space, " ") for space in _SPACES), *((chr(0x0E50 + digit), str(digit)) for digit in range(10)))

# What changes length or order: invisible characters, nikhahit + sara aa or sara am with tone marks in any place, doubled sara e.
# Invisible characters are allowed inside each, so that what their removal brings together is read at once (normalising is idempotent).
_CHANGING = re.compile(
    f"(?=[{_INVISIBLE}{_TONES}\u0e4d\u0e33\u0e40])(?:"
    f"[{_INVISIBLE}]+"
    f"|\u0e4d[{_INVISIBLE}]*(?:[{_TONES}][{_INVISIBLE}]*)?\u0e32(?:[{_INVISIBLE}]*[{_TONES}])*"
    f"|[{_TONES}][{_INVISIBLE}]*\u0e4d[{_INVISIBLE}]*(?:[{_TONES}][{_INVISIBLE}]*)?\u0e32(?:[{_INVISIBLE}]*[{_TONES}])*"
    f"|\u0e33(?:[{_INVISIBLE}]*[{_TONES}])+"
    f"|\u0e40[{_INVISIBLE}]*\u0e40)"
)
_MAY_CHANGE = re.compile(f"[{_INVISIBLE}\u0e4d]|\u0e33[{_TONES}]|\u0e40\u0e40")


def _replacement(text: str) -> str:
    if text[0] in _INVISIBLE:
        return ""
    if text[0] == "\u0e40":
        return "\u0e41"
    return "".join(char for char in text if char in _TONES) + "\u0e33"


def _one_for_one(text: str) -> str:
    for old, new in _SINGLE:
        text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A view of ``raw`` for matching; :meth:`span` takes view offsets back to raw ones."""

    raw: str
    view: str
    _starts: array[int] | None
    _ends: array[int] | None

    @classmethod
    def of(cls, raw: str) -> NormalizedText:
        """Normalise ``raw``; linear in its length."""
        if not _MAY_CHANGE.search(raw):
            return cls(raw, _one_for_one(raw), None, None)
        pieces: list[str] = []
        starts: array[int] = array("l")
        ends: array[int] = array("l")
        at = 0
        for match in _CHANGING.finditer(raw):
            start, end = match.span()
            pieces.append(raw[at:start])
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
            new = _replacement(match.group())
            pieces.append(new)
            starts.extend([start] * len(new))
            ends.extend([end] * len(new))
            at = end
        if not at:
            return cls(raw, _one_for_one(raw), None, None)
        pieces.append(raw[at:])
        starts.extend(range(at, len(raw)))
        ends.extend(range(at + 1, len(raw) + 1))
        return cls(raw, _one_for_one("".join(pieces)), starts, ends)

    def span(self, start: int, end: int) -> Span:
        """The raw span behind view offsets ``[start, end)``."""
        if self._starts is None or self._ends is None:
            return Span(start, end)
        return Span(self._starts[start], self._ends[end - 1])

    def view_offset(self, raw_offset: int) -> int:
        """The first view offset that stands at or after ``raw_offset``."""
        if self._starts is None:
            return raw_offset
        return bisect_left(self._starts, raw_offset)


def normalize(text: str) -> str:
    """The normalised view of ``text`` without the way back (for names and keys)."""
    return NormalizedText.of(text).view
