"""Second stage: the persons an article names, each with every place that names them.

A name begins where a title ends ("นาย", "พล.ต.อ.", "H.E. Mr.") or straight after a post ("ประธานาธิบดีไบเดน"); a bracket after it
may give the other script. Later short forms ("นายสุชาติ", "“พัชรวาท”") are tied to the full name of the same article.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from samphan.extract.boundaries import breaks_word, is_thai
from samphan.extract.names import Name, latin_name, name_at, title_chain
from samphan.extract.reading import Reading
from samphan.knowledge import TermKind
from samphan.vocab import slug


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

    @property
    def latin(self) -> bool:
        """Whether the name is written in Latin script only."""
        return self.name[:1] < "\u0e00" and not any(is_thai(c) for c in self.name)


@dataclass(slots=True)
class _Candidate:
    name: Name
    outer_start: int
    outer_end: int
    alias: Name | None
    honorific: str


_ALIAS_OPEN = re.compile(r" ?\( ?")
_ROYAL = re.compile(r"(?:พระบาทสมเด็จ|สมเด็จพระ|เจ้าฟ้า|พระองค์เจ้า|กรมสมเด็จ|พระราชินี)")


def _alias(reading: Reading, at: int, thai: bool) -> tuple[Name, int] | None:
    """The same person's name in the other script, in a bracket at ``at``, and where the bracket ends."""
    opening = _ALIAS_OPEN.match(reading.view, at)
    if opening is None:
        return None
    start = opening.end()
    atom = reading.atom_at(start)
    titled = atom is not None and atom.term(TermKind.TITLE) is not None
    if atom is not None and titled:
        _, start = title_chain(reading, reading.index_at(atom.start))
        while reading.view[start : start + 1] in (" ", "."):
            start += 1
    elif atom is not None and not thai:
        return None
    name = name_at(reading, start) if not thai else latin_name(reading, start)
    if name is None or is_thai(reading.view[name.start]) == thai:
        return None
    if not titled and len(name.tokens) < 2:
        return None
    close = reading.view.find(")", name.end, name.end + 160)
    return name, close + 1 if close >= 0 else name.end


def _titled(reading: Reading) -> list[_Candidate]:
    found: list[_Candidate] = []
    index, atoms, view = 0, reading.atoms, reading.view
    taken = 0
    while index < len(atoms):
        atom = atoms[index]
        if atom.start < taken or atom.term(TermKind.TITLE) is None:
            index += 1
            continue
        after, end = title_chain(reading, index)
        while end < len(view) and view[end] in "./" and view[end - 1] != " ":
            end += 1
        name = name_at(reading, end)
        if name is None or _ROYAL.match(view, atom.start):
            index = after
            continue
        alias = _alias(reading, name.end, is_thai(view[name.start]))
        outer_end = alias[1] if alias else name.end
        found.append(_Candidate(name, atom.start, outer_end, alias[0] if alias else None, " ".join(view[atom.start : end].split())))
        taken = outer_end
        index = max(after, reading.index_at(outer_end))
    return found


def _after_post(reading: Reading, titled: list[_Candidate]) -> list[_Candidate]:
    """Latin names of two or more words straight after a post, without a title ("เอกอัครราชทูต Mark Gooding")."""
    spans = [(c.outer_start, c.outer_end) for c in titled]
    found: list[_Candidate] = []
    for atom in reading.atoms:
        if atom.term(TermKind.POST) is None or reading.english:
            continue
        gap = re.compile(r" ?").match(reading.view, atom.end)
        at = gap.end() if gap else atom.end
        if not ("A" <= reading.view[at : at + 1] <= "Z"):
            continue
        name = latin_name(reading, at)
        if name is None or len(name.tokens) < 2 or any(s < name.end and name.start < e for s, e in spans):
            continue
        found.append(_Candidate(name, name.start, name.end, None, ""))
    return found


def _fold(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or "\u0e31" <= c <= "\u0e4e")


def _shorten(candidates: list[_Candidate]) -> None:
    """Cut what is no surname: where a given name has a confirmed surname, another word after it is running text."""
    surnames: dict[str, Counter[str]] = {}
    for c in candidates:
        if len(c.name.tokens) >= 2:
            surnames.setdefault(_fold(c.name.tokens[0]), Counter())[_fold("".join(c.name.tokens[1:]))] += 10 if c.name.sure else 1
    for c in candidates:
        if len(c.name.tokens) < 2 or c.name.sure:
            continue
        seen = surnames[_fold(c.name.tokens[0])]
        mine = _fold("".join(c.name.tokens[1:]))
        best = max(seen.values())
        if best > seen[mine] and best >= 2:
            first = c.name.tokens[0]
            c.name = Name(c.name.start, c.name.start + len(first), (first,), sure=False)
            c.outer_end = c.name.end


def _search(reading: Reading, text: str, taken: list[tuple[int, int]], *, quoted_only: bool) -> list[NamedPerson]:
    """Further places that hold ``text`` as a whole, outside ``taken``."""
    out: list[NamedPerson] = []
    view = reading.view
    lo = min(reading.title[0], reading.body[0])
    at = view.find(text, lo, reading.body[1])
    while at >= 0:
        end = at + len(text)
        if not breaks_word(view, at, end) and not any(s < end and at < e for s, e in taken):
            before, after = view[at - 1 : at], view[end : end + 1]
            open_before = not before or not is_thai(before)
            preceding = reading.atoms[reading.index_at(at) - 1] if reading.index_at(at) else None
            after_word = preceding is not None and preceding.end == at and any(
                t.kind in (TermKind.POST, TermKind.TITLE) for t in preceding.terms
            )
            quoted = before in "“\"'‘" and after in "”\"'’" and bool(before) and bool(after)
            if quoted or after_word or (not quoted_only and open_before):
                out.append(NamedPerson(at, end, at, end))
        at = view.find(text, end, reading.body[1])
    return out


def find_people(reading: Reading) -> tuple[Person, ...]:
    """Every named person of the article, in order of first mention."""
    candidates = _titled(reading)
    candidates += _after_post(reading, candidates)
    candidates.sort(key=lambda c: c.name.start)
    _shorten(candidates)
    groups: list[list[_Candidate]] = []
    full: dict[str, int] = {}
    singles: list[_Candidate] = []
    for c in candidates:
        keys = {_fold(" ".join(c.name.tokens))} | ({_fold(" ".join(c.alias.tokens))} if c.alias else set())
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
    given: dict[str, int] = {}
    for number, group_members in enumerate(groups):
        for member in group_members:
            for name in (member.name, member.alias):
                if name is None:
                    continue
                for token in (name.tokens[0], name.tokens[-1]):
                    given.setdefault(_fold(token), number)
    for c in singles:
        token = _fold(c.name.tokens[0])
        number_or_none = given.get(token)
        if number_or_none is None:
            number_or_none = len(groups)
            groups.append([])
            given[token] = number_or_none
        groups[number_or_none].append(c)
    return _persons(reading, groups)


def _persons(reading: Reading, groups: list[list[_Candidate]]) -> tuple[Person, ...]:
    view = reading.view
    taken = [(c.outer_start, c.outer_end) for group in groups for c in group]
    persons: list[Person] = []
    for group in groups:
        thai = [c.name for c in group if is_thai(view[c.name.start])] + [c.alias for c in group if c.alias and is_thai(view[c.alias.start])]
        latin = [c.name for c in group if not is_thai(view[c.name.start])] + [c.alias for c in group if c.alias and not is_thai(view[c.alias.start])]
        main = max(thai or latin, key=lambda n: (len(n.tokens), n.sure, n.end - n.start, -n.start))
        other = max(latin, key=lambda n: (len(n.tokens), n.end - n.start, -n.start)) if thai and latin else None
        name = view[main.start : main.end]
        mentions = [NamedPerson(c.name.start, c.name.end, c.outer_start, c.outer_end) for c in group]
        mentions += [NamedPerson(c.alias.start, c.alias.end, c.outer_start, c.outer_end) for c in group if c.alias]
        more = _search(reading, name, taken, quoted_only=False) if len(main.tokens) > 1 else []
        if len(main.tokens[0]) >= 4 and len(main.tokens) > 1:
            more += _search(reading, main.tokens[0], [*taken, *((m.start, m.end) for m in more)], quoted_only=True)
        taken += [(m.start, m.end) for m in more]
        mentions = sorted({*mentions, *more})
        single = len(main.tokens) == 1 and not other
        clean = " ".join(name.split())
        key = f"person/{slug(reading.article.id)}/{slug(clean)}" if single else f"person/{slug(clean)}"
        honorific = next((c.honorific for c in group if c.honorific), None)
        persons.append(Person(key, clean, " ".join(other.tokens) if other else None, honorific, tuple(mentions)))
    persons.sort(key=lambda p: p.mentions[0])
    return tuple(persons)
