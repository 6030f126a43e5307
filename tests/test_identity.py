"""One person, one body, one office-holder across articles: invented people, in the manner of the news."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Act, Who, article, graph_of
from samphan.identity import holder, refresh, resolve
from samphan.identity.names import bones, similarity, sound
from samphan.identity.roles import role_of
from samphan.identity.romanize import romanized
from samphan.vocab import IDENTITY_GRAPH

MOD, MFA, JP, VN, TH = "government/TH/mod", "government/TH/mfa", "country/JP", "country/VN", "country/TH"
ENVOY = "เอกอัครราชทูต"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ฝ่าม วัน เหิ่ง", "ฝาม วัน เหิง"),
        ("วรวิทย์ จันทร์งาม", "วรวิทย์ จันงาม"),
        ("สมหญิง  ชาญวีระกุล", "สมหญิง ชาญวีระกูล"),
        ("José Núñez", "Jose Nunez"),
    ],
)
def test_names_that_differ_in_what_is_not_heard_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("thai", "latin"), [("ประพัฒน์ จันทร์เจริญ", "Prapat Chancharoen"), ("ทานากะ ฮิโรชิ", "Tanaka Hiroshi"), ("ยาน โควาลสกี", "Jan Kowalski")]
)
def test_both_scripts_have_nearly_the_same_bones(thai: str, latin: str) -> None:
    assert similarity(thai, latin) >= 0.7
    assert bones(thai)[0] in (bones(latin)[0], "Y")


def test_a_turned_round_name_is_alike() -> None:
    assert similarity("ฮิโรชิ ทานากะ", "ทานากะ ฮิโรชิ") > 0.95


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_sound(text: str) -> None:
    assert isinstance(sound(text), str)
    assert isinstance(bones(text), str)
    assert 0.0 <= similarity(text, text[::-1]) <= 1.0


def test_romanized_names_are_latin() -> None:
    assert romanized("สมชาย ใจดี").isascii()
    assert romanized("สมชาย ใจดี")[0].isupper()


@pytest.mark.parametrize(
    ("words", "key", "sole", "acting", "current"),
    [
        ("รมว.", "post/minister", True, False, True),
        ("รองนายกรัฐมนตรี", "post/deputy-prime-minister", False, False, True),
        ("อดีตนายกรัฐมนตรี", "post/prime-minister", True, False, False),
        ("รักษาราชการแทนปลัดกระทรวง", "post/permanent-secretary", True, True, True),
        ("Prime Minister", "post/prime-minister", True, False, True),
    ],
)
def test_positions_are_read_back_to_posts(words: str, key: str, sole: bool, acting: bool, current: bool) -> None:
    role = role_of(words)
    assert role is not None
    assert (role.key, role.sole, role.acting, role.current) == (key, sole, acting, current)


def test_words_that_are_no_post() -> None:
    assert role_of("คนสวน") is None


def test_spellings_of_one_ambassador_are_one_person_with_reason_and_evidence() -> None:
    graph = graph_of(
        article(1, "2024-01-05", Who("คาซึโอะ มูราคามิ", ((JP, ENVOY),))),
        article(2, "2024-02-05", Who("คาซึโอะ มูราคามิ", ((JP, ENVOY),))),
        article(3, "2024-03-05", Who("คะซุโอะ มุระคะมิ", ((JP, ENVOY),))),
        article(4, "2024-04-05", Who("Kazuo Murakami", ((JP, "Ambassador"),))),
    )
    found = resolve(graph)
    assert len({found.canonical[k] for k in found.canonical if k.startswith("person/")}) == 1
    assert found.canonical["person/kazuo-murakami"] == "person/คาซึโอะ-มูราคามิ" == found.canonical["person/คาซึโอะ-มูราคามิ"]
    rows = graph.query(
        "SELECT ?why ?score ?source { ?i sam:identifies <https://w3id.org/samphan/id/person/kazuo-murakami> ; sam:reason ?why ; "
        "sam:confidence ?score ; prov:wasDerivedFrom ?source . ?source a oa:Annotation }"
    ).texts()
    assert any("Thai and Latin" in why and float(score) >= 0.8 for why, score, _ in rows)
    spelt = graph.query("SELECT (LANG(?n) AS ?l) ?n { <https://w3id.org/samphan/id/person/คาซึโอะ-มูราคามิ> sam:name ?n }").texts()
    names = {language: name for language, name in spelt}  # noqa: C416 - rows are tuples of any length to the type checker
    assert names == {"th": "คาซึโอะ มูราคามิ", "en": "Kazuo Murakami"}


def test_two_people_of_like_names_stay_apart_where_states_contradict() -> None:
    graph = graph_of(
        article(1, "2024-01-05", Who("หลี่ เหม่ย", (("country/CN", ENVOY),)), acts=[Act(countries=("CN",), day="2024-01-05")]),
        article(2, "2024-02-05", Who("ลี่ เม่ย", (("country/SG", ENVOY),)), acts=[Act(countries=("SG",), day="2024-02-05")]),
    )
    found = resolve(graph)
    assert found.canonical["person/หลี่-เหม่ย"] != found.canonical["person/ลี่-เม่ย"]
    doubted = graph.query("SELECT ?x { ?x sam:uncertain true FILTER(CONTAINS(STR(?x), '/person/')) }")
    assert len(doubted) == 2


def test_brothers_are_two_people() -> None:
    graph = graph_of(
        article(1, "2024-01-05", Who("สมชาย เรืองกิจงาม", ((MOD, "ปลัด"),)), Who("สมชัย เรืองกิจงาม", ((MFA, "อธิบดี"),))),
        article(2, "2024-03-05", Who("สมชาย เรืองกิจงาม", ((MOD, "ปลัด"),))),
    )
    found = resolve(graph)
    assert len({found.canonical[k] for k in found.canonical if k.startswith("person/")}) == 2


def test_a_given_name_is_resolved_by_office_and_date_and_left_alone_where_two_fit() -> None:
    minister = Who("วรเดช แสงทองคำ", ((MOD, "รมว."),))
    graph = graph_of(
        article(1, "2024-01-05", minister),
        article(2, "2024-06-05", minister),
        article(3, "2024-03-05", Who("วรเดช", ((MOD, "รมว."),))),
        article(4, "2015-03-05", Who("วรเดช", ((MOD, "รมว."),))),
    )
    found = resolve(graph)
    assert found.canonical["person/3/วรเดช"] == "person/วรเดช-แสงทองคำ"
    assert found.canonical["person/4/วรเดช"] == "person/4/วรเดช"


def test_spells_acting_holders_portfolios_and_reshuffles() -> None:
    first = Who("วรเดช แสงทองคำ", ((TH, "นายกรัฐมนตรี"), (MOD, "รมว.")))
    second = Who("ศิวกร บุญรักษาเมือง", ((MOD, "รมว."),))
    stand_in = Who("เมธา ทิพย์นที", ((MOD, "รักษาราชการแทน รมว."),))
    graph = graph_of(
        *(article(n, f"2023-0{n}-10", first) for n in range(1, 6)),
        article(6, "2023-03-20", stand_in),
        *(article(n, f"2023-{n + 1:02}-10", second) for n in range(7, 11)),
    )
    found = resolve(graph)
    assert not found.unmatched
    defence = holder(graph, (MOD, "post/minister"), date(2023, 4, 1))
    later = holder(graph, (MOD, "post/minister"), date(2023, 10, 1))
    chief = holder(graph, (TH, "post/prime-minister"), date(2023, 2, 1))
    assert defence
    assert later
    assert chief
    assert defence.person == chief.person == "person/วรเดช-แสงทองคำ"
    assert (later.person, later.first, later.last) == ("person/ศิวกร-บุญรักษาเมือง", date(2023, 8, 10), date(2023, 11, 10))
    assert holder(graph, (MOD, "post/minister"), date(2021, 4, 1)) is None
    acting = graph.query("SELECT ?p { ?s a sam:Tenure ; sam:acting true ; org:member ?p }").texts()
    assert acting == [("https://w3id.org/samphan/id/person/เมธา-ทิพย์นที",)]


def test_an_office_without_a_name_is_its_holder_marked_as_inferred() -> None:
    minister = Who("วรเดช แสงทองคำ", ((MOD, "รมว."),))
    graph = graph_of(
        article(1, "2024-01-05", minister),
        article(2, "2024-05-05", minister),
        article(3, "2024-03-05", title="รมว.กห. หารือทูตโปแลนด์"),
        article(4, "2024-03-06", title="ที่ปรึกษา รมว.กห. หารือทูตโปแลนด์"),
        article(5, "2019-03-06", title="รมว.กห. หารือทูตโปแลนด์"),
    )
    found = resolve(graph)
    assert [(one.article, one.person) for one in found.inferred] == [("article/3", "person/วรเดช-แสงทองคำ")]
    assert 0.7 < found.inferred[0].confidence < 1
    rows = graph.query("SELECT ?o { ?o sam:inferredParty ?p ; sam:reportedAs <https://w3id.org/samphan/id/event/3-1> }")
    assert len(rows) == 1


def test_companies_and_bodies_are_joined_by_their_core_only() -> None:
    graph = graph_of(
        article(1, "2024-01-05", things=[("company/บริษัท-วิสล่า-เทค-จำกัด", "บริษัท วิสล่า เทค จำกัด")]),
        article(2, "2024-01-06", things=[("company/วิสลาเทค", "วิสลาเทค")]),
        article(3, "2024-01-07", things=[("company/บริษัท-วิสล่า-เทค-ประเทศไทย-จำกัด", "บริษัท วิสล่า เทค (ประเทศไทย) จำกัด")]),
        article(4, "2024-01-08", things=[("government/PL/กระทรวงดิจิทัลโปแลนด์", "กระทรวงดิจิทัลโปแลนด์")]),
        article(5, "2024-01-09", things=[("government/PL/กระทรวงดิจิทัล", "กระทรวงดิจิทัลแห่งสาธารณรัฐโปแลนด์")]),
        article(6, "2024-01-10", things=[("government/LV/กระทรวงดิจิทัล", "กระทรวงดิจิทัล")]),
    )
    canonical = resolve(graph).canonical
    assert canonical["company/บริษัท-วิสล่า-เทค-จำกัด"] == canonical["company/วิสลาเทค"]
    assert canonical["company/บริษัท-วิสล่า-เทค-ประเทศไทย-จำกัด"] != canonical["company/วิสลาเทค"]
    assert canonical["government/PL/กระทรวงดิจิทัลโปแลนด์"] == canonical["government/PL/กระทรวงดิจิทัล"]
    assert canonical["government/LV/กระทรวงดิจิทัล"] == "government/LV/กระทรวงดิจิทัล"


def test_the_order_of_articles_does_not_matter_and_twice_is_once() -> None:
    articles = [
        article(n, f"2024-0{n}-05", Who(name, ((JP, ENVOY),)))
        for n, name in enumerate(["คาซึโอะ มูราคามิ", "คะซุโอะ มุระคะมิ", "คาซุโอะ มูราคามิ", "มูราคามิ คาซึโอะ"], start=1)
    ]
    one, other = graph_of(*articles), graph_of(*reversed(articles))
    resolve(one)
    resolve(other)
    resolve(other)
    query = f"SELECT ?s ?p ?o {{ GRAPH <{IDENTITY_GRAPH}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
    assert one.query(query).texts() == other.query(query).texts() != []


def test_refresh_does_nothing_twice_and_something_after_a_change() -> None:
    graph = graph_of(article(1, "2024-01-05", Who("คาซึโอะ มูราคามิ", ((JP, ENVOY),))))
    assert refresh(graph) is not None
    assert refresh(graph) is None
    graph_of(article(2, "2024-01-06", Who("ลินน์ ปาร์คซอง")), graph=graph)
    assert refresh(graph) is not None


def test_what_identity_writes_keeps_to_the_shapes() -> None:
    envoy = Who("คาซึโอะ มูราคามิ", ((JP, ENVOY),))
    minister = Who("วรเดช แสงทองคำ", ((MFA, "รมว."),))
    act = Act(thai=(minister, MFA), foreign=(envoy, JP), countries=("JP",), day="2024-01-05", label="รมว.กต. พบทูตญี่ปุ่น")
    graph = graph_of(article(1, "2024-01-05", envoy, minister, acts=[act]), article(2, "2024-01-06", envoy, minister, acts=[act]))
    resolve(graph)
    assert [v for v in graph.validate() if v.severity == "Violation"] == []


def test_every_entity_has_a_latin_name() -> None:
    graph = graph_of(article(1, "2024-01-05", Who("วรเดช แสงทองคำ", ((MOD, "รมว."),))))
    resolve(graph)
    without = graph.query(
        'SELECT DISTINCT ?c { ?x sam:canonical ?c FILTER NOT EXISTS { ?c sam:name ?n FILTER(LANG(?n) = "en" || LANG(?n) = "th-latn") } }'
    )
    assert len(without) == 0
    tags = {row[0] for row in graph.query("SELECT ?l { ?c sam:name ?n BIND(LANG(?n) AS ?l) FILTER(CONTAINS(STR(?c), 'person')) }").texts()}
    assert tags == {"th", "th-latn"}
