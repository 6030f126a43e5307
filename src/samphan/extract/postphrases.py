"""The wording of a post: its words, the field it is for, and the body, company or state it is held in.

"รักษาราชการแทนรัฐมนตรีว่าการกระทรวง…", "รองประธานอาวุโสด้าน… หอการค้า…", "เอกอัครราชทูต… ประจำประเทศไทย", "Vice President, …".
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from samphan.extract.bodies import Bodies, Named
from samphan.extract.boundaries import is_thai
from samphan.extract.reading import Reading
from samphan.extract.scan import Atom
from samphan.facts import EntityClass
from samphan.knowledge import KnownEntity, TermKind


class PostPhrase(NamedTuple):
    """A post as worded at view offsets ``[start, end)``; ``until`` is where the phrase with its organization ends.

    ``organization`` is a key or ``None`` where the phrase names none; ``abroad`` marks an envoy whose place of work is named,
    ``bare`` a phrase that leaves its body to the context ("ปลัดกระทรวงฯ", "รองอธิบดี").
    """

    start: int
    end: int
    until: int
    organization: str | None
    held_in: str
    key: str
    abroad: bool
    bare: bool


_LINK = re.compile(
    r"(?: ?\([A-Z]{2,5}\))?(?:หญิง)?(?:คนแรก|คนใหม่|คนปัจจุบัน|ท่านใหม่)?,? ?"
    r"(?:แห่ง|ของ|ประจำ|สังกัด|จาก|of(?: the)?|to the|to|at the|at|for the|for)? ?"
    r"(?:ประเทศ|รัฐบาล)?(?:(?:ราช)?อาณาจักร|สาธารณรัฐ(?!ประชา)|เขตบริหารพิเศษ)? ?"
)
_WORD_LINK = re.compile(r",? ?(?:แห่ง|ของ|ประจำ|สังกัด|จาก)? ?")
_BRACKET = re.compile(r" ?\((?:ฝ่าย|ด้าน|ที่)[^()\n]{2,40}\)")
_FIELD = re.compile(r" ?(?:ด้าน|ฝ่าย|สาย|สาขา|ส่วน|กลุ่ม|ภาค|แผนก|ประจำภูมิภาค|คนที่ ?\d|อาวุโส|for |of |in charge of )")
_GLUED = re.compile(r"[ก-ฮเแโใไ][ก-ฮะ-ฺเ-ๅ็-๎]{2,44}")
_BARE = re.compile(r" ?(?:(?:กระทรวง|กรม|สำนักงาน|บริษัท|จังหวัด|สถาบัน|องค์การ)? ?ฯ|บริษัท(?= ))")
_ABROAD = re.compile(r" ?(?:ไทย|แห่งประเทศไทย|ราชอาณาจักรไทย)? ?(?:ประจำ|ณ) ?(?!ประเทศไทย|ราชอาณาจักรไทย|ไทย|กระทรวง|สำนัก|สถาน)")
_POSTED = re.compile(
    r"(?: ?\([^()\n]{1,60}\))?(?: ?/ ?(?:ประเทศ)?ไทย| ?ประจำ(?:ประเทศ|ราชอาณาจักร)?ไทย| ?ประจำ(?:กรุง|จังหวัด|นคร|เมือง)[^\s,()]{2,30})"
)
ENVOYS: Final = ("ambassador", "consul", "charge", "attache", "counsellor", "embassy-secretary", "nuncio", "high-commissioner")
"""Parts of the post keys of diplomats."""
_CONTINUED = re.compile(r" ?(?:\([^()\n]{1,80}\))? ?,? ?(?:แห่ง|ของ)?")
_LONGEST_FIELD = 90
_LONGEST_KNOWN = 60


class Namings:
    """The named bodies of an article by the place where they start, and what is known of them; read-only."""

    def __init__(self, reading: Reading, bodies: Bodies) -> None:
        self._reading = reading
        self.entities = bodies.entities
        self.named = bodies.named
        self._by_start: dict[int, Named] = {}
        for named in bodies.named:
            known = self._by_start.get(named.start)
            if known is None or named.end > known.end:
                self._by_start[named.start] = named

    def at(self, offset: int) -> Named | None:
        """The longest naming that starts at ``offset``."""
        return self._by_start.get(offset)

    def kind(self, key: str) -> EntityClass | None:
        """The class of the thing behind ``key``."""
        entity = self.entities.get(key)
        if entity is not None:
            return entity.kind
        known: KnownEntity | None = self._reading.lexicon.entities.get(key)
        return known.kind if known else None

    def state(self, key: str) -> str | None:
        """The ISO code of the state that the thing behind ``key`` is or belongs to."""
        if key.startswith("country/"):
            return key.removeprefix("country/")
        entity = self.entities.get(key)
        if entity is not None:
            return entity.country
        known = self._reading.lexicon.entities.get(key)
        return known.country if known else None


def _modified(reading: Reading, at: int) -> tuple[int, Atom | None]:
    """Past the words before the post ("อดีต", "รักษาราชการแทน", "รอง"): where the post word starts, and its atom."""
    atom = reading.atom_at(at)
    while atom is not None and atom.term(TermKind.POST) is None and atom.term(TermKind.MODIFIER) is not None:
        at = atom.end
        while reading.view[at : at + 1] == " ":
            at += 1
        atom = reading.atom_at(at)
    return at, atom if atom is not None and atom.term(TermKind.POST) else None


def _adjacent_state(reading: Reading, at: int) -> Named | None:
    """A state whose name is a common word too, straight behind a post ("ออท.เช็ก"): there it can only be the state."""
    atom = reading.atom_at(at)
    term = atom.term(TermKind.ENTITY) if atom else None
    if atom is None or term is None or term.entity is None or term.entity.kind is not EntityClass.COUNTRY:
        return None
    return Named(at, atom.end, term.entity.key, "post", 0.9)


def _linked(reading: Reading, namings: Namings, at: int) -> Named | None:
    """The naming at ``at`` or behind "แห่ง", "ของ", "ประจำ", ", "."""
    direct = namings.at(at) or _adjacent_state(reading, at)
    gap = _LINK.match(reading.view, at)
    linked = namings.at(gap.end()) if gap else None
    if linked is None and gap:
        # "ประเทศ", "สาธารณรัฐ" may belong to the name itself
        words = _WORD_LINK.match(reading.view, at)
        linked = namings.at(words.end()) if words else None
    return max((n for n in (direct, linked) if n is not None), key=lambda n: n.end, default=None)


def _overlapping(reading: Reading, namings: Namings, atom: Atom) -> tuple[str, int] | None:
    """The known body that shares the end of the post word: "ผู้ว่า" + "การรถไฟ…". Returns its key and where it ends."""
    view = reading.view
    if view.endswith("สมาคม", 0, atom.end):  # นายกสมาคม…
        named = namings.at(atom.end - len("สมาคม"))
        return (named.key, named.end) if named is not None else None
    if not view.endswith("ผู้ว่าการ", 0, atom.end):
        return None
    start = atom.end - len("การ")
    for end in range(min(len(view), start + _LONGEST_KNOWN), atom.end + 2, -1):
        for term in reading.lexicon.by_name.get(view[start:end].replace(" ", ""), ()):
            if term.entity is not None and not term.ambiguous:
                return term.entity.key, end
    return None


def _field_end(reading: Reading, namings: Namings, end: int, *, states: bool) -> tuple[int, Named | None]:
    """Past the field of a post ("ด้าน…", "ฝ่าย…", "สายงาน…"): its end, and the organization named right behind it.

    A state closes the field only where ``states`` allows it.
    """
    view = reading.view
    field = _FIELD.match(view, end)
    if field is None:
        return end, None
    limit = min(len(view), field.end() + _LONGEST_FIELD)
    for stop in ("\n", ")", "(", " และนาย", " และนาง", "“", ";"):
        found = view.find(stop, field.end(), limit)
        if found >= 0:
            limit = found
    for atom in reading.atoms_in(field.end(), limit):
        named = namings.at(atom.start)
        kind = namings.kind(named.key) if named else None
        if named is not None and kind is not EntityClass.COUNTRY and (view[atom.start - 1] in " ,/" or kind is not EntityClass.COMPANY):
            return _rstrip(view, field.end(), atom.start), named
        if named is not None and kind is EntityClass.COUNTRY and states and not is_thai(view[named.end : named.end + 1] or " "):
            return _rstrip(view, field.end(), atom.start), named
        if any(t.kind in (TermKind.TITLE, TermKind.STOP, TermKind.TRIGGER, TermKind.POST, TermKind.MODIFIER) for t in atom.terms):
            limit = atom.start
            break
    cut = view.find(" ", field.end(), limit)
    return _rstrip(view, field.end(), cut if cut >= 0 else limit), None


def _glued(reading: Reading, namings: Namings, end: int) -> tuple[int, Named | None, int]:
    """Past words glued to the post that no known name covers ("เลขาธิการ" + "พรรค…" + "เวียดนาม").

    Returns the position's end, the state in the last of the words or the body behind them, and where the words end.
    """
    run = _GLUED.match(reading.view, end)
    if run is None:
        return end, None, end
    limit = run.end()
    opening = reading.atom_at(end)
    if opening is not None and any(t.kind in (TermKind.STOP, TermKind.TRIGGER, TermKind.TITLE) for t in opening.terms):
        return end, None, end
    inside = reading.atoms_in(end + 1, limit)
    for atom in inside:
        if any(t.kind in (TermKind.POST, TermKind.MODIFIER, TermKind.TITLE, TermKind.STOP, TermKind.TRIGGER) for t in atom.terms):
            limit = atom.start - 3 if reading.view.endswith("และ", end, atom.start) else atom.start
            break
    for atom in inside:
        named = namings.at(atom.start)
        if named is not None and named.end == limit and namings.kind(named.key) is EntityClass.COUNTRY:
            return limit, named, limit
    behind = namings.at(limit + 1) if limit == run.end() and reading.view[limit : limit + 1] == " " else None
    if behind is not None and namings.kind(behind.key) is not EntityClass.COUNTRY:
        return limit, behind, limit
    return end, None, limit


def _rstrip(view: str, low: int, end: int) -> int:
    while end > low and view[end - 1] in " ,/":
        end -= 1
    return end


def _titled(reading: Reading, start: int, end: int) -> bool:
    """Whether a person's title stands in ``[start, end)``: then a bracket there holds the holder, not an abbreviation."""
    return any(a.term(TermKind.TITLE) is not None for a in reading.atoms_in(start, end))


def _continued(reading: Reading, namings: Namings, named: Named) -> tuple[str, int]:
    """The organization with the larger one or the state behind it ("กอง… สำนักงานปลัดกระทรวง…"): key, end."""
    view, key, end = reading.view, named.key, named.end
    for _ in range(3):
        gap = _CONTINUED.match(view, end)
        following = namings.at(gap.end()) if gap else None
        if following is None or gap is None or "\n" in gap.group() or _titled(reading, end, gap.end()):
            break
        if namings.kind(following.key) is EntityClass.COUNTRY and namings.kind(key) is EntityClass.COUNTRY:
            break
        end = following.end
    return key, end


def post_at(reading: Reading, namings: Namings, at: int) -> PostPhrase | None:
    """The post phrase that starts exactly at ``at``, or ``None``."""
    view = reading.view
    _, atom = _modified(reading, at)
    term = atom.term(TermKind.POST) if atom else None
    if atom is None or term is None or term.post is None:
        return None
    post, end = term.post, atom.end
    # A post made of two words: "ที่ปรึกษา" + "รัฐมนตรีว่าการ", "เลขานุการ" + "รมว."
    while (following := reading.atom_at(end)) is not None and (more := following.term(TermKind.POST)) is not None and more.post is not None:
        end, post = following.end, more.post
    if post.implies and post.implies in reading.lexicon.entities:
        return PostPhrase(at, end, end, post.implies, post.held_in, post.key, abroad=False, bare=False)
    overlapping = _overlapping(reading, namings, atom)
    if overlapping is not None:
        return PostPhrase(at, end, overlapping[1], overlapping[0], post.held_in, post.key, abroad=False, bare=False)
    bracket = _BRACKET.match(view, end)
    if bracket is not None:
        end = bracket.end()
    envoy = any(word in post.key for word in ENVOYS)
    if envoy and _ABROAD.match(view, end):
        return PostPhrase(at, end, end, None, post.held_in, post.key, abroad=True, bare=False)
    named = _linked(reading, namings, end)
    if named is None:
        end, named = _field_end(reading, namings, end, states=post.held_in == "country" or post.key == "post/minister")
        if named is None:
            named = _linked(reading, namings, end)
    if named is None and post.held_in != "country":
        end, named, skipped = _glued(reading, namings, end)
        if named is None and skipped > end:
            return PostPhrase(at, end, skipped, None, post.held_in, post.key, abroad=False, bare=False)
    if named is None:
        bare = _BARE.match(view, end)
        until = bare.end() if bare else end
        return PostPhrase(at, end, until, None, post.held_in, post.key, abroad=False, bare=True)
    key, until = _continued(reading, namings, named)
    posted = _POSTED.match(view, until)
    if posted is not None and not _titled(reading, until, posted.end()):
        until = posted.end()
    return PostPhrase(at, end, until, key, post.held_in, post.key, abroad=False, bare=False)
