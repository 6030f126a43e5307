"""What the reading of an article depends on besides its text."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import samphan

_ROOMS = ("sources", "knowledge", "extract", "rdf")


def program(min_confidence: float = 0.0) -> str:
    """The program version, with a digest of the code and models that read and the least confidence that facts must have.

    A changed line means reading again, as does another least confidence.
    """
    return f"{_program()}>={min_confidence:g}" if min_confidence else _program()


@cache
def _program() -> str:
    home = Path(samphan.__file__).parent
    files = [*home.glob("*.py"), *(path for room in _ROOMS for path in (home / room).rglob("*"))]
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(files):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{samphan.__version__}+{digest.hexdigest()}"


def content_hash(data: bytes) -> str:
    """The hash of a document's bytes (hexadecimal, 32 digits)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
