"""The lexicon: names compiled from Turtle, what longer names hold, and files that do not parse."""

from __future__ import annotations

from pathlib import Path

import pytest

from samphan.errors import KnowledgeError
from samphan.knowledge import Lexicon, Shape, TermKind

PREFIXES = """@base <https://w3id.org/samphan/id/> .
@prefix sam: <https://w3id.org/samphan/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    path = tmp_path / "names.ttl"
    path.write_text(
        PREFIXES
        + """<country/JP> a sam:Country ; sam:isoCode "JP" ; skos:prefLabel "Japan"@en , "ญี่ปุ่น"@th ; sam:demonym "Japanese"@en .
<company/jcc> a sam:Company ; skos:prefLabel "หอการค้าญี่ปุ่น"@th ; skos:altLabel "JCC"@en .
<government/TH/x> a sam:GovernmentBody , sam:Ministry ; sam:ambiguousLabel "กต"@th ;
    skos:altLabel "กต."@th ; skos:prefLabel "กระทรวงทดสอบ"@th .
<reading/w> a sam:NameWords ; sam:announces sam:Ministry ; skos:hiddenLabel "ทดสอบ"@th .
""",
        encoding="utf-8",
    )
    return Lexicon.load([path])


def test_every_label_becomes_a_name(small: Lexicon) -> None:
    assert set(small.by_name) == {"Japan", "Japanese", "ญี่ปุ่น", "หอการค้าญี่ปุ่น", "JCC", "กต", "กต.", "กระทรวงทดสอบ"}
    assert {t.kind for terms in small.terms for t in terms} == {TermKind.ENTITY}


def test_ambiguous_names_and_demonyms_are_marked(small: Lexicon) -> None:
    assert {name for name, terms in small.by_name.items() if terms[0].ambiguous} == {"กต", "Japanese"}


def test_a_name_knows_its_spelling(small: Lexicon) -> None:
    shapes = dict(zip(small.names, small.shapes, strict=True))
    assert (shapes["กต"], shapes["กต."], shapes["JCC"], shapes["ญี่ปุ่น"]) == (Shape.LETTERS, Shape.DOTTED, Shape.LATIN, Shape.PLAIN)


def test_a_longer_name_holds_the_state_it_names(small: Lexicon) -> None:
    held = small.held["หอการค้าญี่ปุ่น"]
    assert [(h.entity.key, "หอการค้าญี่ปุ่น"[h.start : h.end]) for h in held] == [("country/JP", "ญี่ปุ่น")]


def test_name_words_are_grouped_by_what_they_announce(small: Lexicon) -> None:
    assert small.name_words == {"Ministry": ("ทดสอบ",)}


def test_a_file_that_does_not_parse_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(PREFIXES + "<a> a sam:Country ;;; .. ", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        Lexicon.load([path])
    assert "broken.ttl" in str(caught.value)


def test_the_shipped_lexicon_knows_short_forms_of_every_living_ministry() -> None:
    lexicon = Lexicon.load()
    for name in ("กระทรวงเกษตรฯ", "กต.", "สธ.", "อว.", "กระทรวงดีอี", "Ministry of Foreign Affairs", "สป.มท.", "สำนักงานปลัด อว."):
        terms = lexicon.by_name.get(name.replace(" ", ""))
        assert terms, name
        assert terms[0].entity is not None
        assert terms[0].entity.country == "TH"
