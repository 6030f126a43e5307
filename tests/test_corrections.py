"""Orders of the user: written, read, refused where they contradict each other, applied in every rebuild, gone when withdrawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import Act, Who, article, graph_of
from samphan.corrections import Action, Correction, default_file, load, person_digest, save
from samphan.errors import CorrectionError
from samphan.identity import resolve

WHEN = date(2025, 1, 31)
MOD = "government/TH/mod"


def order(action: Action, about: str = "", **fields: object) -> Correction:
    return Correction(action, about, "desk", WHEN, "checked by phone", **fields)  # type: ignore[arg-type]


MERGE = order(Action.MERGE, "person/ก-ก", into="person/ข-ข")


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    orders = sorted(
        [
            MERGE,
            order(Action.SPLIT, "person/ค-ค", articles=("article/1", "article/2")),
            order(Action.SPLIT, "person/ค-ค", apart_from="person/ง-ง"),
            order(Action.REJECT, "event/1-1"),
            order(Action.RETYPE, "person/จ-จ", new_class="Company"),
            order(Action.RENAME, "person/ค-ค", names=(("en", 'He "quoted"\n'), ("th", "ค ค"))),
            order(Action.FORGET, digests=(person_digest("person/ฉ-ฉ"),)),
        ]
    )
    file = save(tmp_path / "store.corrections.ttl", orders)
    assert list(load(file)) == orders
    first = file.read_bytes()
    save(file, reversed(orders))
    assert file.read_bytes() == first
    assert default_file(tmp_path / "store") == file
    assert "ฉ" not in file.read_text(encoding="utf-8")


def test_no_file_is_no_order(tmp_path: Path) -> None:
    assert load(tmp_path / "none.ttl") == ()


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        ([MERGE, order(Action.MERGE, "person/ข-ข", into="person/ก-ก")], "circle"),
        ([order(Action.MERGE, "person/ก-ก", into="person/ก-ก")], "circle"),
        ([MERGE, order(Action.MERGE, "person/ก-ก", into="person/ค-ค")], "contradicts"),
        ([MERGE, order(Action.SPLIT, "person/ก-ก", apart_from="person/ข-ข")], "keeps apart"),
        ([MERGE, order(Action.REJECT, "person/ข-ข")], "rejected"),
        ([order(Action.RETYPE, "person/ก-ก", new_class="Ghost")], "incomplete"),
        ([order(Action.SPLIT, "person/ก-ก")], "incomplete"),
        ([order(Action.MERGE, "company/ก", into="person/ก-ก")], "one class"),
        ([Correction(Action.REJECT, "person/ก-ก", "", WHEN, "")], "who ordered it"),
    ],
)
def test_contradictions_are_refused_with_their_place(orders: list[Correction], words: str, tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=words) as caught:
        save(tmp_path / "c.ttl", orders)
    assert "c.ttl" in caught.value.place
    assert caught.value.remedy


def test_a_file_that_is_no_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "c.ttl"
    file.write_text("@prefix sam: <https://w3id.org/samphan/ontology#> .\nsam:x sam:y", encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        load(file)
    assert caught.value.place.startswith(f"{file}:")


PEOPLE = (
    article(1, "2024-01-05", Who("วรเดช แสงทองคำ", ((MOD, "รมว."),))),
    article(2, "2024-02-05", Who("เมธา ทิพย์นที", ((MOD, "อธิบดี"),))),
    article(3, "2024-03-05", Who("วรเดช แสงทองคำ", ((MOD, "ปลัด"),))),
)


def test_merge_joins_what_nothing_else_would() -> None:
    found = resolve(graph_of(*PEOPLE), [order(Action.MERGE, "person/เมธา-ทิพย์นที", into="person/วรเดช-แสงทองคำ")])
    assert found.canonical["person/เมธา-ทิพย์นที"] == "person/วรเดช-แสงทองคำ"


def test_split_by_article_makes_a_namesake() -> None:
    split = order(Action.SPLIT, "person/วรเดช-แสงทองคำ", articles=("article/3",))
    found = resolve(graph_of(*PEOPLE), [split])
    assert found.canonical[split.split_key] == split.split_key
    holders = {(spell.role, spell.person) for spell in found.spells}
    assert ("post/permanent-secretary", split.split_key) in holders
    assert ("post/minister", "person/วรเดช-แสงทองคำ") in holders


def test_reject_retype_and_rename() -> None:
    graph = graph_of(*PEOPLE)
    orders = [
        order(Action.REJECT, "person/เมธา-ทิพย์นที"),
        order(Action.RETYPE, "person/วรเดช-แสงทองคำ", new_class="Company"),
        order(Action.RENAME, "person/วรเดช-แสงทองคำ", names=(("en", "Voradej Ltd"),)),
    ]
    found = resolve(graph, orders)
    assert "person/เมธา-ทิพย์นที" not in found.canonical
    name = graph.query('SELECT ?n { ?x a sam:Company ; sam:name ?n FILTER(LANG(?n) = "en" && CONTAINS(STR(?x), "person")) }').texts()
    assert name == [("Voradej Ltd",)]
    resolve(graph, ())
    assert not graph.query('SELECT ?x { ?x a sam:Company FILTER(CONTAINS(STR(?x), "person")) }').rows


def test_a_rejected_act_is_not_counted() -> None:
    graph = graph_of(article(1, "2024-01-05", acts=[Act(thai=(MOD,), countries=("PL",), day="2024-01-05")]))
    assert resolve(graph).edges
    assert not resolve(graph, [order(Action.REJECT, "event/1-1")]).edges


def test_orders_that_match_nothing_are_reported() -> None:
    lost = order(Action.MERGE, "person/ไม่มี-ใคร", into="person/วรเดช-แสงทองคำ")
    found = resolve(graph_of(*PEOPLE), [lost])
    assert found.unmatched == (lost,)
    assert "matches nothing" in found.remarks()[1]


def test_a_forgotten_person_is_gone_everywhere_and_stays_out() -> None:
    title = "วรเดช แสงทองคำ พบทูตโปแลนด์"
    who = Who("วรเดช แสงทองคำ", ((MOD, "รมว."),))
    act = Act(thai=(who, MOD), foreign=("country/PL",), countries=("PL",), day="2024-01-05", label=title)
    told = article(1, "2024-01-05", who, acts=[act], title=title)
    graph = graph_of(told)
    forgotten = order(Action.FORGET, digests=(person_digest("person/วรเดช-แสงทองคำ"),))
    for _ in range(2):
        resolve(graph, [forgotten])
        everything = "\n".join(" ".join(row) for row in graph.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").texts())
        assert "วรเดช" not in everything
        assert "government/TH/mod" in everything
        graph_of(told, graph=graph)
