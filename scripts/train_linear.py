"""Train the linear models of topics and relevance in ``src/samphan/extract/models`` from annotated articles.

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

import topic_words
from samphan.extract.bodies import find_bodies
from samphan.extract.linear import VERSION
from samphan.extract.people import find_people
from samphan.extract.reading import Reading
from samphan.extract.relevance import Cues, cut_zones, relevance_features
from samphan.extract.topic_evidence import evidence
from samphan.extract.topic_features import features, joint_features
from samphan.extract.triggers import TopicTriggers
from samphan.extract.zones import Zones
from samphan.facts import Article, EntityClass
from samphan.knowledge import Lexicon
from samphan.sources import read

MODELS = Path(__file__).resolve().parent.parent / "src" / "samphan" / "extract" / "models"
FOLDS = 10
PLATEAU = 0.004
"""Among thresholds that score alike (F1 within this) the middle one is taken."""
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


@dataclass(frozen=True)
class Model:
    """A trained task."""

    task: Task
    threshold: float
    weights: Row

    def write(self) -> None:
        """Write the model file: sorted, rounded, without the annotators' habits."""
        weights = {k: round(w, 4) for k, w in sorted(self.weights.items()) if not k.startswith("~") and abs(w) >= 0.0005}
        data = {"version": VERSION, "threshold": self.threshold, "weights": weights}
        MODELS.mkdir(exist_ok=True)
        path = MODELS / f"{self.task.name}.json"
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"written {path.name}: {len(weights)} weights, {path.stat().st_size // 1024} KiB")


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
JOINT = Task("topics-joint", topic_scale, 1.0, ("bias", "alone"))
RELEVANCE = Task("relevance", relevance_scale, 1.0, (), 0.5)


def load(pair: str, seen: set[str]) -> Iterator[tuple[Article, bool, list[str] | None]]:
    """The articles of a ``RECORDS=FOLDER`` pair with what the record says.

    A record whose file is missing is told and left out; one whose article was ``seen`` in an earlier file is passed over.
    """
    records, _, folder = pair.partition("=")
    for line in Path(records).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        path = next((p for p in (Path(folder, record["file"]), Path(folder, Path(record["file"]).name)) if p.is_file()), None)
        article = next((a for a in read(path) if isinstance(a, Article)), None) if path else None
        if article is None:
            print(f"left out: {record['file']}")
            continue
        if article.id in seen:
            continue
        seen.add(article.id)
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


@dataclass(frozen=True)
class Labelled:
    """An article with what its record says; ``codes`` is ``None`` where its topics are not to be judged."""

    view: str
    cut: Zones
    language: str
    row: Row
    relevant: bool
    codes: frozenset[str] | None
    number: int
    source: str


def labelled(pairs: Sequence[str], lexicon: Lexicon, seen: set[str]) -> list[Labelled]:
    """The articles of all pairs, each with its features of relevance."""
    cues = Cues.load()
    out: list[Labelled] = []
    for pair in pairs:
        for article, relevant, codes in load(pair, seen):
            reading = Reading.of(article, lexicon)
            cut = cut_zones(reading.text, article.title, article.body)
            row = relevance_features(reading.view, cues, cut, foreign_names(reading), article.language)
            judged = frozenset(codes) if relevant and codes is not None else None
            out.append(Labelled(reading.view, cut, article.language, row, relevant, judged, len(out), pair.partition("=")[0]))
    return out


def topic_examples(articles: Sequence[Labelled], odds: Sequence[Mapping[str, float]]) -> list[Example]:
    """One example for each topic that may be meant, of the articles whose topics are judged; ``odds`` by their wording."""
    triggers = TopicTriggers.load()
    out: list[Example] = []
    for a, wording in zip(articles, odds, strict=True):
        rows = features(evidence(a.view, triggers, a.cut), triggers, a.cut, a.language, wording)
        out += [Example(row, code in (a.codes or ()), a.number, code, a.source) for code, row in sorted(rows.items())]
    return out


def relevance_examples(articles: Sequence[Labelled]) -> list[Example]:
    """One example for each article."""
    return [Example(a.row, a.relevant, a.number, "", a.source) for a in articles]


def judged(articles: Sequence[Labelled]) -> list[Labelled]:
    """Those whose topics are known."""
    return [a for a in articles if a.codes is not None]


def unseen(articles: Sequence[Labelled], items: Sequence[Example]) -> int:
    """How many right topics are no example at all."""
    return sum(len(a.codes or ()) for a in judged(articles)) - sum(e.answer for e in items)


def tagged(items: Sequence[Example], task: Task, own: set[str]) -> list[Row]:
    """The rows, those of other annotators with their habits as features of their own."""
    return [
        e.row if e.source in own else e.row | {f"~{e.source} {name}": e.row[name] for name in task.habits if name in e.row} for e in items
    ]


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


def folds(items: Sequence[Example], seed: int) -> list[int]:
    """A fold for every example; those of one article share it."""
    articles = sorted({(e.source, e.article) for e in items})
    fold = dict(zip(articles, np.random.RandomState(seed).permutation(len(articles)) % FOLDS, strict=True))
    return [int(fold[e.source, e.article]) for e in items]


def held_out(items: Sequence[Example], task: Task, own: set[str], seed: int) -> list[float]:
    """The probability of every example by a model that has not seen its article; habits count for ``more`` articles only."""
    rows, fold = tagged(items, task, own), folds(items, seed)
    scores = [0.0] * len(items)
    for number in range(FOLDS):
        kept = [i for i, f in enumerate(fold) if f != number]
        weights = fit([rows[i] for i in kept], [items[i].answer for i in kept], task)
        for i, f in enumerate(fold):
            if f == number:
                scores[i] = probability(weights, rows[i])
    return scores


def train(task: Task, items: list[Example], check: list[Example], own: set[str], missing: tuple[int, int, int], verbose: bool) -> Model:
    """Cross-validate, report on the articles of ``own`` and on ``check``, and fit on all ``items``.

    The threshold is the best for all ``items``: a few articles of one's own would make it a matter of luck. ``missing`` counts the
    right answers that are no example: of ``own``, of ``check`` and of all.
    """
    scores = held_out(items, task, own, 1)
    mine = [i for i, e in enumerate(items) if e.source in own]
    theirs, guessed = [items[i] for i in mine], [scores[i] for i in mine]
    grid = [round(0.25 + 0.025 * i, 3) for i in range(11)]
    scored = {t: figures(items, scores, t, missing[2])[2] for t in grid}
    alike = [t for t, f in scored.items() if f >= max(scored.values()) - PLATEAU]
    threshold = task.threshold or alike[len(alike) // 2]
    report(f"{task.name}, cross-validated", theirs, guessed, threshold, missing[0], verbose)
    for source in sorted(own) if len(own) > 1 else ():
        part = [(e, s) for e, s in zip(theirs, guessed, strict=True) if e.source == source]
        p, r, f = figures([e for e, _ in part], [s for _, s in part], threshold, 0)
        print(f"    {source}: P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    weights = fit(tagged(items, task, own), [e.answer for e in items], task)
    if check:
        report(f"{task.name}, check", check, [probability(weights, e.row) for e in check], threshold, missing[1], verbose)
    return Model(task, threshold, weights)


def beside(items: Sequence[Example], scores: Sequence[float], triggers: TopicTriggers) -> list[Example]:
    """The examples of the second look, from the scores of the first."""
    out: list[Example] = []
    by_article: dict[tuple[str, int], list[tuple[Example, float]]] = {}
    for e, score in zip(items, scores, strict=True):
        by_article.setdefault((e.source, e.article), []).append((e, score))
    for pairs in by_article.values():
        rows = joint_features({e.code: score for e, score in pairs}, triggers)
        out += [Example(rows[e.code], e.answer, e.article, e.code, e.source) for e, _ in pairs]
    return out


def main() -> None:
    """Read the arguments, train the models, write them if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", metavar="RECORDS=FOLDER")
    parser.add_argument("--more", nargs="*", default=[], metavar="RECORDS=FOLDER")
    parser.add_argument("--check", nargs="*", default=[], metavar="RECORDS=FOLDER")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="a line for each topic")
    args = parser.parse_args()
    lexicon, seen = Lexicon.load(), set[str]()
    checked, gold, more = (labelled(pairs, lexicon, seen) for pairs in (args.check, args.gold, args.more))
    triggers = TopicTriggers.load()
    own = {a.source for a in gold}
    known = judged(gold) + judged(more)
    odds, words, names = topic_words.held_out([(a.view, a.cut) for a in known], [set(a.codes or ()) for a in known], triggers.codes)
    topics = topic_examples(known, odds)
    check = topic_examples(judged(checked), [words.scores(a.view, a.cut) for a in judged(checked)])
    missing = unseen(gold, [e for e in topics if e.source in own]), unseen(checked, check), unseen(known, topics)
    single = train(TOPICS, topics, check, own, missing, False)
    second = beside(topics, held_out(topics, TOPICS, own, 0), triggers)
    second_check = beside(check, [probability(single.weights, e.row) for e in check], triggers)
    joint = train(JOINT, second, second_check, own, missing, args.verbose)
    relevance = train(RELEVANCE, relevance_examples([*gold, *more]), relevance_examples(checked), own, (0, 0, 0), False)
    if args.write:
        topic_words.write(words, names, MODELS / "topics-words.json")
        for model in (single, joint, relevance):
            model.write()


if __name__ == "__main__":
    main()
