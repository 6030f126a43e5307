"""Options that several commands share, so that they read and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = Path("graphs/store")


class StoreName(click.ParamType[Path]):
    """A folder as a path; an address of a server keeps its two slashes, which a path would swallow."""

    name = "store"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The name of a store as given."""
        return cast("Path", value) if str(value).startswith(("http://", "https://")) else Path(value)


def store_option(command: Command) -> Command:
    """``--store DIR|URL``."""
    return click.option(
        "--store",
        type=StoreName(),
        default=DEFAULT_STORE,
        show_default=True,
        envvar="SAMPHAN_STORE",
        metavar="DIR",
        help="The folder of the store, or the address of a SPARQL server (https://…).",
    )(command)


def output_option(what: str) -> Callable[[Command], Command]:
    """``-o FILE`` with ``what`` it is for."""

    def decorate(command: Command) -> Command:
        return click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help=what)(
            command
        )

    return decorate


def min_confidence_option(command: Command) -> Command:
    """``--min-confidence X``."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0.0, 1.0),
        default=0.0,
        metavar="X",
        help="Leave out facts that are less sure than X (0 to 1); of those given 0.9 about nine in ten are right.",
    )(command)
