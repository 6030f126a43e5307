"""``samphan eval``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samphan.commands import terminal
from samphan.commands.options import min_confidence_option

if TYPE_CHECKING:
    from samphan.evaluation.run import Evaluation


@click.command(short_help="measure accuracy against annotated articles")
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of the articles, if not beside the records.",
)
@click.option("--only", multiple=True, metavar="ID", help="Only this article; may be repeated.")
@click.option("--classes", type=click.IntRange(min=0), default=15, show_default=True, metavar="N", help="The N largest classes of errors.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Also show up to N single errors a kind of fact.")
@click.option("--confidence", is_flag=True, help="Also show how often facts of each band of confidence are right.")
@click.option("--without", multiple=True, metavar="STAGE", help="Read without this stage; may be repeated.")
@click.option("--ablation", is_flag=True, help="Also show what each stage brings: the figures without it.")
@min_confidence_option
@click.option(
    "--floors", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.toml", help="Exit with 1 if a figure lies under its floor."
)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.md", help="Write everything to a Markdown page.")
@click.option("--json", "as_json", is_flag=True, help="Write everything as JSON instead.")
def command(
    gold: Path,
    articles: Path | None,
    only: tuple[str, ...],
    classes: int,
    errors: int,
    confidence: bool,
    without: tuple[str, ...],
    ablation: bool,
    min_confidence: float,
    floors: Path | None,
    report: Path | None,
    as_json: bool,
) -> int:
    """Measure the reading against annotated articles, and show where it errs.

    GOLD is a folder with records.jsonl and articles/ (or the articles beside the records), or the records file itself. Six figures
    are printed, each an F1 with precision and recall, and their mean, the graph score; then the largest classes of errors with the
    articles behind them. docs/evaluation.md explains the records and the classes.

    \b
    Examples:
      samphan eval ../shared/eval/dev
      samphan eval my-articles/ --errors 20 --report errors.md
      samphan eval my-articles/ --only 83606 --errors 50
      samphan eval records.jsonl --articles corpus/data --ablation
      samphan eval my-articles/ --floors floors.toml
    """
    from samphan.errors import UsageError
    from samphan.evaluation import writing
    from samphan.evaluation.run import ablate, examine, read_gold, under_floor
    from samphan.extract import STAGES, Extractor

    if unknown := sorted(set(without) - set(STAGES)):
        raise UsageError(f"no stage {', '.join(unknown)}", place="--without", remedy=f"take {', '.join(STAGES)}")
    records, present = read_gold(gold, articles=articles, only=only)
    found = examine(records, present, Extractor.load(without=frozenset(without), min_confidence=min_confidence))
    stages = ablate(records, present, progress=lambda stage: terminal.note(f"without {stage or 'nothing'}")) if ablation else []
    if report:
        report.write_text(writing.as_markdown(found, gold.name, ablation=stages), encoding="utf-8")
        terminal.note(f"written: {report}")
    if as_json:
        click.echo(json.dumps(writing.as_values(found, stages), ensure_ascii=False, indent=1))
    else:
        terminal.table(list(writing.FIGURE_HEAD), writing.figure_rows(found.report))
        click.echo(
            f"graph score {found.report.graph_score:.3f} over {found.report.articles} articles, {found.report.answered} of them read"
        )
        _details(found, classes=classes, errors=errors, confidence=confidence)
        if stages:
            click.echo("\nwhat each stage brings")
            terminal.table(list(writing.ABLATION_HEAD), writing.ablation_rows(stages))
    fallen = under_floor(found.report, floors, gold.resolve().name) if floors else []
    for line in fallen:
        terminal.error(line, place=str(floors))
    return 1 if fallen else 0


def _details(found: Evaluation, *, classes: int, errors: int, confidence: bool) -> None:
    """The largest classes of errors, the confidence table and single errors, as far as they are asked for."""
    from samphan.evaluation import writing

    if classes and found.slips:
        click.echo("\nlargest classes of errors")
        terminal.table(list(writing.CLASS_HEAD), writing.class_rows(found, classes))
    if confidence:
        click.echo("\nconfidence")
        terminal.table(list(writing.CONFIDENCE_HEAD), writing.confidence_rows(found))
    for kind in dict.fromkeys(slip.kind for slip in found.slips) if errors else ():
        mine = [slip for slip in found.slips if slip.kind == kind]
        click.echo(f"\n{kind}: {len(mine)} errors")
        for slip in mine[:errors]:
            click.echo(f"  {slip.article} {slip.name}" + (f": {terminal.one_line(slip.text)}" if slip.text else ""))
