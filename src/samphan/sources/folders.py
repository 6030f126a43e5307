"""Paths to raw documents: files, folders in sorted order, archives, and ``-`` for standard input."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from samphan.sources.archives import NESTED, is_archive, iter_archive
from samphan.sources.forms import documents, form_of, guess_form
from samphan.sources.raw import RawDocument, Unreadable, refuse, shown

STANDARD_INPUT = "-"
"""The source that stands for standard input."""

_HEAD = 4096


def iter_raw(sources: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None) -> Iterator[RawDocument | Unreadable]:
    """Every raw document of ``sources``, in their order, folders by sorted name; reads lazily and never raises for what it meets.

    A file named in ``sources`` is read whatever its suffix; inside folders and archives unknown suffixes are passed over and told.
    """
    for source in sources:
        name = os.fspath(source)
        if name == STANDARD_INPUT:
            yield from _stream(stdin if stdin is not None else sys.stdin.buffer, "standard input")
            continue
        path = Path(name)
        try:
            yield from _folder(path) if path.is_dir() else _file(path, given=True)
        except (OSError, ValueError) as error:
            yield _unreadable(shown(name), error)


def _stream(stream: BinaryIO, origin: str) -> Iterator[RawDocument | Unreadable]:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    yield from documents(guess_form(buffered.peek(_HEAD)[:_HEAD]), buffered, origin)


def _file(path: Path, *, given: bool) -> Iterator[RawDocument | Unreadable]:
    origin = shown(str(path))
    form = form_of(path.name)
    try:
        if is_archive(path.name):
            yield from iter_archive(path)
        elif given and form is None and path.name.lower().endswith(NESTED):
            yield refuse(origin, "is packed in a way that is not read", "unpack it and give the folder, or pack it as .zip or .tar.xz")
        elif form is None and not given:
            yield refuse(origin, "is in no form that is read", skipped=True)
        else:
            with path.open("rb") as stream:
                yield from _stream(stream, origin) if form is None else documents(form, stream, origin)
    except OSError as error:
        yield _unreadable(origin, error)


def _folder(folder: Path) -> Iterator[RawDocument | Unreadable]:
    """The files under a folder; linked folders and devices are passed over, so that a walk always ends."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(shown(str(folder)), error)
        return
    for entry in entries:
        place = shown(entry.path)
        try:
            if entry.name.startswith("."):
                yield refuse(place, "is hidden", skipped=True)
            elif entry.is_dir(follow_symlinks=False):
                yield from _folder(Path(entry.path))
            elif entry.is_dir() or not stat.S_ISREG(entry.stat().st_mode):
                yield refuse(place, "is no plain file", "give it by name to read it", skipped=True)
            else:
                yield from _file(Path(entry.path), given=False)
        except OSError as error:
            yield _unreadable(place, error)


def _unreadable(origin: str, error: Exception) -> Unreadable:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return refuse(origin, f"cannot be read: {shown(reason)}", "check the path and its permissions")
