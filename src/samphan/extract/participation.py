"""Does a Thai body that the article names take part in the act, or is it only a venue, a proposer or somebody's parent?

A small linear model over where the body stands and what stands around it; trained by ``scripts/train_kinds.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from samphan.extract.actors import Actor, state_of
from samphan.extract.bodies import Bodies, Named
from samphan.extract.leads import Lead, inside
from samphan.extract.linear import LinearModel
from samphan.extract.reading import Reading
from samphan.facts import EntityClass

_VENUE = re.compile(r"(?:(?<![ก-๎])ณ|(?<![ก-๎])ที่|ห้องประชุม|ห้อง|อาคาร|ตึก|ชั้น \d+|ด้านหน้า|หอประชุม|โรงแรม|at the) ?[^\n]{0,45}$")
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("listed", re.compile(r"(?:พร้อมด้วย|ได้แก่|ประกอบด้วย|โดยมี|หน่วยงาน(?:ต่าง ?ๆ)?|ร่วมด้วย)[^\n]{0,160}$")),
    ("representative", re.compile(r"(?:ผู้แทน|เจ้าหน้าที่|ผู้บริหาร)(?:จาก|ของ)? ?$")),
    ("with", re.compile(r"(?:ร่วมกับ|จับมือ|ผนึก(?:กำลัง)?|กับ|ระหว่าง) ?(?:นาง|นาย)?$")),
    ("between", re.compile(r"ระหว่าง[^\n]{0,90}$")),
    ("of", re.compile(r"(?:ของ|สังกัด|ภายใต้) ?$")),
    ("by", re.compile(r"(?:โดย|จาก) ?$")),
    ("assigned", re.compile(r"(?:มอบหมาย|สั่งการ|มอบ|กำชับ|ให้) ?(?:ให้)? ?$")),
    ("and", re.compile(r"และ ?$")),
)
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("proposes", re.compile(r" ?(?:เสนอ|รายงาน|เผย|ระบุ)")),
    ("acts", re.compile(r" ?(?:\([^)]{1,20}\) ?)?(?:ได้|จะ|ร่วม|จัด|เข้าร่วม|ให้การต้อนรับ|หารือ|ต้อนรับ|ลงนาม|โดย|นำ|เป็นเจ้าภาพ|ส่ง)")),
    ("joined", re.compile(r" ?(?:\([^)]{1,20}\) ?)?(?:และ|กับ|ร่วมกับ)")),
    ("attends", re.compile(r"[^\n]{0,120}(?:เข้าร่วม|ร่วมหารือ|ร่วมประชุม|ร่วมด้วย)")),
)


def _places(bodies: Bodies, key: str) -> list[Named]:
    return [n for n in bodies.named if n.key == key]


def _roles(f: dict[str, float], actors: tuple[Actor, ...], lead: Lead, key: str, sort: str) -> list[Actor]:
    """Add to ``f`` whose body it is; returns the Thai persons who act in the lead."""
    present = [a for a in actors if a.thai and any(inside(lead.pieces, m.start) for m in a.person.mentions)]
    acting = [a for a in present if not a.spokesman]
    f[f"persons {min(len(acting), 2)}"] = 1.0
    mine = [a for a in actors if key in a.organizations]
    if any(a in acting and key in a.parties for a in mine):
        f["acting"] = f[f"acting {sort}"] = 1.0
    elif any(a in acting for a in mine):
        f["second portfolio"] = 1.0
    elif any(a.spokesman for a in mine):
        f["of spokesman"] = 1.0
    elif mine:
        f["of person elsewhere"] = 1.0
    else:
        f["nobody's"] = 1.0
        f[f"nobody's, persons {min(len(acting), 2)}"] = 1.0
    return acting


def body_features(reading: Reading, bodies: Bodies, actors: tuple[Actor, ...], lead: Lead, key: str) -> dict[str, float]:
    """Named numbers that tell whether the Thai body ``key`` takes part in what the lead reports."""
    entity = bodies.entities.get(key) or reading.lexicon.entities.get(key)
    sort = (entity.subclass if entity else None) or "body"
    f: dict[str, float] = {"bias": 1.0, f"is {sort}": 1.0}

    acting = _roles(f, actors, lead, key, sort)
    places = _places(bodies, key)
    in_lead = [n for n in places if inside(lead.pieces, n.start)]
    if not in_lead:
        f["not in lead"] = 1.0
    for n in in_lead:
        _place(f, reading, bodies, lead, n, sort)
    f[f"mentions {min(len(places), 4)}"] = 1.0
    children = {a_key for a in acting for a_key in a.parties if _is_child(reading, bodies, a_key, key)}
    if children:
        f["parent of acting"] = 1.0
    if any(reading.view.find(w, *reading.title) >= 0 for w in ("ครม.", "คณะรัฐมนตรี")):
        f["cabinet"] = 1.0
    return f


def _place(f: dict[str, float], reading: Reading, bodies: Bodies, lead: Lead, n: Named, sort: str) -> None:
    """Add to ``f`` where in the lead the body stands and what stands around it."""
    view, core = reading.view, lead.core
    if reading.title[0] <= n.start < reading.title[1]:
        f["in title"] = f[f"in title {sort}"] = 1.0
        if n.start - reading.title[0] < 12:
            f["opens title"] = 1.0
    if core[0] <= n.start < core[1]:
        f["in core"] = 1.0
        if n.start - core[0] < 12:
            f["opens core"] = 1.0
    before = view[max(0, n.start - 180) : n.start].rpartition("\n")[2]
    after = view[n.end : n.end + 130].partition("\n")[0]
    venue = _VENUE.search(before[-60:]) is not None
    f["venue" if venue else "no venue"] = 1.0
    for name, pattern in _BEFORE:
        if pattern.search(before):
            f[f"before {name}"] = 1.0
    for name, pattern in _AFTER:
        if pattern.match(after):
            f[f"after {name}"] = 1.0
    for other in bodies.named:
        if other.key != n.key and not other.key.startswith("country/"):
            if 0 <= n.start - other.end <= 1:
                f["follows a body"] = f[f"follows a body, {sort}"] = 1.0
            elif 0 <= other.start - n.end <= 1:
                f["before a body"] = f[f"before a body, {sort}"] = 1.0


def _is_child(reading: Reading, bodies: Bodies, child: str, parent: str) -> bool:
    seen: set[str] = set()
    at: str | None = child
    while at is not None and at not in seen:
        seen.add(at)
        known = reading.lexicon.entities.get(at)
        entity = bodies.entities.get(at)
        at = (entity.parent if entity else None) or (known.parent if known else None)
        if at == parent:
            return True
    return False


def thai_bodies(reading: Reading, bodies: Bodies) -> list[str]:
    """The keys of all Thai government bodies that the article names, in order of first mention."""
    out: dict[str, None] = {}
    for n in bodies.named:
        entity = bodies.entities[n.key]
        if entity.kind is EntityClass.GOVERNMENT_BODY and state_of(reading, bodies, n.key) == "TH":
            out.setdefault(n.key)
    return list(out)


@dataclass(frozen=True, slots=True)
class ParticipationModel:
    """Tells the bodies that take part. Build with :meth:`load`."""

    model: LinearModel

    @classmethod
    def load(cls) -> ParticipationModel:
        """The shipped model."""
        return cls(LinearModel.load("participation"))

    def taking_part(self, features: Mapping[str, float]) -> bool:
        """Whether the body takes part."""
        return self.model.probability(features) >= self.model.threshold
