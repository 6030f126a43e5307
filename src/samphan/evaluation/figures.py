"""What a comparison yields: counts with precision and recall, and every single difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("relevance", "entity", "role", "event", "link", "topic")
"""The six kinds of fact that the graph score is the mean of, in the order of reports."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one kind of fact: how many were found rightly, how many claimed, how many expected."""

    right: int = 0
    claimed: int = 0
    expected: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.right + other.right, self.claimed + other.claimed, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """The share of claimed facts that are right, 0 to 1."""
        return self.right / self.claimed if self.claimed else 0.0

    @property
    def recall(self) -> float:
        """The share of expected facts that were found, 0 to 1."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        total = self.claimed + self.expected
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One fact that only one side has; ``what`` is ``missed`` or ``extra``."""

    article: str
    kind: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """The agreement of two sets of records.

    ``figures`` holds the six kinds of :data:`KINDS`, ``detail`` finer ones (persons, event dates, event parties …).
    """

    articles: int
    answered: int
    figures: Mapping[str, Figure]
    detail: Mapping[str, Figure]
    differences: tuple[Difference, ...] = field(default=())

    @property
    def graph_score(self) -> float:
        """The mean F1 of the six kinds, 0 to 1."""
        return sum(self.figures[kind].f1 for kind in KINDS) / len(KINDS)
