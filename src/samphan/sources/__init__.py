"""Sources to articles: files, folders, archives, JSON Lines, saved pages and standard input.

:func:`iter_raw` gives bytes (cheap, one process), :func:`parse` turns them into articles (pure, in any worker), :func:`read` does both.
Nothing is lost silently: whatever gives no article comes out as an :class:`Unreadable` with its place and remedy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from samphan.facts import Article
from samphan.sources.folders import STANDARD_INPUT, iter_raw
from samphan.sources.forms import FORMS, Form, parse
from samphan.sources.raw import MAX_BYTES, RawDocument, Unreadable

__all__ = ["FORMS", "MAX_BYTES", "STANDARD_INPUT", "Form", "RawDocument", "Unreadable", "iter_raw", "parse", "read"]


def read(*sources: str | os.PathLike[str], strict: bool = False) -> Iterator[Article | Unreadable]:
    """Every article of ``sources`` and everything that gave none, in order.

    With ``strict`` the first failure is raised as its :class:`~samphan.errors.ArticleError`; what is passed over on purpose never is.
    """
    for raw in iter_raw(sources):
        for found in [raw] if isinstance(raw, Unreadable) else parse(raw):
            if strict and isinstance(found, Unreadable) and not found.skipped:
                raise found.error
            yield found
