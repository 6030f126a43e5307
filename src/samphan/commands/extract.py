"""``samphan extract``."""

from __future__ import annotations

import json

import click

from samphan.commands import terminal
from samphan.commands.options import min_confidence_option


@click.command(short_help="show the facts of single articles with the sentences that state them")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Readable text, or JSON Lines."
)
@min_confidence_option
def command(files: tuple[str, ...], form: str, min_confidence: float) -> int:
    """Show the facts of single articles, each with the passage that states it. Nothing is stored.

    FILE may be anything that samphan build reads, and - is standard input. The JSON form is that of annotation records
    (see docs/evaluation.md) with the character offsets of every mention beside it.

    \b
    Examples:
      samphan extract article.txt
      samphan extract news/ --format json > facts.jsonl
      samphan extract article.txt --min-confidence 0.9
      cat article.txt | samphan extract -
    """
    from samphan.evaluation.readable import as_json, as_text
    from samphan.extract import Extractor
    from samphan.facts import Article
    from samphan.sources import read

    extractor = Extractor.load(min_confidence=min_confidence)
    readable = 0
    for found in read(*files):
        if not isinstance(found, Article):
            terminal.warn(str(found.error))
            continue
        facts = extractor.extract(found)
        click.echo(json.dumps(as_json(facts), ensure_ascii=False) if form == "json" else as_text(facts))
        readable += 1
    return 0 if readable else 1
