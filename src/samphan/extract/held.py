"""A post as read in an article, and which of its wordings stands for it."""

from __future__ import annotations

from typing import NamedTuple


class Held(NamedTuple):
    """A post as read: the person's key, the organization's key, the position's words and its view offsets."""

    person: str
    organization: str
    position: str
    start: int
    end: int
    rule: str
    confidence: float


def best_worded(places: list[list[Held]]) -> list[Held]:
    """For each organization the posts as the best place words them: behind the name, in full, first."""
    best: dict[str, tuple[tuple[bool, bool, int], list[Held]]] = {}
    for number, held in enumerate(places):
        for organization in {h.organization for h in held}:
            here = [h for h in held if h.organization == organization]
            rank = (here[0].rule != "name-post", any("ฯ" in h.position for h in here), number)
            if organization not in best or rank < best[organization][0]:
                best[organization] = (rank, here)
    return [h for _, here in best.values() for h in here]
