"""``samphan validate``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal
from samphan.commands.options import store_option


@click.command(short_help="check a store against the SHACL shapes")
@store_option
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, metavar="N", help="At most N findings a constraint.")
def command(store: Path, limit: int) -> int:
    """Check every graph of a store against the shapes of the graph contract (SHACL). Exits with 1 on a violation.

    \b
    Examples:
      samphan validate
      samphan validate --store graphs/all --limit 5
    """
    from samphan.store import Graph

    with Graph.open(store, read_only=True) as graph:
        violations = graph.validate(limit=limit)
    if violations:
        terminal.table(["severity", "thing", "path", "what"], [[one.severity, one.focus, one.path, one.message] for one in violations])
    broken = sum(one.severity == "Violation" for one in violations)
    terminal.note(f"{store}: {broken:,} violations, {len(violations) - broken:,} lesser remarks")
    return 1 if broken else 0
