"""Who holds the posts of an English article: the person named right behind a chain of posts, or right before it."""

from __future__ import annotations

import re
from collections import Counter

from samphan.extract.english import chains, english_posts, held_in
from samphan.extract.held import Held, best_worded
from samphan.extract.people import Person
from samphan.extract.reading import Reading
from samphan.facts import EntityClass
from samphan.knowledge import TermKind

_TITLE_GAP = re.compile(r",? ?")
_APPOSITION = re.compile(r" ?,? (?:the |his |her |as )?$|, ?\n?$")


def find_english_posts(reading: Reading, people: tuple[Person, ...]) -> tuple[Held, ...]:
    """The posts of an English article: those that end at a name, and those that follow one after a comma."""
    view = reading.view
    linked = chains(reading, english_posts(reading))
    ends = {m.outer_end: p.key for p in people for m in p.mentions}
    starts = {m.outer_start: p.key for p in people for m in p.mentions}
    rows: dict[str, list[list[Held]]] = {p.key: [] for p in people}
    for chain in linked:
        gap = _TITLE_GAP.match(view, chain[-1].until)
        person = starts.get(gap.end()) if gap else None
        rule = "post-name"
        if person is None:
            before = _APPOSITION.search(view, max(0, chain[0].start - 12), chain[0].start)
            person = ends.get(before.start()) if before else None
            rule = "name-post"
        if person is None:
            continue
        held = [
            Held(person, organization, p.position, p.start, p.until, rule, 0.92)
            for p in chain
            if (organization := held_in(chain, p)) is not None
        ]
        if held:
            rows[person].append(held)
    chosen = sorted((row for key in rows for row in best_worded(rows[key])), key=lambda r: (r.start, r.person, r.organization))
    return tuple(_one_prime_minister(reading, chosen))


def _one_prime_minister(reading: Reading, rows: list[Held]) -> list[Held]:
    """Thailand has one prime minister: a second one without a named state is that of the foreign state the article names most."""
    ours = [r for r in rows if r.position == "Prime Minister" and r.organization == "country/TH"]
    ministers = {r.person for r in rows if r.organization.startswith("government/TH/")}
    holder = next((r.person for r in ours if r.person in ministers), ours[0].person if ours else "")
    named = (t.entity for a in reading.atoms if (t := a.term(TermKind.ENTITY)) is not None and t.entity is not None)
    states = Counter(e.key for e in named if e.kind is EntityClass.COUNTRY and e.key != "country/TH")
    out: list[Held] = []
    for row in rows:
        if row not in ours or row.person == holder:
            out.append(row)
        elif states:
            out.append(row._replace(organization=states.most_common(1)[0][0], confidence=0.6))
    return out
