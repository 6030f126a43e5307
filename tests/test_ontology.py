"""The ontology file itself: complete in two languages, one with the code's constants, used as declared."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from samphan.facts import EntityClass, EventClass, Status
from samphan.rdf.shacl import compile_shapes
from samphan.vocab import ONTOLOGY, PREFIXES, REFERENCE_GRAPH, Oa, Org, Sam

ONTOLOGY_FOLDER = Path(__file__).parent.parent / "ontology"
FILES = sorted(path for path in ONTOLOGY_FOLDER.glob("*.ttl"))


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY_FOLDER / "samphan.ttl")


def ours(graph: rdflib.Graph) -> set[str]:
    return {str(subject) for subject in graph.subjects(RDF.type) if str(subject).startswith(ONTOLOGY)}


def test_constants_and_file_declare_the_same_terms(ontology: rdflib.Graph) -> None:
    assert set(Sam) == ours(ontology)


def test_an_unknown_term_fails() -> None:
    with pytest.raises(AttributeError):
        _ = Sam.Countree  # type: ignore[attr-defined]


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
def test_every_term_speaks_thai_and_english(ontology: rdflib.Graph, predicate: rdflib.URIRef) -> None:
    for term in sorted(ours(ontology)):
        languages = sorted(
            value.language or "" for value in ontology.objects(rdflib.URIRef(term), predicate) if isinstance(value, rdflib.Literal)
        )
        assert languages == ["en", "th"], term


def test_facts_and_ontology_name_the_same_classes(ontology: rdflib.Graph) -> None:
    for kind in EntityClass:
        assert (rdflib.URIRef(ONTOLOGY + kind), RDF.type, OWL.Class) in ontology
    for act in EventClass:
        assert (rdflib.URIRef(ONTOLOGY + act), RDFS.subClassOf, rdflib.URIRef(Sam.CooperationEvent)) in ontology
    for status in Status:
        assert (rdflib.URIRef(ONTOLOGY + status), RDF.type, rdflib.URIRef(Sam.Status)) in ontology


def test_every_event_class_has_its_codes(ontology: rdflib.Graph) -> None:
    for act in EventClass:
        codes = list(ontology.objects(rdflib.URIRef(ONTOLOGY + act), SKOS.closeMatch))
        assert {str(code).split("/")[-2] for code in codes} == {"plover", "cameo"}, act
        assert all((code, RDF.type, SKOS.Concept) in ontology for code in codes)


def test_no_blank_nodes(ontology: rdflib.Graph) -> None:
    assert not [node for triple in ontology for node in triple if isinstance(node, rdflib.BNode)]


def test_subjects_are_sorted_by_iri() -> None:
    text = (ONTOLOGY_FOLDER / "samphan.ttl").read_text(encoding="utf-8")
    subjects = [line.split()[0] for line in text.splitlines() if " a " in line and not line.startswith((" ", "#", "@"))]
    full = [s.replace("\\", "").strip("<>").replace("id:", PREFIXES["id"]).replace("sam:", ONTOLOGY) for s in subjects]
    assert full == sorted(full)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_ontology_files_use_declared_terms_only(ontology: rdflib.Graph, path: Path) -> None:
    known = ours(ontology)
    used = {str(node) for triple in rdflib.Graph().parse(path) for node in triple if str(node).startswith(ONTOLOGY)}
    assert used - known == set()


def test_shapes_speak_of_declared_terms_and_compile() -> None:
    checks = compile_shapes()
    text = " ".join(check.sparql for check in checks)
    for needed in (Sam.CooperationEvent, Sam.Person, Sam.Tenure, Sam.Occurrence, Sam.Cooperation, Oa.Annotation, Org.Membership):
        assert f"<{needed}>" in text
    assert REFERENCE_GRAPH not in text  # shapes hold for all graphs alike
