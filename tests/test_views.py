"""The page as text: self-contained, hostile-safe, bounded, the same bytes each time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from samphan.errors import UsageError, ViewError
from samphan.views import KINDS, page
from samphan.views.cleaning import clean
from samphan.views.render import SCRIPTS, asset, island
from synthetic import MemoryGraph, Writer, synthetic
from test_network import small

HOSTILE = [
    "</script><script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "<!--<script>",
    "\u202eกลับด้าน\u202c 🇹🇭👩‍👩‍👧",
    "{{ 7*7 }} {% raw %}",
    "ก" * 5000,
    "'; alert(1) // \u2028\u2029 \x00\x07",
]


def hostile() -> MemoryGraph:
    """A graph whose every name, title, sentence and address is an attack."""
    from samphan.vocab import ID

    writer = Writer()
    home = writer.thing("government/TH/mfa", "GovernmentBody", "กระทรวงการต่างประเทศ", "MFA")
    writer.topic("trade", HOSTILE[0], HOSTILE[1])
    for number, text in enumerate(HOSTILE):
        guest = writer.thing(f"company/bad-{number}", "Company", text, text)
        writer.article(str(number), text, "2024-01-01", url="javascript:alert(1)" if number == 1 else "")
        writer.event(str(number), 1, "Meeting", "2024-01-01", [home], [guest], [], [ID + "topic/trade"], f"กระทรวงการต่างประเทศ พบ {text}")
    return writer.graph()


class Outline(HTMLParser):
    """What a browser would see: the elements, their attributes, the text of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data


def data_of(html: str, which: str = "samphan-data") -> dict[str, Any]:
    found = re.search(rf'(data-packed="gzip")? id="{which}">(.*?)</script>', html, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[2])) if found[1] else found[2])
    return value


def test_the_page_asks_for_nothing_outside_itself() -> None:
    outline = Outline(page(synthetic(60)).html)
    for tag, attributes in outline.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base"), tag
        assert "src" not in attributes
        assert not (attributes.get("href") or "").startswith(("http", "//"))
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_scripts_and_styles_run_only_by_their_hash() -> None:
    html = page(synthetic(60)).html
    outline = Outline(html)
    policy = next(attributes["content"] or "" for _, attributes in outline.tags if "http-equiv" in attributes)
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    scripts = zip((one for one in outline.tags if one[0] == "script"), outline.scripts, strict=True)
    running = [text for (_, attributes), text in scripts if "type" not in attributes]
    assert len(running) == 3
    for text in running:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


@pytest.mark.parametrize("language", ["th", "en"])
def test_hostile_text_adds_no_element(language: str) -> None:
    html = page(hostile(), language=language).html
    plain = page(synthetic(20), language=language).html
    count = [tag for tag, _ in Outline(html).tags].count("script")
    assert count + 1 == [tag for tag, _ in Outline(plain).tags].count("script") == 7  # the world map comes with the first country code
    outside = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    assert "<script>window.hacked" not in outside
    assert not [attributes for tag, attributes in Outline(html).tags if "onerror" in attributes]
    data = data_of(html)
    assert "{{ 7*7 }} {% raw %}" in [thing["n"]["th"] for thing in data["things"]]
    assert all(not article.get("u", "").startswith("javascript") for article in data["articles"])


def test_an_island_cannot_be_left() -> None:
    text = str(island({"x": "</script><!-- & \u2028"}))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"x": "</script><!-- & \u2028"}


def test_long_labels_are_cut_before_no_mark() -> None:
    for lead in ("", "x", "xx"):
        cut = clean(lead + "กี่" * 2000)
        assert len(cut) <= 301
        assert cut.endswith("กี่…")
    assert clean("ก\u202eข\u200fค\x00\nง") == "กขค ง"


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert page(synthetic(80)).html == page(synthetic(80)).html


def test_every_tie_of_an_act_has_its_sentence() -> None:
    data = data_of(page(synthetic(200)).html)
    assert data["ties"]
    for relations in data["ties"]:
        for acts in relations.values():
            assert all(data["acts"][act]["q"] for act in acts)


def test_sentences_outgrow_the_budget_but_each_tie_keeps_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samphan.views.payload.EVIDENCE", 20_000)
    data = data_of(page(synthetic(60, events=400)).html)
    assert sum("q" not in act for act in data["acts"]) > 50
    for relations in data["ties"]:
        acts = [act for said in relations.values() for act in said]
        assert not acts or any("q" in data["acts"][act] for act in acts)


def test_pieces_of_a_quote_make_the_sentence_again() -> None:
    data = data_of(page(small().graph()).html)
    shown = [quote[1:] for act in data["acts"] for quote in act.get("q", [])]
    names = [thing["n"]["th"] for thing in data["things"]]

    def text(piece: str | int | list[Any]) -> str:
        return piece if isinstance(piece, str) else names[piece] if isinstance(piece, int) else str(piece[0])

    said = ["".join(map(text, pieces)) for pieces in shown]
    assert "กองดิจิทัลระหว่างประเทศ หารือกับ นาตาลี โควัลสกา ผู้แทนโปแลนด์ ที่กรุงเทพมหานคร" in said


def test_a_view_of_nothing_is_a_page_that_says_so() -> None:
    nothing = page(MemoryGraph())
    assert nothing.shown == 0
    assert data_of(nothing.html)["things"] == []
    assert page(small().graph(), since="2100").shown == 0


def test_the_heading_names_the_filters() -> None:
    html = page(small().graph(), country="PL", language="en").html
    assert "<title>Thailand&#39;s foreign cooperation: Poland</title>" in html


def test_an_unknown_country_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        page(small().graph(), country="Atlantis")


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "ใหม่" / "ภาพ.html"
    drawn = page(small().graph())
    assert drawn.write(target).read_text(encoding="utf-8") == drawn.html
    assert [one.name for one in target.parent.iterdir()] == ["ภาพ.html"]
    (tmp_path / "file").write_text("")
    with pytest.raises(ViewError) as caught:
        drawn.write(tmp_path / "file" / "x.html")
    assert caught.value.remedy


def test_a_notebook_shows_it_in_a_frame_of_its_own() -> None:
    frame = page(small().graph())._repr_html_()
    assert frame.count("<") == 2
    assert "sandbox=" in frame


def test_size_of_a_large_page() -> None:
    drawn = page(synthetic(3600, events=2000))
    assert drawn.shown > 1000
    assert len(drawn.html.encode()) < 3_000_000


def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    rows = re.findall(r"^  (\w+): \{ th: (\".+?\"), en: (\".+?\") \},$", asset("words.js"), re.MULTILINE)
    known = {name for name, _, _ in rows}
    assert len(rows) == len(known) == asset("words.js").count("{ th:")
    used = {name for file in SCRIPTS for name in re.findall(r"\bt\(\"(\w+)\"", asset(file + ".js"))}
    used |= (
        {"by_" + name for name in re.findall(r"^  (\w+): \{ keys", asset("svg.js"), re.MULTILINE)}
        | set(KINDS)
        | {"by_pair", *("by_" + zone for zone in ("world", "asia", "europe", "africa", "americas"))}
    )
    used.discard("by_")
    assert used <= known


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("block", [0, 1, 2])
def test_colours_have_enough_contrast(block: int) -> None:
    """Text 4.5 to 1 and signs 3 to 1 against their ground, in light and dark."""
    rules = re.findall(r":root[^{]*\{([^}]*--ground[^}]*)\}", asset("page.css"))[block]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rules))
    for text in ("ink", "soft", "accent", "warn"):
        assert _contrast(colours[text], colours["surface"]) >= 4.5, text
        assert _contrast(colours[text], colours["canvas"]) >= 4.5, text
    assert _contrast(colours["ink"], colours["mark"]) >= 4.5
    assert _contrast(colours["accent"], colours["accent-soft"]) >= 4.5
    for sign in ("Country", "GovernmentBody", "Person", "InternationalOrganization", "Company"):
        assert _contrast(colours[sign], colours["canvas"]) >= 3.0, sign
