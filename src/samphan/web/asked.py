"""Reading a request: parameters, language, a body of bounded size, a client that may hang up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from samphan.web.refusal import Refusal
from samphan.web.settings import Settings

Got = TypeVar("Got")
Parameters = list[tuple[str, str]]
_FIELDS = 64
COOKIE = "samphan-language"


def parameters(raw: bytes) -> Parameters:
    """A form or query string, strictly: Raises :class:`Refusal` for what is not UTF-8 or has too many fields."""
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise Refusal(400, "a parameter is not UTF-8", remedy="percent-encode it as UTF-8") from error
    except ValueError as error:
        raise Refusal(400, f"at most {_FIELDS} parameters are read") from error


def one(given: Parameters, name: str, *, required: bool = False) -> str:
    """The value of a parameter that may be given once. Raises :class:`Refusal` otherwise."""
    values = [value for key, value in given if key == name]
    if len(values) > 1:
        raise Refusal(400, "a parameter is given twice", place=name, remedy="give it once")
    if required and not values:
        raise Refusal(400, "a parameter is missing", place=name, remedy=f"give {name}=…")
    return values[0] if values else ""


def number(given: Parameters, name: str, default: int, least: int, most: int) -> int:
    """A whole number within bounds. Raises :class:`Refusal` otherwise."""
    text = one(given, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise Refusal(400, f"not a whole number from {least} to {most}", place=name)
    return int(text)


def language(request: Request, given: Parameters) -> str:
    """``th`` or ``en``: what the address says, else the cookie, else what the browser prefers, else Thai."""
    for wanted in (dict(given).get("lang"), request.cookies.get(COOKIE)):
        if wanted in ("th", "en"):
            return wanted
    for part in request.headers.get("accept-language", "")[:200].lower().split(","):
        tag = part.split(";")[0].strip()
        if tag[:2] in ("th", "en"):
            return tag[:2]
    return "th"


async def body(request: Request, settings: Settings) -> bytes:
    """The whole body. Raises :class:`Refusal`: 413 when it is too large, 408 when it does not arrive in time."""
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > settings.body_bytes:
        raise Refusal(413, f"a request may have {settings.body_bytes // 1024} KiB", remedy="shorten the query")
    parts, size = [], 0
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for part in request.stream():
                size += len(part)
                if size > settings.body_bytes:
                    raise Refusal(413, f"a request may have {settings.body_bytes // 1024} KiB", remedy="shorten the query")
                parts.append(part)
    except TimeoutError as error:
        raise Refusal(408, "the request did not arrive in time") from error
    return b"".join(parts)


async def while_there(request: Request, work: Coroutine[Any, Any, Got]) -> Got:
    """The result of ``work``, which is cancelled when the client hangs up. Raises :class:`ClientDisconnect` then."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(gone())
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        for task in (working, watching):
            if not task.done():
                task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)
