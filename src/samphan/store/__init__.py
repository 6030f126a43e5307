"""The store: every article's named graph, the reference graph and what is computed from them, on Oxigraph.

::

    with Graph.open("graphs/store", create=True) as graph:
        graph.reload_reference()                                   # ontology/*.ttl, only when they changed
        if graph.ledger.entry("83606") != entry:                   # a LedgerEntry; equal means: nothing to do
            graph.replace_articles([(entry, quads(facts))])        # one batch, safe against a kill at any moment
        for country, number in graph.query("SELECT ?c (COUNT(?e) AS ?n) { ?e sam:country ?c } GROUP BY ?c"):
            print(country.value, number.value)
        graph.export("all.nq")

Only this room and ``rdf`` know Oxigraph; answers are its terms, which carry ``value``, ``language`` and ``datatype``.
"""

from samphan.store.backend import Backend, OxigraphBackend
from samphan.store.folder import home
from samphan.store.graph import Graph, Statistics
from samphan.store.ledger import Ledger, LedgerEntry
from samphan.store.result import Result, Term
from samphan.store.validation import Violation

__all__ = ["Backend", "Graph", "Ledger", "LedgerEntry", "OxigraphBackend", "Result", "Statistics", "Term", "Violation", "home"]
