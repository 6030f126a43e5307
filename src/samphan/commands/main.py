"""The entry point: a group that imports a command only when it is called, and the one place that turns errors into exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

import samphan
from samphan.commands import terminal
from samphan.errors import SamphanError

COMMANDS = {
    "build": "read news articles into a store",
    "query": "ask a store a SPARQL query or a shipped question",
    "questions": "list the shipped questions, or show one",
    "export": "write a whole store to one file",
    "validate": "check a store against the SHACL shapes",
    "view": "draw a store, or part of it, as one HTML file",
    "network": "measure the network: who is central, which groups, which bridges, which ties rise or fade",
    "dossier": "write what is known of a country, body, person or topic, with sources",
    "diff": "tell in words what entered, changed or left between two stores",
    "correct": "order a merge, split, rejection, retyping, renaming or forgetting",
    "serve": "open a store in the browser, with a SPARQL endpoint",
    "extract": "show the facts of single articles with the sentences that state them",
    "eval": "measure accuracy against annotated articles",
    "demo": "build, ask and draw the shipped sample articles",
}
"""Every command with what it does; ``NAME`` is the function ``command`` in ``samphan.commands.NAME``."""

_INTERRUPTED = 130


class LazyGroup(click.Group):
    """A click group that knows its commands by name and imports each on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"samphan.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a slip of the pen is answered with the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            raise click.UsageError(f"no command {args[0]!r}" + (f"; did you mean {near[0]!r}?" if near else ""), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(samphan.__version__, prog_name="samphan")
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no remarks on standard error, only errors.")
def cli(debug: bool, quiet: bool) -> None:
    """Samphan reads Thai government news into a knowledge graph of diplomatic cooperation.

    Answers go to standard output, progress and remarks to standard error.

    Exit codes: 0 all done, 1 it could not be done, 2 a wrong command or option.

    \b
    Examples:
      samphan demo                                   the shipped sample articles, from end to end
      samphan build news/ --store graphs/store       read a folder of articles
      samphan query q1                               one of the shipped questions
      samphan view -o japan.html --country JP        a page about one country
    """
    terminal.settings.quiet = quiet
    terminal.settings.debug = debug


def run(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments (by default the command line's) and exit."""
    terminal.use_utf8()
    given = list(sys.argv[1:] if args is None else args)
    sys.exit(_guarded(given))


def _guarded(args: list[str]) -> int:
    try:
        code = cli.main(args, prog_name="samphan", standalone_mode=False)
        sys.stdout.flush()
    except SamphanError as error:
        return _failed(error, error.message, error.place, error.remedy, error.exit_code)
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx else "samphan"
        return _failed(error, error.format_message(), place, f"see {place} --help", 2)
    except click.ClickException as error:
        return _failed(error, error.format_message(), "", "", error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        terminal.error("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone, as in `samphan query … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _failed(
            error, error.strerror or str(error), str(error.filename or ""), "check the path, its permissions and the space left", 1
        )
    except Exception as error:  # noqa: BLE001 (the last door: nobody is shown a traceback unasked)
        return _failed(
            error, f"unexpected {type(error).__name__}: {error}", "", "run again with samphan --debug and report what it shows", 1
        )
    return code if isinstance(code, int) else 0


def _failed(error: BaseException, message: str, place: str, remedy: str, code: int) -> int:
    if terminal.settings.debug:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    terminal.error(message, place=place, remedy=remedy)
    return code
