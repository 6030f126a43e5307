"""A person removed everywhere: the graphs of the articles that name them are written again without them.

What the articles said of others stays. Names are blanked in titles and labels, quotes that hold them are left out
(their offsets remain), posts and mentions of the person go. Building again brings nothing back: every build ends here.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from samphan.corrections import person_digest
from samphan.store import Graph, LedgerEntry
from samphan.vocab import GRAPH, ID, Oa, Org, Sam, Skos

_BLANK = "…"


def forget(graph: Graph, digests: Iterable[str]) -> int:
    """Remove the persons with these digests from every article graph; how many article graphs were written again."""
    wanted = set(digests)
    if not wanted:
        return 0
    persons = [row[0] for row in graph.query(f"SELECT DISTINCT ?p {{ ?p a <{Sam.Person}> }}").texts()]
    found = sorted(person for person in persons if person_digest(person.removeprefix(ID)) in wanted)
    names: dict[str, set[str]] = {}
    for person in found:
        labels = graph.query(f"SELECT DISTINCT ?l {{ <{person}> <{Skos.prefLabel}>|<{Skos.altLabel}>|<{Skos.hiddenLabel}> ?l }}").texts()
        for (name,) in graph.query(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p <{person}> }} }}").texts():
            if name.startswith(GRAPH + "article/"):
                names.setdefault(name, set()).update(label for (label,) in labels)
    gone = set(found)
    batch: list[tuple[LedgerEntry, list[str]]] = []
    for name in sorted(names):
        entry = graph.ledger.entry(_article(graph, name))
        if entry is not None:
            batch.append((entry, _without(graph, name, gone, sorted(names[name], key=lambda text: (-len(text), text)))))
    graph.replace_articles(batch)
    return len(batch)


def _article(graph: Graph, name: str) -> str:
    rows = graph.query(f"SELECT ?n {{ GRAPH <{name}> {{ ?a a sam:Article ; dcterms:identifier ?n }} }}").texts()
    return rows[0][0] if rows else ""


def _without(graph: Graph, name: str, persons: set[str], labels: list[str]) -> list[str]:
    rows = graph.query(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}").rows
    posts = {_value(s) for s, p, o in rows if _value(p) == Org.member and _value(o) in persons}
    gone = persons | posts
    annotations = {_value(s) for s, p, o in rows if _value(p) == Oa.hasBody and _value(o) in gone}
    kept_targets = {_value(o) for s, p, o in rows if _value(p) == Oa.hasTarget and _value(s) not in annotations}
    targets = {_value(o) for s, p, o in rows if _value(p) == Oa.hasTarget} - kept_targets
    quotes = {_value(s) for s, p, o in rows if _value(p) == Oa.exact and any(label in _value(o) for label in labels)}
    gone |= annotations | targets | quotes
    lines: set[str] = set()
    for s, p, o in rows:
        if _value(s) in gone or (isinstance(o, ox.NamedNode) and o.value in gone):
            continue
        if isinstance(o, ox.Literal) and any(label in o.value for label in labels):
            text = o.value
            for label in labels:
                text = text.replace(label, _BLANK)
            o = ox.Literal(text, language=o.language) if o.language else ox.Literal(text)  # noqa: PLW2901
        lines.add(f"{s} {p} {o} <{name}> .")
    return sorted(lines)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    return "" if term is None or isinstance(term, ox.Triple) else term.value
