"""A dossier read from a built graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise

from samphan.dossier.records import Contact, Dossier, Line, Name, Silence, Source, Tally, Term
from samphan.errors import UsageError
from samphan.store import Graph
from samphan.vocab import ID, ONTOLOGY

SILENT_DAYS = 180
"""Days without ministerial contact from which a silence is told."""

_MINISTERIAL = (
    "post/minister",
    "post/prime-minister",
    "post/deputy-prime-minister",
    "post/deputy-minister",
    "post/head-of-state",
    "post/president",
)
_CHOICE = {
    "country": "?o sam:country %s",
    "body": "?o sam:party ?b . ?b org:subOrganizationOf* %s",
    "person": "{ ?o sam:party %s } UNION { ?o sam:inferredParty %s }",
    "topic": "?o sam:topic ?t . ?t skos:broader* %s",
}
KINDS = tuple(_CHOICE)
"""What a dossier can be about."""


def collect(graph: Graph, kind: str, iri: str) -> Dossier:
    """The dossier of the ``country``, ``body``, ``person`` or ``topic`` with this IRI; of its canonical entity where it is a spelling.

    Raises :class:`UsageError` for another kind.
    """
    if kind not in _CHOICE:
        raise UsageError(f"no dossier of a {kind}", place="kind", remedy=f"take one of {', '.join(KINDS)}")
    found = graph.query(f"SELECT ?c {{ <{iri}> sam:canonical ?c }}").texts()
    subject = found[0][0] if found else iri
    return _Collector(graph, kind, subject).dossier()


class _Collector:
    def __init__(self, graph: Graph, kind: str, subject: str) -> None:
        self.graph = graph
        self.kind = kind
        self.subject = subject
        choice = _CHOICE[kind].replace("%s", f"<{subject}>")
        self.acts = {row[0] for row in graph.query(f"SELECT DISTINCT ?o {{ ?o a sam:Occurrence . {choice} }}").texts()}
        self.choice = f"{{ SELECT DISTINCT ?o {{ ?o a sam:Occurrence . {choice} }} }}"
        self.known: dict[str, Name] = {}
        self.sources = self._sources()

    def rows(self, variables: str, pattern: str) -> Iterator[tuple[str, ...]]:
        yield from self.graph.query(f"SELECT DISTINCT {variables} {{ {self.choice} {pattern} }}").texts()

    def dossier(self) -> Dossier:
        lines = self._lines()
        dated = [line for line in lines if line.day]
        return Dossier(
            kind=self.kind,
            subject=self.name(self.subject),
            first=dated[0].day if dated else "",
            last=dated[-1].day if dated else "",
            lines=tuple(lines),
            partners=tuple(self._partners(lines)),
            contacts=tuple(self._contacts(lines)),
            terms=tuple(self._terms()),
            topics=tuple(self._topics(lines)),
            agreements=tuple(line for line in lines if line.kind == "Signing"),
            companies=tuple(_tallies(lines, lambda line: [n for n in (*line.foreign, *line.thai) if n.key.startswith("company/")])),
            silences=tuple(self._silences(lines)),
        )

    def name(self, iri: str) -> Name:
        key = iri.removeprefix(ID)
        if key not in self.known:
            labels = {
                lang: text
                for text, lang in reversed(self.graph.query(f"SELECT ?n (LANG(?n) AS ?l) {{ <{iri}> sam:name ?n }} ORDER BY ?n").texts())
            }
            if not labels:
                query = f"SELECT ?n (LANG(?n) AS ?l) {{ <{iri}> skos:prefLabel ?n }} ORDER BY ?n"
                labels = {lang: text for text, lang in reversed(self.graph.query(query).texts())}
            latin = labels.get("en") or next((text for lang, text in sorted(labels.items()) if lang != "th"), "")
            self.known[key] = Name(key, labels.get("th", ""), latin)
        return self.known[key]

    def _sources(self) -> dict[str, Source]:
        return {
            article: Source(article.removeprefix(ID + "article/"), day, " ".join(title.split()), url)
            for article, day, title, url in self.rows(
                "?a ?d ?t ?u",
                "?o sam:reportedAs ?e . ?a sam:reports ?e OPTIONAL { ?a schema:datePublished ?d } OPTIONAL { ?a dcterms:title ?t } "
                "OPTIONAL { ?a dcterms:source ?u }",
            )
        }

    def _many(self, predicate: str) -> dict[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for act, value in sorted(self.rows("?o ?x", f"?o {predicate} ?x")):
            out[act].append(value)
        return out

    def _lines(self) -> list[Line]:
        many = {
            p: self._many(p)
            for p in ("sam:thaiParty", "sam:counterpart", "sam:inferredParty", "sam:country", "sam:topic", "sam:disagreesOn")
        }
        reports: dict[str, list[Source]] = defaultdict(list)
        for act, article in sorted(self.rows("?o ?a", "?o sam:reportedAs ?e . ?a sam:reports ?e")):
            reports[act].append(self.sources[article])
        ministers = self._ministerial()
        one = {p: {act: values[0] for act, values in self._many(p).items()} for p in ("rdfs:label", "schema:startDate", "schema:endDate", "sam:actKind", "sam:status", "sam:place")}  # fmt: skip  # noqa: E501
        lines = []
        for act in sorted(self.acts):
            day = one["schema:startDate"].get(act, "") or min((source.day for source in reports[act] if source.day), default="")
            names = {p: tuple(self.name(value) for value in many[p].get(act, ())) for p in many if p != "sam:disagreesOn"}
            thai_iris = [*many["sam:thaiParty"].get(act, ()), *many["sam:inferredParty"].get(act, ())]
            lines.append(
                Line(
                    key=act.removeprefix(ID),
                    day=day,
                    end=one["schema:endDate"].get(act, ""),
                    kind=one["sam:actKind"].get(act, "").removeprefix(ONTOLOGY),
                    status=one["sam:status"].get(act, "").removeprefix(ONTOLOGY),
                    label=one["rdfs:label"].get(act, ""),
                    thai=names["sam:thaiParty"],
                    foreign=names["sam:counterpart"],
                    inferred=names["sam:inferredParty"],
                    countries=names["sam:country"],
                    topics=names["sam:topic"],
                    place=one["sam:place"].get(act, ""),
                    disagree=tuple(value.rpartition("/")[2].rpartition("#")[2] for value in many["sam:disagreesOn"].get(act, ())),
                    ministerial=any(_in_office(ministers.get(iri, ()), day) for iri in thai_iris),
                    sources=tuple(sorted(set(reports[act]))),
                )
            )
        return sorted(lines, key=lambda line: (line.day, line.key))

    def _ministerial(self) -> dict[str, list[tuple[str, str]]]:
        values = " ".join(f"id:{post}" if "/" not in post else f"<{ID}{post}>" for post in _MINISTERIAL)
        out: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for person, first, last in self.graph.query(
            f"SELECT ?p ?f ?l {{ VALUES ?r {{ {values} }} ?s a sam:Tenure ; org:role ?r ; org:member ?p ; "
            "sam:firstSeen ?f ; sam:lastSeen ?l }"
        ).texts():
            out[person].append((first, last))
        return out

    def _partners(self, lines: list[Line]) -> list[Tally]:
        if self.kind == "country":
            return list(_tallies(lines, lambda line: [n for n in line.thai if not n.key.startswith(("person/", "company/"))]))
        if self.kind == "body":
            return list(_tallies(lines, lambda line: [*line.countries, *(n for n in line.foreign if n.key.startswith("organization/"))]))
        return list(_tallies(lines, lambda line: [*line.countries, *(n for n in line.thai if n.key.startswith("government/"))]))

    def _contacts(self, lines: list[Line]) -> list[Contact]:
        posts: dict[str, set[str]] = defaultdict(set)
        for person, position, organization in self.rows(
            "?c ?w ?org",
            "?o sam:reportedAs ?e . ?a sam:reports ?e . ?m prov:wasDerivedFrom ?a ; org:member ?p ; sam:position ?w ; "
            "org:organization ?g . "
            "?p sam:canonical ?c OPTIONAL { ?g sam:canonical ?h } BIND(COALESCE(?h, ?g) AS ?org)",
        ):
            posts[person.removeprefix(ID)].add(f"{position}, {self.name(organization).best('en')}")
        own = self.subject.removeprefix(ID)

        def persons(line: Line) -> list[Name]:
            sides = (*line.foreign, *line.thai) if self.kind in ("person", "topic") else line.foreign
            return [name for name in sides if name.key.startswith("person/") and name.key != own]

        return [Contact(t.what, tuple(sorted(posts[t.what.key])), t.acts, t.first, t.last, t.sources) for t in _tallies(lines, persons)]

    def _terms(self) -> list[Term]:
        which = {
            "country": f"?s org:organization ?b . FILTER(?b = <{self.subject}> || EXISTS {{ ?b sam:country <{self.subject}> }})",
            "body": f"?s org:organization ?b . FILTER(?b = <{self.subject}>)",
            "person": f"?s org:organization ?b ; org:member <{self.subject}> .",
            "topic": "",
        }[self.kind]
        if not which:
            return []
        out = []
        for spell, person, role, body, first, last, number, doubt in self.graph.query(
            f"SELECT DISTINCT ?s ?p ?r ?b ?f ?l ?n ?u {{ ?s a sam:Tenure ; org:member ?p ; org:role ?r ; sam:firstSeen ?f ; "
            "sam:lastSeen ?l ; "
            f"sam:sightings ?n . {which} OPTIONAL {{ ?s sam:uncertain ?u }} }}"
        ).texts():
            rows = self.graph.query(
                f"SELECT ?a ?d ?t ?url {{ <{spell}> prov:wasDerivedFrom ?a OPTIONAL {{ ?a schema:datePublished ?d }} "
                "OPTIONAL { ?a dcterms:title ?t } OPTIONAL { ?a dcterms:source ?url } } ORDER BY ?d ?a"
            ).texts()
            ends = [rows[0], rows[-1]] if len(rows) > 1 else rows
            sources = tuple(Source(a.removeprefix(ID + "article/"), d, " ".join(t.split()), u) for a, d, t, u in ends)
            out.append(Term(self.name(person), self.name(role), self.name(body), first, last, int(number), bool(doubt), sources))
        return sorted(out, key=lambda term: (term.body.key, term.role.key, term.first, term.person.key))

    def _topics(self, lines: list[Line]) -> Iterator[tuple[str, tuple[Tally, ...]]]:
        years = sorted({line.day[:4] for line in lines if line.day}, reverse=True)
        for year in years:
            yield year, tuple(_tallies([line for line in lines if line.day[:4] == year], lambda line: list(line.topics)))

    def _silences(self, lines: list[Line]) -> Iterator[Silence]:
        met = [line for line in lines if line.ministerial and line.status == "Held" and len(line.day) == 10]
        if not met:
            return
        newest = max(
            (row[0] for row in self.graph.query("SELECT (MAX(?d) AS ?m) { ?a schema:datePublished ?d }").texts() if row[0]), default=""
        )
        for one, other in pairwise(met):
            since, until = date.fromisoformat(max(one.day, one.end[:10] if len(one.end) == 10 else "")), date.fromisoformat(other.day)
            if (until - since).days >= SILENT_DAYS:
                yield Silence(since, until, False, (*one.sources[:1], *other.sources[:1]))
        if newest and (date.fromisoformat(newest) - date.fromisoformat(met[-1].day)).days >= SILENT_DAYS:
            yield Silence(date.fromisoformat(met[-1].day), date.fromisoformat(newest), True, met[-1].sources[:1])


def _in_office(spells: Iterable[tuple[str, str]], day: str) -> bool:
    return any(first <= day <= last for first, last in spells)


def _tallies(lines: Iterable[Line], of: Callable[[Line], list[Name]]) -> Iterator[Tally]:
    """What the lines have in common, the commonest first."""
    count: Counter[Name] = Counter()
    days: dict[Name, list[str]] = defaultdict(list)
    sources: dict[Name, set[Source]] = defaultdict(set)
    for line in lines:
        for name in dict.fromkeys(of(line)):
            count[name] += 1
            days[name] += [line.day] if line.day else []
            sources[name].update(line.sources)
    for name in sorted(count, key=lambda one: (-count[one], one.key)):
        yield Tally(
            name,
            count[name],
            min(days[name], default=""),
            max(days[name], default=""),
            tuple(sorted(sources[name], key=lambda s: (s.day, s))),
        )
