"""One shipped question: its text, titles and parameters, read from its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samphan.errors import KnowledgeError, UsageError

_FILE = re.compile(r"q(?P<number>\d\d)-(?P<name>[a-z][a-z0-9-]*)\.rq\Z")
_TITLE = re.compile(r"# title@(?P<language>[a-z]+) (?P<title>.+)")
_PARAMETER = re.compile(
    r"# param (?P<name>[a-z]+) (?P<kind>thing|date|text)(?P<required> required)?(?: = (?P<default>[^:]+))?: (?P<meaning>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be told.

    ``kind`` is ``thing`` (a name, an ISO code, an article number, a key such as ``country/PL`` or an IRI), ``date`` (ISO) or ``text``.
    Without a value and a ``default`` a question asks about everything, unless the parameter is ``required``.
    """

    name: str
    kind: str
    required: bool
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its short name (``q1``) and its speaking ``name`` (``countries-of-body``)."""

    short: str
    name: str
    titles: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...]
    text: str

    def title(self, language: str = "en") -> str:
        """The title in ``th`` or ``en``."""
        return dict(self.titles)[language]


@cache
def questions() -> tuple[Question, ...]:
    """All shipped questions in their order. Raises :class:`KnowledgeError` for a malformed file."""
    found = [(match, entry) for entry in files(__package__).iterdir() if (match := _FILE.match(entry.name))]
    return tuple(_read(match, entry.read_text(encoding="utf-8")) for match, entry in sorted(found, key=lambda pair: pair[1].name))


def question(name: str) -> Question:
    """The question called ``name``, short or speaking, in any case. Raises :class:`UsageError` with the names there are."""
    wanted = name.strip().casefold()
    for one in questions():
        if wanted in (one.short, one.name):
            return one
    names = ", ".join(f"{one.short} ({one.name})" for one in questions())
    raise UsageError(f"no question is called {name!r}", place="question", remedy=f"take one of {names}")


def _read(match: re.Match[str], text: str) -> Question:
    place = match.group()
    titles, parameters = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if found := _TITLE.fullmatch(line):
            titles.append((found["language"], found["title"]))
        elif found := _PARAMETER.fullmatch(line):
            default = found["default"]
            parameters.append(Parameter(found["name"], found["kind"], bool(found["required"]), default, found["meaning"]))
        else:
            raise KnowledgeError("neither a title nor a parameter", place=f"{place}:{number}", remedy="see samphan.questions for the form")
    for parameter in parameters:
        if f"VALUES ?{parameter.name} {{ UNDEF }}" not in text:
            raise KnowledgeError(f"?{parameter.name} has no VALUES line", place=place, remedy=f"add VALUES ?{parameter.name} {{ UNDEF }}")
    return Question(f"q{int(match['number'])}", match["name"], tuple(sorted(titles)), tuple(parameters), text)
