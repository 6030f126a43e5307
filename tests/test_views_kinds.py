"""The kinds of view beside the network: their starting states, the article's text in pieces, and each of them used in a real Chromium."""

from __future__ import annotations

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from samphan.commands.main import cli
from samphan.errors import SamphanError, UsageError
from samphan.views import KINDS, page
from samphan.views.render import asset
from samphan.views.start import starting
from synthetic import MemoryGraph, synthetic
from test_network import SENTENCE, small
from test_views_browser import CHROMIUM, FLAGS, Tab

TEXT = "x" * 99 + "\n" + SENTENCE + "\nบรรทัดท้ายที่ไม่กล่าวถึงใคร\n"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ((None, None, None, None), ""),
        (("graph", None, None, None), ""),
        (("map", None, None, None), "view=map"),
        ((None, None, "83606", None), "view=article"),
        (("graph", None, "83606", None), ""),
        ((None, "2566,2024", None, None), "view=change&a=2023~2023&b=2024~2024"),
        (("change", ("2023-01..2023-06", "2567-01"), None, None), "view=change&a=2023-01~2023-06&b=2024-01~2024-01"),
    ],
)
def test_what_a_page_opens_with(given: tuple[Any, Any, Any, Any], state: str) -> None:
    assert starting(*given) == state


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("pie", None, None, None), "no kind of view"),
        (("article", None, None, None), "needs the article"),
        ((None, None, None, "text"), "without an article"),
        (("change", "2023", None, None), "two periods"),
        (("change", "2024..2023,2025", None, None), "not a period"),
        (("change", "2024..2024-03,2025", None, None), "not a period"),
        (("change", "soon,later", None, None), "not a date"),
    ],
)
def test_what_makes_no_sense_is_refused(given: tuple[Any, Any, Any, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        starting(*given)


def article_data(html: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(html.split('id="samphan-data">')[1].split("</script>", maxsplit=1)[0])
    found: dict[str, Any] = data["article"]
    return found


def characters(paragraphs: list[list[Any]]) -> str:
    return "\n".join("".join(piece if isinstance(piece, str) else piece[0] for piece in pieces) for pieces in paragraphs)


def test_an_articles_text_stands_whole_with_names_and_acts_in_place() -> None:
    article = article_data(page(small().graph(), article="1", text=TEXT).html)
    assert article["whole"] is True
    assert characters(article["p"]).replace(" \n", "\n").strip() == TEXT.strip()
    named = [piece[0] for paragraph in article["p"] for piece in paragraph if isinstance(piece, list) and piece[1] >= 0]
    assert named == ["กองดิจิทัลระหว่างประเทศ", "นาตาลี โควัลสกา", "โปแลนด์"]
    assert "".join(piece[0] for paragraph in article["p"] for piece in paragraph if isinstance(piece, list) and piece[2:]) == SENTENCE


def test_without_the_text_the_quoted_passages_stand_in_order() -> None:
    article = article_data(page(small().graph(), article="1").html)
    assert article["whole"] is False
    assert characters(article["p"]).startswith(SENTENCE)


def test_another_text_than_the_one_read_is_refused() -> None:
    with pytest.raises(UsageError, match="not the one that the graph was read from"):
        page(small().graph(), article="1", text="ข้อความอื่น" * 40)


def test_the_world_is_small_and_holds_every_synthetic_country() -> None:
    world = json.loads(asset("world.json"))
    assert len(asset("world.json")) < 60_000
    assert "public domain" in world["source"]
    assert {"TH", "SG", "JP", "US", "VN"} <= set(world["places"])
    assert "AQ" not in world["outlines"]
    wide, high = world["size"]
    assert all(0 <= x <= wide and 0 <= y <= high for x, y in world["places"].values())


@pytest.mark.parametrize("what", ["things", "years", "groups", "bridges", "ties"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_network_figures_in_each_form(what: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samphan.store.Graph.open", lambda *_, **__: _Opened(synthetic(80)))
    result = CliRunner().invoke(cli, ["network", what, "--format", form, "--limit", "5"])
    assert result.exit_code == 0, result.output
    if form == "csv":
        rows = list(csv.reader(io.StringIO(result.stdout)))
        assert len(rows) == 6
        assert len({len(row) for row in rows}) == 1
    elif form == "json":
        assert len(json.loads(result.stdout)) == 5
    else:
        assert "5 of" in result.stderr or what == "groups"
        assert "acts:" in result.stderr or "after:" in result.stderr


def test_an_empty_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samphan.store.Graph.open", lambda *_, **__: _Opened(MemoryGraph()))
    result = CliRunner().invoke(cli, ["network", "years"])
    assert result.exit_code == 0
    assert "nothing to measure" in result.stderr


class _Opened(MemoryGraph):
    """A graph in memory where a store is expected."""

    def __init__(self, graph: MemoryGraph) -> None:
        super().__init__(graph.store)

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def test_a_source_needs_its_article_and_must_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samphan.store.Graph.open", lambda *_, **__: _Opened(small().graph()))
    (tmp_path / "news.txt").write_text("ข่าว\n\nเนื้อความ\n", encoding="utf-8")
    for arguments in (["--source", str(tmp_path)], ["--source", str(tmp_path), "--article", "1"]):
        result = CliRunner().invoke(cli, ["view", "-o", str(tmp_path / "out.html"), *arguments])
        assert isinstance(result.exception, SamphanError)
    assert not (tmp_path / "out.html").exists()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as tool:
        running = tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("kinds")
    pages = {
        "many": page(synthetic(160, events=200)),
        "article": page(small().graph(), article="1", text=TEXT),
        "map": page(synthetic(60), kind="map"),
        "compare": page(synthetic(60), compare="2019..2021,2024", language="en"),
        "empty": page(MemoryGraph(), kind="timeline"),
    }
    return {name: drawn.write(folder / f"{name}.html") for name, drawn in pages.items()}


@pytest.fixture
def tab(browser: Any, files: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[Tab]:
    name, state = request.param
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(8000)
    opened = Tab(context.new_page())
    opened.page.on("console", lambda message: opened.errors.append(message.text))
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.page.on("request", lambda asked: opened.requests.append(asked.url))
    opened.page.goto(files[name].as_uri() + state)
    opened.page.wait_for_function("window.samphanReady")
    yield opened
    assert opened.errors == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def on(name: str, state: str = "") -> pytest.MarkDecorator:
    return pytest.mark.parametrize("tab", [(name, state)], indirect=True, ids=[name])


@pytest.mark.browser
@on("many")
def test_every_tab_shows_something_and_back_returns(tab: Tab) -> None:
    for kind in [kind for kind in KINDS if kind != "article"] + ["table"]:
        tab.page.click(f'#views [data-view="{kind}"]')
        assert tab.page.get_attribute(f'#views [data-view="{kind}"]', "aria-pressed") == "true"
        shown = {"graph": "#canvas canvas", "table": "#samphan-table tbody tr"}.get(kind, "#board svg, #board table, #board .columns")
        assert tab.page.locator(shown).first.is_visible(), kind
    tab.page.go_back()
    assert "view=change" in tab.page.url


@pytest.mark.browser
@on("map")
def test_the_map_and_its_list_open_the_same_country(tab: Tab) -> None:
    assert tab.page.locator("#board svg path[data-code]").count() > 150
    tab.page.click("#board .ranking li:first-child button")
    first = tab.page.inner_text("#panel h2")
    tab.page.keyboard.press("Escape")
    code = tab.page.evaluate("() => [...document.querySelectorAll('#board circle[data-code]')][0].dataset.code")
    tab.page.locator(f'#board circle[data-code="{code}"]').dispatch_event("click")
    assert tab.page.inner_text("#panel h2") == first
    assert tab.page.locator("#panel .quote").count() > 0
    tab.page.select_option("#choose-zone", "asia")
    assert "zone=asia" in tab.page.url


@pytest.mark.browser
@on("many", "#view=timeline")
def test_a_dot_of_the_timeline_opens_its_sentences_and_the_link_brings_them_back(tab: Tab) -> None:
    dot = tab.page.locator("#board .press:has(circle)").first
    label = dot.get_attribute("aria-label")
    dot.focus()
    tab.page.keyboard.press("Enter")
    count = tab.page.locator("#panel .act").count()
    assert count > 0
    assert f"{count} ครั้ง" in (label or "")
    assert "acts=" in tab.page.url
    tab.page.reload()
    tab.page.wait_for_function("window.samphanReady")
    assert tab.page.locator("#panel .act").count() == count
    tab.page.select_option("#choose-by", "topic")
    assert tab.page.locator("#board .press").count() > 3


@pytest.mark.browser
@on("many", "#view=matrix")
def test_a_cell_of_the_matrix_counts_what_it_opens(tab: Tab, tmp_path: Path) -> None:
    cell = tab.page.locator("#board .cell button").first
    number = int(cell.inner_text())
    cell.click()
    assert tab.page.inner_text("#panel h2").count("×") == 1
    assert tab.page.locator("#panel .panel-head").inner_text().split("\n")[-1] == f"{number} ครั้ง"
    tab.page.click("#save summary")
    with tab.page.expect_download() as waiting:
        tab.page.click('[data-save="csv"]')
    target = tmp_path / "matrix.csv"
    waiting.value.save_as(target)
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert str(number) in rows[1]
    tab.page.select_option("#choose-over", "year")
    assert tab.page.inner_text("#board thead th:nth-child(2)").strip() == "2562"


@pytest.mark.browser
@on("compare")
def test_change_compares_the_periods_that_were_asked_for(tab: Tab) -> None:
    assert [tab.page.input_value(f"#{which}") for which in ("a0", "a1", "b0", "b1")] == ["2019", "2021", "2024", "2024"]
    tab.page.select_option("#choose-by", "pair")
    tab.page.locator("#board .ranking li button").first.click()
    assert "×" in tab.page.inner_text("#panel h2")
    tab.page.select_option("#b1", "2025")
    assert "b=2024~2025" in tab.page.url


@pytest.mark.browser
@on("article")
def test_an_article_stands_beside_its_graph(tab: Tab) -> None:
    assert tab.page.locator("#canvas canvas").is_visible()
    assert "บรรทัดท้าย" in tab.page.inner_text("#article-view")
    tab.page.click("#article-view mark.Country")
    assert tab.page.inner_text("#panel h2") == "โปแลนด์"
    assert tab.page.locator("#article-view mark.now").count() == 1
    tab.page.click("#article-view .badge")
    assert "ฝ่ายไทย" in tab.page.inner_text("#panel")
    tab.page.locator("#article-view mark.Person").first.hover()


@pytest.mark.browser
@on("empty")
def test_an_empty_timeline_says_what_to_do(tab: Tab) -> None:
    assert "samphan build" in tab.page.inner_text("#board")


@pytest.mark.browser
@on("many", "#view=timeline&min=1&from=2025&to=2025&rel=none")
def test_a_filter_that_leaves_nothing_is_a_notice_on_every_board(tab: Tab) -> None:
    for kind in ("timeline", "map", "matrix", "change"):
        tab.page.click(f'#views [data-view="{kind}"]')
        assert "ไม่มีอะไรตรงกับตัวกรองนี้" in tab.page.inner_text("#board")
    tab.page.click("#board .act-button")
    assert tab.page.locator("#board .columns").count() == 1


@pytest.mark.browser
@on("map")
def test_the_map_can_be_taken_along(tab: Tab, tmp_path: Path) -> None:
    for kind in ("svg", "png"):
        tab.page.click("#save summary")
        with tab.page.expect_download() as waiting:
            tab.page.click(f'[data-save="{kind}"]')
        waiting.value.save_as(tmp_path / kind)
    root = ET.fromstring((tmp_path / "svg").read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    assert (tmp_path / "png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.browser
@on("map", "#view=graph&n=30")
def test_a_small_picture_can_arrange_itself(tab: Tab) -> None:
    tab.page.click("#live-toggle")
    assert tab.page.get_attribute("#live-toggle", "aria-pressed") == "true"
    tab.page.wait_for_timeout(300)
    tab.page.click("#live-toggle")
    assert tab.page.get_attribute("#live-toggle", "aria-pressed") == "false"


@pytest.mark.browser
def test_too_many_acts_are_cut_to_the_newest_with_a_notice_and_large_data_are_packed(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["samphan.views.page"], "ACTS", 50)  # the package has a function of the same name
    monkeypatch.setattr("samphan.views.render._PACKED_FROM", 100)
    target = page(synthetic(120, events=150)).write(tmp_path / "cut.html")
    assert 'data-packed="gzip" id="samphan-data"' in target.read_text(encoding="utf-8")
    context = browser.new_context(offline=True)
    tab = context.new_page()
    tab.goto(target.as_uri())
    tab.wait_for_function("window.samphanReady")
    assert "จากทั้งหมด 150" in tab.inner_text("#chips")
    context.close()
