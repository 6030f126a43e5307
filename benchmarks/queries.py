"""Queries: the twelve questions against rdflib's own store, and how soon the program is there."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import rdflib

from benchmarks.measure import Figure, wall_time
from samphan.questions import questions
from samphan.store import Graph
from samphan.vocab import PREFIXES

_PATIENCE = 20.0  # seconds for the slower of the two and one question; it is cut off there, and that time counts

_SLOW = """
import sys, time, rdflib, json
graph = rdflib.Graph()
graph.parse(sys.argv[1], format="nt")
print("ready", flush=True)
for line in sys.stdin:
    started = time.perf_counter()
    rows = len(list(graph.query(json.loads(line))))
    print(time.perf_counter() - started, rows, flush=True)
"""


def against_rdflib(store: Path, home: Path) -> tuple[Figure, list[tuple[str, float, float]]]:
    """The median ratio over the shipped questions without parameters, and both times of each (seconds)."""
    import json
    import select

    with Graph.open(store, read_only=True) as graph:
        graph.export(home / "union.ttl")
        union = rdflib.Graph().parse(home / "union.ttl", format="turtle")
        union.serialize(home / "union.nt", format="nt", encoding="utf-8")
        triples = len(union)
        del union
        prologue = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())
        times: list[tuple[str, float, float]] = []
        process: subprocess.Popen[str] | None = None
        for question in questions():
            article = graph.query("SELECT (MIN(?n) AS ?first) { ?a sam:reports ?e ; dcterms:identifier ?n }").texts()[0][0]
            sparql = question.fill({"article": article} if question.name == "statements-of-article" else {}, graph)
            graph.query(sparql)
            ours = min(wall_time(lambda sparql=sparql: graph.query(sparql)) for _ in range(3))  # type: ignore[misc]
            if process is None:
                process = subprocess.Popen([sys.executable, "-c", _SLOW, str(home / "union.nt")], stdin=-1, stdout=-1, text=True)
                assert process.stdout
                process.stdout.readline()
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(prologue + sparql) + "\n")
            process.stdin.flush()
            started = time.perf_counter()
            if select.select([process.stdout], [], [], _PATIENCE)[0]:
                theirs = float(process.stdout.readline().split()[0])
            else:
                theirs = time.perf_counter() - started
                process.kill()
                process.wait()
                process = None
            times.append((question.name, ours, theirs))
        if process:
            process.kill()
            process.wait()
    value = statistics.median(theirs / ours for _, ours, theirs in times)
    return Figure("Q1 to Q12 against rdflib in memory", value, 20, 50, f"median of {len(times)} questions, {triples:,} triples"), times


def start_up(store: Path) -> list[Figure]:
    """Wall time of ``samphan --help`` and processor time of a first query."""
    helped = min(wall_time(lambda: _run("--help")) for _ in range(5))
    asked = min(_processor("query", "q1", "--store", str(store), "--format", "csv") for _ in range(3))
    return [
        Figure("samphan --help", helped, 0.3, 0.15, "wall time", more=False, unit="s"),
        Figure("first query", asked, 1.0, 0.5, f"processor time, {store.name}", more=False, unit="s"),
    ]


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "samphan", *arguments], check=True, capture_output=True)


def _processor(*arguments: str) -> float:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
