"""How fast is each stage, on the sample articles: read, extract, serialise, load, query. Prints one table.

Ratios matter, not seconds: every figure is the best of several rounds in one run on one machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from samphan.build.fingerprint import program
from samphan.demo import SAMPLES
from samphan.extract import Extractor
from samphan.facts import Article
from samphan.rdf import quads
from samphan.sources import iter_raw, parse, read
from samphan.store import Graph, LedgerEntry

_QUERY = "SELECT ?c (COUNT(DISTINCT ?e) AS ?n) (MAX(?d) AS ?last) { ?e sam:country ?c OPTIONAL { ?e schema:startDate ?d } } GROUP BY ?c"


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of ``rounds`` runs, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES, help="a folder of articles (default: the samples)")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    started = time.perf_counter()
    extractor = Extractor.load()
    loading = time.perf_counter() - started
    articles = [one for one in read(options.folder) if isinstance(one, Article)]
    raws = [one for one in iter_raw([options.folder]) if hasattr(one, "data")]
    facts = [extractor.extract(article) for article in articles]
    graphs = [(LedgerEntry(one.article.id, program=program()), quads(one)) for one in facts]
    number, lines = len(articles), sum(len(graph) for _, graph in graphs)
    size = sum(len(line.encode()) for _, graph in graphs for line in graph)

    def load() -> None:
        with tempfile.TemporaryDirectory() as folder, Graph.open(Path(folder) / "store", create=True) as graph:
            graph.replace_articles(graphs)

    with Graph.open() as graph:
        graph.reload_reference()
        graph.replace_articles(graphs)
        stages = [
            ("parse", best(lambda: [parse(raw) for raw in raws], options.rounds), number),
            ("extract", best(lambda: [extractor.extract(article) for article in articles], options.rounds), number),
            ("serialise", best(lambda: [quads(one) for one in facts], options.rounds), number),
            ("load on disk", best(load, options.rounds), number),
            ("query", best(lambda: graph.query(_QUERY), options.rounds), 1),
        ]
    whole = sum(seconds for _, seconds, _ in stages[:4])
    print(f"{number} articles, {lines:,} quads, {size:,} bytes; ontology and models loaded in {loading:.2f} s")
    print(f"{'stage':<14}{'ms each':>10}{'a second':>12}{'share':>8}")
    for name, seconds, count in stages:
        share = f"{seconds / whole:8.0%}" if name != "query" else ""
        print(f"{name:<14}{1000 * seconds / count:>10.3f}{count / seconds:>12,.0f}{share}")


if __name__ == "__main__":
    main()
