"""Ready-to-draw edges: which Thai body cooperates with which state, organization or company, how often, since when, on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from samphan.identity.acts import Occurrence
from samphan.identity.snapshot import Snapshot


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A Thai side and its counterpart with the acts between them; dates are ISO days."""

    thai: str
    foreign: str
    count: int
    first: str
    last: str
    topics: tuple[str, ...]
    events: tuple[str, ...]


def edges(all_occurrences: Iterable[Occurrence], snapshot: Snapshot) -> list[Edge]:
    """One edge for each pair of a Thai body (or Thailand, where no body acts) and a state, organization, company or foreign body.

    Acts that were postponed do not count; an act without a day counts by its article's date.
    """
    article_of = {act.key: act.article for act in snapshot.acts}
    found: dict[tuple[str, str], list[tuple[str, Occurrence]]] = defaultdict(list)
    for one in all_occurrences:
        day = day_of(one, article_of, snapshot.days)
        if one.status == "Postponed" or not day:
            continue
        thai = [key for key in one.thai if key.startswith(("government/", "company/"))] or ["country/TH"]
        foreign = {key for key in one.foreign if key.startswith(("government/", "organization/", "company/"))} | set(one.countries)
        for left in thai:
            for right in sorted(foreign - {left, "country/TH"}):
                found[left, right].append((day, one))
    out: list[Edge] = []
    for (left, right), acts in sorted(found.items()):
        days = sorted(day for day, _ in acts)
        topics = {topic for _, one in acts for topic in one.topics}
        events = {event for _, one in acts for event in one.reports}
        out.append(Edge(left, right, len(acts), days[0], days[-1], tuple(sorted(topics)), tuple(sorted(events))))
    return out


def day_of(one: Occurrence, article_of: Mapping[str, str], days: Mapping[str, date]) -> str:
    """The day of an act: its own, the first of its month or year where only that is known, else its first article's date."""
    if one.start:
        return (one.start + "-01-01")[:10] if len(one.start) < 7 else (one.start + "-01")[:10]
    published = sorted(days[article_of[report]] for report in one.reports if article_of[report] in days)
    return published[0].isoformat() if published else ""
