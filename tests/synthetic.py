"""Graphs that obey the contract, made of nothing: as many nodes as asked, the same ones for the same seed.

Names are put together from parts written for the purpose; no article of the world stands behind them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store

from samphan.vocab import DCTERMS, GRAPH, ID, OA, ONTOLOGY, ORG, PROV, RDF, RDFS, REFERENCE_GRAPH, SCHEMA, SKOS, XSD

COUNTRIES = {
    "AU": ("ออสเตรเลีย", "Australia"), "CN": ("จีน", "China"), "DE": ("เยอรมนี", "Germany"), "FR": ("ฝรั่งเศส", "France"),
    "GB": ("สหราชอาณาจักร", "United Kingdom"), "ID": ("อินโดนีเซีย", "Indonesia"), "IN": ("อินเดีย", "India"), "JP": ("ญี่ปุ่น", "Japan"),
    "KH": ("กัมพูชา", "Cambodia"), "KR": ("เกาหลีใต้", "South Korea"), "LA": ("ลาว", "Laos"), "MM": ("เมียนมา", "Myanmar"),
    "MY": ("มาเลเซีย", "Malaysia"), "PL": ("โปแลนด์", "Poland"), "SG": ("สิงคโปร์", "Singapore"), "US": ("สหรัฐอเมริกา", "United States"),
    "VN": ("เวียดนาม", "Vietnam"),
}  # fmt: skip
BODIES = {
    "mfa": ("กระทรวงการต่างประเทศ", "Ministry of Foreign Affairs"), "moc": ("กระทรวงพาณิชย์", "Ministry of Commerce"),
    "mdes": ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "Ministry of Digital Economy and Society"), "mod": ("กระทรวงกลาโหม", "Ministry of Defence"),
    "moac": ("กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives"), "moph": ("กระทรวงสาธารณสุข", "Ministry of Public Health"),
    "moe": ("กระทรวงศึกษาธิการ", "Ministry of Education"), "mot": ("กระทรวงคมนาคม", "Ministry of Transport"),
    "mots": ("กระทรวงการท่องเที่ยวและกีฬา", "Ministry of Tourism and Sports"), "energy": ("กระทรวงพลังงาน", "Ministry of Energy"),
}  # fmt: skip
TOPICS = {
    "agriculture": ("การเกษตร", "Agriculture"), "cybersecurity": ("ความมั่นคงปลอดภัยไซเบอร์", "Cybersecurity"),
    "education": ("การศึกษา", "Education"),
    "energy": ("พลังงาน", "Energy"), "public-health": ("สาธารณสุข", "Public health"), "tourism": ("การท่องเที่ยว", "Tourism"),
    "trade": ("การค้า", "Trade"), "transport": ("คมนาคมและโลจิสติกส์", "Transport and logistics"),
}  # fmt: skip
_FIRST = ["กานดา", "สมหวัง", "ธีรดา", "ปรานี", "วิชัยยุทธ์", "อรุณรัก", "เมธาวี", "พิมพ์ลดา", "ศิวกร", "จิรายุส", "ณัฐวรา", "ภูวเดช"]
_LAST = ["แสงทองคำ", "วงศ์พนาไพร", "รุ่งเรืองกิจดี", "ศรีสมุทรา", "บุญรักษาเมือง", "ทิพย์นทีธร", "ใจดีงามยิ่ง", "ชลธารทิพย์"]
_ABROAD = ["มาเรียน", "คาซึโอะ", "เอเลนา", "ดาวิด", "ลินน์", "โทมัสซ์", "อาหมัด", "ซูจิน", "เปรม", "คลารา"]
_FAMILY = ["โควัลสกา", "ทานากะวะ", "ชมิดท์มัน", "เลอฟอร์ต", "วิลเฮล์ม", "รามันนาทาน", "ปาร์คซอง", "เหงียนวัน"]
_POSTS = ["รัฐมนตรีว่าการ", "ปลัดกระทรวง", "ที่ปรึกษาด้านการต่างประเทศ", "อธิบดี", "เอกอัครราชทูต", "รองอธิบดี"]
_VERBS = {"Meeting": "หารือกับ", "Visit": "เดินทางเยือน", "Signing": "ลงนามบันทึกความเข้าใจกับ", "Conference": "ร่วมประชุมกับ",
          "Assistance": "มอบความช่วยเหลือแก่", "Investment": "เชิญชวนลงทุนร่วมกับ"}  # fmt: skip


@dataclass
class MemoryGraph:
    """Quads in memory behind the ``query`` that views ask for, over the union of all graphs."""

    store: Store = field(default_factory=Store)

    def query(self, sparql: str) -> object:
        """The solutions of a SELECT query."""
        return self.store.query(sparql, use_default_graph_as_union=True)


class Writer:
    """Writes contract statements; positions of names are found while the text grows."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self.names: dict[str, str] = {}

    def add(self, graph: str, subject: str, predicate: str, value: str | Literal) -> None:
        """One statement; a plain string is an IRI."""
        node = NamedNode(value) if isinstance(value, str) else value
        self.quads.append(Quad(NamedNode(subject), NamedNode(predicate), node, NamedNode(graph)))

    def thing(self, key: str, kinds: str, th: str, en: str = "", *, graph: str = REFERENCE_GRAPH, **facts: str) -> str:
        """An entity with labels; ``country`` and ``parent`` are keys, ``iso`` a code."""
        iri = ID + key
        self.names[iri] = th
        for kind in kinds.split():
            self.add(graph, iri, RDF + "type", ONTOLOGY + kind)
        for text, language in ((th, "th"), (en, "en")):
            if text:
                self.add(graph, iri, SKOS + "prefLabel", Literal(text, language=language))
        if "country" in facts:
            self.add(graph, iri, ONTOLOGY + "country", ID + facts["country"])
        if "parent" in facts:
            self.add(graph, iri, ORG + "subOrganizationOf", ID + facts["parent"])
        if "iso" in facts:
            self.add(graph, iri, ONTOLOGY + "isoCode", Literal(facts["iso"]))
        if "alt" in facts:
            self.add(graph, iri, SKOS + "altLabel", Literal(facts["alt"], language="th"))
        return iri

    def topic(self, code: str, th: str, en: str) -> None:
        """A subject of the reference graph."""
        for text, language in ((th, "th"), (en, "en")):
            self.add(REFERENCE_GRAPH, f"{ID}topic/{code}", SKOS + "prefLabel", Literal(text, language=language))

    def article(self, number: str, title: str, day: str, url: str = "") -> str:
        """An article's metadata; gives its IRI."""
        iri, graph = f"{ID}article/{number}", f"{GRAPH}article/{number}"
        self.add(graph, iri, RDF + "type", ONTOLOGY + "Article")
        self.add(graph, iri, DCTERMS + "identifier", Literal(number))
        self.add(graph, iri, DCTERMS + "title", Literal(title, language="th"))
        self.add(graph, iri, DCTERMS + "source", url or f"https://example.invalid/details/{number}")
        self.add(graph, iri, SCHEMA + "datePublished", Literal(day, datatype=NamedNode(XSD + "date")))
        return iri

    def evidence(self, number: str, body: str, start: int, text: str, tag: str) -> None:
        """An annotation: ``text`` stands at ``start`` of the article and says ``body``."""
        graph, base = f"{GRAPH}article/{number}", f"{ID}evidence/{number}-{tag}"
        note, target, place, quote = base, base + "-t", base + "-p", base + "-q"
        whole = NamedNode(XSD + "integer")
        self.add(graph, note, RDF + "type", OA + "Annotation")
        self.add(graph, note, OA + "hasBody", body)
        self.add(graph, note, OA + "hasTarget", target)
        self.add(graph, target, OA + "hasSource", f"{ID}article/{number}")
        self.add(graph, target, OA + "hasSelector", place)
        self.add(graph, target, OA + "hasSelector", quote)
        self.add(graph, place, RDF + "type", OA + "TextPositionSelector")
        self.add(graph, place, OA + "start", Literal(str(start), datatype=whole))
        self.add(graph, place, OA + "end", Literal(str(start + len(text)), datatype=whole))
        self.add(graph, quote, RDF + "type", OA + "TextQuoteSelector")
        self.add(graph, quote, OA + "exact", Literal(text))

    def event(
        self,
        number: str,
        ordinal: int,
        kind: str,
        day: str,
        thai: list[str],
        foreign: list[str],
        countries: list[str],
        topics: list[str],
        sentence: str,
    ) -> str:
        """An event of an article with its sentence and the names in it as evidence."""
        iri, graph = f"{ID}event/{number}-{ordinal}", f"{GRAPH}article/{number}"
        self.add(graph, iri, RDF + "type", ONTOLOGY + kind)
        self.add(graph, iri, RDFS + "label", Literal(sentence[:80], language="th"))
        self.add(graph, iri, PROV + "wasDerivedFrom", f"{ID}article/{number}")
        self.add(graph, iri, ONTOLOGY + "status", ONTOLOGY + "Held")
        if day:
            self.add(graph, iri, SCHEMA + "startDate", Literal(day, datatype=NamedNode(XSD + "date")))
        parties = (("thaiParty", thai), ("counterpart", foreign), ("country", countries), ("topic", topics))
        for predicate, values in parties:
            for value in values:
                self.add(graph, iri, ONTOLOGY + predicate, value)
        start = 100 * ordinal
        self.evidence(number, iri, start, sentence, f"e{ordinal}")
        for rank, one in enumerate(sorted({*thai, *foreign, *countries})):
            if (at := sentence.find(self.names[one])) >= 0:
                self.evidence(number, one, start + at, self.names[one], f"m{ordinal}-{rank}")
        return iri

    def post(self, number: str, person: str, body: str, position: str) -> None:
        """A membership with its evidence."""
        graph, iri = f"{GRAPH}article/{number}", f"{ID}post/{number}-{person.rsplit('/', 1)[-1]}"
        self.add(graph, iri, RDF + "type", ORG + "Membership")
        self.add(graph, iri, ORG + "member", person)
        self.add(graph, iri, ORG + "organization", body)
        self.add(graph, iri, ONTOLOGY + "position", Literal(position, language="th"))
        self.add(graph, iri, PROV + "wasDerivedFrom", f"{ID}article/{number}")
        self.evidence(number, iri, 5000, f"{self.names[person]} {position}", f"p-{person.rsplit('/', 1)[-1]}")

    def graph(self) -> MemoryGraph:
        """Everything written so far, ready to be asked."""
        out = MemoryGraph()
        out.store.extend(self.quads)
        return out


def _people(chance: random.Random, first: list[str], last: list[str]) -> Iterator[str]:
    used: set[str] = set()
    while True:
        name = f"{chance.choice(first)} {chance.choice(last)}"
        if name in used:
            name = f"{chance.choice(first)}{chance.choice(first)} {chance.choice(last)}{chance.choice(last)}"
        if name not in used:
            used.add(name)
            yield name


def synthetic(nodes: int = 200, *, seed: int = 7, events: int | None = None) -> MemoryGraph:
    """A graph whose views have about ``nodes`` nodes: countries, ministries, and people and companies around them."""
    chance = random.Random(seed)
    writer = Writer()
    countries = {code: writer.thing(f"country/{code}", "Country", th, en, iso=code) for code, (th, en) in COUNTRIES.items()}
    thailand = writer.thing("country/TH", "Country", "ไทย", "Thailand", iso="TH")
    bodies = [
        writer.thing(f"government/TH/{key}", "GovernmentBody Ministry", th, en, country="country/TH")
        for key, (th, en) in sorted(BODIES.items())
    ]
    for code, (th, en) in TOPICS.items():
        writer.topic(code, th, en)
    organizations = [
        writer.thing("organization/asean", "InternationalOrganization", "สมาคมประชาชาติแห่งเอเชียตะวันออกเฉียงใต้", "ASEAN", alt="อาเซียน"),
        writer.thing("organization/who", "InternationalOrganization", "องค์การอนามัยโลก", "World Health Organization"),
        writer.thing("organization/un", "InternationalOrganization", "สหประชาชาติ", "United Nations"),
    ]
    codes = sorted(countries)
    rest = max(nodes - len(countries) - len(bodies) - len(organizations), 10)
    thais, others = _people(chance, _FIRST, _LAST), _people(chance, _ABROAD, _FAMILY)
    home: dict[str, list[tuple[str, str]]] = {body: [] for body in bodies}
    away: dict[str, list[str]] = {code: [] for code in codes}
    for number in range(rest):
        share = number % 5
        if share < 2:
            name, body = next(thais), chance.choice(bodies)
            home[body].append((writer.thing(f"person/{name.replace(' ', '-')}", "Person", name), chance.choice(_POSTS)))
        elif share < 4:
            name, code = next(others), chance.choice(codes[: 2 + number % len(codes)])
            away[code].append(writer.thing(f"person/{name.replace(' ', '-')}", "Person", name))
        else:
            code = chance.choice(codes)
            key = f"company/{code.lower()}-{number}"
            away[code].append(writer.thing(key, "Company", f"บริษัท {COUNTRIES[code][0]}เทค {number}", f"{COUNTRIES[code][1]} Tech {number}"))
    _stories(writer, chance, events or nodes, home, away, countries, organizations)
    assert thailand
    return writer.graph()


def _stories(
    writer: Writer,
    chance: random.Random,
    events: int,
    home: dict[str, list[tuple[str, str]]],
    away: dict[str, list[str]],
    countries: dict[str, str],
    organizations: list[str],
) -> None:
    bodies, codes, kinds, topics = sorted(home), sorted(countries), sorted(_VERBS), sorted(TOPICS)
    affinity = {body: chance.sample(codes, 4) for body in bodies}
    for number in range(events):
        body = bodies[number % len(bodies)]
        code = affinity[body][min(int(chance.expovariate(0.9)), 3)] if chance.random() < 0.85 else chance.choice(codes)
        kind = kinds[min(int(chance.expovariate(0.4)), 5)]
        people = [home[body][number % len(home[body])]] if home[body] else []
        thai = [body, *(person for person, _ in people)]
        guests = [away[code][number % len(away[code])]] if away[code] else []
        foreign = [countries[code], *guests]
        if number % 9 == 0:
            foreign.append(chance.choice(organizations))
        year, month, day = chance.randint(2019, 2025), chance.randint(1, 12), chance.randint(1, 28)
        when, article = f"{year}-{month:02}-{day:02}", str(90000 + number)
        names = " และ".join(writer.names[one] for one in foreign)
        who = " ".join(writer.names[one] for one in reversed(thai))
        topic = chance.choice(topics)
        sentence = f"วันที่ {day} {who} {_VERBS[kind]}{names} ว่าด้วยความร่วมมือด้าน{TOPICS[topic][0]}"
        writer.article(article, sentence[:60], when)
        writer.event(article, 1, kind, when, thai, foreign, [countries[code]], [f"{ID}topic/{topic}"], sentence)
        for person, position in people:
            writer.post(article, person, body, position)
        for guest in guests[:1]:
            if "/person/" in guest:
                writer.post(article, guest, countries[code], chance.choice(_POSTS))
