"""Posts: who holds what where, in every order that Thai news uses, and case folders with whole paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reading_room import read

CASES = Path(__file__).parent / "cases"
SOMMAI = "สมหมาย ใจงาม"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("ปลัดกระทรวงแรงงาน", {("ปลัด", "กระทรวงแรงงาน")}),
        ("รองปลัดกระทรวงแรงงาน", {("รองปลัด", "กระทรวงแรงงาน")}),
        ("ผู้ช่วยรัฐมนตรีประจำกระทรวงแรงงาน", {("ผู้ช่วยรัฐมนตรี", "กระทรวงแรงงาน")}),
        ("รัฐมนตรีช่วยว่าการกระทรวงแรงงาน", {("รัฐมนตรีช่วยว่าการ", "กระทรวงแรงงาน")}),
        ("ที่ปรึกษารัฐมนตรีว่าการกระทรวงแรงงาน", {("ที่ปรึกษารัฐมนตรีว่าการ", "กระทรวงแรงงาน")}),
        ("เลขานุการรัฐมนตรีว่าการกระทรวงแรงงาน", {("เลขานุการรัฐมนตรีว่าการ", "กระทรวงแรงงาน")}),
        ("รองนายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงแรงงาน", {("รองนายกรัฐมนตรี", "TH"), ("รัฐมนตรีว่าการ", "กระทรวงแรงงาน")}),
        ("รักษาราชการแทนอธิบดีกรมศุลกากร", {("รักษาราชการแทนอธิบดี", "กรมศุลกากร")}),
        ("โฆษกประจำสำนักนายกรัฐมนตรี", {("โฆษก", "สำนักนายกรัฐมนตรี")}),
        ("ปฏิบัติหน้าที่โฆษกประจำสำนักนายกรัฐมนตรี", {("โฆษก", "สำนักนายกรัฐมนตรี")}),
        ("ผู้แทนการค้าไทย", {("ผู้แทนการค้าไทย", "TH")}),
        ("รมว.กห.", {("รมว.", "กระทรวงกลาโหม")}),
        ("ปล.กห.", {("ปล.", "กระทรวงกลาโหม")}),
        ("ผู้ว่าราชการจังหวัดภูเก็ต", {("ผู้ว่าราชการ", "จังหวัดภูเก็ต")}),
        ("ผู้ว่าการรถไฟแห่งประเทศไทย", {("ผู้ว่าการ", "การรถไฟแห่งประเทศไทย")}),
        ("เอกอัครราชทูต ณ กรุงโตเกียว", {("เอกอัครราชทูต", "TH")}),
        ("เอกอัครราชทูตไทยประจำญี่ปุ่น", {("เอกอัครราชทูต", "TH")}),
        ("อัครราชทูตที่ปรึกษา (ฝ่ายเกษตร) ประจำกรุงโตเกียว", {("อัครราชทูตที่ปรึกษา (ฝ่ายเกษตร)", "TH")}),
        ("หัวหน้าคณะผู้แทนไทย", set()),
        ("ปลัดกระทรวงแรงงาน และอธิบดีกรมศุลกากร", {("ปลัด", "กระทรวงแรงงาน"), ("อธิบดี", "กรมศุลกากร")}),
    ],
)
def test_posts_behind_a_name(words: str, held: set[tuple[str, str]]) -> None:
    """NAME POST BODY: deputies, assistants, acting posts, two posts, abbreviations, envoys."""
    assert read(f"วันนี้ นายสมหมาย ใจงาม {words} เข้าร่วมประชุม").held == {(SOMMAI, *post) for post in held}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("นายกรัฐมนตรี นายสมหมาย ใจงาม กล่าวว่า", {("นายกรัฐมนตรี", "TH")}),
        ("รมว.กห. พล.อ.สมหมาย ใจงาม กล่าวว่า", {("รมว.", "กระทรวงกลาโหม")}),
        ("มอบหมายจากรัฐมนตรีว่าการกระทรวงแรงงาน (นายสมหมาย ใจงาม) ให้เข้าร่วม", {("รัฐมนตรีว่าการ", "กระทรวงแรงงาน")}),
        ("รองนายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงแรงงาน นายสมหมาย ใจงาม พบ", {("รองนายกรัฐมนตรี", "TH"), ("รัฐมนตรีว่าการ", "กระทรวงแรงงาน")}),
    ],
)
def test_posts_before_a_name(text: str, held: set[tuple[str, str]]) -> None:
    """POST BODY NAME, POST (NAME), and two posts before the name."""
    assert read(text).held == {(SOMMAI, *post) for post in held}


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("เอกอัครราชทูตญี่ปุ่นประจำประเทศไทย", {("เอกอัครราชทูต", "JP")}),
        ("เอกอัครราชทูตวิสามัญผู้มีอำนาจเต็มแห่งสาธารณรัฐโปแลนด์ประจำประเทศไทย", {("เอกอัครราชทูตวิสามัญผู้มีอำนาจเต็ม", "PL")}),
        ("ออท.เช็ก/ไทย", {("ออท.", "CZ")}),
        ("รองนายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงการต่างประเทศเวียดนาม", {("รองนายกรัฐมนตรี", "VN")}),
        ("ประธานาธิบดีแห่งสาธารณรัฐชิลี", {("ประธานาธิบดี", "CL")}),
        ("นายกรัฐมนตรีหญิงคนแรกของอิตาลี", {("นายกรัฐมนตรี", "IT")}),
    ],
)
def test_posts_of_foreign_states(words: str, held: set[tuple[str, str]]) -> None:
    """An envoy's state, and the state behind a minister's ministry for the other post."""
    found = {(position.removesuffix("หญิง"), where) for _, position, where in read(f"พบกับ นายเดวิด เคลลี (Mr. David Kelly) {words}").held}
    assert held <= found


def test_a_post_shared_by_two() -> None:
    """A post behind two coordinated names belongs to both."""
    found = read("ให้การต้อนรับ Mr. Aung Kyaw และ Mr. Than Htun เอกอัครราชทูตเมียนมาประจำประเทศไทย").held
    assert found == {("Aung Kyaw", "เอกอัครราชทูต", "MM"), ("Than Htun", "เอกอัครราชทูต", "MM")}


def test_the_next_entry_of_a_list_is_another_person() -> None:
    """What follows a body in a list of posts is not this person's second post."""
    text = "นายสมหมาย ใจงาม อธิบดีกรมศุลกากร รองอธิบดีกรมสรรพากร ผู้แทนกระทรวงแรงงาน เข้าร่วม"
    assert read(text).held == {(SOMMAI, "อธิบดี", "กรมศุลกากร")}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Prime Minister and Defense Minister Gen. Somchai Jaingam met", {("Prime Minister", "TH"), ("Minister", "กระทรวงกลาโหม")}),
        (
            "Deputy Prime Minister and Minister of Public Health Somchai Jaingam met",
            {("Deputy Prime Minister", "TH"), ("Minister", "กระทรวงสาธารณสุข")},
        ),
        ("Government Spokesperson Somchai Jaingam disclosed", {("Government Spokesperson", "TH")}),
        ("the meeting with Lao Prime Minister Somchai Jaingam in Vientiane", {("Prime Minister", "LA")}),
        ("H.E. Mr. Somchai Jaingam, Ambassador of the Czech Republic to Thailand, paid", {("Ambassador", "CZ")}),
        ("the former Czech Prime Minister Somchai Jaingam visited", {("former Prime Minister", "CZ")}),
        ("The Prime Minister thanked all agencies", set()),
    ],
)
def test_english_posts(text: str, held: set[tuple[str, str]]) -> None:
    """Portfolios and states before and behind the post."""
    assert read(text, "en").held == {("Somchai Jaingam", *post) for post in held}


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.glob("people-*")))
def test_case_folders(case: str) -> None:
    """A paragraph in the genre gives exactly the persons and posts written down beside it."""
    folder = CASES / case
    expected = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    found = read((folder / "input.txt").read_text(encoding="utf-8"), expected["language"])
    assert found.names == expected["people"]
    assert sorted(map(list, found.held)) == sorted(expected["posts"])
