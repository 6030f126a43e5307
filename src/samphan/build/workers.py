"""Reading in several processes: batches of raw documents out, quads back, never more under way than a fixed number.

The workers are forked from a clean server process (spawned where there is none), never from this one: the store's threads
do not survive a fork. Ctrl-C is for the parent alone.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from samphan.build.fingerprint import content_hash
from samphan.errors import SamphanError
from samphan.facts import Article
from samphan.rdf import Evidence, quads
from samphan.sources import RawDocument, Unreadable, parse

if TYPE_CHECKING:
    from samphan.extract import Extractor

_BATCH = 32
_UNDER_WAY = 4  # batches a worker
_WORTH_A_PROCESS = 48  # documents: fewer are read here, sooner than a process has started


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read; ``key`` and ``content`` identify it, ``source`` is what the user named; less sure facts are left out."""

    raw: RawDocument
    key: str
    content: str
    source: str
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """One article read: number, place, hash and length of its text, and the lines of its graph."""

    article: str
    origin: str
    text: str
    length: int
    relevant: bool
    lines: str
    quads: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read: its articles, and what in it could not be read (place and reason)."""

    key: str
    content: str
    source: str
    articles: tuple[Read, ...]
    problems: tuple[tuple[str, str], ...]


def read_all(tasks: Iterable[Task], *, workers: int, evidence: Evidence) -> Iterator[Reading]:
    """Read every task, in order, with ``workers`` processes (here, for one worker or a few documents).

    Raises :class:`SamphanError` when a process dies; what was given out before is complete.
    """
    stream = iter(tasks)
    if workers == 1:
        for task in stream:
            yield read_one(task, evidence)
        return
    few = list(islice(stream, _WORTH_A_PROCESS))
    if len(few) < _WORTH_A_PROCESS:
        for task in few:
            yield read_one(task, evidence)
        return
    yield from _in_processes(chain(few, stream), workers, evidence)


def read_one(task: Task, evidence: Evidence) -> Reading:
    """Read one document; whatever fails in it becomes a problem of the :class:`Reading`."""
    articles: list[Read] = []
    problems: list[tuple[str, str]] = []
    extractor = _extractor()  # a missing ontology or model ends the run, unlike an odd article
    for found in parse(task.raw):
        if isinstance(found, Unreadable):
            problems.append((found.origin, reason(found)))
            continue
        try:
            articles.append(_read_article(found, extractor, evidence, task.min_confidence))
        except Exception as error:  # noqa: BLE001 (one odd article must not end the run; the report names it)
            problems.append((found.origin, f"cannot be read: unexpected {type(error).__name__}: {error}"))
    return Reading(task.key, task.content, task.source, tuple(articles), tuple(problems))


def reason(unreadable: Unreadable) -> str:
    """Why something gave no article, with what to do about it."""
    error = unreadable.error
    return f"{error.message} ({error.remedy})" if error.remedy else error.message


def _read_article(article: Article, extractor: Extractor, evidence: Evidence, min_confidence: float) -> Read:
    facts = extractor.extract(article)
    if min_confidence:
        from samphan.extract import at_least

        facts = at_least(facts, min_confidence)
    lines = quads(facts, evidence=evidence)
    text = content_hash(repr(replace(article, origin="")).encode("utf-8", "surrogatepass"))
    return Read(article.id, article.origin, text, len(article.text), facts.relevant, "\n".join(lines), len(lines))


def warm_up() -> None:
    """Load the ontology and models now rather than with the first article."""
    _extractor()


@cache
def _extractor() -> Extractor:
    from samphan.extract import Extractor  # not before the first article: a build of nothing new never needs it

    return Extractor.load()


def _in_processes(tasks: Iterator[Task], workers: int, evidence: Evidence) -> Iterator[Reading]:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["samphan.build.warm"])
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)
    under_way: deque[Future[list[Reading]]] = deque()
    try:
        while batch := list(islice(tasks, _BATCH)):
            under_way.append(pool.submit(_read_batch, batch, evidence))
            if len(under_way) >= workers * _UNDER_WAY:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise SamphanError(
            "a reading process has died, perhaps for want of memory",
            place="build",
            remedy="run the same command again, it goes on where it stopped; try fewer --workers",
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_batch(batch: Sequence[Task], evidence: Evidence) -> list[Reading]:
    return [read_one(task, evidence) for task in batch]
