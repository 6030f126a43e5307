"""The explorer in a real headless Chromium: no complaint, no request elsewhere, suggestions, completion, languages, hostile names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from web_server import running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
PAGES = [
    "/",
    "/search?q=ต่างประเทศ",
    "/id/country/JP",
    "/id/company/hostile",
    "/id/article/666",
    "/questions/countries-of-body?ask=1",
    "/sparql",
    "/about",
]
QUERY = "/sparql?query=SELECT%20%3Fs%20%3Fl%20%7B%3Fs%20rdfs%3Alabel%20%3Fl%7D"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield started
        started.close()


class Tab:
    """An open page with everything it complained about or asked elsewhere."""

    def __init__(self, browser: Any, address: str, path: str, **options: Any) -> None:
        self.complaints: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "th-TH", **options})
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.complaints.extend([] if request.url.startswith((address, "data:")) else [request.url]))
        self.page.goto(address + path)


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    tabs: list[Tab] = []

    def opened(path: str, **options: Any) -> Tab:
        tabs.append(Tab(browser, address, path, **options))
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.context.close()


@pytest.mark.parametrize("path", [*PAGES, QUERY])
def test_pages_open_without_complaint_and_fit_a_phone(visit: Any, path: str) -> None:
    for options in ({}, {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}):
        tab = visit(path, **options)
        tab.page.wait_for_load_state("networkidle")
        assert tab.complaints == []
        assert tab.page.evaluate("window.pwned") is None
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        unnamed = tab.page.evaluate(
            """[...document.querySelectorAll('a[href], button, input, select, textarea, iframe, svg[role=img]')]
            .filter((one) => one.offsetParent)
            .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.title || (one.labels && one.labels.length)))
            .map((one) => one.outerHTML)"""
        )
        assert unnamed == []


def test_suggestions_by_keyboard_lead_to_the_page(visit: Any) -> None:
    tab = visit("/")
    tab.page.fill("#q", "ต่างประเทศ")
    tab.page.wait_for_selector("[role=option]")
    tab.page.keyboard.press("ArrowDown")
    assert tab.page.get_attribute("#q", "aria-activedescendant")
    chosen = tab.page.inner_text("[aria-selected=true] bdi")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/id/**")
    assert tab.page.inner_text("h1") == chosen
    assert tab.complaints == []


def test_a_hostile_name_is_only_text_in_the_suggestions(visit: Any) -> None:
    tab = visit("/")
    tab.page.fill("#q", "<script>window")
    tab.page.wait_for_selector("[role=option]")
    assert "<script>" in tab.page.inner_text("[role=option] bdi")
    assert tab.page.evaluate("window.pwned") is None


def test_the_language_switch_stays_on_the_page(visit: Any) -> None:
    tab = visit("/id/country/JP")
    assert tab.page.inner_text("h1") == "ญี่ปุ่น"
    tab.page.click("text=English")
    tab.page.wait_for_selector("html[lang=en]")
    assert tab.page.inner_text("h1") == "Japan"
    tab.page.goto(tab.page.url.partition("?")[0])
    assert tab.page.inner_text("h1") == "Japan"


def test_the_theme_is_kept(visit: Any) -> None:
    tab = visit("/about")
    tab.page.click("#theme")
    assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.page.reload()
    assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_editor_completes_a_thai_word_from_the_data_and_runs(visit: Any) -> None:
    tab = visit("/sparql")
    tab.page.click(".CodeMirror")
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("SELECT ?s WHERE { ?s a พบหารือ", delay=5)
    tab.page.keyboard.press("Control+Space")
    tab.page.wait_for_selector(".CodeMirror-hint")
    assert "sam:Meeting" in tab.page.inner_text(".CodeMirror-hints")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.type(" }")
    assert "sam:Meeting" in tab.page.input_value("#query")
    tab.page.keyboard.press("Control+Enter")
    tab.page.wait_for_selector("#answer")
    assert tab.page.locator("tbody tr").count() > 3
    assert "query=" in tab.page.url
    assert tab.complaints == []


def test_a_wrong_query_tells_its_place(visit: Any) -> None:
    tab = visit("/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20foo%3Abar%20%3Fo%20%7D")
    assert "foo:" in tab.page.inner_text("[role=alert]")
    assert "line 1" in tab.page.inner_text("[role=alert]")


def test_without_scripts_everything_still_answers(visit: Any) -> None:
    tab = visit("/sparql", java_script_enabled=False)
    tab.page.fill("#query", "SELECT ?s { ?s a sam:Meeting }")
    tab.page.click("form#ask button.go")
    assert tab.page.locator("tbody tr").count() > 3


def test_the_picture_is_live_and_its_state_is_in_the_address(visit: Any) -> None:
    tab = visit("/view?country=JP")
    frame = tab.page.frame_locator("iframe.picture")
    frame.locator("#count").wait_for(timeout=90_000)  # the first picture of a store takes longest
    assert "ญี่ปุ่น" in frame.locator("#title").inner_text()
    assert tab.complaints == []
