"""Which documents stand for which article: the registry beside the store that makes building again cheap and order-free.

One row a document (its *key* names file or archive member), with the hash of its content, the article number found in it and
the length of its text. An article's *winner* among its documents is the longest text, then the smallest hash. Rows are written
before the store is, so that whatever the store holds is known here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from samphan.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    key TEXT PRIMARY KEY, content TEXT NOT NULL, article TEXT NOT NULL, length INTEGER NOT NULL, source TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_content ON document (content);
CREATE INDEX IF NOT EXISTS by_article ON document (article, length DESC, content);
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was last read; ``source`` is the folder, archive or file that the user named."""

    key: str
    content: str
    article: str
    length: int
    source: str


class Documents:
    """The registry of one store. Every method raises :class:`StoreError` where the file cannot be used."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the registry at ``path`` (``None``: in memory)."""
        self._place = str(path or "registry in memory")
        try:
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
            self._db.execute("BEGIN")
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def by_content(self, content: str) -> Document | None:
        """A document with this content, under whatever key."""
        return self._one("SELECT key, content, article, length, source FROM document WHERE content = ? AND length > 0 LIMIT 1", content)

    def winner(self, article: str) -> Document | None:
        """The document that stands for this article number."""
        return self._one(
            "SELECT key, content, article, length, source FROM document WHERE article = ? ORDER BY length DESC, content, key LIMIT 1",
            article,
        )

    def put(self, document: Document) -> str | None:
        """Enter a document under its key; the article number that the key stood for before, where that was another content."""
        before = self._one("SELECT key, content, article, length, source FROM document WHERE key = ?", document.key)
        if before != document:
            self._run("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?)", *_row(document))
        return before.article if before and before.content != document.content else None

    def remove(self, key: str) -> None:
        """Forget a document."""
        self._run("DELETE FROM document WHERE key = ?", key)

    def of_source(self, source: str) -> Iterator[Document]:
        """The documents that came from this source, sorted by key."""
        for row in self._run("SELECT key, content, article, length, source FROM document WHERE source = ? ORDER BY key", source).fetchall():
            yield Document(*row)

    def articles(self) -> set[str]:
        """The numbers of all articles that some document stands for."""
        return {row[0] for row in self._run("SELECT DISTINCT article FROM document")}

    def adopt(self, documents: Iterable[Document]) -> None:
        """Take over what a store holds whose registry was lost (length 0: read again when met)."""
        for document in documents:
            self._run("INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?, ?)", *_row(document))

    def commit(self) -> None:
        """Put on disk what was entered since the last commit."""
        self._run("COMMIT")
        self._run("BEGIN")

    def close(self) -> None:
        """Commit and close."""
        try:
            self._run("COMMIT")
        finally:
            self._db.close()

    def _one(self, sql: str, value: str) -> Document | None:
        row = self._run(sql, value).fetchone()
        return Document(*row) if row else None

    def _run(self, sql: str, *values: str | int) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def _broken(self, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"the registry of documents cannot be used: {error}", place=self._place, remedy="check disk space and permissions"
        )


def _row(document: Document) -> tuple[str, str, str, int, str]:
    return document.key, document.content, document.article, document.length, document.source
