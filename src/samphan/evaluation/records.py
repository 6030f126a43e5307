"""Annotation records: what an article states, in the plain form that human annotators write (one JSON object an article)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from samphan.errors import SourceError
from samphan.facts import ArticleFacts, Entity, EntityClass, Event, PartialDate


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A named thing; ``id`` is local to its record, ``code`` the ISO code of a country, ``country`` the state of a body."""

    id: str
    type: str
    name: str
    mentions: tuple[str, ...] = ()
    code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A person (by local id) holding ``position`` in ``of`` (a local id, or ``None``)."""

    person: str
    position: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An act; ``thai`` and ``foreign`` are local ids, ``countries`` ISO codes, ``date`` is ISO or ``None``."""

    type: str
    date: str | None
    thai: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything annotated of one article."""

    id: str
    published: str | None
    relevant: bool
    entities: tuple[EntityRecord, ...] = ()
    roles: tuple[RoleRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    topics: tuple[str, ...] = ()
    file: str | None = None


def to_dict(one: Record) -> dict[str, Any]:
    """The record as JSON-ready values, without the fields that hold nothing."""
    values = asdict(one)
    values["entities"] = [{k: v for k, v in entity.items() if v is not None} for entity in values["entities"]]
    return {k: v for k, v in values.items() if v is not None}


def read_records(path: str | Path) -> list[Record]:
    """Read a JSON Lines file of records. Raises :class:`SourceError` with the line that cannot be used."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"cannot read the annotation records: {error}", place=str(path), remedy="give a JSON Lines file") from error
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                records.append(_parse(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                reason = f"no {error} given" if isinstance(error, KeyError) else str(error)
                raise SourceError(
                    f"not an annotation record: {reason}", place=f"{path}:{number}", remedy="see docs/evaluation.md"
                ) from error
    return records


def _parse(raw: Mapping[str, Any]) -> Record:
    def ids(values: Iterable[Any]) -> tuple[str, ...]:
        return tuple(str(value) for value in values)

    return Record(
        id=str(raw["id"]),
        published=raw.get("published"),
        relevant=bool(raw["relevant"]),
        entities=tuple(
            EntityRecord(e["id"], e["type"], e["name"], ids(e.get("mentions", ())), e.get("code"), e.get("country"))
            for e in raw.get("entities", ())
        ),
        roles=tuple(RoleRecord(r["person"], r.get("position"), r.get("of")) for r in raw.get("roles", ())),
        events=tuple(
            EventRecord(
                e["type"],
                e.get("date"),
                ids(e.get("thai", ())),
                ids(e.get("foreign", ())),
                ids(e.get("countries", ())),
                e.get("place"),
                ids(e.get("topics", ())),
            )
            for e in raw.get("events", ())
        ),
        topics=ids(raw.get("topics", ())),
        file=raw.get("file"),
    )


def record(facts: ArticleFacts) -> Record:
    """The extracted facts of one article in the annotators' form; local ids are the entity keys."""
    article = facts.article
    published = article.published.isoformat() if article.published else None
    if not facts.relevant:
        return Record(article.id, published, relevant=False)
    surfaces: dict[str, dict[str, None]] = {}
    for mention in facts.mentions:
        surfaces.setdefault(mention.entity, {})[mention.span.slice(article.text)] = None
    return Record(
        id=article.id,
        published=published,
        relevant=True,
        entities=tuple(_entity(entity, tuple(surfaces.get(entity.key, ()))) for entity in facts.entities),
        roles=tuple(RoleRecord(post.person, post.position, post.organization) for post in facts.posts),
        events=tuple(_event(event) for event in facts.events),
        topics=tuple(topic.code for topic in facts.topics),
    )


def _entity(entity: Entity, surfaces: tuple[str, ...]) -> EntityRecord:
    thai_first = sorted(entity.preferred, key=lambda label: label.language != "th")
    names = dict.fromkeys([label.text for label in (*thai_first, *entity.alternatives)] + list(surfaces))
    name, *others = names or [entity.key]
    is_country = entity.kind is EntityClass.COUNTRY
    code = entity.key.rsplit("/", 1)[-1] if is_country else None
    return EntityRecord(entity.key, entity.kind.value, name, tuple(others), code, None if is_country else entity.country)


def _event(event: Event) -> EventRecord:
    return EventRecord(event.kind.value, _day(event.start), event.thai, event.foreign, event.countries, event.place, event.topics)


def _day(value: PartialDate | None) -> str | None:
    return value.value if value else None
