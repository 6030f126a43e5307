"""What a page opens with: the kind of view and the periods that it compares."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from samphan.errors import UsageError
from samphan.network.filters import parse_day

KINDS = ("graph", "timeline", "matrix", "map", "article", "change")
"""The kinds of view; every page holds all of them (``article`` only where one article is drawn)."""


def starting(kind: str | None, compare: str | Sequence[str] | None, article: str | None, text: str | None) -> str:
    """The page's first state as its address would spell it. Raises :class:`UsageError` for a kind or periods that make no sense."""
    chosen = kind or ("article" if article else "change" if compare else "graph")
    if chosen not in KINDS:
        raise UsageError(f"no kind of view is called {chosen[:40]!r}", place="--as", remedy="choose one of " + ", ".join(KINDS))
    if chosen == "article" and not article:
        raise UsageError("a view of one article needs the article", place="--as article", remedy="add --article with its number")
    if text is not None and not article:
        raise UsageError("a text without an article", place="--source", remedy="add --article with its number")
    values = {} if chosen == "graph" else {"view": chosen}
    if compare:
        parts = compare.split(",") if isinstance(compare, str) else list(compare)
        if len(parts) != 2:
            raise UsageError(f"two periods are needed, not {len(parts)}", place="--compare", remedy="write 2023,2024")
        values |= dict(zip("ab", map(_period, parts), strict=True))
    return urlencode(values)


def _period(text: str) -> str:
    """``2023``, ``2566``, ``2023-01..2023-06`` as the page writes it: two ISO months or years with a tilde between."""
    ends = [parse_day(end.strip(), "--compare", str)[:7] for end in text.split("..")]
    if not 1 <= len(ends) <= 2 or not all(ends) or ends[0] > ends[-1] or len(ends[0]) != len(ends[-1]):
        raise UsageError(f"not a period: {text[:40]!r}", place="--compare", remedy="write a year, a month, or FIRST..LAST of one kind")
    return f"{ends[0]}~{ends[-1]}"
