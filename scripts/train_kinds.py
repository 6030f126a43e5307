"""Train the models of events from annotated articles: kinds of act (``kind-*.json``) and which bodies take part (``participation.json``).

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

from samphan.extract.actors import Actor, find_actors
from samphan.extract.bodies import Bodies, find_bodies
from samphan.extract.kinds import kind_features
from samphan.extract.leads import find_lead
from samphan.extract.linear import VERSION
from samphan.extract.participation import body_features, thai_bodies
from samphan.extract.people import find_people
from samphan.extract.posts import find_posts
from samphan.extract.reading import Reading
from samphan.facts import Article, EventClass
from samphan.knowledge import Lexicon
from samphan.sources import read
from samphan.text import normalize

MODELS = Path(__file__).resolve().parent.parent / "src" / "samphan" / "extract" / "models"
STRENGTH = 0.3
THRESHOLD = 0.52
PARTICIPATION_THRESHOLD = 0.45


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


def train_participation(pairs: list[str], lexicon: Lexicon) -> None:
    """Train and write the model of which Thai bodies take part, from the full records (compact ones name no parties)."""
    rows: list[dict[str, float]] = []
    wanted: list[bool] = []
    for record, article in relevant_records(pairs):
        if record.get("compact"):
            continue
        reading, bodies, actors = read_cast(article, lexicon)
        lead = find_lead(reading, actors)
        taking = {i for event in record["events"] for i in event["thai"]}
        names = {normalize(n).replace(" ", ""): e["id"] for e in record["entities"] for n in (e["name"], *e["mentions"])}
        for key in thai_bodies(reading, bodies):
            surfaces = {reading.view[n.start : n.end].replace(" ", "") for n in bodies.named if n.key == key}
            surfaces |= {normalize(label.text).replace(" ", "") for label in bodies.entities[key].preferred}
            ids = {names[s] for s in surfaces if s in names}
            rows.append(body_features(reading, bodies, actors, lead, key))
            wanted.append(bool(ids & taking))
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False).fit(matrix, np.array(wanted))
    write("participation", vectorizer, model, PARTICIPATION_THRESHOLD)
    print(f"{len(rows)} bodies, {sum(wanted)} taking part")


def write(name: str, vectorizer: DictVectorizer, model: LogisticRegression, threshold: float) -> None:
    """Write one model file, sorted, weights to four decimals."""
    names = vectorizer.get_feature_names_out()
    weights = {str(n): round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.005}
    data = {"version": VERSION, "threshold": threshold, "weights": weights}
    (MODELS / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def read_cast(article: Article, lexicon: Lexicon) -> tuple[Reading, Bodies, tuple[Actor, ...]]:
    """The article read by the stages before events."""
    reading = Reading.of(article, lexicon)
    people = find_people(reading)
    bodies = find_bodies(reading, tuple((m.start, m.end) for p in people for m in p.mentions))
    return reading, bodies, find_actors(reading, people, bodies, find_posts(reading, people, bodies))


def features_of(article: Article, lexicon: Lexicon) -> dict[str, float]:
    """The features of one article, read by the stages before."""
    reading, bodies, actors = read_cast(article, lexicon)
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
    predicted = {}
    MODELS.mkdir(exist_ok=True)
    for kind in EventClass:
        wanted = np.array([kind.value in label for label in labels])
        model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False)
        folds = KFold(10, shuffle=True, random_state=1)
        predicted[kind.value] = cross_val_predict(model, matrix, wanted, cv=folds, method="predict_proba")[:, 1]
        model.fit(matrix, wanted)
        write(f"kind-{kind.value.lower()}", vectorizer, model, THRESHOLD)
    hits = guesses = gold = 0
    for row, label in enumerate(labels):
        best = max(predicted, key=lambda k: predicted[k][row])
        chosen = {k for k, p in predicted.items() if p[row] >= THRESHOLD} | {best}
        hits += len(chosen & label)
        guesses += len(chosen)
        gold += len(label)
    train_participation(pairs, lexicon)
    print(f"{len(labels)} articles, kinds cross-validated: P {hits / guesses:.3f} R {hits / gold:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
