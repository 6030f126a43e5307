"""Figures, how they are taken and how they are shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, the ratio with what it ``must`` reach and what we ``aim`` at, and the two times behind it.

    ``more`` tells whether a larger ratio is the better one; ``unit`` is ``×`` or ``s``.
    """

    name: str
    value: float
    must: float
    aim: float
    told: str
    more: bool = True
    unit: str = "×"

    @property
    def reached(self) -> str:
        """``aim``, ``yes`` or ``no``."""

        def good(bar: float) -> bool:
            return self.value >= bar if self.more else self.value <= bar

        return "aim" if good(self.aim) else "yes" if good(self.must) else "no"


@dataclass(frozen=True, slots=True)
class Stage:
    """Time of one stage of the line from text to store, milliseconds an article."""

    name: str
    milliseconds: float


def processor_time(work: Callable[[], object]) -> float:
    """Seconds of this process's processor time."""
    started = time.process_time()
    work()
    return time.process_time() - started


def wall_time(work: Callable[[], object]) -> float:
    """Seconds on the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(work: Callable[[], object], rounds: int, clock: Callable[[Callable[[], object]], float] = wall_time) -> float:
    """The median of some rounds."""
    return statistics.median(clock(work) for _ in range(rounds))


def median_ratio(pairs: list[tuple[float, float]]) -> float:
    """The middle one of the ratios of pairs taken side by side: what else the machine does weighs on both alike."""
    return statistics.median(one / other for one, other in pairs)
