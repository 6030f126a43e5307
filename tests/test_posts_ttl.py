"""posts.ttl is sound: sorted, labelled, unique within a kind, and complete for the ranks of the Thai forces."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

ONTOLOGY = Path(__file__).parents[1] / "ontology"
ID = "https://w3id.org/samphan/id/"
SAM = "https://w3id.org/samphan/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
NAMES = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", SAM + "ambiguousLabel")
KINDS = {"civil", "military", "police", "academic", "medical", "noble", "diplomatic", "foreign", "religious"}

Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


@cache
def facts(name: str = "posts") -> Facts:
    """The triples of one file by subject key and predicate IRI."""
    out: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(ONTOLOGY / f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        out[quad.subject.value.removeprefix(ID)][quad.predicate.value].append(quad.object)
    return out


def of_class(name: str) -> Facts:
    """The subjects of class ``sam:name``."""
    return {key: thing for key, thing in facts().items() if [o.value for o in thing[TYPE]] == [SAM + name]}


def holders(name: str) -> set[str]:
    """Keys of everything that carries ``name``."""
    return {key for key, thing in facts().items() for p in NAMES for label in thing.get(p, []) if label.value == name}


def test_blocks_are_sorted_by_iri_one_predicate_a_line() -> None:
    """Subjects, predicates after the class, and values (Thai first) stand in order."""
    text = (ONTOLOGY / "posts.ttl").read_text(encoding="utf-8")
    subjects = re.findall(r"^<([^>]+)> a ", text, flags=re.MULTILINE)
    assert len(subjects) == len(facts())
    for before, after in pairwise(subjects):
        assert before < after, f"{after} stands after {before}"
    for block in text.split("\n\n")[2:]:
        lines = [line.strip(" ;.") for line in block.strip().splitlines()]
        predicates = [line.split(" ", 1)[0] for line in lines[1:]]
        assert predicates == sorted(set(predicates)), lines[0]
        for line in lines[1:]:
            values = re.findall(r'"([^"]+)"@(th|en)', line)
            assert values == sorted(set(values), key=lambda value: (value[1] != "th", value[0] + '"')), (lines[0], line[:60])


def test_every_concept_has_one_label_in_each_language() -> None:
    """One Thai and one English preferred label, and rdfs:label says the same."""
    for key, thing in facts().items():
        preferred = [o for o in thing[SKOS + "prefLabel"] if isinstance(o, ox.Literal)]
        assert sorted(str(o.language) for o in preferred) == ["en", "th"], key
        assert sorted(map(str, preferred)) == sorted(map(str, thing[LABEL])), key


@pytest.mark.parametrize("kind", ["PostType", "PostModifier", "Honorific"])
def test_no_name_stands_twice_in_a_kind(kind: str) -> None:
    """A word names one post, one modifier, one title."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key, thing in of_class(kind).items():
        for predicate in NAMES:
            for label in thing.get(predicate, []):
                owners[label.value].append(key)
    assert not {name: keys for name, keys in owners.items() if len(keys) > 1}


def test_posts_say_where_they_are_held_and_broader_posts_exist() -> None:
    """Every post has one sam:heldIn; the broader chain ends."""
    posts = of_class("PostType")
    for key, post in posts.items():
        assert [o.value for o in post[SAM + "heldIn"]] in (["body"], ["country"], ["company"], ["any"]), key
        seen = [key]
        while broader := posts[seen[-1]].get(SKOS + "broader"):
            assert len(broader) == 1, key
            above = broader[0].value.removeprefix(ID)
            assert above in posts, f"{seen[-1]}: no post {above}"
            assert above not in seen, f"ring: {seen}"
            seen.append(above)


def test_implied_bodies_exist() -> None:
    """sam:impliesBody points at a body of the Thai files."""
    bodies = facts("thai-ministries").keys() | facts("thai-bodies").keys()
    implied = {o.value.removeprefix(ID) for post in of_class("PostType").values() for o in post.get(SAM + "impliesBody", [])}
    assert implied
    assert implied <= bodies


def test_honorifics_have_a_known_kind() -> None:
    """Each title is of one of nine kinds, and every kind occurs."""
    kinds = [[o.value for o in thing[SAM + "honorificKind"]] for thing in of_class("Honorific").values()]
    assert all(len(kind) == 1 for kind in kinds)
    assert {kind[0] for kind in kinds} == KINDS


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("พลเอก", "พล.อ."), ("พลโท", "พล.ท."), ("พลตรี", "พล.ต."), ("พันเอก", "พ.อ."), ("พันโท", "พ.ท."), ("พันตรี", "พ.ต."),
        ("ร้อยเอก", "ร.อ."), ("ร้อยโท", "ร.ท."), ("ร้อยตรี", "ร.ต."), ("จ่าสิบเอก", "จ.ส.อ."), ("สิบเอก", "ส.อ."),
        ("พลเรือเอก", "พล.ร.อ."), ("พลเรือโท", "พล.ร.ท."), ("พลเรือตรี", "พล.ร.ต."), ("นาวาเอก", "น.อ."), ("นาวาโท", "น.ท."),
        ("พลอากาศเอก", "พล.อ.อ."), ("พลอากาศโท", "พล.อ.ท."), ("พลอากาศตรี", "พล.อ.ต."), ("นาวาตรี", "น.ต."),
        ("พลตำรวจเอก", "พล.ต.อ."), ("พลตำรวจโท", "พล.ต.ท."), ("พลตำรวจตรี", "พล.ต.ต."), ("พันตำรวจเอก", "พ.ต.อ."),
        ("พันตำรวจโท", "พ.ต.ท."), ("พันตำรวจตรี", "พ.ต.ต."), ("ร้อยตำรวจเอก", "ร.ต.อ."), ("ร้อยตำรวจโท", "ร.ต.ท."),
        ("ร้อยตำรวจตรี", "ร.ต.ต."), ("ดาบตำรวจ", "ด.ต."), ("หม่อมราชวงศ์", "ม.ร.ว."), ("หม่อมหลวง", "ม.ล."),
        ("นายแพทย์", "นพ."), ("แพทย์หญิง", "พญ."), ("ศาสตราจารย์", "ศ."), ("รองศาสตราจารย์", "รศ."), ("ผู้ช่วยศาสตราจารย์", "ผศ."),
    ],
)  # fmt: skip
def test_a_rank_and_its_abbreviation_are_one(full: str, short: str) -> None:
    """Full and short form name the same title."""
    assert len(holders(full)) == 1
    assert holders(full) == holders(short)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("รมว.", "post/minister"),
        ("รมช.", "post/deputy-minister"),
        ("นรม.", "post/prime-minister"),
        ("นายกฯ", "post/prime-minister"),
        ("ออท.", "post/ambassador"),
        ("ผู้แทนการค้าไทย", "post/thai-trade-representative"),
        ("โฆษกรัฐบาล", "post/government-spokesperson"),
        ("ซีอีโอ", "post/chief-executive"),
        ("รักษาราชการแทน", "post/modifier-acting"),
        ("อดีต", "post/modifier-former"),
    ],
)
def test_posts_as_news_writes_them(name: str, key: str) -> None:
    """A sample of post words leads to the post a reader means."""
    assert holders(name) == {key}


@pytest.mark.parametrize("word", ["รอง", "ผู้ช่วย"])
def test_deputies_are_modifiers(word: str) -> None:
    """รอง and ผู้ช่วย stand alone as modifiers, so that a deputy of any post is read."""
    assert {key.split("-")[0] for key in holders(word)} == {"post/modifier"}
