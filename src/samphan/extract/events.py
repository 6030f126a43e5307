"""Fifth stage: the acts of cooperation that the article reports as its news.

The main act stands in the title and the lead, the first paragraph that says who did what; further acts (a signing during a visit,
a second meeting) have sentences of their own. Background history and routine plans are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from samphan.extract.actors import Actor
from samphan.extract.agreements import find_agreements
from samphan.extract.bodies import Bodies
from samphan.extract.boundaries import segments
from samphan.extract.kinds import KindModel, kind_features
from samphan.extract.leads import Lead, Piece, find_lead, inside
from samphan.extract.participation import ParticipationModel, body_features, thai_bodies
from samphan.extract.parties import Parties, find_parties
from samphan.extract.places import find_place
from samphan.extract.reading import Reading
from samphan.extract.times import act_date
from samphan.facts import Event, EventClass, Span, Status
from samphan.knowledge import TermKind

_PLANNED = re.compile(r"เตรียม|จะเดินทาง|มีกำหนด|กำหนดจะ|จะเข้าร่วม|จะจัดขึ้น|จะลงนาม|เห็นชอบร่าง|ในวันพรุ่งนี้|พรุ่งนี้|คาดว่าจะ|will ")
_POSTPONED = re.compile(r"เลื่อนการ|เลื่อนออกไป|ยกเลิกการเยือน|postpone")
_TOGETHER = re.compile(r"สามฝ่าย|ไตรภาคี|พหุภาคี|trilateral")
_MAX_EVENTS = 4


def _trigger_pieces(reading: Reading, kind: EventClass, lead: Lead) -> tuple[Piece, ...]:
    """The sentences outside the title that hold a trigger word of ``kind``, at most three."""
    out: list[Piece] = []
    for piece in segments(reading.view, lead.core[0], reading.body[1]):
        terms = (a.term(TermKind.TRIGGER) for a in reading.atoms_in(*piece))
        if any(t is not None and t.value == kind.value for t in terms):
            out.append(piece)
            if len(out) == 3:
                break
    return tuple(out)


def _sentences(reading: Reading, pieces: tuple[Piece, ...], kind: EventClass) -> tuple[Span, ...]:
    """The sentences that state the act: those with a trigger of its kind, else the first one."""
    found = [s for piece in pieces for s in segments(reading.view, *piece)]
    stating = [s for s in found if any((t := a.term(TermKind.TRIGGER)) and t.value == kind.value for a in reading.atoms_in(*s))]
    return tuple(reading.span(*s) for s in (stating or found)[:3])


def _status(text: str) -> Status:
    if _POSTPONED.search(text):
        return Status.POSTPONED
    return Status.PLANNED if _PLANNED.search(text[:600]) else Status.HELD


def _meetings(
    reading: Reading, bodies: Bodies, actors: tuple[Actor, ...], lead: Lead, whole: Parties, taking_part: Mapping[str, bool]
) -> list[Parties]:
    """One meeting for each foreign state whose persons the lead names, unless they sat together."""
    foreign = [a for a in actors if not a.thai and any(inside(lead.pieces, m.start) for m in a.person.mentions)]
    states = {state for actor in foreign for state in actor.states}
    if len(states) < 2 or len(states) > 3 or _TOGETHER.search(reading.view, *lead.core):
        return [whole]
    ordered = [s for s in whole.countries if s in states]
    return [find_parties(reading, bodies, actors, lead.pieces, EventClass.MEETING, taking_part, only_state=state) for state in ordered]


def find_events(
    reading: Reading, bodies: Bodies, actors: tuple[Actor, ...], kind_model: KindModel, participation: ParticipationModel
) -> tuple[Event, ...]:
    """The events of a relevant article, numbered from 1, the likeliest kind first."""
    view = reading.view
    lead = find_lead(reading, actors)
    taking_part = {
        key: participation.taking_part(body_features(reading, bodies, actors, lead, key)) for key in thai_bodies(reading, bodies)
    }
    kinds = kind_model.kinds(kind_features(reading, lead, actors, bodies))
    label = " ".join((view[slice(*reading.title)].strip() or view[slice(*lead.core)][:120]).split())
    drafts: list[tuple[EventClass, float, Parties, tuple[Piece, ...]]] = []
    for rank, (kind, probability) in enumerate(kinds):
        pieces = lead.pieces
        parties = find_parties(reading, bodies, actors, pieces, kind, taking_part)
        if rank == 0 and kind is EventClass.MEETING and len(kinds) == 1:
            drafts += [(kind, probability, p, pieces) for p in _meetings(reading, bodies, actors, lead, parties, taking_part)]
            continue
        if rank > 0:
            own = _trigger_pieces(reading, kind, lead)
            stated = find_parties(reading, bodies, actors, own, kind, taking_part) if own else parties
            if stated.countries and stated.thai != ("country/TH",):
                parties, pieces = stated, own
        drafts.append((kind, probability, parties, pieces))
    status = _status(view[slice(*lead.core)])
    place = find_place(reading, lead.core)
    events: list[Event] = []
    for number, (kind, probability, parties, pieces) in enumerate(drafts[:_MAX_EVENTS], start=1):
        planned = status is Status.PLANNED
        where = (lead.core, *lead.pieces) if pieces is lead.pieces else (*pieces, *(() if planned else (lead.core,)))
        first, last = act_date(reading, actors, where, kind, planned=planned)
        events.append(
            Event(
                number=number,
                kind=kind,
                label=label,
                start=first,
                end=last,
                status=status,
                thai=parties.thai,
                foreign=parties.foreign,
                countries=parties.countries,
                place=place,
                topics=(),
                spans=_sentences(reading, pieces if pieces is not lead.pieces else (lead.core,), kind),
                confidence=round(probability, 3),
                agreements=find_agreements(reading, where, status) if kind is EventClass.SIGNING else (),
            )
        )
    return tuple(events)
