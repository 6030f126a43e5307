"""Fifth stage: the acts of cooperation that the article reports as its news.

The main act stands in the title and the lead, the first paragraph that says who did what; further acts (a signing during a visit,
a second meeting) have sentences of their own. Background history and routine plans are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samphan.extract.bodies import Bodies
from samphan.extract.boundaries import segments
from samphan.extract.places import find_place
from samphan.extract.reading import Reading
from samphan.extract.actors import Actor, is_international, state_of
from samphan.facts import Event, EventClass, PartialDate, Span, Status
from samphan.knowledge import TermKind

_SKIP_PARAGRAPH = 40
_ATTEND = re.compile(r"เข้าร่วม|ร่วมหารือ|ร่วมด้วย|พร้อมด้วย|ร่วมประชุม|ร่วมให้การต้อนรับ|ร่วมเป็นสักขีพยาน|ร่วมในพิธี|ร่วมคณะ")
_SPEECH = re.compile(r"(?:กล่าว|เปิดเผย|เผย|ระบุ|ย้ำ|ชี้แจง|แถลง)(?:ว่า|ถึง|ภายหลัง|เพิ่มเติม)")
_PLANNED = re.compile(r"เตรียม|จะเดินทาง|มีกำหนด|กำหนดจะ|จะเข้าร่วม|จะจัดขึ้น|จะลงนาม|เห็นชอบร่าง|ในวันพรุ่งนี้|พรุ่งนี้|คาดว่าจะ|will ")
_POSTPONED = re.compile(r"เลื่อนการ|เลื่อนออกไป|ยกเลิกการเยือน|postpone")

_WEIGHTS: tuple[tuple[EventClass, re.Pattern[str]], ...] = (
    (EventClass.SIGNING, re.compile(r"ลงนาม|สัตยาบัน|signing|signed|sign ")),
    (
        EventClass.VISIT,
        re.compile(r"เยือน|ดูงาน|เดินทางไป|โรดโชว์|visit"),
    ),
    (
        EventClass.CONFERENCE,
        re.compile(r"ประชุมสุดยอด|ประชุมรัฐมนตรี|ประชุมระดับ|สัมมนา|นิทรรศการ|พิธีเปิด|เปิดงาน|อบรม|เข้าร่วมการประชุม|ร่วมประชุม|วันชาติ|งานแสดง|Forum|Summit|Conference|Expo|ASEAN|อาเซียน|เอเปค|APEC"),
    ),
    (EventClass.ASSISTANCE, re.compile(r"บริจาค|ช่วยเหลือ|มอบวัคซีน|รับมอบ|ส่งมอบ|ส่งตัว|ส่งกลับ|อพยพ|donat|assist")),
    (EventClass.INVESTMENT, re.compile(r"ตั้งโรงงาน|เปิดโรงงาน|ขยายการลงทุน|ฐานการผลิต|เข้ามาลงทุน|สั่งซื้อ")),
    (
        EventClass.MEETING,
        re.compile(r"หารือ|เข้าพบ|เยี่ยมคารวะ|ต้อนรับ|พบปะ|โทรศัพท์|ทวิภาคี|คณะกรรมการร่วม|คณะกรรมาธิการร่วม|courtesy call|met with|discuss|talks|meeting with"),
    ),
)


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


def _kinds(reading: Reading, lead: Lead) -> list[EventClass]:
    view = reading.view
    title = view[slice(*reading.title)]
    core = view[slice(*lead.core)][:700]
    scores: dict[EventClass, float] = {}
    for kind, pattern in _WEIGHTS:
        in_title = len(set(m.group() for m in pattern.finditer(title)))
        in_core = len(set(m.group() for m in pattern.finditer(core)))
        scores[kind] = 2.0 * min(in_title, 2) + min(in_core, 2)
    scores[EventClass.MEETING] += 0.5
    ranked = sorted(scores, key=lambda k: -scores[k])
    chosen = [ranked[0]]
    if EventClass.SIGNING in ranked[1:3] and re.search(r"ลงนาม|sign", title + core) and scores[EventClass.SIGNING] >= 2:
        chosen.append(EventClass.SIGNING)
    return chosen


def _foreign_countries(reading: Reading, bodies: Bodies, pieces: tuple[tuple[int, int], ...]) -> list[str]:
    out: list[str] = []
    for start, end in pieces:
        for named in bodies.named:
            if start <= named.start < end and named.key.startswith("country/") and named.key != "country/TH" and named.key not in out:
                out.append(named.key)
    return out


def _date(reading: Reading, lead: Lead) -> tuple[PartialDate | None, PartialDate | None]:
    for start, end in (lead.core, *lead.pieces):
        for mention in reading.dates:
            if start <= mention.start < end and mention.first.precision == "day":
                return mention.first, mention.last
    return None, None


def find_events(reading: Reading, bodies: Bodies, actors: tuple[Actor, ...]) -> tuple[Event, ...]:
    """The events of a relevant article, numbered from 1 in reading order."""
    view = reading.view
    lead = find_lead(reading, actors)
    kinds = _kinds(reading, lead)
    thai: list[str] = []
    foreign: list[str] = []
    countries: list[str] = []
    for actor in actors:
        if actor.spokesman or not any(s <= m.start < e for m in actor.person.mentions for s, e in lead.pieces):
            continue
        side = thai if actor.thai else foreign
        side += [p for p in actor.parties if p not in side]
        if not actor.thai:
            countries += [s for s in actor.states if s != "TH" and s not in countries]
    for start, end in lead.pieces:
        for named in bodies.named:
            if start <= named.start < end and not named.key.startswith("country/"):
                state = state_of(reading, bodies, named.key)
                if state not in (None, "TH") and named.key not in foreign:
                    foreign.append(named.key)
                    if state and state not in countries:
                        countries.append(state)
                elif is_international(reading, bodies, named.key) and not countries and named.key not in foreign:
                    foreign.append(named.key)
    if not countries:
        named_countries = _foreign_countries(reading, bodies, lead.pieces)
        if not foreign or len(named_countries) == 1:
            countries = [k.removeprefix("country/") for k in named_countries[:4]]
            foreign += [k for k in named_countries[:4] if k not in foreign]
    if not thai:
        for start, end in lead.pieces:
            thai += [
                n.key
                for n in bodies.named
                if start <= n.start < end and n.key not in thai and not n.key.startswith("country/") and state_of(reading, bodies, n.key) == "TH"
            ]
        if not thai:
            thai = ["country/TH"]
    first, last = _date(reading, lead)
    place = find_place(reading, lead.core)
    text = view[slice(*lead.core)]
    status = Status.POSTPONED if _POSTPONED.search(text) else Status.PLANNED if _PLANNED.search(text[:600]) else Status.HELD
    spans = _sentences(reading, lead)
    label = view[slice(*reading.title)].strip() or text[:120]
    return tuple(
        Event(
            number=number,
            kind=kind,
            label=" ".join(label.split()),
            start=first,
            end=last,
            status=status,
            thai=tuple(thai),
            foreign=tuple(foreign),
            countries=tuple(countries),
            place=place,
            topics=(),
            spans=spans,
            confidence=0.7,
        )
        for number, kind in enumerate(kinds, start=1)
    )


def _sentences(reading: Reading, lead: Lead) -> tuple[Span, ...]:
    pieces = segments(reading.view, *lead.core)
    with_trigger = [
        p for p in pieces if any(a.term(TermKind.TRIGGER) for a in reading.atoms_in(*p))
    ] or list(pieces[:1])
    return tuple(reading.span(*p) for p in with_trigger[:3])
