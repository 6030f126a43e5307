"""Who takes part in an act: the persons and bodies of both sides that a stretch of the article names as acting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samphan.extract.actors import Actor, is_international, state_of
from samphan.extract.bodies import Bodies, Named
from samphan.extract.leads import Piece, inside
from samphan.extract.reading import Reading
from samphan.facts import EntityClass, EventClass

_VENUE_BEFORE = re.compile(r"(?:(?<![ก-๎])ณ|(?<![ก-๎])ที่|ห้องประชุม|ห้อง|อาคาร|ตึก|ชั้น \d+|ด้านหน้า|หอประชุม|โรงแรม) ?[^\n]{0,45}$")
_PLACE_BEFORE = re.compile(r"(?:(?<![ก-๎])ณ|เวลาท้องถิ่น|(?<![ก-๎])ที่(?:กรุง|เมือง|นคร)) ?[^\n]{0,40}$")
_LISTED_BEFORE = re.compile(
    r"(?:ผู้แทน(?:จาก|ของ)?|ร่วมกับ|ระหว่าง|พร้อมด้วย|ได้แก่|ประกอบด้วย|เจ้าหน้าที่(?:จาก)?|หน่วยงาน(?:ต่าง ?ๆ)?|จับมือ|ผนึก|โดยมี)(?:กำลัง)?[^\n]{0,160}$"
)
_PARTICIPANTS = re.compile(r"เข้าร่วม|ผู้แทน|ประเทศสมาชิก|คู่เจรจา|ผู้นำ|ประกอบด้วย|ได้แก่|ร่วมกับ|member|attend|participa|leaders|partners")
_LIST_GAP = 14
_MANY = 12
_FEW = 3
_DELEGATES = re.compile(r"(?:ได้)?มอบหมาย(?:ให้)?")


class Parties(NamedTuple):
    """The keys of the Thai and the foreign side, and the ISO codes of the foreign states."""

    thai: tuple[str, ...]
    foreign: tuple[str, ...]
    countries: tuple[str, ...]


def _venue(reading: Reading, named: Named) -> bool:
    return bool(_VENUE_BEFORE.search(reading.view[max(0, named.start - 60) : named.start]))


def _listed(reading: Reading, named: Named) -> bool:
    return bool(_LISTED_BEFORE.search(reading.view[max(0, named.start - 190) : named.start]))


def _delegates(reading: Reading, actor: Actor, others: list[int], pieces: tuple[Piece, ...]) -> bool:
    """Whether the actor only sends somebody else ("มอบหมายให้") in the first place that names them."""
    for mention in actor.person.mentions:
        if not inside(pieces, mention.start):
            continue
        following = min((o for o in others if o > mention.end), default=-1)
        if following < 0:
            return False
        return bool(_DELEGATES.search(reading.view, mention.end, min(following, mention.end + 220)))
    return False


def _named_countries(reading: Reading, bodies: Bodies, pieces: tuple[Piece, ...], *, but_places: bool = False) -> list[str]:
    """The foreign countries named in ``pieces``; with ``but_places`` those that only tell where something happens come last."""
    found = [n for n in bodies.named if n.key.startswith("country/") and n.key != "country/TH" and inside(pieces, n.start)]
    if not but_places:
        return list(dict.fromkeys(n.key for n in found))
    acting = dict.fromkeys(n.key for n in found if not _PLACE_BEFORE.search(reading.view[max(0, n.start - 50) : n.start]))
    return list(acting or dict.fromkeys(n.key for n in found))


def _listed_countries(reading: Reading, bodies: Bodies) -> list[str]:
    """The countries of the first list of participants in the body: three or more close together behind a word for taking part."""
    runs: list[list[Named]] = []
    for named in bodies.named:
        if named.key.startswith("country/") and named.key != "country/TH" and named.start >= reading.body[0]:
            if runs and named.start - runs[-1][-1].end <= _LIST_GAP:
                runs[-1].append(named)
            else:
                runs.append([named])
    for run in runs:
        keys = list(dict.fromkeys(n.key for n in run))
        before = reading.view[max(0, run[0].start - 110) : run[0].start].rpartition("\n")[2]
        if len(keys) >= 3 and _PARTICIPANTS.search(before):
            return keys
    return []


class _Gathering:
    """The two sides while they are gathered; local to :func:`find_parties`."""

    def __init__(self, reading: Reading, bodies: Bodies, pieces: tuple[Piece, ...], kind: EventClass, only_state: str | None) -> None:
        self.reading, self.bodies, self.pieces, self.kind, self.only_state = reading, bodies, pieces, kind, only_state
        self.thai: list[str] = []
        self.foreign: list[str] = []
        self.states: list[str] = []
        self.excused: set[str] = set()
        self.foreign_person = False

    @staticmethod
    def add(side: list[str], keys: Iterable[str]) -> None:
        """Append what ``side`` does not hold yet."""
        side += [k for k in dict.fromkeys(keys) if k not in side]

    def persons(self, actors: tuple[Actor, ...], taking_part: Mapping[str, bool]) -> None:
        """The acting persons with what they act for; spokesmen and those who only send somebody excuse their bodies."""
        present = [a for a in actors if any(inside(self.pieces, m.start) for m in a.person.mentions)]
        starts = [m.start for a in present for m in a.person.mentions]
        acting = [a for a in present if not a.spokesman]
        thai = [a for a in acting if a.thai]
        delegating = [a for a in thai if _delegates(self.reading, a, starts, self.pieces)]
        if len(delegating) == len(thai):
            delegating = []
        for actor in acting:
            if actor.thai:
                if actor not in delegating:
                    self.add(self.thai, (p for p in actor.parties if taking_part.get(p, True)))
            elif self.only_state is None or self.only_state in actor.states:
                self.add(self.foreign, actor.parties)
                self.add(self.states, (s for s in actor.states if s != "TH"))
                self.foreign_person = self.foreign_person or bool(actor.organizations)
        self.excused = {o for a in actors if a.spokesman or a in delegating for o in a.organizations}
        self.excused |= {o for a in acting for o in a.organizations if o not in a.parties}

    def organizations(self, taking_part: Mapping[str, bool]) -> None:
        """The bodies, organizations and companies that act without a named person."""
        for named in self.bodies.named:
            if not inside(self.pieces, named.start) or named.key.startswith("country/") or named.key in self.excused:
                continue
            state = state_of(self.reading, self.bodies, named.key)
            if state == "TH":
                acts = taking_part.get(named.key)
                if acts is None:  # a Thai company: only where it is listed, or nobody else acts
                    acts = not _venue(self.reading, named) and (not self.thai or _listed(self.reading, named))
                if acts:
                    self.add(self.thai, [named.key])
            elif is_international(self.reading, self.bodies, named.key):
                if self.kind is EventClass.CONFERENCE or not (self.foreign_person or self.states):
                    self.add(self.foreign, [named.key])
            elif self.only_state in (None, state) and (not self.foreign_person or _listed(self.reading, named)):
                self.add(self.foreign, [named.key])
                self.add(self.states, [state] if state else [])

    def countries(self) -> None:
        """The states themselves: all that a conference names, else those of the title or lead where no body stands for them."""
        multilateral = self.kind is EventClass.CONFERENCE and self.only_state is None
        named = _named_countries(self.reading, self.bodies, self.pieces, but_places=not multilateral)
        if multilateral:
            listed = [] if self.foreign_person else _listed_countries(self.reading, self.bodies)
            keys = list(dict.fromkeys((*named, *listed)))[:_MANY]
            self.add(self.foreign, (k for k in keys if k.removeprefix("country/") not in self.states))
            self.add(self.states, (k.removeprefix("country/") for k in keys))
            return
        if self.states:
            return
        title = self.reading.title
        titled = _named_countries(self.reading, self.bodies, (title,)) if title[1] > title[0] else []
        chosen = [self.only_state] if self.only_state else [k.removeprefix("country/") for k in (titled or named)[:_FEW]]
        companies = [k for k in self.foreign if _is_company(self.bodies, k)]
        others = [k for k in self.foreign if k not in companies and not k.startswith("person/")]
        if companies and len(chosen) == 1:
            self.add(self.states, chosen)
        elif not others or (titled and not self.foreign_person):
            self.add(self.states, chosen)
            if not (self.foreign_person and companies):
                self.add(self.foreign, (f"country/{c}" for c in chosen))


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
    sides = _Gathering(reading, bodies, pieces, kind, only_state)
    sides.persons(actors, taking_part)
    sides.organizations(taking_part)
    sides.countries()
    return Parties(tuple(sides.thai) or ("country/TH",), tuple(sides.foreign), tuple(sides.states))


def _is_company(bodies: Bodies, key: str) -> bool:
    entity = bodies.entities.get(key)
    return entity is not None and entity.kind is EntityClass.COMPANY
