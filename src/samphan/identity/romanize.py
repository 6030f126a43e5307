"""Thai names in Latin letters by the Royal Institute's rules, for readers without Thai where no official English name is known."""

from __future__ import annotations

from functools import lru_cache

from samphan.identity.names import is_thai

ROMANIZED = "th-latn"
"""The language tag that marks a romanized Thai name (BCP 47: Thai in Latin script)."""


def romanized(name: str) -> str:
    """``name`` in Latin letters, each word capitalised; Latin words stay as they are, unknown signs are left out."""
    return " ".join(filter(None, (_word(word) for word in name.split())))


@lru_cache(maxsize=131072)
def _word(word: str) -> str:
    if not is_thai(word):
        return word
    from pythainlp.transliterate import romanize  # heavy; most runs of the program never romanize

    try:
        latin = str(romanize(word, engine="royin"))
    except (IndexError, KeyError, ValueError):  # the rules were not written for every sequence of signs
        return ""
    kept = "".join(char for char in latin if char.isascii() and (char.isalnum() or char in "-'"))
    return kept[:1].upper() + kept[1:]
