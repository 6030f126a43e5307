"""Second stage: the persons an article names, each with every place that names them.

A name begins where a title ends ("นาย", "พล.ต.อ.", "H.E. Mr.") or straight after a post ("ประธานาธิบดีไบเดน"); a bracket after it
may give the other script. Later short forms ("นายสุชาติ", "“พัชรวาท”") are tied to the full name of the same article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from samphan.extract.boundaries import breaks_word, is_thai
from samphan.extract.names import Name, latin_name, name_at, thai_name, title_chain
from samphan.extract.reading import Reading
from samphan.extract.wording import is_common, sound_alike, sounds
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


_ALIAS_OPEN = re.compile(r" {0,2}\( {0,2}")
# Thai titles of so few letters that they also occur inside other words.
_SYLLABLES = frozenset({"ชีก", "ชีค", "เชค", "ชรี", "เชคา", "อู"})
_TAIL = re.compile(r"(?:สู่|ใน|ที่|ซึ่ง|และ|ได้|จะ|แห่ง|ของ|ว่า|ก็|ยัง|เพื่อ|กับ|มี|ให้)+$")
_LEADERS = frozenset({"post/president", "post/prime-minister", "post/vice-president", "post/deputy-prime-minister"})
_NOBODY = frozenset({"ทั้งหลาย", "ทั้งสอง", "ทุกท่าน", "คลินิก", "ทรงคุณวุฒิ", "เชี่ยวชาญ", "ชำนาญการ", "โฮจิมินห์", "โฮจิมินท์"})
# Callings that are titles before a name and plain words otherwise.
_CALLINGS = ("เด็กหญิง", "เด็กชาย", "แพทย์", "แพทย์หญิง", "อาจารย์", "เภสัชกร", "ศาสตราจารย์", "พระ")
_NO_PERSON = re.compile(r"(?i:center|centre|club|committee|council|systems?|group|company|bank|assembly|agreement|forum|equilibrium|administrator|manager)\b")
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


def _misread(view: str, start: int, end: int) -> bool:
    """Whether the title at ``[start, end)`` is part of another word: the end of a month, "ท่านนายก", a syllable."""
    if view[start:end] in ("นาย", "นาง") and start and view[max(0, start - 3) : start].rstrip(" ")[-1:].isdigit() and view[end : end + 1] == " ":
        return True  # "42 นาย": the classifier
    if view[start:end] == "นาย":
        return view.endswith(("มิถุ", "ท่าน"), 0, start) and (view[start - 1] != "น" or view[end : end + 1] == "ก")
    return 0 < start and is_thai(view[start - 1]) and end - start <= 4 and view[start:end] in _SYLLABLES


def _titled(reading: Reading) -> list[_Candidate]:
    found: list[_Candidate] = []
    index, atoms, view = 0, reading.atoms, reading.view
    taken = 0
    while index < len(atoms):
        atom = atoms[index]
        if atom.start >= taken and atom.term(TermKind.COVER) is not None and view.startswith("นาย", atom.start):
            name = thai_name(reading, atom.start + 3)
            if name is not None and name.sure and len(name.tokens) > 1:
                found.append(_candidate(reading, name, atom.start, "นาย"))
                taken = found[-1].outer_end
        if atom.start < taken or atom.term(TermKind.TITLE) is None or _misread(view, atom.start, atom.end):
            index += 1
            continue
        after, end = title_chain(reading, index)
        while end < len(view) and view[end] in "./" and view[end - 1] != " ":
            end += 1
        name = name_at(reading, end)
        if name is None or _ROYAL.match(view, atom.start) or _no_person(view, name, atom.start, end):
            index = after
            continue
        found.append(_candidate(reading, name, atom.start, " ".join(view[atom.start : end].split())))
        taken = found[-1].outer_end
        index = max(after, reading.index_at(taken))
    return found


def _no_person(view: str, name: Name, start: int, title_end: int) -> bool:
    """Whether what was read as a name is none: "General Assembly", "แพทย์หญิง" or "เด็กหญิง" as plain words."""
    if not is_thai(view[name.start]):
        return _NO_PERSON.search(view, name.start, name.end) is not None
    loose = len(name.tokens) == 1 and not name.sure and name.start > title_end
    return loose and view.endswith(_CALLINGS, start, title_end) and is_common(name.tokens[0])


def _candidate(reading: Reading, name: Name, start: int, honorific: str) -> _Candidate:
    alias = _alias(reading, name.end, is_thai(reading.view[name.start]))
    return _Candidate(name, start, alias[1] if alias else name.end, alias[0] if alias else None, honorific)


def _bare(name: Name | None) -> Name | None:
    """``name`` as it may be believed without a title before it: spelled unlike common words, without the words that follow."""
    if name is None or len(name.tokens[0]) > 16 or is_common("".join(name.tokens)):
        return None
    first = name.tokens[0]
    if len(name.tokens) > 1 and not name.sure and is_common(name.tokens[1]):
        name = Name(name.start, name.start + len(first), (first,), sure=False)
    if len(name.tokens) == 1:
        cut = _TAIL.search(first)
        if is_common(first) or (cut is not None and cut.start() < 3):
            return None
        if cut is not None:
            return Name(name.start, name.start + cut.start(), (first[: cut.start()],), sure=False)
    return name


def _untitled(reading: Reading, titled: list[_Candidate]) -> list[_Candidate]:
    """Names without a title: straight after a post ("ประธานาธิบดีไบเดน", "เอกอัครราชทูต Mark Gooding") or after "ท่าน" before a post.

    A Thai name has to be spelled unlike common words there, since a post is mostly followed by a verb.
    """
    if reading.english:
        return []
    view = reading.view
    starts = [c.outer_start for c in titled]
    found: list[_Candidate] = []
    for atom in reading.atoms:
        post = atom.term(TermKind.POST)
        if post is None:
            continue
        at = atom.end + (view[atom.end : atom.end + 1] == " ")
        place = bisect_right(starts, at)
        if place and titled[place - 1].outer_end > at:
            continue
        name: Name | None = None
        if "A" <= view[at : at + 1] <= "Z":
            name = latin_name(reading, at)
            if name is not None and (len(name.tokens) < 2 or (at == atom.end and post.latin) or post.latin or _NO_PERSON.search(name.tokens[-1])):
                name = None
        elif (post.post.key if post.post else "") in _LEADERS and is_thai(view[at : at + 1]) and reading.atom_at(at) is None:
            name = _bare(thai_name(reading, at))
        if name is not None and (place == len(starts) or starts[place] >= name.end):
            found.append(_candidate(reading, name, name.start, ""))
    at = view.find("ท่าน", reading.body[0], reading.body[1])
    while at >= 0:
        start = at + 4 + (view[at + 4 : at + 5] == " ")
        if is_thai(view[start : start + 1]) and reading.atom_at(start) is None:
            name = thai_name(reading, start)
            if name is not None and name.sure and len(name.tokens) >= 2 and not is_common("".join(name.tokens)):
                found.append(_candidate(reading, name, at, "ท่าน"))
        at = view.find("ท่าน", start, reading.body[1])
    return found


def _fold(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or "\u0e31" <= c <= "\u0e4e")


def _shorten(reading: Reading, candidates: list[_Candidate]) -> None:
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
    del reading


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
    for pattern, start, end in AhoCorasick(names, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(area):
        start, end = start + lo, end + lo
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


def _groups(candidates: list[_Candidate]) -> list[list[_Candidate]]:
    """The candidates by person: same full name or alias first, then single names to the person who has that given name."""
    groups: list[list[_Candidate]] = []
    full: dict[str, int] = {}
    singles: list[_Candidate] = []
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


def _tie_scripts(view: str, groups: list[list[_Candidate]]) -> list[list[_Candidate]]:
    """Join a person named only in Latin letters to the one whose Thai name sounds the same ("นายเดวิด เดลี … (Mr. David Daly …)")."""
    thai = [g for g in groups if is_thai(view[g[0].name.start]) and not any(c.alias for c in g) and max(len(c.name.tokens) for c in g) > 1]
    if not thai:
        return groups
    by_sound: dict[str, list[tuple[str, list[_Candidate]]]] = {}
    for g in thai:
        name = " ".join(max((c.name.tokens for c in g), key=len))
        by_sound.setdefault(sounds(name)[:1], []).append((name, g))
    kept: list[list[_Candidate]] = []
    for g in groups:
        if not is_thai(view[g[0].name.start]) and not any(c.alias for c in g):
            name = " ".join(max((c.name.tokens for c in g), key=len))
            partner = next((t for n, t in by_sound.get(sounds(name)[:1], ()) if sound_alike(n, name)), None)
            if " " in name and partner is not None:
                partner.extend(g)
                continue
        kept.append(g)
    return kept


def find_people(reading: Reading) -> tuple[Person, ...]:
    """Every named person of the article, in order of first mention."""
    candidates = _titled(reading)
    candidates += _untitled(reading, candidates)
    candidates.sort(key=lambda c: c.name.start)
    _shorten(reading, candidates)
    candidates = [c for c in candidates if not _plural_or_stray(c, candidates)]
    groups = _groups(candidates)
    return _persons(reading, _tie_scripts(reading.view, groups))


def _plural_or_stray(candidate: _Candidate, candidates: list[_Candidate]) -> bool:
    """Whether no single person is meant: "ฯพณฯ ทั้งหลาย", or "นายก" read as the title นาย and a name in ก."""
    first = candidate.name.tokens[0]
    if first in _NOBODY:
        return True
    if candidate.honorific.endswith("นาย") and first.startswith("ก") and len(first) > 2 and len(candidate.name.tokens) == 1:
        rest = first[1:]
        return is_common(rest) and not is_common(first) or any(rest.startswith(c.name.tokens[0]) for c in candidates if len(c.name.tokens) > 1)
    return False


def _names(view: str, group: list[_Candidate]) -> tuple[Name, Name | None]:
    """The fullest name of a person, Thai before Latin, and the fullest in the other script."""
    both = [n for c in group for n in (c.name, c.alias) if n is not None]
    thai = [n for n in both if is_thai(view[n.start])]
    latin = [n for n in both if not is_thai(view[n.start])]
    main = max(thai or latin, key=lambda n: (len(n.tokens), n.sure, n.end - n.start, -n.start))
    other = max(latin, key=lambda n: (len(n.tokens), n.end - n.start, -n.start)) if thai and latin else None
    return main, other


def _persons(reading: Reading, groups: list[list[_Candidate]]) -> tuple[Person, ...]:
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
        honorific = next((c.honorific for c in group if c.honorific), None)
        persons.append(Person(key, clean, " ".join(other.tokens) if other else None, honorific, tuple(sorted(mentions))))
    persons.sort(key=lambda p: p.mentions[0])
    return tuple(persons)
