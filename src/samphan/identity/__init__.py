"""Across articles: one person, one body, one act; who held which office when; the edges to draw.

::

    with Graph.open("graphs/store") as graph:
        found = samphan.identity.resolve(graph, corrections.load("graphs/store.corrections.ttl"))
        print(found.summary())
        print(samphan.identity.holder(graph, ("government/TH/mod", "post/minister"), date(2024, 5, 3)))
"""

from samphan.identity.holders import Holder, holder
from samphan.identity.resolve import JOIN_FROM, Resolution, compute, refresh, resolve

__all__ = ["JOIN_FROM", "Holder", "Resolution", "compute", "holder", "refresh", "resolve"]
