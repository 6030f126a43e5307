"""Short names that an article itself defines: "องค์การความร่วมมือ… (อคม.)", "ศูนย์… หรือ ABC", and where they stand alone later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from samphan.extract.boundaries import breaks_word, is_thai
from samphan.extract.reading import Reading


class Definition(NamedTuple):
    """What a bracket behind a full name gives: a short name, a full foreign one, or both (empty where missing), and its extent."""

    short: str
    full: str
    start: int
    end: int


_SHORT = r"[A-Z][A-Za-z0-9&.\-]{1,11}|(?!รมว|รมช|ปลัด|ผบ|ปธ|นรม)(?:[ก-ฮ]{1,6}\.){1,3}(?:[ก-ฮ]{1,6}\.?)?|[ก-ฮ]{2,5}"
_BRACKET = re.compile(
    rf" ?\(\s?(?:(?P<only>{_SHORT})|(?P<full>[A-Z][^()\n:–]{{5,140}}?)(?:(?:\s?[:–,]\s?|\s?-\s?)(?P<short>{_SHORT}))?)\s?\)"
)
_NOT_SHORT = re.compile(r"(?:มหาชน|ประเทศไทย|Thai|Mr|Ms|Mrs|Dr|H\.E|Prof|Hon)")
_ENOUGH_CAPITALS = re.compile(r"[A-Z].*[A-Z]|[ก-ฮ]")


def definition_at(reading: Reading, end: int) -> Definition | None:
    """The definition in brackets right behind the name that ends at ``end``."""
    view = reading.view
    if view[end : end + 2].lstrip(" ")[:1] != "(":
        return None
    match = _BRACKET.match(view, end, end + 200)
    if match is None:
        return None
    short, full = match["only"] or match["short"] or "", (match["full"] or "").strip(" :,–-")
    if _NOT_SHORT.match(short) or _NOT_SHORT.match(full):
        return None
    if short and not _ENOUGH_CAPITALS.search(short) and match["only"] is None:
        short = ""
    if full and (not re.search(r"[a-z]", full) or " " not in full):
        full = ""
    opening = view.index("(", end)
    return Definition(short, full, opening + 1, match.end() - 1) if short or full else None


def occurrences(view: str, words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where each of ``words`` stands on its own in ``view[start:end]``, in reading order; linear in the stretch's length."""
    if not words:
        return
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    for pattern, offset, stop in automaton.find_matches_as_indexes(view[start:end]):
        word, at, to = words[pattern], start + offset, start + stop
        before, after = view[at - 1 : at], view[to : to + 1]
        glued = is_thai(word[0]) and before and is_thai(before)
        goes_on = not word.endswith(".") and is_thai(word[-1]) and after and is_thai(after)
        if not glued and not goes_on and not breaks_word(view, at, to):
            yield at, word
