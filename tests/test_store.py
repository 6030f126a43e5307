"""The store: replacing, removing, crashing, exporting; and the union that counts every triple once."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from handmade import DOMESTIC, FACTS, numbered
from samphan.errors import KnowledgeError, QueryError, StoreBusyError, StoreError, StoreVersionError, UsageError
from samphan.rdf import quads
from samphan.store import Graph, LedgerEntry
from samphan.store.sorting import sorted_unique
from samphan.vocab import REFERENCE_GRAPH, Rdf, Sam

ONTOLOGY = Path(__file__).parent.parent / "ontology"
FILES = [ONTOLOGY / name for name in ("samphan.ttl", "countries.ttl")]
NUMBERS = ("90001", "90003", "90004")


def batch(*numbers: str, content: str = "a") -> list[tuple[LedgerEntry, list[str]]]:
    return [(LedgerEntry(number, content), quads(numbered(FACTS, number))) for number in numbers]


def filled(path: Path | None = None) -> Graph:
    graph = Graph.open(path, create=True)
    graph.reload_reference(FILES)
    graph.replace_articles([*batch(*NUMBERS), (LedgerEntry("90002"), quads(DOMESTIC))])
    return graph


def exported(graph: Graph, folder: Path) -> bytes:
    return graph.export(folder / "all.nq").read_bytes()


def test_what_goes_in_comes_out_sorted(tmp_path: Path) -> None:
    with filled() as graph:
        lines = exported(graph, tmp_path).decode().splitlines()
        assert lines == sorted(set(lines))
        assert set(quads(FACTS)) < set(lines)
        assert len(lines) == len(graph)


def test_doing_everything_twice_changes_no_byte(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as graph:
        before = exported(graph, tmp_path)
        assert graph.reload_reference(FILES) is False
        graph.replace_articles(batch(*reversed(NUMBERS)))
        assert exported(graph, tmp_path) == before


def test_a_shared_triple_counts_once() -> None:
    with filled() as graph:
        people = "SELECT (COUNT(*) AS ?n) { ?p a sam:Person ; skos:prefLabel ?l }"
        assert graph.query(people).texts() == [("2",)]
        assert graph.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?p a sam:Person } }").texts() == [("6",)]


def union_is_right(graph: Graph) -> bool:
    named = set(graph.query("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows)
    return named == set(graph.query("SELECT ?s ?p ?o { ?s ?p ?o }").rows)


def test_removing_an_article_leaves_what_others_say() -> None:
    with filled() as graph:
        assert graph.remove_article("90001")
        assert not graph.remove_article("90001")
        assert graph.query("ASK { ?p a sam:Person }")
        assert not graph.query("ASK { id:article\\/90001 ?p ?o }")
        assert union_is_right(graph)
        graph.remove_articles(["90003", "90004"])
        assert not graph.query("ASK { ?p a sam:Person }")
        assert union_is_right(graph)


def test_an_edited_article_replaces_its_graph() -> None:
    with filled() as graph:
        graph.replace_articles([(LedgerEntry("90001", "b"), quads(numbered(DOMESTIC, "90001")))])
        assert len(graph.query("SELECT * { GRAPH <https://w3id.org/samphan/graph/article/90001> { ?s ?p ?o } }")) == 4
        assert union_is_right(graph)
        assert graph.ledger.entry("90001") == LedgerEntry("90001", "b")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(["full", "sentence", "gone"])), max_size=8))
def test_the_union_stays_right_whatever_is_done(steps: list[tuple[str, str]]) -> None:
    with Graph.open() as graph:
        for number, what in steps:
            if what == "gone":
                graph.remove_article(number)
            else:
                lines = quads(numbered(FACTS, number), evidence="full" if what == "full" else "sentence")
                graph.replace_articles([(LedgerEntry(number), lines)])
        assert union_is_right(graph)


def test_of_two_readings_in_a_batch_the_later_stands() -> None:
    with Graph.open() as graph:
        assert graph.replace_articles([*batch("90001"), (LedgerEntry("90001"), quads(numbered(DOMESTIC, "90001")))]) == 1
        assert len(graph) == 4


def test_quads_as_text_and_as_lines_are_the_same(tmp_path: Path) -> None:
    with Graph.open() as one, Graph.open() as other:
        one.replace_articles([(LedgerEntry("90001"), quads(FACTS))])
        other.replace_articles([(LedgerEntry("90001"), "\n".join(quads(FACTS)))])
        assert exported(one, tmp_path) == exported(other, tmp_path)


def test_quads_of_another_graph_are_refused() -> None:
    with Graph.open() as graph, pytest.raises(StoreError, match="not N-Quads"):
        graph.replace_articles([(LedgerEntry("1"), ["<a:b> <a:b> <a:b> <a:another> ."])])


def test_a_store_is_kept_on_disk(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as graph:
        before = exported(graph, tmp_path)
    with Graph.open(tmp_path / "store", read_only=True) as graph:
        assert exported(graph, tmp_path) == before
        assert [entry.article for entry in graph.ledger.entries()] == ["90001", "90002", "90003", "90004"]
        with pytest.raises(UsageError, match="reading only"):
            graph.remove_article("90001")


KILLED = """
import os, sys
sys.path.insert(0, {tests!r})
from test_store import Graph, batch
from samphan.store.backend import OxigraphBackend
graph = Graph.open({store!r}, create=True)
graph.replace_articles(batch("90001"))
calls = 0
def dying(load):
    def step(*args):
        global calls
        calls += 1
        if calls == {die}: os._exit(9)
        return load(*args)
    return step
OxigraphBackend._load = dying(OxigraphBackend._load)
graph.ledger.commit = dying(graph.ledger.commit)
graph.replace_articles(batch("90003", "90004"))
"""


@pytest.mark.parametrize("die", [1, 2, 3])
def test_a_killed_batch_is_cleared_and_made_again(tmp_path: Path, die: int) -> None:
    """Killed before the named graphs, between them and the union, and before the ledger."""
    store = tmp_path / "store"
    code = KILLED.format(tests=str(Path(__file__).parent), store=str(store), die=die)
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    with Graph.open(store) as graph:
        assert [entry.article for entry in graph.ledger.entries()] == ["90001"]
        assert len(list(graph.articles())) == 1
        assert union_is_right(graph)
        graph.replace_articles(batch("90003", "90004"))
        again = exported(graph, tmp_path)
    with Graph.open() as fresh:
        fresh.replace_articles(batch("90001", "90003", "90004"))
        assert exported(fresh, tmp_path) == again


def test_large_batches_take_the_bulk_loader_to_the_same_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Graph.open(tmp_path / "a", create=True) as one:
        one.replace_articles(batch(*NUMBERS))
        monkeypatch.setattr("samphan.store.backend._SMALL", 0)
        with Graph.open(tmp_path / "b", create=True) as other:
            other.replace_articles(batch(*NUMBERS))
            assert exported(one, tmp_path) == exported(other, tmp_path)
            assert union_is_right(other)


# Doors


def test_two_writers_and_a_reader_beside_a_writer_are_refused(tmp_path: Path) -> None:
    with filled(tmp_path / "store"):
        for read_only in (False, True):
            with pytest.raises(StoreBusyError, match="another process"):
                Graph.open(tmp_path / "store", read_only=read_only)
    with Graph.open(tmp_path / "store", read_only=True), Graph.open(tmp_path / "store", read_only=True) as second:
        assert len(second) > 0


def _folder_with_a_file(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("private")


@pytest.mark.parametrize(
    ("make", "create", "message"),
    [
        (lambda path: None, False, "no store here"),
        (lambda path: path.mkdir(), False, "no store here"),
        (lambda path: path.write_text("x"), True, "not a Samphan store but a file"),
        (_folder_with_a_file, True, "not a Samphan store"),
    ],
)
def test_what_is_no_store_is_left_alone(tmp_path: Path, make: Callable[[Path], object], create: bool, message: str) -> None:
    path = tmp_path / "x"
    make(path)
    with pytest.raises(StoreError, match=message) as caught:
        Graph.open(path, create=create)
    assert caught.value.place == str(path)
    assert caught.value.remedy


@pytest.mark.parametrize("stamp", ['{"samphan-store": 999}', "[]", "torn"])
def test_a_store_of_another_version_is_refused(tmp_path: Path, stamp: str) -> None:
    filled(tmp_path / "store").close()
    (tmp_path / "store" / "samphan-store.json").write_text(stamp)
    with pytest.raises(StoreVersionError, match="this program reads"):
        Graph.open(tmp_path / "store")


def test_a_server_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPHAN_STATE", str(tmp_path))
    with pytest.raises(StoreError, match=r"127\.0\.0\.1"):
        Graph.open("http://127.0.0.1:9/sparql")


def test_a_closed_store_says_so() -> None:
    graph = Graph.open()
    graph.close()
    with pytest.raises(StoreError, match="closed"):
        graph.query("ASK {}")


def test_a_broken_ontology_leaves_the_reference_as_it_was(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("torn", encoding="utf-8")
    with filled() as graph:
        before = len(graph)
        with pytest.raises(KnowledgeError, match=r"bad\.ttl"):
            graph.reload_reference([bad])
        assert len(graph) == before


# Questions


def test_answers_of_every_kind() -> None:
    with filled() as graph:
        assert graph.query("ASK { id:country\\/PL a sam:Country }").verdict
        rows = graph.query('SELECT ?c ?l ?none { ?c sam:isoCode "PL" ; skos:prefLabel ?l FILTER(LANG(?l) = "th") }')
        assert rows.variables == ("c", "l", "none")
        assert rows.texts() == [("https://w3id.org/samphan/id/country/PL", "โปแลนด์", "")]
        assert rows.dicts() == [{"c": "https://w3id.org/samphan/id/country/PL", "l": "โปแลนด์"}]
        assert rows.serialize("csv").splitlines()[1] == "https://w3id.org/samphan/id/country/PL,โปแลนด์,"
        bindings = json.loads(rows.serialize("json"))["results"]["bindings"]
        assert bindings == [
            {"c": {"type": "uri", "value": rows.texts()[0][0]}, "l": {"type": "literal", "value": "โปแลนด์", "xml:lang": "th"}}
        ]
        triples = graph.query("CONSTRUCT { ?e a ?t } WHERE { ?a sam:reports ?e . ?e a ?t }")
        assert len(triples) == 6
        assert len(rdflib.Graph().parse(data=triples.serialize("turtle"), format="turtle")) == 6
        with pytest.raises(UsageError, match="turtle"):
            rows.serialize("turtle")


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [("SELECT ?x {\n ?x ?? }", "query line 2, column", "not SPARQL"), ("SELECT ?x { ?x a none:b }", "query line 1", "unknown prefix")],
)
def test_a_bad_query_is_placed(query: str, place: str, message: str) -> None:
    with Graph.open() as graph, pytest.raises(QueryError, match=message) as caught:
        graph.query(query)
    assert caught.value.place.startswith(place)


def test_rdflib_sees_the_same_graph() -> None:
    with filled() as graph:
        dataset = graph.dataset
        assert len(list(dataset.query("SELECT ?p { ?p a <https://w3id.org/samphan/ontology#Person> }"))) == 2
        names = {str(one.identifier) for one in dataset.graphs()}
        assert REFERENCE_GRAPH in names


def test_statistics() -> None:
    with filled() as graph:
        found = graph.statistics()
        assert (found.quads, found.graphs, found.cooperation_articles) == (len(graph), 5, 3)
        assert dict(found.counts)["persons"] == 2
        assert found.events == (("Meeting", 3), ("Signing", 3))


# Exports


@pytest.mark.parametrize(("ending", "form"), [("nq", "nquads"), ("trig", "trig"), ("ttl", "turtle"), ("jsonld", "json-ld")])
def test_rdf_exports_come_back_the_same(tmp_path: Path, ending: str, form: str) -> None:
    with filled() as graph:
        path = graph.export(tmp_path / f"all.{ending}")
        assert path.read_bytes() == graph.export(tmp_path / f"again.{ending}").read_bytes()
        found = list(ox.parse(path=str(path), format=ox.RdfFormat.from_extension(ending)))
        whole = {(quad.subject, quad.predicate, quad.object) for quad in found}
        assert whole == set(graph.query("SELECT ?s ?p ?o { ?s ?p ?o }").rows)
        if ending != "ttl":
            names = {quad.graph_name for quad in found}
            assert len(names) == 5
        assert len(rdflib.Dataset().parse(path, format=form)) > 0


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_network_exports_are_read_by_networkx(tmp_path: Path, ending: str) -> None:
    with filled() as graph:
        hostile = numbered(FACTS, "90009")
        graph.replace_articles([(LedgerEntry("90009"), [line.replace("ห้องประชุม", "</data>\\u0000") for line in quads(hostile)])])
        path = graph.export(tmp_path / f"all.{ending}")
        assert path.read_bytes() == graph.export(tmp_path / f"again.{ending}").read_bytes()
    ET.parse(path)
    network = nx.read_graphml(path) if ending == "graphml" else nx.read_gexf(path)
    kinds = {data["kind"] for _, data in network.nodes(data=True)}
    assert {"Country", "Person", "GovernmentBody", "Company", "Meeting", "Signing", "Agreement"} <= kinds
    relations = {data["relation"] for *_, data in network.edges(data=True)}
    assert {"thaiParty", "counterpart", "holdsPostIn", "instrument"} <= relations


def test_an_unknown_format_and_an_unwritable_place(tmp_path: Path) -> None:
    with Graph.open() as graph:
        with pytest.raises(UsageError, match="unknown format 'docx'"):
            graph.export(tmp_path / "x.docx")
        with pytest.raises(StoreError, match="cannot be written"):
            graph.export(tmp_path / "nowhere" / "x.nq")
        assert list(tmp_path.iterdir()) == []


def test_sorting_spills_to_disk_and_agrees_with_memory() -> None:
    lines = [f"{number % 50:03d}\n".encode() for number in range(400)]
    random.Random(5).shuffle(lines)
    assert list(sorted_unique(lines, run=64)) == sorted(set(lines))


# Shapes in the store


def test_the_store_with_the_shipped_ontology_conforms() -> None:
    with Graph.open() as graph:
        graph.reload_reference()
        graph.replace_articles([*batch(*NUMBERS), (LedgerEntry("90002"), quads(DOMESTIC))])
        assert graph.validate() == []


def test_a_violation_names_thing_path_and_value() -> None:
    derived = "https://w3id.org/samphan/graph/derived"
    this = "<https://w3id.org/samphan/id/country/QQ>"
    with filled() as graph:
        lines = [f"{this} <{Rdf.type}> <{Sam.Country}> <{derived}> .", f'{this} <{Sam.isoCode}> "Q" <{derived}> .']
        graph.replace_graph(derived, lines)
        found = [one for one in graph.validate() if one.constraint == "pattern"]
        assert [(one.severity, one.focus.rpartition("/")[2], one.value) for one in found] == [("Violation", "QQ", "Q")]
