"""The curated files of bodies and companies are sound: sorted, labelled, unique, and rooted in bodies that exist."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

ONTOLOGY = Path(__file__).parents[1] / "ontology"
FILES = ("foreign-agencies", "foreign-companies", "thai-bodies", "thai-companies", "thai-ministries", "thai-provinces")

ID = "https://w3id.org/samphan/id/"
SAM = "https://w3id.org/samphan/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PART_OF = "http://www.w3.org/ns/org#subOrganizationOf"
AMBIGUOUS = SAM + "ambiguousLabel"
FREE = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
LIVING_MINISTRIES = 20

Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


@cache
def facts(name: str) -> Facts:
    """The triples of one file by subject key and predicate IRI."""
    out: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(ONTOLOGY / f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        out[quad.subject.value.removeprefix(ID)][quad.predicate.value].append(quad.object)
    return out


@cache
def everything() -> Facts:
    """All six files as one; no thing stands in two of them."""
    out: Facts = {}
    for name in FILES:
        twice = out.keys() & facts(name).keys()
        assert not twice, f"{name}.ttl repeats {sorted(twice)}"
        out.update(facts(name))
    return out


def types(key: str) -> set[str]:
    """Local names of the classes of ``key``."""
    return {o.value.removeprefix(SAM) for o in everything()[key][TYPE]}


def parent(key: str) -> str | None:
    """The key of the body that ``key`` is part of."""
    parents = everything()[key].get(PART_OF, [])
    assert len(parents) <= 1, f"{key} is part of two bodies"
    return parents[0].value.removeprefix(ID) if parents else None


@pytest.mark.parametrize("name", FILES)
def test_blocks_are_sorted_by_iri_one_predicate_a_line(name: str) -> None:
    """Subjects stand in order, predicates after the class in order, values in order with Thai first."""
    text = (ONTOLOGY / f"{name}.ttl").read_text(encoding="utf-8")
    subjects = re.findall(r"^<([^>]+)> a ", text, flags=re.MULTILINE)
    assert len(subjects) == len(facts(name))
    for before, after in pairwise(subjects):
        assert before < after, f"{name}.ttl: {after} stands after {before}"
    for block in text.split("\n\n")[2:]:
        lines = [line.strip(" ;.") for line in block.strip().splitlines()]
        predicates = [line.split(" ", 1)[0] for line in lines[1:]]
        assert predicates == sorted(set(predicates)), f"{name}.ttl: predicates of {lines[0]}"
        for line in lines[1:]:
            values = re.findall(r'"([^"]+)"@(th|en)', line)
            ordered = sorted(set(values), key=lambda value: (value[1] != "th", value[0] + '"'))
            assert values == ordered, f"{name}.ttl: values of {line[:60]} in {lines[0]}"


@pytest.mark.parametrize("name", FILES)
def test_every_thing_has_one_label_in_each_language(name: str) -> None:
    """One Thai and one English preferred label, and rdfs:label says the same."""
    for key, thing in facts(name).items():
        preferred = [o for o in thing[SKOS + "prefLabel"] if isinstance(o, ox.Literal)]
        assert sorted(str(o.language) for o in preferred) == ["en", "th"], key
        assert sorted(map(str, preferred)) == sorted(map(str, thing[LABEL])), key


@pytest.mark.parametrize("name", FILES)
def test_labels_are_tagged_by_their_script_and_clean(name: str) -> None:
    """A label with a Thai letter is Thai, any other English; no stray spaces, no decomposed sara am."""
    for key, thing in facts(name).items():
        for predicate in (*FREE, AMBIGUOUS):
            for label in thing.get(predicate, []):
                assert isinstance(label, ox.Literal)
                thai = re.search("[\u0e01-\u0e4e]", label.value) is not None
                assert label.language == ("th" if thai else "en"), (key, label.value)
                assert label.value == " ".join(label.value.split()), (key, label.value)
                if predicate != SKOS + "hiddenLabel":
                    assert "\u0e4d\u0e32" not in label.value, (key, label.value)


def test_no_free_name_belongs_to_two_things() -> None:
    """A name of two things is ambiguous in both, unless it is neither's free name; within a thing no name stands twice."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, thing in everything().items():
        names = Counter(label.value for predicate in (*FREE, AMBIGUOUS) for label in thing.get(predicate, []))
        assert not [n for n, count in names.items() if count > 1], f"{key} repeats a name"
        for predicate in FREE:
            for label in thing.get(predicate, []):
                owners[label.value.casefold()].add(key)
    shared = {name: sorted(keys) for name, keys in owners.items() if len(keys) > 1}
    assert not shared, f"move these to sam:ambiguousLabel: {shared}"


def test_an_ambiguous_name_is_free_nowhere() -> None:
    """Marking a name as ambiguous would be in vain if another thing carried it freely."""
    free = {label.value for thing in everything().values() for predicate in FREE for label in thing.get(predicate, [])}
    for key, thing in everything().items():
        for label in thing.get(AMBIGUOUS, []):
            assert label.value not in free, f"{key}: {label.value} is a free name of another thing"


def test_parents_exist_and_form_no_ring() -> None:
    """Walking up from any body ends at a body without a parent."""
    for key in everything():
        seen: list[str] = []
        at: str | None = key
        while at is not None:
            assert at in everything(), f"{seen[-1] if seen else key}: no body {at}"
            assert at not in seen, f"ring: {[*seen, at]}"
            seen.append(at)
            at = parent(at)


def test_successors_exist_and_form_no_ring() -> None:
    """A former body leads to a living one."""
    for key, thing in everything().items():
        seen = [key]
        while following := everything()[seen[-1]].get(SAM + "succeededBy"):
            successor = following[0].value.removeprefix(ID)
            assert successor in everything(), f"{seen[-1]}: no successor {successor}"
            assert successor not in seen, f"ring: {seen}"
            seen.append(successor)
        assert thing.get(SAM + "succeededBy") is None or len(seen) > 1


def test_every_body_belongs_to_the_state_in_its_iri() -> None:
    """``government/JP/jica`` is Japanese; companies have at most one state."""
    for key, thing in everything().items():
        states = [o.value.removeprefix(ID + "country/") for o in thing.get(SAM + "country", [])]
        if key.startswith("government/"):
            assert "GovernmentBody" in types(key), key
            assert len(types(key)) == 2, key
            assert states == [key.split("/")[1]], key
        else:
            assert key.startswith("company/"), key
            assert "Company" in types(key), key
            assert len(states) <= 1, key


def test_twenty_living_ministries_with_their_departments() -> None:
    """Twenty ministries; each has its office of the permanent secretary and at least three bodies, departments where it is no office."""
    former = {key for key, thing in everything().items() if SAM + "succeededBy" in thing}
    living = [k for k in everything() if "Ministry" in types(k) and k.startswith("government/TH/") and k not in former]
    assert len(living) == LIVING_MINISTRIES
    for ministry in living:
        parts = [key for key in everything() if parent(key) == ministry]
        assert len(parts) >= 3, ministry
        assert f"{ministry}-ops" in parts, ministry
        if ministry not in ("government/TH/opm", "government/TH/mod"):
            departments = [p for p in parts if types(p) & {"Department", "Agency"}]
            assert len(departments) >= 3, ministry


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("กต.", "government/TH/mfa"),
        ("ดีอีเอส", "government/TH/mdes"),
        ("กระทรวงการอุดมศึกษาฯ", "government/TH/mhesi"),
        ("กระทรวง พม.", "government/TH/msdhs"),
        ("สมช.", "government/TH/nsc"),
        ("บีโอไอ", "government/TH/boi"),
        ("TICA", "government/TH/tica"),
        ("สกมช.", "government/TH/ncsa"),
        ("สตม.", "government/TH/immigration-bureau"),
        ("รฟท.", "company/srt"),
        ("ส.อ.ท.", "company/fti"),
        ("ไจก้า", "government/JP/jica"),
        ("KOTRA", "government/KR/kotra"),
        ("USABC", "company/usabc"),
        ("หัวเว่ย", "company/huawei"),
    ],
)
def test_names_as_news_writes_them(name: str, key: str) -> None:
    """A sample of short names leads to the thing a reader means."""
    found = {k for k, thing in everything().items() for p in FREE for label in thing.get(p, []) if label.value == name}
    assert found == {key}


@pytest.mark.parametrize("name", ["กก.", "คลัง", "พาณิชย์", "ทช.", "กพร.", "ตร.", "กรุงเทพฯ", "เชียงใหม่"])
def test_common_words_are_ambiguous(name: str) -> None:
    """กก. is a kilogram, คลัง a store, ทช. two departments: none may match freely."""
    assert any(label.value == name for thing in everything().values() for label in thing.get(AMBIGUOUS, []))
    assert not any(label.value == name for thing in everything().values() for p in FREE for label in thing.get(p, []))


def test_seventy_six_provinces() -> None:
    """Every province is there as local government, its bare name ambiguous."""
    provinces = facts("thai-provinces")
    assert len(provinces) == 76
    for key, thing in provinces.items():
        full = next(o.value for o in thing[SKOS + "prefLabel"] if o.value.startswith("จังหวัด"))
        assert full.removeprefix("จังหวัด") in [o.value for o in thing[AMBIGUOUS]], key
        assert "LocalGovernment" in types(key), key
