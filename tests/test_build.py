"""The build: the store depends on the documents alone, not on order, workers, interruptions or earlier builds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samphan.build import Became, BuildReport, Outcome, Progress, build, workers
from samphan.build.documents import Documents, Row
from samphan.build.report import write_report
from samphan.demo import SAMPLES
from samphan.errors import SamphanError, StoreError, UsageError
from samphan.facts import Article, ArticleFacts
from samphan.store import Graph

HEADER = "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-"
ADDRESS = "https://www.thaigov.go.th/news/contents/details/"


class MetadataOnly:
    """An extractor that finds nothing, quickly; the build's own behaviour needs no more."""

    def extract(self, article: Article) -> ArticleFacts:
        if "ห้ามอ่าน" in article.text:
            raise RuntimeError("a fault of the reader")
        return ArticleFacts(article, relevant=False, relevance=0.0)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_extractor", MetadataOnly)
    monkeypatch.setattr(Graph, "reload_reference", lambda self: False)


def news(number: int, body: str = "เนื้อความทดสอบ") -> str:
    return f"{HEADER}เรื่องที่ {number}\n\n\nวันพุธที่ 12 มิถุนายน 2567\n{body}\n\nที่มา : {ADDRESS}{number}"


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def exported(store: Path) -> bytes:
    target = store.parent / f"{store.name}.nq"
    with Graph.open(store, read_only=True) as graph:
        graph.export(target)
    return b"\n".join(line for line in target.read_bytes().split(b"\n") if b"/graph/article/" in line)


def became(report: BuildReport) -> dict[str, str]:
    return {Path(one.origin).name or one.article: one.became.value for one in report.outcomes}


def test_articles_are_added_then_unchanged_then_updated(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": news(1), "b.txt": news(2)})
    first = build([folder], tmp_path / "store")
    assert became(first) == {"a.txt": "added", "b.txt": "added"}
    before = exported(tmp_path / "store")
    again = build([folder], tmp_path / "store")
    assert became(again) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert again.quads == 0
    assert exported(tmp_path / "store") == before
    write(folder, {"b.txt": news(2, "แก้")})
    assert became(build([folder], tmp_path / "store")) == {"a.txt": "unchanged", "b.txt": "updated"}


def test_a_changed_file_stands_for_its_new_content_only(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": news(1), "b.txt": news(2)})
    build([folder], tmp_path / "store")
    write(folder, {"a.txt": news(7)})
    report = build([folder], tmp_path / "store")
    assert became(report) == {"a.txt": "added", "b.txt": "unchanged", "1": "removed"}
    with Graph.open(tmp_path / "store", read_only=True) as graph:
        assert [entry.article for entry in graph.ledger.entries()] == ["2", "7"]


def test_a_shortened_file_gives_way_to_its_duplicate(quick: None, tmp_path: Path) -> None:
    long, middle, short = news(5, "ยาว" * 30), news(5, "กลาง" * 10), news(5, "สั้น")
    for names in (("a", "b"), ("b", "a")):
        home = tmp_path / names[0]
        folder = write(home / "in", {f"{names[0]}.txt": long, f"{names[1]}.txt": middle})
        report = build([folder], home / "store")
        assert became(report) == {f"{names[0]}.txt": "added", f"{names[1]}.txt": "duplicate"}
        write(folder, {f"{names[0]}.txt": short})
        build([folder], home / "store")
        write(home / "fresh", {"x.txt": middle, "y.txt": short})
        build([home / "fresh"], home / "fresh-store")
        assert exported(home / "store") == exported(home / "fresh-store")


def test_vanished_files_stay_unless_sync_is_asked_for(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": news(1), "b.txt": news(2)})
    other = write(tmp_path / "other", {"c.txt": news(3)})
    build([folder, other], tmp_path / "store")
    (folder / "a.txt").unlink()
    assert became(build([folder], tmp_path / "store")) == {"b.txt": "unchanged"}
    report = build([folder], tmp_path / "store", sync=True)
    assert became(report) == {"b.txt": "unchanged", "1": "removed"}
    with Graph.open(tmp_path / "store", read_only=True) as graph:
        assert [entry.article for entry in graph.ledger.entries()] == ["2", "3"]


def test_sync_of_a_source_that_is_gone_removes_nothing(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": news(1)})
    build([folder], tmp_path / "store")
    folder.rename(tmp_path / "moved")
    report = build([folder], tmp_path / "store", sync=True)
    assert not report.readable
    assert len(report.problems) == 1
    with Graph.open(tmp_path / "store", read_only=True) as graph:
        assert len(graph.ledger) == 1


def test_a_shorter_json_lines_file_forgets_its_last_lines(quick: None, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "title": f"เรื่อง {n}", "date": "2024-06-12", "text": f"ข้อความ {n} " * 9000}) for n in range(60)]
    source = tmp_path / "news.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = build([source], tmp_path / "store")
    assert report.counts[Became.ADDED] == 60
    source.write_text("\n".join(lines[:5]) + "\n", encoding="utf-8")
    report = build([source], tmp_path / "store")
    assert report.counts[Became.REMOVED] == 55
    assert report.counts[Became.UNCHANGED] == 5


def test_one_bad_file_does_not_stop_the_others(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"good.txt": news(1), "empty.txt": "", "fault.txt": news(2, "ห้ามอ่าน")})
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    for _ in range(2):  # what could not be read is tried, and reported, every time
        report = build([folder, tmp_path / "nowhere"], tmp_path / "store")
        problems = {Path(one.origin).name: one.message for one in report.problems}
        assert set(problems) == {"empty.txt", "binary.txt", "fault.txt", "nowhere"}
        assert "RuntimeError" in problems["fault.txt"]
        assert report.readable


def test_a_file_that_becomes_unreadable_stands_for_nothing(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": news(1), "b.txt": news(2)})
    build([folder], tmp_path / "store")
    (folder / "a.txt").write_text("", encoding="utf-8")
    assert became(build([folder], tmp_path / "store")) == {"a.txt": "unreadable", "b.txt": "unchanged", "1": "removed"}


def test_a_lost_registry_costs_time_but_no_article(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": news(1), "b.txt": news(2)})
    build([folder], tmp_path / "store")
    before = exported(tmp_path / "store")
    for path in (tmp_path / "store").glob("documents.sqlite*"):
        path.unlink()
    report = build([folder / "a.txt"], tmp_path / "store")
    assert became(report) == {"a.txt": "unchanged"}
    assert exported(tmp_path / "store") == before


BODIES = st.sampled_from(["ก", "ข", "กข", "ขก", "กขค"])
STATES = st.lists(
    st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]), st.tuples(st.integers(1, 3), BODIES), max_size=4),
    min_size=1, max_size=4,
)  # fmt: skip


@given(STATES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_ends_in_the_store_of_a_fresh_build(
    quick: None, tmp_path_factory: pytest.TempPathFactory, states: Sequence[dict[str, tuple[int, str]]]
) -> None:
    home = tmp_path_factory.mktemp("history")
    for state in states:
        for old in (home / "in").glob("*") if (home / "in").exists() else ():
            old.unlink()
        write(home / "in", {name: news(number, body) for name, (number, body) in state.items()})
        build([home / "in"], home / "store", sync=True)
    last = {f"{99 - n}.txt": news(*told) for n, told in enumerate(states[-1].values())}
    build([write(home / "fresh", last)], home / "fresh-store")
    assert exported(home / "store") == exported(home / "fresh-store")


def test_nothing_to_read_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build([], tmp_path / "store")
    with pytest.raises(UsageError):
        build([tmp_path], tmp_path / "store", workers=0)


def test_progress_moves_and_the_report_is_written_whole(quick: None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {f"{n}.txt": news(n) for n in range(1, 40)})
    seen: list[Progress] = []
    report = build([folder], tmp_path / "store", progress=seen.append)
    assert seen[-1].done == 39
    target = tmp_path / "report.json"
    write_report(report, target)
    values = json.loads(target.read_text(encoding="utf-8"))
    assert values["counts"]["added"] == 39
    assert len(values["documents"]) == 39
    with pytest.raises(SamphanError):
        write_report(report, tmp_path / "no" / "report.json")


def test_the_summary_counts_what_there_is() -> None:
    report = BuildReport((Outcome("a", Became.ADDED, "1"), Outcome("b", Became.UNREADABLE, "", "holds no text")), 1, 12, 0.5)
    assert report.summary() == "1 added, 1 unreadable; 1 cooperation news, 12 quads written in 0.5 s"


def test_a_broken_registry_is_named(tmp_path: Path) -> None:
    (tmp_path / "documents.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError) as caught:
        Documents(tmp_path / "documents.sqlite")
    assert "documents.sqlite" in caught.value.place


def test_the_winner_is_the_longest_then_the_smallest_hash() -> None:
    documents = Documents(None)
    documents.put("k1", [Row("k1", "5", "c1", "bb", 10, "s")])
    documents.put("k2", [Row("k2", "5", "c2", "aa", 10, "s")])
    documents.put("k3", [Row("k3", "5", "c3", "cc", 9, "s")])
    winner = documents.winner("5")
    assert winner
    assert winner.key == "k2"
    assert documents.put("k2", []) == {"5"}
    assert documents.known("c2") == ()


@pytest.mark.slow
def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    copies: dict[str, str] = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        copies |= {f"{path.stem}-{n}.txt": text.replace(f"details/{path.stem}", f"details/{path.stem}{n}") for n in range(4)}
    folder = write(tmp_path / "in", copies)
    reports = [build([folder], tmp_path / f"store{n}", workers=n) for n in (1, 3)]
    assert reports[0].outcomes == reports[1].outcomes
    assert reports[0].quads == reports[1].quads > 0
    assert exported(tmp_path / "store1") == exported(tmp_path / "store3")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_build_goes_on_to_the_same_bytes(tmp_path: Path, number: signal.Signals) -> None:
    sample = (SAMPLES / "900013.txt").read_text(encoding="utf-8")
    folder = write(tmp_path / "in", {f"{n}.txt": sample.replace("details/900013", f"details/{n}") for n in range(1, 331)})
    command = [sys.executable, "-m", "samphan", "build", str(folder), "--store", str(tmp_path / "store"), "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, env={**os.environ, "PYTHONPATH": "src"})
    ledger = tmp_path / "store" / "ledger.sqlite"
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
        if ledger.exists() and _entries(tmp_path / "store") > 0:
            break
    os.killpg(process.pid, number)
    process.wait(timeout=60)
    if number is signal.SIGINT:
        assert process.returncode in (0, 130)
        with Graph.open(tmp_path / "store", read_only=True) as graph:
            assert graph.ledger.pending() == []
            assert len(graph.ledger) == len(list(graph.articles()))
    build([folder], tmp_path / "store", workers=2)
    build([folder], tmp_path / "undisturbed", workers=1)
    assert exported(tmp_path / "store") == exported(tmp_path / "undisturbed")


def _entries(store: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"{(store / 'ledger.sqlite').as_uri()}?mode=ro", uri=True) as ledger:
            return int(ledger.execute("SELECT COUNT(*) FROM entry").fetchone()[0])
    except sqlite3.Error:
        return 0
