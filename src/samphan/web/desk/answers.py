"""Answers to queries as tables people can read, and the shipped questions as forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from samphan.errors import UsageError
from samphan.questions import Question, load, questions
from samphan.vocab import ID, XSD
from samphan.web.desk.reader import Reader, bounded, compact, valid
from samphan.web.desk.render import to, web
from samphan.web.desk.words import HEADS, WORDS, day
from samphan.web.frames import Header
from samphan.web.refusal import Refusal

_DATES = frozenset({XSD + "date", XSD + "gYearMonth", XSD + "gYear", XSD + "dateTime"})
_NUMBERS = frozenset({XSD + "integer", XSD + "decimal", XSD + "double", XSD + "float"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 600
_SUGGEST = {
    "country": "Country",
    "body": "GovernmentBody",
    "ministry": "GovernmentBody",
    "person": "Person",
    "topic": "Topic",
    "company": "Company",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table: what it shows, where it leads, what stands behind it, whether it is a number, its language."""

    text: str
    href: str = ""
    title: str = ""
    number: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a question's form."""

    name: str
    label: str
    hint: str
    kind: str
    required: bool
    value: str
    suggest: str


def table(reader: Reader, request: Header) -> dict[str, Any]:
    """What the answer templates need, from the rows that a ``query`` worker gave (``answer``) or why it gave none (``refusal``)."""
    answer = request.get("answer")
    values = {
        "sparql": request["sparql"],
        "refusal": request.get("refusal"),
        "answer": None,
        "offset": request["offset"],
        "size": request["size"],
        "query": request["query"],
    }
    if not answer:
        return values
    rows = answer.get("rows", [])
    iris = {cell[1] for row in rows for cell in row if cell and cell[0] == "iri" and valid(cell[1])}
    names = reader.names(iris)

    def shown(cell: list[str] | None) -> Cell:
        if cell is None:
            return Cell("")
        if cell[0] == "iri":
            iri = cell[1]
            text = names[iri].text(request["lang"]) if iri in names and (iri.startswith(ID) or to(iri)) else compact(iri)
            return Cell(bounded(text), to(iri) or web(iri), iri)
        if cell[0] == "blank":
            return Cell(bounded(cell[1]))
        _, value, language, datatype = cell
        dated = datatype in _DATES or bool(request.get("name") and _DAY.fullmatch(value))
        text = day(value, request["lang"]) if dated else value
        return Cell(bounded(text, _LONGEST), title=value if text != value else "", number=datatype in _NUMBERS, language=language)

    english = request["lang"] == "en"
    heads = [HEADS[name][english] if request.get("name") and name in HEADS else name for name in answer.get("names", [])]
    values["answer"] = {**answer, "heads": heads, "rows": [[shown(cell) for cell in row] for row in rows]}
    return values


class Questions:
    """The shipped questions over one store."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def listed(self, language: str) -> list[tuple[str, str]]:
        """Name and title of every question."""
        return [(one.name, one.title if language == "en" else one.title_th) for one in questions()]

    def fill(self, name: str, values: dict[str, str], *, explicit: bool) -> str:
        """The SPARQL, or nothing while a required value is missing and nobody has asked yet."""
        question = _load(name)
        if not explicit and any(one.required and not (values.get(one.name) or one.default) for one in question.parameters):
            return ""
        return question.fill({key: value for key, value in values.items() if value}, self._reader.graph)

    def form(self, name: str, language: str, values: dict[str, str]) -> dict[str, Any]:
        """Title and fields."""
        question = _load(name)
        fields = []
        for one in question.parameters:
            label = WORDS[one.name][language == "en"] if one.name in WORDS else one.name
            hint = one.meaning if language == "en" else WORDS["date"][0] if one.kind == "date" else ""
            value = values.get(one.name) or one.default or ""
            fields.append(
                Field(one.name, label, hint, one.kind, one.required, value, _SUGGEST.get(one.name, "") if one.kind == "thing" else "")
            )
        return {"name": question.name, "title": question.title if language == "en" else question.title_th, "fields": fields}


def _load(name: str) -> Question:
    try:
        return load(name)
    except UsageError as error:
        raise Refusal(404, error.message, remedy="the list of questions has them all") from error
