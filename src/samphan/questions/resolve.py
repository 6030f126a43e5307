"""Names as people write them to the IRIs of the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samphan.errors import UsageError
from samphan.rdf.nquads import literal, path
from samphan.store import Graph, Result
from samphan.text import normalize
from samphan.vocab import ID

_KEY = re.compile(r"[a-z]+/\S+\Z")
_NUMBER = re.compile(r"\d+\Z|x[0-9a-f]{16}\Z")
_NAMED = """SELECT DISTINCT ?thing { VALUES ?name { %s }
  ?thing skos:prefLabel|skos:altLabel|sam:isoCode|dcterms:identifier ?name FILTER(STRSTARTS(STR(?thing), STR(id:)))
} ORDER BY ?thing LIMIT 9"""
_HIDDEN = """SELECT DISTINCT ?thing { VALUES ?name { %s }
  ?thing skos:hiddenLabel|sam:ambiguousLabel|sam:demonym ?name FILTER(STRSTARTS(STR(?thing), STR(id:)))
} ORDER BY ?thing LIMIT 9"""

_KINDS: Mapping[str, tuple[str, ...]] = {
    "article": ("article",),
    "body": ("government",),
    "country": ("country",),
    "ministry": ("government",),
    "person": ("person",),
    "topic": ("topic",),
}
"""Which keys a parameter of this name may mean, where a name means several things."""


def resolve(graph: Graph, name: str, kind: str = "") -> str:
    """The IRI of the thing that ``name`` means: an IRI, a key, a number, a code or any of its names, Thai or English.

    ``kind`` (``country``, ``body``, ``person``, ``topic``, ``article`` …) settles names that several things share.
    Raises :class:`UsageError` where nothing or more than one thing is called so.
    """
    name = name.strip()
    if name.startswith(("http://", "https://")):
        base, rest = (ID, name.removeprefix(ID)) if name.startswith(ID) else ("", name)
        if not base and path(rest.replace(":", "").replace("#", "")) != rest.replace(":", "").replace("#", ""):
            raise UsageError(f"not an IRI: {name!r}", place=kind, remedy="give a name or a key such as country/PL")
        return base + (path(rest) if base else rest)
    if _KEY.match(name):
        return ID + path(name)
    if kind == "article" and _NUMBER.match(name):
        return f"{ID}article/{name}"
    found = _called(graph, name, kind)
    if len(found) == 1:
        return found[0]
    keys = ", ".join(iri.removeprefix(ID) for iri in found)
    if found:
        raise UsageError(f"{name!r} may mean {keys}", place=kind, remedy="give one of these keys instead")
    raise UsageError(f"nothing is called {name!r}", place=kind, remedy="give another name, or a key such as country/PL")


def _called(graph: Graph, name: str, kind: str) -> list[str]:
    for query in (_NAMED, _HIDDEN):
        for spelling in dict.fromkeys((name, normalize(name), name.upper())):
            terms = " ".join(literal(spelling, language) for language in (None, "th", "en"))
            found = _iris(graph.query(query % terms))
            wanted = [iri for iri in found if iri.removeprefix(ID).split("/")[0] in _KINDS.get(kind, ())]
            if wanted or found:
                return wanted or found
    return []


def _iris(result: Result) -> list[str]:
    return [row[0] for row in result.texts()]
