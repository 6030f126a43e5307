"""``samphan diff``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from samphan.commands import terminal


@click.command(short_help="tell in words what entered, changed or left between two stores")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["article", "act", "office", "identity", "cooperation"]),
              help="Only facts of this kind; may be repeated.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
def command(before: Path, after: Path, kinds: tuple[str, ...], form: str) -> None:
    """Tell in words which articles, acts, office-holders, identities and cooperations entered, changed or left between two stores.

    \b
    Examples:
      samphan diff graphs/yesterday graphs/store
      samphan diff graphs/yesterday graphs/store --kind act --kind office
    """
    from samphan.diff import collect, compare
    from samphan.store import Graph

    with Graph.open(before, read_only=True) as old:
        was = collect(old)
    with Graph.open(after, read_only=True) as new:
        now = collect(new)
    changes = [change for change in compare(was, now) if not kinds or change.kind in kinds]
    if form == "json":
        rows = [{"kind": c.kind, "became": str(c.became), "key": c.key, "before": c.before, "after": c.after} for c in changes]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for change in changes:
            click.echo(terminal.one_line(change.words()))
    terminal.note(f"{len(changes):,} differences" if changes else "no difference")
