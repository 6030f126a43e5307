"""What a piece of text looks like: common Thai words or a name, and how a name sounds in either script."""

from __future__ import annotations

from functools import cache, lru_cache

from pythainlp.corpus import thai_words
from pythainlp.corpus.ttc import unigram_word_freqs
from rapidfuzz.distance import Indel

_LONGEST = 18
# Occurrences in the Thai Textbook Corpus from which a word is common; below stand syllables of transliterated names.
_FREQUENT = 40
# A long word of the dictionary is common from this count on; the dictionary alone also holds famous names.
_KNOWN = 3
_THAI_SOUNDS = {
    **dict.fromkeys("กขคฆ", "k"), **dict.fromkeys("จฉชฌ", "c"), **dict.fromkeys("ซศษส", "s"), **dict.fromkeys("ญย", "y"),
    **dict.fromkeys("ฎดฏตฐฑฒทธถ", "t"), **dict.fromkeys("ณน", "n"), **dict.fromkeys("บปผพภ", "p"), **dict.fromkeys("ฝฟ", "f"),
    **dict.fromkeys("รลฬ", "l"), **dict.fromkeys("หฮ", "h"), "ม": "m", "ว": "w", "ง": "ng",
}  # fmt: skip
_LATIN_SOUNDS = {
    **dict.fromkeys("kgq", "k"), **dict.fromkeys("jc", "c"), **dict.fromkeys("sxz", "s"), **dict.fromkeys("td", "t"),
    **dict.fromkeys("bp", "p"), **dict.fromkeys("rl", "l"), **dict.fromkeys("vw", "w"), **dict.fromkeys("fmnyh", ""),
}  # fmt: skip


@cache
def _dictionary() -> frozenset[str]:
    counts = unigram_word_freqs()
    frequent = {w for w, n in counts.items() if n >= _FREQUENT and 2 <= len(w) <= _LONGEST}
    return frozenset(frequent.union(w for w in thai_words() if 6 <= len(w) <= _LONGEST and counts.get(w, 0) >= _KNOWN))


@lru_cache(maxsize=16384)
def is_common(text: str) -> bool:
    """Whether ``text`` (Thai, without spaces) is wholly made of common words; transliterated names are not.

    Time grows with the length of ``text`` only: no word of the dictionary is longer than 18 characters.
    """
    words = _dictionary()
    reached = [False] * (len(text) + 1)
    reached[0] = True
    for start in range(len(text)):
        if reached[start]:
            for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
                if text[start:end] in words:
                    reached[end] = True
    return reached[-1]


@lru_cache(maxsize=4096)
def sounds(name: str) -> str:
    """The consonants of ``name`` as classes of sound, so that spellings in two scripts can be compared."""
    out: list[str] = []
    lowered = name.casefold()
    for at, char in enumerate(lowered):
        if char in _THAI_SOUNDS:
            silent = lowered[at + 1 : at + 3].startswith(("์", "ุ์", "ิ์"))
            if not silent:
                out.append(_THAI_SOUNDS[char])
        elif char in _LATIN_SOUNDS:
            if at and ((char == "h" and lowered[at - 1] in "tpckgs") or (char == "g" and lowered[at - 1] == "n")):
                out.extend("g" if char == "g" else "")
                continue
            out.append(_LATIN_SOUNDS[char] or char)
    return "".join(out)


def sound_alike(thai: str, latin: str) -> bool:
    """Whether a name in Thai and one in Latin letters may be the same person's: as many parts or nearly, and like sounds."""
    if abs(len(thai.split()) - len(latin.split())) > 1:
        return False
    return Indel.normalized_similarity(sounds(thai), sounds(latin)) >= 0.7
