"""Topics: what an article is about, not every word in passing; evidence points into the untouched text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samphan.errors import KnowledgeError
from samphan.extract.lexical import WordModel, Words
from samphan.extract.linear import LinearModel
from samphan.extract.relevance import cut_zones
from samphan.extract.topic_evidence import evidence
from samphan.extract.topics import TopicModel
from samphan.extract.triggers import TopicTriggers
from samphan.extract.zones import zones
from samphan.facts import Span, TopicFact
from samphan.text import NormalizedText

MODEL = TopicModel.load()


def read(title: str, body: str, language: str = "th") -> tuple[str, tuple[TopicFact, ...]]:
    text = f"{title}\n{body}"
    span = Span(0, len(title)) if title else None
    return text, MODEL.topics(NormalizedText.of(text), span, Span(len(title) + 1, len(text)), language)


def codes(title: str, body: str, language: str = "th") -> set[str]:
    return {fact.code for fact in read(title, body, language)[1]}


def test_a_courtesy_call_on_farming() -> None:
    found = codes(
        "ปลัดเกษตรฯ หารือทูตฮังการี ขยายความร่วมมือด้านการเกษตร",
        "นายสมพงษ์ ใจดี ปลัดกระทรวงเกษตรและสหกรณ์ ให้การต้อนรับเอกอัครราชทูตฮังการีประจำประเทศไทย เพื่อหารือความร่วมมือด้านการเกษตร\n"
        "ทั้งสองฝ่ายเห็นพ้องที่จะแลกเปลี่ยนความรู้ด้านเกษตรอัจฉริยะ และเร่งเปิดตลาดสินค้าเกษตร โดยเฉพาะข้าวและผลไม้ของเกษตรกรไทย",
    )
    assert "agriculture" in found
    assert not found & {"defence", "religion", "sport"}


def test_trafficking_is_no_trade() -> None:
    found = codes(
        "ไทย-ออสเตรเลีย ร่วมต่อต้านการค้ามนุษย์",
        "ทั้งสองฝ่ายหารือความร่วมมือในการป้องกันและปราบปรามการค้ามนุษย์ และการช่วยเหลือผู้เสียหายจากการค้ามนุษย์ในภูมิภาค",
    )
    assert "human-trafficking" in found
    assert "trade" not in found


def test_an_english_article() -> None:
    found = codes(
        "Thailand and Norway to expand trade and renewable energy cooperation",
        "The Prime Minister and the Norwegian Ambassador discussed bilateral trade and investment.\n"
        "On energy, both sides agreed to promote solar power and hydrogen, and to conclude the Thailand-EFTA free trade agreement.",
        "en",
    )
    assert {"trade", "renewable-energy"} <= found


def test_a_room_name_is_no_peace_talk() -> None:
    view = "พิธีลงนาม ณ ตึกสันติไมตรี ทำเนียบรัฐบาล"
    assert TopicTriggers.load().find(view) == []


def test_words_inside_other_words_are_not_found() -> None:
    triggers = TopicTriggers.load()
    assert [hit.trigger for hit in triggers.find("ช่วยขนข้าวของเข้าวัด")] == []
    assert [hit.trigger for hit in triggers.find("the airport said")] == ["airport"]
    assert [hit.trigger for hit in triggers.find("ส่งออกข้าวไทย")] == ["ส่งออก", "ข้าว"]
    assert triggers.find("แผนพมหาร") == []


def test_the_title_said_again_is_not_counted_twice() -> None:
    title = "ไทย-ลาว กระชับความร่วมมือด้านพลังงาน"
    body = f"{title}\n{title} เดินหน้าซื้อขายไฟฟ้า\nผู้แทนสองฝ่ายประชุมกันที่เวียงจันทน์"
    view = f"{title}\n{body}"
    cut = zones(view, (0, len(title)), (len(title) + 1, len(view)))
    assert next(view[a:b] for a, b in cut.paragraphs) != title
    assert len(evidence(view, TopicTriggers.load(), cut)["energy"]) <= 3


def test_a_teaser_that_starts_over_is_read_once() -> None:
    long = "รัฐมนตรีหารือด้านพลังงานกับผู้แทนจากหลายประเทศเพื่อขยายการลงทุนและถ่ายทอดเทคโนโลยีระหว่างกันในอนาคตอันใกล้นี้และต่อไปอย่างยั่งยืน"
    view = f"{long[:110]}\n{long} ทั้งสองฝ่ายพอใจ"
    assert len(zones(view, (0, 0), (0, len(view))).paragraphs) == 1


def test_facts_are_sorted_confident_and_rest_on_the_text() -> None:
    text, facts = read(
        "ดีอี หารือ\u200bเอสโตเนีย พัฒนารัฐบาลดิจิทัล",
        "นายสมชาย มั่นคง หารือกับรัฐมนตรีเอสโตเนียเรื่องรัฐบาล\u200bดิจิทัลและความมั่นคงปลอดภัยไซเบอร์ ดิจิทัลไอดี และบริการภาครัฐ",
    )
    assert [fact.code for fact in facts] == sorted(fact.code for fact in facts)
    assert "digital-government" in {fact.code for fact in facts}
    words = {voice for voices in MODEL.triggers.voices for voice in voices}
    assert words
    title = text.partition("\n")[0]
    for fact in facts:
        assert 0 < fact.confidence <= 1
        assert 1 <= len(fact.spans) <= 3
        for span in fact.spans:
            said = span.slice(text).replace("\u200b", "")
            assert said.lower() in MODEL.triggers.literals or said == title.replace("\u200b", "")


def test_a_topic_that_no_trigger_names_rests_on_the_title() -> None:
    words = Words.of(["พิธีตรวจแถว"])
    model = TopicModel(
        LinearModel({"wording": 3.0}, 0.5),
        LinearModel({"alone": 1.0}, 0.5),
        MODEL.triggers,
        WordModel(("bilateral-relations",), (-2.0,), words, (((0, 9.0),),)),
    )
    title, body = "พิธีตรวจแถวที่ทำเนียบ", "ผู้นำทั้งสองร่วมพิธีตรวจแถวทหารกองเกียรติยศ"
    text = f"{title}\n{body}"
    facts = model.topics(NormalizedText.of(text), Span(0, len(title)), Span(len(title) + 1, len(text)), "th")
    assert [fact.code for fact in facts] == ["bilateral-relations"]
    assert [span.slice(text) for span in facts[0].spans] == [title]


def test_words_weigh_by_number_and_place() -> None:
    words = Words.of(["ข้าว", "ปลา", "รถ"])
    view = "รถ\nข้าว ข้าว ปลา"
    found = words.vector(view, cut_zones(NormalizedText.of(view), Span(0, 2), Span(3, len(view))))
    assert set(found) == {0, 1, 2}
    assert found[0] > found[1] > found[2] > 0
    assert sum(value * value for value in found.values()) == pytest.approx(1)
    assert words.vector("", cut_zones(NormalizedText.of("ไป"), None, Span(0, 2))) == {}


def test_the_shipped_wording_is_sound() -> None:
    model = WordModel.load()
    assert set(model.codes) <= set(MODEL.triggers.codes)
    view = "เอกอัครราชทูตเข้าเยี่ยมคารวะและหารือเรื่องวัคซีน"
    odds = model.scores(view, cut_zones(NormalizedText.of(view), None, Span(0, len(view))))
    assert odds["public-health"] > odds["rail"]


def test_topics_within_one_passage() -> None:
    first = "ในการหารือกับจีน ทั้งสองฝ่ายเห็นพ้องที่จะขยายความร่วมมือด้านการท่องเที่ยวและเพิ่มจำนวนนักท่องเที่ยว"
    second = "ต่อมาได้หารือกับอินเดียเรื่องยาเสพติดและการปราบปรามยาเสพติดตามแนวชายแดน"
    view = NormalizedText.of(f"{first}\n{second}")
    spans = [Span(len(first) + 1, len(first) + 1 + len(second))]
    assert MODEL.topics_within(view, spans, among={"tourism", "drugs"}) == ("drugs",)
    assert "tourism" not in MODEL.topics_within(view, spans)
    assert MODEL.topics_within(view, []) == ()
    assert MODEL.topics_within(view, [Span(0, 20), Span(0, len(first))], among={"tourism"}) == ("tourism",)


def test_no_words_no_topics() -> None:
    assert codes("", "สวัสดี") == set()
    assert codes("", ".") == set()


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_read_and_sliced(body: str, title: str) -> None:
    text = f"{title}\n{body}."
    view = NormalizedText.of(text)
    for fact in MODEL.topics(view, Span(0, len(title)) if title else None, Span(len(title) + 1, len(text)), "th"):
        assert all(span.slice(text) for span in fact.spans)


def test_time_grows_with_the_length_only() -> None:
    paragraph = "ทั้งสองฝ่ายหารือด้านการค้า การลงทุน การท่องเที่ยว พลังงาน และความมั่นคงชายแดน โดยเห็นพ้องผลักดัน FTA\n"

    def seconds(times: int) -> float:
        text = paragraph * times
        view = NormalizedText.of(text)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            MODEL.topics(view, None, Span(0, len(text)), "th")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(800) < 4 * seconds(400) + 0.01


def test_a_line_without_breaks_stays_linear() -> None:
    text = "การค้า " * 20000
    start = time.process_time()
    MODEL.topics(NormalizedText.of(text), None, Span(0, len(text)), "th")
    assert time.process_time() - start < 5


def test_zones_of_an_article_without_title() -> None:
    text = "บรรทัดเดียว"
    cut = cut_zones(NormalizedText.of(text), None, Span(0, len(text)))
    assert cut.paragraphs == ((0, len(text)),)
    assert cut.start == 0


def test_a_missing_model_is_told() -> None:
    with pytest.raises(KnowledgeError) as told:
        LinearModel.load("no-such-model")
    assert "no-such-model" in told.value.place


def test_the_model_weighs_what_it_knows() -> None:
    model = LinearModel({"bias": -1.0, "word": 3.0}, 0.5)
    assert model.probability({"bias": 1.0}) < 0.5 < model.probability({"bias": 1.0, "word": 1.0, "unknown": 99.0})
    assert model.probability({"bias": 1e9}) == 0.0
