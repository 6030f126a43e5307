"""What the whole store holds, in a few numbers and short lists; read once, for a store opened for reading never changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samphan.web.desk.acts import Act
from samphan.web.desk.reader import CLASSES, Reader

_EVENTS = """SELECT DISTINCT ?e ?t ?d ?p ?o { ?a sam:reports ?e .
  VALUES ?t { sam:Meeting sam:Visit sam:Signing sam:Conference sam:Assistance sam:Investment }
  ?e a ?t OPTIONAL { ?e schema:startDate ?d } OPTIONAL { ?a schema:datePublished ?p } OPTIONAL { ?o sam:reportedAs ?e } }"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts: articles, those that report cooperation, acts by year and kind, things by class that take part; newest acts."""

    articles: int
    reporting: int
    acts: int
    quads: int
    years: tuple[tuple[int, int], ...]
    kinds: tuple[tuple[str, int], ...]
    things: tuple[tuple[str, int], ...]
    first: str
    last: str
    newest: tuple[Act, ...]


def figures(reader: Reader) -> Figures:
    """Count everything once."""
    events: dict[str, Act] = {}
    for event, kind, day, published, occurrence in reader.rows(_EVENTS):
        iri = occurrence or event
        act = events.get(iri)
        members = (*act.events, event) if act else (event,)
        earliest = min(one for one in (act.day if act else "", day or published) if one) if (act and act.day) or day or published else ""
        events[iri] = Act(iri, tuple(sorted(set(members))), kind.rpartition("#")[2], earliest)
    acts = sorted(events.values(), key=lambda act: (act.day, act.iri), reverse=True)
    days = [found for (found,) in reader.rows("SELECT ?d { ?a a sam:Article ; schema:datePublished ?d }")]
    return Figures(
        articles=reader.number("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a sam:Article }"),
        reporting=reader.number("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a sam:reports ?e }"),
        acts=len(acts),
        quads=len(reader.backend),
        years=by_year(acts),
        kinds=by_kind(acts),
        things=tuple((kind, reader.number(_THINGS % kind)) for kind in CLASSES),
        first=min(days, default=""),
        last=max(days, default=""),
        newest=tuple(acts[:6]),
    )


_THINGS = """SELECT (COUNT(DISTINCT ?c) AS ?n) { ?a sam:reports ?e . { ?e sam:party ?x } UNION { ?e sam:country ?x } ?x a sam:%s
  OPTIONAL { ?x sam:canonical ?y } BIND(COALESCE(?y, ?x) AS ?c) }"""


def by_year(acts: Sequence[Act]) -> tuple[tuple[int, int], ...]:
    """Acts by year, gaps filled with nought."""
    counts = Counter(int(act.day[:4]) for act in acts if act.day[:4].isdigit())
    if not counts:
        return ()
    return tuple((year, counts.get(year, 0)) for year in range(max(min(counts), max(counts) - 30), max(counts) + 1))


def by_kind(acts: Sequence[Act]) -> tuple[tuple[str, int], ...]:
    """Acts by kind, the most frequent first."""
    counts = Counter(act.kind for act in acts)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
