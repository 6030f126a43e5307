"""The topics are curated data: complete, in both languages, sorted, and no trigger says two things of one topic."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from samphan.errors import KnowledgeError
from samphan.extract.relevance import Cues
from samphan.extract.triggers import TopicTriggers
from samphan.text import normalize
from samphan.vocab import ID, ONTOLOGY, RDFS, SKOS

ROOT = Path(__file__).resolve().parent.parent
TOPICS = ROOT / "ontology" / "topics.ttl"
RELEVANCE = ROOT / "ontology" / "relevance.ttl"
PREFIX = ID + "topic/"
TRIGGERS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", ONTOLOGY + "weakTrigger")
CODES = (
    "agriculture", "anti-corruption", "artificial-intelligence", "automotive-ev", "aviation", "bilateral-relations",
    "biodiversity-forest", "border", "climate-change", "cloud-datacenter", "consular-visa", "covid-19", "creative-economy",
    "culture", "customs-tax", "cybercrime", "cybersecurity", "defence", "development-cooperation", "digital-economy",
    "digital-government", "disaster-management", "drugs", "education", "energy", "environment", "finance-banking", "fintech",
    "food-security", "free-trade-agreement", "halal", "human-rights", "human-trafficking", "industry",
    "infrastructure-connectivity", "intellectual-property", "investment", "labour", "law-justice", "livestock-fisheries",
    "maritime", "migration-refugees", "mine-clearance", "multilateral-cooperation", "peace-conflict", "public-health", "rail",
    "religion", "renewable-energy", "science-technology", "semiconductor-electronics", "sme-startup", "smart-city", "space",
    "special-economic-zone", "sport", "supply-chain", "sustainable-development", "telecommunications", "tourism", "trade",
    "transnational-crime", "transport", "water-resources", "women-children-elderly",
)  # fmt: skip

Subjects = dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]


@pytest.fixture(scope="module")
def subjects() -> Subjects:
    """The file by subject (without the base) and predicate."""
    found: Subjects = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(TOPICS), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.Literal | ox.NamedNode)
        found[quad.subject.value.removeprefix(PREFIX)][quad.predicate.value].append(quad.object)
    return found


def test_every_code_of_the_guide_is_a_concept_and_no_other(subjects: Subjects) -> None:
    noted = {s for s, row in subjects.items() if row[SKOS + "notation"]}
    assert sorted(noted) == sorted(CODES)
    assert len(CODES) == 65
    assert all(subjects[code][SKOS + "notation"][0].value == code for code in CODES)
    assert TopicTriggers.load().codes == tuple(sorted(CODES))


@pytest.mark.parametrize("predicate", [SKOS + "prefLabel", RDFS + "label", SKOS + "definition"])
def test_concepts_speak_thai_and_english_once(subjects: Subjects, predicate: str) -> None:
    for subject, row in subjects.items():
        languages = sorted(v.language or "" for v in row[predicate] if isinstance(v, ox.Literal))
        assert languages == ["en", "th"], f"{subject}: {predicate}"


def test_preferred_labels_are_told_apart(subjects: Subjects) -> None:
    names = Counter((v.value, v.language) for row in subjects.values() for v in row[SKOS + "prefLabel"] if isinstance(v, ox.Literal))
    assert [name for name, n in names.items() if n > 1] == []


def test_every_topic_hangs_below_a_group(subjects: Subjects) -> None:
    triggers = TopicTriggers.load()
    for code in CODES:
        assert triggers.broader[code], code
        assert triggers.broader[code][-1].endswith("-group"), code
        assert all(wider in subjects for wider in triggers.broader[code])
    assert triggers.broader["rail"] == ("transport", "transport-group")


def test_a_literal_stands_once_under_a_topic(subjects: Subjects) -> None:
    for code in CODES:
        said = Counter(v.value.casefold() for p in TRIGGERS for v in subjects[code][p])
        assert [word for word, n in said.items() if n > 1] == [], code


def test_triggers_have_the_language_of_their_script_and_plain_spelling(subjects: Subjects) -> None:
    for code in (*CODES, "scheme"):
        for predicate in (*TRIGGERS, ONTOLOGY + "stopPhrase"):
            for value in subjects[code][predicate]:
                assert isinstance(value, ox.Literal)
                assert value.language == ("th" if re.search("[ก-๙]", value.value) else "en"), value.value
                assert normalize(value.value) == value.value == value.value.strip()
                assert len(value.value) > 1


def test_stop_phrases_are_no_triggers(subjects: Subjects) -> None:
    stops = {v.value.casefold() for v in subjects["scheme"][ONTOLOGY + "stopPhrase"]}
    said = {v.value.casefold() for code in CODES for p in TRIGGERS for v in subjects[code][p]}
    assert not stops & said


def test_subjects_and_values_are_sorted() -> None:
    text = TOPICS.read_text(encoding="utf-8")
    heads = re.findall(r"^topic:(\S+) a ", text, re.MULTILINE)
    assert heads == sorted(heads)
    for block in text.split("\n\n"):
        for statement in re.split(r" [;.]\n", block):
            values = re.findall(r'"(?:[^"\\]|\\.)*"@\w+', statement)
            assert values == sorted(values), statement[:80]


def test_the_words_of_relevance_are_sorted_and_said_once() -> None:
    words = Cues.load().words
    assert len(set(words)) == len(words) > 200
    for statement in re.split(r" [;.]\n", RELEVANCE.read_text(encoding="utf-8")):
        values = re.findall(r'"(?:[^"\\]|\\.)*"@\w+', statement)
        assert values == sorted(values), statement[:80]


def test_a_broken_file_is_told_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "topics.ttl"
    broken.write_text("topic:trade a", encoding="utf-8")
    with pytest.raises(KnowledgeError) as told:
        TopicTriggers.load(broken)
    assert told.value.place == str(broken)
    assert told.value.remedy
    with pytest.raises(KnowledgeError):
        Cues.load(tmp_path / "missing.ttl")
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        TopicTriggers.load(empty)
