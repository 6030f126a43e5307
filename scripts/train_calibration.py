"""Train the tables of confidence (``src/samphan/extract/models/calibration.json``) from fully annotated articles.

    python scripts/train_calibration.py FULL.jsonl=FOLDER … [--more RECORDS.jsonl=FOLDER …] [--check FULL.jsonl=FOLDER …] [--write]

Every article is read by models that have not seen it: topics, relevance and kinds of act are trained again for each fold, from the
other folds and the ``--more`` records. What the reading got right is then learned by one logistic model a kind of fact. Prints how often
the facts of each band of confidence are right, cross-validated, and with ``--check`` on articles that took no part at all.
The same input gives the same bytes. Needs scikit-learn (extra ``train``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import topic_words
import train_kinds
import train_linear
from samphan.evaluation.judging import bands, judge
from samphan.evaluation.records import Record, read_records
from samphan.extract import Extractor
from samphan.extract.calibration import (
    KINDS,
    Calibration,
    entity_features,
    event_features,
    relevance_features,
    role_features,
    topic_features,
)
from samphan.extract.extractor import RELEVANT_FROM
from samphan.extract.kinds import KindModel
from samphan.extract.linear import VERSION, LinearModel
from samphan.extract.participation import ParticipationModel
from samphan.extract.relevance import RelevanceModel
from samphan.extract.topics import TopicModel
from samphan.extract.triggers import TopicTriggers
from samphan.facts import Article, ArticleFacts, EventClass, TopicFact
from samphan.knowledge import Lexicon
from samphan.sources import read

FOLDS = 5
STRENGTH = 0.5
Row = dict[str, float]


@dataclass(frozen=True)
class Judged:
    """One fact to learn from: its kind, features, whether it was right, and its article's fold."""

    kind: str
    article: str
    key: str
    row: Row
    right: bool


def fold_of(article: str) -> int:
    """The fold of an article, from its number alone."""
    return blake2b(article.encode(), digest_size=4).digest()[0] % FOLDS


def annotated(pairs: Iterable[str]) -> list[tuple[Record, Article]]:
    """The full records of all pairs with their articles."""
    out = []
    for pair in pairs:
        records, _, folder = pair.partition("=")
        for record in read_records(records):
            names = [record.file or "", Path(record.file or "").name, f"{record.id}.txt"]
            path = next((p for name in names if name and (p := Path(folder, name)).is_file()), None)
            article = next((a for a in read(path) if isinstance(a, Article)), None) if path else None
            if article is None:
                print(f"left out: no article for {record.id} in {folder}")
            else:
                out.append((record, article))
    return out


class Unseen:
    """What the models say of articles that they have not been trained on."""

    def __init__(self, pairs: list[str], own: set[str], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        articles = train_linear.labelled(pairs, lexicon, set())
        seen = set[str]()
        ids = [article.id for pair in pairs for article, _, _ in train_linear.load(pair, seen)]
        relevance = train_linear.relevance_examples(articles)
        scores = train_linear.held_out(relevance, train_linear.RELEVANCE, own, 0)
        self.relevance = {ids[e.article]: score for e, score in zip(relevance, scores, strict=True)}
        self.topics: dict[str, dict[str, float]] = {}
        second = self.second_look(train_linear.judged(articles), own)
        for e, score in zip(second, train_linear.held_out(second, train_linear.JOINT, own, 1), strict=True):
            self.topics.setdefault(ids[e.article], {})[e.code] = score
        with_events = [pair for pair in pairs if '"events"' in Path(pair.partition("=")[0]).read_text(encoding="utf-8")]
        acts = list(train_kinds.relevant_records(with_events))
        self.act_folds = [fold_of(article.id) for _, article in acts]
        self.act_rows = [train_kinds.features_of(article, lexicon) for _, article in acts]
        self.act_kinds = [{event["type"] for event in record["events"]} for record, _ in acts]

    @staticmethod
    def second_look(articles: list[train_linear.Labelled], own: set[str]) -> list[train_linear.Example]:
        """The examples of the joint topic model, every stage before it held out."""
        triggers = TopicTriggers.load()
        odds, _, _ = topic_words.held_out([(a.view, a.cut) for a in articles], [set(a.codes or ()) for a in articles], triggers.codes)
        first = train_linear.topic_examples(articles, odds)
        return train_linear.beside(first, train_linear.held_out(first, train_linear.TOPICS, own, 0), triggers)

    def extractor(self, without: int) -> Extractor:
        """A reader whose models of kinds know nothing of the fold ``without``."""
        kept = [i for i, fold in enumerate(self.act_folds) if fold != without]
        vectorizer = DictVectorizer(sort=True)
        matrix = vectorizer.fit_transform([self.act_rows[i] for i in kept])
        kinds = {}
        for kind in EventClass:
            model = LogisticRegression(C=train_kinds.STRENGTH, max_iter=2000, fit_intercept=False)
            model.fit(matrix, np.array([kind.value in self.act_kinds[i] for i in kept]))
            kinds[kind] = LinearModel(named(vectorizer, model), train_kinds.THRESHOLD)
        models = TopicModel.load(), RelevanceModel.load(), KindModel(kinds), ParticipationModel.load()
        return Extractor(self.lexicon, *models)

    def facts(self, reader: Extractor, article: Article) -> ArticleFacts:
        """The facts of an article, relevance and topics as models say that have not seen it."""
        facts = reader.extract(article)
        relevance = self.relevance.get(article.id, facts.relevance)
        if not facts.relevant or relevance < RELEVANT_FROM:
            return ArticleFacts(article, relevant=False, relevance=relevance)
        least = LinearModel.load("topics-joint").threshold
        scores = {code: score for code, score in self.topics.get(article.id, {}).items() if score >= least}
        topics = tuple(TopicFact(code, round(score, 4), ()) for code, score in sorted(scores.items()))
        return replace(facts, relevance=relevance, topics=topics)


def named(vectorizer: DictVectorizer, model: LogisticRegression) -> Row:
    """The weights of a model by the names of its features."""
    return {str(n): float(w) for n, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)}


def rows_of(facts: ArticleFacts, kind: str, entities: dict[str, float]) -> dict[str, Row]:
    """The features of all facts of one kind, by the keys that verdicts have; of several posts in one place the surest."""
    if kind == "entity":
        return entity_features(facts)
    if kind == "role":
        posts = sorted(facts.posts, key=lambda p: p.confidence)
        return {f"{p.person} {p.organization}": role_features(facts, p, entities) for p in posts}
    if kind == "event":
        return {str(e.number): event_features(facts, e) for e in facts.events}
    if kind == "topic":
        return {t.code: topic_features(facts, t) for t in facts.topics}
    return {"": relevance_features(facts)}


def learn(items: Sequence[Judged]) -> Row:
    """The weights for one kind of fact; features seen fewer than three times are left out."""
    names = [name for item in items for name in item.row]
    often = {name for name in set(names) if names.count(name) > 2} if len(names) < 50_000 else frequent(names)
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([{k: v for k, v in item.row.items() if k in often} for item in items])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, fit_intercept=False)
    model.fit(matrix, np.array([item.right for item in items]))
    return named(vectorizer, model)


def frequent(names: Sequence[str]) -> set[str]:
    """The names that stand there more than twice."""
    found, counts = np.unique(np.array(names), return_counts=True)
    return {str(name) for name, count in zip(found, counts, strict=True) if count > 2}


def train(read_by_fold: Sequence[tuple[Record, ArticleFacts]]) -> dict[str, Row]:
    """Learn every kind of fact, the entities first, for posts build on them; print cross-validated bands."""
    tables: dict[str, Row] = {}
    held_out: dict[str, dict[str, float]] = {}
    verdicts = []
    for kind in KINDS:
        items: list[Judged] = []
        for record, facts in read_by_fold:
            rows = rows_of(facts, kind, held_out.get(record.id, {}))
            items += [Judged(kind, v.article, v.key, rows[v.key], v.right) for v in judge(record, facts) if v.kind == kind]
        guesses: dict[tuple[str, str], float] = {}
        for fold in range(FOLDS):
            kept = [item for item in items if fold_of(item.article) != fold]
            table = Calibration({kind: LinearModel(learn(kept), 0.5)})
            guesses |= {(i.article, i.key): table.sure(kind, i.row) for i in items if fold_of(i.article) == fold}
        if kind == "entity":
            for (article, key), guess in guesses.items():
                held_out.setdefault(article, {})[key] = guess
        for record, facts in read_by_fold:
            mine = [v for v in judge(record, facts) if v.kind == kind]
            verdicts += [replace(v, confidence=guesses[v.article, v.key]) for v in mine]
        tables[kind] = {name: round(weight, 4) for name, weight in learn(items).items() if abs(weight) >= 0.0005}
    show("cross-validated", verdicts)
    return tables


def show(title: str, verdicts: list) -> None:
    """Print how many facts of each band are right."""
    print(title)
    for band in bands(verdicts):
        print(f"  {band.kind:10} from {band.low:.1f}: {band.facts:5} facts, {band.right / band.facts:.3f} right")


def main() -> None:
    """Read the arguments, train, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", metavar="RECORDS=FOLDER")
    parser.add_argument("--more", nargs="*", default=[], metavar="RECORDS=FOLDER")
    parser.add_argument("--check", nargs="*", default=[], metavar="RECORDS=FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lexicon = Lexicon.load()
    unseen = Unseen([*args.gold, *args.more], {args.gold[0].partition("=")[0]}, lexicon)
    gold = annotated(args.gold)
    read_by_fold: list[tuple[Record, ArticleFacts]] = []
    for fold in range(FOLDS):
        reader = unseen.extractor(fold)
        read_by_fold += [(record, unseen.facts(reader, article)) for record, article in gold if fold_of(record.id) == fold]
    tables = train(sorted(read_by_fold, key=lambda pair: pair[0].id))
    calibration = Calibration({kind: LinearModel(weights, 0.5) for kind, weights in tables.items()})
    plain = Extractor.load(without=frozenset({"calibration"}))
    for pair in args.check:
        checked = [(record, plain.extract(article)) for record, article in annotated([pair])]
        show(f"{pair.partition('=')[0]}, first guesses", [v for record, facts in checked for v in judge(record, facts)])
        show("    calibrated", [v for record, facts in checked for v in judge(record, calibration.apply(facts))])
    if args.write:
        path = train_linear.MODELS / "calibration.json"
        data = {"version": VERSION, "tables": tables}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"written {path.name}: {sum(map(len, tables.values()))} weights")


if __name__ == "__main__":
    main()
