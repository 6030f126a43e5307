"""Train the models that tell the kinds of act apart (``src/samphan/extract/models/kind-*.json``) from annotated articles.

    python scripts/train_kinds.py RECORDS.jsonl=ARTICLE_FOLDER …

A record is one of the annotation guide's; a compact one needs only ``id``, ``file``, ``relevant`` and ``events`` with their ``type``.
Needs scikit-learn (extra ``train``). Prints cross-validated figures, then writes the models; the same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_predict

from samphan.extract.actors import find_actors
from samphan.extract.bodies import find_bodies
from samphan.extract.kinds import kind_features
from samphan.extract.leads import find_lead
from samphan.extract.linear import VERSION
from samphan.extract.people import find_people
from samphan.extract.posts import find_posts
from samphan.extract.reading import Reading
from samphan.facts import Article, EventClass
from samphan.knowledge import Lexicon
from samphan.sources import read

MODELS = Path(__file__).resolve().parent.parent / "src" / "samphan" / "extract" / "models"
STRENGTH = 1.0
THRESHOLD = 0.45


def relevant_records(pairs: list[str]) -> Iterator[tuple[dict[str, Any], Article]]:
    """Each relevant record with its article."""
    for pair in pairs:
        records, folder = pair.split("=", 1)
        for line in Path(records).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if not record["relevant"] or not record["events"]:
                continue
            path = next((p for p in (Path(folder) / record["file"], Path(folder) / f"{record['id']}.txt") if p.is_file()), None)
            if path is None:
                print(f"no article for {record['id']} in {folder}", file=sys.stderr)
                continue
            yield from ((record, a) for a in read(path) if isinstance(a, Article))


def features_of(article: Article, lexicon: Lexicon) -> dict[str, float]:
    """The features of one article, read by the stages before."""
    reading = Reading.of(article, lexicon)
    people = find_people(reading)
    bodies = find_bodies(reading, tuple((m.start, m.end) for p in people for m in p.mentions))
    actors = find_actors(reading, people, bodies, find_posts(reading, people, bodies))
    return kind_features(reading, find_lead(reading, actors), actors, bodies)


def main(pairs: list[str]) -> None:
    """Train and write."""
    lexicon = Lexicon.load()
    rows, labels = [], []
    for record, article in relevant_records(pairs):
        rows.append(features_of(article, lexicon))
        labels.append({e["type"] for e in record["events"]})
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(rows)
    names = vectorizer.get_feature_names_out()
    predicted = {}
    MODELS.mkdir(exist_ok=True)
    for kind in EventClass:
        wanted = np.array([kind.value in label for label in labels])
        model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False)
        folds = KFold(10, shuffle=True, random_state=1)
        predicted[kind.value] = cross_val_predict(model, matrix, wanted, cv=folds, method="predict_proba")[:, 1]
        model.fit(matrix, wanted)
        weights = {str(n): round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.005}
        data = {"version": VERSION, "threshold": THRESHOLD, "weights": weights}
        (MODELS / f"kind-{kind.value.lower()}.json").write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    hits = guesses = gold = 0
    for row, label in enumerate(labels):
        best = max(predicted, key=lambda k: predicted[k][row])
        chosen = {k for k, p in predicted.items() if p[row] >= THRESHOLD} | {best}
        hits += len(chosen & label)
        guesses += len(chosen)
        gold += len(label)
    print(f"{len(labels)} articles, kinds cross-validated: P {hits / guesses:.3f} R {hits / gold:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
