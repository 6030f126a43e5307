"""N-Quads terms as text: hostile characters escaped, in the one spelling that the store gives back.

Building lines as plain strings keeps triples off the slow path through term objects; the escapes are those of
RDF canonical N-Quads (https://www.w3.org/TR/rdf12-n-quads/#canonical-quads), so that a line written here and the
same quad exported from the store are the same bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from samphan.vocab import GRAPH, ID, XSD

_TO_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff\ud800-\udfff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

# Letters, marks and digits of any script are IRI characters; of the rest only these are kept as they stand.
_PLAIN_KEY = re.compile(r"[A-Za-z0-9/_.~\-\u00c0-\u024f\u0e01-\u0e3a\u0e40-\u0e4e\u4e00-\u9fff\u3041-\u30fe\uac00-\ud7a3]*\Z")
_FOREIGN_TO_IRIS = re.compile("[^A-Za-z0-9/_.~\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s]+\Z")
_FOREIGN_TO_URLS = re.compile("[^A-Za-z0-9/_.~:?#@!$&'()*+,;=%\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?\Z")  # language, script, region
_THAI = re.compile("[\u0e01-\u0e4e]")


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"  # a lone surrogate is no character and cannot be written at all
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def _percent(match: re.Match[str]) -> str:
    return quote(match.group(), safe="", errors="replace")


def literal(text: str, language: str | None = None) -> str:
    """A string literal, language-tagged where ``language`` is a well-formed tag."""
    quoted = f'"{_TO_ESCAPE.sub(_escape, text)}"'
    if language and _LANGUAGE.match(language):
        return f"{quoted}@{language.lower()}"
    return quoted


def typed(value: str, datatype: str) -> str:
    """A literal of an XML Schema datatype given by its local name (``date``, ``gYearMonth``, ``integer`` …)."""
    return f'"{_TO_ESCAPE.sub(_escape, value)}"^^<{XSD}{datatype}>'


def decimal(value: float) -> str:
    """A number between 0 and 1 (or any other) as ``xsd:decimal`` with at most three digits, in canonical spelling."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return typed("0" if text == "-0" else text, "decimal")


def tag_of(text: str) -> str:
    """The language tag of a name: ``th`` where it holds a Thai letter, else ``en``."""
    return "th" if _THAI.search(text) else "en"


@lru_cache(maxsize=65536)
def path(key: str) -> str:
    """An entity key or article number as an IRI path: what IRIs do not allow is percent-encoded."""
    return key if _PLAIN_KEY.match(key) else _FOREIGN_TO_IRIS.sub(_percent, key)


def segment(name: str) -> str:
    """Like :func:`path` for one step of it: a slash is encoded too."""
    return path(name).replace("/", "%2F")


@lru_cache(maxsize=65536)
def thing(key: str) -> str:
    """The IRI of a thing, in angle brackets, from its key (``country/PL``)."""
    return f"<{ID}{path(key)}>"


def url(text: str) -> str | None:
    """A web address in angle brackets, repaired to a valid IRI; ``None`` where it is no absolute address."""
    text = text.strip()
    if not _ABSOLUTE.match(text):
        return None
    head, mark, fragment = text.partition("#")
    fragment = fragment.replace("#", "%23")  # an IRI has one fragment only
    return f"<{_STRAY_PERCENT.sub('%25', _FOREIGN_TO_URLS.sub(_percent, head + mark + fragment))}>"


def article_graph(article: str) -> str:
    """The IRI (bare) of the named graph that holds what the article with this number says."""
    return f"{GRAPH}article/{segment(article)}"
