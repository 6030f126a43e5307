"""Which documents stand for which article: the registry beside the store that makes building again cheap and order-free.

A *document* is a file, an archive member or a block of lines; its *key* names it, its *content* is the hash of its bytes. It has
one row for every article found in it, with the hash and length of the article's text, and one row with an empty article number
where something in it could not be read. An article's *winner* among its documents is the longest text, then the smallest hash.
Rows are written before the store is, so that whatever the store holds is known here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samphan.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    key TEXT NOT NULL, article TEXT NOT NULL, content TEXT NOT NULL, text TEXT NOT NULL, length INTEGER NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_content ON document (content);
CREATE INDEX IF NOT EXISTS by_article ON document (article, length DESC, text);
"""
_SELECT = "SELECT key, article, content, text, length, source FROM document WHERE"


@dataclass(frozen=True, slots=True)
class Row:
    """One article of one document as it was last read; ``source`` is the folder, archive or file that the user named.

    An empty ``article`` stands for what could not be read, a ``length`` of 0 for what has to be read again to be known.
    """

    key: str
    article: str
    content: str
    text: str
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

    def known(self, content: str) -> tuple[Row, ...]:
        """The articles of a document with this content; none where it is new or something in it could not be read."""
        rows = self._rows(f"{_SELECT} content = ? ORDER BY key, article", content)
        first = tuple(row for row in rows if row.key == rows[0].key)
        return first if all(row.article and row.length for row in first) else ()

    def winner(self, article: str) -> Row | None:
        """What stands for this article number."""
        rows = self._rows(f"{_SELECT} article = ? ORDER BY length DESC, text, key LIMIT 1", article)
        return rows[0] if rows else None

    def put(self, key: str, rows: Sequence[Row]) -> set[str]:
        """Enter what a document holds now; the articles for which it stood, or stood with another text, before."""
        before = {row.article: row for row in self._rows(f"{_SELECT} key = ?", key)}
        now = {row.article: row for row in rows}
        if before == now:
            return set()
        self._run("DELETE FROM document WHERE key = ?", key)
        for row in now.values():
            self._insert("INSERT OR REPLACE", row)
        return {article for article, row in before.items() if article and (article not in now or now[article].text != row.text)}

    def of_source(self, source: str) -> list[Row]:
        """Everything that came from this source, sorted by key."""
        return self._rows(f"{_SELECT} source = ? ORDER BY key, article", source)

    def articles(self) -> set[str]:
        """The numbers of all articles that some document stands for."""
        return {row[0] for row in self._run("SELECT DISTINCT article FROM document WHERE article != ''")}

    def adopt(self, rows: Iterable[Row]) -> None:
        """Take over what a store holds whose registry was lost."""
        for row in rows:
            self._insert("INSERT OR IGNORE", row)

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

    def _insert(self, how: str, row: Row) -> None:
        values = (row.key, row.article, row.content, row.text, row.length, row.source)
        self._run(f"{how} INTO document (key, article, content, text, length, source) VALUES (?, ?, ?, ?, ?, ?)", *values)

    def _rows(self, sql: str, value: str) -> list[Row]:
        return [Row(*row) for row in self._run(sql, value)]

    def _run(self, sql: str, *values: str | int) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def _broken(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"the registry of documents cannot be used: {error}", place=self._place, remedy="check space and permissions")
