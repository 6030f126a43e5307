"""Time from opening to the drawn frame in headless Chromium: a Samphan page beside plain pyvis on the same network.

    python scripts/bench_views.py [nodes …]

For each number of nodes: bytes, seconds to a usable picture (ours: first frame drawn; pyvis: `stabilizationIterationsDone`, physics on
as it comes), and their ratio. Needs playwright and a Chromium; the network is cut, so plain pyvis gets its scripts inlined.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent / folder) for folder in ("src", "tests")]

from playwright.sync_api import sync_playwright  # noqa: E402
from pyvis.network import Network  # noqa: E402

from samphan.network import project, read  # noqa: E402
from samphan.views import page  # noqa: E402
from synthetic import synthetic  # noqa: E402

PATIENCE = 120  # seconds after which a page counts as not drawn
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SETTLED = "window.settled === true"


def plain(graph: Any, target: Path) -> None:
    """What `net.from_nx` users get: pyvis's own template, scripts inlined, physics on."""
    net = Network(directed=True, cdn_resources="in_line", height="100vh")
    for iri, data in graph.nodes(data=True):
        net.add_node(iri, label=data["thing"].name("th"), value=data["strength"])
    for one, other in sorted({(one, other) for one, other in graph.edges()}):
        net.add_edge(one, other)
    html = net.generate_html(notebook=False)
    html = html.replace("drawGraph();", "drawGraph(); network.once('stabilizationIterationsDone', () => { window.settled = true; });")
    target.write_text(html, encoding="utf-8")


def seconds(browser: Any, target: Path, address: str, ready: str, frame: bool) -> float | None:
    """From the call to the drawn picture, or nothing where patience ended."""
    context = browser.new_context(offline=True, bypass_csp=True, viewport={"width": 1280, "height": 800})
    context.route("http**", lambda route: route.abort())
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE * 1000)
    began = time.perf_counter()
    try:
        tab.goto(target.as_uri() + address, wait_until="commit")
        tab.wait_for_function(ready)
        if frame:
            tab.evaluate(DRAWN)
        return time.perf_counter() - began
    except Exception as error:  # noqa: BLE001 (a page that never answers is a result)
        print(f"  {type(error).__name__}", file=sys.stderr)
        return None
    finally:
        context.close()


def main(sizes: list[int]) -> None:
    """Print one line for each size."""
    with sync_playwright() as tool, tempfile.TemporaryDirectory() as folder:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for size in sizes:
            source = synthetic(size * 2, events=int(size * 1.25))
            graph = project(read(source), limit=size).graph
            began = time.perf_counter()
            drawn = page(source, limit=size)
            built = time.perf_counter() - began
            ours, theirs = Path(folder) / "ours.html", Path(folder) / "plain.html"
            drawn.write(ours)
            plain(graph, theirs)
            start, whole = (seconds(browser, ours, address, "window.samphanReady", True) for address in ("", "#n=999999"))
            other = seconds(browser, theirs, "", SETTLED, False)
            ratio = f"{other / whole:.0f}×" if other and whole else f"more than {PATIENCE / (whole or 1):.0f}×"
            other_text = f"{other:.1f} s" if other else f"not within {PATIENCE} s"
            print(f"{drawn.shown} nodes, {drawn.ties} ties: built {built:.1f} s, {ours.stat().st_size:,} bytes, start {start:.2f} s, "
                  f"all shown {whole:.2f} s; plain pyvis {other_text}; ratio {ratio}", flush=True)  # fmt: skip
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 2000])
