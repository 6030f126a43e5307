"""Foreign text made fit to be shown: no control or direction characters, a bounded length."""

from __future__ import annotations

import unicodedata

_NAME = 300  # the longest label that a page shows, in code points
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str, longest: int = _NAME) -> str:
    """``text`` without control and direction characters, NFC, cut (never before a combining mark) at ``longest``."""
    kept = "".join(" " if char in "\t\n\r\x0b\x0c\xa0\u2028\u2029" else char for char in text if char not in _BIDI)
    kept = unicodedata.normalize("NFC", "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cs", "Co")))
    if len(kept) <= longest:
        return kept
    end = longest
    while end > longest - 8 and unicodedata.category(kept[end])[0] == "M":
        end -= 1
    return kept[:end] + "…"
