"""Groups, bridges and trends: what the measures say about more than one thing at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from samphan.facts import EntityClass
from samphan.network.measures import community_of, count_topics, measure
from samphan.network.project import Projection
from samphan.network.records import Snapshot

_STRONGEST = 5


@dataclass(frozen=True, slots=True)
class Community:
    """A group of closely tied things: its strongest members by name, its main topics, acts that stay within it."""

    number: int
    size: int
    members: tuple[str, ...]
    topics: tuple[str, ...]
    inside: int
    acts: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A government body between groups: the figures behind it."""

    iri: str
    name: str
    bridging: float
    groups_reached: int
    partners: int
    acts: int


@dataclass(frozen=True, slots=True)
class TieTrend:
    """Two things and their acts in the first and second half of the time that the network covers."""

    one: str
    other: str
    one_name: str
    other_name: str
    before: int
    after: int
    last: str

    @property
    def change(self) -> int:
        """Acts in the second half minus acts in the first."""
        return self.after - self.before


def communities(projection: Projection, *, language: str = "th") -> tuple[Community, ...]:
    """The groups of more than one thing, the largest first."""
    number_of = community_of(projection)
    members: defaultdict[int, list[str]] = defaultdict(list)
    for iri in sorted(number_of, key=lambda one: (-projection.graph.nodes[one]["strength"], one)):
        members[number_of[iri]].append(iri)
    acts: defaultdict[int, list[tuple[bool, tuple[str, ...]]]] = defaultdict(list)
    for act in projection.acts:
        groups = {number_of[party] for party in act.parties if party in number_of}
        for group in groups:
            acts[group].append((len(groups) == 1, act.topics))
    return tuple(
        Community(
            number,
            len(found),
            tuple(projection.snapshot.things[iri].name(language) for iri in found[:_STRONGEST]),
            tuple(_topic(projection.snapshot, topic, language) for topic, _ in count_topics(t for _, ts in acts[number] for t in ts)[:3]),
            sum(own for own, _ in acts[number]),
            len(acts[number]),
        )
        for number, found in sorted(members.items())
        if len(found) > 1
    )


def _topic(snapshot: Snapshot, iri: str, language: str) -> str:
    topic = snapshot.topics.get(iri)
    names = {label.language: label.text for label in topic.preferred} if topic else {}
    return names.get(language) or names.get("th") or iri.rsplit("/", 1)[-1]


def bridges(projection: Projection, *, language: str = "th") -> tuple[Bridge, ...]:
    """The Thai government bodies by how much they lie between others, the strongest bridge first."""
    number_of = community_of(projection)
    reached: defaultdict[str, set[int]] = defaultdict(set)
    for one, other, acts in projection.graph.edges(data="acts"):
        if acts:
            reached[one].add(number_of[other])
            reached[other].add(number_of[one])
    home = next((thing.iri for thing in projection.snapshot.things.values() if thing.iso == "TH"), None)
    rows = [
        Bridge(row.iri, row.name, row.bridging, len(reached[row.iri]), row.partners, row.acts)
        for row in measure(projection, language=language)
        if row.kind is EntityClass.GOVERNMENT_BODY and projection.snapshot.things[row.iri].country == home
    ]
    return tuple(sorted(rows, key=lambda row: (-row.bridging, -row.groups_reached, row.iri)))


def tie_trends(projection: Projection, *, language: str = "th") -> tuple[TieTrend, ...]:
    """Ties of bodies, organizations and companies with states and with each other: those that rise first, those that fade last.

    The time between the first and the last dated act is cut into two halves of equal length.
    """
    when = {act.iri: _day_number(act.dated) for act in projection.acts if len(act.dated) >= 4 and act.dated[:4].isdigit()}
    if not when:
        return ()
    middle = (min(when.values()) + max(when.values())) / 2
    dated = {act.iri: act.dated for act in projection.acts}
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    things = projection.snapshot.things
    for one, other, acts in projection.graph.edges(data="acts"):
        if EntityClass.PERSON not in (things[one].kind, things[other].kind):
            found[one, other].update(act for act in acts if act in when)
    rows = []
    for (one, other), acts in sorted(found.items()):
        if acts:
            after = sum(when[act] > middle for act in acts)
            last = max(dated[act] for act in acts)
            rows.append(TieTrend(one, other, things[one].name(language), things[other].name(language), len(acts) - after, after, last))
    return tuple(sorted(rows, key=lambda row: (-row.change, -row.after, row.one, row.other)))


def _day_number(iso: str) -> int:
    """Days, near enough to halve a span: a date known to the year or month stands at its middle."""
    year, month, day = [*iso.split("-"), "", ""][:3]
    return int(year) * 372 + (int(month or 7) - 1) * 31 + int(day or 15)
