"""The sample articles: in the site's form, annotated as the guide asks, and read well by the extractor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from samphan.demo import SAMPLES
from samphan.evaluation import Record, compare, read_records
from samphan.evaluation.run import evaluate
from samphan.facts import Article, EntityClass, EventClass
from samphan.sources import read

RECORDS = read_records(SAMPLES / "records.jsonl")
BY_ID = {one.id: one for one in RECORDS}
TOPICS = Path(__file__).parent.parent / "ontology" / "topics.ttl"

WEEKDAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]


def text_of(record: Record) -> str:
    return (SAMPLES / f"{record.id}.txt").read_text(encoding="utf-8")


def test_every_article_has_a_record_and_every_record_an_article() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.txt")) == sorted(BY_ID) == [one.id for one in RECORDS]
    assert len(RECORDS) >= 18
    assert all(one.file == f"{one.id}.txt" for one in RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.id)
def test_the_article_has_the_form_of_the_site(record: Record) -> None:
    text = text_of(record)
    lines = text.split("\n")
    assert lines[0].startswith("รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-")
    assert record.published
    published = date.fromisoformat(record.published)
    assert lines[3].startswith(f"วัน{WEEKDAYS[published.weekday()]}ที่ {published.day} ")
    assert lines[3].endswith(f" {published.year + 543}")
    assert re.search(rf"\n\nที่มา : https://www\.thaigov\.go\.th/news/contents/details/{record.id}\Z", text)
    assert 800 <= len(text) <= 3000


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.id)
def test_the_annotation_keeps_the_guide(record: Record) -> None:
    text = text_of(record)
    ids = [entity.id for entity in record.entities]
    assert len(ids) == len(set(ids))
    for entity in record.entities:
        assert entity.type in {kind.value for kind in EntityClass}
        assert entity.mentions
        assert (entity.code is not None) == (entity.type == "Country")
        assert all(mention in text for mention in entity.mentions), entity
    for role in record.roles:
        assert role.person in ids
        assert role.of in ids
        assert role.position
        assert role.position in text
    codes = {entity.code for entity in record.entities if entity.code}
    for event in record.events:
        assert event.type in {kind.value for kind in EventClass}
        assert {*event.thai, *event.foreign} <= set(ids)
        assert event.thai
        assert event.foreign
        assert set(event.countries) <= codes - {"TH"}
        assert event.place is None or event.place in text
        assert set(event.topics) <= set(record.topics)
    if not record.relevant:
        assert not [*record.entities, *record.roles, *record.events, *record.topics]


def test_topic_codes_are_those_of_the_ontology() -> None:
    known = set(re.findall(r'skos:notation "([a-z0-9-]+)"', TOPICS.read_text(encoding="utf-8")))
    assert {code for one in RECORDS for code in one.topics} <= known


def test_the_genre_is_covered() -> None:
    assert {event.type for one in RECORDS for event in one.events} == {kind.value for kind in EventClass}
    assert sum(not one.relevant for one in RECORDS) >= 2
    english = [one for one in RECORDS if not re.search("[\u0e01-\u0e2e]", text_of(one).split("\n")[-3])]
    assert len(english) == 2
    assert max(len(one.entities) for one in RECORDS) >= 20


def test_the_reader_finds_the_same_head() -> None:
    found = [one for one in read(SAMPLES) if isinstance(one, Article)]
    assert {one.id for one in found} >= set(BY_ID)
    for article in found:
        if article.id in BY_ID:
            assert article.published
            assert article.published.isoformat() == BY_ID[article.id].published
            assert article.url == f"https://www.thaigov.go.th/news/contents/details/{article.id}"
            assert article.language == ("en" if article.id in {"900019", "900020"} else "th")
            assert article.title_text.strip()


def test_the_extractor_reads_them_well() -> None:
    report = evaluate(SAMPLES)
    assert report.answered == len(RECORDS)
    assert len([d for d in report.differences if d.kind == "relevance"]) <= 1
    assert report.detail["published date"].f1 == 1
    assert report.graph_score >= 0.75, "\n".join(f"{d.article} {d.kind} {d.what}: {d.text}" for d in report.differences)


def test_a_second_report_of_one_act_agrees_with_the_first() -> None:
    first, second = BY_ID["900001"].events[0], BY_ID["900002"].events[0]
    assert (first.type, first.date, first.countries) == (second.type, second.date, second.countries)
    assert compare(RECORDS, RECORDS).graph_score == 1
