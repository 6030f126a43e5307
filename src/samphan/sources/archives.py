"""Archives read as a stream, nothing unpacked to disk: ``.tar``, ``.tar.gz``, ``.tar.bz2``, ``.tar.xz`` and ``.zip``.

Names of members serve reports only, so ``../`` and absolute ones do no harm. What an archive may cost is bounded: each document by
:data:`~samphan.sources.raw.MAX_BYTES`, the whole by a ratio to its packed size.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from samphan.errors import ArticleError
from samphan.sources.forms import documents, form_of
from samphan.sources.raw import MAX_BYTES, RawDocument, Unreadable, refuse, shown, too_large

SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".zip")
"""File name endings of the archives that are read."""

NESTED = (*SUFFIXES, ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst")
"""Endings of packed members, which are refused."""

FREE_BYTES = 256 * 1024 * 1024
"""Unpacked bytes that any archive may have, however small it is."""

MAX_RATIO = 200
"""Unpacked bytes a packed byte may stand for beyond that; news text has 20 to 60."""

_READ = 1 << 20
_TAR_BLOCK = 512
# RuntimeError is zipfile's word for a password, NotImplementedError for a packing it does not know.
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_BOMB = "unpacks to far more than news does"
_BOMB_REMEDY = "unpack it yourself and give the folder, if you trust it"


def is_archive(name: str) -> bool:
    """Whether the file name is that of an archive that is read."""
    return name.lower().endswith(SUFFIXES)


def iter_archive(path: Path) -> Iterator[RawDocument | Unreadable]:
    """The documents of an archive in its own order; what is broken or refused is told, the members before it are given."""
    origin = shown(str(path))
    members = _zip_members(path, origin) if path.name.lower().endswith(".zip") else _tar_members(path, origin)
    count = 0
    try:
        for each in members:
            count += 1
            yield each
    except ArticleError as error:
        yield refuse(origin, error.message, error.remedy)
    except _BROKEN as error:
        reason = str(error) or type(error).__name__
        yield refuse(origin, f"is broken after {count} members: {shown(reason)}", "fetch or pack the archive again")


class _Forward:
    """A stream that only goes forward, for :class:`tarfile.TarFile`: bounds each read and, by the packed bytes used, all of them."""

    def __init__(self, packed: BinaryIO, plain: BinaryIO) -> None:
        self._packed = packed
        self._plain = plain
        self._at = 0
        self.last_block = b""

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence or offset < self._at:
            raise tarfile.StreamError("the archive's members are not one behind the other")
        while self._at < offset:
            if not self.read(min(_READ, offset - self._at)):
                break
        return self._at

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MAX_BYTES + _READ:
            raise too_large(size if size >= 0 else None)
        data = self._plain.read(size)
        self._at += len(data)
        if self._at > FREE_BYTES + MAX_RATIO * self._packed.tell():
            raise ArticleError(_BOMB, remedy=_BOMB_REMEDY)
        if size == _TAR_BLOCK:
            self.last_block = data
        return data


def _unpacked(path: Path, packed: BinaryIO) -> BinaryIO:
    name = path.name.lower()
    if name.endswith((".gz", ".tgz")):
        return cast("BinaryIO", gzip.GzipFile(fileobj=packed))
    if name.endswith((".bz2", ".tbz2")):
        return cast("BinaryIO", bz2.BZ2File(packed))
    if name.endswith((".xz", ".txz")):
        return cast("BinaryIO", lzma.LZMAFile(packed))
    return packed


def _tar_members(path: Path, origin: str) -> Iterator[RawDocument | Unreadable]:
    with path.open("rb") as packed:
        forward = _Forward(packed, _unpacked(path, packed))
        archive = tarfile.TarFile(fileobj=cast("BinaryIO", forward), mode="r", errors="surrogateescape")
        while member := archive.next():
            vars(archive)["members"] = []  # the list would grow by every member read
            place = f"{origin}!{shown(member.name)}"
            if member.isdir():
                continue
            if member.issym() or member.islnk():
                yield refuse(place, "is a link inside an archive; links are not followed", "pack the file itself")
            elif not member.isreg() or member.issparse():
                yield refuse(place, "is no plain file", "pack the file itself")
            else:
                stream = archive.extractfile(member)
                assert stream is not None
                yield from _documents(place, member.name, cast("BinaryIO", stream))
        if forward.last_block.strip(b"\x00") or len(forward.last_block) < _TAR_BLOCK:
            raise tarfile.ReadError("the archive's end mark is missing, so members may be missing too")


def _zip_members(path: Path, origin: str) -> Iterator[RawDocument | Unreadable]:
    with zipfile.ZipFile(path) as archive:
        allowed = FREE_BYTES + MAX_RATIO * path.stat().st_size
        for member in archive.infolist():
            place = f"{origin}!{shown(member.filename)}"
            mode = member.external_attr >> 16
            if member.is_dir():
                continue
            allowed -= member.file_size
            if allowed < 0:
                raise ArticleError(_BOMB, remedy=_BOMB_REMEDY)
            if stat.S_ISLNK(mode):
                yield refuse(place, "is a link inside an archive; links are not followed", "pack the file itself")
                continue
            try:
                with archive.open(member) as stream:
                    yield from _documents(place, member.filename, cast("BinaryIO", stream))
            except _BROKEN as error:
                reason = shown(str(error) or type(error).__name__)
                yield refuse(place, f"cannot be unpacked: {reason}", "pack the file again, without a password")


def _documents(place: str, name: str, stream: BinaryIO) -> Iterator[RawDocument | Unreadable]:
    form = form_of(name)
    if name.lower().endswith(NESTED):
        yield refuse(place, "is an archive inside an archive", "unpack the outer one and give its folder")
    elif form is None or _hidden(name):
        yield refuse(place, "is in no form that is read", skipped=True)
    else:
        yield from documents(form, stream, place)


def _hidden(name: str) -> bool:
    return name.rsplit("/", 1)[-1].startswith(".") or name.startswith("__MACOSX/")
