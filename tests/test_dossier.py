"""Dossiers and differences: every line with its sources, nothing from articles taken for markup."""

from __future__ import annotations

import re

import pytest

from corpus import Act, Who, article, graph_of
from samphan.diff import Became, collect, compare
from samphan.dossier import collect as dossier_of
from samphan.dossier import markdown, page
from samphan.errors import UsageError
from samphan.identity import resolve
from samphan.store import Graph
from samphan.vocab import ID

MFA, PL = "government/TH/mfa", "country/PL"
MINISTER = Who("วรเดช แสงทองคำ", ((MFA, "รมว."),))
ENVOY = Who("ยาน โควาลสกี", ((PL, "เอกอัครราชทูต"),))
HOSTILE = "หารือ <script>alert(1)</script> [x](javascript:alert(1)) | **ทูต**"


def meeting(day: str, label: str) -> Act:
    return Act(thai=(MINISTER, MFA), foreign=(ENVOY, PL), countries=("PL",), day=day, label=label)


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = graph_of(
        article(1, "2023-01-10", MINISTER, ENVOY, acts=[meeting("2023-01-10", HOSTILE)]),
        article(2, "2024-06-10", MINISTER, ENVOY, acts=[meeting("2024-06-10", "พบกันอีกครั้ง")]),
        article(3, "2025-08-01", acts=[Act(countries=("JP",), day="2025-08-01")]),
    )
    resolve(made)
    return made


def test_a_country_has_chronology_contacts_offices_and_silences(graph: Graph) -> None:
    found = dossier_of(graph, "country", ID + PL)
    assert [line.day for line in found.lines] == ["2023-01-10", "2024-06-10"]
    assert all(line.ministerial and line.sources for line in found.lines)
    assert [(one.person.thai, one.acts, one.posts) for one in found.contacts] == [("ยาน โควาลสกี", 2, ("เอกอัครราชทูต, Poland",))]
    assert [(str(one.since), str(one.until), one.open) for one in found.silences] == [
        ("2023-01-10", "2024-06-10", False),
        ("2024-06-10", "2025-08-01", True),
    ]
    assert [term.role.key for term in found.terms] == ["post/ambassador"]
    assert found.partners[0].what.key == MFA


@pytest.mark.parametrize("kind", ["body", "person", "topic"])
def test_the_other_subjects(graph: Graph, kind: str) -> None:
    key = {"body": MFA, "person": "person/วรเดช-แสงทองคำ", "topic": "topic/trade"}[kind]
    assert len(dossier_of(graph, kind, ID + key).lines) >= 2


def test_every_line_of_the_chronology_names_its_sources(graph: Graph) -> None:
    text = markdown(dossier_of(graph, "country", ID + PL))
    chronology = [line for line in text.split("## Chronology")[1].splitlines() if line.startswith("- ")]
    assert len(chronology) == 2
    assert all(re.search(r"\(sources: \[\d+\]\(https://example\.org/\d+\)\)$", line) for line in chronology)


def test_text_of_articles_is_never_markup(graph: Graph) -> None:
    found = dossier_of(graph, "country", ID + PL)
    for language in ("en", "th"):
        shown = page(found, language)
        assert "<script" not in shown
        assert "javascript:" not in re.sub(r">[^<]*<", "><", shown)
        assert "\\<script\\>" in markdown(found, language)


def test_nothing_known_is_a_dossier_that_says_so(graph: Graph) -> None:
    assert "nothing in the store" in markdown(dossier_of(graph, "country", ID + "country/TV"))


def test_no_dossier_of_something_else(graph: Graph) -> None:
    with pytest.raises(UsageError, match="no dossier"):
        dossier_of(graph, "planet", ID + PL)


def test_differences_are_told_in_words() -> None:
    one = graph_of(article(1, "2023-01-10", MINISTER, ENVOY, acts=[meeting("2023-01-10", "พบกัน")]))
    other = graph_of(
        article(1, "2023-01-10", MINISTER, ENVOY, acts=[meeting("2023-01-11", "พบกัน")]),
        article(2, "2024-06-10", MINISTER, acts=[Act(countries=("JP",), day="2024-06-10")]),
    )
    resolve(one)
    resolve(other)
    changes = compare(collect(one), collect(other))
    assert not compare(collect(one), collect(one))
    assert {(change.kind, change.became) for change in changes} >= {
        ("article", Became.ENTERED), ("act", Became.CHANGED), ("act", Became.ENTERED), ("office", Became.CHANGED),
    }  # fmt: skip
    act = next(change for change in changes if change.kind == "act" and change.became is Became.CHANGED)
    assert "Meeting (held) on 2023-01-11" in act.words()
    assert "was: Meeting (held) on 2023-01-10" in act.words()
