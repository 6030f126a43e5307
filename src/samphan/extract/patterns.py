"""Bodies, missions, associations and companies read by pattern: what the ontology does not list and the article still names."""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from functools import lru_cache

from samphan.extract.aliases import definition_at
from samphan.extract.boundaries import is_thai
from samphan.extract.companies import Firm, companies_at, core_name
from samphan.extract.extents import Extent, country_of, defined_at, ministry_extent, owner_at, plain_extent
from samphan.extract.latin import latin_bodies, latin_firms, ministers
from samphan.extract.missions import mission_at
from samphan.extract.named import Collector, body_entity, foreign_body, known_entity, language
from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import Entity, EntityClass, Label
from samphan.knowledge import KnownEntity, Lexicon
from samphan.vocab import slug

GOVERNED = re.compile(r"(?:ผู้ว่าราชการ|ผู้ว่าฯ|ผวจ\.?|ผู้ว่า|พ่อเมือง|ปลัด|นายกเทศมนตรี|รัฐบาล|ผู้บริหาร|ผู้แทน|ผู้ว่าการ|สภา|เจ้าแขวง|เจ้าเมือง) ?(?:แห่ง|ของ)?$")
"""What stands before a province or city where the text means its government, not the place."""

_NAME_AT_POST = re.compile(
    r"(?:ผู้อำนวยการ(?:ใหญ่|อาวุโส)?|ผอ\.|หัวหน้า|เลขาธิการ|อธิบดี|รองอธิบดี|ประธาน|ประธานคณะ|เจ้าหน้าที่|ผู้แทน(?:จาก)?|ผู้บัญชาการ|ผบ\.|ผู้ว่าการ|นักวิชาการ[ก-๎]*"
    r"|นักวิเคราะห์[ก-๎]*|ข้าราชการ|ผู้เชี่ยวชาญ) ?$"
)
_CLEAN_LEFT = re.compile(
    r"(?:^|[^ก-๎]|และ|ของ|จาก|กับ|โดย|ที่|ให้|ใน|แทน|การ|ดี|หน้า|ธิการ|ประธาน|หน้าที่|ถึง|ต่อ|แก่|ระหว่าง|หรือ|คือ"
    r"|ตาม|ใต้|สังกัด|ทาง|ผ่าน|ร่วม|ณ|ประจำ|ปลัด|คณะ|ว่า)$"
)
_JOINT = re.compile(r"(?:ร่วม|ระหว่าง|ชายแดน|เขตแดน|พัฒนา$|จัดงาน|อำนวยการ|ขับเคลื่อน|บริหาร|ไทย)")
_OF_CITY = re.compile(r".{3}(?:แห่ง|ของ)(?:นคร|เมือง|มณฑล|กรุง|มหานคร|รัฐ)[ก-๎]{3}")
_ABROAD_OFFICE = re.compile(r"สำนักงาน(?:ส่งเสริมการค้า|ที่ปรึกษา|แรงงาน|การท่องเที่ยว)")
_SEAT = re.compile(r" ?(?:\([ก-ฮ]{2,4}\.\) ?)?(?:ณ|ประจำ) ?(?:กรุง|นคร|เมือง)[ก-๎]{2,20}(?= |$|\n|\))")
_NO_BODY = re.compile(r"^ชายแดน|^ใกล้เคียง|^สถาน|^บริษัท|ประชาสัมพันธ์|สื่อสารองค์กร|อันดับ|บ่มเพาะ|กาชาด|วิชชาลัย|ราชภัฏ|^บัณฑิต")
_PARENT_GAP = re.compile(r" {1,2}(?:สังกัด|แห่ง|ของ)? ?")
_SHORTENED = re.compile(r"([ก-๎]{3,40})ฯ")
_MISSION_NAMES = {False: "สถานเอกอัครราชทูต", True: "สถานกงสุล"}
_MISSION_CORES = {"Embassy": "สถานเอกอัครราชทูต", "Consulate-General": "สถานกงสุล"}
_IN_BRACKETS = re.compile(r"\([^()]*$")
_RUN = re.compile(r"[ก-๎]{4,50}")


@lru_cache(maxsize=4)
def _thai_ministries(lexicon: Lexicon) -> dict[str, KnownEntity]:
    """Thai ministries by Thai name."""
    return {
        label.text: e
        for _, e in sorted(lexicon.entities.items())
        if e.country == "TH" and e.subclass == "Ministry"
        for label in e.preferred
        if label.language == "th"
    }


class PatternReader:
    """Reads the names that no list holds, one method a kind of thing, into a collector; the pass over the atoms calls it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.view = reading.view
        self.out = Collector()

    def add_ministry(self, start: int, extent: Extent) -> int:
        """Record the ministry at ``start``; one of a state not named is taken for the foreign state nearest to it."""
        surface = " ".join(self.view[start : extent.name_end].split())
        core = self.view[start : extent.core_end]
        if not core.startswith(("กระทรวง", "ทบวง")):
            core = "กระทรวง" + core
        state = extent.state or self.state_near(start, extent.name_end)
        if state:
            entity = foreign_body(self.reading.lexicon, core, state, "Ministry", surface, generic=False)
        else:
            entity = body_entity(surface, "Ministry", "TH")
        self.out.add(start, extent.name_end, entity, "ministry-pattern", 0.85 if extent.state else 0.7)
        self.define(entity.key, extent.name_end)
        return extent.name_end

    def state_near(self, start: int, end: int) -> str | None:
        """The foreign state whose body is spoken of at ``[start, end)``: named near it on the line, else the article's chief one."""
        reading = self.reading
        line = self.view.rfind("\n", 0, start) + 1
        best: tuple[int, str] | None = None
        for atom in reading.atoms_in(max(line, start - 160), min(len(self.view), end + 60)):
            code = country_of(atom)
            if code is None or code == "TH":
                continue
            distance = start - atom.end if atom.end <= start else atom.start - end + 20
            if best is None or distance < best[0]:
                best = (distance, code)
        if best is not None:
            return best[1]
        counts = Counter(code for a in reading.atoms if (code := country_of(a)) not in (None, "TH"))
        return min(counts, key=lambda code: (-counts[code], code)) if counts else None

    def ministry(self, atom: Atom) -> int | None:
        """The ministry whose head word is ``atom``; ``None`` where the words are no ministry's name."""
        view, ministries = self.view, _thai_ministries(self.reading.lexicon)
        extent = ministry_extent(self.reading, atom.end)
        if extent is not None and extent.state is not None:
            return self.add_ministry(atom.start, extent)
        at = atom.end + 1 if view[atom.end : atom.end + 1] == " " else atom.end
        short = _SHORTENED.match(view, at)
        if short is not None:
            fitting = [e for name, e in sorted(ministries.items()) if name.removeprefix("กระทรวง").startswith(short.group(1))]
            if len(fitting) == 1 or (fitting and short.group(1) in ("เกษตร", "แรงงาน")):
                self.out.add(atom.start, short.end(), known_entity(fitting[0]), "short-name", 0.92)
                return short.end()
        run = _RUN.match(view, atom.end)
        if run is not None:
            close = get_close_matches("กระทรวง" + run.group(), list(ministries), n=1, cutoff=0.92)
            if close:
                self.out.add(atom.start, run.end(), known_entity(ministries[close[0]]), "misspelt", 0.85)
                return run.end()
        return self.add_ministry(atom.start, extent) if extent is not None and extent.fields else None

    def mission(self, atom: Atom) -> int | None:
        """The embassy or consulate whose head word is ``atom``."""
        mission = mission_at(self.reading, atom.start, atom.end)
        if mission is None:
            return None
        surface = " ".join(self.view[atom.start : mission.end].split())
        sort = _MISSION_NAMES[mission.consulate]
        key = f"government/{mission.state}/{slug(sort + mission.seat.replace(' ', ''))}"
        entity = Entity(
            key=key,
            kind=EntityClass.GOVERNMENT_BODY,
            preferred=(Label(surface, "th"),),
            alternatives=self.mission_names(mission.state, mission.seat, surface),
            subclass="Embassy",
            country=mission.state,
            parent="government/TH/mfa" if mission.state == "TH" else None,
        )
        self.out.add(atom.start, mission.end, entity, "mission", 0.92)
        self.define(key, mission.end)
        return mission.end

    @staticmethod
    def mission_names(state: str, seat: str, surface: str) -> tuple[Label, ...]:
        """Other ways to write a mission's name."""
        if state == "TH":
            embassy = "ทูต" in surface or surface.startswith("สอท")
            names = {f"สถานเอกอัครราชทูต ณ {seat}", f"สถานเอกอัครราชทูตไทย ณ {seat}"} if embassy else set()
        else:
            full = re.sub(r"^(?:สถานทูต|สอท\.|สถานเอกอัคราชทูต) ?", "สถานเอกอัครราชทูต", surface)
            short = re.sub(r" ?ประจำ.*$", "", full)
            names = {full, short, short + "ประจำประเทศไทย"} if "กงสุล" not in surface else set()
        return tuple(Label(n, "th") for n in sorted(names - {surface}))

    def add_other(self, index: int, atom: Atom, value: str) -> int | None:
        """A department, division, agency or the like by pattern; ``None`` where the place or the words do not make a name."""
        view = self.view
        head = view[atom.start : atom.end]
        if not _CLEAN_LEFT.search(view, max(0, atom.start - 8), atom.start) and not (
            index and self.reading.atoms[index - 1].end == atom.start
        ):
            return None
        extent = plain_extent(self.reading, atom.end)
        if extent is None:
            return None
        tail = view[atom.end : extent.core_end]
        if extent.organization is not None:
            name = " ".join(view[atom.start : extent.name_end].split())
            entity = Entity(f"organization/{slug(name)}", EntityClass.INTERNATIONAL_ORGANIZATION, (Label(name, "th"),))
            self.out.add(atom.start, extent.name_end, entity, "body-of-organization", 0.75)
            return extent.name_end
        posted = _NAME_AT_POST.search(view, max(0, atom.start - 40), atom.start) is not None
        if _NO_BODY.search(tail) or (head == "สถาบัน" and tail.startswith(("เทคโนโลยี", "เกอเธ่", "ขงจื"))):
            return None
        committee = head.startswith("คณะ") or head in ("สภา", "องค์กร", "หน่วย", "ศูนย์")
        if committee and _JOINT.search(tail):
            return None
        foreign, local = extent.state not in (None, "TH"), False
        governed = value == "LocalGovernment" and GOVERNED.search(view, max(0, atom.start - 24), atom.start) is not None
        if value == "LocalGovernment":
            if not governed:
                return None
            local = not foreign
        elif not foreign:
            if "ระดับ" in tail:
                return None
            local = _OF_CITY.search(tail) is not None
            national = committee and tail.endswith("แห่งชาติ")
            part = not committee and (self.parent_behind(extent.name_end) is not None or self._behind_body(index, atom))
            defined = defined_at(view, extent.name_end) and not committee
            clean_end = not is_thai(view[extent.name_end : extent.name_end + 1]) or self.reading.atom_at(extent.name_end) is not None
            if not (local or part or defined or national) and not (posted and clean_end and not committee):
                return None
        name = " ".join(view[atom.start : extent.name_end].split())
        seat = _SEAT.match(view, extent.name_end) if _ABROAD_OFFICE.match(view, atom.start) else None
        if seat is not None:
            extent = Extent(seat.end(), seat.end(), None)
            name = " ".join(view[atom.start : extent.name_end].split())
        parent = self.parent_behind(extent.name_end)
        if parent is not None and (owner := owner_at(self.reading, parent[0])) is not None:
            extent, parent, foreign = extent._replace(state=owner[0]), None, True
        if foreign and extent.state:
            entity = foreign_body(self.reading.lexicon, view[atom.start : extent.core_end], extent.state, value, name, generic=False)
        else:
            state = parent[1].country if parent is not None else self.state_near(atom.start, extent.name_end) if local else None
            longer = " ".join(view[atom.start : parent[0]].split()) if parent else ""
            entity = body_entity(name, value, state or "TH", parent=parent[1].key if parent else None, longer=longer)
        self.out.add(atom.start, extent.name_end, entity, "body-pattern", 0.75)
        self.define(entity.key, extent.name_end)
        return extent.name_end

    def _behind_body(self, index: int, atom: Atom) -> bool:
        """Whether a known Thai body stands right before ``atom``, as the one that a division belongs to."""
        if not index or self.view[atom.start - 1 : atom.start] != " ":
            return False
        before = self.reading.atoms[index - 1]
        entity = before.terms[0].entity
        return (
            before.end == atom.start - 1
            and entity is not None
            and entity.subclass in ("Ministry", "Department")
            and self.view[atom.start : atom.start + 3] == "กอง"
        )

    def parent_behind(self, end: int) -> tuple[int, KnownEntity] | None:
        """The known body named behind a division's name as the one it belongs to, and where its name ends."""
        gap = _PARENT_GAP.match(self.view, end)
        atom = self.reading.atom_at(gap.end()) if gap else None
        entity = atom.terms[0].entity if atom is not None else None
        if atom is None or entity is None or atom.terms[0].ambiguous or entity.kind is not EntityClass.GOVERNMENT_BODY:
            return None
        return atom.end, entity

    def company(self, atom: Atom, value: str) -> int | None:
        """The companies or association whose head word is ``atom``."""
        gap = 1 if self.view[atom.end : atom.end + 1] == " " else 0
        known = self.reading.atom_at(atom.end + gap)
        entity = known.terms[0].entity if known is not None else None
        firms = companies_at(self.reading, atom)
        if (
            known is not None
            and entity is not None
            and entity.kind in (EntityClass.COMPANY, EntityClass.INTERNATIONAL_ORGANIZATION)
            and len(firms) < 2
        ):
            rest = self.view[known.end : firms[0].end] if firms and firms[0].end > known.end else ""
            if not rest.strip() or core_name("ก" + rest) == "ก":
                end = max(known.end, firms[0].end if firms else 0)
                self.out.add(atom.start, end, known_entity(entity), "lexicon", 0.95)
                self.out.name(known.start, known.end, entity.key, "lexicon", 0.95)
                self.define(entity.key, end)
                return end
        for firm in firms:
            inner = self.reading.atom_at(firm.core)
            same = inner.terms[0].entity if inner is not None and inner.end == firm.end else None
            if same is not None and same.kind is EntityClass.COMPANY:
                self.out.add(firm.start, firm.end, known_entity(same), "lexicon", 0.9)
                self.out.name(firm.core, firm.end, same.key, "lexicon", 0.9)
                continue
            self.add_firm(firm, value)
        return firms[-1].end if firms else None

    def add_firm(self, firm: Firm, value: str) -> int:
        """Record a company or association read by pattern; returns its end."""
        name = " ".join(self.view[firm.start : firm.end].split())
        core = core_name(name) if value == "Company" else name
        names = {core, " ".join(self.view[firm.core : firm.end].split())} - {name}
        listed = self.reading.lexicon.by_name.get(core.replace(" ", ""))
        same = listed[0].entity if listed and not listed[0].ambiguous else None
        if same is not None and same.kind is EntityClass.COMPANY:
            self.out.add(firm.start, firm.end, known_entity(same), "lexicon", 0.9)
            self.out.name(firm.core, firm.end, same.key, "lexicon", 0.9)
            return firm.end
        company = Entity(
            key=f"company/{slug(core)}",
            kind=EntityClass.COMPANY,
            preferred=(Label(name, language(name)),),
            alternatives=tuple(Label(n, language(n)) for n in sorted(names)) if value == "Company" else (),
            subclass="BusinessAssociation" if value == "BusinessAssociation" else None,
        )
        self.out.add(firm.start, firm.end, company, "company-pattern", 0.8)
        self.define(company.key, firm.end)
        return firm.end

    def define(self, key: str, end: int) -> None:
        """Remember what the brackets behind a name give as its other names."""
        definition = definition_at(self.reading, end)
        if definition is not None:
            self.out.define(key, definition)

    def latin(self) -> None:
        """Read the Latin names that no atom began: firms everywhere, bodies and ministers' ministries by their English patterns."""
        reading, lexicon = self.reading, self.reading.lexicon
        found = latin_firms(reading) + latin_bodies(reading)
        if reading.english:
            found += ministers(reading)
        for name in sorted(found):
            inside = reading.title[0] <= name.start < reading.title[1] or reading.body[0] <= name.start < reading.body[1]
            if not inside or self.out.blocked(name.start, name.end) or _IN_BRACKETS.search(self.view, max(0, name.start - 60), name.start):
                continue
            surface = " ".join(self.view[name.start : name.end].split())
            if name.company:
                self.add_firm(Firm(name.start, name.end, name.start), "Company")
                continue
            known = lexicon.by_name.get(name.core.replace(" ", ""))
            thai = known[0].entity if known else None
            if name.state in (None, "TH") and thai is not None and thai.country == "TH":
                self.out.add(name.start, name.end, known_entity(thai), "english", 0.9)
                continue
            state = name.state or ("TH" if reading.english else self.state_near(name.start, name.end))
            if state is None or (name.state is None and "Minister" in surface):
                continue
            core, generic = _MISSION_CORES.get(name.core, name.core), thai is not None or name.core in _MISSION_CORES
            if thai is not None and thai.country == "TH":
                core = next((label.text for label in thai.preferred if label.language == "th"), core)
            if state == "TH":
                entity = body_entity(surface, name.subclass, state)
            else:
                entity = foreign_body(lexicon, core, state, name.subclass, surface, generic=generic)
            self.out.add(name.start, name.end, entity, "english", 0.75)
            self.define(entity.key, name.end)
