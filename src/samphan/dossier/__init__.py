"""Dossiers: what is known of one country, body, person or topic, with the sources on every line.

::

    with Graph.open("graphs/store", read_only=True) as graph:
        found = collect(graph, "country", iri("country/PL"))
        Path("poland.md").write_text(markdown(found), encoding="utf-8")
"""

from samphan.dossier.collect import KINDS, SILENT_DAYS, collect
from samphan.dossier.records import Dossier
from samphan.dossier.render import markdown, page

__all__ = ["KINDS", "SILENT_DAYS", "Dossier", "collect", "markdown", "page"]
