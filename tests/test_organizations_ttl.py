"""International organizations are curated data: two languages, sorted, unambiguous also against the countries."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from samphan.text import normalize
from samphan.vocab import ID, ONTOLOGY, ORG, OWL, RDF, RDFS, SKOS

ONTOLOGY_FOLDER = Path(__file__).resolve().parent.parent / "ontology"
ORGANIZATIONS = ONTOLOGY_FOLDER / "international-organizations.ttl"
COUNTRY_FILES = (ONTOLOGY_FOLDER / "countries.ttl", ONTOLOGY_FOLDER / "country-names.ttl")
PREFIX = ID + "organization/"
FREE = ("prefLabel", "altLabel", "hiddenLabel")

Subjects = dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]


def _read(path: Path) -> Subjects:
    found: Subjects = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.Literal | ox.NamedNode)
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def _squeeze(name: str) -> str:
    return normalize(name).replace(" ", "")


@pytest.fixture(scope="module")
def organizations() -> Subjects:
    """The organizations of the file by subject and predicate."""
    return {iri: values for iri, values in _read(ORGANIZATIONS).items() if iri.startswith(PREFIX)}


def test_there_are_enough_and_each_is_typed(organizations: Subjects) -> None:
    assert len(organizations) >= 150
    for iri, values in organizations.items():
        assert [t.value for t in values[RDF + "type"]] == [ONTOLOGY + "InternationalOrganization"], iri
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", iri.removeprefix(PREFIX)), iri


def test_labels_stand_in_both_languages(organizations: Subjects) -> None:
    for iri, values in organizations.items():
        labels = {(v.language, v.value) for v in values[SKOS + "prefLabel"] if isinstance(v, ox.Literal)}
        assert sorted(language or "" for language, _ in labels) == ["en", "th"], iri
        assert labels == {(v.language, v.value) for v in values[RDFS + "label"] if isinstance(v, ox.Literal)}, iri


def test_languages_follow_the_script_of_the_name(organizations: Subjects) -> None:
    for iri, values in organizations.items():
        for names in values.values():
            for name in names:
                if isinstance(name, ox.Literal):
                    expected = "th" if re.search("[\u0e01-\u0e5b]", name.value) else "en"
                    assert expected == name.language, f"{iri}: {name.value}"
                    assert name.value == normalize(name.value).strip(), f"{iri}: {name.value}"


def test_no_free_name_is_shared_with_another_organization_or_a_country(organizations: Subjects) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    ambiguous: dict[str, set[str]] = defaultdict(set)
    everything = [organizations, *map(_read, COUNTRY_FILES)]
    for subjects in everything:
        for iri, values in subjects.items():
            if not iri.startswith(ID + "reading/"):
                for predicate in FREE:
                    for name in values.get(SKOS + predicate, []):
                        owners[_squeeze(name.value)].add(iri)
                for name in values.get(ONTOLOGY + "ambiguousLabel", []):
                    ambiguous[_squeeze(name.value)].add(iri)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}
    assert {name: who & owners[name] for name, who in ambiguous.items() if name in owners and who & owners[name]} == {}


def test_parents_members_and_wikidata_items_exist_once(organizations: Subjects) -> None:
    countries = _read(COUNTRY_FILES[0])
    items: list[str] = []
    for iri, values in organizations.items():
        parents = [parent.value for parent in values.get(ORG + "subOrganizationOf", [])]
        assert len(parents) <= 1, iri
        assert set(parents) <= organizations.keys(), iri
        assert {member.value for member in values.get(ONTOLOGY + "member", [])} <= countries.keys(), iri
        items += [item.value for item in values.get(OWL + "sameAs", [])]
    items += [item.value for values in countries.values() for item in values[OWL + "sameAs"]]
    assert len(set(items)) == len(items)


def test_no_organization_is_part_of_itself(organizations: Subjects) -> None:
    for iri in organizations:
        seen = {iri}
        at = iri
        while parents := organizations[at].get(ORG + "subOrganizationOf"):
            at = parents[0].value
            assert at not in seen, iri
            seen.add(at)


def test_blocks_and_values_are_sorted() -> None:
    text = ORGANIZATIONS.read_text(encoding="utf-8")
    blocks = re.findall(r"^(\w+:[\w-]+)(?=\s)", text, flags=re.MULTILINE)
    assert sorted(blocks) == blocks
    for statement in re.findall(r'(?:"[^"]*"@\w\w(?: ,\s*)?)+', text):
        literals = re.findall(r'"([^"]*)"@', statement)
        assert sorted(set(literals)) == literals, literals
    for statement in re.findall(r"sam:member (country:\w\w(?: , country:\w\w)*)", text):
        assert sorted(statement.split(" , ")) == statement.split(" , ")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("อาเซียน", "asean"),
        ("ASEAN", "asean"),
        ("UN", "un"),
        ("ยูเอ็น", "un"),
        ("อียู", "eu"),
        ("WHO", "who"),
        ("ดับเบิลยูเอชโอ", "who"),
        ("เอเปค", "apec"),
        ("เอเปก", "apec"),
        ("ยูเนสโก", "unesco"),
        ("คณะกรรมาธิการแม่น้ำโขง", "mrc"),
        ("แม่โขง-ล้านช้าง", "mlc"),
        ("สำนักเลขาธิการอาเซียน", "asean-secretariat"),
        ("AHA Centre", "aha-centre"),
        ("สภาเศรษฐกิจโลก", "wef"),
        ("คณะผู้แทนสหภาพยุโรปประจำประเทศไทย", "eu-delegation-thailand"),
    ],
)
def test_names_in_the_news_find_their_organization(organizations: Subjects, name: str, key: str) -> None:
    values = organizations[PREFIX + key]
    assert _squeeze(name) in {_squeeze(v.value) for predicate in FREE for v in values.get(SKOS + predicate, [])}


@pytest.mark.parametrize("series", ["ADMM", "AMMSWD", "STOM", "SOM", "AEM", "ADGMIN"])
def test_meeting_series_are_no_organizations(organizations: Subjects, series: str) -> None:
    assert series not in {v.value for values in organizations.values() for names in values.values() for v in names}
