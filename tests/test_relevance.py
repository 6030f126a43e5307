"""Relevance: acts between Thailand and others are news of cooperation, affairs of home are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samphan.extract.relevance import RelevanceModel
from samphan.facts import Span
from samphan.text import NormalizedText

MODEL = RelevanceModel.load()
FOREIGN = re.compile("ฮังการี|โปแลนด์|ญี่ปุ่น|จีน|อาเซียน|Hungary|Norway|ASEAN|ชิลี")


def score(title: str, body: str, language: str = "th") -> float:
    text = f"{title}\n{body}"
    view = NormalizedText.of(text)
    names = [match.span() for match in FOREIGN.finditer(view.view)]
    return MODEL.score(view, Span(0, len(title)), Span(len(title) + 1, len(text)), names, language)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "รองนายกฯ หารือเอกอัครราชทูตฮังการี กระชับความสัมพันธ์และความร่วมมือทุกมิติ",
            "เอกอัครราชทูตฮังการีประจำประเทศไทย เข้าเยี่ยมคารวะรองนายกรัฐมนตรี ในโอกาสเข้ารับหน้าที่ ทั้งสองฝ่ายแลกเปลี่ยนความคิดเห็นด้านการค้า",
        ),
        (
            "ไทย-โปแลนด์ ลงนามบันทึกความเข้าใจด้านดิจิทัล",
            "รัฐมนตรีของไทยและโปแลนด์ร่วมลงนามบันทึกความเข้าใจว่าด้วยความร่วมมือด้านดิจิทัล ณ กรุงวอร์ซอ ประเทศโปแลนด์",
        ),
        (
            "ปลัดแรงงานนำคณะผู้แทนไทยเข้าร่วมการประชุมรัฐมนตรีแรงงานอาเซียน",
            "ปลัดกระทรวงแรงงานเป็นหัวหน้าคณะผู้แทนไทยเข้าร่วมการประชุมรัฐมนตรีแรงงานอาเซียน โดยมีผู้แทนประเทศสมาชิกอาเซียนเข้าร่วม",
        ),
    ],
)
def test_cooperation_news(title: str, body: str) -> None:
    assert score(title, body) > 0.6


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "ผู้ว่าฯ ลงพื้นที่ช่วยเหลือผู้ประสบอุทกภัยในอำเภอเมือง",
            "ผู้ว่าราชการจังหวัดพร้อมนายอำเภอลงพื้นที่มอบถุงยังชีพแก่ประชาชนที่ประสบอุทกภัยในตำบลต่าง ๆ และสั่งการเจ้าหน้าที่เร่งระบายน้ำ",
        ),
        (
            "ตำรวจจับกุมชาวจีนลักลอบขายยาเสพติด",
            "เจ้าหน้าที่ตำรวจจับกุมผู้ต้องหาชาวจีนพร้อมของกลางยาเสพติด ส่งพนักงานสอบสวนดำเนินคดีตามกฎหมาย",
        ),
        (
            "เตือนประชาชนลงทะเบียนรับสิทธิ์บัตรสวัสดิการแห่งรัฐภายในสิ้นเดือนนี้",
            "โฆษกเตือนประชาชนให้ลงทะเบียนบัตรสวัสดิการแห่งรัฐผ่านธนาคารของรัฐ สอบถามได้ที่สายด่วน",
        ),
    ],
)
def test_home_news(title: str, body: str) -> None:
    assert score(title, body) < 0.4


def test_an_english_call() -> None:
    assert (
        score(
            "PM meets with Ambassador of Norway",
            "H.E. the Ambassador of Norway to Thailand called on the Prime Minister. Both sides discussed bilateral cooperation.",
            "en",
        )
        > 0.6
    )


def test_foreign_names_speak_for_it() -> None:
    text = "รัฐมนตรีหารือกับคณะผู้แทนชิลีเรื่องการเกษตร"
    view = NormalizedText.of(text)
    at = text.index("ชิลี")
    body = Span(0, len(text))
    assert MODEL.score(view, None, body, [(at, at + 4)], "th") > MODEL.score(view, None, body, [], "th")


@given(st.text(min_size=1, max_size=300), st.lists(st.integers(0, 300), max_size=5))
def test_any_text_has_a_probability(text: str, at: list[int]) -> None:
    view = NormalizedText.of(text)
    assert 0 <= MODEL.score(view, None, Span(0, len(text)), [(i, i + 1) for i in at], "th") <= 1


def test_the_same_text_the_same_score() -> None:
    assert score("ไทย-จีน หารือ", "ทั้งสองฝ่ายหารือ") == score("ไทย-จีน หารือ", "ทั้งสองฝ่ายหารือ")
