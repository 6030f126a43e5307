"""Measure everything and write it down."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

import genre  # noqa: E402 (the tests' generator of articles)
from benchmarks import building, queries, reading, report  # noqa: E402
from samphan.build import build  # noqa: E402
from samphan.extract import Extractor  # noqa: E402


def main() -> None:
    """Take the figures, print the table; with ``--write`` put it into the documentation."""
    parser = argparse.ArgumentParser(description=__doc__)
    gold = ROOT.parent / "shared" / "eval" / "dev" / "articles"
    parser.add_argument("--articles", type=Path, default=gold, help="a folder of real articles")
    parser.add_argument("--store", type=Path, help="a full store to query (default: one built from generated articles)")
    parser.add_argument("--count", type=int, default=400, help="generated articles a build")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md and docs/performance.svg")
    options = parser.parse_args()
    started = time.perf_counter()
    extractor = Extractor.load()
    with tempfile.TemporaryDirectory(prefix="samphan-bench-") as folder:
        home = Path(folder)
        texts = [path.read_text(encoding="utf-8") for path in sorted(options.articles.rglob("*.txt"))[:400]]
        real = [one for one in reading.articles(texts) if extractor.extract(one).relevant][:60]
        made = [text for _, text in genre.articles(80, seed=3)]
        told = real or reading.articles([genre.article(n, cooperation=True) for n in range(60)])
        figures = []
        _say(f"reading {len(told)} {'real' if real else 'generated'} cooperation articles")
        tag = reading.crf_tagger()
        if tag:
            figures.append(reading.against_peer(extractor, told, tag)[0])
        short, long = (reading.articles([genre.article(n, paragraphs=size, cooperation=True) for n in range(40)]) for size in (8, 16))
        figures.append(reading.twice_the_length(extractor, short, long))
        stages = reading.stages(extractor, texts[:200] or made)
        _say("building")
        figures += building.scaling(home, options.count)
        _, sizes = building.loading(home / "told", extractor, told)
        load, _ = building.loading(home / "all", extractor, reading.articles(texts[:200] or made))
        stages.append(load)
        store = options.store
        if store is None:
            store = home / "store"
            build([genre.write(home / "in", options.count)], store)
        _say(f"asking {store}")
        figure, times = queries.against_rdflib(store, home)
        figures += [figure, *queries.start_up(store)]
        table = report.lines(figures, stages, [(name, *size) for name, size in sizes.items()], times)
    print(table)
    _say(f"{time.perf_counter() - started:.0f} s")
    if options.write:
        report.write(ROOT / "docs" / "performance.md", table)
        (ROOT / "docs" / "performance.svg").write_text(report.plot(figures), encoding="utf-8")


def _say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
