"""Workers from the server's side: a few processes a kind, each killed when it overstays and replaced at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass

from samphan.web import frames
from samphan.web.frames import Header
from samphan.web.refusal import Refusal

_log = logging.getLogger("samphan.web")
_START_SECONDS = 120.0
_PAUSE = 1.0  # seconds before a worker that would not start is tried again


@dataclass(frozen=True, slots=True)
class Plan:
    """One kind of worker: how many, for how long they may work, wait and how much memory (MiB) they may take."""

    role: str
    size: int
    seconds: float
    memory: int
    wait_seconds: float
    waiting: int


class Pool:
    """Workers of one kind. Use :meth:`start`, :meth:`ask` and :meth:`stop` from one event loop."""

    def __init__(self, plan: Plan, quads: str) -> None:
        self.plan = plan
        self.killed = 0
        self.confined = False
        self._quads = quads
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._all: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = False

    async def start(self) -> None:
        """Start every worker. Raises :class:`Refusal` (503) when one cannot open the store."""
        for worker in await asyncio.gather(*(self._spawn() for _ in range(self.plan.size))):
            self._idle.put_nowait(worker)

    async def stop(self) -> None:
        """End every worker."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for worker in list(self._all):
            await self._end(worker)

    async def ask(self, request: Header, *, body: bytes = b"") -> tuple[Header, bytes]:
        """The answer of the next free worker.

        Raises :class:`Refusal`: what the worker refuses, 503 when none gets free, 504 past the deadline, 507 when the worker
        died of the question. Cancelling kills the worker, so that nobody computes for a client that has gone.
        """
        worker = await self._free()
        finished = False
        try:
            async with asyncio.timeout(self.plan.seconds):
                assert worker.stdin
                assert worker.stdout
                worker.stdin.write(frames.pack(request, body))
                await worker.stdin.drain()
                header, answer = await frames.receive(worker.stdout)
            finished = True
        except TimeoutError as error:
            message = f"this took longer than {self.plan.seconds:g} seconds and was stopped"
            raise Refusal(504, message, remedy="ask for less: a country, a year, a LIMIT") from error
        except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError) as error:
            message = "this needs more memory than the server gives, or is nested too deeply"
            raise Refusal(507, message, remedy="ask for less or write it flatter") from error
        finally:
            if finished:
                self._idle.put_nowait(worker)
            else:
                self.killed += 1
                self._replace(worker)
        if "status" in header:
            raise Refusal(header["status"], header["message"], place=header["place"], remedy=header["remedy"])
        return header, answer

    async def _free(self) -> Process:
        if self._waiting >= self.plan.waiting:
            raise Refusal(503, "the server is busy", remedy="try again in a few seconds")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.plan.wait_seconds):
                while True:
                    worker = await self._idle.get()
                    if worker.returncode is None:
                        return worker
                    self._replace(worker)
        except TimeoutError as error:
            raise Refusal(503, "the server is busy", remedy="try again in a few seconds") from error
        finally:
            self._waiting -= 1

    async def _spawn(self) -> Process:
        command = [sys.executable, "-m", "samphan.web.worker", self.plan.role, self._quads, str(self.plan.memory)]
        paths = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": paths}
        worker = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, env=environment)
        self._all.add(worker)
        assert worker.stdout
        try:
            async with asyncio.timeout(_START_SECONDS):
                header, _ = await frames.receive(worker.stdout)
        except BaseException as error:
            await self._end(worker)
            if isinstance(error, (TimeoutError, asyncio.IncompleteReadError)):
                raise Refusal(503, "a worker could not start", remedy="see the server's log") from error
            raise
        if not header["ready"]:
            await self._end(worker)
            raise Refusal(503, f"the store cannot be read: {header['message']}", remedy="check the store's folder")
        self.confined = header["confined"]
        return worker

    def _replace(self, worker: Process) -> None:
        if self._closed:
            return
        task = asyncio.get_running_loop().create_task(self._replacing(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replacing(self, worker: Process) -> None:
        await self._end(worker)
        while not self._closed:
            try:
                self._idle.put_nowait(await self._spawn())
            except (Refusal, OSError) as error:
                _log.warning("%s worker: %s", self.plan.role, error)
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _end(self, worker: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()
        self._all.discard(worker)
