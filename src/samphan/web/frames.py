"""How the server and its workers talk: a JSON header and raw bytes, each with its length in front."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct(">II")
LARGEST = 512 * 1024 * 1024
Header = dict[str, Any]


def pack(header: Header, body: bytes = b"") -> bytes:
    """One message as bytes."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(head), len(body)) + head + body


def read(stream: IO[bytes]) -> Header | None:
    """The header of the next message on a pipe, its body under ``body``; ``None`` when the other side has gone."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    header: Header = json.loads(stream.read(head))
    header["body"] = stream.read(body)
    return header


async def receive(stream: asyncio.StreamReader) -> tuple[Header, bytes]:
    """The next message of a worker. Raises :class:`asyncio.IncompleteReadError` when it has died."""
    head, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    if head + body > LARGEST:
        raise ValueError("a worker's answer is larger than any answer may be")
    header: Header = json.loads(await stream.readexactly(head))
    return header, await stream.readexactly(body)
