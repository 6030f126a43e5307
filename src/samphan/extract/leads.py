"""Where the main act stands: the lead of an article, the first paragraph that says who did what, and who attended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samphan.extract.actors import Actor
from samphan.extract.reading import Reading

_SKIP_PARAGRAPH = 40
_ATTEND = re.compile(r"เข้าร่วม|ร่วมหารือ|ร่วมด้วย|พร้อมด้วย|ร่วมประชุม|ร่วมให้การต้อนรับ|ร่วมเป็นสักขีพยาน|ร่วมในพิธี|ร่วมคณะ")


Piece = tuple[int, int]
"""A stretch of the view: half-open offsets."""


def inside(pieces: tuple[Piece, ...], offset: int) -> bool:
    """Whether one of ``pieces`` holds ``offset``."""
    return any(start <= offset < end for start, end in pieces)


@dataclass(frozen=True, slots=True)
class Lead:
    """The part of an article that states its main act: view offsets of its pieces, the first one the core."""

    core: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]


def paragraphs(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The non-empty lines of ``view[start:end]``."""
    out: list[tuple[int, int]] = []
    at = start
    for line in view[start:end].split("\n"):
        if line.strip():
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def find_lead(reading: Reading, actors: tuple[Actor, ...]) -> Lead:
    """Title repeats aside, the first paragraph that names a person or tells a date; those who attend may follow later."""
    view = reading.view
    lines = paragraphs(view, *reading.body)
    title = view[slice(*reading.title)].strip()
    fresh = [p for p in lines if view[slice(*p)].strip() not in (title, "") and p[1] - p[0] >= _SKIP_PARAGRAPH] or lines or [reading.body]
    starts = sorted(m.start for a in actors for m in a.person.mentions)

    def names(piece: tuple[int, int]) -> int:
        return sum(piece[0] <= s < piece[1] for s in starts)

    core = next((p for p in fresh[:5] if names(p) and p[1] - p[0] >= 120), None) or next((p for p in fresh[:5] if names(p)), fresh[0])
    cut = core
    if core[1] - core[0] > 1500:
        cut = (core[0], core[0] + 1500)
    pieces = [reading.title] if reading.title[1] > reading.title[0] else []
    pieces += [p for p in fresh if p[1] <= core[0]][:2]
    pieces.append(cut)
    for piece in fresh:
        if piece[0] > core[0] and names(piece) >= 2 and _ATTEND.search(view, *piece) and len(pieces) < 7:
            pieces.append(piece)
    return Lead(cut, tuple(pieces))
