"""The shipped sample articles from end to end: a store, three answered questions, a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from samphan.build import BuildReport, Progress, build
from samphan.questions import ask, load
from samphan.store import Graph
from samphan.views import page

SAMPLES = Path(__file__).parent / "samples"
"""The folder of the sample articles; ``records.jsonl`` there holds the facts expected of them."""

_QUESTIONS = ("countries-of-body", "representatives-of-country", "agreements")
_SHOWN = 8  # rows of each answer


@dataclass(frozen=True, slots=True)
class Answer:
    """One shipped question, by name and title, with the head and first rows of its answer, as text."""

    name: str

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made: the build's report, the answers, the store's folder and the page's file."""

    build: BuildReport
    answers: tuple[Answer, ...]
    store: Path
    page: Path


def run_demo(folder: str | Path = "graphs", *, progress: Callable[[Progress], None] | None = None) -> Demo:
    """Build ``folder/demo-store`` from the sample articles, ask it three questions and write ``folder/demo.html``."""
    store = Path(folder) / "demo-store"
    report = build(sorted(SAMPLES.glob("*.txt")), store, workers=1, progress=progress)
    with Graph.open(store, read_only=True) as graph:
        answers = tuple(_answer(graph, name) for name in _QUESTIONS)
        drawn = page(graph).write(Path(folder) / "demo.html")
    return Demo(report, answers, store, drawn)


def _answer(graph: Graph, name: str) -> Answer:
    found = ask(graph, name)
    return Answer(name, load(name).title, found.variables, tuple(found.texts()[:_SHOWN]))
