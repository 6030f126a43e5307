"""Learn the wording of topics (``topics-words.json``): which words, beside the triggers, articles on each topic use.

Used by ``scripts/train_linear.py``. The vocabulary is cut from the articles with PyThaiNLP's dictionary; one logistic
regression a topic weighs it; small weights are dropped, the others kept as whole hundredths. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from pythainlp.tokenize import word_tokenize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from samphan.extract.lexical import SCALE, VERSION, WordModel, Words
from samphan.extract.triggers import lower
from samphan.extract.zones import Zones

FOLDS = 8
STRENGTH = 20.0
FEWEST = 8
"""Articles that must use a word, for it to be of use."""
MOST = 0.4
"""The share of the articles beyond which a word says nothing."""
LEAST_YES = 3
"""Articles on a topic below which its wording is not learned."""
KEPT = 250
"""How many words may move one topic; more bring nothing on articles not seen."""
_WORD = re.compile(r"[\u0e01-\u0e4e]{3,}|[a-z][a-z-]{2,}")
Text = tuple[str, Zones]


def vocabulary(texts: Sequence[Text]) -> list[str]:
    """The words, and pairs of neighbours, that enough of the articles use, sorted."""
    counts: Counter[str] = Counter()
    for view, cut in texts:
        parts = [view[first:last] for first, last in (cut.title, *cut.paragraphs)]
        words = [word for part in parts for word in word_tokenize(lower(part[:6000]), engine="newmm", keep_whitespace=False)]
        used = {word for word in words if _WORD.fullmatch(word)}
        for first, second in pairwise(words):
            if _WORD.fullmatch(first) and _WORD.fullmatch(second):
                used.add(first + second if first > "\u0e00" else f"{first} {second}")
        counts.update(used)
    return sorted(word for word, number in counts.items() if FEWEST <= number < MOST * len(texts))


def matrix(texts: Sequence[Text], words: Words, width: int) -> csr_matrix:
    """One line an article, one column a word."""
    lines, columns, values = [], [], []
    for line, (view, cut) in enumerate(texts):
        for column, value in words.vector(view, cut).items():
            lines.append(line)
            columns.append(column)
            values.append(value)
    return csr_matrix((values, (lines, columns)), shape=(len(texts), width))


def fit(x: csr_matrix, answers: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights by word and the bias for one topic; weights that hardly matter are nought."""
    rarity = np.log((1 + x.shape[0]) / (1 + np.asarray((x > 0).sum(axis=0)).ravel()))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, tol=1e-3, random_state=0)
    model.fit(x.multiply(rarity).tocsr(), answers)
    weights = model.coef_[0] * rarity
    weights[np.argsort(-np.abs(weights), kind="stable")[KEPT:]] = 0.0
    return weights, float(model.intercept_[0])


def held_out(texts: Sequence[Text], gold: Sequence[set[str]], codes: Sequence[str]) -> tuple[list[dict[str, float]], WordModel, list[str]]:
    """For each article the log-odds by models that have not seen it, the model of all articles, and its vocabulary."""
    names = vocabulary(texts)
    words = Words.of(names)
    x = matrix(texts, words, len(names))
    fold = np.random.RandomState(3).permutation(len(texts)) % FOLDS
    learned = [code for code in sorted(codes) if sum(code in g for g in gold) >= LEAST_YES]
    odds: list[dict[str, float]] = [{} for _ in texts]
    weights, biases = [], []
    for code in learned:
        answers = np.array([code in g for g in gold], dtype=int)
        for number in range(FOLDS):
            kept, left = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            if not answers[kept].any():
                values = np.full(len(left), -5.0)
            else:
                w, b = fit(x[kept], answers[kept])
                values = x[left] @ w + b
            for i, value in zip(left, values, strict=True):
                odds[i][code] = float(value)
        w, b = fit(x, answers)
        weights.append(np.round(w * SCALE) / SCALE)
        biases.append(round(b * SCALE) / SCALE)
    table = np.array(weights)
    moves = tuple(tuple((int(k), float(table[k, i])) for k in np.flatnonzero(table[:, i])) for i in range(len(names)))
    kept_words = [i for i, pairs in enumerate(moves) if pairs]
    print(f"wording: {len(learned)} topics, {len(kept_words)} words, {sum(map(len, moves))} weights")
    return odds, WordModel(tuple(learned), tuple(biases), words, moves), names


def write(model: WordModel, names: Sequence[str], path: Path) -> None:
    """Write the model: every word of the vocabulary (one without weights still keeps its letters from being read as another)."""
    entries = {
        name: [number for k, w in pairs for number in (k, round(w * SCALE))] for name, pairs in zip(names, model.weights, strict=True)
    }
    data = {"version": VERSION, "codes": list(model.codes), "biases": [round(b * SCALE) for b in model.biases], "words": entries}
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n") + "\n", encoding="utf-8")
    print(f"written {path.name}: {path.stat().st_size // 1024} KiB")
