"""Names made comparable: how a Thai or Latin name sounds, without the marks that writers of transliterations disagree about.

``sound`` keeps vowels in simple form and joins letters that sound alike, so that ฝ่าม มิงห์ จิ๋งห์ and ฝาม มิงห์ จิงห์ are equal;
``bones`` keeps only broad consonant classes and is the same for both scripts (ประยุทธ์, Prayut → ``PLYT``).
Everything here is a pure function of the text and linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

_SILENT = re.compile("[ทตดธ]ร์|[ก-ฮ][ิุู]?์")
_MARKS = re.compile("[่้๊๋็ํฯๆ์.\"'“”‘’]")
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_LEADING_HO = re.compile("ห(?=[งญณนมยรลว])")
_DOUBLED_RO = re.compile("รร")
_OWNER = re.compile(r"['’]s\b")
_REPEATED = re.compile(r"(.)\1+")

_ALIKE = {
    **dict.fromkeys("ขคฆฅฃ", "ค"),
    **dict.fromkeys("ฉชฌ", "ช"),
    **dict.fromkeys("ซสศษ", "ส"),
    **dict.fromkeys("ดฎ", "ด"),
    **dict.fromkeys("ตฏ", "ต"),
    **dict.fromkeys("ถทธฑฒฐ", "ท"),
    **dict.fromkeys("นณ", "น"),
    **dict.fromkeys("ผพภ", "พ"),
    **dict.fromkeys("ฝฟ", "ฟ"),
    **dict.fromkeys("ยญ", "ย"),
    **dict.fromkeys("ลฬ", "ล"),
    **dict.fromkeys("หฮ", "ห"),
    **dict.fromkeys("ะัา", "า"),
    **dict.fromkeys("ิี", "ี"),
    **dict.fromkeys("ึื", "ื"),
    **dict.fromkeys("ุู", "ู"),
    **dict.fromkeys("ใไ", "ไ"),
    "ำ": "าม",
    "ฺ": "",
    "ฤ": "รี",
    "อ": "อ",
}
_SOUNDS = str.maketrans(_ALIKE)

_STRICT = str.maketrans({old: new for old, new in _ALIKE.items() if old not in "ัาะ"})

_CLASSES = {
    **dict.fromkeys("กคขฆ", "K"),
    **dict.fromkeys("จชฉฌ", "C"),
    **dict.fromkeys("ส", "S"),
    **dict.fromkeys("ดตท", "T"),
    **dict.fromkeys("บปพฟ", "P"),
    **dict.fromkeys("นง", "N"),
    "ม": "M",
    "ย": "Y",
    **dict.fromkeys("รล", "L"),
    "ว": "W",
}
_DIGRAPHS = (
    ("tsch", "c"), ("sch", "c"), ("tch", "c"), ("sh", "c"), ("ch", "c"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("gh", "k"),
    ("ng", "n"), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
_LATIN_CLASSES = {
    **dict.fromkeys("kgq", "K"),
    **dict.fromkeys("cj", "C"),
    **dict.fromkeys("sz", "S"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("bpf", "P"),
    "n": "N",
    "m": "M",
    "y": "Y",
    **dict.fromkeys("rl", "L"),
    **dict.fromkeys("wv", "W"),
}


def is_thai(text: str) -> bool:
    """Whether the text holds a Thai letter."""
    return any("\u0e01" <= char <= "\u0e2e" for char in text)


@lru_cache(maxsize=262144)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, in order; hyphens and dots part words too."""
    return tuple(word for word in re.split(r"[\s\-–.·,/()]+", _OWNER.sub("", unicodedata.normalize("NFC", name))) if word and word != "ฯ")


@lru_cache(maxsize=262144)
def sound(name: str) -> str:
    """How a name sounds, spaces out: Thai letters joined by sound, Latin ones without accents, in lower case."""
    if not is_thai(name):
        plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d"))
        return "".join(char for char in plain if char.isalnum())
    text = _SILENT.sub("", unicodedata.normalize("NFC", name).casefold())
    text = _MARKS.sub("", text)
    text = _DOUBLED_RO.sub("ั", text)
    text = _LEADING_HO.sub("", text)
    text = _LEADING_VOWEL.sub(r"\2\1", text)
    text = "".join(text.translate(_SOUNDS).split())
    return _REPEATED.sub(r"\1", "".join(char for char in text if char.isalnum() or "\u0e30" <= char <= "\u0e4e"))


@lru_cache(maxsize=262144)
def strict_sound(name: str) -> str:
    """Like :func:`sound`, with short and long a kept apart: สมชาย and สมชัย are two names, if alike."""
    if not is_thai(name):
        return sound(name)
    text = _MARKS.sub("", _SILENT.sub("", unicodedata.normalize("NFC", name).casefold()))
    text = _LEADING_HO.sub("", _DOUBLED_RO.sub("ั", text)).replace("ะ", "")
    text = "".join(text.translate(_STRICT).split())
    return _REPEATED.sub(r"\1", "".join(char for char in text if char.isalnum() or "\u0e30" <= char <= "\u0e4e"))


@lru_cache(maxsize=262144)
def bones(name: str) -> str:
    """The consonant classes of a name in either script, each run of one class once; a leading vowel is ``A``."""
    if is_thai(name):
        text = sound(name)
        found = "".join(_CLASSES.get(char, "") for char in text)
        lead = "A" if text[:1] == "อ" else "H" if text[:1] == "ห" else ""
    else:
        plain = sound(name)
        for old, new in _DIGRAPHS:
            plain = plain.replace(old, new)
        found = "".join(_LATIN_CLASSES.get(char, "") for char in plain)
        lead = "A" if plain[:1] in tuple("aeiou") else "H" if plain[:1] == "h" else ""
    return lead + _REPEATED.sub(r"\1", found)


def alike(one: str, other: str) -> float:
    """How alike two strings are, from 0 to 1 (normalized Indel similarity)."""
    return float(Indel.normalized_similarity(one, other))


@lru_cache(maxsize=262144)
def similarity(one: str, other: str) -> float:
    """How alike two names sound, from 0 to 1; names of different scripts are compared by their bones.

    The order of the words does not count where turning it round helps (Japanese and Hungarian names), at a small price.
    """
    form = sound if is_thai(one) == is_thai(other) else bones
    left, right = [form(word) for word in tokens(one)], [form(word) for word in tokens(other)]
    straight = alike("".join(left), "".join(right))
    if len(left) == len(right) == 2:
        return max(straight, alike("".join(left), "".join(reversed(right))) - 0.02)
    return straight


def weakest_word(one: str, other: str) -> float:
    """The likeness of the least alike pair of words of two names with equally many words; 0 where they have not."""
    form = sound if is_thai(one) == is_thai(other) else bones
    left, right = [form(word) for word in tokens(one)], [form(word) for word in tokens(other)]
    if len(left) != len(right) or not left:
        return 0.0
    straight = min(alike(a, b) for a, b in zip(left, right, strict=True))
    turned = min(alike(a, b) for a, b in zip(left, reversed(right), strict=True)) - 0.02 if len(left) == 2 else 0.0
    return max(straight, turned)


def contains(longer: str, shorter: str) -> bool:
    """Whether every word of ``shorter`` (two at least) is a word of ``longer``, in the same order, by sound."""
    inside = iter([sound(word) for word in tokens(longer)])
    words = [sound(word) for word in tokens(shorter)]
    return 2 <= len(words) < len(tokens(longer)) and all(any(word == other for other in inside) for word in words)
