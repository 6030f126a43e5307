"""Sorting more lines than memory should hold: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import IO

_RUN = 64_000_000
"""Bytes of lines that are sorted in memory at a time."""


def sorted_unique(lines: Iterable[bytes], *, run: int = _RUN) -> Iterator[bytes]:
    """The lines in byte order, each once. They end in a line feed and hold no other. ``run`` bounds the memory (bytes of text)."""
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= run:
                runs.append(_spill(held, stack))
                held, size = [], 0
        held.sort()
        for line, _ in groupby(heapq.merge(*runs, held)):
            yield line


def _spill(lines: list[bytes], stack: ExitStack) -> IO[bytes]:
    lines.sort()
    spilled = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the caller's stack closes it)
    spilled.writelines(lines)
    spilled.seek(0)
    return spilled
