"""``samphan serve``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal
from samphan.commands.options import store_option


@click.command(short_help="open a store in the browser, with a SPARQL endpoint")
@store_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option("--public", is_flag=True, help="Confirm that other machines may ask; needed for any address but this machine's own.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="A name that browsers reach this server by; may be repeated.")
@click.option("--cors", default="", metavar="ORIGIN", help="Let pages of this other site read answers; * for any site.")
@click.option("--timeout", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, help="Seconds a query may take.")
@click.option("--max-rows", type=click.IntRange(1, 10_000_000), default=50_000, show_default=True, help="Rows an answer may have.")
@click.option("--memory", type=click.IntRange(64), default=512, show_default=True, metavar="MIB", help="Memory a query may take.")
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="Processes that answer queries; by default one a core.")
def command(
    store: Path,
    port: int,
    host: str,
    public: bool,
    names: tuple[str, ...],
    cors: str,
    timeout: float,
    max_rows: int,
    memory: int,
    workers: int | None,
) -> None:
    """Open a store in the browser: search, pages for everything in it, live pictures, questions and a SPARQL endpoint.

    Nothing can be changed through it. Only this machine is answered unless --host and --public say otherwise.

    \b
    Examples:
      samphan serve --store graphs/demo-store
      samphan serve --port 8080 --timeout 30
      samphan serve --host 0.0.0.0 --public --allow-host graph.example.org
    """
    import dataclasses

    from samphan.errors import UsageError

    try:
        from samphan.web.server import is_loopback, listen, serve
        from samphan.web.settings import LOOPBACK, Settings
    except ImportError as error:  # pragma: no cover (the extra is part of the development environment)
        raise UsageError("the explorer is not installed", place="serve", remedy="pip install 'samphan[serve]'") from error
    local = is_loopback(host)
    if not local and not public:
        raise UsageError(f"{host} can be reached from other machines", place="--host", remedy="add --public if that is meant")
    hosts = LOOPBACK | {name.lower() for name in names} if local or names else frozenset[str]()
    settings = Settings(store=store, hosts=hosts, query_seconds=timeout, rows=max_rows, query_memory=memory, cors=cors.rstrip("/"))
    if workers:
        settings = dataclasses.replace(settings, query_workers=workers)
    listener = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"http://{shown}:{listener.getsockname()[1]}/")
    terminal.note("reading the store … Ctrl-C ends the server")
    serve(settings, listener)
