"""The build ledger: which reading of which text every article graph was made from.

It stands beside the quads in a SQLite file, never in the graph, so that queries and exports do not see it. It also makes
batches safe: article numbers are *pending* from before the first quad of a batch is touched until the last one is on disk,
and whoever opens the store for writing clears what a killed process left pending (:meth:`samphan.store.Graph.open`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from samphan.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    article TEXT PRIMARY KEY, content TEXT NOT NULL, knowledge TEXT NOT NULL, program TEXT NOT NULL,
    evidence TEXT NOT NULL, origin TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_COLUMNS = "article, content, knowledge, program, evidence, origin"


@dataclass(frozen=True, slots=True, order=True)
class LedgerEntry:
    """What one article graph was made from; an equal entry means that making it again would change nothing.

    ``article`` is the article's number, ``content`` a hash of its text, ``knowledge`` the hash of the ontology,
    ``program`` the version that read it, ``evidence`` how much evidence was written, ``origin`` the file it came from.
    """

    article: str
    content: str = ""
    knowledge: str = ""
    program: str = ""
    evidence: str = "full"
    origin: str = ""


class Ledger:
    """The entries of one store. Reading is for everyone, writing for :class:`samphan.store.Graph`."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """Open or create the ledger at ``path`` (``None``: in memory). Raises :class:`StoreError`."""
        self._place = str(path or "ledger in memory")
        try:
            if path is None:
                self._db = sqlite3.connect(":memory:", check_same_thread=False)
            elif read_only:
                self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            else:
                self._db = sqlite3.connect(path, check_same_thread=False)
            if not read_only:
                self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def entry(self, article: str) -> LedgerEntry | None:
        """The entry of the article with this number, ``None`` where the store does not hold it."""
        row = self._read(f"SELECT {_COLUMNS} FROM entry WHERE article = ?", (article,)).fetchone()  # noqa: S608 (fixed column names)
        return LedgerEntry(*row) if row else None

    def entries(self) -> Iterator[LedgerEntry]:
        """All entries, sorted by article number (as text)."""
        for row in self._read(f"SELECT {_COLUMNS} FROM entry ORDER BY article"):  # noqa: S608 (fixed column names)
            yield LedgerEntry(*row)

    def pending(self) -> list[str]:
        """The articles whose graphs a batch was writing when it was last heard of, sorted."""
        return [row[0] for row in self._read("SELECT article FROM pending ORDER BY article")]

    def note(self, name: str) -> str | None:
        """A remark about the whole store (such as the hash of the reference graph)."""
        row = self._read("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def __len__(self) -> int:
        return int(self._read("SELECT COUNT(*) FROM entry").fetchone()[0])

    def __contains__(self, article: str) -> bool:
        return self.entry(article) is not None

    def begin(self, articles: Iterable[str]) -> None:
        """Mark a batch as being written; its entries are gone until :meth:`commit` or :meth:`clear`."""
        rows = [(article,) for article in articles]
        with self._transaction():
            self._db.executemany("DELETE FROM entry WHERE article = ?", rows)
            self._db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", rows)

    def commit(self, entries: Iterable[LedgerEntry]) -> None:
        """Enter a batch whose quads are safely on disk."""
        rows = [astuple(entry) for entry in entries]
        with self._transaction():
            self._db.executemany(f"INSERT OR REPLACE INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
            self._db.executemany("DELETE FROM pending WHERE article = ?", [(row[0],) for row in rows])

    def clear(self, articles: Iterable[str]) -> None:
        """Take articles off the pending list whose graphs are gone."""
        with self._transaction():
            self._db.executemany("DELETE FROM pending WHERE article = ?", [(article,) for article in articles])

    def set_note(self, name: str, value: str) -> None:
        """Write a remark about the whole store."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _read(self, sql: str, values: tuple[str, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self._broken(error) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._db:
                yield
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def _broken(self, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"the ledger cannot be used: {error}", place=self._place, remedy="check disk space and permissions, or build anew"
        )
