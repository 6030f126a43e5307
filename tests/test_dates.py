"""Dates of the news: every form is read, ranges and missing years are settled, and nothing else is taken for a date."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samphan.dates import DateForm, DateKind, find_dates, parse_date, parse_range, write_date, write_range
from samphan.dates.calendar import THAI_MONTHS, nearest_year
from samphan.dates.thai import likely_month
from samphan.facts import PartialDate
from samphan.text import normalize

PUBLISHED = date(2024, 5, 29)  # a Wednesday


def told(text: str, published: date | None = PUBLISHED) -> list[str]:
    """Each date as ``surface = value`` or ``surface = first/last``."""
    return [
        f"{text[found.start : found.end]} = {found.first.value}{'/' + found.last.value if found.last else ''}"
        for found in find_dates(text, published)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 พฤษภาคม 2567", "2024-05-28"),
        ("วันอังคารที่ 28 พฤษภาคม 2567", "2024-05-28"),
        ("วันที่ 28 เดือนพฤษภาคม พ.ศ. 2567", "2024-05-28"),
        ("28 พฤษภาคม พุทธศักราช 2567", "2024-05-28"),
        ("28 พ.ค. 67", "2024-05-28"),
        ("28 พ.ค.67", "2024-05-28"),
        ("28พ.ค.2567", "2024-05-28"),
        ("28 พค. 67", "2024-05-28"),
        ("28 พ.ค 2567", "2024-05-28"),
        ("14 ตุลา 66", "2023-10-14"),
        ("๒๘ พฤษภาคม ๒๕๖๗", "2024-05-28"),
        ("28 พฤษภาคม 2024", "2024-05-28"),
        ("1 มกราคม ค.ศ. 2024", "2024-01-01"),
        ("26 - 27 พ.ค. 65", "2022-05-26/2022-05-27"),
        ("26 – 27 พฤษภาคม 2565", "2022-05-26/2022-05-27"),
        ("5, 6 และ 7 พ.ค. 67", "2024-05-05/2024-05-07"),
        ("วันเสาร์ที่ 26 - วันอาทิตย์ที่ 27 พ.ค. 67", "2024-05-26/2024-05-27"),
        ("28 ก.พ. – 2 มี.ค. 2566", "2023-02-28/2023-03-02"),
        ("28 ธ.ค. – 2 ม.ค. 2567", "2023-12-28/2024-01-02"),
        ("1 มกราคม 2566 ถึงวันที่ 31 ธันวาคม 2566", "2023-01-01/2023-12-31"),
        ("31 มีนาคม – 1 เมษายน", "2024-03-31/2024-04-01"),
        ("มกราคม - มีนาคม 2567", "2024-01/2024-03"),
        ("ม.ค.-มี.ค. 67", "2024-01/2024-03"),
        ("พฤษภาคม 2567", "2024-05"),
        ("เดือนกรกฎาคมนี้", "2024-07"),
        ("เดือนธันวาคมที่ผ่านมา", "2023-12"),
        ("วันที่ 6 ตุลาคม", "2024-10-06"),
        ("วันที่ 16 พฤษภาคมนี้", "2024-05-16"),
        ("20 ธ.ค. ที่ผ่านมา", "2023-12-20"),
        ("5 มกราคมปีหน้า", "2025-01-05"),
        ("29 กุมภาพันธ์ที่ผ่านมา", "2024-02-29"),
        ("8/8/2566", "2023-08-08"),
        ("08/08/2566", "2023-08-08"),
        ("2024-05-28", "2024-05-28"),
        ("ปี 2565", "2022"),
        ("ปี พ.ศ. 2565", "2022"),
        ("พ.ศ. 2565", "2022"),
        ("ค.ศ. 2030", "2030"),
        ("ปี 65", "2022"),
        ("ปี 2566 - 2570", "2023/2027"),
        ("ปี 2565/66", "2022/2023"),
        ("ปีงบประมาณ 2566", "2022/2023"),
        ("ปีงบประมาณ พ.ศ. 2566-2570", "2022/2027"),
        ("วันนี้", "2024-05-29"),
        ("เมื่อวานนี้", "2024-05-28"),
        ("วันพรุ่งนี้", "2024-05-30"),
        ("เดือนหน้า", "2024-06"),
        ("สัปดาห์หน้า", "2024-06-03/2024-06-09"),
        ("ปีที่แล้ว", "2023"),
        ("วันศุกร์นี้", "2024-05-31"),
        ("วันจันทร์ที่ผ่านมา", "2024-05-27"),
        ("28 May 2024", "2024-05-28"),
        ("the 28th of May 2024", "2024-05-28"),
        ("May 28, 2024", "2024-05-28"),
        ("Tuesday, May 28, 2024", "2024-05-28"),
        ("MAY 28, 2024", "2024-05-28"),
        ("May 28-29, 2024", "2024-05-28/2024-05-29"),
        ("28-29 May 2024", "2024-05-28/2024-05-29"),
        ("28 May – 2 June 2024", "2024-05-28/2024-06-02"),
        ("May 28 to June 2, 2024", "2024-05-28/2024-06-02"),
        ("May 2024", "2024-05"),
        ("Sept. 5, 2023", "2023-09-05"),
        ("fiscal year 2024", "2023/2024"),
        ("yesterday", "2024-05-28"),
        ("next month", "2024-06"),
    ],
)
def test_every_form_is_read_whole(text: str, expected: str) -> None:
    assert told(text) == [f"{text} = {expected}"]
    inside = f"คณะเดินทางถึง {text} แล้วเข้าพบ"
    assert told(inside) == [f"{text} = {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        "31 กุมภาพันธ์ 2566",
        "วันที่ 30 กุมภาพันธ์",
        "31/04/2567",
        "13/13/2567",
        "1 มกราคมของทุกปี",
        "ทุกวันนี้",
        "ปีก่อนหน้า",
        "เดือนก่อนหน้า",
        "10 ปีที่ผ่านมา",
        "ทุกวันจันทร์",
        "วันจันทร์ - ศุกร์",
        "สำนักงาน ก.พ. และ ก.ค.ศ.",
        "อายุ 5 ปี 60 วัน",
        "จำคุก 3 ปี 66 คน",
        "สามปี 70",
        "ครั้งที่ 8/2566",
        "คดีที่ 12/123/2566",
        "We may meet the Marching Band in 20 countries",
        "Sundays",
        "ม.ค.",
        "พฤษภาคม",
        "คุณกันยา 66",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("slip", ["กรกฏาคม", "กรฎาคม", "กรกรฎาคม", "กรกฎาคท"])
def test_misspelt_months_are_met_by_likeness(slip: str) -> None:
    assert told(f"เมื่อวันที่ 5 {slip} 2566")[0].endswith("= 2023-07-05")


def test_a_word_that_is_near_no_month_is_none() -> None:
    assert likely_month("สมาคม") is None
    assert likely_month("จังหวัด") is None
    assert [likely_month(name) for name in THAI_MONTHS] == list(range(1, 13))


def test_a_time_is_not_glued_to_the_date() -> None:
    assert told("วันที่ 28 พ.ค. 10.30 น.") == ["วันที่ 28 พ.ค. = 2024-05-28"]
    assert told("28 พฤษภาคม 2567 เวลา 10.30 น.") == ["28 พฤษภาคม 2567 = 2024-05-28"]
    assert told("May 28, 2024 at 10:30") == ["May 28, 2024 = 2024-05-28"]
    assert told("5 พ.ค. 60 คน") == ["5 พ.ค. = 2024-05-05"]


def test_today_is_the_day_in_brackets() -> None:
    text = "วันนี้ (26 พ.ค. 67) เวลา 09.00 น. และวันนี้ยังได้พบ เมื่อวานนี้จึงพัก"
    assert told(text) == ["วันนี้ = 2024-05-26", "26 พ.ค. 67 = 2024-05-26", "วันนี้ = 2024-05-26", "เมื่อวานนี้ = 2024-05-25"]
    assert told("Today (May 28), the Minister") == ["Today = 2024-05-28", "May 28 = 2024-05-28"]


def test_a_day_in_brackets_with_a_wrong_year_does_not_move_today() -> None:
    assert told("วันนี้ (28 พ.ค. 65)")[0] == "วันนี้ = 2024-05-29"


def test_a_day_takes_the_year_of_the_next_one_in_a_list() -> None:
    assert told("วันที่ 1 พ.ค. และ 5 มิ.ย. 2566") == ["วันที่ 1 พ.ค. = 2023-05-01", "5 มิ.ย. 2566 = 2023-06-05"]


def test_without_publication_only_stated_years_count() -> None:
    assert told("วันนี้ วันที่ 6 ตุลาคม เดือนหน้า 28 พ.ค. 67", None) == ["28 พ.ค. 67 = 2024-05-28"]


def test_ordinals_before_a_dash_are_no_day() -> None:
    assert told("ประชุมครั้งที่ 2 - 28 พ.ค. 67") == ["28 พ.ค. 67 = 2024-05-28"]
    assert told("8 เดือน ธันวาคม 2566") == ["เดือน ธันวาคม 2566 = 2023-12"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("28 พ.ค. 67", DateKind.ABSOLUTE),
        ("28 พ.ค.", DateKind.INFERRED),
        ("ปี 2567", DateKind.YEAR),
        ("ปีงบ 67", DateKind.FISCAL),
        ("พรุ่งนี้", DateKind.RELATIVE),
        ("วันพุธหน้า", DateKind.WEEKDAY),
    ],
)
def test_the_kind_tells_how(text: str, kind: DateKind) -> None:
    assert [found.kind for found in find_dates(text, PUBLISHED)] == [kind]


@pytest.mark.parametrize("text", ["2567", "2024", "2024-05", "2567-05-28", "ปี 2567", " 28 พ.ค. 67 ", "28 May 2024"])
def test_what_a_user_types_is_read(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.value.startswith("2024")


@pytest.mark.parametrize(
    "text", ["", "เร็ว ๆ นี้", "2024-13", "2024-02-31", "28 พ.ค.", "28 พ.ค. 67 และ 29 พ.ค. 67", "1234", "2024-05 – 2024-01"]
)
def test_what_is_not_one_date_is_refused(text: str) -> None:
    assert parse_date(text) is None
    assert parse_range(text) is None


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
VALUES = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), DAYS, st.sampled_from([4, 7, 10]))


@given(VALUES, st.sampled_from(DateForm))
def test_what_is_written_is_read_back(value: PartialDate, form: DateForm) -> None:
    assert parse_date(write_date(value, form)) == value


@given(VALUES, st.integers(1, 900), st.sampled_from(DateForm))
def test_a_range_that_is_written_is_read_back(first: PartialDate, days: int, form: DateForm) -> None:
    start = date.fromisoformat(first.value + "-01-01"[len(first.value) - 4 :])
    last = PartialDate((start + timedelta(days=days)).isoformat()[: len(first.value)])
    if last.value <= first.value:
        return
    assert parse_range(write_range(first, last, form)) == (first, last)


@given(VALUES, st.sampled_from(DateForm), DAYS)
def test_a_written_day_is_found_in_running_text(value: PartialDate, form: DateForm, published: date) -> None:
    if value.precision != "day":
        return
    written = write_date(value, form)
    text = f"ที่ประชุม ({written}) เห็นชอบ"
    assert [(text[each.start : each.end], each.first) for each in find_dates(text, published)] == [(written, value)]


PIECES = st.lists(
    st.sampled_from(
        ["28", " ", "พ.ค.", "พฤษภาคม", "2567", "67", "-", "–", "ถึง", "วันที่", "วันนี้", "(", ")", "ปี", "พ.ศ.", "May", ",", "/", "และ", "เดือน",
         "นี้", "ที่ผ่านมา", "วันศุกร์", "งบประมาณ", "31", "กุมภาพันธ์", "²", "๕", "٣", "in 20", "24", "\n", "th", "ของ", "25"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(st.one_of(PIECES, st.text(max_size=80)), st.one_of(st.none(), st.dates()))
def test_any_text_gives_ordered_dates_of_the_calendar(text: str, published: date | None) -> None:
    view = normalize(text)
    found = find_dates(view, published)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for each in found:
        assert 0 <= each.start < each.end <= len(view)
        for value in (each.first, each.last or each.first):
            assert parse_date(value.value) == value
            assert value.precision == each.first.precision
        assert each.last is None or each.first.value < each.last.value


@given(st.integers(1, 12), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_nearest_month_is_half_a_year_away_at_most(month: int, near: date) -> None:
    year = nearest_year(month, None, near)
    assert year is not None
    assert abs((year - near.year) * 12 + month - near.month) <= 6


@pytest.mark.parametrize(
    "unit",
    [
        "28 ",
        "28-",
        "5, ",
        "วันที่ ",
        "พ.ค. ",
        "28 พ.ค. ",
        "28 พ.ค. - ",
        "1/",
        "ปี 2",
        "25",
        "วันนี้ ",
        "วันนี้ (",
        "May 5 ",
        "เดือน",
        "28 กรกดาคม 2567 ",
    ],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(count: int) -> float:
        view = unit * count
        begin = time.perf_counter()
        find_dates(view, PUBLISHED)
        return time.perf_counter() - begin

    seconds(100)
    assert min(seconds(40_000) for _ in range(2)) < 40 * max(min(seconds(4_000) for _ in range(3)), 0.002)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("พบกันเมื่อวันจันทร์", ["วันจันทร์ = 2024-05-27"]),
        ("พบกันเมื่อวันพุธ", ["วันพุธ = 2024-05-29"]),
        ("พบกันในวันศุกร์", ["วันศุกร์ = 2024-05-31"]),
        ("พบกันในวันจันทร์", ["วันจันทร์ = 2024-05-27"]),
        ("พบกันวันอังคารหน้า", ["วันอังคารหน้า = 2024-06-04"]),
        ("วันจันทร์ที่ผ่านมา (20 พ.ค.)", ["วันจันทร์ที่ผ่านมา = 2024-05-20", "20 พ.ค. = 2024-05-20"]),
        ("met on Friday and next Tuesday", ["Friday = 2024-05-31", "Tuesday = 2024-06-04"]),
        ("open Monday to Friday", []),
        ("the todays of old", []),
        ("28 ก.พ. 2566 – 2 มี.ค.", ["28 ก.พ. 2566 – 2 มี.ค. = 2023-02-28/2023-03-02"]),
        ("30 ธ.ค. 2566 – 2 ม.ค.", ["30 ธ.ค. 2566 – 2 ม.ค. = 2023-12-30/2024-01-02"]),
        ("5 พ.ค. 67 – 2 พ.ค. 67", ["5 พ.ค. 67 = 2024-05-05", "2 พ.ค. 67 = 2024-05-02"]),
        ("ราคา ม.ค. - มี.ค. ทรงตัว", []),
        ("28 May this year and 3 June last year", ["28 May this year = 2024-05-28", "3 June last year = 2023-06-03"]),
        ("in January every year", []),
        ("in July, and last December", ["July = 2024-07", "December = 2023-12"]),
        ("30-28 May 2024", ["30-28 May 2024 = 2024-05-30"]),
        ("May 28-5", ["May 28 = 2024-05-28"]),
        ("June 31, 2024", []),
        ("ปี 2566-99 และปี 2566-2500", ["ปี 2566-99 = 2023/2056", "ปี 2566 = 2023"]),
        ("ปี 2566-6 กับ ปี 3000", ["ปี 2566 = 2023"]),
        ("1900-13-45 และ 2024-05-99", []),
        ("1.28 พ.ค. 67", ["28 พ.ค. 67 = 2024-05-28"]),
    ],
)
def test_corners(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_an_unlikely_publication_day_counts_as_none() -> None:
    assert told("วันนี้ 28 พ.ค.", date.max) == []
    assert told("วันนี้ 28 พ.ค.", date.min) == []
