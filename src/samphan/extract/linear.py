"""A logistic model over named features: read from JSON, a dot product at run time, nothing else.

Trained by ``scripts/train_linear.py``; features that a model does not know weigh nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from math import exp

from samphan.errors import KnowledgeError

VERSION = 1
"""The form of the model files."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by feature name and the probability from which the answer is yes."""

    weights: Mapping[str, float]
    threshold: float

    @classmethod
    def load(cls, name: str) -> LinearModel:
        """The shipped model file ``name`` (without ``.json``); raises :class:`KnowledgeError` where it is missing or malformed."""
        place = f"samphan/extract/models/{name}.json"
        try:
            text = resources.files("samphan.extract").joinpath("models", f"{name}.json").read_text(encoding="utf-8")
            data = json.loads(text)
            if data["version"] != VERSION:
                raise KnowledgeError(f"a model of form {data['version']}", place=place, remedy="train it again: scripts/train_linear.py")
            weights = {str(key): float(value) for key, value in data["weights"].items()}
            return cls(weights, float(data["threshold"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KnowledgeError("the model cannot be read", place=place, remedy="install samphan again") from error

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability (0 to 1) that the features speak for a yes."""
        weights = self.weights
        total = 0.0
        for name, value in features.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        if total < -30:
            return 0.0
        return 1.0 / (1.0 + exp(-total))
