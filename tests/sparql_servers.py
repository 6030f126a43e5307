"""Real SPARQL servers on loopback, started for the tests and gone after them, and a go-between that misbehaves on order."""

from __future__ import annotations

import http.client
import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_INI = """
[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {home}/virtuoso-temp.db
TransactionFile = {home}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{server}
LiteMode = 0
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 60
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
DirsAllowed = {home}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 8
ServerRoot = {home}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
"""


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def virtuoso_program() -> str | None:
    """Virtuoso as Debian installs it (package virtuoso-opensource-7-bin)."""
    return shutil.which("virtuoso-t") or shutil.which("virtuoso")


def oxigraph_program() -> str | None:
    """The Oxigraph server beside this Python, or on the path (PyPI: oxigraph)."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def virtuoso(home: Path) -> Iterator[str]:
    """A Virtuoso of its own in ``home``; the address carries the account that may write."""
    program = virtuoso_program()
    assert program
    port = free_port()
    home.mkdir(parents=True, exist_ok=True)
    (home / "virtuoso.ini").write_text(_INI.format(home=home, port=port, server=free_port()), encoding="utf-8")
    with _running([program, "+foreground", "+configfile", str(home / "virtuoso.ini")], home, port, "/sparql?query=ASK%7B%7D"):
        yield f"http://dba:dba@127.0.0.1:{port}/sparql"


@contextmanager
def oxigraph(home: Path, port: int | None = None) -> Iterator[str]:
    """An Oxigraph server of its own in ``home``."""
    program = oxigraph_program()
    assert program
    port = port or free_port()
    home.mkdir(parents=True, exist_ok=True)
    with _running([program, "serve", "--location", str(home / "db"), "--bind", f"127.0.0.1:{port}"], home, port, "/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], home: Path, port: int, path: str) -> Iterator[None]:
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=home, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        for _ in range(600):
            assert process.poll() is None, (home / "server.log").read_text(errors="replace")[-2000:]
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
                connection.request("GET", path)
                if connection.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        else:
            raise AssertionError("the server does not come up")
        yield
    finally:
        process.kill()
        process.wait(timeout=30)


Mischief = Callable[[int, http.server.BaseHTTPRequestHandler, bytes], bool]
"""Told the number of the request, what is asked and the body; true where it has dealt with the request itself."""


@contextmanager
def go_between(target: str, mischief: Mischief) -> Iterator[tuple[str, list[str]]]:
    """A proxy before ``target`` that lets ``mischief`` spoil requests; its address, and a list of the requests that it has seen."""
    host, port = target.rpartition("@")[2].removeprefix("http://").split("/")[0].split(":")
    seen: list[str] = []
    counting = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with counting:
                seen.append(f"{self.command} {self.path}")
                number = len(seen)
            if mischief(number, self, body):
                self.close_connection = True
                return
            answer, data = self.forward(body)
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "connection", "content-length", "date", "server"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def version_string(self) -> str:
            return "Oxigraph/test"

        def forward(self, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
            connection = http.client.HTTPConnection(host, int(port), timeout=30)
            try:
                kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
                connection.request(self.command, self.path, body, kept)
                answer = connection.getresponse()
                return answer, answer.read()
            finally:
                connection.close()

        do_GET = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
