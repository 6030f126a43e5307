"""Articles in the genre of government news, as many as asked, the same ones for the same seed; put together from parts of our own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

ADDRESS = "https://www.thaigov.go.th/news/contents/details/"

_POSTS = (
    ("รัฐมนตรีว่าการกระทรวงพาณิชย์", "กระทรวงพาณิชย์"), ("รัฐมนตรีว่าการกระทรวงการต่างประเทศ", "กระทรวงการต่างประเทศ"),
    ("ปลัดกระทรวงพลังงาน", "กระทรวงพลังงาน"), ("รัฐมนตรีช่วยว่าการกระทรวงคมนาคม", "กระทรวงคมนาคม"),
    ("รัฐมนตรีว่าการกระทรวงกลาโหม", "กระทรวงกลาโหม"), ("ปลัดกระทรวงสาธารณสุข", "กระทรวงสาธารณสุข"),
)  # fmt: skip
_GIVEN = ("ธันยพร", "กิตติเดช", "วรัญญา", "ปกรณ์ชัย", "ชลธิชา", "อนันต์ธร", "มณีรัตน์", "ศุภกิจ")
_FAMILY = ("เรืองศักดิ์สกุล", "ทองประเสริฐ", "วัฒนานุกิจ", "ศรีสวัสดิ์พงศ์", "ดำรงไพศาล", "จันทราภรณ์")
_FOREIGN = (
    ("นายโทมัส โนวัก", "โปแลนด์"), ("นางมาริโกะ อิชิดะ", "ญี่ปุ่น"), ("นายเหงียน วัน กว๋าง", "เวียดนาม"), ("นายคาร์ล ลินด์เกรน", "สวีเดน"),
    ("นางอานา กูเตียร์เรซ", "ชิลี"), ("นายราเจช เมห์รา", "อินเดีย"), ("นายปีแยร์ โมรัน", "ฝรั่งเศส"), ("นางฮานา คิม", "เกาหลีใต้"),
)  # fmt: skip
_TOPICS = (
    "การค้าและการลงทุน", "พลังงานสะอาด", "ความมั่นคงปลอดภัยไซเบอร์", "การท่องเที่ยว", "การศึกษาและการฝึกอาชีพ", "การเกษตรและความมั่นคงทางอาหาร",
    "สาธารณสุข", "โลจิสติกส์และการขนส่งทางราง",
)  # fmt: skip
_MONTHS = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")
_MORE = (
    "ทั้งสองฝ่ายเห็นพ้องที่จะขยายความร่วมมือด้าน{topic} โดยมอบหมายให้คณะทำงานร่วมจัดทำแผนให้แล้วเสร็จภายในเดือน{month} {year}",
    "{minister} กล่าวว่า {body}พร้อมสนับสนุนภาคเอกชนของ{country}ที่สนใจลงทุนด้าน{topic}ในไทย และขอบคุณที่ให้ความสำคัญกับไทยมาโดยตลอด",
    "{guest} กล่าวว่า {country}ชื่นชมบทบาทของไทยในอาเซียน และประสงค์จะลงนามบันทึกความเข้าใจว่าด้วย{topic}ในโอกาสแรก",
    "ในตอนท้าย {minister} ได้เชิญ{guest} เข้าร่วมการประชุมด้าน{topic} ที่กรุงเทพมหานคร ระหว่างวันที่ {day} - {later} {month} {year}",
)
_HOME = "{minister} ลงพื้นที่ติดตามงานด้าน{topic}ในจังหวัดขอนแก่น พร้อมมอบนโยบายแก่ข้าราชการในพื้นที่ และรับฟังปัญหาของประชาชนตลอดทั้งวัน"


def article(number: int, *, seed: int = 0, paragraphs: int = 4, cooperation: bool | None = None) -> str:
    """The text of the article with this number; two in three are cooperation news unless ``cooperation`` says so."""
    dice = random.Random(f"{seed}-{number}")
    post, body = dice.choice(_POSTS)
    guest, country = dice.choice(_FOREIGN)
    day, month, year = dice.randint(1, 24), dice.choice(_MONTHS), dice.randint(2562, 2568)
    values = {
        "minister": f"{dice.choice(('นาย', 'นาง'))}{dice.choice(_GIVEN)} {dice.choice(_FAMILY)} {post}", "body": body,
        "guest": f"{guest} เอกอัครราชทูต{country}ประจำประเทศไทย", "country": country, "topic": dice.choice(_TOPICS),
        "day": day, "later": day + 3, "month": month, "year": year,
    }  # fmt: skip
    if dice.random() < 2 / 3 if cooperation is None else cooperation:
        title = f"{post} หารือทูต{country} ขยายความร่วมมือด้าน{values['topic']}"
        first = "วันที่ {day} {month} {year} {minister} ให้การต้อนรับ {guest} ในโอกาสเข้าเยี่ยมคารวะและหารือด้าน{topic} ณ ห้องรับรอง {body}"
        more = (_MORE[n % len(_MORE)].format(**values | {"topic": dice.choice(_TOPICS)}) for n in range(paragraphs))
        lines = [first.format(**values), *more]
    else:
        title = f"{post} ลงพื้นที่ติดตามงานด้าน{values['topic']}"
        lines = [_HOME.format(**values | {"topic": dice.choice(_TOPICS)}) for _ in range(paragraphs + 1)]
    told = "\n".join(lines)
    return f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{title}\n\n\nวันที่ {day} {month} {year}\n{title}\n{told}\n\nที่มา : {ADDRESS}{number}"


def articles(count: int, *, seed: int = 0, paragraphs: int = 4) -> Iterator[tuple[str, str]]:
    """File names and texts of ``count`` articles; every fiftieth has a shorter twin with the same number."""
    for number in range(700_001, 700_001 + count):
        yield f"{number}.txt", article(number, seed=seed, paragraphs=paragraphs)
        if number % 50 == 0:
            yield f"{number}-short.txt", article(number, seed=seed, paragraphs=1)


def write(folder: Path, count: int, *, seed: int = 0, paragraphs: int = 4) -> Path:
    """Write :func:`articles` to a folder, which is given back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(count, seed=seed, paragraphs=paragraphs):
        (folder / name).write_text(text, encoding="utf-8")
    return folder
