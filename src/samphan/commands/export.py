"""``samphan export``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal
from samphan.commands.options import output_option, store_option


@click.command(short_help="write a whole store to one file")
@store_option
@output_option("The file to write; its ending names the format: nq, trig, ttl, jsonld, graphml or gexf.")
@click.option("--format", "form", default=None, metavar="FORMAT", help="The format, where the ending does not tell.")
def command(store: Path, output: Path, form: str | None) -> None:
    """Write a whole store to one file, sorted, the same bytes every time.

    nq and trig keep the named graphs; ttl is their union; jsonld has one object a graph; graphml and gexf hold the network
    of things and acts without the evidence, for Gephi, yEd, Cytoscape or networkx.

    \b
    Examples:
      samphan export -o graph.nq
      samphan export --store graphs/all -o all.graphml
    """
    from samphan.store import Graph

    with Graph.open(store, read_only=True) as graph:
        written = graph.export(output, form)
    terminal.note(f"wrote {written} ({written.stat().st_size:,} bytes)")
