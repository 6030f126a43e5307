"""Attack a server of our own on loopback and tell in a table how it stood: `make attack`.

    python tests/attack/attack.py [--store DIR] [--clients 200] [--seconds 30]

Starts `samphan serve` in a process of its own, sends what should be refused or stopped, asks at the same time what should be
answered, then puts it under load. Nothing but 127.0.0.1 is ever contacted. Exits with 1 where anything went otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

SAMPLES = Path(__file__).parents[2] / "src" / "samphan" / "samples"
LONGEST = 60.0
QUERY_SECONDS = 2.0
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: what it is called, the request, the statuses that are right and how long it may take (seconds)."""

    name: str
    request: bytes
    right: tuple[int, ...]
    seconds: float = QUERY_SECONDS + 4


def get(path: str, **headers: str) -> bytes:
    """A GET request as bytes."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode("latin-1")


def post(body: bytes, kind: str = "application/sparql-query", length: int | None = None) -> bytes:
    """A POST to the endpoint as bytes; ``length`` may lie."""
    size = len(body) if length is None else length
    return f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n\r\n".encode() + body


def ask(query: str) -> bytes:
    """A query by GET."""
    return get("/sparql?" + urlencode({"query": query}))


def attacks(trap: int) -> list[Attack]:
    """Everything that is tried; ``trap`` is a port that must never be contacted."""
    outside = f"<http://127.0.0.1:{trap}/x>"
    stopped, refused = (504, 507), (403,)
    return [
        Attack("query without end", ask(CROSS), stopped),
        Attack("cross product, sorted", ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"), stopped),
        Attack(
            "cross product, joined to one text",
            ask("SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f }"),
            stopped,
        ),
        Attack(
            "endless path",
            ask("SELECT (COUNT(*) AS ?n) { ?a (sam:party|^sam:party|sam:country|^sam:country)* ?b . ?b (!sam:x)* ?c . ?c (!sam:y)* ?d }"),
            stopped,
        ),
        Attack("30,000 nested groups", post(b"SELECT * " + b"{" * 30_000 + b"}" * 30_000), (400, 504, 507)),
        Attack("100,000 nested brackets", post(b"SELECT (" + b"(" * 100_000 + b"1" + b")" * 100_000 + b" AS ?x) {}"), (400, 504, 507)),
        Attack("20,000 alternatives", post(b"SELECT * {" + b" UNION ".join([b"{?s ?p ?o}"] * 14_000) + b"}"), (200, 400, 504, 507)),
        Attack(
            "huge regular expression",
            post(b'ASK { FILTER(REGEX("' + b"a" * 5000 + b'", "(a|aa)*(a|aa)*b' + b"(x{500}){500}" + b'")) }'),
            (200, 400, 504, 507),
        ),
        Attack("SERVICE", ask(f"SELECT * {{ SERVICE {outside} {{ ?s ?p ?o }} }}"), refused, 8),
        Attack(
            "SERVICE, silent and nested",
            ask(f"ASK {{ FILTER NOT EXISTS {{ OPTIONAL {{ SERVICE SILENT {outside} {{ ?s ?p ?o }} }} }} }}"),
            refused,
            8,
        ),
        Attack("SERVICE spelled with \\u", ask(f"ASK {{ \\u0053ERVICE {outside} {{ ?s ?p ?o }} }}"), (400, 403), 8),
        Attack("FROM a file", ask("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), refused, 8),
        Attack("FROM an address", ask(f"SELECT * FROM {outside} {{ ?s ?p ?o }}"), refused, 8),
        Attack("graph of the protocol: a file", get("/sparql?query=ASK%7B%7D&default-graph-uri=file:///etc/passwd"), refused),
        Attack("LOAD", ask(f"LOAD {outside}"), refused),
        Attack("INSERT", ask("INSERT DATA { <a:a> <a:a> 1 }"), refused),
        Attack("update by POST", post(b"CLEAR ALL", "application/sparql-update"), refused),
        Attack("update hidden in a form", post(b"update=CLEAR+ALL", "application/x-www-form-urlencoded"), refused),
        Attack("body of 10 MB", post(b"x" * 10_000_000), (413,)),
        Attack("body that is announced only", post(b"", length=10**12), (413,)),
        Attack("not UTF-8", post(b"\xff\xfe\xfd"), (400,)),
        Attack("wrong percent codes", get("/id/%ZZ%"), (400,)),
        Attack("percent codes that are no text", get("/search?q=%ff%fe"), (400,)),
        Attack("path traversal", get("/static/../../../etc/passwd"), (404,)),
        Attack("path traversal, encoded", get("/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), (404,)),
        Attack("zero byte", get("/id/a%00b"), (400,)),
        Attack("header injection by address", get("/id/x%0d%0aSet-Cookie:%20a=b"), (400,)),
        Attack("header injection by language", get("/about?lang=en%0d%0aX-Evil:1"), (200,)),
        Attack("another site's name", get("/", X="1").replace(b"Host: localhost", b"Host: evil.example"), (421,)),
        Attack("address of 30,000 letters", get("/search?q=" + "a" * 30_000), (414,)),
        Attack("1,000 parameters", get("/search?" + "&".join(f"q{n}=1" for n in range(1000))), (400,)),
        Attack("script in a search", get("/search?q=" + quote("<script>alert(1)</script>"), Accept="text/html"), (200,)),
        Attack("directory", get("/static/"), (404,)),
        Attack("TRACE", b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", (405,)),
        Attack("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", (400,)),
    ]


async def exchange(port: int, request: bytes, seconds: float) -> tuple[int, bytes, float]:
    """Send bytes, read one answer: its status (0 for none), everything read, the time it took."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(request)
                with contextlib.suppress(ConnectionError):  # the server may refuse before it has read a long body
                    await writer.drain()
                status, raw = await answer(reader)
            finally:
                writer.close()
    except (TimeoutError, ConnectionError, asyncio.IncompleteReadError):
        return 0, b"", time.monotonic() - began
    return status, raw, time.monotonic() - began


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """One HTTP answer with a Content-Length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    return int(head.split()[1]), head + await reader.readexactly(length)


async def one_by_one(port: int, trap: socket.socket) -> list[tuple[str, str, bool]]:
    """Every attack, each with a simple question asked at the same time."""
    rows = []
    for attack in attacks(trap.getsockname()[1]):
        meanwhile = asyncio.create_task(exchange(port, get("/id/country/JP.ttl"), 20))
        status, raw, took = await exchange(port, attack.request, attack.seconds)
        other, _, other_took = await meanwhile
        leaked = b"root:" in raw or b"Traceback" in raw or b"X-Evil" in raw or b"<script>alert" in raw or b"Set-Cookie: a=b" in raw
        fine = status in attack.right and not leaked and other == 200
        rows.append(
            (attack.name, f"{status} in {took:5.2f} s; another client: {other} in {other_took:4.2f} s{'; LEAKED' if leaked else ''}", fine)
        )
    trap.settimeout(0.2)
    try:
        trap.accept()
        rows.append(("requests to other servers", "one arrived", False))
    except TimeoutError:
        rows.append(("requests to other servers", "none", True))
    return rows


LOAD = [
    ask("ASK { ?s a sam:Meeting }"),
    ask("SELECT ?c (COUNT(DISTINCT ?e) AS ?n) { ?e sam:country ?c } GROUP BY ?c ORDER BY DESC(?n) LIMIT 10"),
    ask("CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a sam:Meeting ; rdfs:label ?l } LIMIT 20"),
    get("/id/country/JP.ttl"),
    get("/id/country/JP", Accept="text/html"),
    get("/api/suggest?q=" + quote("ญี่")),
    get("/health"),
    get("/static/site.css"),
]


async def client(number: int, port: int, until: float, times: list[float], seen: Counter[int]) -> None:
    """One client that asks over and over on one connection."""
    reader = writer = None
    turn = number
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            async with asyncio.timeout(30):
                if writer is None or reader is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                fresh = ask(f"SELECT ?e ?l {{ ?e a sam:Meeting ; rdfs:label ?l }} LIMIT 20 # {number} {turn}")  # never asked before
                writer.write(fresh if turn % 4 == 0 else LOAD[turn % len(LOAD)])
                await writer.drain()
                status, _ = await answer(reader)
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError):
            status, writer = 0, None
        seen[status] += 1
        times.append(time.monotonic() - began)
        turn += 1
    if writer is not None:
        writer.close()


async def load(port: int, clients: int, seconds: float) -> list[tuple[str, str, bool]]:
    """Many clients at once for a bounded time."""
    times: list[float] = []
    seen: Counter[int] = Counter()
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(number, port, until, times, seen) for number in range(clients)))
    times.sort()

    def part(share: float) -> str:
        return f"{times[min(int(len(times) * share), len(times) - 1)] * 1000:,.0f} ms"

    wrong = sum(count for status, count in seen.items() if status != 200)
    return [
        (f"{clients} clients for {seconds:g} s", f"{len(times):,} answers, {len(times) / seconds:,.0f} a second", True),
        ("errors under load", f"{wrong} {dict(seen) if wrong else ''}", wrong == 0),
        ("median, p99, longest", f"{part(0.5)}, {part(0.99)}, {times[-1] * 1000:,.0f} ms", True),
    ]


def main() -> int:
    """Run everything, print the table, tell by the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="the store to serve; by default one made of the samples")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "store"
        if not given.store:
            from samphan.build import build

            build(sorted(SAMPLES.glob("9*.txt")), store, workers=1)
        command = [sys.executable, "-m", "samphan", "-q", "serve", "--store", str(store), "--port", "0", "--timeout", f"{QUERY_SECONDS:g}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, socket.create_server(("127.0.0.1", 0)) as trap:
            try:
                assert server.stdout
                port = int(server.stdout.readline().strip().rstrip("/").rpartition(":")[2])
                asyncio.run(exchange(port, get("/health"), 120))
                rows = asyncio.run(one_by_one(port, trap))
                rows += asyncio.run(load(port, min(given.clients, 500), min(given.seconds, LONGEST)))
                status, raw, _ = asyncio.run(exchange(port, get("/health"), 20))
                rows.append(("the server afterwards", raw.partition(b"\r\n\r\n")[2].decode(), status == 200))
            finally:
                server.terminate()
                server.wait(timeout=30)
    wide = max(len(name) for name, _, _ in rows)
    for name, told, fine in rows:
        print(f"{'ok  ' if fine else 'FAIL'}  {name:<{wide}}  {told}")  # noqa: T201 (a script)
    failed = sum(not fine for *_, fine in rows)
    print(f"\n{len(rows) - failed} of {len(rows)} as they should be")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
