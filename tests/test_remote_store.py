"""The graph on servers of others: Virtuoso and Oxigraph as they are, and both behind a line that breaks."""

from __future__ import annotations

import http.server
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import genre
import sparql_servers as servers
from samphan.build import Became, build
from samphan.errors import QueryError, StoreError, UsageError
from samphan.questions import load
from samphan.store import Graph, home
from samphan.store.remote import RemoteBackend
from samphan.store.wire import Wire, public

pytest.importorskip("httpx")
pytestmark = pytest.mark.slow

WITH_OXIGRAPH = pytest.mark.skipif(not servers.oxigraph_program(), reason="needs the Oxigraph server (PyPI: oxigraph)")
WITH_VIRTUOSO = pytest.mark.skipif(not servers.virtuoso_program(), reason="needs Virtuoso (Debian: virtuoso-opensource-7-bin)")
COUNT = 60


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPHAN_STATE", str(tmp_path / "state"))
    for name in ("SAMPHAN_STORE_USER", "SAMPHAN_STORE_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles with the store built from it beside it."""
    place = tmp_path_factory.mktemp("local")
    build([genre.write(place / "in", COUNT)], place / "store", workers=1)
    return place


@pytest.fixture(params=[pytest.param("virtuoso", marks=WITH_VIRTUOSO), pytest.param("oxigraph", marks=WITH_OXIGRAPH)])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    start = servers.virtuoso if request.param == "virtuoso" else servers.oxigraph
    with start(tmp_path / "server") as url:
        yield url


def held(store: str | Path) -> set[str]:
    """Every quad of our graphs; servers keep graphs of their own too."""
    with Graph.open(store, read_only=True) as graph:
        ours = [name for name in graph.graphs() if "w3id.org/samphan/graph" in name]
        return {str(quad) for name in ours for quad in graph._backend.quads(name)}


def test_a_server_holds_and_answers_what_the_folder_does(server: str, local: Path) -> None:
    report = build([local / "in"], server, workers=1)
    assert report.counts[Became.ADDED] == COUNT
    assert held(server) == held(local / "store")
    again = build([local / "in"], server, workers=1)
    assert again.counts[Became.UNCHANGED] == COUNT
    assert again.quads == 0
    with Graph.open(server, read_only=True) as there, Graph.open(local / "store", read_only=True) as here:
        for name in ("q1", "q2", "q3", "q5", "q9", "q12"):
            sparql = load(name).fill({}, here)
            # Which of a thing's labels is the greatest is a matter of collation, in which engines differ.
            theirs, ours = ([{k: v for k, v in row.items() if k != "name"} for row in one.query(sparql).dicts()] for one in (there, here))
            assert sorted(map(repr, theirs)) == sorted(map(repr, ours)), name
        assert there.query("ASK { ?x a sam:Meeting }").verdict
        assert there.query("CONSTRUCT { ?x a sam:Meeting } WHERE { ?x a sam:Meeting }").rows
        with pytest.raises(QueryError):
            there.query("SELECT nonsense")
        with pytest.raises(UsageError):
            there.remove_article("700001")


def test_changed_and_vanished_articles_leave_the_server(server: str, local: Path, tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 5)
    build([folder], server, workers=1)
    (folder / "700001.txt").unlink()
    (folder / "700002.txt").write_text(genre.article(700_002, seed=9), encoding="utf-8")
    report = build([folder], server, workers=1, sync=True)
    assert (report.counts[Became.REMOVED], report.counts[Became.UPDATED], report.counts[Became.UNCHANGED]) == (1, 1, 3)
    build([folder], tmp_path / "fresh", workers=1)
    assert held(server) == held(tmp_path / "fresh")


def test_what_a_server_has_lost_is_made_again(server: str, tmp_path: Path) -> None:
    folder = genre.write(tmp_path / "in", 4)
    build([folder], server, workers=1)
    before = held(server)
    backend = RemoteBackend(server)
    backend.drop(["https://w3id.org/samphan/graph/article/700003", "https://w3id.org/samphan/graph/reference"])
    backend.close()
    assert build([folder], server, workers=1).counts[Became.ADDED] == 1
    assert held(server) == before


@WITH_OXIGRAPH
def test_a_bad_line_loses_and_doubles_nothing(local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every third request fails: 503, an answer that breaks off, a connection that is reset after the server did the work."""
    turns = iter(range(10**6))

    def mischief(number: int, asked: http.server.BaseHTTPRequestHandler, body: bytes) -> bool:
        if number % 3:
            return False
        match next(turns) % 3:
            case 0:
                asked.send_response(503)
                asked.send_header("Content-Length", "0")
                asked.end_headers()
            case 1:
                asked.send_response(200)
                asked.send_header("Content-Length", "1000")
                asked.end_headers()
                asked.wfile.write(b"{")
            case _:
                asked.forward(body)  # type: ignore[attr-defined]
                asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                asked.connection.close()
        return True

    monkeypatch.setattr(Wire.__init__, "__kwdefaults__", {"timeout": 20.0, "tries": 7, "pause": 0.01})
    with servers.oxigraph(tmp_path / "server") as url, servers.go_between(url, mischief) as (line, seen):
        report = build([local / "in"], line, workers=1)
        assert report.counts[Became.ADDED] == COUNT
        assert len(seen) > 6
        assert held(url) == held(local / "store")


@WITH_OXIGRAPH
def test_a_server_that_dies_half_way_is_named_and_the_next_goes_on(local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Wire.__init__, "__kwdefaults__", {"timeout": 5.0, "tries": 3, "pause": 0.01})
    monkeypatch.setattr("samphan.build.run._BATCH", 8)
    writes = 0

    def mischief(number: int, asked: http.server.BaseHTTPRequestHandler, body: bytes) -> bool:
        nonlocal writes
        if "/store" in asked.path:
            writes += 1
        if writes > 3:
            asked.send_response(503)
            asked.send_header("Content-Length", "0")
            asked.end_headers()
        return writes > 3

    with servers.oxigraph(tmp_path / "server") as url, servers.go_between(url, mischief) as (line, _):
        with pytest.raises(StoreError, match=r"503.*goes on where it stopped"):
            build([local / "in"], line, workers=1)
        writes = -(10**6)
        report = build([local / "in"], line, workers=1)
        assert report.counts[Became.UNCHANGED] > 0
        assert report.counts[Became.ADDED] > 0
        assert held(url) == held(local / "store")


@WITH_OXIGRAPH
def test_no_answer_in_time_is_tried_again_and_then_named(tmp_path: Path) -> None:
    def mischief(number: int, asked: http.server.BaseHTTPRequestHandler, body: bytes) -> bool:
        if number == 2:
            time.sleep(1.5)
        return number == 2

    with servers.oxigraph(tmp_path / "server") as url, servers.go_between(url, mischief) as (line, seen):
        backend = RemoteBackend(line, wire=Wire(line, timeout=0.5, tries=4, pause=0.01))
        backend.replace([("https://w3id.org/samphan/graph/article/1", "<a:s> <a:p> <a:o> <https://w3id.org/samphan/graph/article/1> .\n")])
        assert len(backend) == 1
        assert len(seen) > 3
        backend.close()


class Answers(http.server.BaseHTTPRequestHandler):
    """Not a SPARQL server."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def test_an_address_without_a_server_is_named(tmp_path: Path) -> None:
    wire = Wire(f"http://127.0.0.1:{servers.free_port()}", tries=2, pause=0.01)
    with pytest.raises(StoreError, match="2 tries"):
        wire.layout()
    import threading

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(StoreError, match="no SPARQL server"):
            Wire(f"http://127.0.0.1:{server.server_address[1]}/sparql").layout()
        server.shutdown()


def test_the_password_shows_nowhere() -> None:
    assert public("https://me:secret@kb.example/sparql/") == "https://kb.example/sparql"
    assert "secret" not in str(home("https://me:secret@kb.example/sparql"))
    assert home("https://me:secret@kb.example/sparql") == home("https://kb.example/sparql/")


@WITH_VIRTUOSO
def test_a_server_that_refuses_says_how_to_be_let_in(tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path / "server") as url:
        anonymous = url.replace("dba:dba@", "")
        backend = RemoteBackend(anonymous)
        graph = "https://w3id.org/samphan/graph/article/1"
        with pytest.raises(StoreError, match="SAMPHAN_STORE_USER"):
            backend.replace([(graph, f"<a:s> <a:p> <a:o> <{graph}> .\n")])
        backend.close()


@WITH_OXIGRAPH
def test_a_server_without_the_graph_store_protocol_is_written_by_updates(tmp_path: Path) -> None:
    graph = "https://w3id.org/samphan/graph/article/1"
    with servers.oxigraph(tmp_path / "server") as url:
        backend = RemoteBackend(url)
        layout = backend.layout
        backend.layout = type(layout)("sparql", layout.query, layout.update, union=layout.union)
        lines = [f'<a:s{n}> <a:p> "ข้อความ\\n {n}" <{graph}> .' for n in range(9000)]
        backend.replace([(graph, "\n".join(lines))])
        assert len(backend) == 9000
        backend.replace([(graph, lines[0])])
        assert [str(quad.object) for quad in backend.quads(graph)] == [str(ox.Literal("ข้อความ\n 0"))]
        backend.drop([graph])
        assert not backend.has(graph)
        backend.close()
