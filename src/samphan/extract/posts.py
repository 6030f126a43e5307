"""Fourth stage: who holds which post where.

Thai news writes NAME POST BODY ("นายก ข. รองปลัดกระทรวงยุติธรรม"), POST BODY NAME ("รมว.กห. พล.อ. …") and POST BODY (NAME); one person may
have several posts ("นายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงกลาโหม"), and two persons one post. A deputy or assistant is another post than the
one it is derived from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from samphan.extract.bodies import Bodies
from samphan.extract.boundaries import is_thai
from samphan.extract.english_holders import find_english_posts
from samphan.extract.held import Held, best_worded
from samphan.extract.people import NamedPerson, Person
from samphan.extract.postphrases import ENVOYS, Namings, PostPhrase, post_at
from samphan.extract.reading import Reading
from samphan.extract.wording import is_common
from samphan.facts import EntityClass
from samphan.knowledge import TermKind

_FIRST = re.compile(
    r"ฯ?[ ,]{0,3}\n?(?:ตำแหน่ง|ผู้ดำรงตำแหน่ง|ดำรงตำแหน่ง|ในตำแหน่ง|ในฐานะ(?:ที่)?(?:เป็น)?|ซึ่งเป็น|ผู้เป็น|ซึ่งดำรงตำแหน่ง|the |, ?the )? ?"
)
_NEXT = re.compile(
    r"(?: ?\([^()\n]{1,60}\))?[ ,]{0,2}(?:และ|/|ควบตำแหน่ง|ควบ|พร้อมทั้งเป็น|ตลอดจน|and )?[ ,]{0,2}(?:ใน)?(?:ฐานะ)?(?:เป็น)? ?"
)
_NEXT_BRACKET = re.compile(r"^ ?\([^()\n]{1,60}\)")
_BETWEEN_HOLDERS = re.compile(r",? ?(?:และ|กับ|and|&)? ?")
_LEADING = re.compile(r"(?:นำ)?โดย(?:มี)? ?$|ประกอบด้วย ?$|ได้แก่ ?$|by ?$")
_TRAILING = re.compile(r" ?(?:ประจำ|แห่ง|ของ|จังหวัด)$")
_ACTING_SPOKESMAN = re.compile(r"^(?:ปฏิบัติหน้าที่|ทำหน้าที่|รักษาการ) ?(?=(?:รอง)?โฆษก)")
_LEAVES_BODY = re.compile(r"(?<!นายก)(?:กระทรวง|กรม|สำนักงาน|บริษัท)? ?ฯ$")
_NO_POSTS = frozenset({"post/head-of-delegation-eu", "post/representative"})
# Posts that people hold beside another one without a word between the two.
_SECOND = ("spokesperson", "chair", "board", "adviser", "committee", "governor-party")
_ACTING = ("รักษา", "ปฏิบัติ", "ทำหน้าที่")
_MAX_POSTS = 5
_LEFT_WINDOW = 130
_LIST_GAP = 60


class _Reader:
    """Reads the posts of one article; holds what its steps share, and nothing after :func:`find_posts` returns."""

    def __init__(self, reading: Reading, people: tuple[Person, ...], bodies: Bodies) -> None:
        self.reading = reading
        self.view = reading.view
        self.namings = Namings(reading, bodies)
        self.phrases: dict[int, PostPhrase | None] = {}
        self.mentions = sorted((m, p.key) for p in people for m in p.mentions)
        self.starts = [m.outer_start for m, _ in self.mentions]
        self.foreign = [n for n in bodies.named if (s := self.namings.state(n.key)) is not None and s != "TH"]
        self.named_starts = [n.start for n in bodies.named]
        self.foreign_starts = [n.start for n in self.foreign]

    def phrase(self, at: int) -> PostPhrase | None:
        """The post phrase at ``at``, read once."""
        if at not in self.phrases:
            self.phrases[at] = post_at(self.reading, self.namings, at)
        return self.phrases[at]

    def chain(self, at: int) -> list[PostPhrase]:
        """The posts that stand one behind the other from ``at`` on, joined by "และ", "ในฐานะ", a comma or a space."""
        found: list[PostPhrase] = []
        gap = _FIRST.match(self.view, at)
        here = gap.end() if gap else at
        while len(found) < _MAX_POSTS and (phrase := self.phrase(here)) is not None:
            if found and not self._joins(found, phrase, _NEXT_BRACKET.sub("", self.view[found[-1].until : here])):
                break
            found.append(phrase)
            following = _NEXT.match(self.view, phrase.until)
            if following is None or any(a.term(TermKind.TITLE) for a in self.reading.atoms_in(phrase.until, following.end())):
                break
            here = following.end()
        return found

    def _joins(self, found: list[PostPhrase], phrase: PostPhrase, between: str) -> bool:
        """Whether ``phrase`` is one more post of the same person and not the next entry of a list of posts."""
        if "\n" in between:
            return False
        if any(word in between for word in ("และ", "ฐานะ", "/", "ควบ", "and")):
            # "อธิบดีกรม ก และอธิบดีกรม ข" are two people; so are a minister and "ผู้แทน…"
            return phrase.key not in _NO_POSTS and all(p.key != phrase.key or p.bare for p in found)
        if between.strip(" ,") or phrase.key in _NO_POSTS:
            return False
        if self.view.startswith(_ACTING, phrase.start):
            return True
        more = phrase.held_in == "country" or found[-1].held_in == "country" or any(word in phrase.key for word in _SECOND)
        return more and phrase.key not in {p.key for p in found} and (not phrase.bare or phrase.held_in == "country")

    def held(self, person: Person, mention: NamedPerson, chain: list[PostPhrase], rule: str, confidence: float) -> list[Held]:
        """The posts of ``chain`` as held by ``person``, each with its organization; those without one are left out."""
        organizations = [self.organization(person, mention, chain, number) for number in range(len(chain))]
        out: list[Held] = []
        for phrase, organization in zip(chain, organizations, strict=True):
            if organization is None:
                continue
            key, sure = organization
            words = _position(self.view[phrase.start : phrase.end])
            out.append(Held(person.key, key, words, phrase.start, max(phrase.end, phrase.until), rule, round(sure * confidence, 3)))
        return out

    def organization(self, person: Person, mention: NamedPerson, chain: list[PostPhrase], number: int) -> tuple[str, float] | None:
        """Where the post is held: the body named with it, else by its neighbours in the chain, else by the person's side."""
        phrase = chain[number]
        kind = self.namings.kind(phrase.organization) if phrase.organization else None
        if phrase.key in _NO_POSTS and not self._counts(phrase, kind):
            return None
        if phrase.organization is not None:
            stateless = phrase.held_in != "any" or phrase.organization == "country/TH"
            if kind is EntityClass.COUNTRY and phrase.held_in != "country" and phrase.key != "post/minister" and stateless:
                return None
            return phrase.organization, 0.97
        if phrase.abroad or phrase.key.startswith("post/thai-trade"):
            return "country/TH", 0.9
        if phrase.bare and any(word in phrase.key for word in ENVOYS) and "ambassador" not in phrase.key:
            return ("country/TH", 0.7) if self.side(person, mention) == "TH" else None
        if phrase.key == "post/president" and not is_thai(self.view[phrase.start]):
            return None
        if phrase.held_in == "country":
            sibling = next((s for p in chain if p.organization and (s := self.namings.state(p.organization))), None)
            if sibling is not None:
                return f"country/{sibling}", 0.93
            side = self.side(person, mention)
            if side == "TH" and phrase.key == "post/president":
                side = self.main_state
            return (f"country/{side}", 0.88) if side else None
        for other in chain[number + 1 :]:
            if other.organization is not None and self._fits(phrase, other.organization):
                return other.organization, 0.85
        return None

    def _counts(self, phrase: PostPhrase, kind: EntityClass | None) -> bool:
        if phrase.key == "post/head-of-delegation-eu":
            words = self.view[phrase.start : phrase.until]
            return phrase.organization is not None and ("คณะผู้แทน" not in words or "สหภาพยุโรป" in words)
        return kind is not None and kind is not EntityClass.COUNTRY

    def _fits(self, phrase: PostPhrase, organization: str) -> bool:
        kind = self.namings.kind(organization)
        return kind is not EntityClass.COUNTRY and (phrase.held_in != "company" or kind is not EntityClass.GOVERNMENT_BODY)

    def side(self, person: Person, mention: NamedPerson) -> str | None:
        """The state a holder of a state's post without a named state acts for: Thailand, or the foreign state named just before."""
        if not person.latin and not person.bracketed and person.honorific and not _foreign_title(person.honorific):
            return "TH"
        last = person.name.rpartition(" ")[2]
        if not person.honorific and not person.bracketed and last != person.name and is_common(last):
            return "TH"  # an untitled leader: Thai surnames are made of Thai words
        line = self.view.rfind("\n", 0, mention.outer_start) + 1
        place = bisect_left(self.foreign_starts, mention.outer_start)
        if place and self.foreign_starts[place - 1] >= max(line, mention.outer_start - 200):
            return self.namings.state(self.foreign[place - 1].key)
        if place < len(self.foreign) and self.foreign[place].start - mention.outer_end < 40:
            return self.namings.state(self.foreign[place].key)
        if person.honorific:
            return None
        return self.main_state

    @cached_property
    def main_state(self) -> str | None:
        """The foreign state that the article names most, the title first."""
        title = Counter(self.namings.state(n.key) for n in self.foreign if n.start < self.reading.title[1])
        return (title or Counter(self.namings.state(n.key) for n in self.foreign)).most_common(1)[0][0] if self.foreign else None

    def right(self, person: Person, mention: NamedPerson) -> list[Held]:
        """Posts behind the name."""
        chain = self.chain(mention.outer_end)
        if not chain:
            return []
        if "\n" in self.view[mention.outer_end : chain[0].start] and chain[0].bare:
            return []
        return self.held(person, mention, chain, "name-post", 1.0)

    def context(self, person: Person, mention: NamedPerson, earlier: list[Held]) -> list[Held]:
        """A post behind the name that leaves its body to the context: that of the body that acts through the person, or of the list."""
        chain = self.chain(mention.outer_end)
        if not chain or chain[-1].key in _NO_POSTS:
            return []
        phrase = chain[-1]
        diplomat = any(word in phrase.key for word in ENVOYS)
        if not phrase.bare or (phrase.held_in == "country" and not diplomat):
            return []
        following = self.view[phrase.until : phrase.until + 2]
        if is_thai(following[:1]) or (following[:1] == " " and following[1:].isascii() and following[1:].isupper()):
            return []  # a body stands there that is not known
        before = self.view[max(0, mention.outer_start - 80) : mention.outer_start]
        lead = _LEADING.search(before)
        organization: str | None = None
        if lead is not None:
            edge = mention.outer_start - (len(before) - lead.start())
            reach = 80 if phrase.held_in == "company" else 40
            near = self.namings.named[bisect_left(self.named_starts, edge - reach - 120) : bisect_left(self.named_starts, edge)]
            ending = [n for n in near if edge - reach <= n.end <= edge and "\n" not in self.view[n.end : edge]]
            fitting = [n for n in ending if self._fits(phrase, n.key)]
            organization = fitting[-1].key if fitting else None
        if organization is None and earlier and 0 <= mention.outer_start - earlier[-1].end <= _LIST_GAP:
            between = self.view[earlier[-1].end : mention.outer_start]
            if "\n" not in between and self._fits(phrase, earlier[-1].organization):
                organization = earlier[-1].organization
        if organization is None:
            return []
        words = _position(self.view[phrase.start : phrase.end])
        return [Held(person.key, organization, words, phrase.start, phrase.until, "list-post", 0.7)]

    def home(self, person: Person, mention: NamedPerson) -> list[Held]:
        """A bare post of a Thai official whose body the article takes for granted: the Thai body it names most."""
        chain = self.chain(mention.outer_end)
        if not chain or not chain[-1].bare or chain[-1].held_in == "country" or chain[-1].key in _NO_POSTS or person.latin or person.alias:
            return []
        phrase, body = chain[-1], self.main_body
        if body is None or is_thai(self.view[phrase.until : phrase.until + 1]) or not self._fits(phrase, body):
            return []
        return [Held(person.key, body, _position(self.view[phrase.start : phrase.end]), phrase.start, phrase.until, "home-post", 0.6)]

    @cached_property
    def main_body(self) -> str | None:
        """The Thai ministry, department or office that the article names most, the title counting three times."""
        counts: Counter[str] = Counter()
        for named in self.namings.named:
            if self.namings.kind(named.key) is EntityClass.GOVERNMENT_BODY and self.namings.state(named.key) == "TH":
                counts[named.key] += 3 if named.start < self.reading.title[1] else 1
        return max(sorted(counts), key=lambda key: counts[key]) if counts else None

    def listed(self, person: Person, mention: NamedPerson, used: set[int]) -> list[Held]:
        """In a list of the form POST NAME, POST NAME what stands behind the name belongs to the next one: the post before it."""
        chain = self.chain(mention.outer_end)
        if not chain:
            return []
        place = bisect_left(self.starts, chain[-1].until)
        following = self.starts[place] if place < len(self.starts) else None
        if following is None or following <= mention.outer_end or self.view[chain[-1].until : following].strip(" ("):
            return []
        return self.left(person, mention, used)

    def left(self, person: Person, mention: NamedPerson, used: set[int]) -> list[Held]:
        """Posts before the name, from the one that ends at it back over joined ones."""
        edge = mention.outer_start
        opening = self.view[max(0, edge - 2) : edge].rstrip().endswith("(")
        while edge and self.view[edge - 1] in " “\"(,":
            edge -= 1
        reading = self.reading
        atoms = reading.atoms[reading.index_at(max(0, edge - _LEFT_WINDOW)) : reading.index_at(edge)]
        chain: list[PostPhrase] = []
        best: PostPhrase | None = None
        for atom in atoms:
            if atom.start in used or not (atom.term(TermKind.POST) or atom.term(TermKind.MODIFIER)):
                continue
            phrase = self.phrase(atom.start)
            if phrase is None or (best is not None and phrase.start >= best.start):
                continue
            touches = any(edge - 1 <= at <= edge + 1 for at in (phrase.until, phrase.end))
            if touches and (phrase.organization is None or phrase.until <= edge + 1):
                best = phrase
        if best is None or (opening and best.key in _NO_POSTS and best.organization is None):
            return []
        chain.append(best)
        for atom in reversed(atoms):
            if atom.end > chain[0].start or atom.start in used:
                continue
            phrase = self.phrase(atom.start) if atom.term(TermKind.POST) or atom.term(TermKind.MODIFIER) else None
            if phrase is None:
                continue
            between = self.view[phrase.until : chain[0].start] if phrase.until <= chain[0].start else None
            if between is not None and between.strip() in ("และ", "/", "ในฐานะ", "และในฐานะ", "and"):
                chain.insert(0, phrase)
        return self.held(person, mention, chain, "post-name", 0.95)


def _foreign_title(honorific: str) -> bool:
    return any(word in honorific for word in ("ดาโต", "ดาตุก", "ตันศรี", "ตัน ศรี", "ตันซรี", "ฯพณฯ", "H.E", "เชค", "ดาโช", "เลียนโป", "ท่าน"))


def _position(words: str) -> str:
    """The position's words without the link to its body, on one line."""
    words = " ".join(words.split())
    words = _ACTING_SPOKESMAN.sub("", words).removeprefix("ท่าน")
    words = _LEAVES_BODY.sub("", words) or words
    return words if words == "รัฐมนตรีประจำ" else (_TRAILING.sub("", words) or words)


def find_posts(reading: Reading, people: tuple[Person, ...], bodies: Bodies) -> tuple[Held, ...]:
    """Every post that the article gives a named person; a person may hold two posts in one organization."""
    if reading.english:
        thai = tuple(p for p in people if not p.latin)  # an article in both languages
        own = _thai_posts(reading, thai, bodies) if thai else ()
        read = {row.person for row in own}
        english = (row for row in find_english_posts(reading, people) if row.person not in read)
        return tuple(sorted((*own, *english), key=lambda r: (r.start, r.person, r.organization)))
    return _thai_posts(reading, people, bodies)


def _thai_posts(reading: Reading, people: tuple[Person, ...], bodies: Bodies) -> tuple[Held, ...]:
    reader = _Reader(reading, people, bodies)
    by_key = {p.key: p for p in people}
    rows: dict[str, list[list[Held]]] = {p.key: [] for p in people}
    used: set[int] = set()
    previous: list[Held] = []
    waiting: tuple[Person, NamedPerson] | None = None
    for mention, key in reader.mentions:
        person = by_key[key]
        held = reader.listed(person, mention, used) or reader.right(person, mention) or reader.context(person, mention, previous)
        if held:
            rows[key].append(held)
            used.update(a.start for h in held for a in reading.atoms_in(h.start, h.end))
            if waiting is not None and not rows[waiting[0].key]:
                rows[waiting[0].key].append([h._replace(person=waiting[0].key, rule="shared-post", confidence=0.8) for h in held])
            previous = held
        joined = _BETWEEN_HOLDERS.match(reading.view, mention.outer_end)
        place = bisect_left(reader.starts, joined.end()) if joined else len(reader.starts)
        shares = not held and joined is not None and place < len(reader.starts) and reader.starts[place] == joined.end()
        waiting = (person, mention) if shares else None
    for person in people:
        if not rows[person.key]:
            for mention in person.mentions:
                held = reader.left(person, mention, used)
                if held:
                    rows[person.key].append(held)
                    break
        if not rows[person.key]:
            rows[person.key] += [held for mention in person.mentions if (held := reader.home(person, mention))]
    chosen = [row for person in people for row in best_worded(rows[person.key])]
    return tuple(sorted(chosen, key=lambda r: (r.start, r.person, r.organization)))
