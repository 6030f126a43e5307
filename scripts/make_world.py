"""Make ``src/samphan/views/assets/world.json`` from the TopoJSON of the npm package ``world-atlas`` (Natural Earth, public domain).

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python scripts/make_world.py package/countries-110m.json package/countries-50m.json

Outlines come from the 110m set, places of states too small for it from the 50m set. Coordinates are projected (Equal Earth) and
written as whole numbers in a box of 2,000 units across, each outline one relative SVG path. Needs ``pycountry``.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

TARGET = Path(__file__).parent.parent / "src" / "samphan" / "views" / "assets" / "world.json"
WIDTH = 2000.0
_LEFT_OUT = {"AQ"}  # Antarctica takes a quarter of the sheet and signs nothing
_UNNUMBERED = {"Kosovo": "XK"}  # drawn, without a number in the source
_MIDDLES = {  # capitals or main regions, where the middle of the outline would mislead
    "US": (-98.0, 39.0), "FR": (2.5, 46.6), "NO": (10.0, 61.5), "RU": (60.0, 57.0), "CA": (-105.0, 56.0), "GB": (-1.8, 52.8),
    "NL": (5.3, 52.1),     "CL": (-71.0, -33.5), "NZ": (174.0, -40.5), "FJ": (178.0, -17.8), "KI": (173.0, 1.4),
    "MY": (102.3, 3.8), "ID": (107.5, -6.8),
    "JP": (138.5, 36.2), "PT": (-8.2, 39.7), "ES": (-3.7, 40.3), "EC": (-78.5, -1.2), "TH": (100.9, 15.2),
}  # fmt: skip
_A = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal Earth (Šavrič, Patterson and Jenny 2018), x to the right and y downward, in radians of the sphere."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    a1, a2, a3, a4 = _A
    x = (
        2
        * math.sqrt(3)
        * math.radians(longitude)
        * math.cos(theta)
        / (3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1))
    )
    return x, -theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
TOP = equal_earth(0, 84)[1]


def place(longitude: float, latitude: float) -> tuple[int, int]:
    """Whole units on the sheet."""
    x, y = equal_earth(longitude, latitude)
    return round(x * SCALE + WIDTH / 2), round((y - TOP) * SCALE)


def arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Every arc in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        out.append(points)
    return out


def rings(geometry: dict[str, Any], lines: list[list[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
    """The outlines of one state, outer and inner, in degrees."""
    polygons = {"Polygon": [geometry.get("arcs", [])], "MultiPolygon": geometry.get("arcs", [])}.get(geometry["type"], [])
    out = []
    for polygon in polygons:
        for ring in polygon:
            points: list[tuple[float, float]] = []
            for number in ring:
                line = lines[number] if number >= 0 else lines[~number][::-1]
                points += line[1:] if points else line
            out.append(points)
    return out


def code(geometry: dict[str, Any]) -> str:
    """The two-letter code, or nothing for what has none."""
    found = pycountry.countries.get(numeric=str(geometry.get("id", "")).zfill(3))
    return found.alpha_2 if found else _UNNUMBERED.get(geometry["properties"]["name"], "")


def clipped(ring: list[tuple[float, float]], edge: float, side: int) -> list[tuple[float, float]]:
    """The part of a closed ring on one side of a meridian (Sutherland and Hodgman)."""
    out: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in pairwise(ring):
        inside1, inside2 = side * (x1 - edge) <= 0, side * (x2 - edge) <= 0
        if inside1:
            out.append((x1, y1))
        if inside1 != inside2:
            out.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return [*out, out[0]] if out else []


def unrolled(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring that crosses the date line in two parts, one at each edge of the sheet."""
    out = [ring[0]]
    for x, y in ring[1:]:
        out.append((x - 360 * round((x - out[-1][0]) / 360), y))
    parts = [clipped(clipped([(x + turn, y) for x, y in out], 180, 1), -180, -1) for turn in (-360, 0, 360)]
    return [part for part in parts if len(part) > 3]


def path(outlines: list[list[tuple[float, float]]]) -> str:
    """One relative SVG path; outlines that shrink to nothing are left out."""
    parts = []
    for ring in (copy for whole in outlines for copy in unrolled(whole)):
        points = [place(*point) for point in ring]
        moves = [points[0]]
        for point in points[1:]:
            if point != moves[-1]:
                moves.append(point)
        if len(set(moves)) < 3:
            continue
        steps = [(x - px, y - py) for (px, py), (x, y) in pairwise(moves[:-1])]
        parts.append(f"M{moves[0][0]} {moves[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + "z")
    return "".join(parts)


def middle(outlines: list[list[tuple[float, float]]]) -> tuple[float, float]:
    """The centroid of the largest outline, in degrees."""

    def area(ring: list[tuple[float, float]]) -> float:
        return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2

    ring = max(outlines, key=lambda one: abs(area(one)))
    total = area(ring) or 1.0
    pairs = list(pairwise(ring))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * total)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * total)
    return x, y


def main(coarse: str, fine: str) -> None:
    """Write the file."""
    outlines: dict[str, str] = {}
    nameless = ""
    places: dict[str, tuple[int, int]] = {}
    for source, draw in ((coarse, True), (fine, False)):
        topology = json.loads(Path(source).read_text(encoding="utf-8"))
        lines = arcs(topology)
        for geometry in topology["objects"]["countries"]["geometries"]:
            found, key = rings(geometry, lines), code(geometry)
            if key in _LEFT_OUT or not found:
                continue
            if draw and key:
                outlines[key] = path(found)
            elif draw:
                nameless += path(found)
            if key:
                places[key] = place(*_MIDDLES.get(key, middle(found)))
    height = place(0, -57)[1]
    record = {
        "source": "Natural Earth 1:110m (public domain), by way of world-atlas 2.0.2 (ISC); Equal Earth projection",
        "size": [int(WIDTH), height],
        "outlines": dict(sorted(outlines.items())),
        "other": nameless,
        "places": {key: list(value) for key, value in sorted(places.items())},
    }
    TARGET.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(outlines)} outlines, {len(places)} places, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
