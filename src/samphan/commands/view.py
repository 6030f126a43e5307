"""``samphan view``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal
from samphan.commands.options import output_option, store_option


@click.command(short_help="draw a store, or part of it, as one HTML file")
@store_option
@output_option("The HTML file to write.")
@click.option("--country", metavar="PL", help="Only acts with this country: ISO code, name or IRI.")
@click.option("--body", metavar="NAME", help="Only acts of this ministry, organization or company, its departments folded in.")
@click.option("--topic", metavar="CODE", help="Only acts on this topic or one below it.")
@click.option("--person", metavar="NAME", help="Only acts of this person.")
@click.option("--article", metavar="ID", help="Only what this article reports.")
@click.option("--since", metavar="DATE", help="Only acts from this day, month or year on (2024-05 or 2567-05).")
@click.option("--until", metavar="DATE", help="Only acts up to this day, month or year.")
@click.option("--limit", type=click.IntRange(min=1), default=2000, show_default=True, metavar="N", help="At most the N strongest things.")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True, help="The language the page opens in.")
def command(
    store: Path,
    output: Path,
    country: str | None,
    body: str | None,
    topic: str | None,
    person: str | None,
    article: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    language: str,
) -> None:
    """Draw a store, or part of it, as one HTML file that needs no network.

    Click a thing or a tie on the page to read the sentences that state it and where they stand.

    \b
    Examples:
      samphan view -o graph.html
      samphan view -o japan.html --country JP --since 2024
      samphan view -o digital.html --body กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม --topic cybersecurity
    """
    from samphan.store import Graph
    from samphan.views import page

    with Graph.open(store, read_only=True) as graph:
        drawn = page(
            graph,
            country=country,
            body=body,
            topic=topic,
            person=person,
            article=article,
            since=since,
            until=until,
            limit=limit,
            language=language,
        )
    written = drawn.write(output)
    if not drawn.shown:
        terminal.warn("nothing in the store matches these filters; the page says so")
    click.echo(written)
    terminal.note(f"{drawn.shown:,} of {drawn.total:,} things, {drawn.ties:,} ties; open the file in a browser")
