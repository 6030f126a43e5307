"""Where everything stands: communities side by side, deterministic, and near the same place from build to build."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

SEED = 2475
_GAP = 46.0  # drawing units between two average neighbours
_WIDE = 1.5  # names run sideways, so neighbours need more room there
_DETACHED = 3  # communities up to this size that hang on nothing go to the rim

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """``positions`` in drawing units (y grows downward) and the ``community`` number of each node, largest first."""

    positions: Mapping[str, Point]
    community: Mapping[str, int]


def layout(graph: nx.MultiDiGraph, *, previous: Mapping[str, Point] | None = None) -> Placement:
    """Place every node of ``graph``; ``previous`` positions, where given, are the starting points.

    The same graph gives the same numbers in every process: nodes start at a point made from their name, and
    communities (Louvain, fixed seed) are found on integers, whose set order does not depend on hash seeds.
    """
    names = sorted(graph)
    if not names:
        return Placement({}, {})
    plain = _plain(graph, names)
    groups = _communities(plain)
    room = _rooms(graph, names)
    start = np.array([(previous or {}).get(name) or _birthplace(name) for name in names])
    inner = [_inside(plain, group, start, room) for group in groups]
    radii = [float(np.abs(points).max(initial=0.0)) + _GAP * 0.8 for points in inner]
    centres = _pack(plain, groups, radii)
    positions: dict[str, Point] = {}
    community: dict[str, int] = {}
    for number, (group, points) in enumerate(zip(groups, inner, strict=True)):
        for node, (x, y) in zip(group, points + centres[number], strict=True):
            positions[names[node]] = (round(float(x) * _WIDE, 1), round(float(y), 1))
            community[names[node]] = number
    return Placement(positions, community)


def _plain(graph: nx.MultiDiGraph, names: Sequence[str]) -> nx.Graph:
    """One weighted line between two nodes, nodes by number."""
    index = {name: number for number, name in enumerate(names)}
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    for one, other, weight in graph.edges(data="weight", default=1):
        a, b = index[one], index[other]
        if a != b:
            plain.add_edge(a, b, weight=plain.get_edge_data(a, b, {"weight": 0.0})["weight"] + math.log2(1 + weight))
    return plain


def _communities(plain: nx.Graph) -> list[list[int]]:
    found = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def _birthplace(name: str) -> Point:
    digest = hashlib.sha256(name.encode()).digest()
    angle = int.from_bytes(digest[:4], "big") / 2**32 * math.tau
    radius = math.sqrt(int.from_bytes(digest[4:8], "big") / 2**32)
    return radius * math.cos(angle), radius * math.sin(angle)


def _inside(plain: nx.Graph, group: Sequence[int], start: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.float64]:
    """One community around the origin: springs, then a disc, then elbow room."""
    if len(group) == 1:
        return np.zeros((1, 2))
    own = start[list(group)]
    own = (own - own.mean(axis=0)) / (np.abs(own - own.mean(axis=0)).max() or 1.0)
    pos = {node: own[at] for at, node in enumerate(group)}
    part = nx.Graph()
    part.add_nodes_from(group)
    part.add_weighted_edges_from((a, b, data["weight"]) for a, b, data in plain.subgraph(group).edges(data=True))
    rounds = 80 if len(group) < 400 else 30
    placed = nx.spring_layout(part, pos=pos, iterations=rounds, seed=SEED, k=1.6 / math.sqrt(len(group)), method="force")
    points = np.array([placed[node] for node in group])
    own_room = room[list(group)]
    wide = math.sqrt(float((own_room**2).sum())) * 1.15
    return _spread(_disc(points - points.mean(axis=0), own_room) * wide, own_room)


def _rooms(graph: nx.MultiDiGraph, names: Sequence[str]) -> NDArray[np.float64]:
    """The radius that each node keeps free: the strongest, which a bounded start shows alone, up to four times the weakest."""
    order = sorted(range(len(names)), key=lambda at: (-graph.nodes[names[at]].get("strength", 0), names[at]))
    out = np.empty(len(names))
    for rank, at in enumerate(order, 1):
        out[at] = _GAP * 0.5 * min(math.sqrt(len(names) / rank), 4.0)
    return out


def _disc(points: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.float64]:
    """Even out the crowding: keep each direction, but let the distance from the middle follow the room that is needed."""
    distance = np.hypot(points[:, 0], points[:, 1])
    order = np.argsort(distance, kind="stable")
    area = np.empty(len(points))
    area[order] = np.cumsum(room[order] ** 2) - room[order] ** 2 / 2
    even = np.sqrt(area / float((room**2).sum()))
    return np.asarray(points / np.maximum(distance, 1e-9)[:, None] * (0.75 * even + 0.25 * distance / (distance.max() or 1.0))[:, None])


def _spread(points: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push apart what stands in another's room; stops when nothing does."""
    reach = float(room.max()) * 2
    for _ in range(60):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        apart = points[pairs[:, 0]] - points[pairs[:, 1]]
        length = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-6)
        lack = room[pairs[:, 0]] + room[pairs[:, 1]] - length
        close = lack > 0
        if not close.any():
            break
        push = (apart / length[:, None] * (lack * 0.35)[:, None])[close]
        np.add.at(points, pairs[close, 0], push)
        np.add.at(points, pairs[close, 1], -push)
    return np.asarray(points - points.mean(axis=0))


def _pack(plain: nx.Graph, groups: Sequence[Sequence[int]], radii: Sequence[float]) -> NDArray[np.float64]:
    """Discs without overlap, the largest in the middle, each as near as possible to those it is tied to."""
    home = {node: number for number, group in enumerate(groups) for node in group}
    pull = np.zeros((len(groups), len(groups)))
    for a, b, weight in plain.edges(data="weight"):
        pull[home[a], home[b]] += weight
        pull[home[b], home[a]] += weight
    np.fill_diagonal(pull, 0.0)
    size = np.array(radii)
    centres = np.zeros((len(groups), 2))
    rim = 0.0
    for number in range(1, len(groups)):
        ties = pull[number, :number]
        lonely = ties.sum() == 0
        wish = np.zeros(2) if lonely else (centres[:number] * ties[:, None]).sum(axis=0) / ties.sum()
        step = rim if lonely and len(groups[number]) <= _DETACHED else 0.0
        while True:
            turn = step * 0.35
            spot = wish + _GAP * 0.5 * turn * np.array([math.cos(turn), math.sin(turn)])
            if (np.hypot(*(centres[:number] - spot).T) >= size[:number] + size[number]).all():
                break
            step += 1.0 if step < 400 else 400.0 / step + 0.2
        centres[number] = spot
        if lonely and len(groups[number]) <= _DETACHED:
            rim = step
    return np.asarray(centres - centres.mean(axis=0))
