"""What machines do to a build: no space, no permission, a second build, a worker that dies. The message says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import genre
from samphan.build import Became, Progress, build
from samphan.errors import SamphanError, StoreBusyError, StoreError
from samphan.knowledge import ontology_files
from samphan.store import Graph

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and file systems")]


@pytest.fixture(autouse=True)
def small_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference graph is large, and beside the point here."""
    real = Graph.reload_reference
    monkeypatch.setattr(Graph, "reload_reference", lambda self: real(self, [p for p in ontology_files() if p.name == "samphan.ttl"]))


def exported(store: Path, target: Path) -> bytes:
    with Graph.open(store, read_only=True) as graph:
        graph.export(target)
    return target.read_bytes()


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False, capture_output=True).returncode:
        pytest.skip("may not mount a small disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_named_and_with_space_the_build_goes_on(tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 120)
    build([folder], tmp_path / "undisturbed", workers=1)
    with small_disk(tmp_path / "disk", "300m") as disk:
        ballast = disk / "ballast"
        build([folder / "700001.txt"], disk / "store", workers=1, identity=False)
        used = os.statvfs(disk)
        with ballast.open("wb") as file:
            file.write(b"\0" * max(0, used.f_bavail * used.f_frsize - 300_000))
        with pytest.raises(StoreError, match=r"space"):
            build([folder], disk / "store", workers=1)
        ballast.unlink()
        build([folder], disk / "store", workers=1)
        assert exported(disk / "store", tmp_path / "a.nq") == exported(tmp_path / "undisturbed", tmp_path / "b.nq")


def test_a_store_on_read_only_media_answers_and_refuses_writing(tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 3)
    with small_disk(tmp_path / "disk", "300m") as disk:
        build([folder], disk / "store", workers=1)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with Graph.open(disk / "store", read_only=True) as graph:
            assert graph.query("ASK { ?a a sam:Article }").verdict
        with pytest.raises(StoreError) as caught:
            build([folder], disk / "store", workers=1)
        assert caught.value.remedy


def test_a_second_build_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 20)
    refused: list[StoreBusyError] = []

    def second(state: Progress) -> None:
        if not refused:
            with pytest.raises(StoreBusyError) as caught:
                build([folder], tmp_path / "store", workers=1)
            refused.append(caught.value)

    report = build([folder], tmp_path / "store", workers=1, progress=second)
    assert report.counts[Became.ADDED] == 20
    assert "another process" in str(refused[0])
    assert "wait" in refused[0].remedy


def test_a_worker_that_dies_is_named_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 400)
    killed: list[int] = []

    def kill_a_worker() -> None:
        until = time.monotonic() + 120
        while not killed and time.monotonic() < until:
            for task in Path("/proc/self/task").glob("*/children"):
                for server in task.read_text().split():
                    for worker in Path(f"/proc/{server}/task/{server}/children").read_text().split():
                        os.kill(int(worker), signal.SIGKILL)
                        killed.append(int(worker))
                        return
            time.sleep(0.02)

    killer = threading.Thread(target=kill_a_worker)
    killer.start()
    with pytest.raises(SamphanError, match=r"process has died.*goes on where it stopped"):
        build([folder], tmp_path / "store", workers=2)
    killer.join()
    build([folder], tmp_path / "store", workers=2)
    build([folder], tmp_path / "undisturbed", workers=1)
    assert exported(tmp_path / "store", tmp_path / "a.nq") == exported(tmp_path / "undisturbed", tmp_path / "b.nq")


def test_a_changed_ontology_reads_everything_again_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = genre.write(tmp_path / "in", 3)
    build([folder], tmp_path / "store", workers=1)
    assert not build([folder], tmp_path / "store", workers=1).remarks
    monkeypatch.setattr("samphan.build.run.ontology_hash", lambda: "another")
    report = build([folder], tmp_path / "store", workers=1)
    assert report.counts[Became.UPDATED] == 3
    assert any("ontology has changed" in remark for remark in report.remarks)
