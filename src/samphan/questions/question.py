"""One shipped question: its text, titles and parameters, read from its file, and how it is asked.

What a user writes reaches the query only as one escaped RDF term in the place of an ``UNDEF``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from samphan.errors import KnowledgeError, UsageError
from samphan.questions.resolve import resolve
from samphan.rdf.nquads import literal, typed
from samphan.store import Graph, Result

_FILE = re.compile(r"q(?P<number>\d\d)-(?P<name>[a-z][a-z0-9-]*)\.rq\Z")
_TITLE = re.compile(r"# title@(?P<language>en|th) (?P<title>.+)")
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

    def describe(self) -> str:
        """The parameter in a few words, for a list."""
        return f"{self.name}{'!' if self.required else ''}{f'={self.default}' if self.default else ''}: {self.meaning}"

    def term(self, value: str, graph: Graph | None) -> str:
        """A value as an RDF term in SPARQL spelling. Raises :class:`UsageError` where it means nothing."""
        if self.kind == "thing":
            return f"<{resolve(value, self.name, graph)}>"
        if self.kind == "text":
            return literal(value)
        try:
            return typed(date.fromisoformat(value.strip()).isoformat(), "date")
        except ValueError as error:
            raise UsageError(f"not a date: {value!r}", place=f"--param {self.name}", remedy="write it as 2024-05-28") from error


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its ``short`` name (``q1``) and its speaking ``name`` (``countries-of-body``), with its plain SPARQL."""

    short: str
    name: str
    title: str
    title_th: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def describe_parameters(self) -> list[str]:
        """A line for each parameter."""
        return [parameter.describe() for parameter in self.parameters]

    def fill(self, values: Mapping[str, str], graph: Graph | None = None) -> str:
        """The SPARQL with these parameter values; open parameters lose their line, which keeps the query fast.

        Names are looked up in ``graph``; without one only IRIs, keys, codes and numbers are understood.
        Raises :class:`UsageError` for an unknown parameter, name or date.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in values:
            if name not in known:
                takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
                raise UsageError(f"{self.name} has no parameter {name!r}", place="--param", remedy=takes)
        text = self.sparql
        for parameter in self.parameters:
            value = values.get(parameter.name) or parameter.default
            if value is None and parameter.required:
                raise UsageError(f"{self.name} needs {parameter.name}", place="--param", remedy=f"give {parameter.meaning}")
            line = f"  VALUES ?{parameter.name} {{ UNDEF }}\n"
            text = text.replace(line, line.replace("UNDEF", parameter.term(value, graph)) if value is not None else "")
        return text


def ask(graph: Graph, name: str, values: Mapping[str, str] | None = None) -> Result:
    """Answer the shipped question called ``name`` with these parameter values.

    Raises :class:`UsageError` for an unknown question, parameter, name or date.
    """
    return graph.query(load(name).fill(values or {}, graph))


@cache
def questions() -> tuple[Question, ...]:
    """All shipped questions in their order. Raises :class:`KnowledgeError` for a malformed file."""
    found = [(match, entry) for entry in files(__package__).iterdir() if (match := _FILE.match(entry.name))]
    return tuple(_read(match, entry.read_text(encoding="utf-8")) for match, entry in sorted(found, key=lambda pair: pair[1].name))


def names() -> list[str]:
    """The speaking names of all questions, in their order."""
    return [one.name for one in questions()]


def load(name: str) -> Question:
    """The question called ``name``, short or speaking, in any case. Raises :class:`UsageError` with the names there are."""
    wanted = name.strip().casefold()
    for one in questions():
        if wanted in (one.short, one.name):
            return one
    there = ", ".join(f"{one.short} ({one.name})" for one in questions())
    raise UsageError(f"no question is called {name!r}", place="question", remedy=f"take one of {there}")


def _read(match: re.Match[str], text: str) -> Question:
    place = match.group()
    titles: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if found := _TITLE.fullmatch(line):
            titles[found["language"]] = found["title"]
        elif found := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(found["name"], found["kind"], bool(found["required"]), found["default"], found["meaning"]))
        else:
            raise KnowledgeError("neither a title nor a parameter", place=f"{place}:{number}", remedy="see samphan.questions for the form")
    for parameter in parameters:
        if f"  VALUES ?{parameter.name} {{ UNDEF }}\n" not in text:
            raise KnowledgeError(f"?{parameter.name} has no VALUES line", place=place, remedy=f"add VALUES ?{parameter.name} {{ UNDEF }}")
    if len(titles) != 2:
        raise KnowledgeError("a title is missing", place=place, remedy="give title@en and title@th")
    return Question(f"q{int(match['number'])}", match["name"], titles["en"], titles["th"], tuple(parameters), text)
