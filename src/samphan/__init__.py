"""Samphan (สัมพันธ์): Thai government news in, a knowledge graph of diplomatic cooperation out.

The rooms are imported on first use, so that ``import samphan`` costs next to nothing::

    import samphan

    extractor = samphan.Extractor.load()
    for article in samphan.read("news/"):
        facts = extractor.extract(article)

    with samphan.Graph.open("graphs/store") as graph:
        ...

:func:`read` gives :class:`Article` values from files, folders and archives, :class:`Extractor` turns one into
:class:`ArticleFacts`, :func:`build_store` does both for many and fills a store, :class:`Graph` is that store.
Everything that goes wrong on purpose is a :class:`SamphanError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from samphan.build import build as build_store
    from samphan.errors import SamphanError
    from samphan.extract import Extractor
    from samphan.facts import Article, ArticleFacts
    from samphan.sources import read
    from samphan.store import Graph

__all__ = ["Article", "ArticleFacts", "Extractor", "Graph", "SamphanError", "__version__", "build_store", "read"]

_HOMES = {
    "Article": ("samphan.facts", "Article"),
    "ArticleFacts": ("samphan.facts", "ArticleFacts"),
    "Extractor": ("samphan.extract", "Extractor"),
    "Graph": ("samphan.store", "Graph"),
    "SamphanError": ("samphan.errors", "SamphanError"),
    "build_store": ("samphan.build", "build"),
    "read": ("samphan.sources", "read"),
}


def __getattr__(name: str) -> Any:
    """Import the home of a public name on its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'samphan' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted(__all__)
