"""Who held an office on a day, asked of a built graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samphan.identity.tenures import confidence
from samphan.rdf.nquads import thing
from samphan.store import Graph
from samphan.vocab import ID


@dataclass(frozen=True, slots=True)
class Holder:
    """An office-holder: person key and names, the spell's first and last day seen, its articles, and how sure the answer is."""

    person: str
    thai: str
    english: str
    first: date
    last: date
    articles: int
    confidence: float


_SPELLS = """SELECT ?p ?first ?last ?n (SAMPLE(?t) AS ?thai) (SAMPLE(?e) AS ?english) {
  ?spell a sam:Tenure ; org:organization %s ; org:role %s ; org:member ?p ; sam:firstSeen ?first ; sam:lastSeen ?last ; sam:sightings ?n
  FILTER NOT EXISTS { ?spell sam:uncertain true }
  FILTER NOT EXISTS { ?spell sam:acting true }
  OPTIONAL { ?p sam:name ?t FILTER(LANG(?t) = "th") }
  OPTIONAL { ?p sam:name ?e FILTER(LANG(?e) != "th") }
} GROUP BY ?p ?first ?last ?n ORDER BY ?first ?p"""


def holder(graph: Graph, office: tuple[str, str], day: date, *, reach: int = 45) -> Holder | None:
    """Who held ``office`` (keys of organization and role: ``("government/TH/mod", "post/minister")``) on ``day``.

    ``reach`` is how many days before the first and after the last sighting a spell still answers; ``None`` where nobody is known.
    """
    best: tuple[float, int, Holder] | None = None
    for person, first, last, articles, thai, english in graph.query(_SPELLS % (thing(office[0]), thing(office[1]))).texts():
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        distance = max((begin - day).days, (day - end).days, 0)
        if distance > reach:
            continue
        score = confidence(distance, int(articles))
        if best is None or (score, int(articles)) > best[:2]:
            best = score, int(articles), Holder(person.removeprefix(ID), thai, english, begin, end, int(articles), score)
    return best[2] if best else None
