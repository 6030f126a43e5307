"""Third stage: countries, government bodies, international organizations and companies.

Known names come from the lexicon; unknown ones are read by pattern: a head word ("กระทรวง", "บริษัท"), the words of its name,
and the state behind it ("กระทรวงการต่างประเทศ" + "สิงคโปร์" is Singapore's ministry, not Thailand's).
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from functools import lru_cache

from samphan.extract.aliases import definition_at, occurrences
from samphan.extract.companies import Firm, companies_at, core_name
from samphan.extract.extents import Extent, defined_at, fields_end, ministry_extent, owner_at, plain_extent
from samphan.extract.latin import latin_bodies, latin_firms, ministers
from samphan.extract.missions import mission_at
from samphan.extract.named import Bodies, Collector, Named, body_entity, country_of_lexicon, foreign_body, known_entity, language
from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import Entity, EntityClass, Label
from samphan.knowledge import KnownEntity, Lexicon, TermKind
from samphan.vocab import slug

__all__ = ["Bodies", "Named", "find_bodies", "known_entity"]

_FOREIGN_SUBCLASSES = frozenset(
    {"Ministry", "Department", "ArmedForces", "Parliament", "Police", "Court", "Office", "Agency", "Division", "PublicOrganization"}
)
_NAMING = re.compile(r"(?:^|[\s“\"(])(?:ก\.|กระทรวง|ประเทศ|รัฐบาล|เอกอัครราชทูต|ทูต)\s?$")
_GOVERNED = re.compile(r"(?:ผู้ว่าราชการ|ผู้ว่าฯ|ผวจ\.?|ผู้ว่า|พ่อเมือง|ปลัด|นายกเทศมนตรี|รัฐบาล|ผู้บริหาร|ผู้แทน|ผู้ว่าการ|สภา|เจ้าแขวง|เจ้าเมือง) ?(?:แห่ง|ของ)?$")
_ACTS = re.compile(r" ?(?:ร่วมกับ|โดยผู้ว่า|ลงนาม)")
_UN_PART = re.compile(r"เพื่อการ|ว่าด้วย| Framework| Convention| Climate| Conference| Development| Industrial")
_TREATY = re.compile(r"(?:(?:อนุสัญญา|กฎบัตร|กรอบอนุสัญญา)(?:แห่ง)? ?|แห่ง)$")
_NAME_AT_POST = re.compile(
    r"(?:ผู้อำนวยการ(?:ใหญ่|อาวุโส)?|ผอ\.|หัวหน้า|เลขาธิการ|อธิบดี|รองอธิบดี|ประธาน|ประธานคณะ|เจ้าหน้าที่|ผู้แทน(?:จาก)?|ผู้บัญชาการ|ผบ\.|ผู้ว่าการ|นักวิชาการ[ก-๎]*|นักวิเคราะห์[ก-๎]*|ข้าราชการ|ผู้เชี่ยวชาญ) ?$"
)
_CLEAN_LEFT = re.compile(r"(?:^|[^ก-๎]|และ|ของ|จาก|กับ|โดย|ที่|ให้|ใน|แทน|การ|ดี|หน้า|ธิการ|ประธาน|หน้าที่|ถึง|ต่อ|แก่|ระหว่าง|หรือ|คือ|แก่|ตาม|ใต้|สังกัด|ทาง|ผ่าน|ร่วม|ณ|ประจำ|ปลัด|คณะ|ว่า)$")
_JOINT = re.compile(r"(?:ร่วม|ระหว่าง|ชายแดน|เขตแดน|พัฒนา$|จัดงาน|อำนวยการ|ขับเคลื่อน|บริหาร|ไทย)")
_OF_CITY = re.compile(r".{3}(?:แห่ง|ของ)(?:นคร|เมือง|มณฑล|กรุง|มหานคร|รัฐ)[ก-๎]{3}")
_ABROAD = re.compile(r"(?:และอุตสาหกรรม)?(?:แห่ง|ของ)?")
_ABROAD_OFFICE = re.compile(r"สำนักงาน(?:ส่งเสริมการค้า|ที่ปรึกษา|แรงงาน|การท่องเที่ยว)")
_SEAT = re.compile(r" ?(?:\([ก-ฮ]{2,4}\.\) ?)?(?:ณ|ประจำ) ?(?:กรุง|นคร|เมือง)[ก-๎]{2,20}(?= |$|\n|\))")
_NO_BODY = re.compile(r"อันดับ|บ่มเพาะ|กาชาด|วิชชาลัย|ราชภัฏ|^บัณฑิต")
# What a state's adjective stands before where it means the state itself ("Thai-Japanese relations", "Chinese Ambassador").
_AS_STATE = re.compile(
    r"[-–]|(?: (?:new|Deputy|Vice|Acting|bilateral|State))* (?:[Aa]mbassador|[Ee]mbass|[Gg]overnment|[Pp]resident|Prime|Premier|Minister|Ministry|Foreign|Parliament|King|[Ss]ide|"
    r"[Cc]ounterpart|[Dd]elegation|[Rr]elation|[Cc]ooperation|[Cc]ompan|[Ii]nvest|[Bb]usiness|[Pp]rivate|[Cc]hamber|Navy|Army|Air Force|[Aa]uthorit|[Mm]arket|[Ee]conom|[Tt]rade|Consul|Senate)"
)
_DASH = re.compile(r" ?[-–] ?")
_PARENT_GAP = re.compile(r" {1,2}(?:สังกัด|แห่ง|ของ)? ?")
_SHORTENED = re.compile(r"([ก-๎]{3,40})ฯ")
_MISSION_NAMES = {False: "สถานเอกอัครราชทูต", True: "สถานกงสุล"}
_ENVOYS = ("ambassador", "attache", "consul", "charge", "counsellor")
_CITY = re.compile(r"นายกเทศมนตรี(?=(?:เมือง|นคร)[ก-๎]{2,20})")


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


class _Finder:
    """One pass over the atoms of a reading; see :func:`find_bodies`."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.view = reading.view
        self.out = Collector()
        self.taken = 0

    # -- known names ---------------------------------------------------------------------------------------------------

    def countable(self, index: int, atom: Atom) -> KnownEntity | None:
        """The known thing that the atom names, where the place allows to count it."""
        term = atom.terms[0]
        entity = term.entity
        if entity is None or term.kind is not TermKind.ENTITY:
            return None
        view, start = self.view, atom.start
        if entity.subclass == "LocalGovernment":
            acts = _GOVERNED.search(view, max(0, start - 24), start) or _ACTS.match(view, atom.end)
            if acts is None and view[start - 7 : start] == "จังหวัด":
                acts = _GOVERNED.search(view, max(0, start - 31), start - 7)
            return entity if acts else None
        if entity.key == "organization/un" and (_UN_PART.match(view, atom.end) or _TREATY.search(view, max(0, start - 20), start)):
            return None
        if not term.ambiguous:
            return entity
        if term.latin and entity.kind is EntityClass.COUNTRY:
            return entity if _AS_STATE.match(view, atom.end) else None
        previous = self.reading.atoms[index - 1] if index else None
        if previous is not None and view[previous.end : start] in ("", " "):
            for t in previous.terms:
                if t.kind is TermKind.MODIFIER or (t.post is not None and not any(word in t.post.key for word in _ENVOYS)):
                    return entity
        if _NAMING.search(view, max(0, start - 16), start):
            return entity
        if view[start - 1 : start] not in ("(", " ") or atom.end - start < 2:
            return None
        # "(ABC)" or "Name: ABC)" behind the same thing's full name.
        for before in self.reading.atoms[max(0, index - 2) : index]:
            if before.terms[0].entity == entity and not before.terms[0].ambiguous and "(" in view[before.start : start] and start - before.end < 60:
                return entity
        return None

    def add_held(self, atom: Atom) -> None:
        """What the name of the atom names in its turn: the states, blocs and bodies inside it."""
        held = self.reading.lexicon.held.get(self.view[atom.start : atom.end].replace(" ", ""))
        if not held:
            return
        offsets = [i for i in range(atom.start, atom.end) if self.view[i] != " "]
        for part in held:
            if part.end <= len(offsets):
                self.out.add(offsets[part.start], offsets[part.end - 1] + 1, known_entity(part.entity), "inside", 0.9)

    def add_known(self, atom: Atom, known: KnownEntity) -> int:
        """Record a known body, or the foreign body of the same name where a foreign state follows; returns its end."""
        view = self.view
        if known.kind is EntityClass.GOVERNMENT_BODY and known.country == "TH" and (known.subclass or "") in _FOREIGN_SUBCLASSES:
            if known.subclass == "Ministry":
                longer = fields_end(self.reading, atom.start + 7 if view.startswith("กระทรวง", atom.start) else atom.start)
                if longer is not None and longer > atom.end and self._one_name(atom, longer):
                    return self.add_ministry(atom.start, self._owned(longer))
            owner = owner_at(self.reading, atom.end)
            if owner is not None:
                core = next((label.text for label in known.preferred if label.language == "th"), view[atom.start : atom.end])
                self.out.add(atom.start, owner[1], foreign_body(self.reading.lexicon, core, owner[0], known.subclass, " ".join(view[atom.start : owner[1]].split()), generic=True), "body+state", 0.93)
                return owner[1]
        if known.subclass == "BusinessAssociation" and (abroad := _ABROAD.match(view, atom.end)) is not None:
            other = self.reading.atom_at(abroad.end())
            code = country_of_lexicon(other) if other is not None else None
            if other is not None and code not in (None, "TH"):
                return self.add_firm(Firm(atom.start, self._paired(other.end), atom.start), "BusinessAssociation")
        self.out.add(atom.start, atom.end, known_entity(known), "lexicon", 0.96)
        if known.kind is not EntityClass.INTERNATIONAL_ORGANIZATION and atom.end - atom.start >= 12:
            self.define(known.key, atom.end)
        return atom.end

    def _paired(self, end: int) -> int:
        """The end of a second state behind a dash ("สภาธุรกิจไทย - ลาว"), else ``end``."""
        gap = _DASH.match(self.view, end)
        partner = self.reading.atom_at(gap.end()) if gap else None
        return partner.end if partner is not None and country_of_lexicon(partner) else end

    def _owned(self, end: int) -> Extent:
        owner = owner_at(self.reading, end)
        return Extent(owner[1], end, owner[0], fields=True) if owner is not None else Extent(end, end, None, fields=True)

    def _one_name(self, atom: Atom, longer: int) -> bool:
        """Whether a Thai ministry's name goes on to ``longer`` as another ministry's name, rather than into a list of things."""
        for inner in self.reading.atoms_in(atom.end, longer):
            entity = inner.terms[0].entity
            if entity is not None and not inner.terms[0].ambiguous and entity.kind is not EntityClass.COUNTRY:
                return False
        if owner_at(self.reading, longer) is not None or " " not in self.view[atom.end : longer]:
            return True
        before = self.reading.index_at(atom.start) - 1
        previous = self.reading.atoms[before] if before >= 0 else None
        return (previous is not None and previous.end == atom.start and previous.term(TermKind.POST) is not None) or defined_at(self.view, longer)

    # -- names by pattern ------------------------------------------------------------------------------------------------

    def add_ministry(self, start: int, extent: Extent) -> int:
        """Record the ministry at ``start``; one of a state not named is taken for the foreign state nearest to it."""
        surface = " ".join(self.view[start : extent.name_end].split())
        core = self.view[start : extent.core_end]
        if not core.startswith(("กระทรวง", "ทบวง")):
            core = "กระทรวง" + core
        state = extent.state or self.state_near(start, extent.name_end)
        entity = foreign_body(self.reading.lexicon, core, state, "Ministry", surface, generic=False) if state else body_entity(surface, "Ministry", "TH")
        self.out.add(start, extent.name_end, entity, "ministry-pattern", 0.85 if extent.state else 0.7)
        self.define(entity.key, extent.name_end)
        return extent.name_end

    def state_near(self, start: int, end: int) -> str | None:
        """The foreign state whose body is spoken of at ``[start, end)``: named near it on the line, else the article's chief one."""
        reading = self.reading
        line = self.view.rfind("\n", 0, start) + 1
        best: tuple[int, str] | None = None
        for atom in reading.atoms_in(max(line, start - 160), min(len(self.view), end + 60)):
            code = country_of_lexicon(atom)
            if code is None or code == "TH":
                continue
            distance = start - atom.end if atom.end <= start else atom.start - end + 20
            if best is None or distance < best[0]:
                best = (distance, code)
        if best is not None:
            return best[1]
        counts = Counter(code for a in reading.atoms if (code := country_of_lexicon(a)) not in (None, "TH"))
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
        run = re.compile(r"[ก-๎]{4,50}").match(view, atom.end)
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
            names = {f"สถานเอกอัครราชทูต ณ {seat}", f"สถานเอกอัครราชทูตไทย ณ {seat}"} if "ทูต" in surface or surface.startswith("สอท") else set()
        else:
            full = re.sub(r"^(?:สถานทูต|สอท\.|สถานเอกอัคราชทูต) ?", "สถานเอกอัครราชทูต", surface)
            short = re.sub(r" ?ประจำ.*$", "", full)
            names = {full, short, short + "ประจำประเทศไทย"} if "กงสุล" not in surface else set()
        return tuple(Label(n, "th") for n in sorted(names - {surface}))

    def add_other(self, index: int, atom: Atom, value: str) -> int | None:
        """A department, division, agency or the like by pattern; ``None`` where the place or the words do not make a name."""
        view = self.view
        head = view[atom.start : atom.end]
        if not _CLEAN_LEFT.search(view, max(0, atom.start - 8), atom.start) and not (index and self.reading.atoms[index - 1].end == atom.start):
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
        if not foreign:
            defined = defined_at(view, extent.name_end) and not committee
            clean_end = not "\u0e01" <= view[extent.name_end : extent.name_end + 1] <= "\u0e4e" or self.reading.atom_at(extent.name_end) is not None
            local = _OF_CITY.search(tail) is not None
            if not local and not (posted and clean_end and (not committee or "แห่งชาติ" in tail)) and not defined:
                return None
            if value == "LocalGovernment" or "ระดับ" in tail:
                return None
        elif value == "LocalGovernment" and not _GOVERNED.search(view, max(0, atom.start - 24), atom.start):
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
            state = (self.state_near(atom.start, extent.name_end) or "TH" if local else "TH") if parent is None else (parent[1].country or "TH")
            longer = " ".join(view[atom.start : parent[0]].split()) if parent else ""
            entity = body_entity(name, value, state, parent=parent[1].key if parent else None, longer=longer)
        self.out.add(atom.start, extent.name_end, entity, "body-pattern", 0.75)
        self.define(entity.key, extent.name_end)
        return extent.name_end

    def parent_behind(self, end: int) -> tuple[int, KnownEntity] | None:
        """The known body named behind a division's name as the one it belongs to, and where its name ends."""
        gap = _PARENT_GAP.match(self.view, end)
        atom = self.reading.atom_at(gap.end()) if gap else None
        entity = atom.terms[0].entity if atom is not None else None
        if atom is None or entity is None or atom.terms[0].ambiguous or entity.kind is not EntityClass.GOVERNMENT_BODY:
            return None
        return atom.end, entity

    def company(self, index: int, atom: Atom, value: str) -> int | None:
        """The companies or association whose head word is ``atom``."""
        gap = 1 if self.view[atom.end : atom.end + 1] == " " else 0
        known = self.reading.atom_at(atom.end + gap)
        entity = known.terms[0].entity if known is not None else None
        firms = companies_at(self.reading, index)
        if known is not None and entity is not None and entity.kind in (EntityClass.COMPANY, EntityClass.INTERNATIONAL_ORGANIZATION) and len(firms) < 2:
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
                continue
            self.add_firm(firm, value)
        return firms[-1].end if firms else None

    def add_firm(self, firm: Firm, value: str) -> int:
        """Record a company or association read by pattern; returns its end."""
        name = " ".join(self.view[firm.start : firm.end].split())
        core = core_name(name) if value == "Company" else name
        names = {core, " ".join(self.view[firm.core : firm.end].split())} - {name}
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

    # -- the pass ----------------------------------------------------------------------------------------------------------

    def run(self, persons: tuple[tuple[int, int], ...]) -> Bodies:
        """Visit every atom outside the spans of ``persons``."""
        blocked = iter(sorted(persons))
        block = next(blocked, None)
        for index, atom in enumerate(self.reading.atoms):
            while block is not None and block[1] <= atom.start:
                block = next(blocked, None)
            if block is not None and block[0] < atom.end and atom.start < block[1]:
                continue
            self.visit(index, atom)
        self.out.block(persons)
        self.latin()
        self.short_names()
        return self.out.result()

    def visit(self, index: int, atom: Atom) -> None:
        """Read what the atom names or begins."""
        first = atom.terms[0]
        known = self.countable(index, atom) if first.kind is TermKind.ENTITY else None
        if known is not None and known.kind is EntityClass.COUNTRY:
            self.out.add(atom.start, atom.end, known_entity(known), "lexicon", 0.97)
            return
        if known is not None or first.kind is TermKind.POST:
            self.add_held(atom)
        if atom.start < self.taken:
            return
        head = atom.term(TermKind.HEAD)
        if known is not None:
            mission = self.mission(atom) if head is not None and head.value == "Embassy" else None
            self.taken = mission if mission is not None else self.add_known(atom, known)
            return
        if head is None:
            post = atom.term(TermKind.POST)
            if post is not None and post.post is not None and post.post.implies in self.reading.lexicon.entities:
                self.out.add(atom.start, atom.end, known_entity(self.reading.lexicon.entities[post.post.implies]), "post", 0.9)
            return
        if head.value in ("Company", "BusinessAssociation"):
            end = self.company(index, atom, head.value)
        elif head.value == "Embassy":
            end = self.mission(atom)
        elif head.value == "Ministry":
            end = self.ministry(atom)
        else:
            end = self.add_other(index, atom, head.value)
        if end is not None:
            self.taken = end

    def latin(self) -> None:
        """Read the Latin names that no atom began: firms everywhere, bodies and ministers' ministries by their English patterns."""
        reading, lexicon = self.reading, self.reading.lexicon
        found = latin_firms(reading) + latin_bodies(reading)
        if reading.english:
            found += ministers(reading)
        for name in sorted(found):
            inside = reading.title[0] <= name.start < reading.title[1] or reading.body[0] <= name.start < reading.body[1]
            if not inside or self.out.blocked(name.start, name.end) or self.view.count("(", name.start - 60 if name.start > 60 else 0, name.start) > self.view.count(
                ")", name.start - 60 if name.start > 60 else 0, name.start
            ):
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
            if state is None or name.core.startswith("Ministry of ") and name.state is None and "Minister" in surface:
                continue
            core, generic = name.core, thai is not None
            if thai is not None and thai.country == "TH":
                core = next((label.text for label in thai.preferred if label.language == "th"), core)
            entity = foreign_body(lexicon, core, state, name.subclass, surface, generic=generic) if state != "TH" else body_entity(surface, name.subclass, state)
            self.out.add(name.start, name.end, entity, "english", 0.75)
            self.define(entity.key, name.end)

    def short_names(self) -> None:
        """Name the entities again where the short names that the article defined for them stand alone."""
        self.out.settle_definitions()
        for word, key in self.out.short_names():
            if len(word) < 2 or word in self.reading.lexicon.by_name:
                continue
            for begin, end in (self.reading.title, self.reading.body):
                for at in occurrences(self.view, word, begin, end):
                    self.out.name(at, at + len(word), key, "defined", 0.9)
        self.out.unite()


def find_bodies(reading: Reading, persons: tuple[tuple[int, int], ...]) -> Bodies:
    """Every country, body, organization and company outside the spans of ``persons`` (sorted)."""
    return _Finder(reading).run(persons)
