"""The normalised view: what it changes, and that every offset of it leads back to the untouched text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samphan.facts import Span
from samphan.text import NormalizedText, normalize

MESSY = st.text(alphabet="เแํำา่้๊กขคม ๕๖ab\u200b\u200d\ufeff\u00a0\t\n.(", max_size=60)
ANY = st.one_of(MESSY, st.text(max_size=60))


@pytest.mark.parametrize(
    ("raw", "view"),
    [
        ("๒๘ พ.ค. ๒๕๖๗", "28 พ.ค. 2567"),
        ("กระทรวง\u200bการต่าง\u200bประเทศ", "กระทรวงการต่างประเทศ"),
        ("ทํา", "ทำ"),
        ("น้ํา นํ้า นำ้", "น้ำ น้ำ น้ำ"),
        ("เเถลงข่าว", "แถลงข่าว"),
        ("เ\u200bเถลง", "แถลง"),
        ("ก\u00a0ข\tค", "ก ข ค"),
        ("\ufeffหัวข้อ", "หัวข้อ"),
        ("สองบรรทัด\r\nอยู่ต่อกัน", "สองบรรทัด\r\nอยู่ต่อกัน"),
        ("", ""),
    ],
)
def test_view(raw: str, view: str) -> None:
    assert normalize(raw) == view


def test_span_covers_what_the_view_dropped_inside() -> None:
    text = NormalizedText.of("พบ\u200bกับ ร\u200bมว. วันนี้")
    start = text.view.index("รมว.")
    assert text.span(start, start + 4).slice(text.raw) == "ร\u200bมว."


def test_span_of_a_composed_vowel_is_the_whole_sequence() -> None:
    text = NormalizedText.of("การจัดการนํ้าเสีย")
    start = text.view.index("น้ำ")
    assert text.span(start, start + 3).slice(text.raw) == "นํ้า"


def test_view_offset_is_the_first_at_or_after() -> None:
    text = NormalizedText.of("ก\u200b\u200bข")
    assert [text.view_offset(offset) for offset in range(5)] == [0, 1, 1, 1, 2]


@given(ANY)
def test_normalising_twice_is_once(raw: str) -> None:
    assert normalize(normalize(raw)) == normalize(raw)


@given(ANY)
def test_every_view_character_leads_back_in_order(raw: str) -> None:
    text = NormalizedText.of(raw)
    spans = [text.span(offset, offset + 1) for offset in range(len(text.view))]
    assert all(0 <= span.start < span.end <= len(raw) for span in spans)
    assert all(left.start <= right.start and left.end <= right.end for left, right in pairwise(spans))


@given(ANY, st.data())
def test_the_slice_of_a_span_normalises_to_the_view(raw: str, data: st.DataObject) -> None:
    text = NormalizedText.of(raw)
    if not text.view:
        return
    start = data.draw(st.integers(0, len(text.view) - 1))
    end = data.draw(st.integers(start + 1, len(text.view)))
    span = text.span(start, end)
    assert text.view[start:end] in normalize(span.slice(raw))
    assert text.view_offset(span.start) <= start


@given(ANY)
def test_unchanged_text_needs_no_way_back(raw: str) -> None:
    view = normalize(raw)
    again = NormalizedText.of(view)
    assert all(again.span(offset, offset + 1) == Span(offset, offset + 1) for offset in range(len(view)))


@pytest.mark.parametrize("unit", ["เ\u200b", "\u200b", "ํ\u200b", "่\u200b", "ำ่\u200b", "ํ่", "เเ"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(count: int) -> float:
        raw = unit * count
        begin = time.perf_counter()
        NormalizedText.of(raw)
        return time.perf_counter() - begin

    seconds(1000)
    assert min(seconds(200_000) for _ in range(2)) < 40 * max(min(seconds(20_000) for _ in range(3)), 0.002)
