"""The commands as people meet them: what goes to which stream, which exit code, which words."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from samphan.commands import main, terminal
from samphan.demo import SAMPLES

ROOT = Path(__file__).parent.parent
NEEDED = {"article": "900003"}  # values for the parameters that a question cannot do without


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands in this process, as the console script does."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *args: str | Path) -> Ran:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.run([str(arg) for arg in args])
        captured = self._capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    yield Shell(capsys)
    terminal.settings.quiet = terminal.settings.debug = False


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``samphan demo`` has written to."""
    from samphan.demo import run_demo

    folder = tmp_path_factory.mktemp("demo")
    run_demo(folder)
    return folder


@pytest.fixture(scope="module")
def store(demo: Path) -> Path:
    return demo / "demo-store"


def process(*args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **env}
    return subprocess.run(
        [sys.executable, "-m", "samphan", *map(str, args)], input=stdin, capture_output=True, env=environment, check=False
    )


def test_help_is_there_at_once() -> None:
    process("--help")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = process("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3  # seconds of processor time
    assert result.returncode == 0
    for name in main.COMMANDS:
        assert name in result.stdout.decode()
    assert b"Exit codes" in result.stdout


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from samphan.commands.main import cli; cli.main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "src"}, check=True
    )
    for heavy in ("rdflib", "pyoxigraph", "networkx", "numpy", "pythainlp", "rich", "pyvis", "samphan.store"):
        assert f"'{heavy}'" not in result.stdout


def test_a_slip_is_answered_with_the_nearest_command(shell: Shell) -> None:
    ran = shell("biuld")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'build'?" in ran.err
    assert ran.err.count("\n") == 1


def test_an_unknown_option_value_is_a_usage_error(shell: Shell) -> None:
    ran = shell("build", "x", "--evidence", "everything")
    assert ran.code == 2
    assert "samphan build --help" in ran.err


def test_a_missing_store_is_named_with_a_remedy(shell: Shell, tmp_path: Path) -> None:
    for command in (
        ["query", "ASK {?s ?p ?o}"],
        ["validate"],
        ["export", "-o", str(tmp_path / "x.nq")],
        ["view", "-o", str(tmp_path / "x.html")],
    ):
        ran = shell(*command, "--store", tmp_path / "nothing")
        assert (ran.code, ran.out) == (1, "")
        assert str(tmp_path / "nothing") in ran.err
        assert "samphan build" in ran.err


def test_a_traceback_only_with_debug(shell: Shell, tmp_path: Path) -> None:
    assert "Traceback" not in shell("validate", "--store", tmp_path / "no").err
    assert "Traceback" in shell("--debug", "validate", "--store", tmp_path / "no").err


def test_build_tells_what_became_of_every_file(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_bytes((SAMPLES / "900001.txt").read_bytes())
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    report = tmp_path / "report.json"
    ran = shell("build", tmp_path / "in", "--store", tmp_path / "store", "--report", report)
    assert (ran.code, ran.out) == (0, "")
    assert "1 added, 1 unreadable" in ran.err
    assert "empty.txt" in ran.err
    became = {Path(one["origin"]).name: one["became"] for one in json.loads(report.read_text(encoding="utf-8"))["documents"]}
    assert became == {"good.txt": "added", "empty.txt": "unreadable"}
    assert shell("build", tmp_path / "in", "--store", tmp_path / "store", "--strict").code == 1
    quiet = shell("--quiet", "build", tmp_path / "in", "--store", tmp_path / "store")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_build_of_nothing_readable_fails(shell: Shell, tmp_path: Path) -> None:
    ran = shell("build", tmp_path / "nowhere", "--store", tmp_path / "store")
    assert ran.code == 1
    assert "nowhere" in ran.err


def test_build_reads_standard_input(tmp_path: Path) -> None:
    article = (SAMPLES / "900003.txt").read_bytes()
    result = process("build", "-", "--store", tmp_path / "store", stdin=article)
    assert result.returncode == 0, result.stderr.decode()
    answer = process("query", "--store", tmp_path / "store", "--format", "csv", "SELECT ?i { ?a a sam:Article ; dcterms:identifier ?i }")
    assert answer.stdout.decode().split() == ["i", "900003"]


def test_two_builds_at_once_are_refused(shell: Shell, tmp_path: Path) -> None:
    from samphan.store import Graph

    with Graph.open(tmp_path / "store", create=True):
        ran = shell("build", SAMPLES / "900001.txt", "--store", tmp_path / "store")
    assert ran.code == 1
    assert str(tmp_path / "store") in ran.err


def test_query_formats(shell: Shell, store: Path) -> None:
    sparql = "SELECT ?e ?day { ?e a sam:Meeting ; schema:startDate ?day } ORDER BY ?day ?e"
    table = shell("query", sparql, "--store", store)
    assert table.code == 0
    assert "rows" in table.err
    rows = list(csv.reader(io.StringIO(shell("query", sparql, "--store", store, "--format", "csv").out)))
    assert rows[0] == ["e", "day"]
    assert len(rows) > 5
    values = json.loads(shell("query", sparql, "--store", store, "--format", "json").out)
    assert len(values["results"]["bindings"]) == len(rows) - 1
    assert "event/" in table.out
    assert "https://w3id.org" not in table.out
    turtle = shell("query", "CONSTRUCT WHERE { ?e a sam:Signing }", "--store", store).out
    assert "sam:Signing" in turtle
    assert shell("query", "ASK { ?e a sam:Signing }", "--store", store).out == "yes\n"


def test_a_piped_table_is_never_cut(store: Path) -> None:
    title = process("query", "--store", store, "SELECT ?t { ?a dcterms:title ?t ; dcterms:identifier '900017' }", COLUMNS="40", LC_ALL="C")
    assert "ผู้แทนการค้าไทยพบสภาหอการค้าดูไบ ขยายตลาดอาหารฮาลาลและบริการสุขภาพในตะวันออกกลาง" in title.stdout.decode("utf-8")


def test_query_errors_name_the_place(shell: Shell, store: Path, tmp_path: Path) -> None:
    assert shell("query", "SELECT ?x { ?x a", "--store", store).code == 1
    ran = shell("query", "no-such-question", "--store", store)
    assert ran.code == 2
    assert "samphan questions" in ran.err
    assert shell("query", tmp_path / "missing.rq", "--store", store).code == 1
    assert shell("query", "ASK { ?s ?p ?o }", "-p", "a=b", "--store", store).code == 2
    assert shell("query", "ASK { ?s ?p ?o }", "-p", "ab", "--store", store).code == 2
    path = tmp_path / "mine.rq"
    path.write_text("ASK { ?a a sam:Article }", encoding="utf-8")
    assert shell("query", path, "--store", store).out == "yes\n"


def test_the_reader_of_a_pipe_may_leave(store: Path) -> None:
    command = f"{sys.executable} -m samphan query --store {store} --format csv 'SELECT * {{ ?s ?p ?o }}' | head -n 2"
    result = subprocess.run(command, shell=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False)
    assert len(result.stdout.splitlines()) == 2
    assert b"Traceback" not in result.stderr


def test_every_shipped_question_is_listed_and_answered(shell: Shell, store: Path) -> None:
    listed = shell("questions")
    assert listed.code == 0
    from samphan.questions import questions

    assert len(questions()) >= 12
    for question in questions():
        assert question.name in listed.out
        assert shell("questions", question.short).out == question.sparql + "\n"
        needed = [f"{one.name}={NEEDED[one.name]}" for one in question.parameters if one.required]
        ran = shell("query", question.name, "--store", store, *(word for one in needed for word in ("-p", one)))
        assert ran.code == 0, ran.err
        assert "rows" in ran.err
    assert shell("query", "q7", "--store", store).code == 2


@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "jsonld", "graphml", "gexf"])
def test_export_writes_every_format_twice_the_same(shell: Shell, store: Path, tmp_path: Path, ending: str) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    assert shell("export", "--store", store, "-o", one).code == 0
    assert shell("export", "--store", store, "-o", two).code == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size > 1000


def test_export_refuses_an_unknown_ending(shell: Shell, store: Path, tmp_path: Path) -> None:
    ran = shell("export", "--store", store, "-o", tmp_path / "x.docx")
    assert ran.code == 2
    assert "graphml" in ran.err
    assert shell("export", "--store", store, "-o", tmp_path / "no" / "x.nq").code == 1


def test_the_sample_store_keeps_the_contract(shell: Shell, store: Path) -> None:
    ran = shell("validate", "--store", store)
    assert ran.code == 0, ran.out
    assert "0 violations" in ran.err


def test_view_writes_a_page_and_says_when_it_is_empty(shell: Shell, store: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    ran = shell("view", "--store", store, "-o", page, "--country", "JP")
    assert (ran.code, ran.out) == (0, f"{page}\n")
    assert "ฮารุกิ โมริยามะ" in page.read_text(encoding="utf-8")
    assert shell("view", "--store", store, "-o", page, "--country", "Atlantis").code == 2
    empty = shell("view", "--store", store, "-o", page, "--since", "2090")
    assert empty.code == 0
    assert "nothing" in empty.err


def test_extract_shows_facts_with_their_passages(shell: Shell) -> None:
    ran = shell("extract", SAMPLES / "900003.txt")
    assert ran.code == 0
    for expected in ("EVENTS", "Signing, 2024-07-18", "ธีรกานต์ เลิศนวกิจ", "country/VN", "cybersecurity"):
        assert expected in ran.out
    assert "not cooperation news" in shell("extract", SAMPLES / "900010.txt").out
    text = (SAMPLES / "900003.txt").read_text(encoding="utf-8")
    values = json.loads(shell("extract", SAMPLES / "900003.txt", "--format", "json").out)
    assert values["relevant"]
    assert values["evidence"]
    assert all(text[one["start"] : one["end"]] == one["exact"] for one in values["evidence"])
    assert shell("extract", SAMPLES / "nothing.txt").code == 1


def test_eval_prints_the_six_figures_and_holds_the_floors(shell: Shell, tmp_path: Path) -> None:
    ran = shell("eval", SAMPLES, "--errors", "3")
    assert ran.code == 0
    assert "graph score" in ran.out
    values = json.loads(shell("eval", SAMPLES, "--json").out)
    assert values["graph score"] > 0.7
    floors = tmp_path / "floors.toml"
    floors.write_text("graph_score = 1.01\n", encoding="utf-8")
    fallen = shell("eval", SAMPLES, "--floors", floors)
    assert fallen.code == 1
    assert "under its floor" in fallen.err
    floors.write_text("beauty = 1\n", encoding="utf-8")
    assert shell("eval", SAMPLES, "--floors", floors).code == 2
    assert shell("eval", tmp_path).code == 1


def test_demo_answers_three_questions_and_names_the_page(shell: Shell, demo: Path) -> None:
    ran = shell("demo", demo)
    assert ran.code == 0
    assert ran.out.count("?") >= 3
    for expected in ("ญี่ปุ่น", "วิตอลด์ ซาเรมบา", str(demo / "demo.html")):
        assert expected in ran.out
    assert (demo / "demo.html").stat().st_size > 10_000


def test_output_is_utf8_and_plain_under_any_locale(demo: Path) -> None:
    result = process("demo", demo, LC_ALL="C", PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert result.returncode == 0, result.stderr.decode()
    assert "ญี่ปุ่น" in result.stdout.decode("utf-8")
    assert b"\x1b[" not in result.stdout + result.stderr


def test_text_from_files_cannot_steer_the_terminal() -> None:
    assert terminal.one_line("a\x1b[31mb\nc\u202ed") == "a [31mb c d"


def test_an_unforeseen_error_is_one_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*args: object, **kwargs: object) -> None:
        raise RuntimeError("boom\nbang")

    monkeypatch.setattr("samphan.store.Graph.open", explode)
    ran = shell("validate")
    assert ran.code == 1
    assert ran.err == "error: unexpected RuntimeError: boom bang (run again with samphan --debug and report what it shows)\n"
