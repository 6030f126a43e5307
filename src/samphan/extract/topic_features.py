"""What the text says for each topic, as named numbers that a linear model can weigh.

A feature's name says what it is: ``many>=3`` (three or more strong triggers in the article), ``title`` (one in the title) …
Names with ``@`` belong to one topic (``@trade``) or one trigger of a topic (``@trade=export``); the others hold for all topics,
so that what is learned from trade helps halal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, log1p
from typing import NamedTuple

from samphan.extract.topic_evidence import Evidence
from samphan.extract.triggers import TopicTriggers
from samphan.extract.zones import Zones

_BY_LANGUAGE = ("bias", "log", "share", "title", "lead", "size", "heads")
_LIKELY = -1.4  # the log-odds by its wording from which a topic without a strong trigger is looked at
_GENERAL = ("bilateral-relations", "multilateral-cooperation")  # what an article can be about without ever naming it
_OPEN = -3.0  # the same for these
Row = dict[str, float]


class _Whole(NamedTuple):
    """What the topics of one article share: strong triggers by topic, their sum, the counts from the top, rivals, length,
    the most strong triggers that any topic has in each paragraph, and the topics that have a narrower one.
    """

    strong: dict[str, int]
    total: int
    ranks: list[int]
    rivals: float
    size: float
    leaders: Counter[int]
    widened: set[str]
    zones: Zones


def features(
    found: dict[str, list[Evidence]], triggers: TopicTriggers, zones: Zones, language: str, wording: Mapping[str, float]
) -> dict[str, Row]:
    """For every topic with a strong trigger, or that the ``wording`` (log-odds by topic) makes likely, its feature values.

    ``language`` is ``th`` or ``en``; without ``wording`` (empty) the triggers alone speak.
    """
    strong = {code: sum([e.strong for e in items]) for code, items in found.items()}
    leaders: Counter[int] = Counter()
    for items in found.values():
        for paragraph, number in Counter([e.paragraph for e in items if e.strong]).items():
            leaders[paragraph] = max(leaders[paragraph], number)
    whole = _Whole(
        strong=strong,
        total=sum(strong.values()) or 1,
        ranks=sorted(strong.values(), reverse=True),
        rivals=log1p(sum(1 for n in strong.values() if n)),
        size=log1p(zones.length / 1000),
        leaders=leaders,
        widened={wider for code, n in strong.items() if n for wider in triggers.broader[code]},
        zones=zones,
    )
    out: dict[str, Row] = {}
    for code, items in found.items():
        mine = [e for e in items if e.strong]
        if not mine:
            continue
        row: Row = {"bias": 1.0, "size": whole.size, "rivals": whole.rivals}
        _count(row, items, mine)
        _place(row, items, mine, whole)
        _standing(row, mine)
        _compare(row, code, len(mine), whole, triggers)
        _single(row, code, items)
        if code in wording:
            _worded(row, code, wording[code])
        if language == "en":
            row.update({f"english {name}": row.get(name, 0.0) for name in _BY_LANGUAGE})
        out[code] = row
    for code, odds in wording.items():
        if code not in out and odds > (_OPEN if code in _GENERAL else _LIKELY):
            row = {"unnamed": 1.0, f"unnamed@{code}": 1.0, "unnamed size": whole.size, "unnamed rivals": whole.rivals}
            row["unnamed hints"] = log1p(len(found.get(code, ())))
            _worded(row, code, odds)
            out[code] = row
    return out


def _worded(row: Row, code: str, odds: float) -> None:
    """What the learned words say, for all topics alike and for this one."""
    bounded = max(-7.0, min(7.0, odds)) / 3
    row["wording"] = bounded
    row[f"@{code} wording"] = bounded
    if odds > 0:
        row["wording says yes"] = bounded


def _steps(row: Row, name: str, value: float, steps: Sequence[float]) -> None:
    """One feature for each step that ``value`` reaches."""
    for step in steps:
        if value >= step:
            row[f"{name}>={step}"] = 1.0


def _count(row: Row, items: Sequence[Evidence], mine: Sequence[Evidence]) -> None:
    """How many triggers, strong and weak, and how many different ones."""
    n, hints = len(mine), len(items) - len(mine)
    row["log"] = log1p(n)
    _steps(row, "many", n, (2, 3, 4, 6, 9))
    _steps(row, "words", len({e.trigger for e in mine}), (2, 3, 5))
    if hints:
        row["hint"] = 1.0
        row["hints"] = log1p(hints)


def _place(row: Row, items: Sequence[Evidence], mine: Sequence[Evidence], whole: _Whole) -> None:
    """Where they stand: title, opening, how many paragraphs, and whether the topic rules a paragraph."""
    strong_in = Counter([e.zone for e in mine])
    all_in = {e.zone for e in items}
    for zone in ("title", "lead"):
        if strong_in[zone]:
            row[zone] = 1.0
            if zone == "lead":
                row["lead log"] = log1p(strong_in[zone])
        elif zone in all_in:
            row[f"{zone} hint"] = 1.0
    crowds = Counter([e.paragraph for e in mine if e.paragraph])
    _steps(row, "paragraphs", len(crowds), (2, 3, 5))
    if crowds:
        rules = sum(1 for paragraph, number in crowds.items() if number >= whole.leaders[paragraph])
        row["peak"] = log1p(max(crowds.values()))
        row["rules"] = log1p(rules)
        if rules:
            row["rules a paragraph"] = 1.0
        row["spread"] = len(crowds) / len(whole.zones.paragraphs)
        first = next(e.start for e in mine if e.paragraph)
        row["late"] = min(1.0, max(0.0, (first - whole.zones.start) / max(1, whole.zones.length)))


def _standing(row: Row, mine: Sequence[Evidence]) -> None:
    """In what company they stand: cues, lists, names, heads of passages."""
    opens = chained = focus = named = listed = 0
    headed: set[int] = set()
    cues: dict[str, int] = {}
    for e in mine:
        opens += e.opens
        chained += e.chained
        focus += e.focus
        named += e.named
        listed += e.listed
        if e.heads:
            headed.add(e.paragraph)
        for cue in dict.fromkeys(e.cues):
            cues[cue] = cues.get(cue, 0) + 1
    marks = (("heads", len(headed)), ("opens", opens), ("chained", chained), ("focus", focus))
    for name, number in marks:
        if number:
            row[name] = 1.0
            row[f"{name} log"] = log1p(number)
    if named:
        row["named"] = 1.0
        if named == len(mine):
            row["only named"] = 1.0
    row["free log"] = log1p(len(mine) - named)
    if len(mine) - named >= 2:
        row["free>=2"] = 1.0
    for cue, number in cues.items():
        row[f"near {cue}"] = log1p(number)
    alone = len(mine) - listed
    row["alone log"] = log1p(alone)
    if not alone:
        row["only listed"] = 1.0


def _compare(row: Row, code: str, n: int, whole: _Whole, triggers: TopicTriggers) -> None:
    """How the topic compares with the article's length and its other topics, wider and narrower ones among them."""
    dense = n / max(0.3, whole.zones.length / 1000)
    share = n / whole.total
    row["dense"] = log1p(dense)
    _steps(row, "dense", dense, (1, 2, 4))
    row["share"] = share
    _steps(row, "share", share, (0.08, 0.15, 0.3))
    rank = sum(1 for r in whole.ranks if r > n)
    for least in (1, 2, 3, 5, 8):
        if rank < least:
            row[f"rank<{least}"] = 1.0
    row["per size"] = row["log"] - whole.size
    if any(whole.strong.get(wider) for wider in triggers.broader[code]):
        row["wider"] = 1.0
    if code in whole.widened:
        row["narrower"] = 1.0


def _single(row: Row, code: str, items: Sequence[Evidence]) -> None:
    """What belongs to this topic alone, and to each of its triggers."""
    row[f"@{code}"] = 1.0
    row[f"@{code} log"] = row["log"]
    row[f"@{code} title"] = row.get("title", 0.0)
    row[f"@{code} share"] = row["share"]
    titled = {e.trigger for e in items if e.zone == "title"}
    for trigger, number in Counter([e.trigger for e in items]).items():
        row[f"@{code}={trigger}"] = min(2.0, log1p(number) + (trigger in titled))


def joint_features(scores: Mapping[str, float], triggers: TopicTriggers) -> dict[str, Row]:
    """For every topic scored by itself, what the scores of the others say: a narrower topic brings its wider one, and an article
    that dwells on five topics rarely has a sixth. (Which topic stands beside which was tried, and is not learned from so few.)
    """
    total, top = sum(scores.values()), max(scores.values(), default=0.0)
    ranked = sorted(scores.values(), reverse=True)
    narrower: dict[str, float] = {}
    for code, score in scores.items():
        for wider in triggers.broader[code]:
            narrower[wider] = max(narrower.get(wider, 0.0), score)
    out: dict[str, Row] = {}
    for code, score in scores.items():
        bounded = min(max(score, 1e-6), 1 - 1e-6)
        out[code] = {
            "bias": 1.0,
            "alone": log(bounded / (1 - bounded)),
            "sum": log1p(total),
            "top": top,
            "rank": log1p(ranked.index(score)),
            "wider": max([scores.get(wider, 0.0) for wider in triggers.broader[code]], default=0.0),
            "narrower": narrower.get(code, 0.0),
        }
    return out
