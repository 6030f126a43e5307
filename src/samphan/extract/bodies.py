"""Third stage: countries, government bodies, international organizations and companies.

Known names come from the lexicon; unknown ones are read by pattern: a head word ("กระทรวง", "บริษัท"), the words of its name,
and the state behind it ("กระทรวงการต่างประเทศ" + "สิงคโปร์" is Singapore's ministry, not Thailand's).
"""

from __future__ import annotations

import re

from samphan.extract.aliases import occurrences
from samphan.extract.companies import Firm
from samphan.extract.extents import Extent, country_of, defined_at, fields_end, owner_at
from samphan.extract.named import Bodies, Named, foreign_body, known_entity
from samphan.extract.patterns import GOVERNED, PatternReader
from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import KnownEntity, TermKind

__all__ = ["Bodies", "Named", "find_bodies", "known_entity"]

_FOREIGN_SUBCLASSES = frozenset(
    {"Ministry", "Department", "ArmedForces", "Parliament", "Police", "Court", "Office", "Agency", "Division", "PublicOrganization"}
)
_NAMING = re.compile(r"(?:^|[\s“\"(])(?:ก\.|กระทรวง|ประเทศ|รัฐบาล|เอกอัครราชทูต|ทูต)\s?$")
_ACTS = re.compile(r" ?(?:ร่วมกับ|โดยผู้ว่า|ลงนาม)")
_UN_PART = re.compile(r"เพื่อการ|ว่าด้วย| Framework| Convention| Climate| Conference| Development| Industrial")
_TREATY = re.compile(r"(?:(?:อนุสัญญา|กฎบัตร|กรอบอนุสัญญา)(?:แห่ง)? ?|แห่ง)$")
_ABROAD = re.compile(r"(?:และอุตสาหกรรม)?(?:แห่ง|ของ)?")
# What a state's adjective stands before where it means the state itself ("Thai-Japanese relations", "Chinese Ambassador").
_AS_STATE = re.compile(
    r"[-–]|(?: (?:new|Deputy|Vice|Acting|bilateral|State))* (?:[Aa]mbassador|[Ee]mbass|[Gg]overnment|[Pp]resident|Prime|Premier|Minist"
    r"|Foreign|Parliament|King|[Ss]ide|[Cc]ounterpart|[Dd]elegation|[Rr]elation|[Cc]ooperation|[Cc]ompan|[Ii]nvest|[Bb]usiness|[Pp]rivate"
    r"|[Cc]hamber|Navy|Army|Air Force|[Aa]uthorit|[Mm]arket|[Ee]conom|[Tt]rade|Consul|Senate)"
)
_HEADS_IN_POSTS = ("สภาหอการค้า", "หอการค้า", "สภาอุตสาหกรรม", "สมาคม", "สมาพันธ์", "สภาธุรกิจ", "สหพันธ์")
_ENVOYS = ("ambassador", "attache", "consul", "charge", "counsellor")
_DASH = re.compile(r" ?[-–] ?")


class _Finder(PatternReader):
    """One pass over the atoms of a reading; see :func:`find_bodies`."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.taken = 0

    def countable(self, index: int, atom: Atom) -> KnownEntity | None:
        """The known thing that the atom names, where the place allows to count it."""
        term = atom.terms[0]
        entity = term.entity
        if entity is None or term.kind is not TermKind.ENTITY:
            return None
        view, start = self.view, atom.start
        if entity.subclass == "LocalGovernment":
            acts = GOVERNED.search(view, max(0, start - 24), start) or _ACTS.match(view, atom.end)
            if acts is None and view[start - 7 : start] == "จังหวัด":
                acts = GOVERNED.search(view, max(0, start - 31), start - 7)
            if acts is None and entity.country != "TH" and view.endswith(("ร่วมกับ", "โดย"), max(0, start - 7), start):
                return entity
            return entity if acts else None
        if entity.key == "organization/un" and (_UN_PART.match(view, atom.end) or _TREATY.search(view, max(0, start - 20), start)):
            return None
        if not term.ambiguous or self._in_naming_position(index, atom, entity):
            return entity
        return None

    def _in_naming_position(self, index: int, atom: Atom, entity: KnownEntity) -> bool:
        """Whether an ambiguous name stands where it can only be the thing's name: after a post, in brackets after the full name."""
        view, start = self.view, atom.start
        if entity.kind is EntityClass.COUNTRY and atom.terms[0].latin:
            return _AS_STATE.match(view, atom.end) is not None
        previous = self.reading.atoms[index - 1] if index else None
        if previous is not None and view[previous.end : start] in ("", " "):
            for t in previous.terms:
                if t.kind is TermKind.MODIFIER or (t.post is not None and not any(word in t.post.key for word in _ENVOYS)):
                    return True
        if _NAMING.search(view, max(0, start - 16), start):
            return True
        if view[start - 1 : start] not in ("(", " ") or atom.end - start < 2:
            return False
        # "(ABC)" or "Name: ABC)" behind the same thing's full name.
        for before in self.reading.atoms[max(0, index - 2) : index]:
            same = before.terms[0].entity == entity and not before.terms[0].ambiguous
            if same and "(" in view[before.start : start] and start - before.end < 60:
                return True
        return False

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
                surface = " ".join(view[atom.start : owner[1]].split())
                entity = foreign_body(self.reading.lexicon, core, owner[0], known.subclass, surface, generic=True)
                self.out.add(atom.start, owner[1], entity, "body+state", 0.93)
                return owner[1]
        if known.subclass == "BusinessAssociation" and (abroad := _ABROAD.match(view, atom.end)) is not None:
            other = self.reading.atom_at(abroad.end())
            code = country_of(other) if other is not None else None
            if other is not None and code not in (None, "TH"):
                return self.add_firm(Firm(atom.start, self._paired(other.end), atom.start), "BusinessAssociation")
        self.out.add(atom.start, atom.end, known_entity(known), "lexicon", 0.96)
        if known.kind is not EntityClass.INTERNATIONAL_ORGANIZATION and atom.end - atom.start >= 12:
            self.define(known.key, atom.end)
        return atom.end

    def run(self, persons: tuple[tuple[int, int], ...]) -> Bodies:
        """Visit every atom outside the spans of ``persons``."""
        blocked = iter(sorted(persons))
        block = next(blocked, None)
        for index, atom in enumerate(self.reading.atoms):
            if atom.terms[0].kind > TermKind.HEAD:
                continue
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
            implied = post.post.implies if post is not None and post.post is not None and not self.reading.english else None
            if implied in self.reading.lexicon.entities:
                self.out.add(atom.start, atom.end, known_entity(self.reading.lexicon.entities[implied]), "post", 0.9)
            elif post is not None:
                self._headed_by(atom)
            return
        if head.value in ("Company", "BusinessAssociation"):
            end = self.company(atom, head.value)
        elif head.value == "Embassy":
            end = self.mission(atom)
        elif head.value == "Ministry":
            end = self.ministry(atom)
        else:
            end = self.add_other(index, atom, head.value)
        if end is not None:
            self.taken = end

    def _headed_by(self, atom: Atom) -> None:
        """The association whose head word ends a post's name ("นายกสมาคม" + "ทุเรียนไทย")."""
        for word in _HEADS_IN_POSTS:
            if self.view.endswith(word, atom.start, atom.end):
                head = Atom(atom.end - len(word), atom.end, self.reading.lexicon.by_name.get(word, ()))
                before = self.out.count
                end = self.company(head, "BusinessAssociation") if head.terms else None
                if end is not None:
                    self.taken = end
                    for named in self.out.since(before):
                        self.out.name(atom.end, named.end, named.key, named.rule, named.confidence)
                return

    def short_names(self) -> None:
        """Name the entities again where the short names that the article defined for them stand alone."""
        self.out.settle_definitions()
        keys = {w: key for w, key in self.out.short_names() if len(w) > 1 and w not in self.reading.lexicon.by_name}
        for begin, end in (self.reading.title, self.reading.body):
            for at, word in occurrences(self.view, sorted(keys), begin, end):
                self.out.name(at, at + len(word), keys[word], "defined", 0.9)
        self.out.unite()

    def _paired(self, end: int) -> int:
        """The end of a second state behind a dash ("สภาธุรกิจไทย - ลาว"), else ``end``."""
        gap = _DASH.match(self.view, end)
        partner = self.reading.atom_at(gap.end()) if gap else None
        return partner.end if partner is not None and country_of(partner) else end

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
        return (previous is not None and previous.end == atom.start and previous.term(TermKind.POST) is not None) or defined_at(
            self.view, longer
        )


def find_bodies(reading: Reading, persons: tuple[tuple[int, int], ...]) -> Bodies:
    """Every country, body, organization and company outside the spans of ``persons`` (sorted)."""
    return _Finder(reading).run(persons)
