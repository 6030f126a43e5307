"""Corrections against each other: complete, free of contradictions and of circles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from samphan.corrections.model import Action, Correction
from samphan.errors import CorrectionError
from samphan.facts import EntityClass

CLASSES = tuple(sorted(kind.value for kind in EntityClass))
"""The classes that an entity can be retyped to."""


def check(corrections: Sequence[Correction], *, place: str) -> None:
    """Raise :class:`CorrectionError` for the first order that is incomplete, contradicts another or closes a circle of merges."""
    for one in corrections:
        _complete(one, place)
    _one_each(corrections, place)
    merged = {one.about: one for one in corrections if one.action is Action.MERGE}
    _no_circle(merged, place)
    rejected = {one.about for one in corrections if one.action is Action.REJECT}
    for one in corrections:
        if one.action is Action.MERGE and rejected & {one.about, one.into}:
            _fail(one, "one side of this merge is rejected", place, "withdraw one of the two")
        if one.action is Action.SPLIT and one.apart_from and end_of(one.about, merged) == end_of(one.apart_from, merged):
            _fail(one, "this split keeps apart what merges join", place, "withdraw the merge or the split")


def end_of(key: str, merged: dict[str, Correction]) -> str:
    """The entity that a chain of merges leads to. The chain has no circle."""
    while key in merged:
        key = merged[key].into
    return key


def _complete(one: Correction, place: str) -> None:
    if not one.who or not one.why:
        _fail(one, "who ordered it and why is missing", place, "add dcterms:creator and sam:reason")
    wanted = {
        Action.MERGE: bool(one.about and one.into),
        Action.SPLIT: bool(one.about and bool(one.apart_from) != bool(one.articles)),
        Action.REJECT: bool(one.about),
        Action.RETYPE: bool(one.about) and one.new_class in CLASSES,
        Action.RENAME: bool(one.about and one.names) and len({language for language, _ in one.names}) == len(one.names),
        Action.FORGET: bool(one.digests),
    }
    remedies = {
        Action.MERGE: "a merge needs sam:about and sam:into",
        Action.SPLIT: "a split needs sam:about and either sam:apartFrom or sam:inArticle",
        Action.REJECT: "a rejection needs sam:about",
        Action.RETYPE: f"a retyping needs sam:about and sam:newClass, one of {', '.join(CLASSES)}",
        Action.RENAME: "a renaming needs sam:about and one sam:name a language",
        Action.FORGET: "a person to forget needs sam:aboutDigest; write it with `samphan correct forget`",
    }
    if not wanted[one.action]:
        _fail(one, "the order is incomplete", place, remedies[one.action])
    if (
        one.action is Action.MERGE
        and one.about.split("/")[0] != one.into.split("/")[0]
        and not one.into.startswith(("company/", "government/"))
    ):
        _fail(one, "a merge joins things of one class", place, "retype one of them first")


def _one_each(corrections: Sequence[Correction], place: str) -> None:
    for action in (Action.MERGE, Action.RETYPE, Action.RENAME):
        first: dict[str, Correction] = {}
        for one in corrections:
            if one.action is action and first.setdefault(one.about, one).key != one.key:
                _fail(one, f"contradicts another order: {first[one.about].describe()}", place, "withdraw one of the two")


def _no_circle(merged: dict[str, Correction], place: str) -> None:
    for start in sorted(merged):
        seen = {start}
        key = start
        while key in merged:
            key = merged[key].into
            if key in seen:
                _fail(merged[start], "the merges go round in a circle", place, f"withdraw one of the merges of {', '.join(sorted(seen))}")
            seen.add(key)


def _fail(one: Correction, message: str, place: str, remedy: str) -> NoReturn:
    raise CorrectionError(f"{one.describe()}: {message}", place=f"{place}, id:{one.key}", remedy=remedy)
