"""Saved pages of thaigov.go.th (or alike): their visible text, read like the text form.

The parser is libxml2's in streaming mode: no tree is built, and time and memory stay linear in the page, whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from samphan.errors import ArticleError
from samphan.facts import Article
from samphan.sources import thaigov
from samphan.sources.decoding import decode
from samphan.sources.raw import RawDocument


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_HIDDEN = _tags("aside button footer form head header iframe nav noscript script select style svg template")
_BLOCK = _tags(
    "address article blockquote br caption center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section"
    " table tbody td th thead tr ul"
)
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_ADDRESS = re.compile(re.escape(thaigov.ADDRESS) + r"([0-9]{1,12})/?")
_SPACES = re.compile(r"[ \t\r\n\x0b\x0c]+")
_EDGES = re.compile(r" ?\n[ \n]*")
# On a page the date line may stand below menus and headings.
_DATE_LINES = 200


class _Visible:
    """Collects the title, the visible text and the page's own address while the parser walks the page."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.title: list[str] = []
        self.address: str | None = None
        self.published: str | None = None
        self._hidden: list[str] = []
        self._in_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._in_title = tag == "title" and not self.title
        if tag in {"link", "meta"}:
            self._note(attributes)
        elif self._hidden or tag in _HIDDEN:
            # Only a hidden element's own kind can close it, so that stray end tags inside it change nothing.
            if tag not in _VOID and (not self._hidden or tag == self._hidden[0]):
                self._hidden.append(tag)
        elif tag in _BLOCK:
            self.pieces.append("\n")

    def end(self, tag: str) -> None:
        self._in_title = False
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
        elif tag in _BLOCK:
            self.pieces.append("\n")

    def data(self, text: str) -> None:
        if self._in_title:
            self.title.append(text)
        elif not self._hidden:
            self.pieces.append(_SPACES.sub(" ", text))

    def comment(self, _text: str) -> None:
        """Comments are not visible."""

    def close(self) -> str:
        return _EDGES.sub("\n", "".join(self.pieces)).strip()

    def _note(self, attributes: dict[str, str]) -> None:
        what = (attributes.get("rel") or attributes.get("property") or attributes.get("name") or "").casefold()
        value = attributes.get("href") or attributes.get("content") or ""
        if what in {"canonical", "og:url"} and (match := _ADDRESS.fullmatch(value.replace("http://", "https://"))):
            self.address = match.group(1)
        elif what == "article:published_time":
            self.published = value[:10]


def parse(raw: RawDocument) -> list[Article]:
    """The one article of a page; offsets count in its visible text, which becomes the article's text."""
    seen = _Visible()
    parser = etree.HTMLParser(target=seen, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        visible = str(etree.fromstring(decode(raw.data).replace("\ufeff", "").encode(), parser))
    except etree.LxmlError as error:
        raise ArticleError(f"is no page that can be read: {str(error)[:200]}", remedy="save the page again, or give its text") from error
    title = _SPACES.sub(" ", "".join(seen.title)).strip()
    text = f"{title}\n\n{visible}" if title else visible
    if not text.strip():
        raise ArticleError("is a page without visible text", remedy="save the page after it has loaded, or give its text")
    article = thaigov.read_text(text, raw.origin, date_lines=_DATE_LINES)
    if article.url is None and seen.address:
        article = replace(article, id=seen.address, url=thaigov.ADDRESS + seen.address)
    return [article if article.published else replace(article, published=_iso(seen.published))]


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
