"""The registry of input forms: by which suffix each is known, how its bytes are cut into documents and how one is parsed.

A new form is one module with ``parse`` (and ``split`` where one file holds many documents) and one line in :data:`FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from samphan.errors import ArticleError
from samphan.facts import Article
from samphan.sources import html, jsonlines, thaigov
from samphan.sources.raw import MAX_BYTES, RawDocument, Unreadable, refuse, too_large

Split = Callable[[BinaryIO, str], Iterator[RawDocument | Unreadable]]
Parse = Callable[[RawDocument], Sequence[Article | Unreadable]]


@dataclass(frozen=True, slots=True)
class Form:
    """An input form: its name, its file suffixes (lower case), its parser, and its splitter where a file holds many documents."""

    name: str
    suffixes: tuple[str, ...]
    parse: Parse
    split: Split | None = None


TEXT = Form("thaigov", (".txt", ".text"), thaigov.parse)
JSON_LINES = Form(jsonlines.NAME, (".jsonl", ".ndjson"), jsonlines.parse, jsonlines.split)
HTML = Form("html", (".html", ".htm", ".xhtml"), html.parse)

FORMS = (TEXT, JSON_LINES, HTML)
"""Every form, in the order of the documentation."""

_BY_SUFFIX = {suffix: form for form in FORMS for suffix in form.suffixes}
_BY_NAME = {form.name: form for form in FORMS}


def form_of(name: str) -> Form | None:
    """The form that a file name's suffix tells, ``None`` for an unknown one."""
    return _BY_SUFFIX.get(name[name.rfind(".") :].lower()) if "." in name else None


def guess_form(head: bytes) -> Form:
    """The form of data without a name, by its first character that is no blank."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return JSON_LINES if first == b"{" else HTML if first == b"<" else TEXT


def documents(form: Form, stream: BinaryIO, origin: str) -> Iterator[RawDocument | Unreadable]:
    """The documents of an open file, each of bounded size."""
    if form.split:
        yield from form.split(stream, origin)
        return
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        error = too_large()
        yield refuse(origin, error.message, error.remedy)
    else:
        yield RawDocument(origin, data, form.name)


def parse(raw: RawDocument) -> list[Article | Unreadable]:
    """The articles of one raw document; pure, and never raises for what the document holds."""
    try:
        return list(_BY_NAME[raw.form].parse(raw))
    except ArticleError as error:
        return [refuse(raw.origin, error.message, error.remedy)]
