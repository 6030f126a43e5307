"""Pages about one thing: a country, body, organization, company, person or topic, an act, an article, anything else."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Sequence
from typing import Any

from samphan.vocab import ID
from samphan.web.desk import acts as acts_
from samphan.web.desk.acts import Act
from samphan.web.desk.figures import by_kind, by_year
from samphan.web.desk.reader import CLASSES, Reader, bounded, bracket, kind_of
from samphan.web.refusal import Refusal

PAGE = 20
_KEPT = 200
_FACTS = """SELECT DISTINCT ?p ?o { VALUES ?x { %VALUES% } VALUES ?p {
  sam:isoCode sam:country org:subOrganizationOf sam:succeededBy sam:honorific
  skos:broader owl:sameAs } ?x ?p ?o } ORDER BY ?p ?o"""
_ALSO = "SELECT DISTINCT ?l { VALUES ?x { %VALUES% } VALUES ?p { skos:altLabel skos:prefLabel } ?x ?p ?l } ORDER BY ?l"
_HELD = """SELECT DISTINCT ?m ?who ?at ?w ?a ?d { VALUES %SIDE% { %VALUES% } ?m a org:Membership ; org:member ?who ; org:organization ?at ;
  sam:position ?w ; prov:wasDerivedFrom ?a . OPTIONAL { ?a schema:datePublished ?d } }"""
_BELOW = "SELECT DISTINCT ?b { VALUES ?x { %VALUES% } ?b org:subOrganizationOf ?x } ORDER BY ?b"
_NARROWER = "SELECT DISTINCT ?b { VALUES ?x { %VALUES% } ?b skos:broader+ ?x } ORDER BY ?b"
_ARTICLE = """SELECT ?t ?u ?d ?n { VALUES ?x { %VALUES% } ?x dcterms:identifier ?n
  OPTIONAL { ?x dcterms:title ?t } OPTIONAL { ?x dcterms:source ?u } OPTIONAL { ?x schema:datePublished ?d } }"""
_STATES = """SELECT DISTINCT ?b { VALUES ?x { %VALUES% } ?n oa:hasTarget/oa:hasSource ?x ; oa:hasBody ?b }"""
_LISTED = {"Country": "country", "Topic": "topic", "Person": "person", "Article": "article"}

Page = dict[str, Any]


class Things:
    """Makes pages about things; profiles are remembered, for the store does not change."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._profiles: OrderedDict[str, Page] = OrderedDict()

    def entity(self, iri: str, number: int) -> Page:
        """A country, body, organization, company, person or topic, with screen ``number`` of its acts."""
        profile = self._profile(iri)
        shown = profile["acts"][(number - 1) * PAGE : number * PAGE]
        if number > 1 and not shown:
            raise Refusal(404, f"there is no page {number}", remedy="go back to the first page")
        details = acts_.details(self._reader, shown)
        return {
            **profile,
            "details": details,
            "page": number,
            "pages": -(-len(profile["acts"]) // PAGE),
            "names": self._used(profile, details),
        }

    def _profile(self, iri: str) -> Page:
        if iri in self._profiles:
            self._profiles.move_to_end(iri)
            return self._profiles[iri]
        reader, kind = self._reader, kind_of(iri)
        members = reader.members(iri)
        topic = kind == "Topic"
        below = [one for (one,) in reader.rows_for(_NARROWER if topic else _BELOW, members)]
        found = acts_.find(reader, "topic" if topic else "party", [*members, *below] if topic else members)
        partners, topics = acts_.sides(reader, found, frozenset(members))
        name = reader.names([iri])[iri]
        also = [bounded(text, 120) for (text,) in reader.rows_for(_ALSO, members)]
        profile: Page = {
            "iri": iri,
            "kind": kind,
            "name": name,
            "also": [text for text in dict.fromkeys(also) if text not in (name.th, name.en)][:12],
            "spellings": len(members),
            "facts": self._facts(members, iri),
            "acts": found,
            "total": len(found),
            "years": by_year(found),
            "kinds": by_kind(found),
            "partners": grouped(partners),
            "topics": topics.most_common(14),
            "posts": [] if topic else self._posts(members, "?who") if kind == "Person" else self._posts(members, "?at"),
            "below": below[:60],
            "view": {_LISTED.get(kind, "body"): iri.removeprefix(ID).removeprefix("topic/").removeprefix("country/")},
            "sparql": behind(iri, kind, len(members) > 1),
        }
        self._profiles[iri] = profile
        if len(self._profiles) > _KEPT:
            self._profiles.popitem(last=False)
        return profile

    def _facts(self, members: Sequence[str], iri: str) -> list[tuple[str, list[str]]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for what, value in self._reader.rows_for(_FACTS, members):
            key = what.rpartition("#")[2].rpartition("/")[2]
            if value not in members and value not in found[key] and not (key == "country" and value == iri):
                found[key].append(bounded(value))
        return [(key, values[:8]) for key, values in found.items() if values]

    def _posts(self, members: Sequence[str], side: str) -> list[tuple[str, str, str, str, int]]:
        """Person, body, position, last day seen and number of articles; the latest first."""
        found: defaultdict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
        rows = list(self._reader.rows_for(_HELD.replace("%SIDE%", side), members))
        canonical = acts_.canon(self._reader, {who for _, who, *_ in rows} | {at for _, _, at, *_ in rows})
        for _, who, at, position, article, seen in rows:
            found[canonical.get(who, who), canonical.get(at, at), bounded(position, 160)].add((seen, article))
        out = [(who, at, position, max(said)[0], len(said)) for (who, at, position), said in found.items()]
        return sorted(out, key=lambda post: (post[3], post[4], post), reverse=True)[:40]

    def _used(self, profile: Page, details: list[acts_.Detail]) -> dict[str, Any]:
        wanted = acts_.used(details) | {profile["iri"], *profile["below"]}
        wanted.update(value for _, values in profile["facts"] for value in values if value.startswith(ID))
        wanted.update(iri for _, things in profile["partners"] for iri, _ in things)
        wanted.update(iri for iri, _ in profile["topics"])
        wanted.update(one for post in profile["posts"] for one in post[:2])
        return self._reader.names(wanted)

    def newest(self, found: Sequence[Act]) -> list[acts_.Detail]:
        """The details of these acts, without quotes."""
        return acts_.details(self._reader, found, quotes=0)

    @staticmethod
    def used(details: Sequence[acts_.Detail]) -> set[str]:
        """Every thing that these acts name."""
        return acts_.used(details)

    def act(self, iri: str) -> Page:
        """One event or occurrence."""
        reader = self._reader
        events = [event for (event,) in reader.rows_for("SELECT DISTINCT ?e { VALUES ?x { %VALUES% } ?x sam:reportedAs ?e }", [iri])] or [
            iri
        ]
        found = acts_.find(reader, "event", events)
        if not found:
            raise Refusal(404, "nothing is known of this act", remedy="search for it")
        details = acts_.details(reader, found, quotes=40)
        statements = sorted({agreement for detail in details for agreement in detail.agreements})
        return {
            "iri": iri,
            "kind": "Act",
            "details": details,
            "names": reader.names(acts_.used(details) | set(statements)),
            "sparql": f"SELECT ?what ?value {{\n  <{iri}> ?what ?value\n}} ORDER BY ?what",
        }

    def article(self, iri: str) -> Page:
        """An article: its acts, what it says sentence by sentence, the names in it."""
        reader = self._reader
        rows = list(reader.rows_for(_ARTICLE, [iri]))
        if not rows:
            raise Refusal(404, "there is no such article in the store", remedy="search for it")
        title, url, day, number = rows[0]
        found = acts_.find(reader, "article", [iri])
        details = acts_.details(reader, found, quotes=40)
        bodies = {body for (body,) in reader.rows_for(_STATES, [iri])}
        stated = {body: iri for body in bodies if body.removeprefix(ID).startswith(("event/", "post/", "agreement/"))}
        lines: defaultdict[tuple[int, tuple[acts_.Piece, ...]], list[str]] = defaultdict(list)
        for body, quotes in acts_.quotes_of(reader, stated).items():
            for quote in quotes:
                lines[quote.start, quote.pieces].append(body)
        mentions = [one for one in bodies if kind_of(one) in CLASSES]
        canonical = acts_.canon(reader, set(mentions))
        count = Counter(canonical.get(one, one) for one in mentions)
        kinds = {event: act.kind for act in found for event in act.events}
        said = [
            (start, pieces, [(one, kinds.get(one) or ("posts" if "/post/" in one else "agreements")) for one in sorted(states)])
            for (start, pieces), states in sorted(lines.items(), key=lambda line: line[0][0])
        ]
        topics = [
            one for (one,) in reader.rows_for("SELECT DISTINCT ?t { VALUES ?x { %VALUES% } ?x dcterms:subject ?t } ORDER BY ?t", [iri])
        ]
        wanted = acts_.used(details) | set(count) | set(stated) | set(topics)
        wanted.update(piece.thing for _, pieces, _ in said for piece in pieces if piece.thing)
        return {
            "iri": iri,
            "kind": "Article",
            "title": bounded(title or number, 400),
            "url": url,
            "day": day,
            "number": bounded(number, 40),
            "details": details,
            "said": said[:200],
            "mentions": grouped(count),
            "topics": topics,
            "names": reader.names(wanted),
            "view": {"article": number},
            "sparql": f"SELECT ?what ?value {{\n  GRAPH <{acts_.graph_of(iri)}> {{ <{iri}> ?what ?value }}\n}} ORDER BY ?what",
        }

    def resource(self, iri: str, most: int = 200) -> Page:
        """Anything else: every statement about it, and what refers to it."""
        reader = self._reader
        rows = list(reader.rows_for(f"SELECT DISTINCT ?p ?o {{ VALUES ?x {{ %VALUES% }} ?x ?p ?o }} ORDER BY ?p ?o LIMIT {most}", [iri]))
        if not rows:
            raise Refusal(404, "nothing in the store has this address", remedy="search for it by name")
        back = list(reader.rows_for("SELECT DISTINCT ?s { VALUES ?x { %VALUES% } ?s ?p ?x } ORDER BY ?s LIMIT 30", [iri]))
        wanted = {iri, *(one for row in rows for one in row if one.startswith("http")), *(one for (one,) in back)}
        return {
            "iri": iri,
            "kind": "Other",
            "rows": [(what, value if value.startswith("http") else bounded(value, 1000)) for what, value in rows],
            "back": [one for (one,) in back],
            "names": reader.names(one for one in wanted if next(bracket([one]), None)),
            "sparql": f"SELECT ?what ?value {{\n  <{iri}> ?what ?value\n}} ORDER BY ?what",
        }


def grouped(counts: Counter[str], most: int = 12) -> list[tuple[str, list[tuple[str, int]]]]:
    """The most frequent things by class, in the order classes are shown."""
    out: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for iri, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        out[kind_of(iri)].append((iri, number))
    return [(kind, out[kind][:most]) for kind in CLASSES if out[kind]]


def behind(iri: str, kind: str, many: bool) -> str:
    """The SPARQL that lists what an entity's page lists."""
    if kind == "Topic":
        acts = f"  ?act sam:topic <{iri}> ; rdfs:label ?what .\n"
        return f"SELECT DISTINCT ?act ?what ?date {{\n{acts}  OPTIONAL {{ ?act schema:startDate ?date }}\n}} ORDER BY DESC(?date)"
    one = f"  ?thing sam:canonical <{iri}> .\n" if many else f"  VALUES ?thing {{ <{iri}> }}\n"
    return (
        f"SELECT DISTINCT ?act ?what ?date {{\n{one}  ?act sam:party|sam:country ?thing ; rdfs:label ?what .\n"
        "  ?article sam:reports ?act .\n  OPTIONAL { ?act schema:startDate ?date }\n} ORDER BY DESC(?date)"
    )
