"""Where Thai words and sentences begin and end.

Thai is written without spaces between words, so a name found by spelling alone may stand inside a longer word
("ชาด" in "กาชาด"). Spelling rules settle most cases; PyThaiNLP's newmm tokenizer settles the short names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pythainlp.tokenize import Tokenizer
from pythainlp.corpus import thai_words

_LEADING_VOWELS = "เแโใไ"
# Signs that cannot begin a syllable: what stands before one of them goes on.
_DEPENDENT = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")


def is_thai(char: str) -> bool:
    """Whether ``char`` is a Thai letter or sign."""
    return "\u0e01" <= char <= "\u0e4e"


def breaks_word(view: str, start: int, end: int) -> bool:
    """Whether cutting ``view`` at ``start`` or ``end`` cuts through a syllable or a Latin word."""
    following = view[end : end + 1]
    if following:
        if following in _DEPENDENT:
            return True
        if following.isalnum() and following < "\u0e00" and view[end - 1].isalnum() and view[end - 1] < "\u0e00":
            return True
        if "\u00c0" <= following <= "\u024f" and view[end - 1].isascii() and view[end - 1].isalpha():
            return True
    if start:
        before = view[start - 1]
        if before in _LEADING_VOWELS:
            return True
        if before < "\u0e00" and before.isalnum() and view[start] < "\u0e00" and view[start].isalnum():
            return True
    return False


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(custom_dict=thai_words(), engine="newmm")


@lru_cache(maxsize=65536)
def _aligned(before: str, word: str, after: str) -> bool:
    tokens = _tokenizer().word_tokenize(before + word + after)
    at, begins, ends = 0, False, False
    for token in tokens:
        if at == len(before):
            begins = True
        at += len(token)
        if at == len(before) + len(word):
            ends = True
    return begins and ends


def inside_word(view: str, start: int, end: int) -> bool:
    """Whether the short name at ``[start, end)`` is part of a longer dictionary word, by tokenizing its surroundings."""
    left = start
    while left > 0 and start - left < 12 and "\u0e01" <= view[left - 1] <= "\u0e4e":
        left -= 1
    right = end
    while right < len(view) and right - end < 12 and "\u0e01" <= view[right] <= "\u0e4e":
        right += 1
    if left == start and right == end:
        return False
    while left < start and view[left] in _DEPENDENT:
        left += 1
    return not _aligned(view[left:start], view[start:end], view[end:right])


_SENTENCE_END = re.compile(r"\n+|(?<=[a-z)”\"])[.!?]\s+(?=[A-Z“\"])|\s(?=ทั้งนี้|นอกจากนี้|นอกจากนั้น|พร้อมกันนี้|โอกาสนี้|ในโอกาสนี้|อย่างไรก็ตาม|ขณะที่|ในการนี้|สำหรับ)")


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
