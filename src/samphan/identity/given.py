"""Persons of whom an article gives a single word ("นายเศรษฐา", "ประธานาธิบดีไบเดน"): who of the fully named it is.

The word has to be a word of the full name, and the post or body with the date has to speak for it; a word that fits two stays alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from samphan.identity.clusters import Decision
from samphan.identity.names import bones, is_thai, sound, tokens
from samphan.identity.people import Office, Profile

_MARGIN_DAYS = 200
_SAME_DAYS = 10
_WELL_KNOWN = 5
"""Articles from which a person may be called by the given name alone."""


@dataclass(slots=True)
class Group:
    """A resolved person: the canonical key and what all members together are known for."""

    key: str
    words: set[str]
    bare: set[str]
    firsts: set[str]
    lasts: set[str]
    articles: set[str]
    offices: dict[Office, tuple[date, date]]
    bodies: set[str]
    states: set[str]
    days: tuple[date, date] | None


def _near(days: tuple[date, date] | None, span: tuple[date, date] | None) -> bool:
    return days is not None and span is not None and (span[0] - days[1]).days <= _MARGIN_DAYS and (days[0] - span[1]).days <= _MARGIN_DAYS


def group_of(key: str, members: Iterable[Profile]) -> Group:
    """The members' evidence taken together."""
    group = Group(key, set(), set(), set(), set(), set(), {}, set(), set(), None)
    for profile in members:
        for name in profile.names:
            words = [sound(word) for word in tokens(name)]
            group.words.update(words)
            group.firsts.update(words[:1])
            if not is_thai(name) or profile.foreign:  # nobody in Thailand is called by the surname
                group.lasts.update(words[-1:])
            group.bare.update(bare for bare in map(bones, tokens(name)) if len(bare) >= 4)
        group.articles |= profile.articles
        group.bodies |= profile.bodies
        group.states |= profile.states
        for office, (first, last) in profile.offices.items():
            a, b = group.offices.get(office, (first, last))
            group.offices[office] = (min(a, first), max(b, last))
        if profile.days:
            a, b = group.days or profile.days
            group.days = (min(a, profile.days[0]), max(b, profile.days[1]))
    return group


def resolve_given(people: Mapping[str, Profile], groups: Iterable[Group]) -> list[Decision]:
    """Decisions for single-word persons; the second key of each is a group's canonical key."""
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for word in sorted(group.words | {f"/{bare}" for bare in group.bare}):
            by_word[word].append(group)
    found: list[Decision] = []
    for key in sorted(people):
        person = people[key]
        if person.full or not person.names:
            continue
        word = sound(person.names[0])
        if len(word) < 3:
            continue
        only = len(by_word[word]) == 1
        fits = [(*_fit(person, word, group, only=only), group.key) for group in by_word[word]]
        fits += [(*_fit_scripts(person, group), group.key) for group in by_word[f"/{bones(word)}"] if word not in group.words]
        scored = sorted((fit for fit in fits if fit[0]), reverse=True)
        if not scored:
            continue
        score, reason, target = scored[0]
        if len(scored) > 1 and scored[1][0] > score - 0.04:
            continue  # two people fit as well as each other
        found.append(Decision(key, target, reason, score))
    return found


def _fit_scripts(person: Profile, group: Group) -> tuple[float, str]:
    """A word in the other script: the news of the same days names somebody of whom it is the surname or given name."""
    if person.articles & group.articles or person.days is None or group.days is None:
        return 0.0, ""
    if person.states and group.states and not person.states & group.states:
        return 0.0, ""
    apart = max((person.days[0] - group.days[1]).days, (group.days[0] - person.days[1]).days)
    return (0.82, "single word of the name in the other script, in the news of the same days") if apart <= _SAME_DAYS else (0.0, "")


def _fit(person: Profile, word: str, group: Group, *, only: bool) -> tuple[float, str]:
    if person.articles & group.articles:
        return 0.0, ""  # the article names both, and reading did not hold them to be one
    for office in person.offices.keys() & group.offices.keys():
        if _near(person.offices[office], group.offices[office]):
            return 0.95, "single word of the name, in the same office at the time"
    if person.days is None or group.days is None or not _near(person.days, group.days):
        return 0.0, ""
    abroad = {"TH"}
    if person.states and group.states and not person.states & group.states:
        return 0.0, ""
    if (person.bodies & group.bodies) - {"country/TH"} and word in group.words:
        return 0.88, "single word of the name, in the same body at the time"
    if (person.states & group.states) - abroad and len(word) >= 5:
        return 0.84, "single word of the name, for the same state at the time"
    apart = max((person.days[0] - group.days[1]).days, (group.days[0] - person.days[1]).days)
    brief = (group.days[1] - group.days[0]).days <= _MARGIN_DAYS
    if apart <= _SAME_DAYS and brief and len(word) >= 4 and word in group.firsts | group.lasts and not person.bodies - group.bodies:
        return 0.83, "single word of the name, in the news of the same days"
    if only and len(word) >= 5 and len(group.articles) >= 3 and not person.bodies:
        return 0.82, "a word of one person's name only"
    if (
        word in group.firsts
        and len(group.articles) >= _WELL_KNOWN
        and not person.foreign
        and person.states <= abroad
        and group.states <= abroad
    ):
        return 0.82, "given name of somebody often in the news at the time"
    return 0.0, ""
