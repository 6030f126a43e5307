"""``samphan view``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal
from samphan.commands.options import output_option, store_option


@click.command(short_help="draw a store, or part of it, as one HTML file")
@store_option
@output_option("The HTML file to write.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["graph", "timeline", "matrix", "map", "article", "change"]),
    default=None,
    help="The kind of view that the page opens with; the others are a click away.  [default: graph, article with --article]",
)
@click.option("--country", metavar="NAME", help="Only acts with this country: an ISO code or a name.")
@click.option("--body", metavar="NAME", help="Only acts of this ministry, organization or company, its departments folded in.")
@click.option("--topic", metavar="CODE", help="Only acts on this topic or one below it.")
@click.option("--person", metavar="NAME", help="Only acts of this person.")
@click.option("--article", metavar="ID", help="Only what this article reports.")
@click.option("--since", metavar="DATE", help="Only acts from this day, month or year on (2024-05 or 2567-05).")
@click.option("--until", metavar="DATE", help="Only acts up to this day, month or year.")
@click.option("--compare", metavar="A,B", help="The two periods of the change view: 2023,2024 or 2023-01..2023-06,2024-01..2024-06.")
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file, folder or archive with the text of --article; without it the page shows the quoted passages.",
)
@click.option("--limit", type=click.IntRange(min=1), default=2000, show_default=True, metavar="N", help="At most the N strongest things.")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True, help="The language the page opens in.")
def command(
    store: Path,
    output: Path,
    kind: str | None,
    country: str | None,
    body: str | None,
    topic: str | None,
    person: str | None,
    article: str | None,
    since: str | None,
    until: str | None,
    compare: str | None,
    source: Path | None,
    limit: int,
    language: str,
) -> None:
    """Draw a store, or part of it, as one HTML file that needs no network.

    Click a thing, a tie, a dot or a cell on the page to read the sentences that state it and where they stand.

    \b
    Examples:
      samphan view -o graph.html
      samphan view -o japan.html --country JP --since 2024
      samphan view -o digital.html --body กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม --topic cybersecurity
      samphan view -o world.html --as map
      samphan view -o change.html --as change --compare 2566,2567
      samphan view -o article.html --article 83606 --source news/
    """
    from samphan.errors import UsageError
    from samphan.store import Graph
    from samphan.views import page

    if source is not None and article is None:
        raise UsageError("a source without an article", place="--source", remedy="add --article with its number")
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
            kind=kind,
            compare=compare,
            text=None if source is None or article is None else _text(source, article),
        )
    written = drawn.write(output)
    if not drawn.shown:
        terminal.warn("nothing in the store matches these filters; the page says so")
    click.echo(written)
    terminal.note(f"{drawn.shown:,} of {drawn.total:,} things, {drawn.ties:,} ties; open the file in a browser")


def _text(source: Path, article: str) -> str:
    """The text of an article, found by its number; of several copies the longest, as the build takes it."""
    from samphan.errors import UsageError
    from samphan.facts import Article
    from samphan.sources import read

    wanted = article.rsplit("/", 1)[-1].strip()
    texts = [found.text for found in read(source) if isinstance(found, Article) and found.id == wanted]
    if not texts:
        raise UsageError(
            f"no article {wanted[:60]!r} in the source", place=str(source), remedy="name the file or folder that was built from"
        )
    return max(texts, key=len)
