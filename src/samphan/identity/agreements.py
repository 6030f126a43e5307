"""One agreement across its articles, and the stages of its life: announced, approved, signed, extended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samphan.identity.acts import Occurrence, dice
from samphan.identity.clusters import Decision, gather, pairs
from samphan.identity.names import sound
from samphan.identity.snapshot import Instrument, Snapshot

_FORM = re.compile(r"ร่าง|ฉบับใหม่|\(?\bMOU\b\)?|[“”\"'()]", re.IGNORECASE)
_STAGES = (
    ("extended", re.compile(r"ต่ออายุ|ขยายระยะเวลา|ขยายเวลา|extend|renew", re.IGNORECASE)),
    ("signed", re.compile(r"ลงนาม(?!ใน(?:อนาคต|โอกาส))|ร่วมลงนาม|แลกเปลี่ยนบันทึก|\bsign(?:ed|s|ing)?\b", re.IGNORECASE)),
    ("approved", re.compile(r"ครม\.|คณะรัฐมนตรี|เห็นชอบ|อนุมัติ|approv", re.IGNORECASE)),
)
STAGES = ("announced", "approved", "signed", "extended")
"""The stages in the order of an agreement's life."""


@dataclass(frozen=True, slots=True, order=True)
class Stage:
    """A stage of an agreement's life: the canonical agreement, which stage, its date (ISO, may be partial or empty), the occurrence."""

    agreement: str
    date: str
    stage: str
    occurrence: str


def resolve_agreements(snapshot: Snapshot, canonical: Mapping[str, str]) -> tuple[dict[str, str], list[Decision]]:
    """Agreement keys to canonical ones, with the decisions: nearly the same title between the same states or partners."""
    partners: dict[str, set[str]] = defaultdict(set)
    for act in snapshot.acts:
        for key in act.instruments:
            partners[key] |= set(act.countries) | {canonical.get(party, party) for party in act.foreign}
    by_key = {one.key: one for one in snapshot.instruments}
    blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, one in sorted(by_key.items()):
        for partner in sorted(partners[key]) or [""]:
            blocks[partner].append((sound(core(one.title)), key))
    decisions = [found for block in sorted(blocks) for a, b in pairs(blocks[block]) if (found := _judge(by_key[a], by_key[b]))]
    groups, followed, _ = gather(by_key, decisions, lambda *_: True)
    result: dict[str, str] = {}
    for group in groups:
        best = min(group, key=lambda key: (-len(by_key[key].title), by_key[key].article, key))
        result.update(dict.fromkeys(group, best))
    return result, followed


def core(title: str) -> str:
    """A title without draft marks, quotes and brackets."""
    return " ".join(_FORM.sub(" ", title).split())


def _judge(one: Instrument, other: Instrument) -> Decision | None:
    left, right = core(one.title), core(other.title)
    if sound(left) == sound(right) and len(left) >= 20:
        return Decision(one.key, other.key, "same title", 0.95)
    likeness = dice(left, right)
    if likeness >= 0.85 and len(left) >= 30 and [c for c in left if c.isdigit()] == [c for c in right if c.isdigit()]:
        return Decision(one.key, other.key, "nearly the same title between the same parties", 0.88)
    return None


def stages(all_occurrences: list[Occurrence]) -> Iterator[Stage]:
    """The stage that each occurrence brings its agreements to, by what its label and status say."""
    for one in all_occurrences:
        for agreement in one.instruments:
            yield Stage(agreement, one.start, _stage(one), one.key)


def _stage(one: Occurrence) -> str:
    for name, pattern in _STAGES:
        if pattern.search(one.label) and not (name == "signed" and one.status != "Held"):
            return name
    return "signed" if one.kind == "Signing" and one.status == "Held" else "announced"
