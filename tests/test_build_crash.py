"""A build killed at any moment, as often as you like: the next run ends in the bytes of an undisturbed one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from genre import write
from samphan.store import Graph

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")]

ARTICLES = int(os.environ.get("SAMPHAN_CRASH_ARTICLES", "300"))
KILLS = int(os.environ.get("SAMPHAN_CRASH_KILLS", "20"))

# Counts every step that touches the disk and kills the process before the one it was told.
STEPS = """
import os, signal, sys
from samphan.build.documents import Documents
from samphan.store.backend import OxigraphBackend
from samphan.store.ledger import Ledger
left = int(sys.argv[1])
def counted(kind, name):
    real = getattr(kind, name)
    def step(*args, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)
    setattr(kind, name, step)
for kind, names in ((Ledger, ("begin", "commit", "clear", "set_note")), (OxigraphBackend, ("_load", "_remove")), (Documents, ("commit",))):
    for name in names:
        counted(kind, name)
from samphan.knowledge import ontology_files
from samphan.store import Graph
whole = Graph.reload_reference  # a small reference graph: the steps are the same, each of the many builds is shorter
Graph.reload_reference = lambda self: whole(self, [path for path in ontology_files() if path.name == "samphan.ttl"])
from samphan.build import build
build([sys.argv[2]], sys.argv[3], workers=1)
"""


def contents(store: Path) -> tuple[bytes, bytes]:
    """The graphs and their union."""
    with Graph.open(store, read_only=True) as graph:
        graph.export(store.with_suffix(".nq"))
        graph.export(store.with_suffix(".ttl"))
        assert graph.ledger.pending() == []
    return store.with_suffix(".nq").read_bytes(), store.with_suffix(".ttl").read_bytes()


def start(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "samphan", "--quiet", "build", str(folder), "--store", str(store), "--workers", "2"]
    return subprocess.Popen(command, start_new_session=True)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", ARTICLES)
    started = time.monotonic()
    assert start(folder, tmp_path / "undisturbed").wait(timeout=600) == 0
    whole = time.monotonic() - started
    expected = contents(tmp_path / "undisturbed")
    dice, kills, finished, store = random.Random(20), 0, 0, tmp_path / "store"
    while kills < KILLS:
        process = start(folder, store)
        try:
            code = process.wait(timeout=dice.uniform(0.05, 1.0) * whole)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=60)
            kills += 1
        else:
            assert code == 0
            finished += 1
            assert contents(store) == expected
            shutil.rmtree(store)
    assert start(folder, store).wait(timeout=600) == 0
    assert contents(store) == expected


def test_killed_before_each_step_that_writes(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 12)
    run = [sys.executable, "-c", STEPS]
    assert subprocess.run([*run, "10000", str(folder), str(tmp_path / "undisturbed")], check=False, timeout=600).returncode == 0
    expected = contents(tmp_path / "undisturbed")
    for step in range(200):
        store = tmp_path / f"store{step}"
        code = subprocess.run([*run, str(step), str(folder), str(store)], check=False, timeout=600).returncode
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert subprocess.run([*run, "10000", str(folder), str(store)], check=False, timeout=600).returncode == 0
        assert contents(store) == expected, f"killed before step {step}"
        shutil.rmtree(store)
    else:
        pytest.fail("the build never came to its end")
    assert step > 8
