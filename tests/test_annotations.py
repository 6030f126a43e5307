"""The annotations beside the training scripts: well formed, in order, each article once, and apart from the shared sets."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from samphan.evaluation import read_records
from samphan.facts import EntityClass, EventClass

FOLDER = Path(__file__).parent.parent / "scripts" / "annotations"
SHARED = Path(__file__).parents[2] / "shared" / "eval"
ONTOLOGY = Path(__file__).parent.parent / "ontology"
FILES = sorted(FOLDER.glob("*.jsonl"))
FULL = ("full-1", "full-2", "holdout")
LONGEST = 160  # characters of any string: a name or a place, never a passage


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    return [text for inner in value for text in strings(inner)] if isinstance(value, list) else []


@pytest.fixture(scope="module")
def topic_codes() -> set[str]:
    notation = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    triples = ox.parse(path=str(ONTOLOGY / "topics.ttl"), format=ox.RdfFormat.TURTLE)
    return {quad.object.value for quad in triples if quad.predicate == notation and isinstance(quad.object, ox.Literal)}


def test_the_files_are_described() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in FILES:
        records = rows(path)
        assert f"`{path.name}` | {len(records)} | {sum(r['relevant'] for r in records)} |" in readme


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_records_are_well_formed_and_sorted(path: Path, topic_codes: set[str]) -> None:
    records = rows(path)
    numbers = [int(r["id"]) for r in records]
    assert numbers == sorted(set(numbers))
    for r in records:
        assert re.fullmatch(r"20\d\d/\d\d/\d\d/[^/\\]+\.txt", r["file"]), r["id"]
        assert isinstance(r["relevant"], bool)
        assert set(r["topics"] or ()) <= topic_codes, r["id"]
        assert all(e["type"] in list(EventClass) for e in r.get("events", ())), r["id"]
        assert all(len(text) <= LONGEST for text in strings(r) if text != r["file"]), r["id"]
        assert r["relevant"] or not (r["topics"] or r.get("events") or r.get("entities"))


@pytest.mark.parametrize("name", FULL)
def test_full_records_hold_together(name: str) -> None:
    records = read_records(FOLDER / f"{name}.jsonl")
    for one in records:
        ids = [e.id for e in one.entities]
        assert len(ids) == len(set(ids)), one.id
        assert one.published
        for entity in one.entities:
            assert entity.type in list(EntityClass)
            assert entity.mentions, (one.id, entity.name)
            assert (entity.type == "Country") == bool(entity.code), (one.id, entity.name)
        used = {i for role in one.roles for i in (role.person, role.of) if i}
        used |= {i for event in one.events for i in (*event.thai, *event.foreign)}
        assert used <= set(ids), one.id
        assert all(code != "TH" for event in one.events for code in event.countries), one.id


def test_no_article_stands_in_two_files() -> None:
    seen: dict[str, str] = {}
    for path in FILES:
        for r in rows(path):
            assert r["id"] not in seen, (r["id"], path.name, seen.get(r["id"]))
            seen[r["id"]] = path.name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared annotated articles do not stand beside the checkout")
def test_none_of_the_shared_articles_is_among_them() -> None:
    shared = {json.loads(line)["id"] for path in SHARED.glob("*/records.jsonl") for line in path.read_text(encoding="utf-8").splitlines()}
    assert shared.isdisjoint(r["id"] for path in FILES for r in rows(path))


def test_nothing_trains_on_the_holdout() -> None:
    scripts = FOLDER.parent
    for script in scripts.glob("*.py"):
        assert "holdout" not in script.read_text(encoding="utf-8"), script.name
    training = (scripts.parent / "docs" / "training.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*?)```", training, re.DOTALL)
    assert commands
    assert not any("holdout" in command for command in commands)
