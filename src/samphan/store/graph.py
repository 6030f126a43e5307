"""``Graph``: one knowledge graph, open for reading or writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

import rdflib

from samphan.errors import StoreError, UsageError
from samphan.rdf import article_graph
from samphan.rdf.reference import ReferenceFiles
from samphan.store.backend import Backend, OxigraphBackend
from samphan.store.export import export
from samphan.store.folder import StoreFolder, home
from samphan.store.ledger import Ledger, LedgerEntry
from samphan.store.result import Result
from samphan.store.validation import Violation, validate
from samphan.store.wire import is_remote
from samphan.vocab import GRAPH, IDENTITY_GRAPH, REFERENCE_GRAPH

_REFERENCE_NOTE = "reference"
_WRITING = "writing"
"""The ledger's note of the computed graph that is being replaced, empty where none is."""
_COUNT = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a %s }"
_COUNTED = {
    "articles": "sam:Article",
    "countries": "sam:Country",
    "persons": "sam:Person",
    "bodies": "sam:GovernmentBody",
    "organizations": "sam:InternationalOrganization",
    "companies": "sam:Company",
    "posts": "org:Membership",
    "annotations": "oa:Annotation",
}


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a graph holds. ``counts`` are instances by kind, ``events`` acts by class (local name), both over all graphs."""

    quads: int
    graphs: int
    cooperation_articles: int
    counts: tuple[tuple[str, int], ...]
    events: tuple[tuple[str, int], ...]


class Graph:
    """A knowledge graph under the graph contract; see :mod:`samphan.store` for an example. Use it in a ``with`` block."""

    def __init__(self, backend: Backend, ledger: Ledger, *, folder: StoreFolder | None, read_only: bool) -> None:
        """Use :meth:`open`."""
        self._backend = backend
        self._folder = folder
        self.ledger = ledger
        self.read_only = read_only

    @classmethod
    def open(cls, path: str | Path | None = None, *, read_only: bool = False, create: bool = False) -> Graph:
        """Open the store in the folder ``path``, the SPARQL server at an address ``https://…``, or a new one in memory for ``None``.

        Many may read at once, one may write. ``create`` makes the store where there is none. Opening for writing clears
        article graphs that a killed build left half-written, so that the next build makes them again.

        Raises :class:`StoreError`, :class:`StoreVersionError` or :class:`StoreBusyError`.
        """
        if path is None:
            return cls(OxigraphBackend(), Ledger(None), folder=None, read_only=False)
        remote = is_remote(path)
        if remote and read_only:
            return cls(_remote(str(path), read_only=True), Ledger(None), folder=None, read_only=True)
        folder = StoreFolder(home(path), read_only=read_only, create=create or remote)
        try:
            ledger = Ledger(folder.ledger, read_only=read_only)
            backend = _remote(str(path)) if remote else OxigraphBackend(folder.quads, read_only=read_only)
            graph = cls(backend, ledger, folder=folder, read_only=read_only)
            if remote:
                graph._compare()
            if not read_only:
                graph._recover()
        except StoreError:
            folder.close()
            raise
        return graph

    def replace_articles(self, batch: Iterable[tuple[LedgerEntry, str | Sequence[str]]]) -> int:
        """Replace the graphs of these articles by their new quads and enter them in the ledger; the number of articles.

        Each item is a ledger entry and the article's N-Quads (text or lines). The batch is one unit: after a crash its
        articles are either all entered with their graphs complete, or none is and the next opening clears them. A few
        hundred articles a batch load fastest. Of two items for one article the later one stands.
        """
        self._for_writing()
        items = {entry.article: (entry, quads) for entry, quads in batch}
        if not items:
            return 0
        self.ledger.begin(items)
        self._backend.replace([(article_graph(article), _text(quads)) for article, (_, quads) in items.items()])
        self.ledger.commit(entry for entry, _ in items.values())
        return len(items)

    def remove_articles(self, articles: Iterable[str]) -> int:
        """Remove the graphs and entries of these article numbers; the number that were there."""
        self._for_writing()
        there = sorted({article for article in articles if article in self.ledger or self._backend.has(article_graph(article))})
        self.ledger.begin(there)
        self._backend.drop([article_graph(article) for article in there])
        self.ledger.clear(there)
        return len(there)

    def remove_article(self, article: str) -> bool:
        """Remove one article; whether it was there."""
        return bool(self.remove_articles([article]))

    def reload_reference(self, files: Iterable[Path] | None = None) -> bool:
        """Load the ontology files (by default the shipped ones) as the reference graph; ``False`` where they are unchanged.

        Raises :class:`samphan.errors.KnowledgeError` with file and line where one does not parse.
        """
        reference = ReferenceFiles(files)
        if self.ledger.note(_REFERENCE_NOTE) == reference.hash:
            return False
        self.replace_graph(REFERENCE_GRAPH, reference.quads(), note=(_REFERENCE_NOTE, reference.hash))
        return True

    def replace_graph(self, graph: str, quads: Iterable[str], *, note: tuple[str, str] | None = None) -> None:
        """Replace a computed graph (reference, identity, derived) by these N-Quads lines.

        Only the difference to what is there is written. ``note`` is a name and value that the ledger keeps once the graph is complete.
        """
        self._for_writing()
        if note:
            self.ledger.set_note(note[0], "")
        self.ledger.set_note(_WRITING, graph)
        self._backend.replace([(graph, _text(quads))])
        self.ledger.set_note(_WRITING, "")
        if note:
            self.ledger.set_note(*note)

    def query(self, sparql: str) -> Result:
        """Answer a SPARQL query over the union of all graphs; the prefixes of the contract are known.

        Raises :class:`QueryError` where it cannot be parsed.
        """
        return self._backend.query(sparql)

    def export(self, path: str | Path, form: str | None = None) -> Path:
        """Write the whole graph to a file, by default in the format that its ending names; see :mod:`samphan.store.export`."""
        target = Path(path)
        export(self._backend, target, form or target.suffix.removeprefix("."))
        return target

    def validate(self, *, limit: int = 1000) -> list[Violation]:
        """Check every graph against ``ontology/shapes.ttl``; at most ``limit`` violations a shape, sorted, none if it conforms."""
        return validate(self._backend, limit=limit)

    def statistics(self) -> Statistics:
        """Count quads, graphs, articles, things and acts."""
        counts = tuple((name, self._number(_COUNT % term)) for name, term in _COUNTED.items())
        events = self.query(
            "SELECT ?t (COUNT(DISTINCT ?e) AS ?n) { ?a sam:reports ?e . ?e a ?t } GROUP BY ?t ORDER BY ?t",
        ).texts()
        return Statistics(
            quads=len(self),
            graphs=sum(1 for _ in self.graphs()),
            cooperation_articles=self._number("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a sam:reports ?e }"),
            counts=counts,
            events=tuple((kind.rpartition("#")[2], int(number)) for kind, number in events),
        )

    @property
    def dataset(self) -> rdflib.Dataset:
        """The same graph as an rdflib dataset, for reading; its default graph is the union of all named graphs."""
        return self._backend.dataset()

    def graphs(self) -> Iterator[str]:
        """The IRIs of all named graphs, sorted."""
        yield from sorted(self._backend.graphs())

    def articles(self) -> Iterator[str]:
        """The IRIs of the article graphs, sorted."""
        yield from (graph for graph in self.graphs() if graph.startswith(GRAPH + "article/"))

    def optimize(self) -> None:
        """Compact the store for reading; worth it after a whole build."""
        self._backend.optimize()

    def __len__(self) -> int:
        """The number of quads in all named graphs."""
        return len(self._backend)

    def close(self) -> None:
        """Close the store; closing twice is no error."""
        self._backend.close()
        self.ledger.close()
        if self._folder:
            self._folder.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _number(self, sparql: str) -> int:
        return int(self.query(sparql).texts()[0][0])

    def _compare(self) -> None:
        """The server may have lost or kept what the ledger does not know of: such articles are read again, such graphs made again."""
        there = set(self._backend.graphs())
        entered = {article_graph(entry.article): entry.article for entry in self.ledger.entries()}
        lost = [article for graph, article in entered.items() if graph not in there]
        self.ledger.begin(lost)
        self.ledger.clear(lost)
        prefix = GRAPH + "article/"
        self.ledger.commit(LedgerEntry(unquote(graph.removeprefix(prefix))) for graph in there - entered.keys() if graph.startswith(prefix))
        for note, graph in ((_REFERENCE_NOTE, REFERENCE_GRAPH), ("identity", IDENTITY_GRAPH)):
            if graph not in there and self.ledger.note(note):
                self.ledger.set_note(note, "")

    def _recover(self) -> None:
        if left := self.ledger.pending():
            self._backend.drop([article_graph(article) for article in left])
            self.ledger.clear(left)
        # A computed graph that was cut off may be named but not yet in the union: comparing it with its next version would miss that.
        if graph := self.ledger.note(_WRITING):
            self._backend.drop([graph])
            self.ledger.set_note(_WRITING, "")
            if graph == REFERENCE_GRAPH:
                self.ledger.set_note(_REFERENCE_NOTE, "")

    def _for_writing(self) -> None:
        if self.read_only:
            place = str(self._folder.path) if self._folder else ""
            raise UsageError("the store is open for reading only", place=place, remedy="open it without read_only")


def _remote(url: str, *, read_only: bool = False) -> Backend:
    from samphan.store.remote import RemoteBackend  # only who has a server needs httpx

    return RemoteBackend(url, read_only=read_only)


def _text(quads: str | Iterable[str]) -> str:
    return quads if isinstance(quads, str) else "".join(f"{line}\n" for line in quads)
