"""What a build did: every document with what became of it, counts and time."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import samphan
from samphan.errors import SamphanError


class Became(StrEnum):
    """What became of one article or file; ``skipped`` is what was passed over on purpose (a picture beside the news)."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"
    REMOVED = "removed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """One document: where it came from, what became of it, its article number and a remark (why it was not read)."""

    origin: str
    became: Became
    article: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The whole run. ``cooperation`` counts the articles read in this run that are cooperation news, ``quads`` the quads written
    for them, ``seconds`` wall time; ``interrupted`` tells that Ctrl-C ended it early; ``remarks`` is what identity across articles found.
    """

    outcomes: tuple[Outcome, ...]
    cooperation: int
    quads: int
    seconds: float
    interrupted: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Became, int]:
        """How many documents became what, every kind named."""
        found = Counter(outcome.became for outcome in self.outcomes)
        return {kind: found[kind] for kind in Became}

    @property
    def problems(self) -> tuple[Outcome, ...]:
        """The documents that could not be read."""
        return tuple(outcome for outcome in self.outcomes if outcome.became is Became.UNREADABLE)

    @property
    def readable(self) -> bool:
        """Whether anything could be read at all."""
        return any(outcome.became not in (Became.UNREADABLE, Became.REMOVED, Became.SKIPPED) for outcome in self.outcomes)

    def summary(self) -> str:
        """One line for people."""
        counts = ", ".join(f"{number:,} {kind}" for kind, number in self.counts.items() if number) or "nothing found"
        rate = f", {len(self.outcomes) / self.seconds:,.0f} a second" if self.seconds >= 1 else ""
        return f"{counts}; {self.cooperation:,} cooperation news, {self.quads:,} quads written in {self.seconds:,.1f} s{rate}"


def write_report(report: BuildReport, path: Path, changes: Sequence[str] = ()) -> None:
    """Write the report as JSON, beside its place and renamed when complete; ``changes`` are facts that entered, changed or left, in words.

    Raises :class:`SamphanError`.
    """
    values = {
        "program": samphan.__version__,
        "seconds": round(report.seconds, 3),
        "interrupted": report.interrupted,
        "counts": {str(kind): number for kind, number in report.counts.items()},
        "cooperation": report.cooperation,
        "quads": report.quads,
        "remarks": report.remarks,
        "changes": list(changes),
        "documents": [
            {key: value for key, value in zip(("origin", "became", "article", "message"), fields, strict=True) if value}
            for fields in ((o.origin, str(o.became), o.article, o.message) for o in report.outcomes)
        ],
    }
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                json.dump(values, file, ensure_ascii=False, indent=1)
                file.write("\n")
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SamphanError(
            f"the report cannot be written: {error.strerror}", place=str(path), remedy="check the folder and its space"
        ) from error
