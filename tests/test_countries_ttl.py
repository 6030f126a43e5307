"""The country files are curated data: complete, sorted, unambiguous, and made by their script byte for byte."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from samphan.text import normalize
from samphan.vocab import ID, ONTOLOGY, OWL, RDFS, SKOS

ROOT = Path(__file__).resolve().parent.parent
COUNTRIES = ROOT / "ontology" / "countries.ttl"
NAMES = ROOT / "ontology" / "country-names.ttl"
PREFIX = ID + "country/"

Subjects = dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]


def _read(path: Path) -> Subjects:
    found: Subjects = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.Literal | ox.NamedNode)
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


@pytest.fixture(scope="module")
def countries() -> Subjects:
    """The generated file by subject and predicate."""
    return _read(COUNTRIES)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The generating script as a module."""
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    path = ROOT / "scripts" / "make_countries.py"
    spec = importlib.util.spec_from_file_location("make_countries", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_countries"] = module
    spec.loader.exec_module(module)
    return module


def test_every_iso_entry_and_kosovo_stand_once(countries: Subjects) -> None:
    pycountry = pytest.importorskip("pycountry")
    expected = {entry.alpha_2: entry.alpha_3 for entry in pycountry.countries} | {"XK": "XKX"}
    actual = {}
    for iri, values in countries.items():
        (code,) = values[ONTOLOGY + "isoCode"]
        (code3,) = values[ONTOLOGY + "isoCode3"]
        assert iri == PREFIX + code.value
        actual[code.value] = code3.value
    assert len(expected) == 250
    assert expected == actual
    assert [code for code, n in Counter(actual.values()).items() if n > 1] == []


def test_labels_stand_in_both_languages(countries: Subjects) -> None:
    for iri, values in countries.items():
        labels = {(label.language, label.value) for label in values[SKOS + "prefLabel"] if isinstance(label, ox.Literal)}
        assert sorted(language or "" for language, _ in labels) == ["en", "th"], iri
        assert labels == {(label.language, label.value) for label in values[RDFS + "label"] if isinstance(label, ox.Literal)}, iri
        for language, text in labels:
            assert (language == "th") == bool(re.search("[\u0e01-\u0e5b]", text)), f"{iri}: {text}"


def test_wikidata_items_are_unique(countries: Subjects) -> None:
    items = [value.value for values in countries.values() for value in values[OWL + "sameAs"]]
    assert len(countries) == len(items) == len(set(items))
    assert [item for item in items if not re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", item)] == []


def test_capitals_come_in_pairs_and_demonyms_name_one_country(countries: Subjects) -> None:
    demonyms: Counter[str] = Counter()
    for iri, values in countries.items():
        capitals = values.get(ONTOLOGY + "capital", [])
        assert len(capitals) in (0, 2), iri
        demonyms.update(word.value for word in values.get(ONTOLOGY + "demonym", []))
        assert len(values[ONTOLOGY + "region"]) == 1, iri
    assert [word for word, n in demonyms.items() if n > 1] == []


def test_no_name_is_given_to_two_countries_nor_listed_twice() -> None:
    """A name that is not ambiguous means one country; an ambiguous one is not also listed as free."""
    owners: dict[str, set[str]] = defaultdict(set)
    ambiguous: set[str] = set()
    twice: list[str] = []
    merged = [(iri, values) for path in (COUNTRIES, NAMES) for iri, values in _read(path).items() if iri.startswith(PREFIX)]
    for iri, values in merged:
        for predicate in ("prefLabel", "altLabel", "hiddenLabel"):
            for name in values.get(SKOS + predicate, []):
                squeezed = normalize(name.value).replace(" ", "")
                if iri in owners[squeezed]:
                    twice.append(name.value)
                owners[squeezed].add(iri)
        ambiguous.update(normalize(name.value).replace(" ", "") for name in values.get(ONTOLOGY + "ambiguousLabel", []))
    assert sorted(name for name, who in owners.items() if len(who) > 1) == []
    assert sorted(twice) == []
    assert set() == ambiguous & owners.keys()


def test_names_belong_to_listed_countries_and_carry_the_right_language(countries: Subjects) -> None:
    for iri, values in _read(NAMES).items():
        if iri.startswith(PREFIX):
            assert iri in countries, iri
        for names in values.values():
            for name in names:
                if isinstance(name, ox.Literal):
                    expected = "th" if re.search("[\u0e01-\u0e5b]", name.value) else "en"
                    assert expected == name.language, f"{iri}: {name.value}"
                    assert name.value == normalize(name.value).strip(), f"{iri}: {name.value}"


@pytest.mark.parametrize("path", [COUNTRIES, NAMES], ids=lambda path: path.name)
def test_blocks_and_values_are_sorted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^(\w+:[\w-]+)(?=\s)", text, flags=re.MULTILINE)
    assert sorted(blocks) == blocks
    for statement in re.findall(r'(?:"[^"]*"@\w\w(?: ,\s*)?)+', text):
        literals = re.findall(r'"([^"]*)"@', statement)
        assert sorted(set(literals)) == literals, literals


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("โปแลนด์", "PL"),
        ("สาธารณรัฐโปแลนด์", "PL"),
        ("สหสาธารณรัฐแทนซาเนีย", "TZ"),
        ("ทูร์เคีย", "TR"),
        ("สาธารณรัฐตุรกี", "TR"),
        ("ซาอุดิอาระเบีย", "SA"),
        ("ซาอุดีฯ", "SA"),
        ("สปป. ลาว", "LA"),
        ("สปป.ลาว", "LA"),
        ("พม่า", "MM"),
        ("สหรัฐฯ", "US"),
        ("U.S.", "US"),
        ("UK", "GB"),
        ("อังกฤษ", "GB"),
        ("เวียตนาม", "VN"),
        ("เกาหลีใต้", "KR"),
        ("เกาหลีเหนือ", "KP"),
        ("สมาพันธรัฐสวิส", "CH"),
        ("เครือรัฐออสเตรเลีย", "AU"),
        ("ยูเออี", "AE"),
        ("จีนไทเป", "TW"),
        ("คอซอวอ", "XK"),
        ("ประเทศไทย", "TH"),
    ],
)
def test_names_in_the_news_find_their_country(name: str, code: str) -> None:
    owners = {
        normalize(value.value).replace(" ", ""): iri
        for path in (COUNTRIES, NAMES)
        for iri, values in _read(path).items()
        for predicate in ("prefLabel", "altLabel", "hiddenLabel")
        for value in values.get(SKOS + predicate, [])
        if iri.startswith(PREFIX)
    }
    assert PREFIX + code == owners.get(normalize(name).replace(" ", ""))


@pytest.mark.parametrize("word", ["ชาด", "มาลี", "เช็ก", "อินโด", "กวม", "คองโก"])
def test_common_words_are_ambiguous_only(word: str) -> None:
    names = _read(NAMES)
    assert word in {name.value for values in names.values() for name in values.get(ONTOLOGY + "ambiguousLabel", [])}


def test_the_script_makes_the_file_byte_for_byte(script: ModuleType) -> None:
    made = script.text()
    header = made.partition("@prefix")[0]
    present = COUNTRIES.read_bytes().decode()
    if header != present.partition("@prefix")[0]:
        pytest.skip("another version of babel or pycountry is installed than the file was made with")
    assert made == present, "run: python scripts/make_countries.py"
