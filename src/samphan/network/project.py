"""The networkx projection: who cooperates with whom, each tie carrying the acts that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import networkx as nx

from samphan.facts import EntityClass
from samphan.network.filters import Filters, Selection, choose
from samphan.network.reading import read
from samphan.network.records import RELATION_OF_EVENT, Act, Holding, Relation, Snapshot
from samphan.network.source import Queryable

_CROWD = 4  # pairs of persons; above this a gathering no longer ties each person to each person of the other side


@dataclass(frozen=True, slots=True)
class Projection:
    """A drawn-ready network and what it was made of.

    ``graph``: nodes are IRIs with ``thing`` and ``strength`` (acts taken part in); edges run from the Thai side to the
    counterpart (person to body, part to whole), their key is the :class:`Relation`, with ``acts`` (IRIs) and ``weight``.
    ``total`` counts the nodes before the limit, ``acts_total`` the acts before theirs; ``acts`` and ``holdings`` are those that
    the view rests on.
    """

    graph: nx.MultiDiGraph
    snapshot: Snapshot
    selection: Selection
    acts: tuple[Act, ...]
    holdings: tuple[Holding, ...]
    total: int
    acts_total: int = 0


def project(
    graph: Queryable | Snapshot, filters: Filters | None = None, *, limit: int | None = None, newest: int | None = None
) -> Projection:
    """Read ``graph`` (or take an earlier reading) and keep what ``filters`` ask for, at most the ``limit`` strongest nodes.

    Of more acts than ``newest`` the latest are taken.
    Raises :class:`~samphan.errors.UsageError` where a filter names nothing or too much.
    """
    snapshot = graph if isinstance(graph, Snapshot) else read(graph)
    selection = choose(snapshot, filters or Filters())
    acts = tuple(_folded(act, selection) for act in snapshot.acts if selection.takes(act))
    acts_total = len(acts)
    if newest is not None and acts_total > newest:
        kept_acts = sorted(acts, key=lambda act: (act.dated, act.iri), reverse=True)[:newest]
        acts = tuple(sorted(kept_acts, key=lambda act: (act.dated, act.iri)))
    ties: defaultdict[tuple[str, str, Relation], list[str]] = defaultdict(list)
    strength: defaultdict[str, int] = defaultdict(int)
    for act in acts:
        for party in act.parties:
            strength[party] += 1
        for thai, foreign in _pairs(act, snapshot):
            ties[thai, foreign, RELATION_OF_EVENT[act.kind]].append(act.iri)
    order = sorted(strength, key=lambda iri: (-strength[iri], iri))
    kept = set(order if limit is None else order[: max(limit, 1)])
    out: nx.MultiDiGraph = nx.MultiDiGraph()
    for iri in sorted(kept):
        out.add_node(iri, thing=snapshot.things[iri], strength=strength[iri])
    for (thai, foreign, relation), said in sorted(ties.items()):
        if thai in kept and foreign in kept:
            out.add_edge(thai, foreign, key=relation, acts=tuple(said), weight=len(said))
    holdings = tuple(post for post in snapshot.holdings if post.person in kept)
    _structure(out, snapshot, holdings, selection)
    drawn = {iri for _, _, said in out.edges(data="acts") for iri in said}
    return Projection(out, snapshot, selection, tuple(act for act in acts if act.iri in drawn), holdings, len(order), acts_total)


def _folded(act: Act, selection: Selection) -> Act:
    """A ministry's view shows the ministry in place of its departments."""
    if not selection.fold:
        return act

    def fold(side: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({selection.fold if one in selection.bodies else one for one in side if selection.fold}))

    return replace(act, thai=fold(act.thai), foreign=fold(act.foreign))


def _pairs(act: Act, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Who of the Thai side has this act in common with whom. At a gathering, persons are tied through the bodies and
    states of the other side, where there are any; only two persons or small groups are tied face to face.
    """
    foreign = sorted({*act.foreign, *act.countries} - set(act.thai))
    persons = {one for one in (*act.thai, *foreign) if snapshot.things[one].kind is EntityClass.PERSON}
    thai_persons, guests = [one for one in act.thai if one in persons], [one for one in foreign if one in persons]
    represented = len(thai_persons) < len(act.thai) and len(guests) < len(foreign)
    crowd = represented and len(thai_persons) * len(guests) > _CROWD
    for one in act.thai:
        for other in foreign:
            if not (crowd and one in persons and other in persons):
                yield one, other


def _structure(graph: nx.MultiDiGraph, snapshot: Snapshot, holdings: tuple[Holding, ...], selection: Selection) -> None:
    """Ties that hold things together without being acts: posts, and parts of bodies."""
    for post in holdings:
        body = selection.fold if selection.fold and post.organization in selection.bodies else post.organization
        if body in graph and not graph.has_edge(post.person, body, Relation.POST):
            graph.add_edge(post.person, body, key=Relation.POST, acts=(), weight=1)
    for iri in sorted(graph):
        thing = snapshot.things[iri]
        above = thing.parent or (thing.country if thing.kind is EntityClass.GOVERNMENT_BODY else None)
        if above and above in graph and above != iri:
            graph.add_edge(iri, above, key=Relation.PART, acts=(), weight=1)
