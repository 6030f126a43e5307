"""From RDF to networkx: reading, projection, layout and measures. Nothing here knows how it will be drawn."""

from samphan.network.filters import Filters, Selection, choose
from samphan.network.layout import Placement, layout
from samphan.network.measures import Measures, measure
from samphan.network.project import Projection, project
from samphan.network.reading import read
from samphan.network.records import Relation, Snapshot
from samphan.network.source import Queryable

__all__ = [
    "Filters",
    "Measures",
    "Placement",
    "Projection",
    "Queryable",
    "Relation",
    "Selection",
    "Snapshot",
    "choose",
    "layout",
    "measure",
    "project",
    "read",
]
