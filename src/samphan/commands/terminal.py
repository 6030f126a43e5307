"""What the commands share of the terminal: data on standard output, remarks, progress and errors on standard error."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, TypeAlias

import click

if TYPE_CHECKING:
    from rich.console import Console

Move: TypeAlias = Callable[[int, str, int | None], None]

_UNBOUNDED = 100_000  # columns: a table that goes to a file or a pipe is never cut


@dataclass
class Settings:
    """The switches of the whole program, set once by the entry point."""

    quiet: bool = False
    debug: bool = False


settings = Settings()


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be encoded is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def colourful(stream: TextIO) -> bool:
    """Whether colours are wanted there: a terminal, and no ``NO_COLOR`` in the environment (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def error(message: str, *, place: str = "", remedy: str = "") -> None:
    """One red line on standard error: the place, what is wrong and what to do."""
    text = f"{place}: {message}" if place else message
    text = f"{text} ({remedy})" if remedy else text
    click.echo(_paint(f"error: {one_line(text)}", "red"), err=True)


def note(message: str) -> None:
    """A remark on standard error, unless ``--quiet``."""
    if not settings.quiet:
        click.echo(message, err=True)


def warn(message: str) -> None:
    """A warning on standard error, unless ``--quiet``."""
    if not settings.quiet:
        click.echo(_paint(f"warning: {one_line(message)}", "yellow"), err=True)


def one_line(text: str) -> str:
    """Text from files and articles made fit for one line: no control characters, no line breaks, no direction marks."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and char != "\u200d" else char for char in text)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """A table on standard output; in a terminal it wraps to the width, elsewhere nothing is ever cut."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    if title:
        click.echo(title)
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for header in headers:
        drawn.add_column(header, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(one_line(cell)) for cell in row))
    _console(sys.stdout).print(drawn)


def short_iri(text: str) -> str:
    """An IRI of the graph contract in its short spelling (``country/PL``, ``sam:Held``), any other text as it is."""
    from samphan.vocab import ID, PREFIXES

    if text.startswith(ID):
        return text.removeprefix(ID)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace) and len(text) > len(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


@contextmanager
def progress(description: str) -> Iterator[Move]:
    """A progress bar on standard error with rate and time; silent with ``--quiet`` or where nobody looks on.

    The value is called with how much is done, the rate as text, and how much there is in all (``None``: not known).
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = _console(sys.stderr)
    hidden = settings.quiet or not console.is_terminal
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, disable=hidden, transient=True) as bar:
        task = bar.add_task(description, total=None, rate="")
        yield lambda done, rate, total: bar.update(task, completed=done, rate=rate, total=total)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    plain = not colourful(stream)
    return Console(file=stream, width=None if stream.isatty() else _UNBOUNDED, no_color=plain, highlight=False, markup=False, emoji=False)


def _paint(text: str, colour: str) -> str:
    return click.style(text, fg=colour) if colourful(sys.stderr) else text
