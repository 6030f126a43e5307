"""``samphan eval``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from samphan.commands import terminal


@click.command(short_help="measure accuracy against annotated articles")
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Also show up to N single differences a kind of fact.")
@click.option(
    "--floors", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.toml", help="Exit with 1 if a figure lies under its floor."
)
@click.option("--json", "as_json", is_flag=True, help="Write the figures and differences as JSON.")
def command(gold: Path, errors: int, floors: Path | None, as_json: bool) -> int:
    """Measure the reading against annotated articles.

    GOLD is a folder with records.jsonl and articles/ (or the articles beside the records). Six figures are printed, each an
    F1 with precision and recall, and their mean, the graph score. docs/accuracy.md explains the records.

    \b
    Examples:
      samphan eval ../shared/eval/dev
      samphan eval my-articles/ --errors 20
      samphan eval my-articles/ --floors floors.toml
    """
    from samphan.evaluation.run import evaluate, under_floor

    report = evaluate(gold)
    figures: dict[str, Any] = {**report.figures, **report.detail}
    if as_json:
        values = {kind: {"precision": f.precision, "recall": f.recall, "f1": f.f1, "expected": f.expected} for kind, f in figures.items()}
        shown = [{"article": d.article, "kind": d.kind, "what": d.what, "text": d.text} for d in report.differences]
        click.echo(json.dumps({"graph score": report.graph_score, **values, "differences": shown}, ensure_ascii=False, indent=1))
    else:
        terminal.table(
            ["kind of fact", "precision", "recall", "F1", "expected"],
            [[kind, f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}", f"{f.expected:,}"] for kind, f in figures.items()],
        )
        click.echo(f"graph score {report.graph_score:.3f} over {report.articles} articles, {report.answered} of them read")
        for kind in report.figures:
            mine = [d for d in report.differences if d.kind == kind]
            if errors and mine:
                click.echo(f"\n{kind}: {len(mine)} differences")
                for d in mine[:errors]:
                    click.echo(f"  {d.article} {d.what}: {terminal.one_line(d.text)}")
    fallen = under_floor(report, floors) if floors else []
    for line in fallen:
        terminal.error(line, place=str(floors))
    return 1 if fallen else 0
