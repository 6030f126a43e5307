"""The ``desk`` workers: they make the explorer's pages, find names and complete words.

:class:`Desk` answers one operation after another; each is a method whose result is a header and bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from samphan.store import OxigraphBackend
from samphan.vocab import GRAPH, ID, ONTOLOGY, PREFIXES, REFERENCE_GRAPH
from samphan.web import results
from samphan.web.desk.answers import Questions, table
from samphan.web.desk.figures import figures
from samphan.web.desk.names import KINDS, Names
from samphan.web.desk.reader import Reader, kind_of, valid
from samphan.web.desk.render import render, to
from samphan.web.desk.things import Things
from samphan.web.desk.words import say
from samphan.web.frames import Header
from samphan.web.refusal import Refusal

_ENTITIES = frozenset({"Country", "GovernmentBody", "InternationalOrganization", "Company", "Person", "Topic"})
_FOUND = 60
Answer = tuple[Header, bytes]


class Desk:
    """One worker's tools: the store, its names, its figures."""

    def __init__(self, quads: Path) -> None:
        self._reader = Reader(OxigraphBackend(quads, read_only=True))
        self._names = Names(self._reader)
        self._figures = figures(self._reader)
        self._things = Things(self._reader)
        self._questions = Questions(self._reader)
        self._operations: dict[str, Callable[[Header], Answer]] = {
            "home": self._home,
            "search": self._search,
            "suggest": self._suggest,
            "complete": self._complete,
            "thing": self._thing,
            "describe": self._describe,
            "vocabulary": self._vocabulary,
            "questions": self._list_questions,
            "question": self._question,
            "answer": self._answer,
            "view": self._view,
            "about": self._about,
        }

    def __call__(self, request: Header) -> Answer:
        """Do what ``request["op"]`` names."""
        return self._operations[request["op"]](request)

    def _html(self, template: str, request: Header, **values: Any) -> Answer:
        page = render(template, request["lang"], request["path"], figures=self._figures, **values)
        return {"type": "text/html; charset=utf-8"}, page.encode("utf-8", "replace")

    def _home(self, request: Header) -> Answer:
        heaviest = sorted(self._names.weights.items(), key=lambda item: (-item[1], item[0]))
        lists: dict[str, list[tuple[str, int]]] = {"Country": [], "GovernmentBody": [], "Topic": []}
        for iri, number in heaviest:
            kind = kind_of(iri)
            if (
                kind in lists
                and len(lists[kind]) < 10
                and iri != ID + "country/TH"
                and (kind != "GovernmentBody" or "/government/TH/" in iri)
            ):
                lists[kind].append((iri, number))
        details = self._things.newest(self._figures.newest)
        names = self._reader.names({iri for found in lists.values() for iri, _ in found} | self._things.used(details))
        questions = self._questions.listed(request["lang"])
        return self._html("home.html", request, lists=lists, details=details, names=names, questions=questions)

    def _search(self, request: Header) -> Answer:
        hits = self._names.search(request["q"], kind=request["kind"] if request["kind"] in KINDS else "")
        shown = hits[:_FOUND]
        names = self._reader.names({hit.iri for hit in shown})
        kinds = list(dict.fromkeys(hit.kind for hit in hits))
        return self._html(
            "search.html", request, q=request["q"][:200], kind=request["kind"], hits=shown, total=len(hits), kinds=kinds, names=names
        )

    def _suggest(self, request: Header) -> Answer:
        hits = self._names.search(request["q"], kind=request["kind"] if request["kind"] in KINDS else "")[: request["limit"]]
        names = self._reader.names({hit.iri for hit in hits})
        found = [
            {
                "iri": hit.iri,
                "href": to(hit.iri),
                "kind": hit.kind,
                "word": say(hit.kind, request["lang"]),
                "th": names[hit.iri].th,
                "en": names[hit.iri].en,
                "matched": hit.matched,
                "acts": hit.acts,
            }
            for hit in hits
        ]
        return _json({"results": found})

    def _complete(self, request: Header) -> Answer:
        what, wanted = request["what"], request["q"]
        if what != "thing":
            terms = self._names.complete(wanted, what)
            return _json({"results": [{"iri": one.iri, "kind": one.what, "th": one.th, "en": one.en, "uses": one.uses} for one in terms]})
        request = {**request, "kind": "", "limit": 20}
        return self._suggest(request)

    def _thing(self, request: Header) -> Answer:
        iri = _iri(request["iri"])
        kind = kind_of(iri)
        if kind in _ENTITIES and not self._reader.exists(iri):
            raise Refusal(404, "nothing in the store has this address", remedy="search for it by name")
        if kind in _ENTITIES and (home := self._reader.canonical(iri)) != iri:
            return {"location": to(home)}, b""
        if kind in _ENTITIES:
            return self._html("thing.html", request, page=self._things.entity(iri, request["page"]))
        if kind == "Article":
            return self._html("article.html", request, page=self._things.article(iri))
        if {"Occurrence", "Meeting", "Visit", "Signing", "Conference", "Assistance", "Investment"}.intersection(self._reader.types(iri)):
            return self._html("act.html", request, page=self._things.act(iri))
        return self._html("resource.html", request, page=self._things.resource(iri))

    def _describe(self, request: Header) -> Answer:
        iri = request["iri"] if request["iri"] == ONTOLOGY else _iri(request["iri"])
        store = self._reader.backend.store
        if iri == ONTOLOGY:
            sparql = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{REFERENCE_GRAPH}> {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{ONTOLOGY}')) }} }}"
        elif iri.startswith(GRAPH):
            sparql = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
        elif kind_of(iri) == "Article":
            graph = GRAPH + iri.removeprefix(ID)
            sparql = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        else:
            sparql = f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ <{iri}> }} ?s ?p ?o }}"
        found = store.query(sparql, prefixes=PREFIXES)
        assert isinstance(found, ox.QueryTriples)
        written = results.graph(request["form"], found, request["rows"], request["bytes"])
        if not written.rows:
            raise Refusal(404, "nothing in the store has this address", remedy="search for it by name")
        return {"truncated": written.truncated}, written.body

    def _vocabulary(self, request: Header) -> Answer:
        own = [term for term in self._names.terms if term.iri.startswith(ONTOLOGY)]
        comments: dict[tuple[str, str], str] = {}
        for iri, text, language in self._reader.rows("SELECT DISTINCT ?x ?c (LANG(?c) AS ?g) { ?x rdfs:isDefinedBy ?o ; rdfs:comment ?c }"):
            comments[iri, language] = text
        lang = request["lang"]
        notes = {term.iri: comments.get((term.iri, lang)) or comments.get((term.iri, "en"), "") for term in own}
        return self._html("vocabulary.html", request, terms=own, notes=notes)

    def _list_questions(self, request: Header) -> Answer:
        return self._html("questions.html", request, questions=self._questions.listed(request["lang"]))

    def _question(self, request: Header) -> Answer:
        """The SPARQL of a shipped question with these values; none while a required one is missing."""
        return {"sparql": self._questions.fill(request["name"], request["values"], explicit=request["asked"])}, b""

    def _answer(self, request: Header) -> Answer:
        """A question's or the SPARQL page, with the answer that a ``query`` worker gave, if any."""
        values = table(self._reader, request)
        if request.get("name"):
            values["question"] = self._questions.form(request["name"], request["lang"], request["values"])
            return self._html("question.html", request, **values)
        return self._html("sparql.html", request, questions=self._questions.listed(request["lang"]), **values)

    def _view(self, request: Header) -> Answer:
        topics = sorted((iri, name) for iri, name in self._reader.names(self._topics()).items())
        return self._html("view.html", request, values=request["values"], query=request["query"], topics=topics)

    def _topics(self) -> list[str]:
        return [iri for iri in self._names.weights if kind_of(iri) == "Topic"]

    def _about(self, request: Header) -> Answer:
        return self._html("about.html", request, seconds=request["seconds"], rows=request["rows"])


def _iri(iri: str) -> str:
    if not valid(iri) or not iri.startswith((ID, GRAPH)):
        raise Refusal(404, "nothing in the store has this address", remedy="search for it by name")
    return iri


def _json(value: object) -> Answer:
    return {"type": "application/json"}, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
