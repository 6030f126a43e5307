"""The user's corrections applied to what was read, before anything is computed from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samphan.corrections import Action, Correction, end_of
from samphan.identity.snapshot import Act, Sighting, Snapshot, Thing


@dataclass(frozen=True, slots=True)
class Amended:
    """The snapshot as corrected, and the orders that concern what follows.

    ``merged`` maps keys to the keys they were merged into, ``apart`` holds pairs that must not become one, ``names`` the names
    ordered by key and language, ``retyped`` the new class by key; ``unmatched`` are the orders that found nothing to act on.
    """

    snapshot: Snapshot
    merged: dict[str, str]
    apart: frozenset[frozenset[str]]
    names: dict[str, dict[str, str]]
    retyped: dict[str, str]
    unmatched: tuple[Correction, ...]


def amend(snapshot: Snapshot, corrections: Sequence[Correction]) -> Amended:
    """Apply the corrections (already checked against each other). Orders to forget are the store's affair and pass by."""
    unmatched: list[Correction] = []
    parted: set[frozenset[str]] = set()
    for one in corrections:
        if one.action is Action.SPLIT and one.articles:
            matched, snapshot = _split(snapshot, one)
            parted.add(frozenset((one.about, one.split_key)))
            if not matched:
                unmatched.append(one)
    there = snapshot.things.keys() | {act.key for act in snapshot.acts} | {one.key for one in snapshot.instruments}
    for one in corrections:
        named = {key for key in (one.about, one.into, one.apart_from) if key}
        if not one.articles and one.action is not Action.FORGET and not named <= there:
            unmatched.append(one)
    used = [one for one in corrections if one not in unmatched]
    snapshot = _reject(snapshot, {one.about for one in used if one.action is Action.REJECT})
    retyped = {one.about: one.new_class for one in used if one.action is Action.RETYPE}
    things = {key: replace(thing, kind=retyped[key]) if key in retyped else thing for key, thing in snapshot.things.items()}
    merges = {one.about: one for one in used if one.action is Action.MERGE}
    return Amended(
        snapshot=replace(snapshot, things=things),
        merged={key: end_of(key, merges) for key in merges},
        apart=frozenset(parted | {frozenset((one.about, one.apart_from)) for one in used if one.apart_from}),
        names={one.about: dict(one.names) for one in used if one.action is Action.RENAME},
        retyped=retyped,
        unmatched=tuple(unmatched),
    )


def _split(snapshot: Snapshot, one: Correction) -> tuple[bool, Snapshot]:
    """The entity of some articles becomes another one."""
    thing = snapshot.things.get(one.about)
    parted = frozenset(one.articles)
    if thing is None or not thing.articles & parted:
        return False, snapshot
    fresh = replace(thing, key=one.split_key, articles=thing.articles & parted, known=False)
    things = {**snapshot.things, fresh.key: fresh}
    if thing.articles - parted:
        things[thing.key] = replace(thing, articles=thing.articles - parted)
    else:
        del things[thing.key]

    def renamed(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(fresh.key if key == one.about else key for key in keys))

    sightings = tuple(
        sorted(_resee(sighting, one.about, fresh.key) if sighting.article in parted else sighting for sighting in snapshot.sightings)
    )
    acts = tuple(
        replace(act, thai=renamed(act.thai), foreign=renamed(act.foreign)) if act.article in parted else act for act in snapshot.acts
    )
    return True, replace(snapshot, things=things, sightings=sightings, acts=acts)


def _resee(sighting: Sighting, old: str, new: str) -> Sighting:
    return replace(
        sighting,
        person=new if sighting.person == old else sighting.person,
        organization=new if sighting.organization == old else sighting.organization,
    )


def _reject(snapshot: Snapshot, rejected: set[str]) -> Snapshot:
    if not rejected:
        return snapshot

    def kept(act: Act) -> Act:
        return replace(
            act,
            thai=tuple(key for key in act.thai if key not in rejected),
            foreign=tuple(key for key in act.foreign if key not in rejected),
            countries=tuple(key for key in act.countries if key not in rejected),
            instruments=tuple(key for key in act.instruments if key not in rejected),
        )

    things: dict[str, Thing] = {key: thing for key, thing in snapshot.things.items() if key not in rejected}
    return replace(
        snapshot,
        things=things,
        acts=tuple(kept(act) for act in snapshot.acts if act.key not in rejected),
        instruments=tuple(one for one in snapshot.instruments if one.key not in rejected),
        sightings=tuple(one for one in snapshot.sightings if not {one.person, one.organization} & rejected),
    )
