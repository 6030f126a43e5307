"""What a dossier says itself, in English and Thai."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "dossier": "Dossier", "acts": "acts", "articles": "articles", "summary": "At a glance", "chronology": "Chronology",
        "partners": "Counterparts", "contacts": "Persons met and their posts", "terms": "Office-holders as seen in the news",
        "topics": "Topics by year", "agreements": "Agreements and signings", "companies": "Companies", "silence": "Silent periods",
        "since": "no ministerial contact since", "from": "no ministerial contact from", "to": "to", "days": "days", "sources": "sources",
        "inferred": "by office, inferred", "disagree": "the sources disagree on", "planned": "announced", "postponed": "postponed",
        "with": "with", "first": "first", "last": "last", "nothing": "nothing in the store", "uncertain": "uncertain", "undated": "undated",
        "romanized": "Names in Latin letters without an official form are romanized by rule.", "more": "more", "of": "of",
        "none": "no silence of {n} days or more between acts with a minister",
        "Meeting": "Meeting", "Visit": "Visit", "Signing": "Signing", "Conference": "Conference", "Assistance": "Assistance",
        "Investment": "Investment", "startDate": "the date", "actKind": "the kind of act", "thaiParty": "the Thai body",
    },
    "th": {
        "dossier": "แฟ้มข้อมูล", "acts": "กิจกรรม", "articles": "ข่าว", "summary": "ภาพรวม", "chronology": "ลำดับเหตุการณ์",
        "partners": "คู่ร่วมมือ", "contacts": "บุคคลที่พบและตำแหน่ง", "terms": "ผู้ดำรงตำแหน่งตามที่ปรากฏในข่าว",
        "topics": "ประเด็นรายปี", "agreements": "ความตกลงและการลงนาม", "companies": "บริษัท", "silence": "ช่วงที่ไม่มีการติดต่อ",
        "since": "ไม่มีการติดต่อระดับรัฐมนตรีตั้งแต่", "from": "ไม่มีการติดต่อระดับรัฐมนตรีระหว่าง", "to": "ถึง", "days": "วัน", "sources": "ที่มา",
        "inferred": "อนุมานจากตำแหน่ง", "disagree": "แหล่งข่าวไม่ตรงกันเรื่อง", "planned": "กำหนดการ", "postponed": "เลื่อน",
        "with": "กับ", "first": "ครั้งแรก", "last": "ล่าสุด", "nothing": "ไม่มีข้อมูล", "uncertain": "ไม่แน่นอน", "undated": "ไม่ระบุวันที่",
        "romanized": "ชื่ออักษรโรมันที่ไม่มีรูปทางการถอดตามหลักราชบัณฑิตยสภา", "more": "เพิ่มเติม", "of": "แห่ง",
        "none": "ไม่มีช่วงว่างเว้นตั้งแต่ {n} วันขึ้นไประหว่างกิจกรรมระดับรัฐมนตรี",
        "Meeting": "การหารือ", "Visit": "การเยือน", "Signing": "การลงนาม", "Conference": "การประชุม", "Assistance": "การช่วยเหลือ",
        "Investment": "การลงทุน", "startDate": "วันที่", "actKind": "ประเภทกิจกรรม", "thaiParty": "หน่วยงานไทย",
    },
}  # fmt: skip
"""By language and word."""
