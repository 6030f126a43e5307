"""Facts to quads: what the contract asks for, hostile text, evidence; and the shapes, with pySHACL as the referee."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SH

from handmade import ARTICLE, DOMESTIC, FACTS, TEXT, numbered
from samphan.errors import KnowledgeError
from samphan.facts import Article, ArticleFacts, Entity, EntityClass, Label, Mention, Post, Span
from samphan.rdf import article_graph, quads
from samphan.rdf.nquads import decimal, literal, thing, url
from samphan.rdf.reference import ReferenceFiles, shapes_file
from samphan.rdf.shacl import compile_shapes
from samphan.store import OxigraphBackend
from samphan.store.validation import validate
from samphan.vocab import ID, PREFIXES, REFERENCE_GRAPH

ONTOLOGY = Path(__file__).parent.parent / "ontology" / "samphan.ttl"


def parsed(lines: list[str]) -> list[ox.Quad]:
    return list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def turtle(statements: str) -> list[str]:
    """Statements in Turtle, the contract's prefixes known, as lines of the reference graph."""
    text = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + statements
    return [f"{quad.triple} <{REFERENCE_GRAPH}> ." for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


def answers(lines: list[str], pattern: str) -> bool:
    """Whether the graph holds the pattern, a SPARQL group without braces."""
    store = ox.Store()
    store.extend(parsed(lines))
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES, use_default_graph_as_union=True))


LINES = quads(FACTS)


def test_lines_are_sorted_unique_and_of_one_graph() -> None:
    assert sorted(set(LINES)) == LINES
    assert {quad.graph_name for quad in parsed(LINES)} == {ox.NamedNode("https://w3id.org/samphan/graph/article/90001")}
    assert not [q for q in parsed(LINES) if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_a_second_run_gives_the_same_bytes() -> None:
    shuffled = replace(FACTS, entities=FACTS.entities[::-1], mentions=FACTS.mentions[::-1], events=FACTS.events[::-1])
    assert quads(FACTS) == LINES == quads(shuffled)


CONTRACT = r"""
id:article\/90001 a sam:Article ; dcterms:identifier "90001" ; dcterms:title "รมว.ดีอี หารือทูตโปแลนด์"@th
id:article\/90001 dcterms:source <https://www.thaigov.go.th/news/contents/details/90001>
id:article\/90001 schema:datePublished "2024-05-28"^^xsd:date ; dcterms:subject id:topic\/digital-government
id:article\/90001 sam:mentions id:country\/PL ; sam:reports id:event\/90001-1 , id:event\/90001-2
id:government\/TH\/mdes a sam:GovernmentBody , sam:Ministry
id:country\/PL a sam:Country ; sam:isoCode "PL"
?p a sam:Person ; skos:prefLabel "สมชาย ใจงาม"@th ; rdfs:label "สมชาย ใจงาม"@th ; sam:honorific "นาย"@th
?p skos:prefLabel "Jan Kowalski"@en ; skos:altLabel "Kowalski"@en
id:company\/wisla-tech sam:country id:country\/PL
?m a org:Membership ; org:member id:person\/jan-kowalski ; org:organization id:country\/PL ; sam:position "เอกอัครราชทูต"@th
?m a org:Membership ; org:member id:person\/jan-kowalski ; prov:wasDerivedFrom id:article\/90001
id:event\/90001-1 a sam:Meeting ; schema:startDate "2024-05-28"^^xsd:date ; sam:status sam:Held ; sam:country id:country\/PL
id:event\/90001-1 sam:topic id:topic\/digital-government ; sam:place "ห้องประชุม 701"@th ; prov:wasDerivedFrom id:article\/90001
id:event\/90001-1 sam:thaiParty id:government\/TH\/mdes ; sam:counterpart id:person\/jan-kowalski
id:event\/90001-1 sam:party id:government\/TH\/mdes , id:person\/jan-kowalski
id:event\/90001-2 schema:startDate "2024-05"^^xsd:gYearMonth ; schema:endDate "2024-06"^^xsd:gYearMonth ; sam:status sam:Planned
?e sam:instrument ?i . ?i a sam:Agreement ; dcterms:title "บันทึกความเข้าใจด้านดิจิทัล"@th ; sam:agreementKind "memorandum"
?a a oa:Annotation ; oa:hasBody id:country\/PL ; sam:confidence 0.98 ; oa:hasTarget ?t . ?t oa:hasSource id:article\/90001
"""


@pytest.mark.parametrize("pattern", CONTRACT.strip().splitlines())
def test_the_contract_is_kept(pattern: str) -> None:
    assert answers(LINES, pattern)


def test_things_of_the_ontology_are_not_named_again() -> None:
    assert not answers(LINES, "id:country\\/PL skos:prefLabel ?l")


def test_an_article_that_is_no_cooperation_news_keeps_its_metadata_only() -> None:
    lines = quads(DOMESTIC)
    assert len(lines) == 4
    assert answers(lines, 'id:article\\/90002 a sam:Article ; dcterms:identifier "90002" ; dcterms:title ?t ; schema:datePublished ?d')


def test_every_quote_is_the_text_at_its_place() -> None:
    store = ox.Store()
    store.extend(parsed(LINES))
    select = "SELECT ?s ?e ?q { ?t oa:hasSelector [ oa:start ?s ; oa:end ?e ] , [ oa:exact ?q ] }"
    rows = [[str(term.value) for term in row] for row in store.query(select, prefixes=PREFIXES, use_default_graph_as_union=True)]  # type: ignore[union-attr, union-attr]
    assert len(rows) >= 10
    for start, end, quote in rows:
        assert TEXT[int(start) : int(end)] == quote


def test_evidence_can_be_left_out() -> None:
    some, none = quads(FACTS, evidence="sentence"), quads(FACTS, evidence="none")
    assert set(none) < set(some) < set(LINES)
    assert not any("oa#" in line for line in none)
    assert answers(some, "?a oa:hasBody id:event\\/90001-1")
    assert not answers(some, "?a oa:hasBody id:country\\/PL")


def test_mentions_of_one_kind_share_an_annotation() -> None:
    annotations = {
        q.subject for q in parsed(LINES) if q.predicate.value.endswith("hasBody") and q.object == ox.NamedNode(ID + "country/PL")
    }
    targets = [q for q in parsed(LINES) if q.predicate.value.endswith("hasTarget") and q.subject in annotations]
    assert (len(annotations), len(targets)) == (1, 2)


HOSTILE = st.text(alphabet=st.characters(), min_size=1, max_size=30)


@settings(max_examples=150, deadline=None)
@given(number=HOSTILE, name=HOSTILE, text=HOSTILE, address=HOSTILE, language=HOSTILE)
def test_hostile_text_stays_text(number: str, name: str, text: str, address: str, language: str) -> None:
    """Whatever an article says, its quads parse, stay in its graph and come back from the store in the same bytes."""
    person = Entity(f"person/{name}", EntityClass.PERSON, (Label(name, language),), honorific=text)
    facts = ArticleFacts(
        article=Article(number, text, Span(0, len(text)), Span(0, len(text)), None, f"https://x.example/{address}", language, ""),
        relevant=True,
        relevance=1,
        entities=(person,),
        mentions=(Mention(Span(0, len(text)), person.key, name, 0.5),),
        posts=(Post(person.key, "country/PL", text, Span(0, len(text)), "rule", 0.5),),
    )
    lines = quads(facts)
    backend = OxigraphBackend()
    backend.replace([(article_graph(number), "\n".join(lines))])
    assert sorted(f"{quad} ." for quad in backend.quads()) == lines
    assert len(list(backend.graphs())) == 1
    assert len(list(backend.triples())) == len(lines)


def test_addresses_that_are_none_are_left_out() -> None:
    for address in ("", "details/5", "x y", "http://"):
        assert url(address) is None or list(ox.parse(f"<a:b> <a:b> {url(address)} .", format=ox.RdfFormat.N_TRIPLES))
    lines = quads(replace(FACTS, article=replace(ARTICLE, url="not an address")))
    assert not any("dc/terms/source" in line for line in lines)


@pytest.mark.parametrize(("value", "text"), [(0.98, "0.98"), (1.0, "1"), (0.9, "0.9"), (0.12345, "0.123"), (0.0, "0"), (-0.0001, "0")])
def test_decimals_are_canonical(value: float, text: str) -> None:
    assert decimal(value).startswith(f'"{text}"')


def test_terms_are_escaped() -> None:
    assert literal('a"b\\c\nd', "TH") == '"a\\"b\\\\c\\nd"@th'
    assert literal("x", "not a tag") == '"x"'
    assert literal("x", "zh-Hans-CN") == '"x"@zh-hans-cn'
    assert thing("person/a b<c>") == f"<{ID}person/a%20b%3Cc%3E>"


# Shapes


def graph_of(*facts: ArticleFacts) -> list[str]:
    """Reference and articles together, as N-Quads."""
    lines = ReferenceFiles([ONTOLOGY]).quads() + _NAMES
    return lines + [line for one in facts for line in quads(one)]


def _named(key: str, kind: str, more: str = "") -> list[str]:
    names = " ; ".join(f'{term} "ก"@th , "a"@en' for term in ("skos:prefLabel", "rdfs:label"))
    return turtle(f"<{ID}{key}> a {kind} ; {names} {more} .")


_NAMES = (
    _named("country/PL", "sam:Country", '; sam:isoCode "PL"')
    + _named("country/TH", "sam:Country", '; sam:isoCode "TH"')
    + _named("government/TH/mdes", "sam:GovernmentBody , sam:Ministry", f"; sam:country <{ID}country/TH>")
    + _named("topic/digital-government", "skos:Concept")
)


def by_us(lines: list[str]) -> set[tuple[str, str, str]]:
    backend = OxigraphBackend()
    for graph in {line[line.rindex(" <") + 2 : -3] for line in lines}:
        backend.replace([(graph, "\n".join(line for line in lines if line.endswith(f" <{graph}> .")))])
    return {
        (v.focus, v.shape, v.constraint.casefold()) for v in validate(backend, checks=compile_shapes(ontology=ReferenceFiles([ONTOLOGY])))
    }


def by_pyshacl(lines: list[str]) -> set[tuple[str, str, str]]:
    data = rdflib.Graph().parse(data="\n".join(line[: line.rindex(" <")] + " ." for line in lines), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=str(shapes_file()), inference="none", advanced=False)
    assert isinstance(report, rdflib.Graph)
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceShape)),
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2].removesuffix("ConstraintComponent").casefold(),
        )
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    }


def test_the_handmade_articles_conform_for_both() -> None:
    lines = graph_of(FACTS, DOMESTIC, numbered(FACTS, "90003"))
    assert by_us(lines) == set() == by_pyshacl(lines)


def _without(words: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [line for line in lines if words not in line]


def _with(*statements: str) -> Callable[[list[str]], list[str]]:
    extra = turtle(" ".join(statements))
    return lambda lines: lines + extra


BROKEN = {
    "no identifier": _without("dc/terms/identifier"),
    "no date": _without("datePublished"),
    "no title": _without("dc/terms/title"),
    "no confidence": _without("ontology#confidence"),
    "no selector": _without("hasSelector"),
    "no quote": _without("#exact"),
    "no source": _without("hasSource"),
    "no position": _without("ontology#position"),
    "no party": _without("ontology#party"),
    "no status": _without("ontology#status"),
    "no label": _without("rdf-schema#label"),
    "no name": _without("prefLabel"),
    "no member": _without("org#member"),
    "no derivation": _without("wasDerivedFrom"),
    "not reported": _without("ontology#reports"),
    "topic without a name": _without("topic/digital-government> <http://www.w3.org/2004"),
    "two dates": _with('id:article\\/90001 schema:datePublished "2020-01-01"^^xsd:date .'),
    "date as text": _with('id:article\\/90009 a sam:Article ; dcterms:identifier "1" ; schema:datePublished "2020" .'),
    "ill-formed date": _with('id:article\\/90009 a sam:Article ; dcterms:identifier "1" ; schema:datePublished "2020-13-41"^^xsd:date .'),
    "confidence of two": _with("id:evidence\\/x a oa:Annotation ; oa:hasBody id:country\\/PL ; oa:hasTarget id:t ; sam:confidence 2.0 ."),
    "confidence as text": _with('id:evidence\\/x a oa:Annotation ; oa:hasBody id:country\\/PL ; sam:confidence "high" .'),
    "text as body": _with('id:evidence\\/x a oa:Annotation ; oa:hasBody "x" ; sam:confidence 0.5 .'),
    "end before start": _with("id:evidence\\/x a oa:TextPositionSelector ; oa:start 9 ; oa:end 3 ."),
    "negative start": _with("id:evidence\\/x a oa:TextPositionSelector ; oa:start -1 ; oa:end 3 ."),
    "empty quote": _with('id:evidence\\/x a oa:TextQuoteSelector ; oa:exact "" .'),
    "wrong ISO code": _with('id:country\\/XX a sam:Country ; sam:isoCode "Poland" .'),
    "two names in one language": _with('id:country\\/PL skos:prefLabel "Polska"@en ; rdfs:label "Polska"@en .'),
    "a third language": _with('id:country\\/PL skos:prefLabel "Polska"@pl ; rdfs:label "Polska"@pl .'),
    "unknown status": _with("id:event\\/90001-1 sam:status sam:Cancelled ."),
    "a topic as a country": _with("id:event\\/90001-1 sam:country id:topic\\/digital-government ."),
    "an article as a party": _with("id:event\\/90001-1 sam:thaiParty id:article\\/90001 ."),
    "a person in a topic": _with(
        "id:post\\/x a org:Membership ; org:member id:country\\/PL ; org:organization id:topic\\/digital-government ."
    ),
    "tenure backwards": _with(
        "id:tenure\\/x a sam:Tenure ; org:member id:person\\/jan-kowalski ; org:organization id:country\\/PL ;"
        "org:role id:post\\/ambassador ;"
        'prov:wasDerivedFrom id:article\\/90001 ; sam:firstSeen "2024-05-01"^^xsd:date ; sam:lastSeen "2020-05-01"^^xsd:date .'
    ),
    "canonical chain": _with("id:person\\/a sam:canonical id:person\\/b . id:person\\/b sam:canonical id:person\\/c ."),
    "two canonicals": _with("id:person\\/a sam:canonical id:person\\/a , id:person\\/b . id:person\\/b sam:canonical id:person\\/b ."),
    "empty occurrence": _with("id:occurrence\\/x a sam:Occurrence ."),
    "lonely cooperation": _with("id:cooperation\\/x a sam:Cooperation ; sam:between id:country\\/PL ; sam:eventCount 0 ."),
    "succeeded by a country": _with("id:government\\/TH\\/mdes sam:succeededBy id:country\\/PL ."),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_shapes_find_what_pyshacl_finds(name: str) -> None:
    lines = BROKEN[name](graph_of(FACTS))
    found = by_us(lines)
    assert found, "the shapes let this pass"
    assert found == by_pyshacl(lines)


def test_an_ill_formed_month_is_found_though_rdflib_takes_it() -> None:
    lines = graph_of(FACTS) + turtle('id:event\\/90001-2 schema:startDate "2020-13"^^xsd:gYearMonth .')
    assert ("or", True) in {(constraint, shape.endswith("act-start")) for _, shape, constraint in by_us(lines)}


def test_a_constraint_that_cannot_be_compiled_is_refused(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://x/> .\n"
        ":S a sh:NodeShape ; sh:targetClass :C ; sh:property :P . :P a sh:PropertyShape ; sh:path :p ; sh:hasValue 1 .",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match="sh:hasValue is not supported"):
        compile_shapes(shapes)


@pytest.mark.parametrize(
    ("text", "message"),
    [("@prefix : <http://x/> .\n:a :b [ :c :d ] .", "blank node"), ("@prefix : <http://x/> .\n:a :b\n:c :d :e .", r"bad\.ttl:3")],
)
def test_a_bad_ontology_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        ReferenceFiles([path]).quads()
