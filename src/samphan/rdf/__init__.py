"""Facts to quads under the graph contract, the reference graph from the ontology files, and SHACL.

::

    lines = quads(facts)                     # sorted, unique N-Quads of the article's graph
    lines = ReferenceFiles().quads()         # the same for ontology/*.ttl (samphan.rdf.reference)
    checks = compile_shapes()                # ontology/shapes.ttl as SPARQL (samphan.rdf.shacl)
"""

from samphan.rdf.nquads import article_graph
from samphan.rdf.quads import Evidence, quads

__all__ = ["Evidence", "article_graph", "quads"]
