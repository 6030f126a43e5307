"""``samphan questions``."""

from __future__ import annotations

import click

from samphan.commands import terminal


@click.command(short_help="list the shipped questions, or show one")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the shipped questions with their parameters, or show the SPARQL of one.

    \b
    Examples:
      samphan questions
      samphan questions countries-of-body
    """
    from samphan.questions import load, names

    if name:
        click.echo(load(name).sparql)
        return
    shipped = [load(one) for one in names()]
    terminal.table(
        ["name", "question", "parameters"],
        [[one.name, one.title, ", ".join(one.describe_parameters())] for one in shipped],
    )
    terminal.note("ask one: samphan query NAME -p PARAMETER=VALUE")
