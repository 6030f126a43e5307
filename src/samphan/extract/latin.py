"""Bodies and companies that stand under a Latin name: firms in Thai text, ministries, embassies and ministers in English text."""

from __future__ import annotations

import re
from typing import NamedTuple

from samphan.extract.companies import FORM
from samphan.extract.extents import country_of
from samphan.extract.reading import Reading


class LatinName(NamedTuple):
    """A Latin name as read: its extent, whether a company (else a body), its subclass, its own name and the ISO code of its state."""

    start: int
    end: int
    company: bool
    subclass: str | None
    core: str
    state: str | None


_WORD = r"[A-Z][\w&.'’+\-]*"
_PLAIN = r"[A-Z][\w&'’\-]*"
_RUN = rf"{_WORD}(?:(?: (?:&|and|of|de))? {_WORD}){{0,5}}"
_FIRM = re.compile(
    rf"(?<![\w.]){_WORD}(?: (?:& |and |of )?{_WORD}){{0,5}}?"
    rf"(?:,? ?{FORM}\b\.?| (?:Group|Holdings?|Motors?|Airlines?|Airways|Bank|Automobile|Pharmaceuticals?|Industries))"
    rf"(?![\w-])(?: (?:Holdings?|{FORM})\b\.?)*"
)
_NO_FIRM = re.compile(
    r"(?:Working|Experts?|Task|Study|Contact|Advisory|Steering|Technical|Discussion|Focus|Target|Action|Support|Reference|Persons|Project|Policy|Core|Negotiating"
    r"|Central|World|Development|Investment|Data|Land|Blood|Food|State|Commercial|National|Minilateral|Partnership|Thematic|Independent|Consultative|Coordination)"
    r" (?:Group|Bank)|^(?:The|A|An|This|Bank|Group|Co|Ltd|Inc|Limited|PLC)\b|Institutions|\bMedia\b"
    r"|.*\b(?:Ministry|Department|University|Minister|Committee|Council|Forum|Mr|Ms|H\.E|Conference|Meeting|Declaration)\b"
)
_CHIEF = re.compile(
    r"(?:(?:CEO|Chief Executive Officer|Managing Director|General Manager|Country Manager|Country Director)\)?(?:, | of )"
    rf"|(?:President|Chairman)(?: and CEO)?, )(?P<firm>{_RUN})"
)
_NOT_A_FIRM = re.compile(
    r"(?:President|CEO|Chief|Director|Vice|Senior|Head|Asia|ASEAN|Thailand|South|Global|Government|Public|Regional|APAC|Corporate|External|Policy|Mr|Ms|Mrs|Dr|Country|The|Prime"
    r"|Minister|Republic|Business|Joint|International|Committee|National|Board|Member|Royal|Chairman|Managing|Executive|H\.E|Association|Senate|House|Parliament|Deputy|State|People|World|UN|EU|APEC|ADB"
    r"|General|Operations|Organi[sz]ation|Office|Agency|Department|Ministry|Institute|Marketing|Sales|Strategy|Communications|Asian|European|United|University)\b"
)
_NOT_IN_FIRM = re.compile(
    r"\b(?:Region|Senate|Assembly|Commission|Court|Committee|Council|Association|Federation|Board|Party|Ministry|University|Province|City)\b"
)
_TITLED = re.compile(r"[A-Z]\w* $")
_BODY = re.compile(
    r"\b(?:(?P<sort>Ministry|Department|Office|Bureau|Embassy|Consulate-General) (?:of|for)"
    r"|(?P<ours>Royal Thai (?:Embassy|Consulate-General))(?: in|,))"
    rf" (?:the )?(?P<fields>{_PLAIN}(?:(?:,? and|, and|,| of the| of| &)? {_PLAIN}){{0,9}})"
)
_AGENCY = re.compile(
    r"(?<![\w.])(?:[A-Z][A-Za-z&'’\-]+ (?:(?:and|of|for|&) )?){1,6}(?:Agency|Commission|Authority|Bureau|Administration)\b(?! of| for)"
)
_INTERNATIONAL = re.compile(
    r"(?:European|ASEAN|UN|United|International|Asian|Mekong|World|Asia|Joint|Economic|Securities|River|Thai|Thailand)\b"
)
_MINISTER = re.compile(
    rf"\bMinister (?:of|for) (?!State\b)(?P<field>{_PLAIN}(?:(?:,? and|,|) {_PLAIN}){{0,5}})"
    r"|\b(?P<short>Foreign(?: Affairs)?|Defen[cs]e|Commerce|Finance|Energy|Education|Labou?r"
    r"|Transport|Interior|Justice|Tourism(?: and Sports)?|Public Health|Health|Agriculture(?: and Cooperatives)?|Culture|Industry"
    r"|Digital Economy and Society) Minister\b"
)
_FULL = {
    "Foreign": "Foreign Affairs", "Defense": "Defence", "Labor": "Labour", "Health": "Public Health", "Tourism": "Tourism and Sports",
    "Agriculture": "Agriculture and Cooperatives",
}  # fmt: skip
# A plain search for these words is a hundred times as fast as the patterns that they are part of, and most Thai articles hold none.
_FIRM_SIGNS = (
    "Ltd", "Limited", "Inc", "PLC", "Plc", "LLC", "S.p.A", "GmbH", "Corp", "Group", "Holding", "Motor", "Airline", "Airways", "Bank",
    "Automobile", "Pharmaceutical", "Industries",
)  # fmt: skip
_CHIEF_SIGNS = (
    "CEO",
    "Chief Executive",
    "Managing Director",
    "General Manager",
    "Country Manager",
    "Country Director",
    "President",
    "Chairman",
)
_BODY_SIGNS = ("Ministry", "Department", "Office", "Bureau", "Embassy", "Consulate")
_AGENCY_SIGNS = ("Agency", "Commission", "Authority", "Bureau", "Administration")
_OF_STATE = re.compile(r",? (?:of|for) (?:the )?$|, $| $")
_STATE_BEFORE = re.compile(r"(?:['’]s?)? (?:Deputy |Vice |new |newly appointed )?$")


def _state_around(reading: Reading, start: int, end: int) -> tuple[str | None, int]:
    """The state named right behind ("… of Japan") or before ("Japan's …") ``[start, end)``, and where the name then ends."""
    view = reading.view
    index = reading.index_at(end)
    for atom in reading.atoms[index : index + 1]:
        code = country_of(atom)
        if code and _OF_STATE.fullmatch(view[end : atom.start]):
            return code, atom.end
    index = reading.index_at(start) - 1
    if index >= 0:
        atom = reading.atoms[index]
        entity = atom.terms[0].entity
        if entity is not None and entity.key.startswith("country/") and _STATE_BEFORE.fullmatch(view[atom.end : start]):
            return entity.country, end
    return None, end


def latin_firms(reading: Reading) -> list[LatinName]:
    """Companies under a Latin name that a legal form or a chief officer before it shows."""
    view = reading.view
    out: list[LatinName] = []
    for match in _FIRM.finditer(view) if any(word in view for word in _FIRM_SIGNS) else ():
        name = match.group()
        if _NO_FIRM.search(name):
            continue
        out.append(LatinName(match.start(), match.end(), True, None, name, None))
    for match in _CHIEF.finditer(view) if any(word in view for word in _CHIEF_SIGNS) else ():
        name = match["firm"].rstrip(".")
        atom = reading.atom_at(match.start("firm"))
        if _NOT_A_FIRM.match(name) or len(name) < 3 or _NOT_IN_FIRM.search(name) or (atom is not None and atom.terms[0].entity is not None):
            continue
        out.append(LatinName(match.start("firm"), match.start("firm") + len(name), True, None, name, None))
    return out


def latin_bodies(reading: Reading) -> list[LatinName]:
    """Government bodies under an English name that the ontology does not hold."""
    view = reading.view
    out: list[LatinName] = []
    for match in _BODY.finditer(view) if any(word in view for word in _BODY_SIGNS) else ():
        sort, fields = match["sort"], match["fields"]
        end = match.end()
        if match["ours"]:
            seat = re.match(rf"{_PLAIN}(?: {_PLAIN})?", fields)
            stop = match.start("fields") + (seat.end() if seat else 0)
            out.append(LatinName(match.start(), stop, False, "Embassy", view[match.start() : stop], "TH"))
            continue
        inner = next((a for a in reading.atoms_in(match.start("fields"), end) if country_of(a)), None)
        state: str | None = None
        if inner is not None:
            state = country_of(inner)
            end = inner.end
            fields = re.sub(r",? (?:of|of the|the|Kingdom of|Republic of)? ?$", "", view[match.start("fields") : inner.start])
        if sort in ("Office", "Bureau", "Department") and _TITLED.search(view, max(0, match.start() - 20), match.start()):
            continue
        if sort in ("Embassy", "Consulate-General"):
            if state is not None and state != "TH":
                out.append(LatinName(match.start(), end, False, "Embassy", sort, state))
            continue
        if state is None:
            state, end = _state_around(reading, match.start(), end)
        subclass = {"Ministry": "Ministry", "Department": "Department"}.get(sort, "Office")
        out.append(LatinName(match.start(), end, False, subclass, f"{sort} of {fields}".strip(), state))
    for match in _AGENCY.finditer(view) if any(word in view for word in _AGENCY_SIGNS) else ():
        name = match.group()
        if len(name.split()) < 2 or _INTERNATIONAL.match(name) or view[match.start() - 1 : match.start()] == "(":
            continue
        state, end = _state_around(reading, match.start(), match.end())
        if state is None:
            entity = next((a.terms[0].entity for a in reading.atoms_in(match.start(), match.end())), None)
            state = entity.country if entity is not None and entity.key.startswith("country/") else None
        if state is None:
            continue
        out.append(LatinName(match.start(), end, False, "Agency", name, state))
    return out


def ministers(reading: Reading) -> list[LatinName]:
    """The ministries that ministers' English titles name ("Foreign Minister", "Minister of Energy of Japan")."""
    out: list[LatinName] = []
    for match in _MINISTER.finditer(reading.view):
        field = match["field"] or _FULL.get(match["short"] or "", match["short"] or "")
        state, _ = _state_around(reading, match.start(), match.end())
        out.append(LatinName(match.start(), match.end(), False, "Ministry", f"Ministry of {field}", state))
    return out
