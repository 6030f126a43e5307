"""Small corpora made by hand: articles with persons, posts and acts, as facts, loaded into a graph in memory. All names are invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samphan.facts import (
    Agreement,
    Article,
    ArticleFacts,
    Entity,
    EntityClass,
    Event,
    EventClass,
    Label,
    Mention,
    PartialDate,
    Post,
    Span,
    Status,
)  # fmt: skip
from samphan.rdf import quads
from samphan.store import Graph, LedgerEntry
from samphan.vocab import slug


@dataclass(frozen=True)
class Who:
    """A person with the posts an article gives: (organization key, words); ``alias`` is the name in the other script."""

    name: str
    posts: tuple[tuple[str, str], ...] = ()
    alias: str = ""

    def key(self, article: str) -> str:
        return f"person/{slug(self.name)}" if " " in self.name else f"person/{article}/{slug(self.name)}"


@dataclass(frozen=True)
class Act:
    """An act: kind, parties as keys or persons, day, label."""

    kind: str = "Meeting"
    thai: tuple[str | Who, ...] = ("country/TH",)
    foreign: tuple[str | Who, ...] = ()
    countries: tuple[str, ...] = ()
    day: str | None = None
    status: Status = Status.HELD
    label: str = ""
    agreement: str = ""
    end: str | None = None


def article(
    number: int, day: str, *people: Who, acts: Sequence[Act] = (), title: str = "", things: Iterable[tuple[str, str]] = ()
) -> ArticleFacts:
    """The facts of an article that names ``people`` and ``things`` (key and name) and reports ``acts`` (one, if none is given)."""
    ident = str(number)
    names = [title or f"ข่าวที่ {ident}", *(who.name for who in people), *(who.alias for who in people if who.alias), *(n for _, n in things)]
    text = "\n".join(names)
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []

    def mention(key: str, name: str) -> Span:
        at = text.index(name)
        mentions.append(Mention(Span(at, at + len(name)), key, "person" if key.startswith("person/") else "lexicon", 0.9))
        return mentions[-1].span

    posts: list[Post] = []
    for who in people:
        key = who.key(ident)
        labels = tuple(Label(n, "th" if n[0] > "\u0e00" else "en") for n in (who.name, who.alias) if n)
        entities[key] = Entity(key, EntityClass.PERSON, labels)
        at = mention(key, who.name)
        if who.alias:
            mention(key, who.alias)
        posts += [Post(key, organization, words, at, "name-post", 0.9) for organization, words in who.posts]
    kinds = {
        "government": EntityClass.GOVERNMENT_BODY,
        "company": EntityClass.COMPANY,
        "organization": EntityClass.INTERNATIONAL_ORGANIZATION,
    }
    for key, name in things:
        state = key.split("/")[1] if key.startswith("government/") else None
        entities[key] = Entity(key, kinds[key.split("/")[0]], (Label(name, "th" if name[0] > "\u0e00" else "en"),), country=state)
        mention(key, name)
    events = tuple(_event(at, act, ident, text) for at, act in enumerate(acts or [Act(countries=("PL",), day=day)], start=1))
    used = {post.organization for post in posts} | {k for e in events for k in (*e.thai, *e.foreign)}
    used |= {f"country/{code}" for e in events for code in e.countries}
    known = {"country": EntityClass.COUNTRY, **kinds}
    for key in sorted(used - entities.keys()):
        kind = known[key.split("/")[0]]
        state = key.split("/")[1] if key.startswith(("government/", "country/")) else None
        entities[key] = Entity(key, kind, (Label(key, "th"),), country=state, known=True)
    read = Article(
        ident,
        text,
        Span(0, len(names[0])),
        Span(0, len(text)),
        date.fromisoformat(day),
        f"https://example.org/{ident}",
        "th",
        f"{ident}.txt",
    )
    return ArticleFacts(
        read, relevant=True, relevance=1.0, entities=tuple(entities[k] for k in sorted(entities)), mentions=tuple(mentions),
        posts=tuple(posts), events=events,
    )  # fmt: skip


def _event(number: int, act: Act, ident: str, text: str) -> Event:
    def keys(parties: tuple[str | Who, ...]) -> tuple[str, ...]:
        return tuple(party if isinstance(party, str) else party.key(ident) for party in parties)

    agreements = (Agreement(act.agreement, "mou", act.status, Span(0, 1)),) if act.agreement else ()
    return Event(
        number, EventClass(act.kind), act.label or text.split("\n", maxsplit=1)[0], PartialDate(act.day) if act.day else None,
        PartialDate(act.end) if act.end else None, act.status, keys(act.thai), keys(act.foreign), act.countries, None, ("trade",),
        (Span(0, 1),), 0.9, agreements,
    )  # fmt: skip


def graph_of(*articles: ArticleFacts, reference: bool = True, graph: Graph | None = None) -> Graph:
    """A graph in memory (or the one given) that holds these articles and the reference graph."""
    graph = graph or Graph.open(None)
    if reference:
        graph.reload_reference()
    graph.replace_articles((LedgerEntry(facts.article.id, content=str(hash(facts.article.text))), quads(facts)) for facts in articles)
    return graph
