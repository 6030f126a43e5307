"""The text form of thaigov.go.th: header line with the title, date lines, body, and the article's own address at the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from samphan.dates import DateKind, find_dates
from samphan.errors import ArticleError
from samphan.facts import Article, Span
from samphan.sources.decoding import decode
from samphan.sources.raw import RawDocument
from samphan.text import normalize

HEADER = "รัฐบาลไทย-"
"""What the first line of every page of the site begins with."""

ADDRESS = "https://www.thaigov.go.th/news/contents/details/"
"""An article's address, its number left out."""

# What the site writes where it knows no date: the first second of Unix time.
_NO_DATE = date(1970, 1, 1)
_SECTION = "ข่าวทำเนียบรัฐบาล-"
_PRINT = re.compile(r"พิมพ์|Print")
_NUMERIC_DATE = re.compile(r"[0-9๐-๙]{1,2}/[0-9๐-๙]{1,2}/[0-9๐-๙]{4}")
_SOURCE = re.compile(
    r"(?:ที่มา|Source)[ \u00a0]*:[ \u00a0]*https?://(?:www\.)?thaigov\.go\.th/news/contents/details/([0-9]{1,12})/?", re.IGNORECASE
)
_BLANK = " \t\r\n\x0b\x0c\u00a0\u200b\ufeff\u3000"
_LONGEST_DATE_LINE = 60
_LONGEST_TITLE = 500
_NOT_THAI = bytes(byte for byte in range(256) if not 0xA1 <= byte <= 0xFB)
_NOT_LATIN = bytes(byte for byte in range(256) if not chr(byte).isascii() or not chr(byte).isalpha())


class Line(NamedTuple):
    """A line of a text without the blanks around it; offsets are those of the untouched text."""

    start: int
    end: int
    text: str


def parse(raw: RawDocument) -> list[Article]:
    """The one article of a text file; raises :class:`ArticleError` where there is none."""
    return [read_text(decode(raw.data), raw.origin)]


def read_text(text: str, origin: str, *, date_lines: int = 3) -> Article:
    """The article in ``text``; its date line is looked for in the first ``date_lines`` lines after the first one.

    A text without the site's header is read too: its body then begins with its first line, so that nothing is lost.
    """
    lines = list(_lines(text))
    if not lines:
        raise ArticleError("holds no text", remedy="fetch or save the article again")
    headed = lines[0].text.startswith(HEADER)
    title = _headed_title(lines[0]) if headed else _plain_title(lines)
    source, number = _own_source(lines)
    published, after_date = _date_line(lines[1 : 1 + date_lines])
    begin = _skip_print_lines(lines, 1 + after_date) if after_date else int(headed)
    body_lines = lines[begin : source if source == len(lines) - 1 else None]
    if not body_lines and title is None:
        raise ArticleError("has neither title nor body", remedy="fetch the page again; the site gives such pages for removed articles")
    body = Span(body_lines[0].start, body_lines[-1].end) if body_lines else title
    assert body is not None
    return Article(
        id=number or content_id(text),
        text=text,
        title=title,
        body=body,
        published=published,
        url=ADDRESS + number if number else None,
        language=language_of(body.slice(text)),
        origin=origin,
    )


def content_id(text: str) -> str:
    """The identifier of an article without a number: ``x`` and 16 hex digits of the SHA-256 of its text."""
    return "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def language_of(text: str) -> str:
    """``en`` where Latin letters outnumber Thai characters, else ``th``."""
    narrow = text.encode("cp874", "replace")
    return "en" if len(narrow.translate(None, _NOT_LATIN)) > len(narrow.translate(None, _NOT_THAI)) else "th"


def day_of(line: str) -> date | None:
    """The day that a line consists of, with or without its weekday; ``None`` for any other line."""
    if len(line) > _LONGEST_DATE_LINE:
        return None
    view = normalize(line).strip()
    found = find_dates(view)
    if len(found) != 1 or found[0].kind is not DateKind.ABSOLUTE or found[0].last or found[0].first.precision != "day":
        return None
    return date.fromisoformat(found[0].first.value) if (found[0].start, found[0].end) == (0, len(view)) else None


def _lines(text: str) -> Iterator[Line]:
    r"""The lines that hold something; only ``\n`` ends one, so that offsets and line numbers agree with every editor."""
    at = 0
    for line in text.split("\n"):
        if stripped := line.strip(_BLANK):
            start = at + len(line) - len(line.lstrip(_BLANK))
            yield Line(start, start + len(stripped), stripped)
        at += len(line) + 1


def _headed_title(line: Line) -> Span | None:
    start = line.start + len(HEADER)
    rest = line.text[len(HEADER) :]
    if rest.startswith(_SECTION):
        start, rest = start + len(_SECTION), rest[len(_SECTION) :]
    title = rest.lstrip(_BLANK)
    return Span(start + len(rest) - len(title), line.end) if title else None


def _plain_title(lines: list[Line]) -> Span | None:
    return Span(lines[0].start, lines[0].end) if len(lines) > 1 and len(lines[0].text) <= _LONGEST_TITLE else None


def _date_line(lines: list[Line]) -> tuple[date | None, int]:
    """The date of the first date line and how many lines it ends; 0 where there is none."""
    for count, line in enumerate(lines, 1):
        if day := day_of(line.text):
            return (None if day == _NO_DATE else day), count
    return None, 0


def _skip_print_lines(lines: list[Line], at: int) -> int:
    while at < len(lines) and (_PRINT.fullmatch(lines[at].text) or _NUMERIC_DATE.fullmatch(lines[at].text)):
        at += 1
    return at


def _own_source(lines: list[Line]) -> tuple[int | None, str | None]:
    """Index and number of the last source line; the body may quote others before it."""
    for index in range(len(lines) - 1, -1, -1):
        if match := _SOURCE.fullmatch(lines[index].text):
            return index, match.group(1)
    return None, None
