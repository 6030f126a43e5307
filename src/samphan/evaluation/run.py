"""From a folder of annotated articles to a report, and the floors that a report must not fall under."""

from __future__ import annotations

import tomllib
from pathlib import Path

from samphan.errors import SourceError, UsageError
from samphan.evaluation.figures import Report
from samphan.evaluation.records import read_records, record
from samphan.evaluation.scoring import compare
from samphan.extract import Extractor
from samphan.facts import Article
from samphan.sources import read


def evaluate(gold: Path, *, extractor: Extractor | None = None) -> Report:
    """Read the articles of ``gold`` (``records.jsonl`` with ``articles/`` or the articles beside it) and compare.

    Raises :class:`SourceError` where the records or all articles are missing.
    """
    folder = gold.parent if gold.is_file() else gold
    records = read_records(gold if gold.is_file() else gold / "records.jsonl")
    articles = folder / "articles" if (folder / "articles").is_dir() else folder
    files = [articles / (one.file or f"{one.id}.txt") for one in records]
    present = [path for path in files if path.is_file()]
    if not present:
        raise SourceError("none of the annotated articles is there", place=str(articles), remedy="put them beside records.jsonl")
    reader = extractor or Extractor.load()
    answers = [record(reader.extract(found)) for found in read(*present) if isinstance(found, Article)]
    return compare(records, answers)


def under_floor(report: Report, floors: Path) -> list[str]:
    """One line for every figure that lies under its floor in a TOML file (``graph_score``, or a kind of fact: its least F1)."""
    try:
        wanted = tomllib.loads(floors.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"the floors cannot be read: {error}", place=str(floors), remedy="give a TOML file of names and numbers"
        ) from error
    figures = {kind.replace(" ", "_"): figure.f1 for kind, figure in {**report.figures, **report.detail}.items()}
    figures["graph_score"] = report.graph_score
    if unknown := sorted(set(wanted) - set(figures)):
        raise UsageError(f"no such figure: {', '.join(unknown)}", place=str(floors), remedy=f"take {', '.join(sorted(figures))}")
    return [
        f"{name} is {figures[name]:.3f}, under its floor {floor:.3f}" for name, floor in sorted(wanted.items()) if figures[name] < floor
    ]
