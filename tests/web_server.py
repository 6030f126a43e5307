"""A real server in a process of its own on loopback, over the sample articles and some hostile data; for the tests of the explorer."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import httpx

from samphan.build import build
from samphan.store import Graph
from samphan.vocab import GRAPH, ID

SAMPLES = Path(__file__).parent.parent / "src" / "samphan" / "samples"
HOSTILE = "<script>window.pwned=1</script>\"'><img src=x onerror=window.pwned=1>\u202egnp.exe"
LONG = "ยาว" * 1700


def _hostile() -> list[str]:
    """An article that tries everything a name can hold, as N-Quads."""
    import json

    graph = f" <{GRAPH}article/666> ."
    article, event, company = f"<{ID}article/666>", f"<{ID}event/666-1>", f"<{ID}company/hostile>"
    sam, rdf = "https://w3id.org/samphan/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    name = json.dumps(HOSTILE, ensure_ascii=False)
    lines = [
        f"{article} <{rdf}> <{sam}Article>",
        f'{article} <http://purl.org/dc/terms/identifier> "666"',
        f"{article} <http://purl.org/dc/terms/title> {name}@th",
        f"{article} <http://purl.org/dc/terms/source> <javascript:alert(1)>",
        f'{article} <https://schema.org/datePublished> "2024-01-02"^^<http://www.w3.org/2001/XMLSchema#date>',
        f"{article} <{sam}reports> {event}",
        f"{event} <{rdf}> <{sam}Meeting>",
        f"{event} <http://www.w3.org/2000/01/rdf-schema#label> {name}@th",
        f"{event} <http://www.w3.org/ns/prov#wasDerivedFrom> {article}",
        f"{event} <{sam}party> {company}",
        f"{event} <{sam}counterpart> {company}",
        f"{event} <{sam}place> {name}@th",
        f"{event} <{sam}party> <{ID}country/PL>",
        f"{event} <{sam}country> <{ID}country/PL>",
        f"{company} <{rdf}> <{sam}Company>",
        f"{company} <http://www.w3.org/2004/02/skos/core#prefLabel> {name}@th",
        f'{company} <http://www.w3.org/2004/02/skos/core#altLabel> "{LONG}"@th',
    ]
    return [line + graph for line in lines]


@cache
def store() -> Path:
    """A store made of the samples and the hostile article; made once a test process and removed at its end.

    ``SAMPHAN_TEST_STORE`` names one that was made before.
    """
    if made := os.environ.get("SAMPHAN_TEST_STORE"):
        return Path(made)
    folder = Path(tempfile.mkdtemp(prefix="samphan-web-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build(sorted(SAMPLES.glob("9*.txt")), folder / "store", workers=1)
    with Graph.open(folder / "store") as graph:
        graph.replace_graph(f"{GRAPH}article/666", _hostile())
    return folder / "store"


@contextmanager
def running(*options: str, over: Path | None = None) -> Iterator[str]:
    """The address of a server that answers; it has ended when the block has."""
    command = [sys.executable, "-m", "samphan", "--quiet", "serve", "--store", str(over or store()), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip().rstrip("/")
            assert address.startswith("http://127.0.0.1:"), address
            assert httpx.get(f"{address}/health", timeout=60).status_code == 200
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)
