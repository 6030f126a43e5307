"""Where Thai words and sentences begin and end.

Thai is written without spaces between words, so a name found by spelling alone may stand inside a longer word
("ชาด" in "กาชาด"). Spelling rules settle most cases; the ontology's cover words and the names around settle the rest.
"""

from __future__ import annotations

import re

LEADING_VOWELS = frozenset("เแโใไ")
"""Vowel signs that are written before the consonant they follow: a word cannot begin right behind one."""

DEPENDENT = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
"""Signs that cannot begin a syllable: what stands before one of them goes on."""


def is_thai(char: str) -> bool:
    """Whether ``char`` is a Thai letter or sign."""
    return "\u0e01" <= char <= "\u0e4e"


def breaks_latin(view: str, start: int, end: int) -> bool:
    """Whether cutting ``view`` at ``start`` or ``end`` cuts through a word of Latin letters or digits."""
    following = view[end : end + 1]
    if following and following < "\u0250" and following.isalnum() and view[end - 1] < "\u0250" and view[end - 1].isalnum():
        return True
    before = view[start - 1 : start] if start else ""
    return bool(before) and before < "\u0250" and before.isalnum() and view[start] < "\u0250" and view[start].isalnum()


def breaks_word(view: str, start: int, end: int) -> bool:
    """Whether cutting ``view`` at ``start`` or ``end`` cuts through a syllable or a Latin word."""
    following = view[end : end + 1]
    if following and (following in DEPENDENT or view[end + 1 : end + 2] == "์"):
        return True
    if start and view[start - 1] in LEADING_VOWELS:
        return True
    return breaks_latin(view, start, end)


_SENTENCE_END = re.compile(
    r"\n+|(?<=[a-z)”\"])[.!?]\s+(?=[A-Z“\"])|\s(?=ทั้งนี้|นอกจากนี้|นอกจากนั้น|พร้อมกันนี้|โอกาสนี้|ในโอกาสนี้|อย่างไรก็ตาม|ขณะที่|ในการนี้|สำหรับ)"
)


def segments(view: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentence-like pieces of ``view[start:end]``: paragraphs, cut before words that open a new Thai sentence."""
    out: list[tuple[int, int]] = []
    at = start
    for match in _SENTENCE_END.finditer(view, start, end):
        if view[at : match.start()].strip():
            out.append((at, match.start()))
        at = match.end()
    if view[at:end].strip():
        out.append((at, end))
    return tuple(out)
