"""``samphan demo``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal


@click.command(short_help="build, ask and draw the shipped sample articles")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("graphs"), metavar="[FOLDER]")
def command(folder: Path) -> None:
    """Build a store of the shipped sample articles, ask it three questions and draw it.

    Writes FOLDER/demo-store and FOLDER/demo.html (FOLDER is graphs by default). Needs no network.

    \b
    Examples:
      samphan demo
      samphan demo /tmp/look
    """
    from samphan.demo import run_demo

    with terminal.progress("reading the sample articles") as move:
        result = run_demo(folder, progress=lambda state: move(state.done, "", state.total))
    terminal.note(result.build.summary())
    for answer in result.answers:
        rows = [[terminal.short_iri(cell) for cell in row] for row in answer.rows]
        terminal.table(answer.headers, rows, title=f"\n{answer.title} (samphan query {answer.name})")
    click.echo(f"the picture: {result.page} (open it in a browser)")
    terminal.note(f"next: samphan query --store {result.store} NAME (samphan questions lists the names), or samphan build your-articles/")
