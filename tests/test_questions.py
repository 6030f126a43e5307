"""The shipped questions: well-formed, short, answered on hand-made articles, safe against what is written into them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handmade import DOMESTIC, FACTS, numbered
from samphan.errors import UsageError
from samphan.identity import resolve as resolve_identity
from samphan.questions import Question, ask, load, names, questions, resolve
from samphan.rdf import quads
from samphan.store import Graph, LedgerEntry

PL = "https://w3id.org/samphan/id/country/PL"
MDES = "https://w3id.org/samphan/id/government/TH/mdes"


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with Graph.open() as opened:
        opened.reload_reference()
        articles = [FACTS, numbered(FACTS, "90003"), DOMESTIC]
        opened.replace_articles([(LedgerEntry(one.article.id), quads(one)) for one in articles])
        resolve_identity(opened)  # acts are counted, not reports: two articles tell the same two
        yield opened


def test_there_are_twelve() -> None:
    assert [one.short for one in questions()] == [f"q{number}" for number in range(1, 13)]
    assert len(set(names())) == 12
    assert load("Q3 ") is load(names()[2])


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_question_is_short_plain_sparql(asked: Question, graph: Graph) -> None:
    body = [line for line in asked.sparql.splitlines() if line and not line.startswith("#")]
    assert len(body) <= 12
    assert graph.query(asked.sparql).kind == "select"  # as it stands in the file, parameters open
    assert asked.title.endswith("?")
    assert asked.title_th


ANSWERS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "q1": ({"body": "mdes"}, (PL, "โปแลนด์", "2", "2024-05-28")),
    "q2": ({"country": "PL"}, ("Jan Kowalski", "เอกอัครราชทูต", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "2024-05-28")),
    "q3": ({"country": "โปแลนด์"}, ("2024", "รัฐบาลดิจิทัล", "1")),
    "q4": ({"body": "mdes", "country": "Poland"}, ("Wisla Tech", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "โปแลนด์", "1")),
    "q5": ({}, ("2024-05", "บันทึกความเข้าใจด้านดิจิทัล", "https://w3id.org/samphan/ontology#Planned")),
    "q6": ({"topic": "digital-government"}, ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "โปแลนด์", "1", MDES, PL)),
    "q7": ({"article": "90001"}, ("4", "ดีอี", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", MDES, "0.98")),
    "q8": ({"body": "country/PL"}, ("Jan Kowalski", "เอกอัครราชทูต", "โปแลนด์", "2024-05-28", "2024-05-28", "2")),
    "q10": ({"since": "2024-05-01"}, ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "โปแลนด์", "2024-05", "2")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_handmade_articles_answer(name: str, graph: Graph) -> None:
    values, first = ANSWERS[name]
    assert ask(graph, name, values).texts()[0][: len(first)] == first


def test_questions_without_an_answer_here_have_none(graph: Graph) -> None:
    assert not ask(graph, "q9")
    assert not ask(graph, "q10", {"since": "2024-06-01"})
    assert not ask(graph, "q12")  # both articles say the same


def test_other_countries_have_other_answers(graph: Graph) -> None:
    assert not ask(graph, "q3", {"country": "JP"})


@pytest.mark.parametrize("name", ["PL", "pl", "โปแลนด์", "Poland", " country/PL", PL])
def test_names_lead_to_the_country(graph: Graph, name: str) -> None:
    assert resolve(name, "country", graph) == PL


def test_names_of_bodies_and_topics(graph: Graph) -> None:
    assert resolve("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "body", graph) == MDES
    assert resolve("สมชาย ใจงาม", "person", graph).endswith("person/สมชาย-ใจงาม")
    assert resolve("digital-government", "topic").endswith("topic/digital-government")


@pytest.mark.parametrize("name", ["ไม่มีที่ไหน", 'x" } ; DROP ALL #', "}", "", "\\", "?x"])
def test_an_unknown_name_is_an_error(graph: Graph, name: str) -> None:
    with pytest.raises(UsageError, match="nothing is called") as caught:
        ask(graph, "q1", {"body": name} if name else {"body": " "})
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["https://x/> ?p ?o } #", "http://a b", "country/PL> } #"])
def test_a_hostile_iri_stays_one_term(graph: Graph, name: str) -> None:
    try:
        assert not ask(graph, "q1", {"body": name})
    except UsageError as error:
        assert "called" in error.message or "IRI" in error.message  # noqa: PT017 (either is right)


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("q99", {}, "no question is called 'q99'"),
        ("q1", {"land": "PL"}, "no parameter 'land'"),
        ("q7", {}, "needs article"),
        ("q10", {"since": "yesterday"}, "not a date"),
    ],
)
def test_wrong_asking_is_explained(graph: Graph, name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        ask(graph, name, values)
    assert caught.value.remedy
