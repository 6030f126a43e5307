"""Confidence: the tables that ship, what they do to facts, and what is left of the surest facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samphan.build import build
from samphan.build.report import Became
from samphan.errors import UsageError
from samphan.evaluation.run import read_gold
from samphan.extract import Extractor
from samphan.extract.calibration import KINDS, Calibration, at_least, odds
from samphan.facts import ArticleFacts
from samphan.store import Graph

SAMPLES = Path(__file__).parent.parent / "src" / "samphan" / "samples"


@pytest.fixture(scope="module")
def plain() -> list[ArticleFacts]:
    reader = Extractor.load(without=frozenset({"calibration"}))
    return [reader.extract(article) for _, article in read_gold(SAMPLES)[1]]


@pytest.fixture(scope="module")
def tables() -> Calibration:
    return Calibration.load()


def confidences(facts: ArticleFacts) -> list[float]:
    return [fact.confidence for group in (facts.mentions, facts.posts, facts.events, facts.topics) for fact in group]


def test_there_is_a_table_for_every_kind_and_the_guess_speaks_for_the_fact(tables: Calibration) -> None:
    assert sorted(tables.tables) == sorted(KINDS)
    for kind in KINDS:
        assert tables.tables[kind].weights, kind
        assert tables.tables[kind].weights.get("guess", 0.0) >= 0, kind


def test_only_confidences_change(plain: list[ArticleFacts], tables: Calibration) -> None:
    for facts in plain:
        sure = tables.apply(facts)
        assert all(0.01 <= value <= 0.99 for value in [sure.relevance, *confidences(sure)])
        assert sure.entities == facts.entities
        assert [replace(m, confidence=0) for m in sure.mentions] == [replace(m, confidence=0) for m in facts.mentions]
        assert [replace(p, confidence=0) for p in sure.posts] == [replace(p, confidence=0) for p in facts.posts]
        assert [replace(e, confidence=0) for e in sure.events] == [replace(e, confidence=0) for e in facts.events]
        assert sure == tables.apply(facts)


def test_a_thing_is_as_sure_in_all_its_mentions(plain: list[ArticleFacts], tables: Calibration) -> None:
    for facts in plain:
        sure: dict[str, set[float]] = {}
        for mention in tables.apply(facts).mentions:
            sure.setdefault(mention.entity, set()).add(mention.confidence)
        assert all(len(values) == 1 for values in sure.values())


def test_what_is_left_is_sure_enough_and_hangs_together(plain: list[ArticleFacts], tables: Calibration) -> None:
    for facts in map(tables.apply, plain):
        for minimum in (0.0, 0.5, 0.9, 0.98, 1.0):
            left = at_least(facts, minimum)
            assert all(value >= minimum for value in confidences(left))
            assert not left.relevant or left.relevance >= minimum
            keys = {e.key for e in left.entities}
            assert {m.entity for m in left.mentions} <= keys
            assert {key for p in left.posts for key in (p.person, p.organization)} <= keys
            assert {key for e in left.events for key in (*e.thai, *e.foreign) if key in {x.key for x in facts.entities}} <= keys
            assert {code for e in left.events for code in e.topics} <= {t.code for t in left.topics} or minimum == 0.0
        assert at_least(facts, 0.0) is facts
        assert not at_least(facts, 1.0).relevant


def test_a_number_that_is_no_confidence_is_refused(plain: list[ArticleFacts]) -> None:
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(UsageError):
            at_least(plain[0], wrong)


def test_the_extractor_gives_out_what_is_sure_enough() -> None:
    article = read_gold(SAMPLES)[1][0][1]
    whole, sure = Extractor.load().extract(article), Extractor.load(min_confidence=0.95).extract(article)
    assert sure == at_least(whole, 0.95)


def test_odds_are_bounded() -> None:
    assert odds(0.5) == 0
    assert odds(0.0) == -5
    assert odds(1.0) == 5


def test_a_store_of_the_surest_facts(tmp_path: Path) -> None:
    sources = [SAMPLES / f"90000{n}.txt" for n in range(1, 5)]
    confident = "SELECT ?c { ?annotation sam:confidence ?c FILTER(?c < 0.9) }"

    def built(least: float) -> tuple[set[Became], int, int]:
        report = build(sources, tmp_path / "store", workers=1, identity=False, min_confidence=least)
        with Graph.open(tmp_path / "store", read_only=True) as graph:
            return {o.became for o in report.outcomes}, len(graph.query(confident)), len(graph.query("SELECT ?e { ?a sam:reports ?e }"))

    everything = built(0.0)
    assert everything[0] == {Became.ADDED}
    assert everything[1] > 0
    sure = built(0.9)
    assert sure[0] == {Became.UPDATED}
    assert sure[1] == 0
    assert 0 < sure[2] <= everything[2]
    assert built(0.9)[0] == {Became.UNCHANGED}
    assert built(0.0) == ({Became.UPDATED}, *everything[1:])
    with pytest.raises(UsageError):
        built(2.0)
