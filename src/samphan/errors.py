"""The one error tree of Samphan.

::

    SamphanError
    ├── UsageError        an option or argument that cannot be used          (exit code 2)
    ├── SourceError       a file, folder or archive that cannot be read
    │   └── ArticleError  one article that cannot be read; the others go on
    ├── KnowledgeError    an ontology file that is missing or malformed
    ├── StoreError        a store that cannot be opened, read or written
    │   ├── StoreVersionError  made by another version of the program
    │   └── StoreBusyError     held by another process
    ├── QueryError        a SPARQL query that cannot be parsed or answered
    ├── CorrectionError   a correction that contradicts another or cannot be applied
    └── ViewError         a picture that cannot be drawn

Every error knows its *place* (file, line, offset, option …) and a *remedy*, what the user can do about it.
"""

from __future__ import annotations


class SamphanError(Exception):
    """Base of every error that Samphan raises on purpose.

    ``place`` is where it happened (a path, ``path:line`` or an option), ``remedy`` what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class UsageError(SamphanError):
    """An option or argument that cannot be used as given."""

    exit_code = 2


class SourceError(SamphanError):
    """A file, folder or archive that cannot be read."""


class ArticleError(SourceError):
    """One article that cannot be read; the run goes on with the others."""


class KnowledgeError(SamphanError):
    """An ontology file that is missing or malformed."""


class StoreError(SamphanError):
    """A store that cannot be opened, read or written."""


class StoreVersionError(StoreError):
    """A store written by a version of the program that this one does not read."""


class StoreBusyError(StoreError):
    """A store that another process holds open for writing."""


class QueryError(SamphanError):
    """A SPARQL query that cannot be parsed or answered."""


class CorrectionError(SamphanError):
    """A correction that contradicts another one or cannot be applied."""


class ViewError(SamphanError):
    """A picture that cannot be drawn from the given graph or filters."""
