"""Ctrl-C during a build: the first one asks it to stop at the next safe place, a second one stops it at once."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any


class Stopped(Exception):  # noqa: N818 (not an error: a request, caught within the build)
    """Raised by :meth:`Stop.check` after Ctrl-C."""


class Stop:
    """Turns the first SIGINT inside its ``with`` block into a flag; outside the main thread it changes nothing."""

    def __init__(self) -> None:
        self._asked = False
        self._before: Any = None

    def check(self) -> None:
        """Raise :class:`Stopped` if Ctrl-C was pressed."""
        if self._asked:
            raise Stopped

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
