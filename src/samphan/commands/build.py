"""``samphan build``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import click

from samphan.commands import terminal
from samphan.commands.options import min_confidence_option, store_option


@click.command(short_help="read news articles into a store")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@click.option("--workers", type=click.IntRange(min=1), default=None, metavar="N", help="Processes that read (default: one a core).")
@click.option(
    "--evidence", type=click.Choice(["full", "sentence", "none"]), default="full", show_default=True, help="How much evidence to keep."
)
@min_confidence_option
@click.option("--sync", is_flag=True, help="Also remove articles whose files have vanished from the given folders and archives.")
@click.option("--no-identity", is_flag=True, help="Leave identity across articles and the derived edges to a later run.")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="What reads: this machine or Apache Spark."
)
@click.option("--parts", metavar="PLACE", help="With --engine spark: a new place for the N-Quads parts, a path or address.")
@click.option("--master", metavar="URL", help="With --engine spark: the address of the Spark master.")
@click.option("--strict", is_flag=True, help="Exit with 1 if any article could not be read.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.json", help="Write what became of every article.")
def command(
    sources: tuple[str, ...],
    store: Path,
    workers: int | None,
    evidence: Literal["full", "sentence", "none"],
    min_confidence: float,
    sync: bool,
    no_identity: bool,
    engine: str,
    parts: str | None,
    master: str | None,
    strict: bool,
    report: Path | None,
) -> int:
    """Read news articles into a store.

    SOURCE is a file, a folder, a .zip or .tar.xz archive, a .jsonl or .html file, or - for standard input.
    Unchanged articles are skipped, changed ones replaced. Of two texts with one article number the longer one stands.
    Press Ctrl-C to stop: the store stays usable, and the same command goes on where it stopped.

    \b
    Examples:
      samphan build news/
      samphan build thaigov-v2.tar.xz --store graphs/all --workers 4
      samphan build news/ --sync --report report.json
      cat article.txt | samphan build - --store graphs/one
      samphan build news/ --store https://kb.example/sparql
      samphan build news/ --engine spark --master spark://host:7077 --parts hdfs://host/parts
    """
    if engine == "spark" or parts or master:
        return _on_spark(sources, engine, parts, master, evidence, strict=strict)
    from samphan.build import Progress, build
    from samphan.build.report import write_report

    before = _facts(store) if report else {}
    with terminal.progress("reading") as move:

        def show(state: Progress) -> None:
            move(state.done, f"{state.rate:,.0f}/s", state.total)

        result = build(
            sources,
            store,
            workers=workers,
            evidence=evidence,
            sync=sync,
            progress=show,
            identity=not no_identity,
            min_confidence=min_confidence,
        )
    if report:
        from samphan.diff import compare

        write_report(result, report, [change.words() for change in compare(before, _facts(store))])
    for outcome in result.problems[:10]:
        terminal.warn(f"{outcome.origin}: {outcome.message}")
    if len(result.problems) > 10:
        terminal.warn(f"{len(result.problems) - 10} more; --report FILE.json lists them all")
    terminal.note(result.summary())
    for remark in result.remarks:
        terminal.note(remark)
    if result.interrupted:
        terminal.note(f"stopped; the store {store} is usable, and the same command goes on from here")
        return 130
    if result.readable:
        terminal.note(f"next: samphan query q1 --store {store}, or samphan view --store {store} -o graph.html")
    return 1 if not result.readable or (strict and result.problems) else 0


def _on_spark(
    sources: tuple[str, ...],
    engine: str,
    parts: str | None,
    master: str | None,
    evidence: Literal["full", "sentence", "none"],
    *,
    strict: bool,
) -> int:
    """Parts rather than a store: they are for the bulk loader of whatever engine is to hold them."""
    from samphan.errors import UsageError

    if engine != "spark":
        raise UsageError("--parts and --master belong to Spark", place="--engine", remedy="add --engine spark")
    if not parts:
        raise UsageError("Spark writes N-Quads parts, and needs a place for them", place="--parts", remedy="name a new folder")
    from samphan.engines.spark import read_to_parts

    result = read_to_parts(sources, parts, master=master, evidence=evidence)
    for place, problem in result.problems[:10]:
        terminal.warn(f"{place}: {problem}")
    terminal.note(result.summary())
    terminal.note(f"next: load {parts} with your store's bulk loader (docs/performance.md)")
    return 1 if not result.articles or (strict and result.problems) else 0


def _facts(store: Path) -> Mapping[tuple[str, str], str]:
    """What a store says in words, nothing where there is none yet."""
    from samphan.diff import collect
    from samphan.store import Graph
    from samphan.store.wire import is_remote

    if not is_remote(store) and (not store.exists() or not any(store.iterdir())):
        return {}
    with Graph.open(store, read_only=True) as graph:
        return collect(graph)
