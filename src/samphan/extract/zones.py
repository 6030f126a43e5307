"""Which stretches of an article weigh what: its title, its opening, the rest, and what is only said again.

The site repeats the title as first lines of the body, and opens with a teaser that breaks off and starts over; both would
count every word twice.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAD = 700
"""How many characters of the body proper count as its opening."""

_TEASER = 100  # a shorter line has to repeat the title to be left out
_PROBE = 60


@dataclass(frozen=True, slots=True)
class Zones:
    """View offsets: the title, the paragraphs of the body without repeats, where the opening ends, and the body's length."""

    title: tuple[int, int]
    paragraphs: tuple[tuple[int, int], ...]
    lead_end: int
    length: int

    @property
    def start(self) -> int:
        """Where the first paragraph begins."""
        return self.paragraphs[0][0] if self.paragraphs else self.title[1]


def zones(view: str, title: tuple[int, int], body: tuple[int, int]) -> Zones:
    """Cut ``view`` by the offsets of its title (``(0, 0)`` for none) and body; linear in the length."""
    name = _plain(view[title[0] : title[1]])
    lines: list[tuple[int, int]] = []
    at, end = body
    while at < end:
        stop = view.find("\n", at, end)
        stop = end if stop < 0 else stop
        if view[at:stop].strip():
            lines.append((at, stop))
        at = stop + 1
    kept: list[tuple[int, int]] = []
    for number, (first, last) in enumerate(lines):
        if number < 8 and len(lines) > 1:
            text = _plain(view[first:last])
            if name and (text == name or (len(text) > 12 and name.startswith(text)) or (len(name) > 12 and text == name[: len(text)])):
                continue
            if number + 1 < len(lines) and len(text) >= _TEASER and _starts_again(view, text, lines[number + 1]):
                continue
        kept.append((first, last))
    if not kept:
        kept = lines
    length, lead_end = 0, kept[0][1] if kept else title[1]
    for first, last in kept:
        if length < LEAD:
            lead_end = min(last, first + LEAD - length)
        length += last - first
    return Zones(title, tuple(kept), lead_end, length)


def _plain(text: str) -> str:
    return "".join(text.split())


def _starts_again(view: str, text: str, line: tuple[int, int]) -> bool:
    """Whether the next line begins like ``text`` and goes at least as far."""
    following = _plain(view[line[0] : line[1]])
    return len(following) >= len(text) and following.startswith(text[:_PROBE])
