"""Embassies and consulates: Thai ones abroad ("สถานเอกอัครราชทูต ณ กรุง…") and those of other states in Thailand."""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.extents import BARRIER, country_of, line_limit
from samphan.extract.reading import Reading
from samphan.knowledge import TermKind


class Mission(NamedTuple):
    """A mission as read: where its name ends, its own state, the state or city it sits in, and whether it is a consulate."""

    end: int
    state: str
    seat: str
    consulate: bool


_THAI = re.compile(r" ?(?:ไทย|(?:แห่ง)?(?:ราชอาณาจักร|ประเทศ)ไทย)?,? ?(?:ประจำ|ณ) ?(?!ประเทศไทย|ราชอาณาจักรไทย|กรุงเทพ)")
_SEAT_HEAD = re.compile(r"(?:กรุง|นคร|เมือง|มหานคร|จังหวัด|เขต)")
_STATE = re.compile(r" ?(?:แห่ง|ของ)? ?(?:ประเทศ)?")
_HERE = re.compile(r" {0,2}(?:ประจำ|ณ) ?(?:ประเทศไทย|ราชอาณาจักรไทย|กรุงเทพมหานคร|กรุงเทพฯ|กรุงเทพ|(?:จังหวัด|จ\.) ?[ก-๎]+)")
_PREFIX = re.compile(r"(?:อาณาจักร|ราชอาณาจักร|สาธารณรัฐ|สหพันธรัฐ|รัฐ)?")


def _seat_end(reading: Reading, at: int) -> int | None:
    """The end of the place at ``at`` where a Thai mission sits, or ``None`` where no place is named."""
    view = reading.view
    atom = reading.atom_at(at)
    if country_of(atom) and atom is not None:
        return atom.end
    head = _SEAT_HEAD.match(view, at)
    limit = line_limit(view, at, 40)
    barrier = BARRIER.search(view, at + 2, limit)
    end = barrier.start() if barrier else limit
    begin = head.end() if head else at
    for atom in reading.atoms_in(begin, end):
        if country_of(atom) and atom.start > begin:
            return atom.start
        if atom.terms[0].kind in (TermKind.STOP, TermKind.POST, TermKind.TITLE, TermKind.TRIGGER, TermKind.HEAD) and atom.start > begin:
            end = atom.start
            break
    word = view[begin:end]
    joined = word.find("และ")
    if joined >= 3:
        end, word = begin + joined, word[:joined]
    if head is None and view[at - 1] != " ":
        return None
    return end if 2 <= len(word) <= 24 else None


def mission_at(reading: Reading, start: int, end: int) -> Mission | None:
    """The mission whose head word covers ``[start, end)``, or ``None`` where neither its state nor its seat is named."""
    view = reading.view
    consulate = "กงสุล" in view[start:end]
    at = end
    state_gap = _STATE.match(view, at)
    state_at = state_gap.end() if state_gap else at
    prefix = _PREFIX.match(view, state_at)
    for begin in (state_at, prefix.end() if prefix else state_at, at):
        atom = reading.atom_at(begin)
        code = country_of(atom)
        if atom is not None and code is not None and code != "TH":
            here = _HERE.match(view, atom.end)
            stop = here.end() if here else atom.end
            seat = view[atom.end : stop].strip() if consulate and here and "จังหวัด" in here.group() else ""
            return Mission(stop, code, seat, consulate)
    abroad = _THAI.match(view, at)
    if abroad is None:
        return None
    stop_at = _seat_end(reading, abroad.end())
    if stop_at is None:
        return None
    return Mission(stop_at, "TH", " ".join(view[abroad.end() : stop_at].split()), consulate)
