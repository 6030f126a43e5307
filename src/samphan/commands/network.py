"""``samphan network``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samphan.commands import terminal
from samphan.commands.options import store_option

if TYPE_CHECKING:
    from samphan.network import Projection

Table = tuple[list[str], list[list[str | int | float]]]


@click.command(short_help="measure the network: who is central, which groups, which bridges, which ties rise or fade")
@click.argument("what", type=click.Choice(["things", "years", "groups", "bridges", "ties"]), default="things")
@store_option
@click.option("--country", metavar="NAME", help="Only acts with this country: an ISO code or a name.")
@click.option("--body", metavar="NAME", help="Only acts of this ministry, organization or company, its departments folded in.")
@click.option("--topic", metavar="CODE", help="Only acts on this topic or one below it.")
@click.option("--since", metavar="DATE", help="Only acts from this day, month or year on.")
@click.option("--until", metavar="DATE", help="Only acts up to this day, month or year.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="At most N rows, 0 for all.")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True, help="The language of the names.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to write the figures."
)
def command(
    what: str,
    store: Path,
    country: str | None,
    body: str | None,
    topic: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    language: str,
    form: str,
) -> None:
    """Measure the network of a store, or of the part of it that the options name.

    WHAT is `things` (partners, acts, bridging, group, trend of each), `years` (the same within each year), `groups`
    (communities with their strongest members and topics), `bridges` (ministries that join groups) or `ties` (which rise, which fade).
    What each figure means is said below the table.

    \b
    Examples:
      samphan network
      samphan network years --limit 0 --format csv > by-year.csv
      samphan network bridges --since 2566
      samphan network ties --country JP
    """
    from samphan.network import EXPLAINED, Filters, project
    from samphan.store import Graph

    with Graph.open(store, read_only=True) as graph:
        projection = project(graph, Filters(country=country, body=body, topic=topic, since=since, until=until))
    headers, rows = _TABLES[what](projection, language)
    shown = rows if not limit or len(rows) <= limit else _ends(rows, limit) if what == "ties" else rows[:limit]
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([headers, *shown])
        click.echo(out.getvalue(), nl=False)
    elif form == "json":
        click.echo(json.dumps([dict(zip(headers, row, strict=True)) for row in shown], ensure_ascii=False, indent=1))
    elif rows:
        terminal.table(headers, [[f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row] for row in shown])
        for name in headers:
            if name in EXPLAINED:
                terminal.note(f"{name}: {EXPLAINED[name]}")
    if not rows:
        terminal.note("no acts of cooperation here: nothing to measure")
    elif len(shown) < len(rows):
        terminal.note(f"{len(shown):,} of {len(rows):,} rows; --limit 0 shows all")


def _ends(rows: list[list[str | int | float]], limit: int) -> list[list[str | int | float]]:
    """Of ties the first, which rise, and the last, which fade."""
    return rows[: limit - limit // 2] + (rows[-(limit // 2) :] if limit > 1 else [])


def _things(projection: Projection, language: str) -> Table:
    from samphan.network import measure

    headers = ["name", "kind", "partners", "acts", "bridging", "group", "trend", "iri"]
    rows = measure(projection, language=language)
    return headers, [[r.name, r.kind, r.partners, r.acts, r.bridging, r.community, r.trend, terminal.short_iri(r.iri)] for r in rows]


def _years(projection: Projection, language: str) -> Table:
    from samphan.network import measure_by_year

    headers = ["year", "name", "kind", "partners", "acts", "bridging", "iri"]
    rows = measure_by_year(projection, language=language)
    return headers, [[r.year, r.name, r.kind, r.partners, r.acts, r.bridging, terminal.short_iri(r.iri)] for r in rows]


def _groups(projection: Projection, language: str) -> Table:
    from samphan.network import communities

    headers = ["group", "members", "strongest", "topics", "acts", "inside"]
    rows = communities(projection, language=language)
    return headers, [[r.number, r.size, ", ".join(r.members), ", ".join(r.topics), r.acts, r.inside] for r in rows]


def _bridges(projection: Projection, language: str) -> Table:
    from samphan.network import bridges

    headers = ["name", "bridging", "groups_reached", "partners", "acts", "iri"]
    rows = bridges(projection, language=language)
    return headers, [[r.name, r.bridging, r.groups_reached, r.partners, r.acts, terminal.short_iri(r.iri)] for r in rows]


def _ties(projection: Projection, language: str) -> Table:
    from samphan.network import tie_trends

    headers = ["one", "other", "before", "after", "change", "last"]
    rows = tie_trends(projection, language=language)
    return headers, [[r.one_name, r.other_name, r.before, r.after, r.change, r.last] for r in rows]


_TABLES = {"things": _things, "years": _years, "groups": _groups, "bridges": _bridges, "ties": _ties}
