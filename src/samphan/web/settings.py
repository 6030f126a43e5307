"""What the explorer is allowed to spend, in one frozen value."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of one server. Times are in seconds, memory in MiB above what an idle worker needs."""

    store: Path
    hosts: frozenset[str] = LOOPBACK
    """Names in the ``Host`` header that are answered; empty for any. Keeps other sites' pages out (DNS rebinding)."""
    query_workers: int = max(2, _cores())
    desk_workers: int = 2
    query_seconds: float = 10.0
    desk_seconds: float = 20.0
    view_seconds: float = 90.0
    wait_seconds: float = 30.0
    """How long a request waits for a free worker before it is told to come again."""
    waiting: int = 1000
    """Requests that may wait at once, by pool."""
    rows: int = 50_000
    answer_bytes: int = 32 * 1024 * 1024
    kept_bytes: int = 64 * 1024 * 1024
    """Answers kept in memory for those who ask the same."""
    body_bytes: int = 256 * 1024
    body_seconds: float = 10.0
    query_memory: int = 512
    desk_memory: int = 2048
    view_memory: int = 4096
    cors: str = ""
    """The one foreign origin whose pages may read answers, ``*`` for all, empty for none."""
