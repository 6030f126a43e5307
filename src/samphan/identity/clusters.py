"""Pairs that belong together become groups, strongest pairs first, unless two groups contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

WINDOW = 8
"""How many neighbours each name is compared with in a block too large to compare all."""

_ALL_PAIRS = 24


@dataclass(frozen=True, slots=True)
class Decision:
    """Two keys held to be one thing: why, how surely (0 to 1), and whether a person should look at it."""

    one: str
    other: str
    reason: str
    score: float
    uncertain: bool = False


class Groups:
    """Disjoint groups of keys (union by size)."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._root = {key: key for key in keys}
        self._members: dict[str, list[str]] = {key: [key] for key in self._root}

    def root(self, key: str) -> str:
        """The group's current name."""
        while self._root[key] != key:
            self._root[key] = self._root[self._root[key]]
            key = self._root[key]
        return key

    def members(self, key: str) -> list[str]:
        """All keys of the group that ``key`` is in."""
        return self._members[self.root(key)]

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._root[b] = a
        self._members[a] += self._members.pop(b)

    def __iter__(self) -> Iterator[list[str]]:
        """The groups, each sorted, in sorted order."""
        return iter(sorted(sorted(group) for group in self._members.values()))


def pairs(block: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs worth comparing of a block of (sort form, key): all of a small one, near neighbours of a large one."""
    ordered = sorted(set(block))
    reach = len(ordered) if len(ordered) <= _ALL_PAIRS else WINDOW
    for index, (_, key) in enumerate(ordered):
        for _, other in ordered[index + 1 : index + 1 + reach]:
            if key != other:
                yield (key, other) if key < other else (other, key)


def gather(
    keys: Iterable[str], decisions: Iterable[Decision], compatible: Callable[[list[str], list[str]], bool]
) -> tuple[Groups, list[Decision], list[Decision]]:
    """Join what the decisions join, best first; the groups, the decisions that were followed and those that were refused."""
    groups = Groups(keys)
    followed: list[Decision] = []
    refused: list[Decision] = []
    for decision in sorted(decisions, key=lambda d: (-d.score, d.one, d.other)):
        one, other = groups.members(decision.one), groups.members(decision.other)
        if one is other:
            followed.append(decision)
        elif compatible(one, other):
            groups.join(decision.one, decision.other)
            followed.append(decision)
        else:
            refused.append(decision)
    return groups, followed, refused
