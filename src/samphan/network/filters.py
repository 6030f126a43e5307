"""Which part of the graph to draw: names, codes or IRIs in, checked IRIs and dates out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from samphan import vocab
from samphan.errors import UsageError
from samphan.facts import EntityClass
from samphan.network.records import Act, Snapshot
from samphan.text import normalize

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BODIES = {EntityClass.GOVERNMENT_BODY, EntityClass.INTERNATIONAL_ORGANIZATION, EntityClass.COMPANY}
_BUDDHIST = 2400  # a year from here on is counted in the Buddhist era, 543 ahead


@dataclass(frozen=True, slots=True)
class Filters:
    """A view's limits. Each name is an ISO code, an IRI, an IRI path or a label; dates are ISO, Buddhist years allowed."""

    country: str | None = None
    body: str | None = None
    topic: str | None = None
    person: str | None = None
    article: str | None = None
    since: str | date | None = None
    until: str | date | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters after every name was found: canonical IRIs, and day bounds (inclusive) as ISO dates or empty.

    ``bodies`` and ``topics`` hold the chosen one and all below it; ``fold`` is the body that stands for them.
    """

    country: str | None = None
    fold: str | None = None
    bodies: frozenset[str] = frozenset()
    topic: str | None = None
    topics: frozenset[str] = frozenset()
    person: str | None = None
    article: str | None = None
    since: str = ""
    until: str = ""

    def takes(self, act: Act) -> bool:
        """Whether ``act`` belongs to the view."""
        return (
            (self.country is None or self.country in act.parties)
            and (not self.bodies or not self.bodies.isdisjoint(act.parties))
            and (not self.topics or not self.topics.isdisjoint(act.topics))
            and (self.person is None or self.person in act.parties)
            and (self.article is None or self.article in act.articles)
            and (not self.since or last_day(act.end or act.dated) >= self.since)
            and (not self.until or (bool(act.dated) and first_day(act.dated) <= self.until))
        )


def first_day(value: str) -> str:
    """The first day of a date known to the year, month or day."""
    return value + "-01-01"[len(value) - 4 :] if 4 <= len(value) < 10 else value


def last_day(value: str) -> str:
    """The last day that a partial date may mean (the 31st will do: dates are compared as text)."""
    return value + "-12-31"[len(value) - 4 :] if 4 <= len(value) < 10 else value


def parse_day(value: str | date | None, option: str, pad: Callable[[str], str]) -> str:
    """An ISO day from ``2024``, ``2024-05``, ``2567-05-28`` or a date; a :class:`UsageError` for anything else."""
    if value is None or value == "":
        return ""
    match = _DATE.fullmatch(normalize(str(value)).strip())
    if match:
        year = int(match[1]) - (543 if int(match[1]) >= _BUDDHIST else 0)
        text = "-".join([f"{year:04}", *(part.zfill(2) for part in match.groups()[1:] if part)])
        try:
            date.fromisoformat(first_day(text))
        except ValueError:
            pass
        else:
            return pad(text)
    raise UsageError(f"not a date: {str(value)[:40]!r}", place=option, remedy="write 2024, 2024-05 or 2024-05-28")


def choose(snapshot: Snapshot, filters: Filters) -> Selection:
    """Find every name that ``filters`` gives; an unknown one raises :class:`UsageError` with the nearest names."""
    country = _thing(snapshot, filters.country, "--country", {EntityClass.COUNTRY})
    body = _thing(snapshot, filters.body, "--body", _BODIES)
    person = _thing(snapshot, filters.person, "--person", {EntityClass.PERSON})
    topic = _topic(snapshot, filters.topic)
    parents = ((thing.iri, (thing.parent,)) for thing in snapshot.things.values())
    broader = ((one.iri, one.broader) for one in snapshot.topics.values())
    since, until = parse_day(filters.since, "--since", first_day), parse_day(filters.until, "--until", last_day)
    if since and until and since > until:
        raise UsageError(f"{since} is after {until}", place="--since", remedy="give the earlier date as --since")
    return Selection(
        country,
        body,
        _below(body, parents),
        topic,
        _below(topic, broader),
        person,
        _article(snapshot, filters.article),
        since,
        until,
    )


def _below(top: str | None, upward: Iterable[tuple[str, Iterable[str | None]]]) -> frozenset[str]:
    """``top`` and everything that has it above, however far."""
    if top is None:
        return frozenset()
    children: dict[str, list[str]] = {}
    for child, parents in upward:
        for parent in parents:
            if parent:
                children.setdefault(parent, []).append(child)
    found, waiting = {top}, [top]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def _key(name: str) -> str:
    return " ".join(normalize(name).casefold().split())


def _find(wanted: str, option: str, names: dict[str, list[str]], known: Callable[[str], str | None]) -> str:
    for candidate in (wanted, vocab.ID + wanted):
        if (found := known(candidate)) is not None:
            return found
    key = _key(wanted)
    hits = sorted(set(names.get(key, ())))
    if not hits and len(key) > 2:
        hits = sorted({iri for name, iris in names.items() if key in name for iri in iris})
    if len(hits) == 1:
        return hits[0]
    shown = ", ".join(hit.removeprefix(vocab.ID) for hit in hits[:5])
    if hits:
        raise UsageError(f"{wanted[:60]!r} names {len(hits)} things", place=option, remedy=f"choose one by its path: {shown}")
    near = difflib.get_close_matches(key, names, n=3, cutoff=0.6)
    remedy = "did you mean " + ", ".join(near) + "?" if near else "give an ISO code, an IRI or a name as the news writes it"
    raise UsageError(f"nothing in the graph is called {wanted[:60]!r}", place=option, remedy=remedy)


def _thing(snapshot: Snapshot, wanted: str | None, option: str, kinds: set[EntityClass]) -> str | None:
    if wanted is None:
        return None
    names: dict[str, list[str]] = {}
    for thing in snapshot.things.values():
        if thing.kind in kinds:
            for name in {*(label.text for label in thing.preferred), *thing.others, *([thing.iso] if thing.iso else [])}:
                names.setdefault(_key(name), []).append(thing.iri)

    def known(iri: str) -> str | None:
        target = snapshot.canonical.get(iri, iri)
        return target if target in snapshot.things and snapshot.things[target].kind in kinds else None

    return _find(wanted.strip(), option, names, known)


def _topic(snapshot: Snapshot, wanted: str | None) -> str | None:
    if wanted is None:
        return None
    names: dict[str, list[str]] = {}
    above = {one for topic in snapshot.topics.values() for one in topic.broader}
    for topic in snapshot.topics.values():
        for name in {*(label.text for label in topic.preferred), topic.iri.rsplit("/", 1)[-1]}:
            names.setdefault(_key(name), []).append(topic.iri)
    known = {*snapshot.topics, *above}

    def find(iri: str) -> str | None:
        return next((one for one in (iri, iri.replace("/id/", "/id/topic/")) if one in known), None)

    return _find(wanted.strip(), "--topic", names, find)


def _article(snapshot: Snapshot, wanted: str | None) -> str | None:
    if wanted is None:
        return None
    for report in snapshot.reports.values():
        if normalize(wanted).strip() in (report.identifier, report.iri, report.url):
            return report.iri
    raise UsageError(f"no article {wanted[:60]!r} in the graph", place="--article", remedy="give the number in its last source line")
