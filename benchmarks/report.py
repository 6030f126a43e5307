"""The table for people, the same for ``docs/performance.md``, and the plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.measure import Figure, Stage

_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_ROW = 26
_LEFT, _WIDTH = 300, 360


Sizes = Sequence[tuple[str, float, float]]
"""A name with two numbers each: quads and bytes, or our seconds and theirs."""


def lines(figures: Sequence[Figure], stages: Sequence[Stage], sizes: Sizes, questions: Sizes) -> str:
    """Everything as Markdown."""
    out = ["| figure | measured | must | aim | reached | behind it |", "| --- | ---: | ---: | ---: | --- | --- |"]
    for one in figures:
        sign = "≥" if one.more else "≤"
        out.append(f"| {one.name} | {one.value:.3g} {one.unit} | {sign} {one.must:g} | {sign} {one.aim:g} | {one.reached} | {one.told} |")
    whole = sum(stage.milliseconds for stage in stages)
    out += ["", "| stage | ms an article | share |", "| --- | ---: | ---: |"]
    out += [f"| {stage.name} | {stage.milliseconds:.3f} | {stage.milliseconds / whole:.0%} |" for stage in stages]
    out += ["", "| evidence | quads an article | bytes an article |", "| --- | ---: | ---: |"]
    out += [f"| {name} | {count:,.0f} | {size:,.0f} |" for name, count, size in sizes]
    out += ["", "| question | here, ms | rdflib, ms | ratio |", "| --- | ---: | ---: | ---: |"]
    out += [f"| {name} | {ours * 1e3:,.2f} | {theirs * 1e3:,.0f} | {theirs / ours:,.0f} |" for name, ours, theirs in questions]
    return "\n".join(out) + "\n"


def write(document: Path, table: str) -> None:
    """Put the table between the two marks of the document."""
    text = document.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    document.write_text(f"{before}{_BEGIN}\n{table}{_END}{after}", encoding="utf-8")


def plot(figures: Sequence[Figure]) -> str:
    """How far each figure is beyond what it must reach, as an SVG: the bar ends at measured over required, on a logarithmic scale."""
    height = _ROW * len(figures) + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 90} {height}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    zero = _LEFT + _WIDTH / 4
    for row, one in enumerate(figures):
        margin = one.value / one.must if one.more else one.must / one.value
        bar = max(-_WIDTH / 4, min(3 * _WIDTH / 4, math.log10(margin) * _WIDTH / 3))
        y = 20 + row * _ROW
        colour = "#2f7d5b" if margin >= 1 else "#b5482f"
        parts.append(f'<text x="{_LEFT - 10}" y="{y + 13}" text-anchor="end">{escape(one.name)}</text>')
        parts.append(f'<rect x="{min(zero, zero + bar):.1f}" y="{y}" width="{abs(bar):.1f}" height="17" fill="{colour}"/>')
        parts.append(f'<text x="{max(zero, zero + bar) + 6:.1f}" y="{y + 13}" fill="#333">{one.value:.3g} {escape(one.unit)}</text>')
    bottom = 20 + _ROW * len(figures)
    parts.append(f'<line x1="{zero}" x2="{zero}" y1="10" y2="{bottom}" stroke="#333"/>')
    told = "what must be reached; a third of the width is tenfold"
    parts.append(f'<text x="{zero}" y="{bottom + 20}" text-anchor="middle" fill="#333">{told}</text>')
    return "\n".join([*parts, "</svg>", ""])
