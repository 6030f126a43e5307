"""The folder that a store lives in: its version stamp, its lock and the places of its parts."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from samphan.errors import StoreBusyError, StoreError, StoreVersionError
from samphan.store.wire import is_remote, public

if sys.platform != "win32":
    import fcntl

FORMAT = 2
"""Version of the layout and of what the quads mean; a store with another number has to be built anew."""

_STAMP = "samphan-store.json"


def home(store: str | Path) -> Path:
    """The folder with a store's ledger and registry: the store's own, or for a server one under ``$SAMPHAN_STATE`` (default
    ``$XDG_STATE_HOME/samphan`` or ``~/.local/state/samphan``) that is named after its address.
    """
    if not is_remote(store):
        return Path(store)
    state = os.environ.get("SAMPHAN_STATE") or Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "samphan"
    address = public(str(store))
    digest = hashlib.blake2b(address.encode(), digest_size=6).hexdigest()
    return Path(state) / f"{urlsplit(address).hostname or 'server'}-{digest}"


class StoreFolder:
    """A store's folder, opened for reading by many or for writing by one process.

    Raises :class:`StoreError` (not there, not a store, not writable), :class:`StoreVersionError`, :class:`StoreBusyError`.
    """

    def __init__(self, path: Path, *, read_only: bool, create: bool) -> None:
        self.path = path
        self._lock: int | None = None
        stamp = path / _STAMP
        if not stamp.is_file():
            self._refuse_strangers(create=create and not read_only)
        try:
            if not read_only:
                self.path.mkdir(parents=True, exist_ok=True)
            self._take_lock(exclusive=not read_only)
            if not stamp.is_file():
                self._write_stamp(stamp)
            self._check_stamp(stamp)
        except OSError as error:
            self.close()
            raise StoreError(f"the store cannot be opened: {error.strerror}", place=str(path), remedy="check the permissions") from error
        except StoreError:
            self.close()
            raise

    @property
    def quads(self) -> Path:
        """Where Oxigraph keeps the quads."""
        return self.path / "quads"

    @property
    def ledger(self) -> Path:
        """The ledger file."""
        return self.path / "ledger.sqlite"

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _refuse_strangers(self, *, create: bool) -> None:
        place = str(self.path)
        if self.path.exists() and not self.path.is_dir():
            raise StoreError("not a Samphan store but a file", place=place, remedy="name a folder")
        if self.path.is_dir() and any(entry.name != "lock" for entry in self.path.iterdir()):
            raise StoreError(
                "not a Samphan store", place=place, remedy="name the folder that `samphan build --store` wrote, or an empty one"
            )
        if not create:
            raise StoreError("there is no store here", place=place, remedy="make one with `samphan build SOURCE --store DIR`")

    def _take_lock(self, *, exclusive: bool) -> None:
        if sys.platform == "win32":
            return  # Oxigraph's own lock on writers remains
        lock = self.path / "lock"
        try:
            self._lock = os.open(lock, os.O_RDWR | os.O_CREAT if exclusive else os.O_RDONLY, 0o644)
        except FileNotFoundError:
            return  # a store on read-only media without its lock file: nobody can be writing
        try:
            fcntl.flock(self._lock, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            what = "reading or writing it" if exclusive else "writing it"
            raise StoreBusyError(f"another process is {what}", place=str(self.path), remedy="wait until it is done, or stop it") from error

    def _write_stamp(self, stamp: Path) -> None:
        draft = stamp.with_suffix(".new")
        draft.write_text(json.dumps({"samphan-store": FORMAT}) + "\n", encoding="utf-8")
        draft.replace(stamp)

    def _check_stamp(self, stamp: Path) -> None:
        found: object = None
        with contextlib.suppress(ValueError, AttributeError):
            found = json.loads(stamp.read_text(encoding="utf-8")).get("samphan-store")
        if found != FORMAT:
            raise StoreVersionError(
                f"the store has format {found}, this program reads {FORMAT}",
                place=str(self.path),
                remedy="build it anew in another folder, or use the version of Samphan that made it",
            )
