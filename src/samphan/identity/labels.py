"""One name a language for every canonical entity: ordered, official, commonest, or romanized."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samphan.identity.romanize import ROMANIZED, romanized
from samphan.identity.snapshot import Thing


def names_of(members: Iterable[Thing], canonical: str, ordered: Mapping[str, str]) -> list[tuple[str, str]]:
    """(language, name) pairs: ``th`` where there is a Thai name, and ``en`` or, where only letters could be turned, ``th-latn``.

    The canonical entity's own names come first, then those of the member in most articles; ``ordered`` names beat all.
    """
    things = sorted(members, key=lambda thing: (thing.key != canonical, -len(thing.articles), thing.key))
    thai = ordered.get("th") or next((thing.thai[0] for thing in things if thing.thai), "")
    english = ordered.get("en") or next((_fullest(thing.latin) for thing in things if thing.latin), "")
    found = [("th", thai)] if thai else []
    if english:
        found.append(("en", english))
    elif thai and (latin := romanized(thai)):
        found.append((ROMANIZED, latin))
    return found


def _fullest(names: tuple[str, ...]) -> str:
    return max(names, key=lambda name: (len(name.split()), len(name), name))
