"""Countries, bodies, organizations and companies: what names one, where its name ends, and which namings are one thing."""

from __future__ import annotations

import time

import pytest

from reading_room import read
from samphan.facts import EntityClass


def keys(text: str, language: str = "th") -> set[str]:
    """The keys named in ``text``, Thailand left out."""
    return set(read(text, language).bodies.entities) - {"country/TH"}


def names(text: str, key: str) -> set[str]:
    """All labels of the entity with ``key`` and the words of the text that name it."""
    one = read(text)
    entity = one.bodies.entities[key]
    labels = {label.text for label in (*entity.preferred, *entity.alternatives)}
    return labels | {one.reading.view[n.start : n.end] for n in one.bodies.named if n.key == key}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("พบรัฐมนตรีว่าการกระทรวงการต่างประเทศสิงคโปร์ ที่กรุงเทพฯ", {"country/SG", "government/SG/กระทรวงการต่างประเทศ"}),
        ("พบรมว.กต.สิงคโปร์ ที่กรุงเทพฯ", {"country/SG", "government/SG/กระทรวงการต่างประเทศ"}),
        ("รัฐมนตรีกระทรวงแรงงานและการจ้างงาน แห่งสาธารณรัฐเกาหลี", {"country/KR", "government/KR/กระทรวงแรงงานและการจ้างงาน"}),
        ("กระทรวงศิลปะ วัฒนธรรม และมรดกของนิวซีแลนด์ ร่วมจัดงาน", {"country/NZ", "government/NZ/กระทรวงศิลปะวัฒนธรรมและมรดก"}),
        ("เข้าพบผู้แทนกระทรวงเกษตรฯ และกระทรวงพาณิชย์", {"government/TH/moac", "government/TH/moc"}),
        ("ปลัดกระทรวงแรงาน กล่าวว่า", {"government/TH/mol"}),
    ],
)
def test_ministries(text: str, expected: set[str]) -> None:
    """A ministry belongs to the state behind it; a longer name than Thailand's is another ministry; short forms are known by prefix."""
    assert keys(text) == expected


def test_a_ministry_without_its_state_belongs_to_the_state_spoken_of() -> None:
    text = "นายอาลี ฮาซัน รัฐมนตรีว่าการกระทรวงศิลปะและมรดก เดินทางเยือนไทย เพื่อกระชับความสัมพันธ์ไทย - กาตาร์"
    assert "government/QA/กระทรวงศิลปะและมรดก" in keys(text)


@pytest.mark.parametrize(
    "text", ["ตามกฎกระทรวงกำหนดหลักเกณฑ์", "ความร่วมมือระหว่างกระทรวงที่เกี่ยวข้อง", "ทุกกระทรวง ทบวง กรม", "กระทรวงฯ พร้อมสนับสนุน"]
)
def test_fragments_are_no_ministries(text: str) -> None:
    assert keys(text) == set()


def test_an_embassy_keeps_its_seat_and_has_one_key() -> None:
    text = "สถานเอกอัครราชทูตแคนาดาประจำประเทศไทย จัดงานร่วมกับไทย โดยสถานทูตแคนาดา ขอบคุณ"
    key = "government/CA/สถานเอกอัครราชทูต"
    assert keys(text) == {"country/CA", key}
    assert {"สถานเอกอัครราชทูตแคนาดาประจำประเทศไทย", "สถานทูตแคนาดา"} <= names(text, key)


def test_a_thai_embassy_abroad_names_no_country() -> None:
    text = "ร่วมกับสถานเอกอัครราชทูต ณ กรุงลิสบอน และสถานกงสุลใหญ่ ณ นครมิวนิก"
    assert keys(text) == {"government/TH/สถานเอกอัครราชทูตกรุงลิสบอน", "government/TH/สถานกงสุลนครมิวนิก"}


def test_a_bare_embassy_is_nobody() -> None:
    assert keys("ขอบคุณสถานทูตและเจ้าหน้าที่ที่เกี่ยวข้อง") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ผู้ว่าราชการจังหวัดเชียงใหม่ ให้การต้อนรับ", True),
        ("ณ โรงแรมแห่งหนึ่ง จังหวัดเชียงใหม่", False),
        ("ผู้ว่าราชการกรุงเทพมหานคร ลงนาม", True),
        ("เดินทางออกจากกรุงเทพมหานคร", False),
    ],
)
def test_a_province_is_a_body_only_where_its_government_is_meant(text: str, found: bool) -> None:
    assert any(key.startswith(("government/TH/province", "government/TH/bangkok")) for key in keys(text)) is found


def test_a_division_is_read_after_the_post_that_heads_it_with_the_body_it_belongs_to() -> None:
    text = "นางสาวใจดี มีสุข ผู้อำนวยการกองวิเทศสัมพันธ์ กระทรวงวัฒนธรรม เข้าร่วม"
    assert names(text, "government/TH/mcu-กองวิเทศสัมพันธ์") >= {"กองวิเทศสัมพันธ์", "กองวิเทศสัมพันธ์ กระทรวงวัฒนธรรม"}


def test_words_that_only_begin_like_a_body_are_none() -> None:
    assert keys("พัฒนาทรัพยากรมนุษย์ กองทุน และศูนย์วิจัยและพัฒนา (R&D Center) ของภาคเอกชน") == set()


def test_a_short_name_that_the_article_defines_is_read_later() -> None:
    text = "สำนักงานพัฒนาการผลิตแห่งชิลี (CORFO) ลงนามแล้ว\nต่อมา CORFO ได้แจ้งว่า"
    one = read(text)
    defined = [n for n in one.bodies.named if n.rule == "defined"]
    assert [one.reading.view[n.start : n.end] for n in defined] == ["CORFO", "CORFO"]
    assert {n.key for n in defined} == {"government/CL/สำนักงานพัฒนาการผลิต"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ประธานกรรมการบริษัท ทดสอบไทย จำกัด (มหาชน) กล่าว", {"บริษัท ทดสอบไทย จำกัด (มหาชน)", "ทดสอบไทย"}),
        ("ผู้บริหารบริษัท Kesselring Systems เข้าพบ", {"บริษัท Kesselring Systems", "Kesselring Systems"}),
    ],
)
def test_a_company_is_known_with_and_without_head_and_form(text: str, expected: set[str]) -> None:
    entities = [e for e in read(text).bodies.entities.values() if e.kind is EntityClass.COMPANY]
    assert len(entities) == 1
    assert expected <= names(text, entities[0].key)


def test_a_list_of_companies_gives_each_one() -> None:
    found = keys("อาทิ บริษัท Alphabeta Foods, Gammadelta, Epsilon Energy และ Zeta Logistics เป็นต้น")
    assert found == {"company/alphabeta-foods", "company/gammadelta", "company/epsilon-energy", "company/zeta-logistics"}


def test_the_long_and_the_short_name_of_a_firm_are_one() -> None:
    assert keys("บริษัท Omicron เข้าพบ\nบริษัท Omicron G.e.R. Fratelli S.p.A. เป็นผู้ผลิต") == {"company/omicron-g-e-r-fratelli"}


@pytest.mark.parametrize("text", ["บริษัทชั้นนำของญี่ปุ่น", "กว่า 35 บริษัท เข้าร่วม", "บริษัทขนาดใหญ่และ Startup ไทย", "พุทธสมาคมจีน"])
def test_firms_in_general_are_no_company(text: str) -> None:
    assert not [k for k in keys(text) if k.startswith("company/")]


def test_an_association_of_traders_is_a_company_and_one_of_friends_is_not() -> None:
    assert keys("นายกสมาคมผู้ส่งออกมะพร้าวน้ำหอม และนายกสมาคมมิตรภาพไทย-เปรู") == {"company/สมาคมผู้ส่งออกมะพร้าวน้ำหอม", "country/PE"}


def test_a_name_inside_a_name_names_its_state() -> None:
    assert "country/VN" in keys("หอการค้าไทยในเวียดนาม เข้าพบ")


def test_a_part_of_an_organization_is_not_the_organization() -> None:
    assert "organization/un" not in keys("กรอบอนุสัญญาสหประชาชาติว่าด้วยการเปลี่ยนแปลงสภาพภูมิอากาศ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Minister of Foreign Affairs of the Republic of India met Foreign Minister Don.",
            {"government/IN/กระทรวงการต่างประเทศ", "government/TH/mfa", "country/IN"},
        ),
        ("The Embassy of Japan in Thailand hosted it.", {"government/JP/สถานเอกอัครราชทูต", "country/JP"}),
        ("Thai-Chinese relations grow.", {"country/CN"}),
        ("Chinese food is popular.", set()),
        ("The Royal Thai Embassy in Hanoi helped.", {"government/TH/royal-thai-embassy-in-hanoi"}),
    ],
)
def test_english_articles(text: str, expected: set[str]) -> None:
    assert keys(text, "en") == expected


def test_one_reading_is_like_the_next() -> None:
    text = "กระทรวงการต่างประเทศญี่ปุ่น (MOFA) และบริษัท Alphabeta Foods, Gammadelta และ Zeta พบ BOI"
    assert read(text).bodies == read(text).bodies


def test_time_is_linear() -> None:
    """Ten times the lists take about ten times as long."""
    piece = "บริษัท Alphabeta Foods, Gammadelta และ Zeta (ABZ) กระทรวงศิลปะ วัฒนธรรม และมรดกของนิวซีแลนด์ (MCA) ผู้อำนวยการกองวิเทศสัมพันธ์ "
    read(piece)

    def seconds(times: int) -> float:
        start = time.process_time()
        read("\n".join(piece.replace("Alphabeta", f"Alpha{n}") for n in range(times)))
        return time.process_time() - start

    assert seconds(400) < 25 * max(seconds(40), 0.01)
