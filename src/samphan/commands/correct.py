"""``samphan correct``."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from samphan.commands import terminal
from samphan.commands.options import store_option

if TYPE_CHECKING:
    from samphan.corrections import Correction

Command = TypeVar("Command", bound=Callable[..., Any])


def _order_options(command: Command) -> Command:
    for option in (
        click.option("--why", required=True, metavar="TEXT", help="Why; kept with the order."),
        click.option("--who", default=None, metavar="NAME", help="Who orders it (default: the user of this machine)."),
        click.option("--file", "file", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE.ttl",
                     help="The corrections file (default: beside the store, STORE.corrections.ttl)."),
        store_option,
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(short_help="order a merge, split, rejection, retyping, renaming or forgetting")
def command() -> None:
    """Correct what the graph says across articles. Orders are kept in a Turtle file beside the store and applied by every build.

    Things are given by key (person/…, company/…, event/83606-1), IRI or name. The store is brought up to date at once.

    \b
    Examples:
      samphan correct merge "นะชิดะ คะสึยะ" "นาชิดะ คาซูยะ" --why "one ambassador, two spellings"
      samphan correct split person/สมชาย-ใจดี --article 83606 --why "another man of that name"
      samphan correct rename company/comarch --en "Comarch S.A." --why "registered name"
      samphan correct forget "สมหญิง ใจงาม" --why "asked to be removed"
      samphan correct list
    """


@command.command()
@click.argument("one")
@click.argument("into")
@_order_options
def merge(one: str, into: str, store: Path, file: Path | None, who: str | None, why: str) -> None:
    """ONE and INTO are the same; INTO becomes the canonical one."""
    _enter(store, file, who, why, lambda find: {"action": "Merge", "about": find(one), "into": find(into)})


@command.command()
@click.argument("one")
@click.option("--from", "other", metavar="OTHER", help="The thing that ONE is not.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="An article whose ONE is a namesake; may be repeated.")
@_order_options
def split(one: str, other: str | None, articles: tuple[str, ...], store: Path, file: Path | None, who: str | None, why: str) -> None:
    """ONE is not OTHER, or ONE in these articles is somebody or something else of that name."""
    numbers = tuple(sorted(f"article/{number.removeprefix('article/')}" for number in articles))
    _enter(
        store, file, who, why,
        lambda find: {"action": "Split", "about": find(one), "apart_from": find(other) if other else "", "articles": numbers},
    )  # fmt: skip


@command.command()
@click.argument("one")
@_order_options
def reject(one: str, store: Path, file: Path | None, who: str | None, why: str) -> None:
    """ONE is no such thing or act: leave it out of everything computed across articles."""
    _enter(store, file, who, why, lambda find: {"action": "Reject", "about": find(one)})


@command.command()
@click.argument("one")
@click.argument("kind", type=click.Choice(["Company", "Country", "GovernmentBody", "InternationalOrganization", "Person"]))
@_order_options
def retype(one: str, kind: str, store: Path, file: Path | None, who: str | None, why: str) -> None:
    """ONE is a thing of the class KIND."""
    _enter(store, file, who, why, lambda find: {"action": "Retype", "about": find(one), "new_class": kind})


@command.command()
@click.argument("one")
@click.option("--th", "thai", metavar="NAME", help="The Thai name to show.")
@click.option("--en", "english", metavar="NAME", help="The English name to show.")
@_order_options
def rename(one: str, thai: str | None, english: str | None, store: Path, file: Path | None, who: str | None, why: str) -> None:
    """ONE is shown under another name."""
    names = tuple(sorted((language, text) for language, text in (("th", thai), ("en", english)) if text))
    _enter(store, file, who, why, lambda find: {"action": "Rename", "about": find(one), "names": names})


@command.command()
@click.argument("person")
@_order_options
def forget(person: str, store: Path, file: Path | None, who: str | None, why: str) -> None:
    """Remove PERSON everywhere, in every spelling known to be theirs, and keep them out of every later build."""
    from samphan.corrections import person_digest

    def fields(find: Callable[[str], str]) -> dict[str, object]:
        return {"action": "Forget", "about": "", "digests": tuple(sorted({person_digest(key) for key in find.spellings(find(person))}))}  # type: ignore[attr-defined]

    _enter(store, file, who, why, fields)


@command.command("list")
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE.ttl", help="The corrections file."
)
@store_option
def list_(store: Path, file: Path | None) -> None:
    """List the orders with who, when and why."""
    from samphan.corrections import default_file, load

    place = file or default_file(store)
    orders = load(place)
    terminal.table(
        ["order", "what", "who", "when", "why"],
        [[one.key.rpartition("/")[2], one.describe(), one.who, one.when.isoformat(), one.why] for one in orders],
    )
    terminal.note(f"{len(orders):,} corrections in {place}")


@command.command()
@click.argument("order")
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE.ttl", help="The corrections file."
)
@store_option
def withdraw(order: str, store: Path, file: Path | None) -> None:
    """Take back an ORDER, given as `samphan correct list` shows it (its first letters are enough)."""
    from samphan.corrections import default_file, load, save
    from samphan.errors import UsageError

    place = file or default_file(store)
    orders = load(place)
    found = [one for one in orders if one.key.rpartition("/")[2].startswith(order)]
    if len(found) != 1:
        raise UsageError(f"{len(found)} orders begin with {order!r}", place=str(place), remedy="samphan correct list shows them")
    save(place, [one for one in orders if one is not found[0]])
    terminal.note(f"withdrawn: {found[0].describe()}")
    _apply(store, place)


class _Finder:
    """Names and IRIs to keys, asked of the store."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def __call__(self, name: str) -> str:
        from samphan.questions import resolve
        from samphan.store import Graph
        from samphan.vocab import ID

        with Graph.open(self._store, read_only=True) as graph:
            return resolve(name, "", graph).removeprefix(ID)

    def spellings(self, key: str) -> list[str]:
        """All keys that share the canonical entity of ``key``, itself included."""
        from samphan.rdf.nquads import thing
        from samphan.store import Graph
        from samphan.vocab import ID

        with Graph.open(self._store, read_only=True) as graph:
            rows = graph.query(f"SELECT DISTINCT ?x {{ {thing(key)} sam:canonical ?c . ?x sam:canonical ?c }}").texts()
        return sorted({key, *(row[0].removeprefix(ID) for row in rows)})


def _enter(store: Path, file: Path | None, who: str | None, why: str, fields: Callable[[Any], dict[str, object]]) -> None:
    from samphan.corrections import Action, Correction, default_file, load, save

    values: dict[str, Any] = fields(_Finder(store))
    order: Correction = Correction(
        action=Action(values.pop("action")),
        who=who or getpass.getuser(),
        when=dt.datetime.now(tz=dt.UTC).date(),
        why=why,
        **values,
    )
    place = file or default_file(store)
    known = [one for one in load(place) if one.key != order.key]
    save(place, [*known, order])
    terminal.note(f"ordered: {order.describe()} (in {place})")
    _apply(store, place)


def _apply(store: Path, place: Path) -> None:
    from samphan.corrections import load
    from samphan.identity import resolve
    from samphan.store import Graph

    with Graph.open(store) as graph:
        found = resolve(graph, load(place))
    for one in found.unmatched:
        terminal.warn(f"matches nothing in the store: {one.describe()}")
    terminal.note(found.summary())
