"""The sentences behind acts and posts, with the names in them, straight from the annotations of the graph."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from samphan.network.records import Mark, Quote, Snapshot
from samphan.network.source import Queryable, rows_for

_STATED = """SELECT ?b ?a ?s ?x { VALUES ?b { %VALUES% } ?n oa:hasBody ?b ; oa:hasTarget ?t . ?t oa:hasSource ?a ; oa:hasSelector ?p , ?q .
  ?p oa:start ?s . ?q oa:exact ?x }"""
_NAMED = """SELECT ?a ?s ?e ?b { VALUES ?a { %VALUES% } ?t oa:hasSource ?a ; oa:hasSelector ?p . ?p oa:start ?s ; oa:end ?e .
  ?n oa:hasTarget ?t ; oa:hasBody ?b }"""

Names = Mapping[str, Sequence[tuple[int, int, str]]]


def quotes(graph: Queryable, snapshot: Snapshot, statements: Sequence[str]) -> dict[str, tuple[Quote, ...]]:
    """The quotes of each event or membership in ``statements``; one that has no annotation is absent."""
    found: defaultdict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for body, article, start, exact in rows_for(graph, _STATED, sorted(set(statements))):
        if start.isdigit() and exact:
            found[body].add((article, int(start), exact))
    names = _names(graph, snapshot, sorted({article for said in found.values() for article, _, _ in said}))
    return {
        body: tuple(Quote(article, start, text, _marks(names, article, start, len(text))) for article, start, text in sorted(said))
        for body, said in sorted(found.items())
    }


_PLACED = """SELECT ?s ?e ?x ?b { VALUES ?a { %VALUES% } ?t oa:hasSource ?a ; oa:hasSelector ?p , ?q . ?p oa:start ?s ; oa:end ?e .
  ?q oa:exact ?x . ?n oa:hasTarget ?t ; oa:hasBody ?b . ?b a ?k .
  VALUES ?k { sam:Country sam:Person sam:GovernmentBody sam:InternationalOrganization sam:Company } }"""


def named_in(graph: Queryable, article: str) -> list[tuple[int, int, str, str]]:
    """Every name in an article: start, end (code points, half-open), the characters there and the IRI it names, sorted."""
    found = rows_for(graph, _PLACED, [article])
    return sorted({(int(start), int(end), exact, body) for start, end, exact, body in found if start.isdigit() and end.isdigit()})


def _names(graph: Queryable, snapshot: Snapshot, articles: Sequence[str]) -> Names:
    out: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for article, start, end, body in rows_for(graph, _NAMED, articles):
        thing = snapshot.canonical.get(body, body)
        if thing in snapshot.things and start.isdigit() and end.isdigit():
            out[article].add((int(start), int(end), thing))
    return {article: sorted(found) for article, found in out.items()}


def _marks(names: Names, article: str, start: int, length: int) -> tuple[Mark, ...]:
    """The names inside one quote; of overlapping ones the earlier and longer stays."""
    inside = names.get(article, ())
    out: list[Mark] = []
    at = 0
    for begin, end, thing in sorted(inside[bisect_left(inside, (start,)) :], key=lambda name: (name[0], -name[1], name[2])):
        if begin >= start + length:
            break
        if begin - start >= at and end <= start + length:
            out.append(Mark(begin - start, end - start, thing))
            at = end - start
    return tuple(out)
