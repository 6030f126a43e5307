"""``samphan dossier``."""

from __future__ import annotations

from pathlib import Path

import click

from samphan.commands import terminal
from samphan.commands.options import store_option


@click.command(short_help="write what is known of a country, body, person or topic, with sources")
@store_option
@click.option("--country", metavar="PL", help="Of a country: ISO code, name or IRI.")
@click.option("--body", metavar="NAME", help="Of a ministry, department, organization or company, its parts folded in.")
@click.option("--person", metavar="NAME", help="Of a person.")
@click.option("--topic", metavar="CODE", help="Of a topic and those below it.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE",
              help="A .md or .html file; without it both are written, named after the subject.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "th"]), default="en", show_default=True, help="The language of the dossier.")
def command(
    store: Path, country: str | None, body: str | None, person: str | None, topic: str | None, output: Path | None, language: str
) -> None:
    """Write a dossier: chronology of acts, counterparts and posts, topics by year, agreements, companies, silent periods.

    Every line names its source articles.

    \b
    Examples:
      samphan dossier --country PL
      samphan dossier --body กระทรวงกลาโหม -o defence.html
      samphan dossier --topic cybersecurity --language th -o cyber.md
    """
    from samphan.dossier import collect, markdown, page
    from samphan.errors import SamphanError, UsageError
    from samphan.questions import resolve
    from samphan.store import Graph

    given = [(kind, name) for kind, name in (("country", country), ("body", body), ("person", person), ("topic", topic)) if name]
    if len(given) != 1:
        raise UsageError("one subject, please", place="samphan dossier", remedy="give one of --country, --body, --person, --topic")
    kind, name = given[0]
    if output and output.suffix not in (".md", ".html"):
        raise UsageError(f"not a form of dossier: {output.suffix or output}", place="--output", remedy="name a .md or .html file")
    with Graph.open(store, read_only=True) as graph:
        subject = resolve(name, kind, graph)
        found = collect(graph, kind, subject)
    stem = Path("dossier-" + subject.rpartition("/")[2])
    for target in [output] if output else [stem.with_name(f"{stem.name}.md"), stem.with_name(f"{stem.name}.html")]:
        draft = target.with_name(f".{target.name}.new")
        try:
            draft.write_text(page(found, language) if target.suffix == ".html" else markdown(found, language), encoding="utf-8")
            draft.replace(target)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise SamphanError(
                f"cannot be written: {error.strerror}", place=str(target), remedy="check the folder and its space"
            ) from error
        click.echo(target)
    if not found.lines:
        terminal.warn("nothing in the store is about this; the dossier says so")
    terminal.note(f"{len(found.lines):,} acts, {len(found.contacts):,} persons, {len(found.silences):,} silent periods")
