"""The scorer: agreement with itself, single differences, and agreement with the reference scorer where it stands."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from samphan.errors import SourceError
from samphan.evaluation import Record, compare, read_records, to_dict
from samphan.evaluation.figures import KINDS

RECORDS = Path(__file__).parent.parent / "src" / "samphan" / "samples" / "records.jsonl"
REFERENCE = Path(__file__).parents[2] / "shared" / "eval" / "score.py"


@pytest.fixture(scope="module")
def gold() -> list[Record]:
    return read_records(RECORDS)


def damaged(gold: list[Record]) -> list[Record]:
    """The same records with slips of every kind, by a fixed rule."""
    slips = []
    for number, one in enumerate(gold):
        entities = tuple(replace(e, name=f"นาย{e.name}") if e.type == "Person" else e for e in one.entities)
        match number % 6:
            case 0:
                slip = replace(one, entities=entities[:-1], topics=one.topics[1:])
            case 1:
                slip = replace(one, events=tuple(replace(e, date="2001-01-01", thai=e.thai[:1]) for e in one.events))
            case 2:
                slip = replace(one, roles=one.roles[1:], events=tuple(replace(e, type="Visit", countries=("ZW",)) for e in one.events))
            case 3:
                slip = replace(one, relevant=not one.relevant, entities=entities)
            case 4:
                slip = replace(one, entities=tuple(replace(e, type="Company") if e.type == "GovernmentBody" else e for e in entities))
            case _:
                continue
        slips.append(slip)
    return slips


def test_records_agree_with_themselves(gold: list[Record]) -> None:
    report = compare(gold, gold)
    assert report.graph_score == 1
    assert report.differences == ()
    assert all(report.figures[kind].expected > 0 for kind in KINDS)


def test_nothing_answered_scores_zero(gold: list[Record]) -> None:
    report = compare(gold, [])
    assert report.graph_score == 0
    assert report.answered == 0
    assert {d.what for d in report.differences} == {"missed"}


def test_a_title_does_not_tell_persons_apart_but_a_name_does(gold: list[Record]) -> None:
    one = next(r for r in gold if r.id == "900001")
    person = next(e for e in one.entities if e.type == "Person")
    titled = replace(one, entities=tuple(replace(e, name=f"นาย{e.name}", mentions=()) if e is person else e for e in one.entities))
    assert compare([one], [titled]).figures["entity"].f1 == 1
    other = replace(one, entities=tuple(replace(e, name="สมมติ ไม่มีจริง", mentions=()) if e is person else e for e in one.entities))
    report = compare([one], [other])
    assert report.figures["entity"].right == len([e for e in one.entities if e.code != "TH"]) - 1
    assert any(d.kind == "entity" and d.what == "missed" and person.name in d.text for d in report.differences)


def test_an_invented_event_counts_against_its_maker(gold: list[Record]) -> None:
    domestic = next(r for r in gold if not r.relevant)
    busy = next(r for r in gold if r.relevant)
    report = compare([domestic], [replace(busy, id=domestic.id)])
    assert report.figures["event"].claimed == len(busy.events)
    assert report.figures["event"].right == 0


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"id": "1", "relevant": false}\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_records(path)
    assert caught.value.place == f"{path}:2"


def test_records_survive_a_round_trip(gold: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "again.jsonl"
    path.write_text("".join(json.dumps(to_dict(one), ensure_ascii=False) + "\n" for one in gold), encoding="utf-8")
    assert read_records(path) == gold


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer does not stand beside the checkout")
def test_figures_equal_those_of_the_reference_scorer(gold: list[Record]) -> None:
    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    answers = damaged(gold)
    theirs = module.score({r.id: to_dict(r) for r in gold}, {r.id: to_dict(r) for r in answers})
    ours = compare(gold, answers)
    for kind in KINDS:
        assert ours.figures[kind].f1 == pytest.approx(theirs[kind]["f1"], abs=1e-4), kind
    assert ours.graph_score == pytest.approx(theirs["graph_score"], abs=1e-4)
    assert ours.detail["event party"].f1 == pytest.approx(theirs["detail"]["event_party"]["f1"], abs=1e-4)
