"""The graph as a network file for other programs: things, acts and topics as nodes, parties, posts and the like as edges."""

from __future__ import annotations

import re
from typing import IO

import networkx as nx

from samphan.store.backend import Backend
from samphan.vocab import ID

_NODES = """SELECT ?n ?k (SAMPLE(?th) AS ?thai) (SAMPLE(?en) AS ?english) (SAMPLE(?d) AS ?date) {
  VALUES ?k { sam:Country sam:Person sam:GovernmentBody sam:InternationalOrganization sam:Company sam:Agreement
    sam:Meeting sam:Visit sam:Signing sam:Conference sam:Assistance sam:Investment }
  ?n a ?k .
  OPTIONAL { ?n rdfs:label ?th FILTER(LANG(?th) = "th") } OPTIONAL { ?n rdfs:label ?en FILTER(LANG(?en) != "th") }
  OPTIONAL { ?n schema:startDate ?d }
} GROUP BY ?n ?k ORDER BY ?n ?k"""
_EDGES = """SELECT DISTINCT ?s ?p ?o {
  VALUES ?p { sam:thaiParty sam:counterpart sam:country sam:instrument sam:cooperatesWith sam:canonical sam:succeededBy
    org:subOrganizationOf }
  ?s ?p ?o FILTER(?s != ?o)
} ORDER BY ?s ?p ?o"""
_POSTS = """SELECT DISTINCT ?s ?l ?o { ?m a org:Membership ; org:member ?s ; org:organization ?o ; sam:position ?l } ORDER BY ?s ?o ?l"""

# XML 1.0 cannot hold these characters in any spelling.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def network(backend: Backend) -> nx.MultiDiGraph:
    """The network of everything that takes part in an act, holds a post or is tied to such; nodes and edges in sorted order."""
    graph = nx.MultiDiGraph()
    known: dict[str, dict[str, str]] = {}
    for iri, kind, thai, english, date in backend.query(_NODES).texts():
        known[iri] = {
            "kind": kind.rpartition("#")[2],
            "label": _clean(thai or english or iri.removeprefix(ID)),
            "label_en": _clean(english),
            "date": date,
        }
    found = [(s, p.rpartition("#")[2], "", o) for s, p, o in backend.query(_EDGES).texts()]
    found += [(s, "holdsPostIn", _clean(position), o) for s, position, o in backend.query(_POSTS).texts()]
    edges = [edge for edge in sorted(found) if edge[0] in known and edge[3] in known]
    for iri in sorted({end for s, _, _, o in edges for end in (s, o)}):
        graph.add_node(iri, **known[iri])
    for number, (subject, relation, label, target) in enumerate(edges):
        graph.add_edge(subject, target, key=number, id=str(number), relation=relation, label=label or relation)
    return graph


def write_graphml(backend: Backend, file: IO[bytes]) -> None:
    """Write the network as GraphML."""
    nx.write_graphml_xml(network(backend), file)


def write_gexf(backend: Backend, file: IO[bytes]) -> None:
    """Write the network as GEXF 1.2."""
    lines = nx.generate_gexf(network(backend), version="1.2draft")
    # networkx stamps the file with today's date; equal graphs have to give equal files.
    file.write(re.sub(r'<meta lastmodifieddate="[^"]*">', "<meta>", "\n".join(lines), count=1).encode())


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
