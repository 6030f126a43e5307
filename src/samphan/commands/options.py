"""Options that several commands share, so that they read and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = Path("graphs/store")


def store_option(command: Command) -> Command:
    """``--store DIR``."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        show_default=True,
        envvar="SAMPHAN_STORE",
        metavar="DIR",
        help="The folder of the store.",
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
