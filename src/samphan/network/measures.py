"""What networkx can tell about the network, each measure in one plain sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx

from samphan.facts import EntityClass
from samphan.network.layout import SEED
from samphan.network.project import Projection

EXPLAINED = {
    "partners": "How many different others it has an act in common with (its degree).",
    "acts": "How many acts of cooperation it takes part in.",
    "bridging": "How often the shortest way between two others leads through it (betweenness, 0 to 1).",
    "group": "Which group of closely tied others it belongs to (communities by Louvain; 1 is the largest).",
    "groups_reached": "How many different groups its partners belong to.",
    "trend": "Acts in the last year of the view minus acts in the year before.",
    "before": "Acts of the two in the first half of the time.",
    "after": "Acts of the two in the second half of the time.",
    "change": "Acts in the second half minus acts in the first: above nought the tie rises, below it fades.",
    "inside": "How many of the group's acts join members of the group only.",
}
"""Each measure's name and its meaning for a reader."""

_SAMPLE = 300  # pivots; betweenness on more nodes than this is estimated from that many


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one thing; ``by_year`` counts acts by Common Era year."""

    iri: str
    kind: EntityClass
    name: str
    partners: int
    acts: int
    bridging: float
    community: int
    trend: int
    by_year: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class YearMeasures:
    """The figures of one thing within one Common Era year."""

    year: int
    iri: str
    kind: EntityClass
    name: str
    partners: int
    acts: int
    bridging: float


class _Plain:
    """Nodes as numbers in the order of their names, one line between two that have an act in common."""

    def __init__(self, graph: nx.MultiDiGraph, counts: Callable[[str], bool] | None = None) -> None:
        self.names = sorted(graph)
        self.number = {name: number for number, name in enumerate(self.names)}
        self.graph: nx.Graph = nx.Graph()
        self.graph.add_nodes_from(range(len(self.names)))
        for one, other, acts in graph.edges(data="acts"):
            if one != other and (any(map(counts, acts)) if counts else acts):
                self.graph.add_edge(self.number[one], self.number[other])

    def betweenness(self, pivots: int) -> dict[int, float]:
        tied = self.graph.subgraph(node for node, degree in self.graph.degree() if degree)
        found = nx.betweenness_centrality(tied, k=pivots if len(tied) > pivots else None, seed=SEED) if len(tied) > 2 else {}
        return {node: float(found.get(node, 0.0)) for node in self.graph}

    def communities(self) -> list[list[int]]:
        found = nx.community.louvain_communities(self.graph, seed=SEED)
        return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def bridging(graph: nx.MultiDiGraph, *, pivots: int = 60) -> dict[str, float]:
    """The betweenness of every node over acts, estimated from ``pivots`` nodes where there are more."""
    plain = _Plain(graph)
    return {plain.names[node]: value for node, value in plain.betweenness(pivots).items()}


def measure(projection: Projection, *, language: str = "th") -> tuple[Measures, ...]:
    """The measures of every node, strongest first. Posts and parts of bodies do not count as cooperation."""
    plain = _Plain(projection.graph)
    between = plain.betweenness(_SAMPLE)
    community = community_of(projection)
    years: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for act in projection.acts:
        if act.dated[:4].isdigit():
            for party in act.parties:
                years[party][int(act.dated[:4])] += 1
    last = max((year for counts in years.values() for year in counts), default=0)
    out = []
    for node, name in enumerate(plain.names):
        data = projection.graph.nodes[name]
        thing, counts = data["thing"], years[name]
        out.append(
            Measures(
                name,
                thing.kind,
                thing.name(language),
                plain.graph.degree(node),
                data["strength"],
                round(between[node], 6),
                community[name],
                counts[last] - counts[last - 1],
                tuple(sorted(counts.items())),
            )
        )
    return tuple(sorted(out, key=lambda row: (-row.acts, row.iri)))


def community_of(projection: Projection) -> dict[str, int]:
    """The number of each node's community, from 1 for the largest."""
    plain = _Plain(projection.graph)
    return {plain.names[node]: number for number, group in enumerate(plain.communities(), 1) for node in group}


def measure_by_year(projection: Projection, *, language: str = "th") -> tuple[YearMeasures, ...]:
    """Degree and betweenness of everything within each year's own network, years in order, the strongest first."""
    year_of = {act.iri: int(act.dated[:4]) for act in projection.acts if act.dated[:4].isdigit()}
    acts: defaultdict[tuple[int, str], int] = defaultdict(int)
    for act in projection.acts:
        for party in act.parties:
            if act.iri in year_of and party in projection.graph:
                acts[year_of[act.iri], party] += 1
    out = []
    for year in sorted(set(year_of.values())):
        plain = _Plain(projection.graph, _in_year(year_of, year))
        between = plain.betweenness(_SAMPLE)
        for node, name in enumerate(plain.names):
            if acts[year, name]:
                thing = projection.graph.nodes[name]["thing"]
                figures = (plain.graph.degree(node), acts[year, name], round(between[node], 6))
                out.append(YearMeasures(year, name, thing.kind, thing.name(language), *figures))
    return tuple(sorted(out, key=lambda row: (row.year, -row.acts, row.iri)))


def _in_year(year_of: dict[str, int], year: int) -> Callable[[str], bool]:
    return lambda act: year_of.get(act) == year


def count_topics(topics: Iterable[str]) -> list[tuple[str, int]]:
    """Topics by how often they occur, then by name."""
    return sorted(Counter(topics).items(), key=lambda item: (-item[1], item[0]))
