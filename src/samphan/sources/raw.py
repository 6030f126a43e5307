"""What travels from the main process to the workers: bytes with their place, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from samphan.errors import ArticleError

MAX_BYTES = 64 * 1024 * 1024
"""The largest document, line or archive member that is read; news articles are a thousand times smaller."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The untouched bytes of one file, archive member or block of lines.

    ``origin`` names it in reports, ``form`` is the name of its form (see :mod:`samphan.sources.forms`), ``line`` the number of its
    first line in the file (1 unless it is a later block of a JSON Lines file).
    """

    origin: str
    data: bytes
    form: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that gave no article, and why. ``skipped`` tells what was passed over on purpose (a picture beside the news)."""

    origin: str
    error: ArticleError
    skipped: bool = False


def refuse(origin: str, message: str, remedy: str = "", *, skipped: bool = False) -> Unreadable:
    """An :class:`Unreadable` whose error carries the same place."""
    return Unreadable(origin, ArticleError(message, place=origin, remedy=remedy), skipped)


def too_large(size: int | None = None) -> ArticleError:
    """The refusal of a document beyond :data:`MAX_BYTES`; ``size`` in bytes where it is known."""
    told = f"{size:,} bytes are" if size is not None else "it is"
    return ArticleError(f"{told} more than the {MAX_BYTES // 2**20} MiB that one document may have", remedy="split it into articles")


def shown(name: str) -> str:
    """A file or member name as reports show it: control characters and broken bytes escaped, at most 300 characters."""
    safe = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name[:600])
    return safe if len(safe) <= 300 else safe[:299] + "…"
