"""Train the linear models of topics and relevance (``src/samphan/extract/models/{topics,relevance}.json``) from annotated articles.

    python scripts/train_linear.py GOLD.jsonl=FOLDER … [--more RECORDS.jsonl=FOLDER …] [--check RECORDS.jsonl=FOLDER …] [--write]

Each RECORDS file holds one JSON object a line: ``file`` (an article below FOLDER), ``relevant`` and ``topics`` (``null`` where the
topics were not looked at). ``--more`` records may come from readers with other habits: each file gets a bias of its own that
is left out of the model. Prints cross-validated figures on the first records and, with ``--check``, figures on unseen ones;
with ``--write`` the models are written. The same input gives the same bytes. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from samphan.extract.bodies import find_bodies
from samphan.extract.linear import VERSION
from samphan.extract.people import find_people
from samphan.extract.reading import Reading
from samphan.extract.relevance import Cues, cut_zones, relevance_features
from samphan.extract.topic_evidence import evidence
from samphan.extract.topic_features import features
from samphan.extract.triggers import TopicTriggers
from samphan.facts import Article, EntityClass
from samphan.knowledge import Lexicon
from samphan.sources import read

MODELS = Path(__file__).resolve().parent.parent / "src" / "samphan" / "extract" / "models"
FOLDS = 10
Row = dict[str, float]


@dataclass(frozen=True)
class Example:
    """One decision to learn: its features, the answer, the article (for grouping) and the record file it came from."""

    row: Row
    answer: bool
    article: int
    code: str
    source: str


@dataclass(frozen=True)
class Task:
    """One model: how much each kind of feature may weigh, how strongly it is held back and what habits differ by annotator."""

    name: str
    scale: Callable[[str], float]
    strength: float
    habits: tuple[str, ...]
    threshold: float | None = None


def topic_scale(name: str) -> float:
    """Single triggers and topics may move less than what holds for all topics."""
    if name.startswith("near "):
        return 0.2
    if name.startswith("@"):
        return 0.3 if "=" in name else 0.4
    return 1.0


def relevance_scale(name: str) -> float:
    """Single words may move less than groups of words."""
    if name.startswith("near:"):
        return 0.3
    return 0.25 if ":" in name else 1.0


TOPICS = Task("topics", topic_scale, 2.0, ("bias", "log", "size", "rivals", "share", "title", "lead"))
RELEVANCE = Task("relevance", relevance_scale, 1.0, (), 0.5)


def load(pair: str) -> Iterator[tuple[Article, bool, list[str] | None]]:
    """The articles of a ``RECORDS=FOLDER`` pair with what the record says; a record whose file is missing is told and left out."""
    records, _, folder = pair.partition("=")
    for line in Path(records).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        path = next((p for p in (Path(folder, record["file"]), Path(folder, Path(record["file"]).name)) if p.is_file()), None)
        article = next((a for a in read(path) if isinstance(a, Article)), None) if path else None
        if article is None:
            print(f"left out: {record['file']}")
            continue
        yield article, bool(record["relevant"]), record.get("topics")


def foreign_names(reading: Reading) -> list[tuple[int, int]]:
    """The view offsets of foreign names, as the extractor hands them to the relevance model."""
    people = find_people(reading)
    bodies = find_bodies(reading, tuple((m.start, m.end) for p in people for m in p.mentions))
    known = bodies.entities
    return [
        (n.start, n.end)
        for n in bodies.named
        if known[n.key].kind is EntityClass.INTERNATIONAL_ORGANIZATION or (known[n.key].country or "TH") != "TH"
    ]


def examples(pairs: Sequence[str], lexicon: Lexicon) -> tuple[list[Example], list[Example], list[set[str] | None]]:
    """Topic and relevance examples of all pairs, and the gold topics by article (``None`` where not to be judged)."""
    triggers, cues = TopicTriggers.load(), Cues.load()
    topics: list[Example] = []
    relevance: list[Example] = []
    gold: list[set[str] | None] = []
    for pair in pairs:
        source = Path(pair.partition("=")[0]).stem
        for article, relevant, codes in load(pair):
            number = len(gold)
            reading = Reading.of(article, lexicon)
            cut = cut_zones(reading.text, article.title, article.body)
            row = relevance_features(reading.view, cues, cut, foreign_names(reading), article.language)
            relevance.append(Example(row, relevant, number, "", source))
            judged = relevant and codes is not None
            gold.append(set(codes or ()) if judged else None)
            if judged:
                for code, row in sorted(features(evidence(reading.view, triggers, cut), triggers, cut, article.language).items()):
                    topics.append(Example(row, code in (codes or ()), number, code, source))
    return topics, relevance, gold


def tagged(items: Sequence[Example], task: Task) -> list[Row]:
    """The rows with the habits of their annotator as features of their own."""
    return [e.row | {f"~{e.source} {name}": e.row[name] for name in task.habits if name in e.row} for e in items]


def matrix(rows: Sequence[Row], index: Mapping[str, int], task: Task) -> csr_matrix:
    """The rows as a scaled sparse matrix."""
    cells = [(i, index[k], v * task.scale(k)) for i, row in enumerate(rows) for k, v in row.items() if k in index and v]
    lines, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(rows), len(index)))


def fit(rows: Sequence[Row], answers: Sequence[bool], task: Task) -> Row:
    """Weights by feature name; features seen once only are left out."""
    counts = Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n > 1))}
    model = LogisticRegression(C=task.strength, solver="liblinear", fit_intercept=False, max_iter=5000, tol=1e-6, random_state=0)
    model.fit(matrix(rows, index, task), np.array(answers, dtype=int))
    return {name: float(model.coef_[0][i]) * task.scale(name) for name, i in index.items()}


def probability(weights: Row, row: Row) -> float:
    """The same sum that the shipped model makes."""
    return float(1 / (1 + np.exp(-sum(weights.get(k, 0.0) * v for k, v in row.items()))))


def figures(items: Sequence[Example], scores: Sequence[float], threshold: float, missing: int) -> tuple[float, float, float]:
    """Precision, recall and F1; ``missing`` right answers had no example at all."""
    chosen = [e.answer for e, s in zip(items, scores, strict=True) if s >= threshold]
    right, wanted = sum(chosen), sum(e.answer for e in items) + missing
    return right / max(1, len(chosen)), right / max(1, wanted), 2 * right / max(1, len(chosen) + wanted)


def report(title: str, items: Sequence[Example], scores: Sequence[float], threshold: float, missing: int, by_code: bool) -> None:
    """Print the figures, the calibration and, for topics, a line a code."""
    p, r, f = figures(items, scores, threshold, missing)
    print(f"{title:<28} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  at {threshold:.2f}")
    for low, high in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (threshold, 0.5)):
        band = [e.answer for e, s in zip(items, scores, strict=True) if low <= s < high]
        if band:
            print(f"    given {low:.2f}-{min(high, 1):.2f}: {len(band):4}  right {sum(band) / len(band):.2f}")
    if by_code:
        for code in sorted({e.code for e in items}):
            mine = [(e, s) for e, s in zip(items, scores, strict=True) if e.code == code]
            wanted, chosen = sum(e.answer for e, _ in mine), sum(s >= threshold for _, s in mine)
            right = sum(e.answer and s >= threshold for e, s in mine)
            if wanted or chosen:
                print(f"    {code:<28} gold {wanted:3}  right {right:3}  extra {chosen - right:3}  missed {wanted - right:3}")


def train(task: Task, own: list[Example], more: list[Example], check: list[Example], missing: tuple[int, int], verbose: bool) -> Row:
    """Cross-validate on ``own``, report on ``check``, and fit on everything but ``check``."""
    extra, extra_answers = tagged(more, task), [e.answer for e in more]
    articles = sorted({e.article for e in own})
    fold = dict(zip(articles, np.random.RandomState(0).permutation(len(articles)) % FOLDS, strict=True))
    scores = [0.0] * len(own)
    for number in range(FOLDS):
        kept = [e for e in own if fold[e.article] != number]
        weights = fit([e.row for e in kept] + extra, [e.answer for e in kept] + extra_answers, task)
        for i, e in enumerate(own):
            if fold[e.article] == number:
                scores[i] = probability(weights, e.row)
    grid = [round(0.25 + 0.025 * i, 3) for i in range(11)]
    threshold = task.threshold or max(grid, key=lambda t: (figures(own, scores, t, missing[0])[2], -t))
    report(f"{task.name}, cross-validated", own, scores, threshold, missing[0], verbose)
    weights = fit([e.row for e in own] + extra, [e.answer for e in own] + extra_answers, task)
    if check:
        report(f"{task.name}, check", check, [probability(weights, e.row) for e in check], threshold, missing[1], verbose)
    weights = {k: round(w, 4) for k, w in sorted(weights.items()) if not k.startswith("~") and abs(w) >= 0.0005}
    return weights | {"\0threshold": threshold}


def main() -> None:
    """Read the arguments, train both models, write them if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", metavar="RECORDS=FOLDER")
    parser.add_argument("--more", nargs="*", default=[], metavar="RECORDS=FOLDER")
    parser.add_argument("--check", nargs="*", default=[], metavar="RECORDS=FOLDER")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="a line for each topic")
    args = parser.parse_args()
    lexicon = Lexicon.load()
    sets = [examples(pairs, lexicon) for pairs in (args.gold, args.more, args.check)]
    unseen = [
        sum(len(codes - {e.code for e in topics if e.article == i}) for i, codes in enumerate(gold) if codes is not None)
        for topics, _, gold in sets
    ]
    for part, task in ((0, TOPICS), (1, RELEVANCE)):
        missing = (unseen[0], unseen[2]) if part == 0 else (0, 0)
        weights = train(task, sets[0][part], sets[1][part], sets[2][part], missing, args.verbose and part == 0)
        threshold = weights.pop("\0threshold")
        if args.write:
            MODELS.mkdir(exist_ok=True)
            data = {"version": VERSION, "threshold": threshold, "weights": weights}
            path = MODELS / f"{task.name}.json"
            path.write_text(json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
            print(f"written {path.name}: {len(weights)} weights, {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
