"""Identity across articles from end to end: read, correct, join, see through time, write the graphs ``identity`` and ``derived``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from samphan.corrections import Action, Correction
from samphan.identity import bodies, people
from samphan.identity.acts import Occurrence, occurrences
from samphan.identity.agreements import Stage, resolve_agreements, stages
from samphan.identity.amend import Amended, amend
from samphan.identity.clusters import Decision, gather
from samphan.identity.cooperation import Edge, edges
from samphan.identity.forget import forget
from samphan.identity.given import group_of, resolve_given
from samphan.identity.references import Inferred, by_article, infer
from samphan.identity.snapshot import Thing, read
from samphan.identity.tenures import Offices, Spell, spells
from samphan.store import Graph
from samphan.vocab import DERIVED_GRAPH, IDENTITY_GRAPH, Sam

JOIN_FROM = 0.8
"""The score from which two names are held to be one thing."""

NOTE = "identity"
"""The ledger's note of what the identity and derived graphs were computed from."""

_ORDERED = "ordered by a correction"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found. ``canonical`` maps every entity key to its canonical one; ``decisions`` join, ``doubts`` were left open.

    ``unmatched`` are corrections that found nothing to act on; ``seconds`` is wall time.
    """

    canonical: dict[str, str]
    decisions: tuple[Decision, ...]
    doubts: tuple[Decision, ...]
    spells: tuple[Spell, ...]
    inferred: tuple[Inferred, ...]
    occurrences: tuple[Occurrence, ...]
    stages: tuple[Stage, ...]
    edges: tuple[Edge, ...]
    unmatched: tuple[Correction, ...]
    seconds: float = 0.0

    def summary(self) -> str:
        """One line for people."""
        entities = len(set(self.canonical.values()))
        reports = sum(len(one.reports) for one in self.occurrences)
        return (
            f"{len(self.canonical):,} names are {entities:,} things, {reports:,} reports are {len(self.occurrences):,} acts, "
            f"{len(self.spells):,} spells in office, {len(self.edges):,} cooperation edges in {self.seconds:,.1f} s"
        )

    def remarks(self) -> tuple[str, ...]:
        """The summary, and a line for each correction that found nothing to act on."""
        return (self.summary(), *(f"correction {one.key.rpartition('/')[2]} matches nothing: {one.describe()}" for one in self.unmatched))


def resolve(graph: Graph, corrections: Sequence[Correction] | None = None) -> Resolution:
    """Compute identity and the derived edges anew and replace both graphs; a function of the article graphs and corrections alone.

    Raises :class:`samphan.errors.StoreError` where the store cannot be written.
    """
    from samphan.identity.writing import derived_quads, identity_quads  # the writer needs this module's types

    started = time.monotonic()
    orders = tuple(corrections or ())
    graph.ledger.set_note(NOTE, "")
    if graph.query(f"ASK {{ GRAPH <{IDENTITY_GRAPH}> {{ ?x <{Sam.newClass}> ?c }} }}"):
        graph.replace_graph(IDENTITY_GRAPH, ())  # classes that a correction gave would be read as the articles' own
    forget(graph, (digest for one in orders if one.action is Action.FORGET for digest in one.digests))
    amended = amend(read(graph), orders)
    found = compute(amended)
    graph.replace_graph(IDENTITY_GRAPH, identity_quads(graph, amended, found))
    graph.replace_graph(DERIVED_GRAPH, derived_quads(found))
    graph.ledger.set_note(NOTE, fingerprint(graph, orders))
    return replace(found, seconds=time.monotonic() - started)


def refresh(graph: Graph, corrections: Sequence[Correction] = ()) -> Resolution | None:
    """Like :func:`resolve`, but ``None`` and nothing done where neither an article nor a correction nor this room has changed since."""
    if graph.ledger.note(NOTE) == fingerprint(graph, corrections):
        return None
    return resolve(graph, corrections)


def fingerprint(graph: Graph, corrections: Sequence[Correction]) -> str:
    """What identity depends on, as a digest: the ledger, the corrections, the reference graph and the code of this room."""
    digest = blake2b(_code(), digest_size=12)
    for entry in graph.ledger.entries():
        digest.update(f"{entry.article}\0{entry.content}\0{entry.knowledge}\0{entry.program}\0{entry.evidence}\n".encode())
    for one in sorted(corrections):
        digest.update(repr(one).encode())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    digest = blake2b(digest_size=12)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()


def compute(amended: Amended) -> Resolution:
    """Everything that :func:`resolve` finds, without writing it."""
    snapshot = amended.snapshot
    canonical, decisions, doubts = _bodies(amended)
    persons, joined, open_ = _people(amended, canonical)
    canonical |= persons
    agreements, same = resolve_agreements(snapshot, canonical)
    canonical |= agreements
    all_spells = spells(snapshot.sightings, canonical)
    inferred = infer(snapshot, canonical, Offices(all_spells))
    holders = {article: [one.person for one in found if one.thai] for article, found in by_article(inferred).items()}
    acts = occurrences(snapshot, canonical, holders)
    return Resolution(
        canonical=dict(sorted(canonical.items())),
        decisions=tuple(sorted([*decisions, *joined, *same], key=_order)),
        doubts=tuple(sorted([*doubts, *open_], key=_order)),
        spells=tuple(all_spells),
        inferred=tuple(inferred),
        occurrences=tuple(acts),
        stages=tuple(sorted(stages(acts))),
        edges=tuple(edges(acts, snapshot)),
        unmatched=amended.unmatched,
    )


def _order(decision: Decision) -> tuple[str, str, float, str]:
    return decision.one, decision.other, -decision.score, decision.reason


def _orders(amended: Amended, keys: set[str]) -> list[Decision]:
    return [Decision(one, other, _ORDERED, 1.0) for one, other in sorted(amended.merged.items()) if one in keys and other in keys]


def _apart(amended: Amended, one: list[str], other: list[str]) -> bool:
    return any(pair & set(one) and pair & set(other) for pair in amended.apart)


def _bodies(amended: Amended) -> tuple[dict[str, str], list[Decision], list[Decision]]:
    snapshot = amended.snapshot
    things = {key: thing for key, thing in snapshot.things.items() if thing.kind != "Person"}
    states = bodies.state_names(snapshot)
    judged = [
        found
        for a, b in bodies.candidates(snapshot)
        if a in things and b in things and (found := bodies.judge(things[a], things[b], states, snapshot.parents))
    ]

    def compatible(one: list[str], other: list[str]) -> bool:
        return not _apart(amended, one, other) and sum(things[key].known for key in (*one, *other)) <= 1

    forced = _orders(amended, set(things))
    groups, followed, refused = gather(things, judged, compatible)
    for order in forced:
        groups.join(order.one, order.other)
    canonical = {key: _head(group, things, amended) for group in groups for key in group}
    return canonical, followed + forced, refused


def _people(amended: Amended, bodies_: dict[str, str]) -> tuple[dict[str, str], list[Decision], list[Decision]]:
    snapshot = amended.snapshot
    persons = {key: thing for key, thing in snapshot.things.items() if thing.kind == "Person"}
    profiles = people.profiles(snapshot, bodies_)
    judged = [found for a, b in people.candidates(profiles) if (found := people.judge(profiles[a], profiles[b]))]

    def compatible(one: list[str], other: list[str]) -> bool:
        return not _apart(amended, one, other) and people.compatible(profiles, one, other)

    groups, followed, refused = gather(persons, [one for one in judged if one.score >= JOIN_FROM], compatible)
    doubts = [one for one in judged if one.score < JOIN_FROM and one.uncertain] + refused
    forced = _orders(amended, set(persons))
    for order in forced:
        groups.join(order.one, order.other)
    heads = {group[0]: _head(group, persons, amended) for group in groups}
    full = [group_of(heads[group[0]], (profiles[key] for key in group)) for group in groups if any(profiles[key].full for key in group)]
    given = [one for one in resolve_given(profiles, full) if not _apart(amended, [one.one], [one.other])]
    for decision in given:
        groups.join(decision.one, decision.other)
    return {key: _head(group, persons, amended) for group in groups for key in group}, followed + forced + given, doubts


def _head(group: list[str], things: dict[str, Thing], amended: Amended) -> str:
    """The canonical one of a group: what corrections merged into, else a thing of the ontology, else the fullest name most often used."""
    targets = sorted(set(amended.merged.values()) & set(group))

    def rank(key: str) -> tuple[bool, bool, bool, int, bool, str]:
        thing = things[key]
        scoped = thing.kind == "Person" and key.count("/") > 1 and key.split("/")[1].isascii()
        return key not in targets, not thing.known, scoped, -len(thing.articles), not thing.thai, key

    return min(group, key=rank)
