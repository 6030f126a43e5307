"""Building: twice the articles, one more article, nothing new, what evidence costs, and loading."""

from __future__ import annotations

import shutil
from pathlib import Path

import genre
from benchmarks.measure import Figure, Stage, median_ratio, processor_time, wall_time
from samphan.build import build
from samphan.build.workers import warm_up
from samphan.extract import Extractor
from samphan.facts import Article
from samphan.rdf import Evidence, quads
from samphan.store import Graph, LedgerEntry


def scaling(home: Path, count: int) -> list[Figure]:
    """Builds of ``count`` and twice as many articles, each with one process, so that the processor's time is all there is."""
    warm_up()
    once, twice = genre.write(home / "once", count), genre.write(home / "twice", 2 * count)
    build([genre.write(home / "warm", 1)], home / "warm-store", workers=1, identity=False)

    def first(folder: Path, store: str) -> float:
        return processor_time(lambda: build([folder], home / store, workers=1, identity=False))

    pairs = [(first(twice, f"twice{number}"), first(once, f"once{number}")) for number in range(3)]
    whole = pairs[0][0]
    figures = [
        Figure("cost of twice the articles", median_ratio(pairs), 2.1, 2.0, f"{2 * count} and {count} articles, {whole:.1f} s", more=False)
    ]
    again = min(wall_time(lambda: build([twice], home / "twice0", workers=1, identity=False)) for _ in range(3))
    built = wall_time(lambda: build([twice], home / "timed", workers=1, identity=False))
    figures.append(Figure("building again, nothing changed", built / again, 10, 50, f"{built:.2f} s, then {again:.3f} s"))
    full, empty = [], []
    for number in range(5):
        new = home / f"new{number}.txt"
        new.write_text(genre.article(900_000 + number, seed=7), encoding="utf-8")
        full.append(wall_time(lambda new=new: build([new], home / "twice0", workers=1, identity=False)))  # type: ignore[misc]
        shutil.rmtree(home / "empty", ignore_errors=True)
        with Graph.open(home / "empty", create=True) as graph:
            graph.reload_reference()
        empty.append(wall_time(lambda new=new: build([new], home / "empty", workers=1, identity=False)))  # type: ignore[misc]
    value = median_ratio(list(zip(full, empty, strict=True)))
    told = f"store of {2 * count} articles: {min(full):.3f} s, empty one: {min(empty):.3f} s, identity not counted"
    figures.append(Figure("one article to a full store", value, 1.5, 1.1, told, more=False))
    return figures


def loading(home: Path, extractor: Extractor, told: list[Article]) -> tuple[Stage, dict[Evidence, tuple[float, float]]]:
    """The time of loading an article, and quads and bytes an article by how much evidence is kept."""
    facts = [extractor.extract(article) for article in told]
    sizes: dict[Evidence, tuple[float, float]] = {}
    levels: tuple[Evidence, ...] = ("full", "sentence", "none")
    for level in levels:
        lines = [quads(one, evidence=level) for one in facts]
        sizes[level] = (sum(map(len, lines)) / len(lines), sum(len(line.encode()) + 1 for graph in lines for line in graph) / len(lines))
    batch = [(LedgerEntry(one.article.id), quads(one)) for one in facts]
    with Graph.open(home / "loaded", create=True) as graph:
        seconds = processor_time(lambda: graph.replace_articles(batch))
    return Stage("load", seconds / len(facts) * 1e3), sizes
