"""Running the explorer with uvicorn."""

from __future__ import annotations

import ipaddress
import logging
import socket

from samphan.errors import UsageError
from samphan.web.settings import Settings

_IN_FLIGHT = 1000


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises :class:`UsageError` where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(512)  # who comes before the workers are ready waits, and is not turned away
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot listen on {host} port {port}: {reason}", place="--port", remedy="choose another with --port") from error
    listener.set_inheritable(False)
    return listener


def serve(settings: Settings, listener: socket.socket) -> None:
    """Answer on ``listener`` until Ctrl-C or SIGTERM.

    Raises :class:`samphan.errors.StoreError` where the folder holds no store.
    """
    import uvicorn

    from samphan.web.app import create_app

    logging.getLogger("samphan.web").setLevel(logging.WARNING)
    config = uvicorn.Config(
        create_app(settings),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
        limit_concurrency=_IN_FLIGHT,
        h11_max_incomplete_event_size=64 * 1024,
    )
    uvicorn.Server(config).run(sockets=[listener])
