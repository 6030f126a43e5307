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
    from samphan.questions import load, questions

    if name:
        click.echo(load(name).sparql)
        return
    terminal.table(
        ["name", "short", "question", "parameters"],
        [[one.name, one.short, one.title, "; ".join(one.describe_parameters())] for one in questions()],
    )
    terminal.note("ask one: samphan query NAME -p PARAMETER=VALUE")
