"""The view: a graph and filters in, one self-contained HTML page out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import networkx as nx
from pyvis.network import Network

from samphan.errors import ViewError
from samphan.facts import EntityClass
from samphan.network import Filters, Placement, Projection, Queryable, Selection, Snapshot, layout, project
from samphan.network.evidence import quotes
from samphan.network.layout import Point
from samphan.network.measures import bridging
from samphan.views.cleaning import clean
from samphan.views.payload import CLASSES, payload, strongest_first
from samphan.views.render import render
from samphan.views.start import starting
from samphan.views.text import article_text

LIMIT = 2000
ACTS = 20_000
"""The most acts that a page carries; of more the newest, and the page says so."""
SHAPES = {
    EntityClass.COUNTRY: "dot",
    EntityClass.PERSON: "triangle",
    EntityClass.GOVERNMENT_BODY: "square",
    EntityClass.INTERNATIONAL_ORGANIZATION: "diamond",
    EntityClass.COMPANY: "hexagon",
}
"""The sign of each class; colour alone would not reach every reader."""
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "tooltipDelay": 1000000, "zoomSpeed": 0.7},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "groups": {str(CLASSES.index(kind)): {"shape": shape} for kind, shape in SHAPES.items()},
    "edges": {"smooth": False, "selectionWidth": 1.6, "hoverWidth": 0.8},
}


@dataclass(frozen=True)
class Page:
    """A finished page. ``shown`` of ``total`` nodes are inside; ``positions`` may seed the next build's layout."""

    html: str
    shown: int
    total: int
    ties: int
    positions: Mapping[str, Point]

    def write(self, path: str | Path) -> Path:
        """Write the page whole or not at all, as UTF-8 under any locale; gives the path."""
        target = Path(path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                    out.write(self.html)
                mask = os.umask(0)
                os.umask(mask)
                Path(draft).chmod(0o666 & ~mask)
                Path(draft).replace(target)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as error:
            reason = f"the page cannot be written: {error.strerror}"
            raise ViewError(reason, place=str(target), remedy="choose another file with -o") from error
        return target

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that a notebook's styles and ours do not meet."""
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="Samphan" width="100%" height="640" '
            'style="border:1px solid #ccc" sandbox="allow-scripts allow-downloads allow-popups"></iframe>'
        )


def page(
    graph: Queryable,
    *,
    country: str | None = None,
    body: str | None = None,
    topic: str | None = None,
    person: str | None = None,
    article: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    limit: int = LIMIT,
    language: str = "th",
    previous: Mapping[str, Point] | None = None,
    kind: str | None = None,
    compare: str | Sequence[str] | None = None,
    text: str | None = None,
) -> Page:
    """Draw ``graph``, or the part of it that the filters name, as one HTML page that needs nothing else.

    Names may be ISO codes, IRIs, IRI paths or labels; dates ISO or Buddhist. The ``limit`` strongest nodes are kept.
    ``kind`` (one of :data:`KINDS`) is the view that the page opens with, the others are a click away: by default the article's text
    beside its graph where ``article`` is given, else the network. ``text`` is that article's file as decoded; without it the page
    shows the passages that the graph quotes. ``compare`` gives the two periods of the change view, as ``"2023,2024"`` or
    ``"2566-01..2566-06,2567"``. An unknown name raises :class:`~samphan.errors.UsageError`; a view without any act is a page that says so.
    """
    start = starting(kind, compare, article, text)
    projection = project(graph, Filters(country, body, topic, person, article, since, until), limit=limit, newest=ACTS)
    placement = layout(projection.graph, previous=previous)
    statements = [event for act in projection.acts for event in act.events]
    statements += [membership for post in projection.holdings for membership in post.memberships[:1]]
    said = quotes(graph, projection.snapshot, statements)
    data = payload(projection, said, placement.community, titles(projection.snapshot, projection.selection), bridging(projection.graph))
    data["start"] = start
    if projection.acts_total > ACTS:
        data["allActs"] = projection.acts_total
    if (chosen := projection.selection.article) is not None:
        numbers = {iri: number for number, iri in enumerate(strongest_first(projection.graph))}
        data["article"] = article_text(graph, projection.snapshot, chosen, projection.acts, said, numbers, text)
    html = render(_network(projection, placement, data["things"]), data, language)
    return Page(html, len(projection.graph), projection.total, len(data["ties"]), placement.positions)


def titles(snapshot: Snapshot, selection: Selection) -> dict[str, str]:
    """What the view shows, as a heading in Thai and English."""
    th, en = [], []
    for iri in (selection.country, selection.fold, selection.person):
        if iri:
            th.append(snapshot.things[iri].name("th"))
            en.append(snapshot.things[iri].name("en"))
    if selection.topic:
        topic = snapshot.topics.get(selection.topic)
        names = {label.language: label.text for label in topic.preferred} if topic else {}
        code = selection.topic.rsplit("/", 1)[-1]
        th.append(names.get("th", code))
        en.append(names.get("en", code))
    if selection.article:
        report = snapshot.reports[selection.article]
        th.append(report.title or report.identifier)
        en.append(report.title or report.identifier)
    return {
        "th": clean("ความร่วมมือกับต่างประเทศของไทย" + (": " + " · ".join(th) if th else "")),
        "en": clean("Thailand's foreign cooperation" + (": " + " · ".join(en) if en else "")),
    }


def _network(projection: Projection, placement: Placement, things: list[dict[str, object]]) -> Network:
    """The pyvis network. Nodes and lines are filled in directly: ``add_edge`` searches a list for each line."""
    net = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    graph: nx.MultiDiGraph = projection.graph
    order = strongest_first(graph)
    most = max((graph.nodes[iri]["strength"] for iri in order), default=1)
    step = min(3.2, 33 / most**0.5)  # the strongest is at most 40 drawing units, and strength shows as area
    for number, iri in enumerate(order):
        x, y = placement.positions[iri]
        size = round(7 + step * graph.nodes[iri]["strength"] ** 0.5, 1)
        net.nodes.append({"id": f"n{number}", "x": x, "y": y, "size": size, "group": CLASSES.index(graph.nodes[iri]["thing"].kind)})
    assert len(things) == len(order)
    number_of = {iri: number for number, iri in enumerate(order)}
    lines = sorted({(number_of[one], number_of[other]) for one, other in graph.edges()})
    net.edges.extend({"from": f"n{one}", "to": f"n{other}"} for one, other in lines)
    return net
