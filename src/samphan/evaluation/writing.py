"""An evaluation as JSON-ready values and as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from samphan.evaluation.figures import KINDS, Figure, Report
from samphan.evaluation.judging import bands
from samphan.evaluation.run import Evaluation
from samphan.evaluation.slips import classes

Ablation = Sequence[tuple[str, Report]]
"""As :func:`samphan.evaluation.run.ablate` gives it: everything first, then a report for each stage left out."""

_SHOWN = 12  # articles named behind a class of errors


def as_values(found: Evaluation, ablation: Ablation = ()) -> dict[str, Any]:
    """Everything the evaluation holds, for programs: figures, classes of errors, single errors, confidence and ablation."""
    report = found.report
    values: dict[str, Any] = {"graph score": report.graph_score, "articles": report.articles, "read": report.answered}
    values |= {kind: _figure(figure) for kind, figure in {**report.figures, **report.detail}.items()}
    values["classes"] = [{"kind": c.kind, "class": c.name, "count": c.count, "articles": list(c.articles)} for c in classes(found.slips)]
    values["errors"] = [{"article": s.article, "kind": s.kind, "class": s.name, "text": s.text} for s in found.slips]
    values["confidence"] = [{"kind": b.kind, "from": b.low, "facts": b.facts, "right": b.right} for b in bands(found.verdicts)]
    if ablation:
        values["ablation"] = [
            {"without": stage, "graph score": r.graph_score, **{kind: r.figures[kind].f1 for kind in KINDS}} for stage, r in ablation
        ]
    return values


def _figure(figure: Figure) -> dict[str, float]:
    return {"precision": figure.precision, "recall": figure.recall, "f1": figure.f1, "expected": figure.expected}


def figure_rows(report: Report) -> list[list[str]]:
    """A row for each kind of fact: name, precision, recall, F1, how many are expected."""
    figures = {**report.figures, **report.detail}
    return [[kind, f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}", f"{f.expected:,}"] for kind, f in figures.items()]


def class_rows(found: Evaluation, number: int) -> list[list[str]]:
    """A row for each of the largest classes of errors: count, kind of fact, class, articles."""
    rows = []
    for c in classes(found.slips)[:number]:
        more = f" and {len(c.articles) - _SHOWN} more" if len(c.articles) > _SHOWN else ""
        rows.append([str(c.count), c.kind, c.name, " ".join(c.articles[:_SHOWN]) + more])
    return rows


def confidence_rows(found: Evaluation) -> list[list[str]]:
    """A row for each kind of fact and band of confidence: from, facts, how many right."""
    return [[b.kind, f"{b.low:.1f}", f"{b.facts:,}", f"{b.right / b.facts:.3f}"] for b in bands(found.verdicts)]


def ablation_rows(ablation: Ablation) -> list[list[str]]:
    """A row for each stage left out: the graph score, and by how much each of the six figures falls (or rises)."""
    if not ablation:
        return []
    whole = ablation[0][1]
    rows = [["(nothing)", f"{whole.graph_score:.3f}", *(f"{whole.figures[kind].f1:.3f}" for kind in KINDS)]]
    for stage, report in ablation[1:]:
        rows.append([stage, f"{report.graph_score:.3f}", *(_change(report.figures[k].f1 - whole.figures[k].f1) for k in KINDS)])
    return rows


def _change(value: float) -> str:
    return f"{value:+.3f}" if abs(value) >= 0.0005 else "."


FIGURE_HEAD = ("kind of fact", "precision", "recall", "F1", "expected")
CLASS_HEAD = ("count", "kind of fact", "class of error", "articles")
CONFIDENCE_HEAD = ("kind of fact", "confidence from", "facts", "right")
ABLATION_HEAD = ("without", "graph score", *KINDS)


def as_markdown(found: Evaluation, title: str, *, ablation: Ablation = (), number: int = 40) -> str:
    """A page with the figures, the ``number`` largest classes of errors, the confidence table and every single error."""
    report = found.report
    parts = [
        f"# {_cell(title)}",
        f"Graph score **{report.graph_score:.3f}** over {report.articles} articles, {report.answered} of them read.",
        _table(FIGURE_HEAD, figure_rows(report)),
        "## Largest classes of errors",
        _table(CLASS_HEAD, class_rows(found, number)),
        "## Confidence",
        _table(CONFIDENCE_HEAD, confidence_rows(found)),
    ]
    if ablation:
        parts += ["## What each stage brings", _table(ABLATION_HEAD, ablation_rows(ablation))]
    parts += ["## Every error", _table(("article", "kind of fact", "class", "wording"), _errors(found))]
    return "\n\n".join(parts) + "\n"


def _errors(found: Evaluation) -> list[list[str]]:
    return [[s.article, s.kind, s.name, s.text] for s in sorted(found.slips, key=lambda s: (s.article, s))]


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    columns = list(head)
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    return "\n".join([*lines, *("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows)])


def _cell(text: str) -> str:
    """Text of articles made harmless in a Markdown table: one line, no markup, no HTML."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    for char in "\\`*_[]<>|":
        plain = plain.replace(char, f"\\{char}" if char not in "<>" else {"<": "&lt;", ">": "&gt;"}[char])
    return plain
