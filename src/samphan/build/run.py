"""The build itself: one pass over the sources, a second one only for documents that have to step in for others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samphan.build.documents import Documents, Row
from samphan.build.fingerprint import content_hash, program
from samphan.build.report import Became, BuildReport, Outcome
from samphan.build.stopping import Stop, Stopped
from samphan.build.workers import Read, Reading, Task, read_all, reason
from samphan.corrections import default_file, load
from samphan.errors import UsageError
from samphan.identity import refresh
from samphan.knowledge import ontology_hash
from samphan.rdf import Evidence
from samphan.sources import STANDARD_INPUT, RawDocument, Unreadable, iter_raw
from samphan.store import Graph, LedgerEntry, home

_BATCH = 512  # articles written as one unit: fewer load slower, more cost more to read again after a crash
_LARGE = 1_000_000  # quads after which compacting the store is worth its time
_STANDS = "another document of this number stands for it"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: articles ``done``, ``total`` where known, ``seconds`` since the start."""

    done: int
    seconds: float
    total: int | None = None

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.done / self.seconds if self.seconds else 0.0


def build(
    sources: Sequence[str | Path],
    store: str | Path,
    *,
    workers: int | None = None,
    evidence: Evidence = "full",
    sync: bool = False,
    progress: Callable[[Progress], None] | None = None,
    identity: bool = True,
    min_confidence: float = 0.0,
) -> BuildReport:
    """Read every article of ``sources`` into ``store``, a folder that is made where there is none or the address of a SPARQL server.

    ``workers`` is the number of reading processes (default: one a core); ``sync`` also forgets the documents that have vanished
    from the given folders and archives; facts less sure than ``min_confidence`` (0 to 1) are left out.
    Afterwards identity across articles is computed anew if anything changed, under the corrections beside the store
    (``identity=False`` leaves that to a later run). Ctrl-C ends the run early with a report marked ``interrupted``; the next
    run goes on.

    Raises :class:`StoreError`, :class:`StoreBusyError`, :class:`KnowledgeError` or :class:`CorrectionError`; unreadable documents are
    in the report.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers", place="--workers", remedy="give 1 or more")
    if not 0.0 <= min_confidence <= 1.0:
        raise UsageError(f"{min_confidence} is no confidence", place="--min-confidence", remedy="give a number from 0 to 1")
    if not sources:
        raise UsageError("nothing to read", place="SOURCE", remedy="name a file, a folder or an archive")
    orders = load(default_file(home(store)))  # before the work: a broken file should not be found out at its end
    with Graph.open(store, create=True) as graph:
        documents = Documents(home(store) / "documents.sqlite")
        try:
            run = _Run(graph, documents, workers or _cores(), evidence, progress, min_confidence)
            report = run.report([str(source) for source in sources], sync=sync)
            found = refresh(graph, orders) if identity and not report.interrupted else None
            return replace(report, remarks=(*report.remarks, *found.remarks())) if found else report
        finally:
            documents.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Run:
    """One build under way."""

    def __init__(
        self,
        graph: Graph,
        documents: Documents,
        workers: int,
        evidence: Evidence,
        progress: Callable[[Progress], None] | None,
        min_confidence: float,
    ) -> None:
        self.graph = graph
        self.documents = documents
        self.workers = workers
        self.evidence: Evidence = evidence
        self.progress = progress
        self.min_confidence = min_confidence
        self.started = time.monotonic()
        self.stamp = LedgerEntry("", "", ontology_hash(), program(min_confidence), evidence)
        self.stop = Stop()
        self.outcomes: list[Outcome] = []
        self.met: set[str] = set()  # keys of the documents of this run
        self.incomplete: set[str] = set()  # sources of which something could not be reached
        self.touched: set[str] = set()  # articles whose documents have changed
        self.taken: dict[str, tuple[str, int]] = {}  # article → hash of the text that stands for it, its line in the outcomes
        self.batch: dict[str, tuple[LedgerEntry, str, Read]] = {}
        self.cooperation = 0
        self.quads = 0

    def report(self, sources: Sequence[str], *, sync: bool) -> BuildReport:
        """Do it."""
        interrupted = False
        why = self._why_again()
        with self.stop:
            self.graph.reload_reference()
            self._adopt()
            try:
                self._take_all(self._tasks(sources))
                self._forget_vanished(sources, sync=sync)
                self._settle(sources)
            except Stopped:
                interrupted = True
            self._write()
            if self.quads > _LARGE:
                self.graph.optimize()
        seconds = time.monotonic() - self.started
        return BuildReport(tuple(sorted(self.outcomes)), self.cooperation, self.quads, seconds, interrupted, tuple(why))

    def _why_again(self) -> list[str]:
        """What is different from the last build, so that known articles are read again, and all of them: any name may stand anywhere."""
        before = next(self.graph.ledger.entries(), None)
        if before is None:
            return []
        parts = {
            "the ontology has changed": before.knowledge != self.stamp.knowledge,
            "the program has changed": before.program != self.stamp.program,
            "another level of evidence is asked for": before.evidence != self.stamp.evidence,
        }
        return [f"known articles were read again: {cause}" for cause, so in parts.items() if so and before.knowledge]

    def _adopt(self) -> None:
        """A store whose registry was lost: its articles stay until their documents are met again."""
        if len(self.graph.ledger) and not self.documents.articles():
            entries = self.graph.ledger.entries()
            self.documents.adopt(Row(f"lost/{e.article}", e.article, "", e.content, 0, "") for e in entries)

    def _tasks(self, sources: Iterable[str], only: frozenset[str] | None = None) -> Iterator[Task]:
        """The documents that have to be read; what needs no reading is settled on the way."""
        for source in sources:
            if only is not None and source == STANDARD_INPUT:
                continue
            for found in iter_raw([source]):
                self.stop.check()
                if isinstance(found, Unreadable):
                    if only is None:
                        self._passed_over(found, source)
                    continue
                task = Task(found, _key(found, source), content_hash(found.data), _absolute(source), self.min_confidence)
                if only is not None:
                    if task.key in only:
                        yield task
                elif not self._known(task):
                    yield task

    def _known(self, task: Task) -> bool:
        """Settle a document whose content was read before, in this run or an earlier one; whether that was enough."""
        self.met.add(task.key)
        known = self.documents.known(task.content)
        if not known:
            return False
        rows = [replace(row, key=task.key, source=task.source) for row in known]
        self.touched |= self.documents.put(task.key, rows)
        standing = [row for row in rows if self._stands(row.article, row.text)]
        if any(self._stored(row.article) != row.text for row in standing if row.article not in self.taken):
            return False
        for row in rows:
            if row in standing and row.article not in self.taken:
                self.taken[row.article] = (row.text, len(self.outcomes))
                self._done(task.raw.origin, Became.UNCHANGED, row.article)
            else:
                self._done(task.raw.origin, Became.DUPLICATE, row.article, _STANDS)
        return True

    def _take_all(self, tasks: Iterable[Task]) -> None:
        for reading in read_all(tasks, workers=self.workers, evidence=self.evidence):
            self.stop.check()
            self._enter(reading)
            for origin, problem in reading.problems:
                self._done(origin, Became.UNREADABLE, "", problem)
            for read in reading.articles:
                self._take(read)

    def _enter(self, reading: Reading) -> None:
        """The registry learns what a document holds. Of standard input only the last text of each article is remembered."""
        rows = {r.article: Row(reading.key, r.article, reading.content, r.text, r.length, reading.source) for r in reading.articles}
        if reading.source == STANDARD_INPUT:
            for article, row in rows.items():
                key = f"{STANDARD_INPUT}{article}"
                self.touched |= self.documents.put(key, [replace(row, key=key)])
            return
        if reading.problems:
            rows[""] = Row(reading.key, "", reading.content, "", 0, reading.source)
        self.touched |= self.documents.put(reading.key, list(rows.values()))

    def _take(self, read: Read) -> None:
        """An article was read: it stands, replaces the one taken before, or is a duplicate."""
        if not self._stands(read.article, read.text) or self.taken.get(read.article, ("", 0))[0] == read.text:
            self._done(read.origin, Became.DUPLICATE, read.article, _STANDS)
            return
        entry = replace(self.stamp, article=read.article, content=read.text, origin=read.origin)
        stored = self.graph.ledger.entry(read.article)
        became = Became.UPDATED if stored else Became.ADDED
        if read.article in self.taken:  # the one taken before turns out to be the duplicate
            line = self.taken[read.article][1]
            became = self.outcomes[line].became if self.outcomes[line].became is not Became.UNCHANGED else Became.UPDATED
            self.outcomes[line] = replace(self.outcomes[line], became=Became.DUPLICATE, message=_STANDS)
        elif stored and replace(stored, origin=read.origin) == entry:
            became = Became.UNCHANGED
        self.taken[read.article] = (read.text, len(self.outcomes))
        self._done(read.origin, became, read.article)
        if became is not Became.UNCHANGED:
            self.batch[read.article] = (entry, read.lines, read)
        if len(self.batch) >= _BATCH:
            self._write()

    def _write(self) -> None:
        """The registry first: whatever the store holds is known there."""
        self.documents.commit()
        batch, self.batch = self.batch, {}
        self.graph.replace_articles((entry, lines) for entry, lines, _ in batch.values())
        self.cooperation += sum(read.relevant for _, _, read in batch.values())
        self.quads += sum(read.quads for _, _, read in batch.values())

    def _forget_vanished(self, sources: Sequence[str], *, sync: bool) -> None:
        """Blocks that a shortened file no longer has; with ``sync`` also files that a folder or archive no longer has."""
        files = {key.partition("#")[0] for key in self.met}
        for source in sources:
            if source in self.incomplete or source == STANDARD_INPUT:
                continue
            for row in self.documents.of_source(_absolute(source)):
                if row.key not in self.met and (sync or row.key.partition("#")[0] in files):
                    self.touched |= self.documents.put(row.key, [])

    def _settle(self, sources: Sequence[str]) -> None:
        """Articles whose document has changed or gone: remove them, or read the document that now stands for them."""
        self._write()
        known = self.documents.articles()
        orphans = sorted(entry.article for entry in self.graph.ledger.entries() if entry.article not in known)
        self.graph.remove_articles(orphans)
        self.outcomes += [Outcome("", Became.REMOVED, article, "no document stands for it any more") for article in orphans]
        winners = filter(None, map(self.documents.winner, self.touched))
        wanted = frozenset(row.key for row in winners if row.key in self.met and self._stored(row.article) != row.text)
        if wanted:
            for reading in read_all(self._tasks(sources, wanted), workers=self.workers, evidence=self.evidence):
                for read in reading.articles:
                    if self._stands(read.article, read.text) and self._stored(read.article) != read.text:
                        self._step_in(read)

    def _step_in(self, read: Read) -> None:
        """What was called a duplicate stands for the article after all."""
        wrong = Outcome(read.origin, Became.DUPLICATE, read.article, _STANDS)
        if wrong in self.outcomes:
            self.outcomes.remove(wrong)
        self.taken.pop(read.article, None)
        self._take(read)

    def _stands(self, article: str, text: str) -> bool:
        winner = self.documents.winner(article)
        return winner is None or winner.text == text

    def _stored(self, article: str) -> str | None:
        """The hash of the text that the store holds for the article, if it was read by this program with this ontology."""
        entry = self.graph.ledger.entry(article)
        return (
            entry.content if entry and replace(self.stamp, article=article, content=entry.content, origin=entry.origin) == entry else None
        )

    def _passed_over(self, found: Unreadable, source: str) -> None:
        if found.skipped:
            self._done(found.origin, Became.SKIPPED, "", reason(found))
        else:
            self.incomplete.add(source)
            self._done(found.origin, Became.UNREADABLE, "", reason(found))

    def _done(self, origin: str, became: Became, article: str, message: str = "") -> None:
        self.outcomes.append(Outcome(origin, became, article, message))
        if self.progress and (len(self.outcomes) % 16 == 0 or became is Became.ADDED):
            self.progress(Progress(len(self.outcomes), time.monotonic() - self.started))


def _absolute(source: str) -> str:
    return source if source == STANDARD_INPUT else str(Path(source).absolute())


def _key(raw: RawDocument, source: str) -> str:
    """One name a document, from whatever folder it was named; later blocks of a file carry their first line."""
    key = raw.origin if source == STANDARD_INPUT else _absolute(raw.origin)
    return key if raw.line == 1 else f"{key}#{raw.line}"
