"""The error loop: errors fall into the right classes, every fact gets a verdict, and the command shows both."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from samphan.commands.main import cli
from samphan.errors import SourceError, UsageError
from samphan.evaluation import EntityRecord, Record, compare, read_records
from samphan.evaluation.judging import Verdict, bands, judge
from samphan.evaluation.run import Annotated, ablate, examine, read_gold, under_floor
from samphan.evaluation.slips import classes, find_slips
from samphan.evaluation.writing import as_markdown, as_values
from samphan.extract import STAGES, Extractor
from samphan.facts import ArticleFacts, EventClass

SAMPLES = Path(__file__).parent.parent / "src" / "samphan" / "samples"


@pytest.fixture(scope="module")
def gold() -> tuple[list[Record], list[Annotated]]:
    return read_gold(SAMPLES)


@pytest.fixture(scope="module")
def read(gold: tuple[list[Record], list[Annotated]]) -> dict[str, tuple[Record, ArticleFacts]]:
    reader = Extractor.load()
    return {record.id: (record, reader.extract(article)) for record, article in gold[1]}


def named(record: Record, facts: ArticleFacts, kind: str) -> list[str]:
    return [slip.name for slip in find_slips(record, facts) if slip.kind == kind]


def test_errors_and_figures_count_the_same_facts(gold: tuple[list[Record], list[Annotated]]) -> None:
    found = examine(*gold, Extractor.load())
    for kind in ("relevance", "topic", "link"):
        mine = [d for d in found.report.differences if d.kind == kind]
        read_on_both = [
            d for d in mine if kind != "topic" or not any(s.kind == "relevance" and s.article == d.article for s in found.slips)
        ]
        assert len([s for s in found.slips if s.kind == kind]) == len(read_on_both)
    for kind, name in (("entity", "entity"), ("role", "role"), ("event", "event"), ("topic", "topic")):
        judged = [v for v in found.verdicts if v.kind == kind]
        assert sum(v.right for v in judged) <= found.report.figures[name].right
        assert len(judged) <= found.report.figures[name].claimed


def test_another_kind_of_event_is_told_from_a_missed_one(read: dict[str, tuple[Record, ArticleFacts]]) -> None:
    record, facts = next((r, f) for r, f in read.values() if len(f.events) == 1 and len(r.events) == 1 and r.events[0].countries)
    kind = facts.events[0].kind
    other = EventClass.VISIT if kind is not EventClass.VISIT else EventClass.MEETING
    changed = replace(facts, events=(replace(facts.events[0], kind=other),))
    assert f"kind {other} instead of {record.events[0].type}" in named(record, changed, "event")
    assert f"missed: {record.events[0].type}" in named(record, replace(facts, events=()), "event")


def test_what_became_of_a_name_is_told(read: dict[str, tuple[Record, ArticleFacts]]) -> None:
    record, facts = next((r, f) for r, f in read.values() if f.posts)
    person = facts.posts[0].person
    without = replace(
        facts,
        entities=tuple(e for e in facts.entities if e.key != person),
        mentions=tuple(m for m in facts.mentions if m.entity != person),
        posts=tuple(p for p in facts.posts if p.person != person),
    )
    assert "missed: Person, not seen" in named(record, without, "entity")
    assert "missed: its person was not found" in named(record, without, "role")
    loose = replace(facts, posts=tuple(p for p in facts.posts if p.person != person))
    assert any(name.startswith(("missed: post ", "missed: its body")) for name in named(record, loose, "role"))


def test_an_unknown_name_is_put_down_to_its_rule(read: dict[str, tuple[Record, ArticleFacts]]) -> None:
    record, facts = next((r, f) for r, f in read.values() if f.relevant and f.mentions)
    fewer = replace(record, entities=tuple(e for e in record.entities if e.type != "Person"), roles=(), events=())
    rules = {m.rule for m in facts.mentions if m.entity.startswith("person/")}
    extra = {name for name in named(fewer, facts, "entity") if name.startswith("extra: Person")}
    assert extra
    assert extra <= {f"extra: Person, by {rule}" for rule in rules} | {
        "extra: Person, more than the name",
        "extra: Person, a piece of another name",
    }


def test_domestic_news_made_into_an_act(read: dict[str, tuple[Record, ArticleFacts]]) -> None:
    record, facts = next((r, f) for r, f in read.values() if f.events and f.relevant)
    domestic = Record(record.id, record.published, relevant=False)
    assert named(domestic, facts, "relevance") == ["taken for cooperation news"]
    assert all(name.endswith("(domestic news)") for name in named(domestic, facts, "event"))
    assert [v.right for v in judge(domestic, facts) if v.kind in ("relevance", "event")] == [False] * (1 + len(facts.events))


def test_classes_are_sorted_by_size_with_their_articles(read: dict[str, tuple[Record, ArticleFacts]]) -> None:
    empty = [slip for record, facts in read.values() for slip in find_slips(record, replace(facts, posts=(), events=(), topics=()))]
    found = classes(empty)
    assert [c.count for c in found] == sorted((c.count for c in found), reverse=True)
    assert all(c.articles == tuple(sorted(set(c.articles))) for c in found)
    assert sum(c.count for c in found) == len(empty)


def test_bands_hold_what_they_say() -> None:
    verdicts = [Verdict("1", "role", str(n), n / 10, n > 5) for n in range(10)]
    found = {band.low: (band.facts, band.right) for band in bands(verdicts)}
    assert found == {0.9: (1, 1), 0.8: (1, 1), 0.7: (1, 1), 0.5: (2, 1), 0.0: (5, 0)}


def test_ablation_tells_what_each_stage_brings(gold: tuple[list[Record], list[Annotated]]) -> None:
    records, present = gold
    reports = dict(ablate(records[:4], present[:4]))
    assert list(reports) == ["", *STAGES]
    whole = reports[""]
    assert reports["people"].detail["person"].right == 0 < whole.detail["person"].right
    assert reports["bodies"].detail["organization"].right == 0 < whole.detail["organization"].right
    assert reports["posts"].figures["role"].claimed == 0 < whole.figures["role"].claimed
    assert reports["events"].figures["event"].claimed == 0 < whole.figures["event"].claimed
    assert reports["topics"].figures["topic"].claimed == 0 < whole.figures["topic"].claimed
    assert reports["calibration"].figures == whole.figures


def test_a_page_and_values_name_every_error_and_escape_them(gold: tuple[list[Record], list[Annotated]]) -> None:
    records, present = gold
    hostile = EntityRecord("x", "Person", "<script>|`x`", ("no such words",))
    first, article = present[0]
    found = examine(records, [(replace(first, entities=(*first.entities, hostile)), article)], Extractor.load())
    page = as_markdown(found, "a | b")
    assert "<script>" not in page
    assert "&lt;script&gt;\\|\\`x\\`" in page
    values = as_values(found)
    assert json.loads(json.dumps(values)) == values
    assert sum(c["count"] for c in values["classes"]) == len(values["errors"]) == len(found.slips)


def test_articles_may_stand_elsewhere_and_be_chosen(tmp_path: Path) -> None:
    records = read_records(SAMPLES / "records.jsonl")
    gold = tmp_path / "records.jsonl"
    gold.write_text((SAMPLES / "records.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SourceError):
        read_gold(gold)
    found, present = read_gold(gold, articles=SAMPLES, only=[records[0].id])
    assert [one.id for one in found] == [record.id for record, _ in present] == [records[0].id]
    with pytest.raises(UsageError):
        read_gold(gold, articles=SAMPLES, only=["no such id"])


def test_the_command_shows_figures_classes_and_confidence(tmp_path: Path) -> None:
    page = tmp_path / "errors.md"
    result = CliRunner().invoke(cli, ["eval", str(SAMPLES), "--errors", "2", "--confidence", "--report", str(page)])
    assert result.exit_code == 0
    assert "graph score" in result.output
    assert "confidence from" in result.output
    assert page.read_text(encoding="utf-8").startswith("# samples\n")
    values = json.loads(CliRunner().invoke(cli, ["eval", str(SAMPLES), "--json", "--only", "900001"]).output)
    assert values["articles"] == 1
    sure = json.loads(CliRunner().invoke(cli, ["eval", str(SAMPLES), "--json", "--min-confidence", "0.9"]).output)
    assert sum(b["facts"] for b in sure["confidence"] if b["from"] < 0.9) == 0


def test_an_unknown_stage_is_named() -> None:
    result = CliRunner().invoke(cli, ["eval", str(SAMPLES), "--without", "magic"])
    assert isinstance(result.exception, UsageError)
    assert "magic" in str(result.exception)


def test_floors_of_a_set_go_before_those_of_all(read: dict[str, tuple[Record, ArticleFacts]], tmp_path: Path) -> None:
    records = [record for record, _ in read.values()]
    report = compare(records, records)
    floors = tmp_path / "floors.toml"
    floors.write_text("graph_score = 1.1\n[easy]\ngraph_score = 0.5\nperson = 1.0\n", encoding="utf-8")
    assert under_floor(report, floors, "easy") == []
    assert len(under_floor(report, floors)) == len(under_floor(report, floors, "other")) == 1
