"""Data and assets to one HTML text: pyvis fills our own template; scripts run only by their hash."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

SCRIPTS = (
    *("core", "words", "model", "state", "draw", "labels", "panel", "slices", "svg", "timeline", "map", "matrix", "change", "article"),
    *("stages", "controls", "table", "export", "main"),
)
"""The page's own program in the order in which it runs, each part a file in ``views/assets``."""
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"  # shipped inside pyvis; Apache-2.0 OR MIT, its notice stays in front
_PACKED_FROM = 400_000  # characters of JSON from which an island is packed
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@cache
def asset(name: str) -> str:
    """The text of a file in ``views/assets``."""
    return files("samphan.views").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def library() -> str:
    """The vis-network build that pyvis ships, fit to stand inside a script element."""
    text = files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8")
    if "</script" in text.lower() or "<!--" in text:
        text = text.replace("<!--", "\\x3c!--").replace("</script", "<\\/script")
    return text


@cache
def application() -> str:
    """The page's own program: its small files in order, inside one function."""
    parts = "\n".join(f"// --- {name}.js\n{asset(name + '.js')}" for name in SCRIPTS)
    return f'(async function () {{\n"use strict";\n{parts}\n}})();\n'


def island(value: Any) -> Markup:
    """JSON that cannot end the script element it stands in, whatever the strings hold."""
    data = json.loads(value) if isinstance(value, str) else value
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE))  # noqa: S704 - escaped just here


def carried(value: Any, name: str) -> Markup:
    """A data island as a script element that no browser runs: JSON, or where it is large the same packed (gzip, base64)."""
    text = island(value)
    if len(text) <= _PACKED_FROM:
        return Markup(f'<script type="application/json" id="{name}">{text}</script>')  # noqa: S704 - escaped by island
    packed = base64.b64encode(gzip.compress(text.encode("utf-8"), mtime=0)).decode("ascii")
    return Markup(f'<script type="text/plain" data-packed="gzip" id="{name}">{packed}</script>')  # noqa: S704 - base64 only


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


@cache
def _environment() -> Environment:
    env = Environment(loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters["carried"] = carried
    return env


def render(network: Network, data: dict[str, Any], language: str) -> str:
    """The page: ``network`` holds positions, shapes and lines, ``data`` is :func:`~samphan.views.payload.payload`."""
    scripts = [asset("boot.js"), library(), application()]
    style = asset("page.css")
    policy = "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, scripts)),
            "style-src " + _hash(style),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    env = _environment().overlay()
    env.globals = {
        **env.globals,
        "policy": policy,
        "scripts": [Markup(text) for text in scripts],  # noqa: S704 - our own files and pyvis's
        "style": Markup(style),  # noqa: S704 - our own file
        "data": data,
        "world": asset("world.json") if any("z" in thing for thing in data["things"]) else "",
        "language": language,
        "title": data["title"].get(language) or data["title"]["th"],
    }
    network.templateEnv = env
    network.path = "page.html"
    html: str = network.generate_html()
    return html
