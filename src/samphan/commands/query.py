"""``samphan query``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from samphan.commands import terminal
from samphan.commands.options import store_option

if TYPE_CHECKING:
    from samphan.store import Graph


@click.command(short_help="ask a store a SPARQL query or a shipped question")
@click.argument("question", metavar="QUESTION")
@store_option
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a shipped question; may be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "turtle", "nt"]),
    default=None,
    help="How to write the answer (default: table, turtle for CONSTRUCT).",
)
def command(question: str, store: Path, params: tuple[str, ...], form: str | None) -> None:
    """Ask a store a question.

    QUESTION is the name of a shipped question (samphan questions lists them), a file .rq, or the SPARQL itself.
    The prefixes of the graph contract (sam:, id:, schema:, org: …) are known. Queries run over the union of all graphs.

    \b
    Examples:
      samphan query q1 -p body=กระทรวงการต่างประเทศ
      samphan query topics-with-country -p country=JP --format csv
      samphan query mine.rq --format csv > answer.csv
      samphan query 'SELECT ?c (COUNT(?e) AS ?n) { ?e sam:country ?c } GROUP BY ?c ORDER BY DESC(?n)'
    """
    from samphan.store import Graph

    values = _values(params)
    with Graph.open(store, read_only=True) as graph:
        answer = graph.query(_sparql(question, values, graph))
    form = form or ("turtle" if answer.kind == "construct" else "table")
    if form != "table":
        click.echo(answer.serialize(form), nl=form == "json")
    elif answer.kind == "ask":
        click.echo("yes" if answer.verdict else "no")
    elif answer.rows:
        terminal.table(answer.variables, [[terminal.short_iri(cell) for cell in row] for row in answer.texts()])
    if answer.kind != "ask":
        terminal.note(f"{len(answer):,} rows" if answer.rows else "no rows: nothing in the store answers this")


def _values(params: tuple[str, ...]) -> dict[str, str]:
    from samphan.errors import UsageError

    pairs = [param.partition("=") for param in params]
    for name, equals, value in pairs:
        if not (name.strip() and equals):
            raise UsageError(f"not a parameter: {name + equals + value!r}", place="--param", remedy="write NAME=VALUE")
    return {name.strip(): value for name, _, value in pairs}


def _sparql(question: str, values: dict[str, str], graph: Graph) -> str:
    from samphan.errors import QueryError, UsageError
    from samphan.questions import load, questions

    shipped = {name for one in questions() for name in (one.short, one.name)}
    if question.casefold() in shipped:
        return load(question).fill(values, graph)
    if values:
        raise UsageError("only shipped questions take parameters", place="--param", remedy="samphan questions lists them")
    path = Path(question)
    if question.endswith(".rq") or ("\n" not in question and len(question) < 200 and path.is_file()):
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"cannot read the query: {error}", place=question, remedy="give a text file in UTF-8") from error
    if " " not in question and "{" not in question:
        from difflib import get_close_matches

        near = get_close_matches(question, shipped, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "samphan questions lists the shipped ones"
        raise UsageError(f"no question is called {question!r}", place="QUESTION", remedy=hint)
    return question
