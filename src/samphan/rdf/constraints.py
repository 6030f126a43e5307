"""What breaks each SHACL constraint, as SPARQL.

Every entry of :data:`BREAKS` takes the focus pattern, the property path (empty for the thing itself) and the constraint, and gives a
query for ``?this`` and ``?value``. Terms come in SPARQL spelling.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samphan.vocab import RDF, XSD

_CASTABLE = {f"<{XSD}{name}>" for name in ("boolean", "date", "dateTime", "decimal", "double", "integer")}
_PATTERNS = {f"<{XSD}gYear>": "^-?[0-9]{4,}(Z|[+-][0-9:]{5})?$", f"<{XSD}gYearMonth>": "^-?[0-9]{4,}-(0[1-9]|1[0-2])(Z|[+-][0-9:]{5})?$"}
_KINDS = {"IRI": "isIRI(?value)", "Literal": "isLiteral(?value)", "BlankNode": "isBlank(?value)"}
_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint's argument: its ``values`` (one for most), the ``members`` of an ``or``, and how a person would say it."""

    values: tuple[str, ...] = ()
    members: tuple[tuple[str, Constraint], ...] = ()
    spoken: str = ""

    @property
    def value(self) -> str:
        """The only value."""
        return self.values[0]


def _values(focus: str, path: str) -> str:
    return f"{focus} . ?this {path} ?value ." if path else f"{focus} . BIND(?this AS ?value)"


def _where(body: str) -> str:
    return f"SELECT DISTINCT ?this ?value {{ {body} }}"


def _holds(name: str, constraint: Constraint) -> str:
    """The SPARQL condition under which ``?value`` keeps to a class, datatype or node kind."""
    if name == "class":
        return f"EXISTS {{ ?value a ?kind FILTER(?kind IN ({', '.join(constraint.values)})) }}"
    if name == "nodeKind":
        return _KINDS[constraint.value.removeprefix(f"<{_SHACL}").removesuffix(">")]
    datatype = constraint.value
    right = f"isLiteral(?value) && DATATYPE(?value) = {datatype}"
    if datatype in _CASTABLE:  # a cast that fails is an error, and an error is not well-formed
        right += f" && COALESCE(BOUND(?value) && STR({datatype}(STR(?value))) != '', false)"
    elif datatype in _PATTERNS:
        right += f' && REGEX(STR(?value), "{_PATTERNS[datatype]}")'
    elif datatype == f"<{RDF}langString>":
        right += ' && LANG(?value) != ""'
    return f"({right})"


def _value_test(name: str) -> Callable[[str, str, Constraint], str]:
    return lambda focus, path, constraint: _where(f"{_values(focus, path)} FILTER(!{_holds(name, constraint)})")


def _or(focus: str, path: str, constraint: Constraint) -> str:
    # Classes of an alternative are asked for together: one look at the types of a value instead of five.
    classes = tuple(value for name, member in constraint.members if name == "class" for value in member.values)
    tests = [_holds("class", Constraint(classes))] if classes else []
    tests += [_holds(name, member) for name, member in constraint.members if name != "class"]
    return _where(f"{_values(focus, path)} FILTER(!({' || '.join(tests)}))")


def _filter(condition: str) -> Callable[[str, str, Constraint], str]:
    """A test on the value alone; where it cannot be evaluated, it has failed."""
    return lambda focus, path, constraint: _where(
        f"{_values(focus, path)} FILTER(!COALESCE({condition.replace('%', constraint.value)}, false))"
    )


def _min_count(focus: str, path: str, constraint: Constraint) -> str:
    least = int(constraint.value.split("^")[0].strip('"'))
    if least == 1:
        return f"SELECT DISTINCT ?this {{ {focus} FILTER NOT EXISTS {{ ?this {path} ?value }} }}"
    return f"SELECT ?this {{ {focus} OPTIONAL {{ ?this {path} ?value }} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?value) < {least})"


def _max_count(focus: str, path: str, constraint: Constraint) -> str:
    most = int(constraint.value.split("^")[0].strip('"'))
    return f"SELECT ?this {{ {focus} . ?this {path} ?value }} GROUP BY ?this HAVING (COUNT(DISTINCT ?value) > {most})"


def _in(focus: str, path: str, constraint: Constraint) -> str:
    return _where(f"{_values(focus, path)} FILTER(?value NOT IN ({', '.join(constraint.values)}))")


def _language_in(focus: str, path: str, constraint: Constraint) -> str:
    tests = " || ".join(f"LANGMATCHES(LANG(?value), {language})" for language in constraint.values)
    return _where(f"{_values(focus, path)} FILTER(!COALESCE({tests}, false))")


def _unique_language(focus: str, path: str, _constraint: Constraint) -> str:
    return (
        f'SELECT DISTINCT ?this {{ {focus} . ?this {path} ?value . FILTER(LANG(?value) != "") BIND(LANG(?value) AS ?tag) }} '
        "GROUP BY ?this ?tag HAVING (COUNT(DISTINCT ?value) > 1)"
    )


def _equals(focus: str, path: str, constraint: Constraint) -> str:
    other = constraint.value
    return _where(
        f"{{ {focus} . ?this {path} ?value FILTER NOT EXISTS {{ ?this {other} ?value }} }} UNION "
        f"{{ {focus} . ?this {other} ?value FILTER NOT EXISTS {{ ?this {path} ?value }} }}"
    )


def _ordered(operator: str) -> Callable[[str, str, Constraint], str]:
    return lambda focus, path, constraint: _where(
        f"{_values(focus, path)} ?this {constraint.value} ?other FILTER(!COALESCE(?value {operator} ?other, false))"
    )


BREAKS: dict[str, Callable[[str, str, Constraint], str]] = {
    "class": _value_test("class"),
    "datatype": _value_test("datatype"),
    "equals": _equals,
    "in": _in,
    "languageIn": _language_in,
    "lessThan": _ordered("<"),
    "lessThanOrEquals": _ordered("<="),
    "maxCount": _max_count,
    "maxInclusive": _filter("?value <= %"),
    "minCount": _min_count,
    "minInclusive": _filter("?value >= %"),
    "minLength": _filter("STRLEN(STR(?value)) >= %"),
    "nodeKind": _value_test("nodeKind"),
    "or": _or,
    "pattern": _filter("REGEX(STR(?value), %)"),
    "uniqueLang": _unique_language,
}
"""Constraint component (local name in SHACL) to the query that finds what breaks it."""
