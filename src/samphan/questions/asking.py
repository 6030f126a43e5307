"""Binding parameters and asking. What a user writes reaches the query only as one escaped RDF term."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from samphan.errors import UsageError
from samphan.questions.question import Parameter, Question, question
from samphan.questions.resolve import resolve
from samphan.rdf.nquads import literal, typed
from samphan.store import Graph, Result


def ask(graph: Graph, name: str, values: Mapping[str, str] | None = None) -> Result:
    """Answer the shipped question called ``name`` with these parameter values.

    Raises :class:`UsageError` for an unknown question, parameter, name or date.
    """
    return graph.query(bind(graph, question(name), values or {}))


def bind(graph: Graph, asked: Question, values: Mapping[str, str]) -> str:
    """The question's SPARQL with its parameters in place; parameters without a value are left open."""
    known = {parameter.name for parameter in asked.parameters}
    for name in values:
        if name not in known:
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise UsageError(f"{asked.name} has no parameter {name!r}", place="--param", remedy=takes)
    text = asked.text
    for parameter in asked.parameters:
        value = values.get(parameter.name) or parameter.default
        if value is None:
            if parameter.required:
                raise UsageError(f"{asked.name} needs {parameter.name}", place="--param", remedy=f"give {parameter.meaning}")
            term = "UNDEF"
        else:
            term = _term(graph, parameter, value)
        line = re.compile(rf"^ *VALUES \?{parameter.name} \{{ UNDEF \}}\n", re.MULTILINE)
        # An open parameter loses its line: joining with an unbound value would only slow the query down.
        text = line.sub("" if term == "UNDEF" else lambda found, term=term: found.group().replace("UNDEF", term), text)
    return text


def _term(graph: Graph, parameter: Parameter, value: str) -> str:
    if parameter.kind == "thing":
        return f"<{resolve(graph, value, parameter.name)}>"
    if parameter.kind == "date":
        try:
            return typed(date.fromisoformat(value.strip()).isoformat(), "date")
        except ValueError as error:
            raise UsageError(f"not a date: {value!r}", place=f"--param {parameter.name}", remedy="write it as 2024-05-28") from error
    return literal(value)
