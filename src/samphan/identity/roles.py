"""Positions as the articles write them, read back to the posts of the ontology: which post, acting or former, held by one or by many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from samphan.knowledge import Lexicon, TermKind
from samphan.text import normalize

_SOLE = frozenset(
    {
        "post/minister", "post/prime-minister", "post/president", "post/ambassador", "post/permanent-secretary", "post/director-general",
        "post/commander", "post/commander-armed-forces", "post/secretary-general", "post/head-of-state", "post/governor-of-agency",
        "post/supreme-leader", "post/high-commissioner", "post/charge-daffaires", "post/speaker", "post/premier-state-council",
        "post/chief-executive", "post/managing-director", "post/executive-director", "post/provincial-governor", "post/chancellor",
        "post/commander-armed-forces-thai", "post/chief-cabinet-secretary", "post/resident-coordinator", "post/national-security-adviser",
        "post/government-spokesperson", "post/crown-prince", "post/president-organization", "post/rector", "post/mayor",
        "post/apostolic-nuncio", "post/cabinet-secretary-general",
    }
)  # fmt: skip
_SAME = {"post/interior-minister-number-1": "post/minister", "post/commander-armed-forces-thai": "post/commander-armed-forces"}
_OUT_OF_OFFICE = frozenset({"post/modifier-former", "post/modifier-designate"})
_ACTING = frozenset({"post/modifier-acting", "post/modifier-caretaker"})


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """A post type (``post/minister``), with what stands before it.

    ``sole`` posts have one holder at a time in one body; ``acting`` holds for somebody; ``current`` is false for former holders
    and those only named to follow.
    """

    key: str
    sole: bool = False
    acting: bool = False
    current: bool = True


def _parts(text: str, lexicon: Lexicon) -> list[tuple[TermKind, str]]:
    """The known modifiers and posts of a position, left to right, the longest name first."""
    squeezed = normalize(text).replace(" ", "")
    best: dict[int, tuple[int, TermKind, str]] = {}
    for index, start, end in lexicon.automaton.find_matches_as_indexes(squeezed, overlapping=True):
        for term in lexicon.terms[index]:
            if term.kind is TermKind.POST and term.post:
                value = term.post.key
            elif term.kind is TermKind.MODIFIER:
                value = term.value
            else:
                continue
            if start not in best or end > best[start][0] or (end == best[start][0] and term.kind is TermKind.POST):
                best[start] = (end, term.kind, value)
    out: list[tuple[TermKind, str]] = []
    at = 0
    for start in sorted(best):
        if start >= at:
            at, kind, value = best[start]
            out.append((kind, value))
    return out


@lru_cache(maxsize=65536)
def role_of(position: str) -> Role | None:
    """The role that the words of a position name, ``None`` where no known post stands in them.

    The first post counts ("ที่ปรึกษารัฐมนตรี" is an adviser); deputies and assistants of it are posts of their own.
    """
    found = _parts(position, Lexicon.load())
    modifiers = {value for kind, value in found if kind is TermKind.MODIFIER}
    key = next((value for kind, value in found if kind is TermKind.POST), None)
    if key is None:
        return None
    key = _SAME.get(key, key)
    for word in ("deputy", "assistant"):
        if f"post/modifier-{word}" in modifiers and not key.startswith((f"post/{word}", "post/vice")):
            key = f"post/{word}-{key.removeprefix('post/')}"
    acting = bool(modifiers & _ACTING)
    return Role(key, key in _SOLE, acting, not modifiers & _OUT_OF_OFFICE)
