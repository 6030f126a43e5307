"""From RDF to networkx: reading, projection, layout and measures. Nothing here knows how it will be drawn."""

from samphan.network.filters import Filters, Selection, choose
from samphan.network.layout import Placement, layout
from samphan.network.measures import EXPLAINED, Measures, YearMeasures, bridging, measure, measure_by_year
from samphan.network.patterns import Bridge, Community, TieTrend, bridges, communities, tie_trends
from samphan.network.project import Projection, project
from samphan.network.reading import read
from samphan.network.records import Relation, Snapshot
from samphan.network.source import Queryable

__all__ = [
    "EXPLAINED",
    "Bridge",
    "Community",
    "Filters",
    "Measures",
    "Placement",
    "Projection",
    "Queryable",
    "Relation",
    "Selection",
    "Snapshot",
    "TieTrend",
    "YearMeasures",
    "bridges",
    "bridging",
    "choose",
    "communities",
    "layout",
    "measure",
    "measure_by_year",
    "project",
    "read",
    "tie_trends",
]
