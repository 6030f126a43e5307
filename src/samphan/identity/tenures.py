"""Who held which office when: spells computed from the posts that dated articles give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samphan.identity.people import is_sole
from samphan.identity.roles import role_of
from samphan.identity.snapshot import Sighting

_SILENCE_DAYS = 550
"""An office-holder not named for this long has, when named again, begun another spell."""

_BETWEEN = 2
"""So many sightings of somebody else in a sole office end a spell."""

_WEAK = 4
"""A spell inside a rival's that is this many times better attested is taken for a slip."""


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """One person in one office from ``first`` to ``last`` day seen; ``acting`` for another; ``uncertain`` where rivals overlap."""

    organization: str
    role: str
    first: date
    last: date
    person: str
    articles: tuple[str, ...]
    acting: bool = False
    sole: bool = False
    uncertain: bool = False


def spells(sightings: Iterable[Sighting], canonical: Mapping[str, str]) -> list[Spell]:
    """All spells, sorted. ``canonical`` maps persons and bodies; those it does not know are left out."""
    seen: dict[tuple[str, str, bool], dict[str, dict[date, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    sole: set[tuple[str, str]] = set()
    for sighting in sightings:
        role = role_of(sighting.position)
        person, organization = canonical.get(sighting.person), canonical.get(sighting.organization)
        if role is None or not role.current or person is None or organization is None:
            continue
        seen[organization, role.key, role.acting][person][sighting.day].add(sighting.article)
        if is_sole((organization, role.key), sole=role.sole):
            sole.add((organization, role.key))
    found: list[Spell] = []
    for (organization, role_key, acting), holders in sorted(seen.items()):
        only = (organization, role_key) in sole and not acting
        office = list(_office(organization, role_key, holders, acting=acting, sole=only))
        found += _doubted(office) if only else office
    return sorted(found)


def _office(organization: str, role: str, holders: Mapping[str, Mapping[date, set[str]]], *, acting: bool, sole: bool) -> Iterator[Spell]:
    every = sorted((day, person) for person, days in holders.items() for day in days)
    all_days = [day for day, _ in every]
    for person in sorted(holders):
        days = sorted(holders[person])
        run = [days[0]]
        for day in days[1:]:
            between = every[bisect_right(all_days, run[-1]) : bisect_left(all_days, day)]
            others = max((sum(1 for _, who in between if who == rival) for rival in {who for _, who in between}), default=0)
            if (day - run[-1]).days > _SILENCE_DAYS or (sole and others >= _BETWEEN and (day - run[-1]).days > 45 and len(run) >= _BETWEEN):
                yield _spell(organization, role, person, run, holders[person], acting=acting, sole=sole)
                run = []
            run.append(day)
        yield _spell(organization, role, person, run, holders[person], acting=acting, sole=sole)


def _spell(organization: str, role: str, person: str, run: list[date], days: Mapping[date, set[str]], *, acting: bool, sole: bool) -> Spell:
    articles = tuple(sorted({article for day in run for article in days[day]}))
    return Spell(organization, role, run[0], run[-1], person, articles, acting, sole)


def _doubted(office: list[Spell]) -> list[Spell]:
    """Mark the spells of a sole office that a much better attested rival holds at the same time."""
    out = []
    for spell in office:
        weak = any(
            rival.person != spell.person
            and rival.first <= spell.last
            and spell.first <= rival.last
            and len(rival.articles) >= _WEAK * len(spell.articles)
            for rival in office
        )
        out.append(
            Spell(spell.organization, spell.role, spell.first, spell.last, spell.person, spell.articles, spell.acting, spell.sole, weak)
        )
    return out


class Offices:
    """The spells by office, to ask for a holder."""

    def __init__(self, all_spells: Iterable[Spell]) -> None:
        self._by_office: dict[tuple[str, str], list[Spell]] = defaultdict(list)
        for spell in all_spells:
            if spell.sole:
                self._by_office[spell.organization, spell.role].append(spell)

    def holder(self, organization: str, role: str, day: date, *, reach: int = 45) -> tuple[Spell, float] | None:
        """Who held a sole office on a day, and how sure that is; ``reach`` is how many days beyond first and last sighting count."""
        best: tuple[float, int, Spell] | None = None
        for spell in self._by_office.get((organization, role), ()):
            if spell.uncertain:
                continue
            distance = max((spell.first - day).days, (day - spell.last).days, 0)
            if distance > reach:
                continue
            score = confidence(distance, len(spell.articles))
            if best is None or (score, len(spell.articles)) > (best[0], best[1]):
                best = score, len(spell.articles), spell
        return (best[2], best[0]) if best else None


def confidence(distance: int, articles: int) -> float:
    """How sure a holder is: by days between the asked day and the spell, and the articles that attest the spell."""
    base = 0.95 if articles >= 5 else 0.9 if articles >= 2 else 0.75
    return round(base - 0.3 * min(distance, 60) / 60, 3)
