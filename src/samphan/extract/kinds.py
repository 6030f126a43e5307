"""Which kinds of act does an article report? One small linear model a kind, over trigger words by place and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p

from samphan.extract.actors import Actor
from samphan.extract.bodies import Bodies
from samphan.extract.leads import Lead, inside
from samphan.extract.linear import LinearModel
from samphan.extract.reading import Reading
from samphan.extract.relevance import Cues
from samphan.facts import EntityClass, EventClass
from samphan.knowledge import TermKind

_OPENING = 700
_REST = 5000
_TOPICS = (
    ("cabinet", ("ครม.", "คณะรัฐมนตรี")),
    ("draft", ("ร่างบันทึก", "ร่างความตกลง", "เห็นชอบร่าง", "ร่างแถลงการณ์", "ร่างปฏิญญา")),
)


def _band(number: int, top: int) -> str:
    return f"{min(number, top)}{'+' if number >= top else ''}"


def kind_features(reading: Reading, lead: Lead, actors: tuple[Actor, ...], bodies: Bodies) -> dict[str, float]:
    """Named numbers that tell the kinds of act apart: trigger words in title, lead and rest, and the cast of the lead."""
    f: dict[str, float] = {"bias": 1.0}
    core = (lead.core[0], min(lead.core[1], lead.core[0] + _OPENING))
    zones = (("title", reading.title), ("lead", core), ("rest", (core[1], min(reading.body[1], core[1] + _REST))))
    for zone, (start, end) in zones:
        counts: dict[str, int] = {}
        words: dict[str, int] = {}
        for atom in reading.atoms_in(start, end):
            term = atom.term(TermKind.TRIGGER)
            if term is not None:
                counts[term.value] = counts.get(term.value, 0) + 1
                words[term.name] = words.get(term.name, 0) + 1
        for kind, number in counts.items():
            f[f"{zone} {kind}"] = log1p(number)
        for word, number in words.items():
            f[f"{zone}:{word}"] = 1.0 if zone != "rest" else 0.5 * log1p(number)
        if counts and zone == "title":
            first = next(a.term(TermKind.TRIGGER) for a in reading.atoms_in(start, end) if a.term(TermKind.TRIGGER))
            f[f"first in title {first.value if first else ''}"] = 1.0
    cues = Cues.load()
    for zone, (start, end) in zones[:2]:
        for _, _, index in cues.find(reading.view, start, end):
            f[f"{zone}~{cues.words[index]}"] = 1.0
    _cast(f, lead, actors, bodies, reading.title)
    if reading.english:
        f["english"] = 1.0
    view = reading.view
    for name, words_of in _TOPICS:
        if any(view.find(w, *reading.title) >= 0 for w in words_of):
            f[f"{name} in title"] = 1.0
        if any(view.find(w, *core) >= 0 for w in words_of):
            f[f"{name} in lead"] = 1.0
    return f


def _cast(f: dict[str, float], lead: Lead, actors: tuple[Actor, ...], bodies: Bodies, title: tuple[int, int]) -> None:
    """Add to ``f`` who stands in the lead: how many of which side, envoys, countries, organizations, companies."""
    in_lead = [a for a in actors if any(inside(lead.pieces, m.start) for m in a.person.mentions)]
    foreign = [a for a in in_lead if not a.thai]
    f[f"foreign persons {_band(len(foreign), 3)}"] = 1.0
    f[f"thai persons {_band(len(in_lead) - len(foreign), 4)}"] = 1.0
    if any("ทูต" in p or "Ambassador" in p or "ออท" in p for a in foreign for p in a.positions):
        f["envoy"] = 1.0
    named = [n for n in bodies.named if inside(lead.pieces, n.start)]
    countries = {n.key for n in named if n.key.startswith("country/") and n.key != "country/TH"}
    f[f"countries {_band(len(countries), 4)}"] = 1.0
    kinds = {bodies.entities[n.key].kind for n in named if bodies.entities[n.key].country != "TH"}
    if EntityClass.INTERNATIONAL_ORGANIZATION in kinds:
        f["organization in lead"] = 1.0
    if EntityClass.COMPANY in kinds:
        f["company in lead"] = 1.0
    title_kinds = {bodies.entities[n.key].kind for n in named if title[0] <= n.start < title[1]}
    if EntityClass.INTERNATIONAL_ORGANIZATION in title_kinds:
        f["organization in title"] = 1.0


@dataclass(frozen=True, slots=True)
class KindModel:
    """The six models. Build with :meth:`load`."""

    models: Mapping[EventClass, LinearModel]

    @classmethod
    def load(cls) -> KindModel:
        """The shipped models."""
        return cls({kind: LinearModel.load(f"kind-{kind.value.lower()}") for kind in EventClass})

    def kinds(self, features: Mapping[str, float]) -> list[tuple[EventClass, float]]:
        """The kinds that the article reports with their probabilities, likeliest first; never empty."""
        ranked = sorted(((m.probability(features), kind) for kind, m in self.models.items()), key=lambda p: (-p[0], p[1]))
        best = ranked[0]
        return [(kind, p) for p, kind in ranked if (p, kind) == best or p >= self.models[kind].threshold]
