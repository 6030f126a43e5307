"""Every kind of view under axe-core (WCAG 2.2 AA), both themes, wide and narrow; and the palette for colour-blind readers."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samphan.views import page
from samphan.views.render import asset
from synthetic import synthetic
from test_network import small
from test_views import hostile
from test_views_browser import CHROMIUM, FLAGS

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    folder = tmp_path_factory.mktemp("access")
    pages = {"many": page(synthetic(160, events=200)), "article": page(small().graph(), article="1"), "hostile": page(hostile())}
    return {name: drawn.write(folder / f"{name}.html") for name, drawn in pages.items()}


def violations(browser: Any, address: str, **options: Any) -> list[tuple[str, list[str]]]:
    context = browser.new_context(**{"offline": True, "viewport": {"width": 1280, "height": 800}, "bypass_csp": True, **options})
    try:
        tab = context.new_page()
        tab.goto(address)
        tab.wait_for_function("window.samphanReady")
        tab.add_script_tag(path=AXE)
        found = tab.evaluate(
            """async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }))
                 .violations.map((one) => [one.id, one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160))])""",
            RULES,
        )
    finally:
        context.close()
    return [(name, nodes) for name, nodes in found]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("many", "#sel=country/JP"),
        ("many", "#view=table&list=ties&lang=en"),
        ("many", "#view=table&list=acts"),
        ("many", "#view=map&sel=country/JP"),
        ("many", "#view=timeline&lang=en"),
        ("many", "#view=matrix"),
        ("many", "#view=change&lang=en"),
        ("many", "#min=20"),
        ("article", ""),
        ("hostile", "#view=matrix"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, files: dict[str, Path], name: str, state: str, scheme: str) -> None:
    assert violations(browser, files[name].as_uri() + state, color_scheme=scheme) == []


@pytest.mark.browser
@pytest.mark.parametrize("state", ["", "#view=map", "#view=timeline", "#view=change"])
def test_axe_finds_nothing_on_a_phone(browser: Any, files: dict[str, Path], state: str) -> None:
    assert violations(browser, files["many"].as_uri() + state, viewport={"width": 390, "height": 844}) == []


# Machado, Oliveira and Fernandes (2009), severity 1: what a reader without one kind of cone sees, on linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> tuple[float, ...]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)


def oklab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(max(value, 0.0), 1.0) for value in rgb)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def palette(block: int) -> dict[str, str]:
    blocks = re.findall(r"--Country: [^}]*", asset("page.css"))
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[block]))


@pytest.mark.parametrize("block", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["full", *BLINDNESS])
def test_class_colours_stay_apart_for_colour_blind_readers(block: int, kind: str) -> None:
    """At least 0.1 apart in Oklab (0.02 is just visible side by side); each class has a shape of its own besides."""
    seen = {}
    for name, colour in palette(block).items():
        rgb = linear(colour)
        if kind in BLINDNESS:
            rgb = tuple(sum(weight * value for weight, value in zip(row, rgb, strict=True)) for row in BLINDNESS[kind])
        seen[name] = oklab(rgb)
    apart = {pair: math.dist(seen[pair[0]], seen[pair[1]]) for pair in itertools.combinations(sorted(seen), 2)}
    closest = min(apart, key=lambda pair: apart[pair])
    assert apart[closest] >= 0.1, f"{closest}: {apart[closest]:.3f}"
