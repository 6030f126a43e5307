"""Events of different articles that are one act: same day, same parties, kinds that go together, nothing that contradicts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from samphan.identity.clusters import Decision, Groups, gather, pairs
from samphan.identity.names import is_thai
from samphan.identity.snapshot import Act, Snapshot

_TOGETHER = {
    frozenset(pair)
    for pair in (
        ("Meeting", "Visit"), ("Meeting", "Conference"), ("Visit", "Conference"), ("Signing", "Meeting"), ("Signing", "Conference"),
        ("Investment", "Meeting"), ("Assistance", "Meeting"), ("Signing", "Visit"), ("Signing", "Assistance"), ("Signing", "Investment"),
        ("Investment", "Conference"), ("Assistance", "Conference"),
    )
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?=st|nd|rd|th)|(?<=ครั้งที่ )\d+|(?<=วันที่ )\d+")
_LONGEST = 12
"""Days of a range that are looked at; a longer one is taken by its beginning."""

_AHEAD = 21
"""How many days after an announcement without a date the act is looked for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An act as compared: canonical parties apart by kind, days as ordinals, ``exact`` where the text gives the day."""

    key: str
    article: str
    kind: str
    status: str
    label: str
    days: tuple[int, int]
    exact: bool
    thai_persons: frozenset[str]
    thai_bodies: frozenset[str]
    foreign_persons: frozenset[str]
    foreign_bodies: frozenset[str]
    companies: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One act with its reports (event keys); parties are canonical, ``disagree`` names the properties its reports differ in."""

    key: str
    reports: tuple[str, ...]
    kind: str
    status: str
    label: str
    start: str
    end: str
    thai: tuple[str, ...]
    foreign: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    place: str
    instruments: tuple[str, ...]
    disagree: tuple[str, ...]
    score: float


def see(act: Act, snapshot: Snapshot, canonical: Mapping[str, str], holders: Iterable[str] = ()) -> Seen | None:
    """The act with canonical parties, ``None`` where nothing dates it.

    ``holders`` are the persons behind the Thai offices that the article's title names; they stand in where nobody is named.
    """
    days, exact = _days(act, snapshot.days.get(act.article))
    if days is None:
        return None
    thai = {canonical[key] for key in act.thai if key in canonical}
    foreign = {canonical[key] for key in act.foreign if key in canonical}
    if not any(key.startswith("person/") for key in thai):
        thai |= set(holders)
    bodies = {key for key in thai if not key.startswith(("person/", "country/"))}
    return Seen(
        key=act.key,
        article=act.article,
        kind=act.kind,
        status=act.status,
        label=act.label,
        days=days,
        exact=exact,
        thai_persons=frozenset(key for key in thai if key.startswith("person/")),
        thai_bodies=frozenset(bodies | {top for key in bodies for top in _above(key, snapshot.parents)}),
        foreign_persons=frozenset(key for key in foreign if key.startswith("person/")),
        foreign_bodies=frozenset(key for key in foreign if key.startswith(("government/", "organization/"))),
        companies=frozenset(key for key in foreign if key.startswith("company/")),
        countries=frozenset(act.countries),
    )


def _above(key: str, parents: Mapping[str, str]) -> Iterator[str]:
    for _ in range(6):
        if key not in parents:
            return
        key = parents[key]
        yield key


def _days(act: Act, published: date | None) -> tuple[tuple[int, int] | None, bool]:
    if len(act.start) == 10:
        first = date.fromisoformat(act.start).toordinal()
        last = date.fromisoformat(act.end).toordinal() if len(act.end) == 10 else first
        return (first, min(max(first, last), first + _LONGEST)), True
    if published is None:
        return None, False
    if act.status == "Planned":
        return (published.toordinal(), (published + timedelta(days=_AHEAD)).toordinal()), False
    return ((published - timedelta(days=2)).toordinal(), published.toordinal()), False


def candidates(acts: Iterable[Seen]) -> Iterator[tuple[str, str]]:
    """The pairs of acts that share a day and a foreign party or state, each once."""
    blocks: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for act in acts:
        others = sorted(act.countries | act.foreign_bodies | act.foreign_persons | act.companies)
        for day in range(act.days[0], act.days[1] + 1):
            for other in others:
                blocks[day, other].append((act.label, act.key))
    seen: set[tuple[str, str]] = set()
    for name in sorted(blocks):
        for pair in pairs(blocks[name]):
            if pair not in seen:
                seen.add(pair)
                yield pair


@lru_cache(maxsize=65536)
def _grams(text: str) -> frozenset[str]:
    squeezed = "".join(char for char in text.casefold() if char.isalnum() or "\u0e30" <= char <= "\u0e4e")
    return frozenset(squeezed[at : at + 3] for at in range(len(squeezed) - 2))


def dice(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1 (Dice coefficient of their letter triples)."""
    left, right = _grams(one), _grams(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def judge(one: Seen, other: Seen) -> Decision | None:
    """Whether two events are one act, with the reason."""
    if one.article == other.article:
        return None
    same_kind = one.kind == other.kind
    if not same_kind and frozenset((one.kind, other.kind)) not in _TOGETHER:
        return None
    if one.days[0] > other.days[1] or other.days[0] > one.days[1]:
        return None
    text = dice(one.label, other.label)
    found = _strength(one, other, text, same_kind=same_kind)
    if found is None:
        return None
    score, reason = found
    if not same_kind:
        score -= 0.04  # an article that reports a visit and a signing has each joined to its like
    if not (one.exact and other.exact):
        score -= 0.06
    elif one.days[0] != other.days[0]:
        score -= 0.03
    return Decision(one.key, other.key, reason, round(score, 3)) if score >= 0.8 else None


def _numbers(label: str) -> set[str]:
    return set(_NUMBER.findall(label))


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _strength(one: Seen, other: Seen, text: float, *, same_kind: bool) -> tuple[float, str] | None:
    if is_thai(one.label) != is_thai(other.label):
        text = 0.3  # headlines in two languages tell nothing of each other
    foreigner = bool(one.foreign_persons & other.foreign_persons)
    thai = bool(one.thai_persons & other.thai_persons)
    if text < 0.6 and (_apart(one.foreign_persons, other.foreign_persons) or _apart(one.companies, other.companies)):
        return None
    if text < 0.5 and _apart(one.thai_persons, other.thai_persons):
        return None
    if _apart(one.countries, other.countries) and text < 0.7:
        return None
    body = bool(one.thai_bodies & other.thai_bodies)
    partner = bool((one.foreign_bodies | one.companies) & (other.foreign_bodies | other.companies))
    lands = one.countries == other.countries and bool(one.countries)
    if _NUMBER.findall(one.label) and _NUMBER.findall(other.label) and not _numbers(one.label) & _numbers(other.label):
        text = min(text, 0.15)  # the ninth summit is not the twenty-fourth, however alike the headlines
    far = one.exact and other.exact and abs(one.days[0] - other.days[0]) > 1  # a long journey and one of its days
    few = max(len(one.foreign_persons), len(other.foreign_persons)) <= 3  # a list of everybody met on a journey tells little
    sure = text >= 0.3 or (few and one.exact and other.exact)
    if foreigner and sure and (thai or (body and same_kind)):
        return 0.96, "same persons on both sides on the same day"
    if foreigner and same_kind and text >= (0.2 if few else 0.34):
        return 0.9, "same foreign person on the same day"
    if text >= 0.5 and (lands or partner or thai):
        return 0.94, "nearly the same headline, same parties, same day"
    company = len(one.thai_persons & other.thai_persons) > 1 or len(one.thai_bodies & other.thai_bodies) > 2
    if same_kind and thai and company and lands and not far and text >= 0.2:
        return 0.9, "same Thai delegation, same counterpart, same day"
    if same_kind and thai and (lands or partner) and text >= (0.45 if far else 0.33):
        return 0.9, "same Thai person, same counterpart, same day"
    if same_kind and (lands or partner) and not far and text >= 0.4:
        return 0.88, "like headlines, same counterpart, same day"
    if same_kind and body and (partner or lands) and text >= (0.5 if far else 0.34):
        return 0.88, "same Thai body, same counterpart, same day"
    return None


def occurrences(snapshot: Snapshot, canonical: Mapping[str, str], holders: Mapping[str, Iterable[str]]) -> list[Occurrence]:
    """Every act once, with its reports. Undated events stand alone. Linear in the number of events for news-sized days.

    ``holders`` gives the persons behind the Thai offices that the title of an article names.
    """
    acts = {act.key: act for act in snapshot.acts}
    seen = {key: found for key, act in sorted(acts.items()) if (found := see(act, snapshot, canonical, holders.get(act.article, ())))}
    judged = [same for a, b in candidates(seen.values()) if (same := judge(seen[a], seen[b]))]

    def compatible(one: list[str], other: list[str]) -> bool:
        return not {acts[key].article for key in one} & {acts[key].article for key in other} and not any(
            a.exact and b.exact and (a.days[0] > b.days[1] or b.days[0] > a.days[1])
            for a in (seen[key] for key in one) for b in (seen[key] for key in other)
        )  # fmt: skip

    groups, followed, _ = gather(acts, judged, compatible)
    scores = _scores(groups, followed)
    return sorted((_occurrence([acts[key] for key in group], snapshot, canonical, scores) for group in groups), key=lambda one: one.key)


def _scores(groups: Groups, followed: Iterable[Decision]) -> dict[str, float]:
    weakest: dict[str, float] = {}
    for decision in followed:
        root = groups.root(decision.one)
        weakest[root] = min(decision.score, weakest.get(root, 1.0))
    return {key: weakest[root] for root in weakest for key in groups.members(root)}


def _occurrence(reports: list[Act], snapshot: Snapshot, canonical: Mapping[str, str], scores: Mapping[str, float]) -> Occurrence:
    held = [act for act in reports if act.status == "Held"] or reports
    exact = Counter(act.start for act in held if len(act.start) == 10)
    partial = sorted((act.start for act in reports if act.start), key=lambda text: (-len(text), text))
    start = min(exact, key=lambda day: (-exact[day], day)) if exact else partial[0] if partial else ""
    ends = sorted(act.end for act in reports if act.end and len(act.end) == len(start) and act.end >= start)
    kinds = Counter(act.kind for act in held)
    first = min(reports, key=lambda act: (snapshot.days.get(act.article, date.max), act.key))
    status = "Held" if any(act.status == "Held" for act in reports) else min(act.status for act in reports)
    return Occurrence(
        key=f"occurrence/{first.key.removeprefix('event/')}",
        reports=tuple(sorted(act.key for act in reports)),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        status=status,
        label=first.label,
        start=start,
        end=ends[-1] if ends else "",
        thai=_union(reports, "thai", canonical),
        foreign=_union(reports, "foreign", canonical),
        countries=tuple(sorted({key for act in reports for key in act.countries})),
        topics=tuple(sorted({key for act in reports for key in act.topics})),
        place=next((act.place for act in sorted(held, key=lambda act: act.key) if act.place), ""),
        instruments=tuple(sorted({canonical.get(key, key) for act in reports for key in act.instruments})),
        disagree=_disagreements(reports, canonical),
        score=scores.get(first.key, 1.0),
    )


def _union(reports: Iterable[Act], side: str, canonical: Mapping[str, str]) -> tuple[str, ...]:
    keys = {canonical[key] for act in reports for key in getattr(act, side) if key in canonical}
    if side == "thai" and len(keys) > 1:  # Thailand itself stands only where no body acts for it
        keys -= {"country/TH"} if any(key.startswith("government/") for key in keys) else set()
    return tuple(sorted(keys))


def _disagreements(reports: list[Act], canonical: Mapping[str, str]) -> tuple[str, ...]:
    """Properties (local names) of which the reports give contradicting values, not merely fewer or more."""
    out = []
    if len({act.start for act in reports if len(act.start) == 10}) > 1:
        out.append("startDate")
    if len({act.kind for act in reports}) > 1:
        out.append("actKind")
    bodies = [{canonical[k] for k in act.thai if k in canonical and k.startswith("government/")} for act in reports]
    named = [found for found in bodies if found]
    if any(not a & b for at, a in enumerate(named) for b in named[at + 1 :]):
        out.append("thaiParty")
    return tuple(out)
