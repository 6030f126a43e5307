"""Who takes part in an act: the persons and bodies of both sides that a stretch of the article names as acting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from samphan.extract.actors import Actor, is_international, state_of
from samphan.extract.bodies import Bodies, Named
from samphan.extract.reading import Reading
from samphan.facts import EntityClass, EventClass

Piece = tuple[int, int]

_VENUE_BEFORE = re.compile(r"(?:(?<![ก-๎])ณ|(?<![ก-๎])ที่|ห้องประชุม|ห้อง|อาคาร|ตึก|ชั้น \d+|ด้านหน้า|หอประชุม|โรงแรม) ?[^\n]{0,45}$")
_LISTED_BEFORE = re.compile(
    r"(?:ผู้แทน(?:จาก|ของ)?|ร่วมกับ|ระหว่าง|พร้อมด้วย|ได้แก่|ประกอบด้วย|เจ้าหน้าที่(?:จาก)?|หน่วยงาน(?:ต่าง ?ๆ)?|จับมือ|ผนึก|โดยมี)(?:กำลัง)?[^\n]{0,160}$"
)
_PARTICIPANTS = re.compile(r"เข้าร่วม|ผู้แทน|ประเทศสมาชิก|คู่เจรจา|ผู้นำ|ประกอบด้วย|ได้แก่|ร่วมกับ|member|attend|participa|leaders|partners")
_LIST_GAP = 14
_MANY = 12
_DELEGATES = re.compile(r"(?:ได้)?มอบหมาย(?:ให้)?")


class Parties(NamedTuple):
    """The keys of the Thai and the foreign side, and the ISO codes of the foreign states."""

    thai: tuple[str, ...]
    foreign: tuple[str, ...]
    countries: tuple[str, ...]


def _inside(pieces: tuple[Piece, ...], offset: int) -> bool:
    return any(start <= offset < end for start, end in pieces)


def _venue(reading: Reading, named: Named) -> bool:
    return bool(_VENUE_BEFORE.search(reading.view[max(0, named.start - 60) : named.start]))


def _listed(reading: Reading, named: Named) -> bool:
    return bool(_LISTED_BEFORE.search(reading.view[max(0, named.start - 190) : named.start]))


def _delegates(reading: Reading, actor: Actor, others: list[int], pieces: tuple[Piece, ...]) -> bool:
    """Whether the actor only sends somebody else ("มอบหมายให้") in the first place that names them."""
    for mention in actor.person.mentions:
        if not _inside(pieces, mention.start):
            continue
        following = min((o for o in others if o > mention.end), default=-1)
        if following < 0:
            return False
        return bool(_DELEGATES.search(reading.view, mention.end, min(following, mention.end + 220)))
    return False


def _named_countries(bodies: Bodies, pieces: tuple[Piece, ...]) -> list[str]:
    out: list[str] = []
    for named in bodies.named:
        if named.key.startswith("country/") and named.key != "country/TH" and _inside(pieces, named.start) and named.key not in out:
            out.append(named.key)
    return out


def _listed_countries(reading: Reading, bodies: Bodies) -> list[str]:
    """The countries of the first list of participants in the body: three or more close together behind a word for taking part."""
    foreign = [n for n in bodies.named if n.key.startswith("country/") and n.key != "country/TH" and n.start >= reading.body[0]]
    for at, first in enumerate(foreign):
        run = [first]
        for other in foreign[at + 1 :]:
            if other.start - run[-1].end > _LIST_GAP:
                break
            run.append(other)
        keys = list(dict.fromkeys(n.key for n in run))
        if len(keys) >= 3 and _PARTICIPANTS.search(reading.view[max(0, first.start - 110) : first.start].rpartition("\n")[2]):
            return keys
    return []


def find_parties(
    reading: Reading,
    bodies: Bodies,
    actors: tuple[Actor, ...],
    pieces: tuple[Piece, ...],
    kind: EventClass,
    taking_part: Mapping[str, bool],
    *,
    only_state: str | None = None,
) -> Parties:
    """The parties named in ``pieces``; with ``only_state`` just those of that foreign state, beside the Thai side.

    ``taking_part`` tells for each Thai government body of the article whether it takes part in what the article reports.
    """
    thai: list[str] = []
    foreign: list[str] = []
    states: list[str] = []

    def add(side: list[str], keys: tuple[str, ...] | list[str]) -> None:
        side += [k for k in keys if k not in side]

    present = [a for a in actors if any(_inside(pieces, m.start) for m in a.person.mentions)]
    starts = [m.start for a in present for m in a.person.mentions]
    acting = [a for a in present if not a.spokesman]
    delegating = [a for a in acting if a.thai and _delegates(reading, a, starts, pieces)]
    for actor in acting:
        if actor.thai:
            if actor not in delegating or len([a for a in acting if a.thai]) == len(delegating):
                add(thai, [p for p in actor.parties if taking_part.get(p, True)])
        elif only_state is None or only_state in actor.states:
            add(foreign, actor.parties)
            add(states, [s for s in actor.states if s != "TH"])
    excused = {o for a in actors if a.spokesman or a in delegating for o in a.organizations}
    excused |= {o for a in acting for o in a.organizations if o not in a.parties}
    has_foreign_person = bool(foreign)
    for named in bodies.named:
        if not _inside(pieces, named.start) or named.key.startswith("country/") or named.key in excused:
            continue
        state = state_of(reading, bodies, named.key)
        if state == "TH":
            acts = taking_part.get(named.key)
            if acts or (acts is None and not _venue(reading, named) and (not thai or _listed(reading, named))):
                add(thai, [named.key])
        elif is_international(reading, bodies, named.key):
            if kind is EventClass.CONFERENCE or (not has_foreign_person and not states):
                add(foreign, [named.key])
        elif only_state is None or state == only_state:
            if not has_foreign_person or _listed(reading, named):
                add(foreign, [named.key])
                if state:
                    add(states, [state])
    named_countries = _named_countries(bodies, pieces)
    if kind is EventClass.CONFERENCE and only_state is None:
        named_countries += [k for k in _listed_countries(reading, bodies) if k not in named_countries]
        add(foreign, [k for k in named_countries[:_MANY] if k.removeprefix("country/") not in states])
        add(states, [k.removeprefix("country/") for k in named_countries[:_MANY]])
    elif not states:
        titled = _named_countries(bodies, (reading.title,)) if reading.title[1] > reading.title[0] else []
        chosen = [only_state] if only_state else [k.removeprefix("country/") for k in (titled or named_countries)[:3]]
        companies = [k for k in foreign if _is_company(bodies, k)]
        organizations = [k for k in foreign if k not in companies and not k.startswith("person/")]
        if companies and len(chosen) == 1:
            add(states, chosen)
        elif not organizations or (titled and not has_foreign_person):
            add(states, chosen)
            if not has_foreign_person or not companies:
                add(foreign, [f"country/{c}" for c in chosen])
    if not thai:
        add(thai, ["country/TH"])
    return Parties(tuple(thai), tuple(foreign), tuple(states))


def _is_company(bodies: Bodies, key: str) -> bool:
    entity = bodies.entities.get(key)
    return entity is not None and entity.kind is EntityClass.COMPANY
