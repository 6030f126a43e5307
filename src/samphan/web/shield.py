"""What every request passes and every response carries: strict addresses, known hosts, headers that keep browsers careful."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samphan.web.refusal import Refusal
from samphan.web.settings import Settings

_BAD_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_HOST = re.compile(r"\[([0-9a-f:.]+)\](?::\d+)?|([^:\[\]]+)(?::\d+)?", re.IGNORECASE)
_LONGEST = 16 * 1024  # bytes of an address
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
}


class Shield:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what cannot be a sound request, give the rest its headers."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError("only HTTP is served")
        headers = Headers(scope=scope)
        scope["samphan.refusal"] = _trouble(scope, headers, self._settings)
        origin = headers.get("origin", "")
        allowed = self._settings.cors if self._settings.cors in ("*", origin) and origin else ""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(message, allowed)
            await send(message)

        await self._app(scope, receive, sending)


def _trouble(scope: MutableMapping[str, Any], headers: Headers, settings: Settings) -> Refusal | None:
    raw_path, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    if len(raw_path) + len(query) > _LONGEST:
        return Refusal(414, "the address is too long", remedy="send the query with POST")
    for part in (raw_path, query):
        if _BAD_PERCENT.search(part):
            return Refusal(400, "the address has a % that is not followed by two digits", remedy="write a percent sign as %25")
    if _not_text(raw_path) or _not_text(query):
        return Refusal(400, "the address is not UTF-8", remedy="encode it as UTF-8")
    if _CONTROL.search(scope["path"]):
        return Refusal(400, "the address holds a control character")
    if settings.hosts:
        found = _HOST.fullmatch(headers.get("host", ""))
        name = (found[1] or found[2]).lower() if found else ""
        if name not in settings.hosts:
            return Refusal(421, "this server does not answer to that name", remedy="start it with --allow-host NAME")
    return None


def _not_text(raw: bytes) -> bool:
    from urllib.parse import unquote_to_bytes

    try:
        unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _dress(message: Message, allowed: str) -> None:
    headers = MutableHeaders(raw=message["headers"])
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-cache")
    if allowed:
        headers["access-control-allow-origin"] = allowed
        headers["cross-origin-resource-policy"] = "cross-origin"
        headers.add_vary_header("Origin")
    message["headers"] = headers.raw
