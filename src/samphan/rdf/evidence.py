"""Evidence of one article: annotations, their targets and the selectors, as N-Quads.

Nothing here is a blank node and nothing is said twice. A target is an article's characters ``start..end``; selectors
are made from their content alone, so that the quote "โปแลนด์" and the range 212..219 are each one resource in the
whole graph. One annotation stands for one body, rule and confidence, with a target for each place it rests on.
"""

from __future__ import annotations

from hashlib import blake2b

from samphan.facts import Span
from samphan.rdf.nquads import decimal, literal, typed
from samphan.vocab import ID, Oa, Rdf, Sam

_A = f"<{Rdf.type}>"
_ANNOTATION = f" {_A} <{Oa.Annotation}>"
_BODY = f" <{Oa.hasBody}> "
_TARGET = f" <{Oa.hasTarget}> "
_SOURCE = f" <{Oa.hasSource}> "
_SELECTOR = f" <{Oa.hasSelector}> "
_POSITION = f" {_A} <{Oa.TextPositionSelector}>"
_QUOTE = f" {_A} <{Oa.TextQuoteSelector}>"
_START = f" <{Oa.start}> "
_END = f" <{Oa.end}> "
_EXACT = f" <{Oa.exact}> "
_CONFIDENCE = f" <{Sam.confidence}> "
_RULE = f" <{Sam.rule}> "


def digest(*parts: str) -> str:
    """Twenty hexadecimal digits that stand for these strings and their order."""
    hashed = blake2b(digest_size=10)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(raw))  # the length keeps ("ab", "c") and ("a", "bc") apart
        hashed.update(raw)
    return hashed.hexdigest()


class EvidenceWriter:
    """Collects the evidence lines of one article; ``lines`` may hold a line twice."""

    def __init__(self, article: str, subject: str, text: str, tail: str) -> None:
        """``article`` is the number as an IRI segment, ``subject`` the article's IRI, ``tail`` closes every line."""
        self.lines: list[str] = []
        self._prefix = f"<{ID}evidence/{article}-"
        self._subject = subject
        self._text = text
        self._tail = tail
        self._written: set[Span] = set()

    def annotate(self, body: str, spans: tuple[Span, ...] | list[Span], confidence: float, rule: str = "") -> None:
        """State that ``body`` (an IRI in brackets) rests on these spans; no spans, no annotation."""
        if not spans:
            return
        tail, add = self._tail, self.lines.append
        number = decimal(confidence)
        annotation = f"{self._prefix}{digest(body, rule, number)}>"
        add(f"{annotation}{_ANNOTATION}{tail}")
        add(f"{annotation}{_BODY}{body}{tail}")
        add(f"{annotation}{_CONFIDENCE}{number}{tail}")
        if rule:
            add(f"{annotation}{_RULE}{literal(rule)}{tail}")
        for span in spans:
            add(f"{annotation}{_TARGET}{self._prefix}{span.start}-{span.end}>{tail}")
            if span not in self._written:
                self._written.add(span)
                self._target(span)

    def _target(self, span: Span) -> None:
        tail, add = self._tail, self.lines.append
        exact = self._text[span.start : span.end]
        target = f"{self._prefix}{span.start}-{span.end}>"
        position = f"<{ID}evidence/at/{span.start}-{span.end}>"
        quote = f"<{ID}evidence/quote/{digest(exact)}>"
        add(f"{target}{_SOURCE}{self._subject}{tail}")
        add(f"{target}{_SELECTOR}{position}{tail}")
        add(f"{target}{_SELECTOR}{quote}{tail}")
        add(f"{position}{_POSITION}{tail}")
        add(f"{position}{_START}{typed(str(span.start), 'integer')}{tail}")
        add(f"{position}{_END}{typed(str(span.end), 'integer')}{tail}")
        add(f"{quote}{_QUOTE}{tail}")
        add(f"{quote}{_EXACT}{literal(exact)}{tail}")
