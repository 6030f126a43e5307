"""The scan: known words found where they are words, whatever stands around them, in time that grows with the text only."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from pythainlp.corpus import thai_words  # the dictionary is only here to make hostile text

from samphan.extract.scan import Atom, scan
from samphan.facts import EntityClass
from samphan.knowledge import Lexicon
from samphan.text import normalize


def keys(text: str) -> list[str]:
    """The keys of the unambiguous things named in ``text``, in reading order."""
    return [
        atom.terms[0].entity.key
        for atom in scan(normalize(text), Lexicon.load())
        if atom.terms[0].entity is not None and not atom.terms[0].ambiguous
    ]


def surfaces(text: str) -> list[str]:
    view = normalize(text)
    return [view[atom.start : atom.end] for atom in scan(view, Lexicon.load())]


@pytest.mark.parametrize(
    "text",
    [
        "ระบบคลาวด์ของหน่วยงาน",
        "ข่าวจากปราจีนและอินโดจีน",
        "ถวายเครื่องไทยธรรม",
        "ปลาวาฬว่ายน้ำในเวลาว่าง",
        "รับประทานขนมจีน",
        "เจ้าหน้าที่ รปภ. และ ศพก. ตาม มอก. ที่กำหนด",
        "ทรัพยากรมนุษย์",
        "ตามกฎกระทรวงฉบับใหม่",
    ],
)
def test_a_name_inside_a_longer_word_is_not_read(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("หารือกับลาวและจีน", ["country/LA", "country/CN"]),
        ("ปลัด กต. พบ รมว.สธ. และ อว.", ["government/TH/mfa", "government/TH/moph", "government/TH/mhesi"]),
        ("โดยสธ.และกต.", ["government/TH/moph", "government/TH/mfa"]),
        ("การรับรองจากองค์การอนามัยโลก", ["organization/who"]),
        ("กระทรวงการต่าง ประเทศ", ["government/TH/mfa"]),
        ("สปป. ลาว", ["country/LA"]),
        ("ร่วมกับ UN ESCAP", ["organization/escap"]),
        ("ร่วมกับ UNESCAP", ["organization/escap"]),
    ],
)
def test_names_are_read_with_stray_spaces_and_without_any(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_a_latin_name_does_not_begin_inside_another_word() -> None:
    assert keys("UNIQLO และ WHOLE") == []


def test_atoms_are_sorted_and_do_not_overlap() -> None:
    text = "รัฐมนตรีว่าการกระทรวงการต่างประเทศสาธารณรัฐสิงคโปร์ เข้าเยี่ยมคารวะนายกรัฐมนตรี ณ ทำเนียบรัฐบาล " * 3
    atoms = scan(normalize(text), Lexicon.load())
    assert all(one.end <= other.start for one, other in pairwise(atoms))


def test_what_a_refused_word_hid_is_found() -> None:
    """A name that is cut by a vowel sign gives way to the shorter or later name inside it."""
    lexicon = Lexicon.load()
    for name in ("ญี่ปุ่น", "อาเซียน"):
        atoms: tuple[Atom, ...] = scan(f"จาก{name}", lexicon)
        assert any(a.terms[0].entity is not None and a.terms[0].entity.kind is not EntityClass.PERSON for a in atoms)


def test_time_is_linear_on_hostile_text() -> None:
    """Twice the text takes about twice the time, with every word of the dictionary run together and with a space between letters."""
    words = "".join(sorted(thai_words())[:6000])
    spaced = " ".join("กระทรวงการต่างประเทศ" * 800)
    lexicon = Lexicon.load()
    for text in (words, spaced, "ก" * 30000, "ประเทศ" * 5000):
        scan(text, lexicon)
        once, twice = (_seconds(part) for part in (text, text * 2))
        assert twice < 4 * once + 0.02


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        scan(text, Lexicon.load())
        best = min(best, time.process_time() - start)
    return best
