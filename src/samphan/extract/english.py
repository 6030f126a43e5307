"""Posts in English articles: "Prime Minister and Minister of Finance Srettha Thavisin", "the Lao Prime Minister", "WHO Director-General …".

A post stands before the name without a comma, or behind it after one. What it is held in stands in front of the post
("Defense Minister", "French President") or behind it ("Minister of Public Health", "President of the National Assembly of …").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import Lexicon, TermKind
from samphan.vocab import ID, ONTOLOGY


class EnglishPost(NamedTuple):
    """A post phrase at view offsets ``[start, until)``: the position's words and what it is held in."""

    start: int
    until: int
    position: str
    organization: str | None
    state: str | None
    key: str


_WORDS_BEFORE = re.compile(r"(?:[A-Z][\w.&’'-]*|and|of)(?: (?:[A-Z][\w.&’'-]*|and|of)){0,4}$")
_OF = re.compile(r"(?P<of>,? (?:of|for|from|to|at) )(?P<the>(?:the )?)(?:Kingdom of |Republic of |State of )?")
_LAST_WORD = re.compile(r"(?:, and|,| and)? ?[\w’'-]+$")
_PORTFOLIO = re.compile(r"[A-Z][\w’'-]+(?:(?:, | and | |, and )[A-Z][\w’'-]+){0,6}")
_TO_THAILAND = re.compile(r" (?:to|in) (?:the )?(?:Kingdom of )?Thailand")
_JOINED = re.compile(r"(?:,? and (?:the )?|, (?:and )?|/)$")
_STANDING_ALONE = ("prime-minister", "spokesperson", "thai-trade")


@cache
def _demonyms(lexicon: Lexicon) -> dict[str, str]:
    """The English words for what belongs to a state ("Lao", "French"), to ISO codes."""
    out: dict[str, str] = {}
    for key, entity in lexicon.entities.items():
        if entity.kind is EntityClass.COUNTRY and entity.country and ID + key in lexicon.subjects:
            for label in lexicon.subjects[ID + key].labels(ONTOLOGY + "demonym"):
                out.setdefault(label.text, entity.country)
    return out


def _ministry(reading: Reading, words: str) -> str | None:
    """The known ministry of that portfolio: "Finance", "Foreign" (Affairs)."""
    for name in (f"Ministry of {words}", f"Ministry of the {words}", f"Ministry of {words} Affairs"):
        for term in reading.lexicon.by_name.get(name.replace(" ", ""), ()):
            if term.entity is not None:
                return term.entity.key
    return None


def _entity(atom: Atom | None) -> str | None:
    term = atom.term(TermKind.ENTITY) if atom else None
    return term.entity.key if term is not None and term.entity is not None and not term.ambiguous else None


def _before(reading: Reading, start: int, minister: bool, states: dict[str, str]) -> tuple[int, str | None, str | None]:
    """What stands in front of the post at ``start``: where the phrase begins then, the organization, the state."""
    view = reading.view
    organization: str | None = None
    state: str | None = None
    if view[start - 1 : start] != " ":
        return start, None, None
    index = reading.index_at(start)
    previous = reading.atoms[index - 1] if index else None
    if previous is not None and previous.end == start - 1 and (known := _entity(previous)) is not None:
        if known.startswith("country/"):
            return previous.start, None, known.removeprefix("country/")
        return previous.start, known, None
    before = _WORDS_BEFORE.search(view[max(0, start - 80) : start - 1])
    words = before.group().split() if before else []
    if minister and organization is None:
        for count in range(min(4, len(words)), 0, -1):
            organization = _ministry(reading, " ".join(words[-count:]))
            if organization is not None:
                start -= len(" ".join(words[-count:])) + 1
                words = words[:-count]
                break
    for count in (2, 1):
        state = states.get(" ".join(words[-count:])) if len(words) >= count else None
        if state is not None:
            start -= len(" ".join(words[-count:])) + 1
            break
    return start, organization, state


def _behind(reading: Reading, end: int, minister: bool) -> tuple[int, str | None, str | None]:
    """What stands behind the post: where the phrase ends then, the organization, the state."""
    view = reading.view
    organization: str | None = None
    state: str | None = None
    for _ in range(3):
        link = _OF.match(view, end)
        if link is None:
            break
        portfolio = _PORTFOLIO.match(view, link.end()) if minister and organization is None else None
        words = portfolio.group() if portfolio else ""
        while words and (found := _ministry(reading, words)) is None:
            words = _LAST_WORD.sub("", words)
        if words and found is not None:
            organization, end = found, link.end() + len(words)
            continue
        # "the" and "Republic of" may be part of the name
        starts = (link.end(), link.end("the"), link.end("of"))
        atom = next((a for s in starts if (a := reading.atom_at(s)) is not None and _entity(a)), None)
        known = _entity(atom)
        if atom is None or known is None:
            break
        end = atom.end
        if known.startswith("country/"):
            state = state or known.removeprefix("country/")
            break
        organization = organization or known
    posted = _TO_THAILAND.match(view, end)
    return (posted.end() if posted and state != "TH" else end), organization, state


def english_posts(reading: Reading) -> tuple[EnglishPost, ...]:
    """Every post phrase of an English article, in order."""
    states = _demonyms(reading.lexicon)
    found: list[EnglishPost] = []
    taken = 0
    for index, atom in enumerate(reading.atoms):
        term = atom.term(TermKind.POST)
        if term is None or term.post is None or atom.start < taken:
            continue
        word_start = atom.start
        back = index - 1
        while back >= 0 and reading.atoms[back].end == word_start - 1 and reading.atoms[back].term(TermKind.MODIFIER):
            word_start = reading.atoms[back].start
            back -= 1
        minister = "minister" in term.post.key and "prime" not in term.post.key
        start, organization, state = _before(reading, word_start, minister, states)
        until, behind, state_behind = _behind(reading, atom.end, minister)
        taken = until
        position = reading.view[word_start : atom.end]
        former = reading.atoms[reading.index_at(start) - 1] if reading.index_at(start) else None
        if former is not None and former.end == start - 1 and former.term(TermKind.MODIFIER):  # "former Czech Prime Minister"
            position = f"{reading.view[former.start : former.end]} {position}"
            start = former.start
        found.append(EnglishPost(start, until, position, organization or behind, state or state_behind, term.post.key))
    return tuple(found)


def chains(reading: Reading, posts: tuple[EnglishPost, ...]) -> list[list[EnglishPost]]:
    """The posts joined by "and" or a comma, as one holder has them."""
    out: list[list[EnglishPost]] = []
    for post in posts:
        if out and _JOINED.fullmatch(reading.view[out[-1][-1].until : post.start]):
            out[-1].append(post)
        else:
            out.append([post])
    return out


def held_in(chain: list[EnglishPost], post: EnglishPost) -> str | None:
    """The key of what ``post`` is held in, with the help of the other posts of the chain; ``None`` where nothing tells."""
    organization = None if "spokesperson" in post.key else post.organization
    foreign = post.state not in (None, "TH")
    if organization is not None and not (foreign and organization.startswith("government/TH/")):
        return organization
    state = post.state or next((p.state for p in chain if p.state), None)
    if state is not None:
        return f"country/{state}"
    return "country/TH" if any(word in post.key for word in _STANDING_ALONE) else None
