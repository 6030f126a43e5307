"""When did an act take place? The date of the act, not of its announcement."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from samphan.dates import DateKind, DateMention
from samphan.extract.actors import Actor
from samphan.extract.leads import Piece
from samphan.extract.reading import Reading
from samphan.facts import EventClass, PartialDate

_ANNOUNCED = re.compile(r"เปิดเผย|แถลง|เผยว่า|กล่าวว่า|ชี้แจง|รายงานว่า|ให้สัมภาษณ์|disclosed|announced|said")
_CABINET = re.compile(r"(?:คณะรัฐมนตรี|ครม\.?|มติ)[^\n]{0,60}$")
_LONG_AGO = re.compile(r"(?:ตั้งแต่|ลงนามเมื่อ|สถาปนา|ก่อตั้ง|ครบรอบ)[^\n]{0,30}$")
_REACH = 90
_DOUBTFUL = -2.4
_NEAR = 12


def _next_person(actors: tuple[Actor, ...], offset: int) -> Actor | None:
    nearest = [(m.start, a) for a in actors for m in a.person.mentions if offset <= m.start < offset + _REACH]
    return min(nearest, key=lambda p: p[0])[1] if nearest else None


def _announces(reading: Reading, actors: tuple[Actor, ...], date: DateMention) -> bool:
    """Whether the date is that of a statement: a spokesman or a speech follows before anybody acts."""
    person = _next_person(actors, date.end)
    if person is None:
        return False
    if person.spokesman:
        return True
    mention = next(m for m in person.person.mentions if m.start >= date.end)
    following = reading.view[mention.outer_end : mention.outer_end + 110]
    told = _ANNOUNCED.search(following)
    return told is not None and told.group() in ("เปิดเผย", "disclosed", "announced") and "หลัง" not in following[: told.end() + 8]


def act_date(
    reading: Reading, actors: tuple[Actor, ...], pieces: tuple[Piece, ...], kind: EventClass, *, planned: bool
) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day of the act that ``pieces`` state; ``(None, None)`` where the text does not tell."""
    view = reading.view
    published = reading.article.published
    best: tuple[float, DateMention] | None = None

    def rate(date: DateMention, score: float) -> float:
        if _announces(reading, actors, date):
            score -= 3.0
        if _CABINET.search(view[max(0, date.start - 70) : date.start]) or _LONG_AGO.search(view[max(0, date.start - 45) : date.start]):
            score -= 2.5
        if date.last is not None:
            score += 1.0 if planned else 0.25 if kind in (EventClass.VISIT, EventClass.CONFERENCE) else 0.0
        if planned and published and date.first.value > published.isoformat():
            score += 1.5
        return score

    for rank, (start, end) in enumerate(pieces):
        for number, date in enumerate(d for d in reading.dates if start < d.end <= end and d.first.precision == "day"):
            score = rate(date, -0.6 * rank - 0.3 * number)
            if best is None or score > best[0]:
                best = (score, date)
    if best is None or best[0] <= _DOUBTFUL:
        best = _elsewhere(reading, rate)
    return (best[1].first, best[1].last) if best else (None, None)


def _elsewhere(reading: Reading, rate: Callable[[DateMention, float], float]) -> tuple[float, DateMention] | None:
    """A date outside the lead: "today" anywhere, else the first day near publication that is no announcement's."""
    view, published = reading.view, reading.article.published
    inside = [d for d in reading.dates if reading.body[0] <= d.start < reading.body[1] and d.first.precision == "day"]
    for date in inside:
        if date.kind is DateKind.RELATIVE and view[date.start : date.end] == "วันนี้" and rate(date, 0.0) > -1:
            return 0.0, date
    for date in inside:
        if published and abs((datetime.fromisoformat(date.first.value).date() - published).days) <= _NEAR and rate(date, 0.0) > -1:
            return 0.0, date
    return None
