"""One article's text in pieces: every name and every passage that states an act, in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from samphan.errors import UsageError
from samphan.network import Queryable, Snapshot
from samphan.network.evidence import named_in
from samphan.network.records import Act, Quote
from samphan.views.cleaning import clean

_LONGEST = 60_000  # code points of a text that a page carries
Json = dict[str, Any]
Stretch = tuple[int, int]


def article_text(
    graph: Queryable,
    snapshot: Snapshot,
    article: str,
    acts: Sequence[Act],
    quotes: Mapping[str, Sequence[Quote]],
    things: Mapping[str, int],
    text: str | None,
) -> Json:
    """The article as the page shows it: heading, and paragraphs of pieces.

    A piece is plain text or ``[text, thing, acts]``: the number of the thing named (-1 for none, -2 for one that the page does not
    hold) and of the acts that the passage states. Without ``text`` the quoted passages stand in order.
    Raises :class:`UsageError` where ``text`` is not the one that the graph was read from.
    """
    report = snapshot.reports[article]
    names = named_in(graph, article)
    stated: list[tuple[int, int, int]] = []
    passages: dict[int, str] = {}
    for statement, found in sorted(quotes.items()):
        numbers = [number for number, act in enumerate(acts) if statement in act.events]
        for quote in found:
            if quote.article == article:
                passages[quote.start] = max(passages.get(quote.start, ""), quote.text, key=len)
                stated += [(quote.start, quote.start + len(quote.text), number) for number in numbers]
    if text is None:
        blocks = _passages(passages)
    else:
        _check(text, names, article)
        blocks = list(_paragraphs(text[:_LONGEST]))
    marks = _apart([(start, end, things.get(snapshot.canonical.get(thing, thing), -2)) for start, end, _, thing in names])
    return {
        "n": clean(report.title or report.identifier),
        "d": report.published,
        "u": report.url if report.url.startswith(("https://", "http://")) else "",
        "whole": text is not None,
        "cut": text is not None and len(text) > _LONGEST,
        "p": [list(_pieces(at, block, marks, stated)) for at, block in blocks],
    }


def _check(text: str, names: Sequence[tuple[int, int, str, str]], article: str) -> None:
    wrong = [(start, exact) for start, end, exact, _ in names if text[start:end] != exact]
    if wrong:
        raise UsageError(
            f"the text is not the one that the graph was read from: {wrong[0][1][:40]!r} does not stand at {wrong[0][0]}",
            place=f"article {article.rsplit('/', 1)[-1]}",
            remedy="give the file that was built from, or build again",
        )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)


def _passages(passages: Mapping[int, str]) -> list[tuple[int, str]]:
    """Quoted passages in order, those that overlap joined."""
    out: list[tuple[int, str]] = []
    for start in sorted(passages):
        text = passages[start]
        if out and start <= out[-1][0] + len(out[-1][1]):
            first, before = out[-1]
            out[-1] = (first, before + text[max(first + len(before) - start, 0) :])
        else:
            out.append((start, text))
    return out


def _apart(marks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of overlapping names the earlier and longer one."""
    out: list[tuple[int, int, int]] = []
    for mark in sorted(marks, key=lambda one: (one[0], -one[1], one[2])):
        if not out or mark[0] >= out[-1][1]:
            out.append(mark)
    return out


def _pieces(at: int, block: str, marks: Sequence[tuple[int, int, int]], stated: Sequence[tuple[int, int, int]]) -> Iterator[Any]:
    end = at + len(block)
    thing_at: dict[int, tuple[int, int]] = {start: (stop, thing) for start, stop, thing in marks if at <= start and stop <= end}
    cuts = {at, end, *thing_at, *(stop for stop, _ in thing_at.values())}
    inside = [(start, stop) for start, (stop, _) in thing_at.items()]
    covered: defaultdict[int, list[int]] = defaultdict(list)
    for start, stop, _ in stated:
        for edge in (start, stop):  # a passage never cuts a name in two
            if at < edge < end and not any(one < edge < two for one, two in inside):
                cuts.add(edge)
    order = sorted(cuts)
    for start, stop in pairwise(order):
        for one, two, number in stated:
            if one <= start < two and number not in covered[start]:
                covered[start].append(number)
        text, thing = clean(block[start - at : stop - at], _LONGEST), thing_at.get(start, (0, -1))[1]
        acts = sorted(covered[start])
        if not text:
            continue
        yield text if thing == -1 and not acts else ([text, thing, acts] if acts else [text, thing])
