"""Reading on Apache Spark (extra ``samphan[spark]``): the sources in partitions, N-Quads parts on any file system that Spark knows.

The driver only lists files; every executor opens its own share of them, so the sources have to be at the same path everywhere (a shared
or mounted file system), and Samphan has to be installed there. An archive is streamed by several tasks, each of which reads every
n-th document of it. A task that dies is run again by Spark, and its output counts once: what an article says is a function of its text.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samphan.build.fingerprint import content_hash
from samphan.build.workers import Reading, Task, read_one, reason
from samphan.errors import SamphanError, StoreError, UsageError
from samphan.rdf import Evidence
from samphan.rdf.reference import ReferenceFiles
from samphan.sources import STANDARD_INPUT, Unreadable, iter_raw
from samphan.sources.archives import is_archive

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_FILES = 200  # files a unit of work
_SHARES = 8  # tasks that stream one archive


@dataclass(frozen=True, slots=True)
class Unit:
    """What one task reads: files, or of one archive every ``shares``-th document from number ``share``."""

    paths: tuple[str, ...]
    share: int = 0
    shares: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One article as a task read it, in the order in which the better of two wins: longer first, then by hash and place."""

    shortness: int
    text: str
    key: str
    relevant: bool
    quads: int
    lines: str

    @property
    def rank(self) -> tuple[int, str, str]:
        """The smaller one stands for the article, as in a local build."""
        return self.shortness, self.text, self.key


@dataclass(frozen=True, slots=True)
class PartsReport:
    """What a run wrote.

    ``articles``, of them ``cooperation`` news, ``duplicates`` that gave way, and ``quads``; ``problems`` are pairs of place and reason.
    """

    articles: int
    cooperation: int
    duplicates: int
    quads: int
    problems: tuple[tuple[str, str], ...]
    seconds: float

    def summary(self) -> str:
        """One line for people."""
        return (
            f"{self.articles:,} articles, {self.duplicates:,} duplicate, {len(self.problems):,} unreadable; "
            f"{self.cooperation:,} cooperation news, {self.quads:,} quads written in {self.seconds:,.1f} s"
        )


def read_to_parts(
    sources: Sequence[str | Path], target: str, *, master: str | None = None, evidence: Evidence = "full", partitions: int | None = None
) -> PartsReport:
    """Read ``sources`` on Spark and write ``target``/articles and ``target``/reference as N-Quads parts.

    ``master`` is Spark's address (default: what ``spark-submit`` or its configuration says, else all local cores); ``target`` a path or
    an address of any file system that Spark knows, which must not exist. Each article's lines lie together, sorted.

    Raises :class:`UsageError` without PySpark or sources, :class:`StoreError` where ``target`` cannot be written, :class:`SamphanError`
    where Spark cannot be reached or gives up.
    """
    started = time.monotonic()
    units = list(_units([str(source) for source in sources]))
    if not units:
        raise UsageError("nothing to read", place="SOURCE", remedy="name a file, a folder or an archive")
    session = _session(master)
    try:
        from pyspark import StorageLevel

        context = session.sparkContext
        tasks = context.parallelize(units, partitions or max(len(units), context.defaultParallelism))
        read = tasks.flatMap(lambda unit: _read(unit, evidence)).persist(StorageLevel.DISK_ONLY)
        articles = read.filter(lambda pair: bool(pair[0]))
        standing = articles.reduceByKey(lambda one, other: min(one, other, key=lambda found: found.rank)).persist(StorageLevel.DISK_ONLY)
        standing.map(lambda pair: pair[1].lines).saveAsTextFile(f"{target.rstrip('/')}/articles")
        reference = context.parallelize(["\n".join(ReferenceFiles().quads())], 1)
        reference.saveAsTextFile(f"{target.rstrip('/')}/reference")
        counted = standing.map(lambda pair: (1, int(pair[1].relevant), pair[1].quads)).fold((0, 0, 0), _sum)
        problems = read.filter(lambda pair: not pair[0]).map(lambda pair: (pair[1].key, pair[1].text)).distinct().collect()
        return PartsReport(
            counted[0], counted[1], articles.count() - counted[0], counted[2], tuple(sorted(problems)), time.monotonic() - started
        )
    except SamphanError:
        raise
    except Exception as error:
        raise _told(error, target) from error
    finally:
        session.stop()


def _session(master: str | None) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("the Spark engine needs PySpark", place="--engine", remedy="pip install 'samphan[spark]', and Java 17") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder.appName("samphan")
    builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    if master:
        builder = builder.master(master)
    if master and master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    try:
        session: SparkSession = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        session.range(1).count()  # a master that is not there shows only now
    except Exception as error:
        raise SamphanError(
            f"Spark cannot be started: {_first_line(error)}", place=master or "spark", remedy="check --master and that Java 17 is there"
        ) from error
    return session


def _units(sources: Iterable[str]) -> Iterator[Unit]:
    for source in sources:
        if source == STANDARD_INPUT:
            raise UsageError("standard input cannot be read by many", place="SOURCE", remedy="name a file, a folder or an archive")
        path = Path(source).absolute()
        files = iter(_files(path))
        while some := list(islice(files, _FILES)):
            plain = tuple(str(one) for one in some if not is_archive(one.name))
            if plain:
                yield Unit(plain)
            for one in some:
                if is_archive(one.name):
                    yield from (Unit((str(one),), share, _SHARES) for share in range(_SHARES))


def _files(path: Path) -> Iterator[Path]:
    """The files that a local build would meet, in its order; what is hidden or linked is passed over as there."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _read(unit: Unit, evidence: Evidence) -> Iterator[tuple[str, Found]]:
    """The articles of a unit by number; problems under the empty number."""
    documents = (found for path in unit.paths for found in iter_raw([path]))
    for found in islice(documents, unit.share, None, unit.shares):
        if isinstance(found, Unreadable):
            if not found.skipped:
                yield "", Found(0, reason(found), found.origin, False, 0, "")
            continue
        key = str(Path(found.origin).absolute())
        key = key if found.line == 1 else f"{key}#{found.line}"
        yield from _of(read_one(Task(found, key, content_hash(found.data), ""), evidence))


def _of(reading: Reading) -> Iterator[tuple[str, Found]]:
    for origin, problem in reading.problems:
        yield "", Found(0, problem, origin, False, 0, "")
    for read in reading.articles:
        yield read.article, Found(-read.length, read.text, reading.key, read.relevant, read.quads, read.lines)


def _sum(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _told(error: Exception, target: str) -> SamphanError:
    text = str(error)
    if "FileAlreadyExists" in text or "already exists" in text:
        return StoreError("there are parts already", place=target, remedy="name a new place, or remove what is there")
    if "Permission denied" in text or "Mkdirs failed" in text or "No FileSystem" in text:
        return StoreError(f"the parts cannot be written: {_first_line(error)}", place=target, remedy="check address and permissions")
    return SamphanError(f"Spark gave up: {_first_line(error)}", place="spark", remedy="see Spark's own log; running again starts over")


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "Exception" in line or "Error" in line), lines[0] if lines else type(error).__name__)
    return told[:300]
