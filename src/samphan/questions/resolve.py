"""Names as people write them to the IRIs of the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samphan.errors import UsageError
from samphan.rdf.nquads import literal, path, url
from samphan.store import Graph
from samphan.text import normalize
from samphan.vocab import ID

_KEY = re.compile(r"[a-z]+/\S+\Z")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\Z")
_QUERY = """SELECT DISTINCT ?thing { VALUES ?name { %s }
  ?thing %s ?name FILTER(STRSTARTS(STR(?thing), STR(id:)))
} ORDER BY ?thing LIMIT 9"""
_NAMES = ("skos:prefLabel|skos:altLabel|sam:isoCode", "skos:hiddenLabel|sam:ambiguousLabel|sam:demonym")

_SHORT: Mapping[str, str] = {
    "article": "article/{}",
    "body": "government/TH/{}",
    "country": "country/{}",
    "ministry": "government/TH/{}",
    "person": "person/{}",
    "topic": "topic/{}",
}
"""The key that a bare code means for a parameter of this name: a country's ISO code, a Thai body's, a topic's, an article's number."""


def resolve(name: str, kind: str = "", graph: Graph | None = None) -> str:
    """The IRI of the thing that ``name`` means: an IRI, a key (``country/PL``), a code (``PL``, ``mfa``, ``83606``) or a name.

    ``kind`` (``country``, ``body``, ``person``, ``topic``, ``article`` …) tells what a code stands for and settles names that
    several things share. Names, Thai or English, are looked up in ``graph``.

    Raises :class:`UsageError` where nothing or more than one thing is called so.
    """
    name = name.strip()
    if name.startswith(("http://", "https://")):
        address = url(name)
        if address is None:
            raise UsageError(f"not an IRI: {name!r}", place=kind, remedy="give a name or a key such as country/PL")
        return address.strip("<>")
    if _KEY.match(name):
        return ID + path(name)
    found = _called(graph, name, kind) if graph is not None and kind != "article" else []
    if not found and _CODE.match(name) and kind in _SHORT:
        return ID + path(_SHORT[kind].format(name.upper() if kind == "country" else name))
    if len(found) == 1:
        return found[0]
    keys = ", ".join(iri.removeprefix(ID) for iri in found)
    if found:
        raise UsageError(f"{name!r} may mean {keys}", place=kind, remedy="give one of these keys instead")
    raise UsageError(f"nothing is called {name!r}", place=kind, remedy="give another name, or a key such as country/PL")


def _called(graph: Graph, name: str, kind: str) -> list[str]:
    first = _SHORT.get(kind, "").partition("/")[0]
    for names in _NAMES:
        for spelling in dict.fromkeys((name, normalize(name), name.upper())):
            terms = " ".join(literal(spelling, language) for language in (None, "th", "en"))
            found = [row[0] for row in graph.query(_QUERY % (terms, names)).texts()]
            wanted = [iri for iri in found if iri.removeprefix(ID).startswith(f"{first}/")] if first else []
            if wanted or found:
                return wanted or found
    return []
