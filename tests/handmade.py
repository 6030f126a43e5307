"""Article facts made by hand, in the genre, for the rooms that come after reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samphan.facts import (
    Agreement,
    Article,
    ArticleFacts,
    Entity,
    EntityClass,
    Event,
    EventClass,
    Label,
    Mention,
    PartialDate,
    Post,
    Span,
    Status,
    TopicFact,
)

TITLE = "รมว.ดีอี หารือทูตโปแลนด์"
BODY = "นายสมชาย ใจงาม รมว.ดีอี พบกับ นาย Jan Kowalski เอกอัครราชทูตโปแลนด์ ณ ห้องประชุม 701 และลงนามบันทึกความเข้าใจด้านดิจิทัล กับบริษัท Wisla Tech"
TEXT = f"{TITLE}\n{BODY}"

SOMCHAI = Entity("person/สมชาย-ใจงาม", EntityClass.PERSON, (Label("สมชาย ใจงาม", "th"),), honorific="นาย")
KOWALSKI = Entity("person/jan-kowalski", EntityClass.PERSON, (Label("Jan Kowalski", "en"),), (Label("Kowalski", "en"),))
MDES = Entity(
    "government/TH/mdes",
    EntityClass.GOVERNMENT_BODY,
    (Label("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "th"),),
    subclass="Ministry",
    country="TH",
    known=True,
)
POLAND = Entity("country/PL", EntityClass.COUNTRY, (Label("โปแลนด์", "th"),), country="PL", known=True)
WISLA = Entity("company/wisla-tech", EntityClass.COMPANY, (Label("Wisla Tech", "en"),), country="PL")


def span(words: str, after: int = 0) -> Span:
    """Where ``words`` stand in the text."""
    at = TEXT.index(words, after)
    return Span(at, at + len(words))


ARTICLE = Article(
    id="90001",
    text=TEXT,
    title=Span(0, len(TITLE)),
    body=Span(len(TITLE) + 1, len(TEXT)),
    published=date(2024, 5, 28),
    url="https://www.thaigov.go.th/news/contents/details/90001",
    language="th",
    origin="90001.txt",
)

MEETING = Event(
    number=1,
    kind=EventClass.MEETING,
    label="สมชาย ใจงาม พบ Jan Kowalski",
    start=PartialDate("2024-05-28"),
    end=None,
    status=Status.HELD,
    thai=("government/TH/mdes", "person/สมชาย-ใจงาม"),
    foreign=("country/PL", "person/jan-kowalski"),
    countries=("PL",),
    place="ห้องประชุม 701",
    topics=("digital-government",),
    spans=(span(BODY),),
    confidence=0.9,
)

SIGNING = Event(
    number=2,
    kind=EventClass.SIGNING,
    label="ลงนามบันทึกความเข้าใจด้านดิจิทัล",
    start=PartialDate("2024-05"),
    end=PartialDate("2024-06"),
    status=Status.PLANNED,
    thai=("government/TH/mdes",),
    foreign=("company/wisla-tech",),
    countries=("PL",),
    place=None,
    topics=(),
    spans=(span("ลงนามบันทึกความเข้าใจด้านดิจิทัล"),),
    confidence=0.75,
    agreements=(Agreement("บันทึกความเข้าใจด้านดิจิทัล", "memorandum", Status.PLANNED, span("บันทึกความเข้าใจด้านดิจิทัล")),),
)

FACTS = ArticleFacts(
    article=ARTICLE,
    relevant=True,
    relevance=0.97,
    entities=(WISLA, POLAND, MDES, KOWALSKI, SOMCHAI),
    mentions=(
        Mention(span("ดีอี"), MDES.key, "lexicon", 0.98),
        Mention(span("โปแลนด์"), POLAND.key, "lexicon", 0.98),
        Mention(span("สมชาย ใจงาม"), SOMCHAI.key, "title", 0.95),
        Mention(span("ดีอี", 10), MDES.key, "lexicon", 0.98),
        Mention(span("Jan Kowalski"), KOWALSKI.key, "title", 0.9),
        Mention(span("โปแลนด์", 30), POLAND.key, "lexicon", 0.98),
        Mention(span("Wisla Tech"), WISLA.key, "head", 0.8),
    ),
    posts=(
        Post(SOMCHAI.key, MDES.key, "รมว.", span("นายสมชาย ใจงาม รมว.ดีอี"), "after-name", 0.93),
        Post(KOWALSKI.key, POLAND.key, "เอกอัครราชทูต", span("Jan Kowalski เอกอัครราชทูตโปแลนด์"), "after-name", 0.9),
    ),
    events=(MEETING, SIGNING),
    topics=(TopicFact("digital-government", 0.8, (span("ด้านดิจิทัล"),)),),
)

DOMESTIC = ArticleFacts(
    article=replace(ARTICLE, id="90002", text="ประชุมเตรียมรับน้ำ\nเนื้อข่าว", title=Span(0, 18), body=Span(19, 27), url=None),
    relevant=False,
    relevance=0.02,
    mentions=(Mention(Span(0, 4), POLAND.key, "lexicon", 0.5),),
)


def numbered(facts: ArticleFacts, number: str) -> ArticleFacts:
    """The same article under another number."""
    return replace(facts, article=replace(facts.article, id=number))
