"""Persons: where a name begins and ends, one person's many forms, and what is no person at all."""

from __future__ import annotations

import time

import pytest

from reading_room import read
from samphan.extract.wording import is_common, sound_alike


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("วันนี้ นายสมหมาย ใจงาม ปลัดกระทรวงแรงงาน ให้การต้อนรับคณะ", "สมหมาย ใจงาม"),
        ("พร้อมด้วย พล.ต.ต. หม่อมหลวงธนวัฒน์ ศรีสุขใจ เข้าร่วมประชุม", "ธนวัฒน์ ศรีสุขใจ"),
        ("ว่าที่ร้อยตรี ดร.กมล ทองประดับ อธิบดีกรมศุลกากร กล่าวว่า", "กมล ทองประดับ"),
        ("นายสัตวแพทย์วีระ พันธุ์ดี รองอธิบดีกรมปศุสัตว์ เปิดเผยว่า", "วีระ พันธุ์ดี"),
        ("นายกองเอก สมบูรณ์ รักษ์ไทย รองปลัดกระทรวงมหาดไทย", "สมบูรณ์ รักษ์ไทย"),
        ("นางสาวพิมพ์ใจ ณ เชียงใหม่ เลขานุการรัฐมนตรีว่าการกระทรวงวัฒนธรรม", "พิมพ์ใจ ณ เชียงใหม่"),
        ("นางจันทรา อิศรางกูร ณ อยุธยา ผู้ตรวจราชการกระทรวงวัฒนธรรม", "จันทรา อิศรางกูร ณ อยุธยา"),
        ("นายทองเปลี่ยน กองแก้ว ปลัดกระทรวงเกษตรและสหกรณ์ กล่าว", "ทองเปลี่ยน กองแก้ว"),
        ("นายอำนวย คุณปลื้มใจ รัฐมนตรีว่าการกระทรวงวัฒนธรรม", "อำนวย คุณปลื้มใจ"),
        ("นายพลพัฒน์ วงศ์เจริญ ผู้ช่วยรัฐมนตรีประจำกระทรวงวัฒนธรรม", "พลพัฒน์ วงศ์เจริญ"),
        ("นายรอเบิร์ต เอฟ. แฮนสัน เอกอัครราชทูตสหรัฐอเมริกาประจำประเทศไทย", "รอเบิร์ต เอฟ. แฮนสัน"),
        ("ดาโต๊ะ ซรี ไซฟุล บิน อับดุลเลาะห์ รัฐมนตรีว่าการกระทรวงมหาดไทยมาเลเซีย", "ไซฟุล บิน อับดุลเลาะห์"),
        ("นางมาเรีย เฟอร์นันดา โลเปซ โอโรซโก (H.E. Mrs. Maria Fernanda Lopez Orozco) เอกอัครราชทูตโคลอมเบีย", "มาเรีย เฟอร์นันดา โลเปซ โอโรซโก"),
        ("พบหารือกับ Mr. Jean-Luc de la Croix, Vice President ของบริษัท", "Jean-Luc de la Croix"),
        ("คุณเฉิน ต้าหมิง รัฐมนตรีช่วยว่าการกระทรวงพาณิชย์จีน", "เฉิน ต้าหมิง"),
        ("ได้รับเกียรติจากท่านวิกรม ราชปักษะ ประธานาธิบดีศรีลังกา เป็นประธาน", "วิกรม ราชปักษะ"),
    ],
)
def test_a_name_ends_where_a_reader_ends_it(text: str, name: str) -> None:
    """Titles in any chain, surnames of several words, initials, particles, foreign names of many parts."""
    assert read(text).names == [name]


@pytest.mark.parametrize(
    "text",
    [
        "กำลังพลจำนวน 42 นาย จะเดินทางไปช่วยเหลือ",
        "ทหาร 50 นายจากสิงคโปร์ และ 41 นายจากมาเลเซีย",
        "ภายในเดือนมิถุนายน 2567 ประเทศไทยจะเป็นเจ้าภาพ",
        "ฯพณฯ ทั้งหลาย ผมขอขอบคุณทุกท่าน",
        "การยุติความรุนแรงต่อสตรีและเด็กหญิง ซึ่งรวมถึงการรณรงค์",
        "มอบหมายให้ทนายความผู้รับมอบอำนาจดำเนินการ",
        "นายกรัฐมนตรีเชื่อมั่นว่าความร่วมมือจะแน่นแฟ้น",
        "การส่งออกหอยนางรมไปยังสหภาพยุโรป",
        "ขอบคุณรัฐบาลญี่ปุ่นที่ให้การสนับสนุน",
    ],
)
def test_what_is_no_person(text: str) -> None:
    """Classifiers, months, callings, thanks and verbs behind a post name nobody."""
    assert read(text).names == []


@pytest.mark.parametrize("verb", ["กล่าวว่า", "กล่าวต่อว่า", "เปิดเผยว่า", "กล่าวทิ้งท้าย"])
def test_verbs_glued_to_a_given_name_are_cut(verb: str) -> None:
    """The later short form is the same person, whatever verb is glued to it."""
    person = read(f"นายสมหมาย ใจงาม ปลัดกระทรวงแรงงาน หารือกับคณะ\nนายสมหมาย{verb} ประเทศไทยพร้อมร่วมมือ").people
    assert [p.name for p in person] == ["สมหมาย ใจงาม"]
    assert len(person[0].mentions) == 2


def test_short_forms_belong_to_the_full_name() -> None:
    """Quoted given names, given names behind a post, and the full name without a title."""
    people = read("“พิพัฒน์” พบทูตจีน\nนายพิพัฒน์ รักษ์ดี รมว.แรงงาน กล่าว\nรมว.พิพัฒน์ ย้ำ โดย พิพัฒน์ รักษ์ดี ลงนาม").people
    assert [(p.name, len(p.mentions)) for p in people] == [("พิพัฒน์ รักษ์ดี", 4)]


def test_both_scripts_are_one_person() -> None:
    """A bracket straight after the name, and one a few words later that sounds the same."""
    near = read("นายเดวิด เคลลี (Mr. David Kelly) เอกอัครราชทูตแคนาดา").people
    far = read("หารือกับ นายเดวิด เคลลี ประธานสภาธุรกิจ (Mr. David Kelly, Chairman) และคณะ").people
    for people in (near, far):
        assert [(p.name, p.alias) for p in people] == [("เดวิด เคลลี", "David Kelly")]


def test_leaders_need_no_title() -> None:
    """Straight after the post of a leader a name that is no common word is a person."""
    assert read("ฝากความปรารถนาดีไปยังประธานาธิบดีโรแบร์โต ฟลอเรส ของชิลี").names == ["โรแบร์โต ฟลอเรส"]


def test_broken_text_keeps_names_whole() -> None:
    """Zero-width and doubled spaces, and a line break in the bracket."""
    assert read("นาย\u200bสมหมาย  ใจงาม ปลัดกระทรวงแรงงาน").names == ["สมหมาย ใจงาม"]
    people = read("นาง Lindsey Field (ลินซี่\nฟีลด์) รองผู้อำนวยการใหญ่").people
    assert [(p.name, p.alias) for p in people] == [("ลินซี่ ฟีลด์", "Lindsey Field")]


def test_english_names_need_no_title_behind_a_post() -> None:
    """The post may carry its portfolio or body."""
    text = "Prime Minister and Minister of Finance Somchai Jaingam met WHO Director-General Anna de Souza in Bangkok."
    assert read(text, "en").names == ["Somchai Jaingam", "Anna de Souza"]


def test_common_words_and_sounds() -> None:
    """The two measures behind the decisions."""
    assert is_common("กล่าวต่อ")
    assert not is_common("มอร์ริสัน")
    assert sound_alike("เดเนียล แพนส์", "Daniel Pans")
    assert not sound_alike("สมหมาย ใจงาม", "Peter Field")


def test_a_list_of_many_names_stays_linear() -> None:
    """Twice the names take about twice the time."""
    given = "กขคงจชซดตถทธนบปผพมรลวสหอ"

    def listed(count: int) -> str:
        return " ".join(f"นายสม{given[i % 24]}าร ใจ{given[i // 24 % 24]}าม{given[i // 576 % 24]}ี ปลัดกระทรวงแรงงาน" for i in range(count))

    def seconds(text: str) -> float:
        start = time.process_time()
        assert read(text).people
        return time.process_time() - start

    read(listed(10))
    once, twice = min(seconds(listed(400)) for _ in range(3)), min(seconds(listed(800)) for _ in range(3))
    assert twice < 3.2 * once
