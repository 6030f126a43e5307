"""Spark reads what a local build reads, also when an executor is killed on the way."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tarfile
import threading
import time
from pathlib import Path

import pytest

import genre
from samphan.build import build
from samphan.errors import SamphanError, StoreError, UsageError
from samphan.store import Graph

pytest.importorskip("pyspark")
from samphan.engines.spark import read_to_parts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java"),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="watches processes through /proc"),
]


def parts(folder: Path) -> list[str]:
    """All lines of all parts, sorted."""
    return sorted(line for part in folder.rglob("part-*") for line in part.read_text(encoding="utf-8").split("\n") if line)


def local(folder: Path, store: Path) -> list[str]:
    build([folder], store, workers=1, identity=False)
    with Graph.open(store, read_only=True) as graph:
        graph.export(store.with_suffix(".nq"))
    return [line for line in store.with_suffix(".nq").read_text(encoding="utf-8").split("\n") if line]


def family(pid: int) -> list[int]:
    """The processes below this one."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *family(child)]
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def test_the_same_facts_with_an_executor_killed_on_the_way(tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 150)
    (folder / "broken.txt").write_text("", encoding="utf-8")
    expected = local(folder, tmp_path / "store")
    killed: list[int] = []

    def kill_one() -> None:
        until = time.monotonic() + 240
        while not killed and time.monotonic() < until:
            executors = [pid for pid in family(os.getpid()) if "CoarseGrainedExecutorBackend" in command(pid)]
            at_work = [pid for pid in executors if any("pyspark.daemon" in command(child) for child in family(pid))]
            if at_work:
                time.sleep(1.0)
                os.kill(at_work[0], signal.SIGKILL)
                killed.append(at_work[0])
            time.sleep(0.05)

    killer = threading.Thread(target=kill_one)
    killer.start()
    report = read_to_parts([folder], str(tmp_path / "parts"), master="local-cluster[2,1,1024]", partitions=8)
    killer.join()
    assert killed
    assert parts(tmp_path / "parts") == expected
    assert (report.articles, report.duplicates, len(report.problems)) == (150, 3, 1)
    assert report.cooperation > 50


def test_an_archive_is_shared_out_and_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 30)
    with tarfile.open(tmp_path / "news.tar.xz", "w:xz") as archive:
        archive.add(folder, "news")
    expected = local(folder, tmp_path / "store")
    read_to_parts([tmp_path / "news.tar.xz"], str(tmp_path / "parts"), master="local[2]")
    assert parts(tmp_path / "parts") == expected
    with pytest.raises(StoreError, match="parts already"):
        read_to_parts([folder], str(tmp_path / "parts"), master="local[1]")


def test_what_cannot_be_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="standard input"):
        read_to_parts(["-"], str(tmp_path / "parts"))
    with pytest.raises(UsageError, match="nothing to read"):
        read_to_parts([genre.write(tmp_path / "empty", 0)], str(tmp_path / "parts"))
    folder = genre.write(tmp_path / "in", 1)
    with pytest.raises(SamphanError, match="cannot be started"):
        read_to_parts([folder], str(tmp_path / "parts"), master="nonsense://nowhere")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match="needs PySpark"):
        read_to_parts([folder], str(tmp_path / "parts"), master="local[1]")
