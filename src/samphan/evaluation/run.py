"""From a folder of annotated articles to an evaluation, what each stage brings, and the floors that a report must not fall under."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from samphan.errors import SourceError, UsageError
from samphan.evaluation.figures import Report
from samphan.evaluation.judging import Verdict, judge
from samphan.evaluation.records import Record, read_records, record
from samphan.evaluation.scoring import compare
from samphan.evaluation.slips import Slip, find_slips
from samphan.extract import STAGES, Extractor
from samphan.facts import Article
from samphan.sources import read

Annotated = tuple[Record, Article]
"""What an annotator wrote, and the article as read."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures, every error in its class, and a verdict with its confidence for every fact."""

    report: Report
    slips: tuple[Slip, ...]
    verdicts: tuple[Verdict, ...]


def read_gold(gold: Path, *, articles: Path | None = None, only: Collection[str] = ()) -> tuple[list[Record], list[Annotated]]:
    """The records of ``gold`` and those of them whose article is there.

    ``gold`` is a folder with ``records.jsonl``, or such a file. Articles are looked for in ``articles``, else in ``articles/``
    beside the records, else beside them; ``only`` keeps the records with these ids. Raises :class:`SourceError` where the
    records or all articles are missing, :class:`UsageError` for an id that has no record.
    """
    folder = gold.parent if gold.is_file() else gold
    records = read_records(gold if gold.is_file() else gold / "records.jsonl")
    if unknown := sorted(set(only) - {one.id for one in records}):
        raise UsageError(f"no record of article {', '.join(unknown)}", place=str(gold), remedy="give ids that stand in the records")
    records = [one for one in records if not only or one.id in only]
    places = articles or (folder / "articles" if (folder / "articles").is_dir() else folder)
    files = [(one, _file(one, places)) for one in records]
    found = [(one, next((a for a in read(path) if isinstance(a, Article)), None)) for one, path in files if path is not None]
    present = [(one, article) for one, article in found if article is not None]
    if not present:
        raise SourceError(
            "none of the annotated articles is there", place=str(places), remedy="put them beside records.jsonl, or name their folder"
        )
    return records, present


def _file(one: Record, folder: Path) -> Path | None:
    names = [one.file, Path(one.file).name] if one.file else []
    return next((folder / name for name in (*names, f"{one.id}.txt") if (folder / name).is_file()), None)


def evaluate(gold: Path, *, extractor: Extractor | None = None, articles: Path | None = None, only: Collection[str] = ()) -> Report:
    """The figures of the articles of ``gold``; see :func:`read_gold` for where they stand and what is raised."""
    records, present = read_gold(gold, articles=articles, only=only)
    reader = extractor or Extractor.load()
    return compare(records, [record(reader.extract(article)) for _, article in present])


def examine(records: list[Record], present: Iterable[Annotated], extractor: Extractor) -> Evaluation:
    """Figures, errors and verdicts: what ``samphan eval`` shows of the records and articles of :func:`read_gold`."""
    answers: list[Record] = []
    slips: list[Slip] = []
    verdicts: list[Verdict] = []
    for gold, article in present:
        facts = extractor.extract(article)
        answers.append(record(facts))
        slips += find_slips(gold, facts)
        verdicts += judge(gold, facts)
    return Evaluation(compare(records, answers), tuple(sorted(slips)), tuple(verdicts))


def ablate(records: list[Record], present: list[Annotated], *, progress: Callable[[str], None] | None = None) -> list[tuple[str, Report]]:
    """The report with everything (named ``""``), then one for each stage of :data:`samphan.extract.STAGES` left out."""
    reports = []
    for stage in ("", *STAGES):
        if progress:
            progress(stage)
        reader = Extractor.load(without=frozenset({stage} - {""}))
        reports.append((stage, compare(records, [record(reader.extract(article)) for _, article in present])))
    return reports


def under_floor(report: Report, floors: Path, name: str = "") -> list[str]:
    """One line for every figure that lies under its floor in a TOML file (``graph_score``, or a kind of fact: its least F1).

    Floors in a table ``[name]`` of the file hold for the set of that name alone and go before those at its head.
    Raises :class:`UsageError` for a file that cannot be read or names no figure.
    """
    try:
        wanted = tomllib.loads(floors.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"the floors cannot be read: {error}", place=str(floors), remedy="give a TOML file of names and numbers"
        ) from error
    own = wanted.get(name, {})
    wanted = {key: floor for key, floor in wanted.items() if not isinstance(floor, dict)} | (own if isinstance(own, dict) else {})
    figures = {kind.replace(" ", "_"): figure.f1 for kind, figure in {**report.figures, **report.detail}.items()}
    figures["graph_score"] = report.graph_score
    if unknown := sorted(set(wanted) - set(figures)):
        raise UsageError(f"no such figure: {', '.join(unknown)}", place=str(floors), remedy=f"take {', '.join(sorted(figures))}")
    return [
        f"{name} is {figures[name]:.3f}, under its floor {floor:.3f}" for name, floor in sorted(wanted.items()) if figures[name] < floor
    ]
