"""JSON Lines: one article a line, with ``text`` and, where known, ``id``, ``title``, ``date`` and ``url``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from samphan.dates import parse_date
from samphan.errors import ArticleError
from samphan.facts import Article, Span
from samphan.sources import thaigov
from samphan.sources.decoding import decode
from samphan.sources.raw import MAX_BYTES, RawDocument, Unreadable, refuse, too_large
from samphan.text import normalize
from samphan.vocab import slug

NAME = "jsonlines"
_BLOCK = 1 << 20
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]{1,2000}")
_NUMBER_IN_URL = re.compile(re.escape(thaigov.ADDRESS) + r"([0-9]{1,12})/?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def split(stream: BinaryIO, origin: str) -> Iterator[RawDocument | Unreadable]:
    """Blocks of whole lines of about a mebibyte, each with the number of its first line; memory stays bounded by the longest line."""
    block: list[bytes] = []
    size, first, number = 0, 1, 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            yield refuse(f"{origin}:{number}", too_large().message, "break it into one article a line")
            while line and not line.endswith(b"\n"):
                line = stream.readline(_BLOCK)
            line = b"\n"
        block.append(line)
        size += len(line)
        if size >= _BLOCK:
            yield RawDocument(origin, b"".join(block), NAME, first)
            block, size, first = [], 0, number + 1
    if block:
        yield RawDocument(origin, b"".join(block), NAME, first)


def parse(raw: RawDocument) -> list[Article | Unreadable]:
    """The articles of a block; a line that cannot be read gives an :class:`Unreadable` with its line number."""
    found: list[Article | Unreadable] = []
    for number, line in enumerate(raw.data.split(b"\n"), raw.line):
        if not line.strip(b"\xef\xbb\xbf \t\r"):
            continue
        origin = f"{raw.origin}:{number}"
        try:
            found.append(read_line(decode(line), origin))
        except ArticleError as error:
            found.append(refuse(origin, error.message, error.remedy))
    return found


def read_line(line: str, origin: str) -> Article:
    """The article of one line; raises :class:`ArticleError` that names the field at fault."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is no JSON: {str(error)[:200]}", remedy="write one JSON object a line") from error
    if not isinstance(fields, dict):
        raise ArticleError("is no JSON object", remedy='write {"text": …} with id, title, date and url where known')
    text, title = _string(fields, "text"), _string(fields, "title")
    if not text or not text.strip():
        raise ArticleError("has no “text”", remedy="give the article's text in the field “text”")
    article = thaigov.read_text(text, origin) if text.lstrip("\ufeff").startswith(thaigov.HEADER) else _plain(text, title, origin)
    url = _string(fields, "url")
    if url and not _URL.fullmatch(url):
        raise ArticleError("has an “url” that is no web address", remedy="give an http or https address, or leave it out")
    published = _published(fields.get("date"))
    identifier = _identifier(fields.get("id"), url)
    return replace(article, id=identifier or article.id, url=url or article.url, published=published or article.published)


def _plain(text: str, title: str | None, origin: str) -> Article:
    """An article whose text is its body; the title is a span of it where it stands there, else it is kept beside the text."""
    stripped = text.strip()
    at = text.index(stripped)
    title = " ".join((title or "").split())
    place = text.find(title) if title else -1
    return Article(
        id=thaigov.content_id(text),
        text=text,
        title=Span(place, place + len(title)) if place >= 0 else None,
        body=Span(at, at + len(stripped)),
        published=None,
        url=None,
        language=thaigov.language_of(stripped),
        origin=origin,
        headline=title,
    )


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or _SURROGATE.search(value) or "\x00" in value:
        raise ArticleError(f"has a “{name}” that is no text", remedy="give a string of Unicode characters")
    return value


def _published(value: object) -> date | None:
    if value is None or value == "":
        return None
    found = parse_date(normalize(value[:60].split("T")[0])) if isinstance(value, str) else None
    if found is None or found.precision != "day":
        raise ArticleError("has a “date” that is no day", remedy="write 2024-05-28 or 28 พฤษภาคม 2567, or leave it out")
    return date.fromisoformat(found.value)


def _identifier(value: object, url: str | None) -> str | None:
    """An identifier fit for an address: plain ones as they are, others as letters, digits and hyphens with a hash of the original."""
    if value is None or value == "":
        match = _NUMBER_IN_URL.fullmatch(url) if url else None
        return match.group(1) if match else None
    if isinstance(value, bool) or not isinstance(value, str | int) or (isinstance(value, int) and abs(value) >= 10**30):
        raise ArticleError("has an “id” that is neither text nor number", remedy="give a short identifier, or leave it out")
    given = str(value)
    if _PLAIN_ID.fullmatch(given):
        return given
    digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{slug(given[:200])[:60].strip('-') or 'id'}-{digest}"
