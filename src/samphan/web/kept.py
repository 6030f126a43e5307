"""Answers kept for the next one who asks the same: the store is open for reading, so they stay true while the server runs."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from samphan.web.frames import Header

Answer = tuple[Header, bytes]
_OVERHEAD = 1024  # bytes counted for an answer beside its body


class Kept:
    """The answers asked for last, at most ``most`` bytes of them, none larger than a sixteenth of that."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    async def answer(self, wish: Header, ask: Callable[[Header], Awaitable[Answer]]) -> Answer:
        """What ``ask(wish)`` answers or has answered before. What it raises is not kept."""
        key = json.dumps(wish, sort_keys=True)
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
            return found
        made = await ask(wish)
        self._keep(key, made)
        return made

    def _keep(self, key: str, made: Answer) -> None:
        size = self._weight(key, made)
        if size > self._most // 16 or key in self._answers:
            return
        self._answers[key] = made
        self._size += size
        while self._size > self._most:
            self._size -= self._weight(*self._answers.popitem(last=False))

    @staticmethod
    def _weight(key: str, made: Answer) -> int:
        return len(key) + len(made[1]) + _OVERHEAD
