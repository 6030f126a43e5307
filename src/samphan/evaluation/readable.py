"""The facts of one article for people (text) and programs (JSON), each with the passage that states it."""

from __future__ import annotations

from typing import Any

from samphan.evaluation.records import record, to_dict
from samphan.facts import ArticleFacts, Entity, Event, Span

_CONTEXT = 60  # characters shown on either side of a mention
_LONGEST = 300  # characters of a passage that are shown


def as_json(facts: ArticleFacts) -> dict[str, Any]:
    """The annotation record of the facts, with the offsets of every mention, post, event and topic under ``evidence``."""

    def at(span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "exact": span.slice(facts.article.text)}

    evidence: list[dict[str, Any]] = [
        {"of": m.entity, **at(m.span), "rule": m.rule, "confidence": round(m.confidence, 3)} for m in facts.mentions
    ]
    evidence += [
        {"of": f"{p.person} {p.position}", **at(p.span), "rule": p.rule, "confidence": round(p.confidence, 3)} for p in facts.posts
    ]
    evidence += [
        {"of": f"event {e.number}", **at(span), "status": e.status.value, "confidence": round(e.confidence, 3)}
        for e in facts.events
        for span in e.spans
    ]
    evidence += [{"of": f"topic/{t.code}", **at(span), "confidence": round(t.confidence, 3)} for t in facts.topics for span in t.spans]
    values = to_dict(record(facts))
    return {**values, "title": facts.article.title_text, "relevance": round(facts.relevance, 3), "evidence": evidence}


def as_text(facts: ArticleFacts) -> str:
    """A readable page: head, events, posts, things named and topics, each with its passage."""
    article = facts.article
    published = article.published.isoformat() if article.published else "no date"
    head = [_clean(article.title_text) or "(no title)", f"article {article.id}, {published}, {article.origin}"]
    if not facts.relevant:
        return "\n".join([*head, f"not cooperation news ({1 - facts.relevance:.0%} sure)", ""])
    names = {entity.key: _name(entity, article.language) for entity in facts.entities}
    lines = [*head, f"cooperation news ({facts.relevance:.0%} sure)", "", "EVENTS"]
    for event in facts.events:
        lines += _event(event, names, article.text)
    lines += ["", "POSTS"]
    lines += [
        f"  {names.get(post.person, post.person)}: {_clean(post.position)}, {names.get(post.organization, post.organization)}"
        for post in facts.posts
    ]
    lines += ["", "NAMED"]
    first: dict[str, Span] = {}
    for mention in facts.mentions:
        first.setdefault(mention.entity, mention.span)
    for entity in facts.entities:
        lines.append(f"  {names[entity.key]}  [{entity.subclass or entity.kind}, {entity.key}]")
        if entity.key in first:
            lines.append(f"      {_around(article.text, first[entity.key])}")
    lines += ["", "TOPICS"]
    lines += [f"  {topic.code} ({topic.confidence:.0%})" for topic in facts.topics]
    return "\n".join([*lines, ""])


def _event(event: Event, names: dict[str, str], text: str) -> list[str]:
    when = event.start.value if event.start else "undated"
    if event.end:
        when += f" to {event.end.value}"
    lines = [f"  {event.number}. {event.kind}, {when}, {event.status.lower()}" + (f", at {_clean(event.place)}" if event.place else "")]
    for side, parties in (("Thai side", event.thai), ("other side", event.foreign)):
        lines.append(f"     {side}: " + (", ".join(names.get(key, key) for key in parties) or "not named"))
    lines += [f"     agreement: {_clean(agreement.title)} ({agreement.kind}, {agreement.status.lower()})" for agreement in event.agreements]
    if event.topics:
        lines.append(f"     topics: {', '.join(event.topics)}")
    lines += [f"     “{_shortened(_clean(span.slice(text)))}”" for span in event.spans]
    return lines


def _name(entity: Entity, language: str) -> str:
    """The entity's name in the article's language, else any."""
    in_language = sorted(entity.preferred, key=lambda label: label.language != language)
    return in_language[0].text if in_language else entity.key


def _around(text: str, span: Span) -> str:
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    return _clean(f"…{text[start : span.start]}»{span.slice(text)}«{text[span.end : end]}…")


def _clean(text: str) -> str:
    """One line without invisible characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
