"""Which companies, foreign bodies and bodies unknown to the ontology are one.

A body's *core* is its name without the words that writers add or leave out (the state, "แห่ง", "ประเทศ", "จำกัด (มหาชน)");
bodies of one state and kind whose cores sound the same are one. Nothing is joined across states.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from samphan.identity.clusters import Decision, pairs
from samphan.identity.names import alike, is_thai, sound
from samphan.identity.snapshot import Snapshot, Thing

_COMPANY_WORDS = re.compile(
    r"บริษัท|จำกัด|\(?มหาชน\)?|\bบมจ\.?|\bบจก\.?|\bหจก\.?|\bco\b\.?|\bltd\b\.?|\blimited\b|\bpublic company\b|\bcompany\b|\bpcl\b\.?"
    r"|\binc\b\.?"
    r"|\bcorp\b\.?|\bcorporation\b|\bplc\b\.?|\bgmbh\b|\bs\.?a\.?\b|\bn\.?v\.?\b|คอร์ปอเรชั่น|คอร์ปอเรชัน",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"แห่ง|ประเทศ|ของ|ประจำ|สาธารณรัฐ(?:ประชาชน|สังคมนิยม|อิสลาม|ประชาธิปไตย)*|ราชอาณาจักร|สหพันธ(?=สาธารณรัฐ)|และ|กับ|การ|ทาง|เพื่อ|ด้าน|\band\b|\bof\b|\bthe\b|&",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    {"association", "bank", "center", "centre", "chamber", "council", "foundation", "group", "holdings", "institute", "university"}
)
_UNITS = ("กอง", "กลุ่ม", "ฝ่าย", "สำนัก", "ศูนย์", "ส่วน", "แผนก")
"""Heads of units that every ministry has under the same name; they are one only under one parent."""

_LONG = 12


def core(name: str, kind: str, state_names: tuple[str, ...] = ()) -> str:
    """What is left of a name to compare by sound; the branch "(ประเทศไทย)" of a company stays part of it."""
    text = name
    if kind == "Company":
        text = _COMPANY_WORDS.sub(" ", text.replace("(ประเทศไทย)", " ไทยแลนด์ ").replace("(Thailand)", " thailand "))
        text = re.sub("ของ|แห่ง|ประเทศ", " ", text.replace("เกาหลีใต้", "เกาหลี"))
    else:
        for state in state_names:
            text = text.replace(state, " ")
        text = _LINKS.sub(" ", text.replace("กรรมาธิการ", "กรรม").replace("กรรมการ", "กรรม"))
    return sound(text)


def state_names(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Every name of each state (longest first) by ISO code."""
    found: dict[str, tuple[str, ...]] = {}
    for key, thing in snapshot.things.items():
        if thing.kind == "Country":
            names = {*thing.thai, *thing.latin, *thing.others}
            found[key.removeprefix("country/")] = tuple(sorted(names, key=lambda name: (-len(name), name)))
    return found


def candidates(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The pairs of bodies and companies worth a look, each once; at least one of a pair is unknown to the ontology."""
    states = state_names(snapshot)
    blocks: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(snapshot.things):
        thing = snapshot.things[key]
        if thing.kind not in ("Company", "GovernmentBody", "InternationalOrganization"):
            continue
        group = "" if thing.kind != "GovernmentBody" else key.split("/")[1]
        for form in sorted(cores(thing, states)):
            blocks[thing.kind, group, form[:5]].append((form, key))
    seen: set[tuple[str, str]] = set()
    for block in sorted(blocks):
        for one, other in pairs(blocks[block]):
            if (one, other) not in seen and not (snapshot.things[one].known and snapshot.things[other].known):
                seen.add((one, other))
                yield one, other


def cores(thing: Thing, states: dict[str, tuple[str, ...]]) -> set[str]:
    """The cores of a thing's names that are long enough to mean something."""
    own = states.get(thing.key.split("/")[1], ()) if thing.kind == "GovernmentBody" else ()
    # Other names of known things hold abbreviations and common words; for the rest they are what articles wrote.
    names = {*thing.thai, *thing.latin} if thing.known else {*thing.thai, *thing.latin, *thing.others}
    return {
        form
        for form in (core(name, thing.kind, own) for name in names)
        if len(form) >= (4 if thing.kind == "Company" else 6) and form not in _GENERIC
    }


def judge(one: Thing, other: Thing, states: dict[str, tuple[str, ...]], parents: Mapping[str, str]) -> Decision | None:
    """Whether two bodies or companies are one, with the reason."""
    if one.kind == "GovernmentBody" and parents.get(one.key) != parents.get(other.key):
        unit = any(name.startswith(_UNITS) and not name.startswith("สำนักงาน") for name in (*one.thai, *other.thai))
        if unit or (one.key in parents and other.key in parents):
            return None
    left, right = cores(one, states), cores(other, states)
    if left & right:
        longest = max(map(len, left & right))
        return Decision(one.key, other.key, "same name without form and state", 0.96 if longest >= 8 else 0.88)
    best = 0.0
    for a in left:
        for b in right:
            if min(len(a), len(b)) >= _LONG and is_thai(a) == is_thai(b) and _numbers(a) == _numbers(b) and abs(len(a) - len(b)) <= 1:
                best = max(best, alike(a, b))
    # One letter more, less or other in a long name is a slip of the pen; two may be another body.
    if best >= 0.955:
        return Decision(one.key, other.key, "one letter apart", 0.86)
    return None


def _numbers(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
