"""A worker process: opens the store for reading, gives up every other power, answers until its pipe closes.

Run by :mod:`samphan.web.pool` as ``python -m samphan.web.worker ROLE QUADS MEMORY``, never by hand.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from samphan.errors import QueryError, SamphanError, StoreError, UsageError
from samphan.web import frames, sandbox
from samphan.web.frames import Header
from samphan.web.refusal import Refusal

Handler = Callable[[Header], tuple[Header, bytes]]


def _handler(role: str, quads: Path) -> Handler:
    """The tools of a worker; each role imports its own, so that a query worker is back within a moment."""
    if role == "query":
        from samphan.web.asking import Asker

        return Asker(ox.Store.read_only(str(quads)))
    if role == "guard":
        from samphan.web.guard import Guard

        return Guard()
    if role == "desk":
        from samphan.web.desk import Desk

        return Desk(quads)
    from samphan.web.drawing import Drawer

    return Drawer(quads)


def _status(error: SamphanError) -> int:
    if isinstance(error, Refusal):
        return error.status
    if isinstance(error, UsageError):
        return 404 if "nothing in the graph" in error.message or "no article" in error.message else 400
    return 400 if isinstance(error, QueryError) else 500


def _answered(handler: Handler, request: Header) -> bytes:
    try:
        header, body = handler(request)
        return frames.pack(header, body)
    except SamphanError as error:
        return frames.pack({"status": _status(error), "message": error.message, "place": error.place, "remedy": error.remedy})
    except (MemoryError, RecursionError):
        message = "this needs more memory than the server gives"
        return frames.pack({"status": 507, "message": message, "place": "", "remedy": "ask for less"})
    except Exception:  # noqa: BLE001 (one bad request must not end the worker; the log has the rest)
        traceback.print_exc(file=sys.stderr)
        return frames.pack({"status": 500, "message": "something went wrong in the server", "place": "", "remedy": "its log tells more"})


def main(role: str, quads: str, memory: str) -> None:
    """Answer requests on standard input; answers go to what was standard output, which prints can no longer reach."""
    sandbox.die_with_parent()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        handler = _handler(role, Path(quads))
    except (OSError, StoreError) as error:
        out.write(frames.pack({"ready": False, "message": str(error)}))
        out.flush()
        return
    confined = sandbox.confine(int(memory))
    out.write(frames.pack({"ready": True, "confined": confined}))
    out.flush()
    while (request := frames.read(sys.stdin.buffer)) is not None:
        out.write(_answered(handler, request))
        out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
