"""The corrections file: Turtle, one block an order, sorted; read with its errors placed, written beside and renamed."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from samphan.corrections.check import check
from samphan.corrections.model import Action, Correction
from samphan.errors import CorrectionError
from samphan.rdf.nquads import literal, thing, typed
from samphan.vocab import ID, ONTOLOGY, Dcterms, Rdf, Sam

_HEAD = """# Corrections of the Samphan graph: merge, split, reject, retype, rename, forget. Each with who, when and why.
# Written by `samphan correct`, applied by every build; may be edited by hand.

@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/samphan/id/> .
@prefix sam: <https://w3id.org/samphan/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def default_file(store: str | Path) -> Path:
    """Where the corrections of a store are kept: beside its folder, so that they outlive it."""
    folder = Path(store)
    return folder.with_name(f"{folder.name}.corrections.ttl")


def load(path: str | Path) -> tuple[Correction, ...]:
    """The corrections of a file, sorted and checked against each other; none where there is no file.

    Raises :class:`CorrectionError` with file (and line) where it cannot be read or contradicts itself.
    """
    place = Path(path)
    if not place.exists():
        return ()
    try:
        quads = list(ox.parse(path=str(place), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise CorrectionError(error.msg or "not Turtle", place=f"{place}:{error.lineno or '?'}", remedy="mend that line") from error
    except OSError as error:
        raise CorrectionError(f"cannot be read: {error}", place=str(place), remedy="check the path and its permissions") from error
    subjects: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            subjects[quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)][quad.predicate.value].append(
                quad.object
            )
    found = tuple(sorted({_read(subject, values, place) for subject, values in subjects.items()}))
    check(found, place=str(place))
    return found


def _read(subject: str, values: dict[str, list[ox.NamedNode | ox.Literal]], place: Path) -> Correction:
    def keys(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(value.value.removeprefix(ID) for value in values.get(predicate, ()) if isinstance(value, ox.NamedNode)))

    def text(predicate: str) -> str:
        found = sorted(value.value for value in values.get(predicate, ()))
        if len(found) > 1:
            raise CorrectionError(f"more than one {predicate}", place=f"{place}, {subject}", remedy="keep one")
        return found[0] if found else ""

    kinds = [value.value.removeprefix(ONTOLOGY) for value in values.get(Rdf.type, ())]
    known = {action.value: action for action in Action}
    if len(kinds) != 1 or kinds[0] not in known:
        remedy = f"give it one type of {', '.join('sam:' + name for name in sorted(known))}"
        raise CorrectionError("not a correction", place=f"{place}, {subject}", remedy=remedy)
    try:
        when = date.fromisoformat(text(Dcterms.created))
    except ValueError as error:
        raise CorrectionError("no day", place=f"{place}, {subject}", remedy='add dcterms:created "2025-01-31"^^xsd:date') from error
    names = {(value.language or "th", value.value) for value in values.get(Sam.name, ()) if isinstance(value, ox.Literal)}
    one = {
        name: text(predicate).removeprefix(ID) for name, predicate in (("about", Sam.about), ("into", Sam.into), ("apart", Sam.apartFrom))
    }
    return Correction(
        action=known[kinds[0]],
        about=one["about"],
        who=text(Dcterms.creator),
        when=when,
        why=text(Sam.reason),
        into=one["into"],
        apart_from=one["apart"],
        articles=keys(Sam.inArticle),
        new_class=text(Sam.newClass).removeprefix(ONTOLOGY),
        names=tuple(sorted(names)),
        digests=tuple(sorted(value.value for value in values.get(Sam.aboutDigest, ()))),
    )


def save(path: str | Path, corrections: Iterable[Correction]) -> Path:
    """Write the corrections, sorted, in place of the file. Raises :class:`CorrectionError`."""
    place = Path(path)
    ordered = sorted(set(corrections))
    check(ordered, place=str(place))
    text = "\n".join([_HEAD, *(_block(one) for one in sorted(ordered, key=lambda one: (one.when, one.key)))])
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(draft).replace(place)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CorrectionError(f"cannot be written: {error.strerror}", place=str(place), remedy="check the folder and its space") from error
    return place


def _block(one: Correction) -> str:
    pairs = [("sam:about", thing(one.about) if one.about else "")]
    pairs += [("sam:aboutDigest", literal(digest)) for digest in one.digests]
    pairs += [("sam:apartFrom", thing(one.apart_from) if one.apart_from else ""), ("sam:into", thing(one.into) if one.into else "")]
    pairs += [("sam:inArticle", thing(article)) for article in one.articles]
    pairs += [("sam:name", literal(text, language)) for language, text in one.names]
    pairs += [("sam:newClass", f"sam:{one.new_class}" if one.new_class else ""), ("sam:reason", literal(one.why))]
    pairs += [("dcterms:created", typed(one.when.isoformat(), "date").replace("<http://www.w3.org/2001/XMLSchema#date>", "xsd:date"))]
    pairs += [("dcterms:creator", literal(one.who))]
    lines = [f"    {predicate} {value}" for predicate, value in pairs if value]
    return f"{thing(one.key)} a sam:{one.action.value} ;\n" + " ;\n".join(lines) + " .\n"
