"""Facts to quads under the graph contract, the reference graph from the ontology files, and SHACL.

::

    lines = samphan.rdf.quads(facts)                 # sorted, unique N-Quads of the article's graph
    lines = samphan.rdf.reference_quads()            # the same for ontology/*.ttl
    checks = samphan.rdf.compile_shapes(path)        # ontology/shapes.ttl as SPARQL
"""

from samphan.rdf.nquads import article_graph
from samphan.rdf.quads import Evidence, quads

__all__ = ["Evidence", "article_graph", "quads"]
