"""What networkx can tell about the network, each measure in one plain sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import networkx as nx

from samphan.facts import EntityClass
from samphan.network.layout import SEED
from samphan.network.project import Projection

EXPLAINED = {
    "partners": "How many different others it has an act in common with.",
    "acts": "How many acts of cooperation it takes part in.",
    "bridging": "How often the shortest way between two others leads through it (0 to 1).",
    "community": "Which group of closely tied others it belongs to (1 is the largest).",
    "trend": "Acts in the last year of the view minus acts in the year before.",
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


def measure(projection: Projection, *, language: str = "th") -> tuple[Measures, ...]:
    """The measures of every node, strongest first. Posts and parts of bodies do not count as cooperation."""
    plain: nx.Graph = nx.Graph()
    names = sorted(projection.graph)
    index = {name: number for number, name in enumerate(names)}
    plain.add_nodes_from(range(len(names)))
    plain.add_edges_from((index[a], index[b]) for a, b, acts in projection.graph.edges(data="acts") if acts)
    between = nx.betweenness_centrality(plain, k=_SAMPLE if len(names) > _SAMPLE else None, seed=SEED)
    groups = sorted(nx.community.louvain_communities(plain, seed=SEED), key=lambda group: (-len(group), min(group)))
    community = {node: number for number, group in enumerate(groups, 1) for node in group}
    years: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for act in projection.acts:
        if act.dated[:4].isdigit():
            for party in act.parties:
                years[party][int(act.dated[:4])] += 1
    last = max((year for counts in years.values() for year in counts), default=0)
    out = []
    for name in names:
        node, data = index[name], projection.graph.nodes[name]
        thing, counts = data["thing"], years[name]
        out.append(
            Measures(
                name,
                thing.kind,
                thing.name(language),
                plain.degree(node),
                data["strength"],
                round(between[node], 6),
                community[node],
                counts[last] - counts[last - 1],
                tuple(sorted(counts.items())),
            )
        )
    return tuple(sorted(out, key=lambda row: (-row.acts, row.iri)))
