"""Talking to a SPARQL 1.1 server: which addresses it has, and requests that are tried again until the server has taken them.

Every request made here may be repeated without harm (a query, a whole graph put in place, quads added to a set), so whatever smells of
a passing fault is tried again with growing pauses: no connection, a broken one, no answer in time, 429, 502, 503, 504.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit

from samphan.errors import QueryError, StoreError, UsageError

if TYPE_CHECKING:
    import httpx

PASSING = frozenset({429, 502, 503, 504})
RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
QUADS = "application/n-quads"
VIRTUOSO_ASK = b"__ASK_RETVAL"
"""The variable in which Virtuoso answers an ASK, as if it were a SELECT."""

_LONGEST_PAUSE = 30.0
_AGAIN = "what was taken stays; run the same command again once the server is well, it goes on where it stopped"


@dataclass(frozen=True, slots=True)
class Layout:
    """The addresses of one server. ``data`` speaks the Graph Store Protocol, ``bulk`` takes N-Quads (empty: it has none).

    ``union`` are parameters that make it answer from the union of all graphs.
    """

    make: str
    query: str
    update: str
    data: str = ""
    bulk: str = ""
    union: Mapping[str, str] = field(default_factory=dict)


def is_remote(store: object) -> bool:
    """Whether a store is named by an address rather than a folder."""
    return str(store).startswith(("http://", "https://"))


def public(url: str) -> str:
    """The address without name and password."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))


class Wire:
    """Requests to one server. ``timeout`` bounds each try and ``pause`` the first wait between tries (seconds), ``tries`` their number.

    Name and password come from the address or from ``SAMPHAN_STORE_USER`` and ``SAMPHAN_STORE_PASSWORD``, and are never shown.
    """

    def __init__(self, url: str, *, timeout: float = 60.0, tries: int = 7, pause: float = 0.25) -> None:
        """Nothing is asked yet. Raises :class:`UsageError` without httpx."""
        try:
            import httpx
        except ImportError as error:
            raise UsageError("a remote store needs httpx", place="--store", remedy="pip install 'samphan[remote]'") from error
        self.place = public(url)
        self._httpx: Any = httpx
        self._tries = tries
        self._pause = pause
        parts = urlsplit(url)
        user = unquote(parts.username or "") or os.environ.get("SAMPHAN_STORE_USER", "")
        password = unquote(parts.password or "") or os.environ.get("SAMPHAN_STORE_PASSWORD", "")
        self.known_user = bool(user)
        # Virtuoso asks for a digest; the others take what comes with the first request.
        self._digest: httpx.Auth | None = httpx.DigestAuth(user, password) if user else None
        self._basic: httpx.Auth | None = httpx.BasicAuth(user, password) if user else None
        self._auth: httpx.Auth | None = self._basic
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, limits=httpx.Limits(max_connections=8))

    def layout(self) -> Layout:
        """Find out what kind of server this is. Raises :class:`StoreError` where it answers no SPARQL."""
        base = self.place
        seen: list[str] = []
        for query in (base, f"{base}/query", f"{base}/sparql"):
            answer = self.send("POST", query, form={"query": "ASK {}"}, accept=RESULTS, fail=False)
            seen.append(str(answer.status_code))
            if answer.status_code != 200 or not any(mark in answer.content for mark in (b"boolean", VIRTUOSO_ASK)):
                continue
            make = f"{answer.headers.get('server', '')} {answer.headers.get('x-powered-by', '')}".casefold()
            root = query.removesuffix("/query").removesuffix("/sparql")
            if "virtuoso" in make:
                self._auth = self._digest
                asked = "-auth" if self.known_user else ""
                return Layout("virtuoso", query, f"{root}/sparql{asked}", f"{root}/sparql-graph-crud{asked}")
            if "oxigraph" in make:
                return Layout("oxigraph", query, f"{root}/update", f"{root}/store", f"{root}/store", {"union-default-graph": ""})
            if "fuseki" in make:
                union = {"default-graph-uri": "urn:x-arq:UnionGraph"}
                return Layout("fuseki", query, f"{root}/update", f"{root}/data", f"{root}/data", union)
            if "/repositories/" in base:
                return Layout("rdf4j", query, f"{base}/statements", f"{base}/rdf-graphs/service", f"{base}/statements")
            return Layout("sparql", query, query)
        remedy = "check the address, it is that of the query endpoint"
        raise StoreError(f"no SPARQL server answers here (status {', '.join(seen)})", place=base, remedy=remedy)

    def send(
        self, method: str, url: str, *, form: Mapping[str, str] | None = None, body: bytes | None = None, accept: str = "*/*",
        kind: str = "", params: Mapping[str, str] | None = None, fail: bool = True, gone: bool = False,
    ) -> httpx.Response:  # fmt: skip
        """One request, tried again while the fault may pass. ``gone`` takes 404 for success, ``fail=False`` any answer.

        Raises :class:`QueryError` for 400 to a query, :class:`StoreError` else.
        """
        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        trouble, wait = "", self._pause
        for attempt in range(self._tries):
            if attempt:
                time.sleep(wait)
                wait = min(2 * wait, _LONGEST_PAUSE)
            try:
                answer: httpx.Response = self._client.request(
                    method, url, data=form, content=body, params=params or None, headers=headers, auth=self._auth
                )
            except self._httpx.TransportError as error:
                trouble = str(error) or type(error).__name__
                continue
            if answer.status_code not in PASSING:
                return self._judged(answer, query=bool(form and "query" in form), fail=fail, gone=gone)
            trouble = f"it answers {answer.status_code}"
            wait = max(wait, _asked_pause(answer.headers.get("retry-after", "")))
        raise StoreError(f"the server cannot be reached or is overloaded, {self._tries} tries: {trouble}", place=self.place, remedy=_AGAIN)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _judged(self, answer: httpx.Response, *, query: bool, fail: bool, gone: bool) -> httpx.Response:
        code = answer.status_code
        if code < 300 or not fail or (gone and code == 404):
            return answer
        said = " ".join(answer.text.split())[:300]
        if code in (401, 403):
            remedy = "set SAMPHAN_STORE_USER and SAMPHAN_STORE_PASSWORD to an account that may write"
            raise StoreError(f"the server refuses (status {code}): {said}", place=self.place, remedy=remedy)
        if query and code == 400:
            raise QueryError(f"the server cannot answer this: {said}", place=self.place, remedy="check the query")
        raise StoreError(f"the server answers {code}: {said}", place=self.place, remedy=_AGAIN)


def _asked_pause(header: str) -> float:
    return min(float(header), _LONGEST_PAUSE) if header.isdigit() else 0.0
