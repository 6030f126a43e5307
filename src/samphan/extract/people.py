"""Second stage: the persons an article names, each with every place that names them.

What names the same person is brought together: the full name, the other script's form, later short forms ("นายสุชาติ", "“พัชรวาท”").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from samphan.extract.boundaries import breaks_word, is_thai
from samphan.extract.candidates import Candidate, names_nobody, titled_names, untitled_names
from samphan.extract.names import Name
from samphan.extract.reading import Reading
from samphan.extract.wording import is_common, sound_alike, sounds
from samphan.knowledge import TermKind
from samphan.vocab import slug

_FEW_NAMES = 40


class NamedPerson(NamedTuple):
    """One place where a person is named: view offsets of the name and of the whole expression with its titles."""

    start: int
    end: int
    outer_start: int
    outer_end: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: key, name as in its fullest form, the other script's form, titles, and all mentions in order."""

    key: str
    name: str
    alias: str | None
    honorific: str | None
    mentions: tuple[NamedPerson, ...]
    bracketed: bool
    """Whether the other spelling stands in brackets, as news writes it for foreigners."""

    @property
    def latin(self) -> bool:
        """Whether the name is written in Latin script only."""
        return self.name[:1] < "\u0e00" and not any(is_thai(c) for c in self.name)


def _fold(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or "\u0e31" <= c <= "\u0e4e")


def _shorten(candidates: list[Candidate]) -> None:
    """Cut running text off a given name, where the article has that given name with a confirmed end elsewhere."""
    surnames: dict[str, Counter[str]] = {}
    givens: set[str] = set()
    for c in candidates:
        if len(c.name.tokens) >= 2:
            surnames.setdefault(_fold(c.name.tokens[0]), Counter())[_fold("".join(c.name.tokens[1:]))] += 10 if c.name.sure else 1
        if (c.name.sure or c.alias) and is_thai(c.name.tokens[0][0]):
            givens.add(c.name.tokens[0])
            givens.add("".join(c.name.tokens))
    for c in candidates:
        first = c.name.tokens[0]
        if c.name.sure or c.alias or not is_thai(first[0]):
            continue
        keep = 0
        if len(c.name.tokens) > 1:
            seen = surnames[_fold(first)]
            mine = _fold("".join(c.name.tokens[1:]))
            best = max(seen.values())
            if best > seen[mine] and (best >= 2 or first in givens):
                keep = len(first)
        for length in range(len(first) - 1, 2, -1):
            if first[:length] in givens and is_common(first[length:]) and not breaks_word(first, 0, length):
                keep = length
                break
        if keep:
            c.name = Name(c.name.start, c.name.start + keep, (first[:keep],), sure=False)
            c.outer_end = c.name.end


def _places(names: list[str], area: str) -> list[tuple[int, int, int]]:
    """Where the names stand in ``area``: pattern number, start and end, leftmost and longest first, not overlapping.

    An automaton takes longer to build than a few searches; many names are found in one pass.
    """
    if len(names) > _FEW_NAMES:
        finder = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA)
        return finder.find_matches_as_indexes(area)
    found: list[tuple[int, int, int]] = []
    for number, name in enumerate(names):
        at = area.find(name)
        while at >= 0:
            found.append((number, at, at + len(name)))
            at = area.find(name, at + len(name))
    found.sort(key=lambda place: (place[1], -place[2]))
    kept: list[tuple[int, int, int]] = []
    for place in found:
        if not kept or place[1] >= kept[-1][2]:
            kept.append(place)
    return kept


def _more(reading: Reading, wanted: dict[str, tuple[int, bool]], taken: list[tuple[int, int]]) -> dict[int, list[NamedPerson]]:
    """Further places that hold a name of ``wanted`` (name to person number and whether it has to be quoted or follow a post)."""
    out: dict[int, list[NamedPerson]] = {}
    if not wanted:
        return out
    view = reading.view
    names = sorted(wanted)
    lo, hi = min(reading.title[0], reading.body[0]), reading.body[1]
    area = view[lo:hi]
    taken = sorted(taken)
    ends = list(accumulate((e for _, e in taken), max))
    last = 0
    for pattern, found, stop in _places(names, area):
        start, end = found + lo, stop + lo
        place = bisect_left(taken, (end, 0))
        if start < last or (place and ends[place - 1] > start) or breaks_word(view, start, end):
            continue
        number, quoted_only = wanted[names[pattern]]
        before, after = view[start - 1 : start], view[end : end + 1]
        index = reading.index_at(start)
        preceding = reading.atoms[index - 1] if index else None
        gap = view[preceding.end : start] if preceding is not None and preceding.end >= start - 1 else "?"
        after_word = gap.strip() == "" and preceding is not None and any(t.kind in (TermKind.POST, TermKind.TITLE) for t in preceding.terms)
        quoted = bool(before) and before in "“\"'‘" and bool(after) and after in "”\"'’"
        if quoted or after_word or (not quoted_only and not (before and is_thai(before))):
            out.setdefault(number, []).append(NamedPerson(start, end, start, end))
            last = end
    return out


def _groups(candidates: list[Candidate]) -> list[list[Candidate]]:
    """The candidates by person: same full name or alias first, then single names to the person who has that given name."""
    groups: list[list[Candidate]] = []
    full: dict[str, int] = {}
    singles: list[Candidate] = []
    for c in candidates:
        keys = {_fold("".join(c.name.tokens))} | ({_fold("".join(c.alias.tokens))} if c.alias else set())
        if len(c.name.tokens) == 1 and not c.alias:
            singles.append(c)
            continue
        group = next((full[k] for k in sorted(keys) if k in full), None)
        if group is None:
            group = len(groups)
            groups.append([])
        groups[group].append(c)
        for key in keys:
            full.setdefault(key, group)
    given: dict[str, int] = dict(full)
    for number, members in enumerate(groups):
        for member in members:
            for name in (member.name, member.alias):
                for token in (name.tokens[0], name.tokens[-1]) if name else ():
                    given.setdefault(_fold(token), number)
    for c in singles:
        number_or_none = given.setdefault(_fold(c.name.tokens[0]), len(groups))
        if number_or_none == len(groups):
            groups.append([])
        groups[number_or_none].append(c)
    return groups


def _length(tokens: tuple[str, ...]) -> int:
    return len(tokens)


def _tie_scripts(view: str, groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Join a person named only in Latin letters to the one whose Thai name sounds the same ("นายเดวิด เดลี … (Mr. David Daly …)")."""
    thai = [g for g in groups if is_thai(view[g[0].name.start]) and not any(c.alias for c in g) and max(len(c.name.tokens) for c in g) > 1]
    if not thai:
        return groups
    by_sound: dict[str, list[tuple[str, list[Candidate]]]] = {}
    for g in thai:
        name = " ".join(max((c.name for c in g), key=lambda n: _length(n.tokens)).tokens)
        by_sound.setdefault(sounds(name)[:1], []).append((name, g))
    kept: list[list[Candidate]] = []
    for g in groups:
        if not is_thai(view[g[0].name.start]) and not any(c.alias for c in g):
            name = " ".join(max((c.name for c in g), key=lambda n: _length(n.tokens)).tokens)
            partner = next((t for n, t in by_sound.get(sounds(name)[:1], ()) if sound_alike(n, name)), None)
            if " " in name and partner is not None:
                partner.extend(g)
                continue
        kept.append(g)
    return kept


def find_people(reading: Reading) -> tuple[Person, ...]:
    """Every named person of the article, in order of first mention."""
    candidates = titled_names(reading)
    candidates += untitled_names(reading, candidates)
    candidates.sort(key=lambda c: c.name.start)
    _shorten(candidates)
    candidates = [c for c in candidates if not names_nobody(c, candidates)]
    groups = _groups(candidates)
    return _persons(reading, _tie_scripts(reading.view, groups))


def _names(view: str, group: list[Candidate]) -> tuple[Name, Name | None]:
    """The fullest name of a person, Thai before Latin, and the fullest in the other script."""
    both = [n for c in group for n in (c.name, c.alias) if n is not None]
    thai = [n for n in both if is_thai(view[n.start])]
    latin = [n for n in both if not is_thai(view[n.start])]
    main = max(thai or latin, key=lambda n: (len(n.tokens), n.sure, n.end - n.start, -n.start))
    other = max(latin, key=lambda n: (len(n.tokens), n.end - n.start, -n.start)) if thai and latin else None
    return main, other


def _persons(reading: Reading, groups: list[list[Candidate]]) -> tuple[Person, ...]:
    view = reading.view
    chosen = [_names(view, group) for group in groups]
    wanted: dict[str, tuple[int, bool]] = {}
    for number, (main, _) in enumerate(chosen):
        if len(main.tokens) > 1:
            wanted[view[main.start : main.end]] = (number, False)
            if len(main.tokens[0]) >= 4:
                wanted.setdefault(main.tokens[0], (number, True))
    more = _more(reading, wanted, [(c.outer_start, c.outer_end) for group in groups for c in group])
    persons: list[Person] = []
    for number, (group, (main, other)) in enumerate(zip(groups, chosen, strict=True)):
        mentions = {NamedPerson(n.start, n.end, c.outer_start, c.outer_end) for c in group for n in (c.name, c.alias) if n is not None}
        mentions.update(more.get(number, ()))
        clean = " ".join(view[main.start : main.end].split())
        single = len(main.tokens) == 1 and not other
        key = f"person/{slug(reading.article.id)}/{slug(clean)}" if single else f"person/{slug(clean)}"
        bracketed = other is not None and any(c.alias or view[c.outer_start - 1 : c.outer_start] == "(" for c in group)
        honorific = next((c.honorific for c in group if c.honorific), None)
        persons.append(Person(key, clean, " ".join(other.tokens) if other else None, honorific, tuple(sorted(mentions)), bracketed))
    persons.sort(key=lambda p: p.mentions[0])
    return tuple(persons)
