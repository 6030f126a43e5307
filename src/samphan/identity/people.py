"""Which persons of the articles are one: blocks of names that could be alike, scored with posts, countries and dates.

The rules are written to be precise first: names that merely look alike are joined only where something else speaks for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from samphan.identity.clusters import Decision, pairs
from samphan.identity.names import alike, bones, contains, is_thai, similarity, sound, strict_sound, tokens, weakest_word
from samphan.identity.roles import role_of
from samphan.identity.snapshot import Sighting, Snapshot, Thing

Office = tuple[str, str]
"""A body and a role in it, both by key."""

_LONG = 14
"""Letters of a name from which chance likeness is out of the question."""

_FIRM = 2
"""Votes from which a state counts against another: one post, or two acts."""

_NEAR_DAYS = 550
"""Two sightings of one office this far apart may still be one holder."""


@dataclass(slots=True)
class Profile:
    """A person as compared: full names, offices with first and last day, bodies, and the states acted for."""

    key: str
    names: tuple[str, ...]
    articles: frozenset[str]
    offices: dict[Office, tuple[date, date]] = field(default_factory=dict)
    bodies: set[str] = field(default_factory=set)
    roles: set[Office] = field(default_factory=set)
    votes: Counter[str] = field(default_factory=Counter)
    states: set[str] = field(default_factory=set)
    firm: set[str] = field(default_factory=set)
    foreign: bool = False
    days: tuple[date, date] | None = None

    @property
    def full(self) -> bool:
        """Whether the person is known by more than a single word."""
        return any(len(tokens(name)) > 1 for name in self.names)


def state_of(organization: str, snapshot: Snapshot) -> str | None:
    """The ISO code of the state behind an organization key."""
    if organization.startswith("country/"):
        return organization.removeprefix("country/")
    if organization.startswith("government/"):
        return organization.split("/")[1]
    return snapshot.countries.get(organization)


def is_sole(office: Office, *, sole: bool) -> bool:
    """Whether an office has one holder at a time; Thailand has many ambassadors."""
    return sole and office != ("country/TH", "post/ambassador")


def profiles(snapshot: Snapshot, canonical: Mapping[str, str]) -> dict[str, Profile]:
    """Every person of the snapshot; ``canonical`` gives the canonical bodies that posts are held in."""
    found = {key: Profile(key, _names(thing), thing.articles) for key, thing in snapshot.things.items() if thing.kind == "Person"}
    for act in snapshot.acts:
        for key in act.foreign:
            if key in found:
                found[key].foreign = True
                if len(act.countries) == 1:
                    found[key].votes[act.countries[0].removeprefix("country/")] += 1
        for key in act.thai:
            if key in found:
                found[key].votes["TH"] += 1
    for sighting in snapshot.sightings:
        if sighting.person in found:
            _see(found[sighting.person], sighting, canonical, snapshot)
    for profile in found.values():
        profile.states = _states(profile)
        profile.firm = {state for state in profile.states if profile.votes[state] >= _FIRM}
        days = sorted(snapshot.days[article] for article in profile.articles if article in snapshot.days)
        profile.days = (days[0], days[-1]) if days else None
    return found


def _states(profile: Profile) -> set[str]:
    """The states that enough of the evidence speaks for; readings err now and then, and posts without a named state count as Thai."""
    most = max(profile.votes.values(), default=0)
    states = {state for state, votes in profile.votes.items() if votes * 4 >= most}
    return states - {"TH"} if profile.foreign and len(states) > 1 and profile.votes["TH"] * 2 < most else states


def _names(thing: Thing) -> tuple[str, ...]:
    longest = sorted({*thing.thai, *thing.latin}, key=lambda name: (-len(tokens(name)), -len(name), name))
    return tuple(longest[:6])


def _see(profile: Profile, sighting: Sighting, canonical: Mapping[str, str], snapshot: Snapshot) -> None:
    organization = canonical.get(sighting.organization, sighting.organization)
    role = role_of(sighting.position)
    state = state_of(organization, snapshot)
    if state and organization != "country/TH":  # posts without a named state were taken to be Thai
        profile.votes[state] += 2  # a post says more than the company kept
    profile.bodies.add(organization)
    if role is not None:
        profile.roles.add((organization, role.key))
    if role is not None and is_sole((organization, role.key), sole=role.sole) and role.current:
        office = (organization, role.key)
        first, last = profile.offices.get(office, (sighting.day, sighting.day))
        profile.offices[office] = (min(first, sighting.day), max(last, sighting.day))


def candidates(people: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """The pairs of fully named persons that are worth a look, each once. Linear in the number of persons."""
    blocks: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(people):
        profile = people[key]
        if not profile.full:
            continue
        for name in profile.names:
            heard, bare = sound(name), bones(name)
            blocks["sound", heard[:9]].append((heard, key))
            blocks["bones", bare[:7]].append((bare, key))
            for word in tokens(name):
                form = sound(word)
                if len(form) >= 3:
                    blocks["word", form].append((heard, key))
            for organization, role in profile.offices:
                blocks["office", organization, role].append((bare, key))
    seen: set[tuple[str, str]] = set()
    for name_ in sorted(blocks):
        for pair in pairs(blocks[name_]):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _shared_office(one: Profile, other: Profile) -> bool:
    for office in one.offices.keys() & other.offices.keys():
        (a, b), (c, d) = one.offices[office], other.offices[office]
        if max((c - b).days, (a - d).days) <= _NEAR_DAYS:
            return True
    return False


def _same_days(one: Profile, other: Profile) -> bool:
    """Whether two persons are seen within the same ten days, and each only then or shortly around it."""
    if one.days is None or other.days is None:
        return False
    return max(one.days[1], other.days[1]) - min(one.days[0], other.days[0]) <= timedelta(days=10)


def conflict(one: Profile, other: Profile) -> bool:
    """Whether two persons act for different foreign states and none in common; a body held in common settles that."""
    if (one.bodies & other.bodies) - {"country/TH"}:
        return False
    left, right = one.firm - {"TH"}, other.firm - {"TH"}
    if left and right:
        return not left & right
    return bool(one.firm and other.firm and not one.firm & other.firm)


def judge(one: Profile, other: Profile) -> Decision | None:
    """Whether two persons are one, with the reason; ``None`` where nothing speaks for it."""
    best: tuple[float, str] | None = None
    for left in one.names:
        for right in other.names:
            found = _judge_names(left, right, one, other)
            if found and (best is None or found[0] > best[0]):
                best = found
    if best is None:
        return None
    score, reason = best
    if one.articles & other.articles and not reason.startswith(("same sound", "part", "Thai and Latin")) and not _shared_office(one, other):
        return None  # one article that names both by full names means two people
    if conflict(one, other):
        abroad = one.firm - {"TH"} and other.firm - {"TH"}
        if abroad and reason == "same sound" and len(sound(one.names[0])) >= _LONG:
            return Decision(one.key, other.key, f"{reason} of a long name, seen with different states", 0.82, uncertain=True)
        if abroad or not reason.startswith(("same sound", "alike but")):
            return Decision(one.key, other.key, f"{reason}, but they act for different states", 0.0, uncertain=score >= 0.9)
        return Decision(one.key, other.key, f"{reason}; one is seen on the Thai side too", 0.82, uncertain=True)
    return Decision(one.key, other.key, reason, score)


def _judge_names(left: str, right: str, one: Profile, other: Profile) -> tuple[float, str] | None:
    if len(tokens(left)) < 2 or len(tokens(right)) < 2:
        return None
    office = _shared_office(one, other)
    body = bool((one.bodies & other.bodies) - {"country/TH"})
    land = bool((one.states & other.states) - {"TH"})
    near = similarity(left, right)
    land = land or _same_days(one, other)
    if is_thai(left) != is_thai(right):
        return _judge_scripts(near, min(len(bones(left)), len(bones(right))), office=office, body=body, land=land)
    first, second = sound(left), sound(right)
    if first == second and len(first) >= 5:
        return _judge_vowels(left, right, close=office or body or land, foreign=one.foreign and other.foreign)
    if sorted(map(sound, tokens(left))) == sorted(map(sound, tokens(right))):
        return 0.95, "same sound, words in another order"
    if contains(left, right) or contains(right, left):
        return _judge_part(left, right, office=office, body=body, land=land)
    weakest = weakest_word(left, right)
    split = len(tokens(left)) != len(tokens(right))  # the words of some names are written together or apart
    if office and near >= 0.72 and (weakest >= 0.5 or (split and near >= 0.8)):
        return 0.93, "alike, in the same office"
    if body and near >= 0.86 and (weakest >= 0.7 or (split and near >= 0.92)):
        return 0.88, "alike, in the same body"
    if land and near >= 0.9 and (weakest >= 0.82 or (split and near >= 0.93)):
        return 0.86, "alike, for the same state"
    if near >= 0.92 and len(first) >= 10 and bones(left) == bones(right):
        return 0.84, "nearly the same spelling"
    if near >= 0.94 and len(first) >= _LONG and sound(tokens(left)[0]) == sound(tokens(right)[0]):
        return 0.84, "same given name, long surnames a letter apart"
    if one.roles & other.roles and _cut_short(left, right):
        return 0.84, "surname cut short, in the same post"
    return None


def _cut_short(left: str, right: str) -> bool:
    """Whether two names differ only in that the last word of one is the beginning of the other's."""
    a, b = [sound(word) for word in tokens(left)], [sound(word) for word in tokens(right)]
    return (
        len(a) == len(b) and a[:-1] == b[:-1] and min(len(a[-1]), len(b[-1])) >= 4 and (a[-1].startswith(b[-1]) or b[-1].startswith(a[-1]))
    )


def _judge_vowels(left: str, right: str, *, close: bool, foreign: bool) -> tuple[float, str] | None:
    """Names that sound the same if short and long vowels count alike, as they do where foreign names are written in Thai."""
    if strict_sound(left) == strict_sound(right):
        return 0.97, "same sound"
    if close:
        return 0.94, "alike but for the length of vowels, in the same body or state"
    return (0.86, "alike but for the length of vowels, both foreign") if foreign and len(sound(left)) >= 8 else None


def _judge_scripts(near: float, length: int, *, office: bool, body: bool, land: bool) -> tuple[float, str] | None:
    if office and near >= 0.75 and length >= 4:
        return 0.9, "Thai and Latin spelling, in the same office"
    if body and near >= 0.8 and length >= 5:
        return 0.86, "Thai and Latin spelling, in the same body"
    if land and ((near >= 0.86 and length >= 5) or (near >= 0.98 and length >= 4)):
        return 0.84, "Thai and Latin spelling, for the same state or in the news of the same days"
    if length >= 6 and near >= (1.0 if length < 9 else 0.88):
        return 0.82, "Thai and Latin spelling"
    return None


def _judge_part(left: str, right: str, *, office: bool, body: bool, land: bool) -> tuple[float, str] | None:
    if office:
        return 0.95, "part of the longer name, in the same office"
    a, b = [sound(word) for word in tokens(left)], [sound(word) for word in tokens(right)]
    if body or (land and (a[0] == b[0] or min(len(a), len(b)) > 2)):  # a wife may bear her husband's whole name behind her own
        return 0.9, "part of the longer name, for the same body or state"
    if a[0] == b[0] and (a[-1] == b[-1] or min(len(a), len(b)) > 2):
        return 0.82, "part of the longer name, first and last word alike"
    return None


def compatible(people: Mapping[str, Profile], one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two groups may become one: no contradicting foreign states, and no article that names both as two people."""
    left, right = [people[key] for key in one], [people[key] for key in other]
    lands = [{state for profile in side for state in profile.firm} - {"TH"} for side in (left, right)]
    if lands[0] and lands[1] and not lands[0] & lands[1]:
        return False
    for a in left:
        for b in right:
            if a.articles & b.articles and a.full and b.full and judge(a, b) is None:
                return False
    return True


def alone(name: str, other: str) -> float:
    """How well a single word fits the closest word of a full name."""
    heard = sound(name)
    return max((alike(heard, sound(word)) for word in tokens(other)), default=0.0)
