"""The shipped sample articles from end to end: a store, three answered questions, a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from samphan.build import BuildReport, Progress, build
from samphan.store import Graph
from samphan.views import page

SAMPLES = Path(__file__).parent / "samples"
"""The folder of the sample articles; ``records.jsonl`` there holds the facts expected of them."""

_QUESTIONS = (
    (
        "Which countries has Thailand dealt with, how often, when last?",
        ("country", "acts", "last"),
        """
        SELECT ?country (COUNT(DISTINCT ?event) AS ?acts) (MAX(?day) AS ?last) {
          ?article sam:reports ?event . ?event sam:country ?c OPTIONAL { ?event schema:startDate ?day }
          ?c skos:prefLabel ?country FILTER(LANG(?country) = "th")
        } GROUP BY ?country ORDER BY DESC(?acts) DESC(?last) ?country LIMIT 8""",
    ),
    (
        "Who represented a country, in which post, before whom?",
        ("person", "post", "country", "received by"),
        """
        SELECT ?person ?post ?country (GROUP_CONCAT(DISTINCT ?host; SEPARATOR=", ") AS ?hosts) {
          ?event a sam:Meeting ; sam:counterpart ?p , ?c ; sam:thaiParty ?h .
          ?p a sam:Person ; skos:prefLabel ?person FILTER(LANG(?person) = "th")
          ?c a sam:Country ; skos:prefLabel ?country FILTER(LANG(?country) = "th")
          ?h a sam:Person ; skos:prefLabel ?host FILTER(LANG(?host) = "th")
          ?m org:member ?p ; org:organization ?c ; sam:position ?post .
        } GROUP BY ?person ?post ?country ORDER BY ?country ?person LIMIT 8""",
    ),
    (
        "What was signed or is to be signed, by which Thai bodies, with whom, about what?",
        ("Thai side", "country", "date", "status", "topics"),
        """
        SELECT (GROUP_CONCAT(DISTINCT ?body; SEPARATOR=", ") AS ?thai) ?country ?day ?state
               (GROUP_CONCAT(DISTINCT ?topic; SEPARATOR=", ") AS ?topics) {
          ?event a sam:Signing ; sam:thaiParty ?b ; sam:country ?c .
          ?b a sam:GovernmentBody ; skos:prefLabel ?body FILTER(LANG(?body) = "th")
          ?c skos:prefLabel ?country FILTER(LANG(?country) = "th")
          OPTIONAL { ?event schema:startDate ?day }
          OPTIONAL { ?event sam:status ?s BIND(STRAFTER(STR(?s), "#") AS ?state) }
          OPTIONAL { ?event sam:topic/skos:prefLabel ?topic FILTER(LANG(?topic) = "th") }
        } GROUP BY ?event ?country ?day ?state ORDER BY ?day ?country""",
    ),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with the head and rows of its answer, as text."""

    question: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made: the build's report, the answers, the store's folder and the page's file."""

    build: BuildReport
    answers: tuple[Answer, ...]
    store: Path
    page: Path


def run_demo(folder: str | Path = "graphs", *, progress: Callable[[Progress], None] | None = None) -> Demo:
    """Build ``folder/demo-store`` from the sample articles, ask it three questions and write ``folder/demo.html``."""
    store = Path(folder) / "demo-store"
    report = build(sorted(SAMPLES.glob("*.txt")), store, workers=1, progress=progress)
    with Graph.open(store, read_only=True) as graph:
        answers = tuple(Answer(question, heads, tuple(graph.query(sparql).texts())) for question, heads, sparql in _QUESTIONS)
        drawn = page(graph).write(Path(folder) / "demo.html")
    return Demo(report, answers, store, drawn)
