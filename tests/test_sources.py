"""Reading sources: the text form, JSON Lines, pages, encodings, and what becomes of bad input."""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samphan.errors import ArticleError
from samphan.facts import Article
from samphan.sources import FORMS, RawDocument, Unreadable, iter_raw, parse, read
from samphan.sources.raw import shown

TITLE = "รมช.พาณิชย์ หารือเอกอัครราชทูตลิกเตนสไตน์ ขยายตลาดผลไม้"
BODY = (
    "วันนี้ (3 ก.ย. 67) เวลา 10.30 น. นายสมมติ ใจกล้า รัฐมนตรีช่วยว่าการกระทรวงพาณิชย์ ให้การต้อนรับคณะจากลิกเตนสไตน์\n"
    "อ่านข่าวก่อนหน้า\nที่มา : https://www.thaigov.go.th/news/contents/details/111\nทั้งสองฝ่ายเห็นพ้องเพิ่มการค้า"
)
PAGE = (
    f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-\u200b{TITLE} \n\n\nวันพุธที่ 4 กันยายน 2567\n04/09/2567\nพิมพ์\n{TITLE}\n{BODY}\n\n"
    "ที่มา : https://www.thaigov.go.th/news/contents/details/90210"
)
ENGLISH = (
    "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-PM meets the envoy of Liechtenstein\n\nวันพุธที่ 4 กันยายน 2567\nPM meets the envoy of Liechtenstein\n"
    "The Prime Minister welcomed the envoy at Government House (ทำเนียบรัฐบาล) on September 3, 2024.\n\n"
    "ที่มา : http://www.thaigov.go.th/news/contents/details/90211"
)


def article(text: str | bytes, form: str = "thaigov") -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    (found,) = parse(RawDocument("here", data, form))
    assert isinstance(found, Article), found
    return found


def failure(text: str | bytes, form: str = "thaigov") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    (found,) = parse(RawDocument("here", data, form))
    assert isinstance(found, Unreadable), found
    assert found.error.place.startswith("here")
    assert found.error.remedy
    return found.error.message


# --- the text form -------------------------------------------------------------------------------------------------------------------


def test_the_text_form() -> None:
    found = article(PAGE)
    assert found.text == PAGE
    assert found.id == "90210"
    assert found.url == "https://www.thaigov.go.th/news/contents/details/90210"
    assert found.title_text == TITLE
    assert found.published == date(2024, 9, 4)
    assert found.language == "th"
    assert found.body.slice(PAGE) == f"{TITLE}\n{BODY}"
    assert found.origin == "here"


def test_an_english_article() -> None:
    found = article(ENGLISH)
    assert (found.language, found.id, found.published) == ("en", "90211", date(2024, 9, 4))
    assert found.body.slice(ENGLISH).endswith("September 3, 2024.")


def test_offsets_count_carriage_returns() -> None:
    text = PAGE.replace("\n", "\r\n")
    found = article(text)
    assert found.text == text
    assert found.title_text == TITLE
    assert found.body.slice(text) == f"{TITLE}\n{BODY}".replace("\n", "\r\n")
    assert found.id == "90210"


def test_without_a_source_line_the_identifier_is_a_hash() -> None:
    text = PAGE.rsplit("\n", 1)[0].replace("details/111", "other")
    found = article(text)
    assert found.id == "x" + hashlib.sha256(text.encode()).hexdigest()[:16]
    assert found.url is None


def test_a_quoted_source_line_with_text_behind_it_stays_in_the_body() -> None:
    text = PAGE.rsplit("\n", 1)[0]
    found = article(text)
    assert found.id == "111"
    assert found.body.slice(text).endswith("ทั้งสองฝ่ายเห็นพ้องเพิ่มการค้า")


def test_numbers_beyond_twelve_digits_are_no_identifier() -> None:
    assert article(PAGE.replace("90210", "9" * 13).replace("details/111", "x")).id.startswith("x")


def test_without_a_date_line() -> None:
    found = article(PAGE.replace("วันพุธที่ 4 กันยายน 2567\n04/09/2567\nพิมพ์\n", ""))
    assert found.published is None
    assert found.body.slice(found.text).startswith(TITLE)


def test_an_impossible_date_line_is_no_date() -> None:
    wrong = PAGE.replace("4 กันยายน", "31 กันยายน")
    assert article(wrong).published == date(2024, 9, 4)  # the numeric line below it still tells
    assert article(wrong.replace("04/09/2567\n", "")).published is None


def test_the_site_s_zero_date_is_no_date() -> None:
    assert article(PAGE.replace("วันพุธที่ 4 กันยายน 2567", "วันพฤหัสบดีที่ 1 มกราคม 2513")).published is None


def test_a_removed_page_is_told() -> None:
    text = "รัฐบาลไทย-\n\n\nวันพฤหัสบดีที่ 1 มกราคม 2513\n\nที่มา : https://www.thaigov.go.th/news/contents/details/5"
    assert "neither title nor body" in failure(text)


def test_a_title_alone_is_its_own_body() -> None:
    found = article(
        "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-นายกฯ เยือนลาว\n\nวันพุธที่ 4 กันยายน 2567\n\nที่มา : https://www.thaigov.go.th/news/contents/details/5"
    )
    assert found.body == found.title


def test_a_plain_text_loses_nothing() -> None:
    text = "หารือทวิภาคีไทย–ภูฏาน\nปลัดกระทรวงพบคณะผู้แทน"
    found = article(text)
    assert (found.title_text, found.body.slice(text)) == ("หารือทวิภาคีไทย–ภูฏาน", text)
    assert article("บรรทัดเดียว").title is None


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_an_article_or_told(text: str) -> None:
    for found in parse(RawDocument("here", text.encode(), "thaigov")):
        if isinstance(found, Article):
            assert found.text == text.removeprefix("\ufeff")
            assert 0 <= found.body.start < found.body.end <= len(found.text)
            assert found.body.slice(found.text).strip()


# --- encodings -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert article(PAGE.replace("\u200b", "").encode(encoding)).text == PAGE.replace("\u200b", "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text"),
        (b" \r\n\t", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"\x7fELF\x02\x01\x01\x00text", "binary"),
        ("ก\x00ข".encode(), "binary"),
        (PAGE.encode()[:-1] + b"\xff", "broken UTF-8 at byte"),
        (PAGE.encode()[:100], "broken UTF-8 at byte"),
        (b"caf\xe9 and much more text in another encoding", "broken UTF-8"),
        (b"\xa1\xa1\xdb\xdc\xdd\xde\xfc\xfd", "neither"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, message: str) -> None:
    assert message in failure(data)


@given(st.binary(max_size=300), st.sampled_from([form.name for form in FORMS]))
def test_no_bytes_make_a_reader_raise(data: bytes, form: str) -> None:
    for found in parse(RawDocument("here", data, form)):
        assert isinstance(found, Article) or found.error.remedy


# --- JSON Lines ----------------------------------------------------------------------------------------------------------------------


def test_json_lines() -> None:
    line = {"id": 77, "title": "พบทูต", "date": "2567-09-04", "text": "  ข่าว: พบทูต ที่กรุงเทพฯ\n", "url": "https://news.example/77"}
    found = article(json.dumps(line, ensure_ascii=False), "jsonlines")
    assert (found.id, found.published, found.url) == ("77", date(2024, 9, 4), "https://news.example/77")
    assert found.text == line["text"]
    assert found.body.slice(found.text) == "ข่าว: พบทูต ที่กรุงเทพฯ"
    assert found.title is not None
    assert found.title.slice(found.text) == "พบทูต"
    assert found.origin == "here:1"


def test_a_title_that_does_not_stand_in_the_text_is_kept() -> None:
    found = article('{"title": "พาดหัว", "text": "เนื้อข่าว"}', "jsonlines")
    assert (found.title, found.title_text) == (None, "พาดหัว")


def test_a_line_may_hold_the_site_s_text_form() -> None:
    found = article(json.dumps({"text": PAGE}), "jsonlines")
    assert (found.id, found.title_text, found.published) == ("90210", TITLE, date(2024, 9, 4))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[1]", "no JSON object"),
        ("{}", "no “text”"),
        ('{"text": 5}', "“text” that is no text"),
        ('{"text": "\\ud800"}', "“text” that is no text"),
        ('{"text": "ก", "url": "javascript:alert(1)"}', "“url”"),
        ('{"text": "ก", "url": "https://x/<script>"}', "“url”"),
        ('{"text": "ก", "date": "เมื่อวาน"}', "“date”"),
        ('{"text": "ก", "date": "2024-05"}', "“date”"),
        ('{"text": "ก", "id": {"a": 1}}', "“id”"),
        ('{"text": "ก", "id": %s}' % ("9" * 5000), "JSON"),
    ],
)
def test_bad_lines(line: str, message: str) -> None:
    assert message in failure(line, "jsonlines")


def test_a_bad_line_tells_its_number_and_the_others_go_on() -> None:
    data = b'{"text": "a", "id": "1"}\r\n\r\nnonsense\n{"text": "b", "id": "2"}'
    found = parse(RawDocument("news.jsonl", data, "jsonlines", line=40))
    assert [each.id if isinstance(each, Article) else each.origin for each in found] == ["1", "news.jsonl:42", "2"]


@pytest.mark.parametrize("given_id", ["../../etc/passwd", "a b", "ก/ข", "<script>", "x" * 5000, "\ud800", "\u202e", "-"])
def test_hostile_identifiers_become_plain(given_id: str) -> None:
    found = article(json.dumps({"id": given_id, "text": "ก"}), "jsonlines")
    assert all(char.isalnum() or char in "-\u0e31" for char in found.id)
    assert 1 < len(found.id) <= 80
    assert found.id != article(json.dumps({"id": given_id + "!", "text": "ก"}), "jsonlines").id


def test_the_address_gives_the_identifier() -> None:
    found = article('{"text": "ก", "url": "https://www.thaigov.go.th/news/contents/details/31337"}', "jsonlines")
    assert found.id == "31337"


# --- saved pages ---------------------------------------------------------------------------------------------------------------------

HTML = f"""<!doctype html><html lang="th"><head><meta charset="utf-8"><title>รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{TITLE}</title>
<link rel="canonical" href="https://www.thaigov.go.th/news/contents/details/90210"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">หน้าแรก</a></nav><script>var ประเทศ = "อินเดีย";</script><!-- ชาด -->
<main><h1>{TITLE}</h1><div>วันพุธที่ 4 กันยายน&nbsp;2567</div><a>พิมพ์</a>
<p>รัฐมนตรี<b>ช่วย</b>ว่าการกระทรวงพาณิชย์ พบ&amp;หารือ</p><p>ย่อหน้า<br>ที่สอง</p></main><footer>ติดต่อเรา</footer></body></html>"""


def test_a_saved_page() -> None:
    found = article(HTML, "html")
    assert (found.id, found.title_text, found.published) == ("90210", TITLE, date(2024, 9, 4))
    assert found.body.slice(found.text) == "รัฐมนตรีช่วยว่าการกระทรวงพาณิชย์ พบ&หารือ\nย่อหน้า\nที่สอง"
    assert not any(word in found.text for word in ("อินเดีย", "ชาด", "หน้าแรก", "ติดต่อเรา", "red"))


def test_a_saved_page_in_tis_620() -> None:
    assert article(HTML.replace("utf-8", "tis-620").encode("tis-620"), "html").title_text == TITLE


@pytest.mark.parametrize(
    "unit", ["<div>", "<b><p>", "<!--", "<a b='", "<script>", "</nav>", "<nav>", "&#x110000;", "<title>", "<svg><title>"]
)
def test_hostile_pages_are_read_in_linear_time(unit: str) -> None:
    assert parse(RawDocument("here", ("<p>ข่าว</p>" + unit * 50_000).encode(), "html"))


def test_a_page_without_words_is_told() -> None:
    assert "without visible text" in failure("<html><body><script>1</script></body></html>", "html")


# --- files, folders, standard input --------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_sorted_order_and_everything_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.TXT").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "ก", "id": "j"}\nbad\n', encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read(tmp_path))
    told = [each.id if isinstance(each, Article) else (Path(each.origin).name, each.skipped) for each in found]
    assert told == [(".hidden.txt", True), "90211", "90210", "j", ("c.jsonl:2", False), ("d.txt", False), ("e.png", True), ("loop", True)]


def test_strict_raises_the_first_failure_but_not_what_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(PAGE, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"b\.txt: holds no text"):
        list(read(tmp_path, strict=True))
    assert len(list(read(tmp_path / "c.txt", strict=True))) == 1


def test_a_missing_path_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(PAGE, encoding="utf-8")
    missing, good = read(tmp_path / "none.txt", tmp_path / "c.txt")
    assert isinstance(missing, Unreadable)
    assert "No such file" in missing.error.message
    assert isinstance(good, Article)


@pytest.mark.parametrize(("data", "count"), [(PAGE, 1), (HTML, 1), ('{"text": "ก"}\n{"text": "ข"}', 2)])
def test_standard_input_and_unknown_suffixes_are_known_by_their_content(tmp_path: Path, data: str, count: int) -> None:
    piped = [found for raw in iter_raw(["-"], stdin=io.BytesIO(data.encode())) if isinstance(raw, RawDocument) for found in parse(raw)]
    assert len(piped) == count
    named = tmp_path / "article"
    named.write_text(data, encoding="utf-8")
    assert sum(isinstance(each, Article) for each in read(named)) == count


def test_raw_documents_come_lazily(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(PAGE, encoding="utf-8")
    stream = iter_raw([tmp_path])
    next(stream)
    (tmp_path / "1.txt").unlink()
    assert isinstance(next(stream), Unreadable)


def test_large_json_lines_come_in_blocks_with_their_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(number), "text": "ก" * 3000}) + "\n" for number in range(500)), encoding="utf-8")
    raws = [raw for raw in iter_raw([path]) if isinstance(raw, RawDocument)]
    assert len(raws) > 3
    found = [each for raw in raws for each in parse(raw)]
    assert [each.origin for each in found if isinstance(each, Article)] == [f"{path}:{number}" for number in range(1, 501)]


def test_names_are_shown_harmless() -> None:
    assert shown("ข่าว\x1b[31m\n.txt") == "ข่าว\\x1b[31m\\n.txt"
    assert shown("\udcff") == "\\udcff"
    assert len(shown("x" * 5000)) == 300


def test_a_page_may_tell_its_day_beside_the_text() -> None:
    page = '<meta property="article:published_time" content="{}T08:00"><p>ผู้แทนการค้าไทยพบผู้แทนโอมาน</p>'
    assert article(page.format("2024-09-04"), "html").published == date(2024, 9, 4)
    assert article(page.format("2024-19-04"), "html").published is None


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    closed, good = read(tmp_path)
    assert isinstance(closed, Unreadable)
    assert "Permission denied" in closed.error.message
    assert isinstance(good, Article)


def test_a_name_that_no_file_system_takes_is_told() -> None:
    for name in ("a\x00b.txt", "x" * 5000):
        (found,) = read(name)
        assert isinstance(found, Unreadable)
        assert "cannot be read" in found.error.message


def test_a_pipe_in_a_folder_does_not_stop_the_walk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = read(tmp_path)
    assert isinstance(found, Unreadable)
    assert found.skipped


ANNOTATED = Path(__file__).resolve().parents[2] / "shared" / "eval"


@pytest.mark.corpus
@pytest.mark.skipif(not ANNOTATED.is_dir(), reason="the annotated articles are not here")
@pytest.mark.parametrize("part", ["seed", "train", "dev", "en"])
def test_annotated_articles_have_their_number_and_day(part: str) -> None:
    lines = (ANNOTATED / part / "records.jsonl").read_text(encoding="utf-8").splitlines()
    expected = {str(record["id"]): record["published"] for record in map(json.loads, lines)}
    found = [each for each in read(ANNOTATED / part / "articles", strict=True) if isinstance(each, Article)]
    assert {each.id: str(each.published) for each in found} == expected
