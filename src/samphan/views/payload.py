"""A projection as the plain, bounded data that the page carries; no HTML here, and nothing that is not JSON."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from samphan import vocab
from samphan.facts import EntityClass, Label
from samphan.network.project import Projection
from samphan.network.records import Act, Quote, Relation, Thing
from samphan.views.cleaning import clean

CLASSES = tuple(EntityClass)
RELATIONS = tuple(Relation)
_STRAY = 200  # one act in so many may be dated before the first year of the slider: anniversaries told as news
_STRETCH = 40  # code points kept on each side of a name in a shortened sentence
_SENTENCE = 1500  # the longest quote that a page shows, in code points
EVIDENCE = 4_000_000  # bytes of quoted sentences that a page carries before it shortens them, then thins them out
Json = dict[str, Any]


def short(iri: str) -> str:
    """An IRI without the project's base, as links and exports write it."""
    return iri.removeprefix(vocab.ID)


def strongest_first(graph: nx.MultiDiGraph) -> list[str]:
    """The things in the order of their numbers on the page."""
    return sorted(graph, key=lambda iri: (-graph.nodes[iri]["strength"], iri))


def _named(preferred: Sequence[Label], fallback: str) -> Json:
    names = {label.language: clean(label.text) for label in reversed(preferred) if label.language in ("th", "en")}
    return names or {"th": clean(preferred[0].text if preferred else fallback)}


def _distinct(names: Json, thing: Thing, country: Thing | None) -> Json:
    """A foreign body is named with its state: there is more than one ministry of foreign affairs."""
    if thing.kind is not EntityClass.GOVERNMENT_BODY or country is None or country.iso == "TH":
        return names
    known = {clean(name) for name in (*(label.text for label in country.preferred), *country.others)}
    states = _named(country.preferred, "")
    told = {language: any(name in text for name in known) for language, text in names.items()}
    return {
        language: text if told[language] or language not in states else f"{text} ({states[language]})" for language, text in names.items()
    }


def _drop(record: Json) -> Json:
    """Without what is empty: most of a page's size is fields that say nothing."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


class _Index:
    """Numbers for IRIs in the order of first asking."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.order: dict[str, int] = {iri: number for number, iri in enumerate(known)}

    def __getitem__(self, iri: str) -> int:
        return self.order.setdefault(iri, len(self.order))


def payload(
    projection: Projection,
    quotes: Mapping[str, Sequence[Quote]],
    community: Mapping[str, int],
    title: Mapping[str, str],
    standing: Mapping[str, float] | None = None,
) -> Json:
    """Everything the page needs besides positions: things (strongest first), ties, acts, articles, topics, questions.

    ``community`` numbers the groups from 0, ``standing`` holds each thing's bridging (0 to 1).
    """
    graph, snapshot = projection.graph, projection.snapshot
    order = strongest_first(graph)
    things, acts = _Index(order), _Index(act.iri for act in projection.acts)
    articles, topics = _Index(), _Index()
    said = [_act(act, quotes, things.order, articles, topics) for act in projection.acts]
    posts = _posts(projection, quotes, things, articles)
    sizes = Counter(community.values())
    bridging = standing or {}
    ranks = {iri: rank for rank, iri in enumerate(sorted(bridging, key=lambda one: (-bridging[one], one)), 1)}
    records = []
    for iri in order:
        thing = snapshot.things[iri]
        country = snapshot.things.get(thing.country or "")
        records.append(
            _drop(
                {
                    "i": short(iri),
                    "c": CLASSES.index(thing.kind),
                    "n": _distinct(_named(thing.preferred, short(iri)), thing, country),
                    "o": [clean(name) for name in thing.others[:12]],
                    "s": thing.subclass,
                    "h": clean(thing.honorific or "", 60),
                    "l": _named(country.preferred, "") if country and country.iri != iri else None,
                    "g": community.get(iri, 0),
                    "p": posts.get(iri),
                    "z": thing.iso,
                    "m": _standing(iri, bridging, ranks, community, sizes),
                }
            )
        )
    ties: defaultdict[tuple[int, int], Json] = defaultdict(dict)
    for one, other, relation, iris in graph.edges(keys=True, data="acts"):
        ties[things[one], things[other]][str(RELATIONS.index(relation))] = [acts[iri] for iri in iris]
    for quote in _all_quotes(said, records):
        quote[1:] = _by_number(quote[1:], records)
    _thin(said, ties.values())
    source = _common_source(projection)
    days = sorted(act.dated for act in projection.acts if act.dated[:4].isdigit())
    return {
        "title": dict(title),
        "total": projection.total,
        "years": [int(days[len(days) // _STRAY][:4]), int(days[-1][:4])] if days else [],
        "classes": [str(kind) for kind in CLASSES],
        "relations": [str(relation) for relation in RELATIONS],
        "things": records,
        "ties": [relations for _, relations in sorted(ties.items())],
        "acts": said,
        "articles": [_article(projection, iri, source) for iri in articles.order],
        "source": source,
        "topics": [{"i": short(iri).removeprefix("topic/"), "n": _topic(projection, iri)} for iri in topics.order],
        "questions": _questions(projection, order),
    }


def _standing(
    iri: str, bridging: Mapping[str, float], ranks: Mapping[str, int], community: Mapping[str, int], sizes: Mapping[int, int]
) -> list[float] | None:
    """Bridging, its rank, the group's number from 1 and the group's size."""
    if iri not in bridging:
        return None
    group = community.get(iri, 0)
    return [round(bridging[iri], 4), ranks[iri], group + 1, sizes.get(group, 1)]


def _act(act: Act, quotes: Mapping[str, Sequence[Quote]], things: Mapping[str, int], articles: _Index, topics: _Index) -> Json:
    shown = [quote for event in act.events for quote in quotes.get(event, ())][:6]
    return _drop(
        {
            "k": str(act.kind),
            "n": "" if shown else clean(act.label),
            "d": act.dated,
            "e": act.end if act.end != act.dated else "",
            "s": "" if act.status == "Held" else act.status,
            "w": clean(act.place),
            "t": [topics[iri] for iri in act.topics],
            "a": [articles[iri] for iri in act.articles],
            "q": [[articles[quote.article], *_segments(quote, things)] for quote in shown],
        }
    )


def _segments(quote: Quote, things: Mapping[str, int]) -> list[str | list[str | int]]:
    """A sentence in pieces: plain text, or a name with the number of its thing (-1 where the thing is not in the page)."""
    out: list[str | list[str | int]] = []
    at = 0
    for mark in quote.marks:
        if mark.end > _SENTENCE:
            break
        if mark.start > at:
            out.append(clean(quote.text[at : mark.start], _SENTENCE))
        out.append([clean(quote.text[mark.start : mark.end]), things.get(mark.thing, -1)])
        at = mark.end
    if at < len(quote.text):
        out.append(clean(quote.text[at:], max(_SENTENCE - at, 1)))
    return out


def _posts(projection: Projection, quotes: Mapping[str, Sequence[Quote]], things: _Index, articles: _Index) -> dict[str, list[Json]]:
    out: defaultdict[str, list[Json]] = defaultdict(list)
    for post in projection.holdings:
        body = projection.snapshot.things.get(post.organization)
        where = next((quote for statement in post.memberships for quote in quotes.get(statement, ())), None)
        out[post.person].append(
            _drop(
                {
                    "n": clean(post.position),
                    "b": things.order.get(post.organization),
                    "o": _named(body.preferred, "") if body and post.organization not in things.order else None,
                    "q": [articles[where.article], *_segments(where, things.order)] if where and len(out[post.person]) < 2 else None,
                }
            )
        )
    return out


def _size(pieces: Sequence[Any]) -> int:
    return len(json.dumps(pieces, ensure_ascii=False).encode("utf-8"))


def _all_quotes(said: Iterable[Json], records: Iterable[Json]) -> Iterable[list[Any]]:
    for act in said:
        yield from act.get("q", ())
    for record in records:
        yield from (post["q"] for post in record.get("p", ()) if "q" in post)


def _by_number(pieces: Sequence[Any], records: Sequence[Json]) -> list[Any]:
    """A name that stands in the sentence exactly as its thing is called is left to the thing: its number alone remains."""
    out: list[Any] = []
    for piece in pieces:
        same = isinstance(piece, list) and piece[1] >= 0 and records[piece[1]]["n"].get("th") == piece[0]
        out.append(piece[1] if same else piece)
    return out


def _shortened(pieces: Sequence[Any]) -> list[Any]:
    """A sentence with long stretches between its names left out, marked by an ellipsis."""
    out: list[Any] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, str) and len(piece) > 2 * _STRETCH + 10:
            last = place == len(pieces) - 1
            head = "" if place == 0 and not last else clean(piece, _STRETCH)
            tail = "" if last and place else piece[_boundary(piece, len(piece) - _STRETCH) :]
            out.append(head + ("…" if not head else "") + tail)
        else:
            out.append(piece)
    return out


def _boundary(text: str, at: int) -> int:
    """The next place at or after ``at`` where no combining mark follows."""
    while at < len(text) and unicodedata.category(text[at])[0] == "M":
        at += 1
    return at


def _thin(said: list[Json], ties: Iterable[Mapping[str, Sequence[int]]]) -> None:
    """Keep the page openable: where sentences outgrow the budget, they lose what stands between their names.

    If that is not enough, ties keep the sentences of their newest acts: the newest of each tie always, others while there is room.
    """
    if sum(_size(act["q"]) for act in said if "q" in act) <= EVIDENCE:
        return
    for record in said:
        if "q" in record:
            record["q"] = [[quote[0], *_shortened(quote[1:])] for quote in record["q"][:2]]
    weights = [_size(act["q"]) if "q" in act else 0 for act in said]
    if sum(weights) <= EVIDENCE:
        return

    def age(act: int) -> tuple[str, int]:
        return said[act].get("d", ""), act

    newest = [sorted({act for acts in tie.values() for act in acts}, key=age, reverse=True) for tie in ties]
    kept = {acts[0] for acts in newest if acts}
    room = EVIDENCE - sum(weights[act] for act in kept)
    for act in (act for place in range(1, max(map(len, newest), default=0)) for acts in newest for act in acts[place : place + 1]):
        if act not in kept and weights[act] <= room:
            kept.add(act)
            room -= weights[act]
    for number, record in enumerate(said):
        if number not in kept:
            record.pop("q", None)


def _common_source(projection: Projection) -> str:
    """The address that most articles share up to their number, so that each need not repeat it."""
    reports = projection.snapshot.reports.values()
    heads = Counter(one.url.removesuffix(one.identifier) for one in reports if one.url.endswith(one.identifier))
    best = min(heads, key=lambda head: (-heads[head], head), default="")
    return best if best.startswith(("https://", "http://")) else ""


def _article(projection: Projection, iri: str, source: str) -> Json:
    report = projection.snapshot.reports.get(iri)
    if report is None:
        return {"i": short(iri), "u": ""}
    url = report.url if report.url.startswith(("https://", "http://")) else ""
    record = _drop({"i": clean(report.identifier, 80), "n": clean(report.title, 120), "d": report.published})
    if url != source + record["i"]:
        record["u"] = clean(url, 500)
    return record


def _topic(projection: Projection, iri: str) -> Json:
    topic = projection.snapshot.topics.get(iri)
    return _named(topic.preferred if topic else (), iri.rsplit("/", 1)[-1])


def _questions(projection: Projection, order: Sequence[str]) -> list[Json]:
    """A few plain questions that the page can answer, as links into its own states."""
    snapshot, graph = projection.snapshot, projection.graph
    out: list[Json] = []

    def ask(th: str, en: str, state: str) -> None:
        out.append({"n": {"th": clean(th), "en": clean(en)}, "h": state})

    def strongest(kind: EntityClass, skip: str = "") -> str | None:
        return next((iri for iri in order if graph.nodes[iri]["thing"].kind is kind and short(iri) != skip), None)

    if strongest(EntityClass.COUNTRY):
        only = "off=Person.Company.InternationalOrganization"
        ask("ประเทศใดร่วมงานกับหน่วยงานไทยมากที่สุด", "Which countries work with Thai bodies most?", only)
    for kind in (EntityClass.GOVERNMENT_BODY, EntityClass.COUNTRY):
        if (iri := strongest(kind, "country/TH")) and len(order) > 12:
            thing = snapshot.things[iri]
            ask(f"{thing.name('th')}ร่วมงานกับใครบ้าง", f"Who works with {thing.name('en')}?", f"focus={short(iri)}")
    topics = Counter(topic for act in projection.acts for topic in act.topics)
    for topic, _ in sorted(topics.items(), key=lambda item: (-item[1], item[0]))[:1]:
        names = _topic(projection, topic)
        code = short(topic).removeprefix("topic/")
        ask(f"ใครร่วมมือกันเรื่อง{names.get('th', code)}", f"Who cooperates on {names.get('en', code).lower()}?", f"topic={code}")
    if any(relation == Relation.SIGNED for _, _, relation in graph.edges(keys=True)):
        ask("ใครลงนามความตกลงกับใคร", "Who signed agreements with whom?", "rel=signed")
    if strongest(EntityClass.COUNTRY, "country/TH"):
        ask("ไทยร่วมมือกับส่วนใดของโลก", "Where in the world does Thailand cooperate?", "view=map")
    years = sorted({act.dated[:4] for act in projection.acts if act.dated[:4].isdigit()})
    if len(years) > 1:
        ask("มีอะไรเปลี่ยนไปจากเดิม", "What has changed over time?", "view=change")
        ask(f"มีอะไรเกิดขึ้นใน พ.ศ. {int(years[-1]) + 543}", f"What happened in {years[-1]}?", f"from={years[-1]}&to={years[-1]}")
    return out
