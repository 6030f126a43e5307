"""Acts of cooperation for pages: which a thing took part in, counted once an occurrence, and what the news says of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from samphan.vocab import GRAPH, ID, ONTOLOGY
from samphan.web.desk.reader import Reader, bounded

_KINDS = "sam:Meeting sam:Visit sam:Signing sam:Conference sam:Assistance sam:Investment"
_TAKING_PART = "VALUES ?x { %VALUES% } { ?e sam:party ?x } UNION { ?e sam:country ?x }"
_ON = "VALUES ?x { %VALUES% } ?e sam:topic ?x"
_IN = "VALUES ?x { %VALUES% } ?x sam:reports ?e"
_THESE = "VALUES ?e { %VALUES% }"
_ACTS = f"""SELECT DISTINCT ?e ?t ?d ?p ?o {{ %WHICH% . ?a sam:reports ?e . VALUES ?t {{ {_KINDS} }} ?e a ?t
  OPTIONAL {{ ?e schema:startDate ?d }} OPTIONAL {{ ?a schema:datePublished ?p }} OPTIONAL {{ ?o sam:reportedAs ?e }} }}"""
_FACTS = """SELECT DISTINCT ?e ?p ?o { VALUES ?e { %VALUES% } VALUES ?p { rdfs:label schema:startDate schema:endDate sam:status
  sam:place sam:thaiParty sam:counterpart sam:country sam:topic sam:instrument prov:wasDerivedFrom } ?e ?p ?o }"""
_SIDES = """SELECT DISTINCT ?e ?p ?o { VALUES ?e { %VALUES% } VALUES ?p { sam:party sam:country sam:topic } ?e ?p ?o }"""
_CANONICAL = "SELECT DISTINCT ?a ?c { VALUES ?a { %VALUES% } ?a sam:canonical ?c FILTER(?a != ?c) }"
_REPORTS = """SELECT DISTINCT ?a ?n ?t ?u ?d { VALUES ?a { %VALUES% } ?a dcterms:identifier ?n
  OPTIONAL { ?a dcterms:title ?t } OPTIONAL { ?a dcterms:source ?u } OPTIONAL { ?a schema:datePublished ?d } }"""
_SAID = """SELECT DISTINCT ?b ?s ?x { VALUES (?g ?b) { %PAIRS% } GRAPH ?g { ?n oa:hasBody ?b ; oa:hasTarget ?t .
  ?t oa:hasSelector ?p , ?q . ?p oa:start ?s . ?q oa:exact ?x } }"""
_NAMED = """SELECT DISTINCT ?g ?s ?e ?b { VALUES ?g { %VALUES% } GRAPH ?g { ?n oa:hasBody ?b ; oa:hasTarget ?t .
  ?t oa:hasSelector ?p . ?p oa:start ?s ; oa:end ?e } }"""
_NOT_NAMES = ("event/", "post/", "topic/", "agreement/", "article/")
_THAILAND = ID + "country/TH"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its IRI (an occurrence where there is one), the events that report it, local name of its class, ISO date."""

    iri: str
    events: tuple[str, ...]
    kind: str
    day: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote; ``thing`` is the IRI of what it names, or empty."""

    text: str
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with its place in the article (code points)."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """An article as a source: ``quotes`` are what it says of the act at hand."""

    iri: str
    number: str
    title: str
    url: str
    day: str
    quotes: tuple[Said, ...] = ()


@dataclass(slots=True)
class Detail:
    """Everything a page shows of one act; things by IRI, to be named by the page."""

    act: Act
    label: str = ""
    end: str = ""
    status: str = ""
    places: list[str] = field(default_factory=list)
    thai: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def find(reader: Reader, which: str, iris: Sequence[str]) -> list[Act]:
    """Acts, newest first: that things take part in (``party``), about a ``topic``, in an ``article``, or an ``event`` itself."""
    pattern = {"party": _TAKING_PART, "topic": _ON, "article": _IN, "event": _THESE}[which]
    events: dict[str, tuple[str, str, str]] = {}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for event, kind, day, published, occurrence in reader.rows_for(_ACTS.replace("%WHICH%", pattern), iris):
        events[event] = max(events.get(event, ("", "", "")), (day or published, kind.rpartition("#")[2], event))
        groups[occurrence or event].add(event)
    inside = {event for one, members in groups.items() for event in members if one != event}
    acts = []
    for iri, members in groups.items():
        if iri in inside:
            continue
        day, kind, _ = min(events[event] for event in members)
        acts.append(Act(iri, tuple(sorted(members)), kind, day))
    return sorted(acts, key=lambda act: (act.day, act.iri), reverse=True)


def sides(reader: Reader, acts: Sequence[Act], own: frozenset[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each other thing takes part in ``acts``, and each topic is dealt with; canonical IRIs, Thailand left out."""
    act_of = {event: act.iri for act in acts for event in act.events}
    seen: set[tuple[str, str, bool]] = set()
    rows = [(event, what.endswith("topic"), thing) for event, what, thing in reader.rows_for(_SIDES, sorted(act_of))]
    canonical = canon(reader, {thing for _, topic, thing in rows if not topic})
    for event, topic, thing in rows:
        home = canonical.get(thing, thing)
        if home not in own and home != _THAILAND:
            seen.add((act_of[event], home, topic))
    partners = Counter(thing for _, thing, topic in sorted(seen) if not topic)
    topics = Counter(thing for _, thing, topic in sorted(seen) if topic)
    return partners, topics


def canon(reader: Reader, iris: set[str]) -> dict[str, str]:
    """The canonical IRI of each thing that has another one."""
    return dict(reader.rows_for(_CANONICAL, sorted(iris)))  # type: ignore[arg-type]


def details(reader: Reader, acts: Sequence[Act], *, quotes: int = 2) -> list[Detail]:
    """What the store says of these acts, with at most ``quotes`` quotes an article."""
    events = sorted({event for act in acts for event in act.events})
    facts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for event, what, value in sorted(reader.rows_for(_FACTS, events)):
        facts[event, what.rpartition("#")[2].rpartition("/")[2]].append(value)
    things = {value for (_, what), values in facts.items() if what in ("thaiParty", "counterpart") for value in values}
    canonical = canon(reader, things)
    article_of = {event: facts[event, "wasDerivedFrom"][0] for event in events if facts[event, "wasDerivedFrom"]}
    sources = reports(reader, sorted(set(article_of.values())))
    said = quotes_of(reader, article_of)
    out = []
    for act in acts:
        detail = Detail(act)

        def every(what: str, act: Act = act) -> list[str]:
            return list(dict.fromkeys(canonical.get(value, value) for event in act.events for value in facts[event, what]))

        labels, ends, states = every("label"), every("endDate"), every("status")
        detail.label = bounded(min(labels, key=len)) if labels else ""
        detail.end = max(ends) if ends and max(ends) > act.day else ""
        detail.status = "Held" if ONTOLOGY + "Held" in states else states[0].rpartition("#")[2] if states else ""
        detail.places = [bounded(place, 200) for place in every("place")[:3]]
        detail.thai, detail.topics, detail.agreements = every("thaiParty"), every("topic"), every("instrument")
        detail.foreign = list(dict.fromkeys([*every("counterpart"), *every("country")]))
        for event in act.events:
            source = sources.get(article_of.get(event, ""))
            if source and all(source.iri != report.iri for report in detail.reports):
                detail.reports.append(Report(source.iri, source.number, source.title, source.url, source.day, said.get(event, ())[:quotes]))
        out.append(detail)
    return out


def reports(reader: Reader, articles: Sequence[str]) -> dict[str, Report]:
    """Articles as sources."""
    found = {}
    for iri, number, title, url, day in sorted(reader.rows_for(_REPORTS, articles), reverse=True):
        found[iri] = Report(iri, bounded(number, 40), bounded(title), url, day)
    return found


def graph_of(article: str) -> str:
    """The named graph of an article."""
    return GRAPH + article.removeprefix(ID)


def quotes_of(reader: Reader, article_of: dict[str, str]) -> dict[str, tuple[Said, ...]]:
    """What each body (event, post …) rests on in its article."""
    found: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    items = sorted(article_of.items())
    for at in range(0, len(items), 200):
        pairs = " ".join(f"(<{graph_of(article)}> <{event}>)" for event, article in items[at : at + 200])
        for body, start, text in reader.rows(_SAID.replace("%PAIRS%", pairs)):
            found[body].add((int(start), text))
    names = marks(reader, sorted({article_of[body] for body in found}))
    return {
        body: tuple(Said(start, pieces(text, start, names.get(article_of[body], []))) for start, text in sorted(said))
        for body, said in found.items()
    }


def marks(reader: Reader, articles: Sequence[str]) -> dict[str, list[tuple[int, int, str]]]:
    """Where each article names things: start, end, IRI."""
    out: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for graph, start, end, thing in reader.rows_for(_NAMED, [graph_of(article) for article in articles]):
        if not thing.removeprefix(ID).startswith(_NOT_NAMES):
            out[ID + graph.removeprefix(GRAPH)].append((int(start), int(end), thing))
    return {article: sorted(found) for article, found in out.items()}


def pieces(text: str, start: int, names: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """A quote cut at the names in it; of overlapping ones the earlier and longer stays."""
    out: list[Piece] = []
    at = 0
    for begin, end, thing in sorted(names[bisect_left(names, (start,)) :], key=lambda name: (name[0], -name[1], name[2])):
        first, last = begin - start, end - start
        if first >= len(text):
            break
        if first >= at and last <= len(text):
            if first > at:
                out.append(Piece(text[at:first]))
            out.append(Piece(text[first:last], thing))
            at = last
    if at < len(text):
        out.append(Piece(text[at:]))
    return tuple(out)


def used(details_: Sequence[Detail]) -> set[str]:
    """Every thing that these acts name, to be looked up at once."""
    found: set[str] = set()
    for detail in details_:
        found.update(detail.thai, detail.foreign, detail.topics, detail.agreements)
        found.update(piece.thing for report in detail.reports for quote in report.quotes for piece in quote.pieces if piece.thing)
    return found
