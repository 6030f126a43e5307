"""The build itself: one pass over the sources, a second one only for documents that have to step in for others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samphan.build.documents import Document, Documents
from samphan.build.fingerprint import content_hash, program
from samphan.build.report import Became, BuildReport, Outcome
from samphan.build.stopping import Stop, Stopped
from samphan.build.workers import Reading, Task, read_all
from samphan.errors import SourceError, UsageError
from samphan.knowledge import ontology_hash
from samphan.rdf import Evidence
from samphan.sources import iter_raw
from samphan.store import Graph, LedgerEntry

_BATCH = 256  # articles written as one unit
_STANDARD_INPUT = "-"
_STANDS = "another document of this number stands for it"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: documents ``done``, ``total`` where known, ``seconds`` since the start."""

    done: int
    seconds: float
    total: int | None = None

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.done / self.seconds if self.seconds else 0.0


def build(
    sources: Sequence[str | Path],
    store: str | Path,
    *,
    workers: int | None = None,
    evidence: Evidence = "full",
    sync: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> BuildReport:
    """Read every document of ``sources`` into the store in the folder ``store``, which is made where there is none.

    ``workers`` is the number of reading processes (default: one a core); ``sync`` also forgets the documents that have vanished
    from the given sources. Ctrl-C ends the run early with a report marked ``interrupted``; the next run goes on from there.

    Raises :class:`StoreError`, :class:`StoreBusyError` or :class:`KnowledgeError`; unreadable documents are in the report.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers", place="--workers", remedy="give 1 or more")
    if not sources:
        raise UsageError("nothing to read", place="SOURCE", remedy="name a file, a folder or an archive")
    with Graph.open(store, create=True) as graph:
        documents = Documents(Path(store) / "documents.sqlite")
        try:
            run = _Run(graph, documents, workers or _cores(), evidence, progress)
            return run.report(sources, sync=sync)
        finally:
            documents.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Run:
    """One build under way."""

    def __init__(
        self, graph: Graph, documents: Documents, workers: int, evidence: Evidence, progress: Callable[[Progress], None] | None
    ) -> None:
        self.graph = graph
        self.documents = documents
        self.workers = workers
        self.evidence: Evidence = evidence
        self.progress = progress
        self.started = time.monotonic()
        self.stamp = LedgerEntry("", "", ontology_hash(), program(), evidence)
        self.outcomes: list[Outcome] = []
        self.touched: set[str] = set()  # articles whose documents have changed
        self.seen: dict[str, str] = {}  # document key → the source it came from
        self.here: set[str] = set()  # contents met in this run
        self.taken: dict[str, int] = {}  # article → its line in the outcomes
        self.batch: list[tuple[LedgerEntry, str]] = []
        self.stop = Stop()
        self.cooperation = 0
        self.quads = 0

    def report(self, sources: Sequence[str | Path], *, sync: bool) -> BuildReport:
        """Do it."""
        interrupted = False
        with self.stop:
            self.graph.reload_reference()
            self._adopt()
            try:
                self._read(self._tasks(sources))
                if sync:
                    self._forget_vanished(sources)
                self._settle(sources)
            except Stopped:
                interrupted = True
            self._write()
        if self.quads > 1_000_000:
            self.graph.optimize()
        seconds = time.monotonic() - self.started
        return BuildReport(tuple(sorted(self.outcomes)), self.cooperation, self.quads, seconds, interrupted)

    def _adopt(self) -> None:
        if len(self.graph.ledger) and not self.documents.articles():
            entries = self.graph.ledger.entries()
            self.documents.adopt(Document(_key(e.origin), e.content, e.article, 0, "") for e in entries)

    def _tasks(self, sources: Iterable[str | Path], only: frozenset[str] | None = None) -> Iterator[Task]:
        """The documents that have to be read; what needs no reading is settled on the way."""
        for source in sources:
            try:
                for found in iter_raw([source]):
                    if isinstance(found, SourceError):
                        if only is None:
                            self._unreadable(found.place or str(source), found.message, found.remedy)
                        continue
                    self.stop.check()
                    task = Task(found, _key(found.origin), content_hash(found.data), _key(source))
                    if only is not None:
                        if task.key in only:
                            yield task
                    elif not self._known(task):
                        yield task
            except SourceError as error:
                if only is None:
                    self._unreadable(error.place or str(source), error.message, error.remedy)

    def _known(self, task: Task) -> bool:
        """Settle a document whose content was read before, in this run or an earlier one; whether that was enough."""
        self.seen[task.key] = task.source
        known = self.documents.by_content(task.content)
        if known is None:
            return False
        self._enter(_document(task.key, task.content, known.article, known.length, task.source))
        winner = self.documents.winner(known.article)
        if winner is None or winner.content != task.content or task.content in self.here:
            return self._done(task.raw.origin, Became.DUPLICATE, known.article, _STANDS)
        if self._entry(known.article, task.content, task.raw.origin) != self._stored(known.article, task.raw.origin):
            return False
        self.here.add(task.content)
        return self._done(task.raw.origin, Became.UNCHANGED, known.article)

    def _read(self, tasks: Iterable[Task]) -> None:
        for reading in read_all(tasks, workers=self.workers, evidence=self.evidence):
            self.stop.check()
            if reading.problem:
                self._lost(reading)
                self._unreadable(reading.origin, reading.problem)
                continue
            self._enter(_document(reading.key, reading.content, reading.article, reading.length, reading.source))
            winner = self.documents.winner(reading.article)
            if winner is None or winner.content != reading.content or reading.content in self.here:
                self._done(reading.origin, Became.DUPLICATE, reading.article, _STANDS)
                continue
            self.here.add(reading.content)
            self._take(reading)

    def _take(self, reading: Reading) -> None:
        became = Became.UPDATED if reading.article in self.graph.ledger else Became.ADDED
        if (before := self.taken.get(reading.article)) is not None:  # a longer document has come: the first one was the duplicate
            became = self.outcomes[before].became
            self.outcomes[before] = replace(self.outcomes[before], became=Became.DUPLICATE, message=_STANDS)
        self.taken[reading.article] = len(self.outcomes)
        self._done(reading.origin, became, reading.article)
        self.cooperation += reading.relevant
        self.quads += reading.quads
        self.batch.append((self._entry(reading.article, reading.content, reading.origin), reading.lines))
        if len(self.batch) >= _BATCH:
            self._write()

    def _write(self) -> None:
        """The registry first: whatever the store holds is known there."""
        self.documents.commit()
        batch, self.batch = self.batch, []
        self.graph.replace_articles(batch)

    def _settle(self, sources: Sequence[str | Path]) -> None:
        """Articles whose document has changed or gone: remove them, or read the document that now stands for them."""
        self._write()
        known = self.documents.articles()
        orphans = sorted(entry.article for entry in self.graph.ledger.entries() if entry.article not in known)
        self.graph.remove_articles(orphans)
        self.outcomes += [Outcome("", Became.REMOVED, article, "no document stands for it any more") for article in orphans]
        wanted = set()
        for article in self.touched:
            winner, stored = self.documents.winner(article), self.graph.ledger.entry(article)
            if winner and winner.key in self.seen and (stored is None or stored.content != winner.content):
                wanted.add(winner.key)
        if wanted:
            for reading in read_all(self._tasks(sources, frozenset(wanted)), workers=self.workers, evidence=self.evidence):
                if not reading.problem:
                    self._take(reading)

    def _forget_vanished(self, sources: Sequence[str | Path]) -> None:
        for source in sources:
            if str(source) == _STANDARD_INPUT or not Path(source).exists():
                continue
            for document in self.documents.of_source(_key(source)):
                if document.key not in self.seen:
                    self.documents.remove(document.key)
                    self.touched.add(document.article)

    def _enter(self, document: Document) -> None:
        before = self.documents.put(document)
        if before is not None:
            self.touched.update((before, document.article))

    def _lost(self, reading: Reading) -> None:
        """A document that can no longer be read stands for nothing."""
        before = self.documents.put(Document(reading.key, reading.content, "", 0, reading.source))
        self.documents.remove(reading.key)
        if before:
            self.touched.add(before)

    def _entry(self, article: str, content: str, origin: str) -> LedgerEntry:
        return replace(self.stamp, article=article, content=content, origin=origin)

    def _stored(self, article: str, origin: str) -> LedgerEntry | None:
        """What the store holds of the article, as if it had come from ``origin``: the place alone is no reason to read again."""
        stored = self.graph.ledger.entry(article)
        return replace(stored, origin=origin) if stored else None

    def _unreadable(self, origin: str, message: str, remedy: str = "") -> None:
        self._done(origin, Became.UNREADABLE, "", f"{message} ({remedy})" if remedy else message)

    def _done(self, origin: str, became: Became, article: str, message: str = "") -> bool:
        self.outcomes.append(Outcome(origin, became, article, message))
        if self.progress and (len(self.outcomes) % 16 == 0 or became is Became.ADDED):
            self.progress(Progress(len(self.outcomes), time.monotonic() - self.started))
        return True


def _document(key: str, content: str, article: str, length: int, source: str) -> Document:
    """A row of the registry; of standard input only the last text of each article is remembered."""
    return Document(f"{_STANDARD_INPUT}{article}" if source == _STANDARD_INPUT else key, content, article, length, source)


def _key(origin: str | Path) -> str:
    """One name a document, from whatever folder it was named."""
    return str(Path(origin).absolute()) if str(origin) != _STANDARD_INPUT else _STANDARD_INPUT
