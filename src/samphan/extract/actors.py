"""Which side is a person on? The state or organization that each named person acts for."""

from __future__ import annotations

from dataclasses import dataclass

from samphan.extract.bodies import Bodies
from samphan.extract.held import Held
from samphan.extract.people import Person
from samphan.extract.reading import Reading
from samphan.facts import EntityClass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with what they act for: ``states`` are ISO codes, ``organizations`` keys, ``spokesman`` who only reports."""

    person: Person
    thai: bool
    organizations: tuple[str, ...]
    states: tuple[str, ...]
    positions: tuple[str, ...]
    spokesman: bool

    @property
    def parties(self) -> tuple[str, ...]:
        """The person and what they act for, as event parties: a country only where no body acts."""
        bodies = tuple(o for o in self.organizations if not o.startswith("country/"))
        countries = tuple(o for o in self.organizations if o.startswith("country/"))
        head_of_government = any(p.startswith(("นายกรัฐมนตรี", "Prime Minister", "ประธานาธิบดี", "President")) for p in self.positions)
        if head_of_government and countries:
            return (self.person.key, *countries)
        return (self.person.key, *(bodies or countries))


def state_of(reading: Reading, bodies: Bodies, key: str) -> str | None:
    """The ISO code of the state that a country, body or company belongs to, if it is known."""
    if key.startswith("country/"):
        return key.removeprefix("country/")
    entity = bodies.entities.get(key)
    if entity is not None:
        return entity.country
    known = reading.lexicon.entities.get(key)
    return known.country if known else None


def is_international(reading: Reading, bodies: Bodies, key: str) -> bool:
    """Whether ``key`` is an international organization."""
    entity = bodies.entities.get(key)
    kind = entity.kind if entity else (reading.lexicon.entities[key].kind if key in reading.lexicon.entities else None)
    return kind is EntityClass.INTERNATIONAL_ORGANIZATION


def find_actors(reading: Reading, people: tuple[Person, ...], bodies: Bodies, posts: tuple[Held, ...]) -> tuple[Actor, ...]:
    """Every named person with their side, in order of first mention."""
    actors: list[Actor] = []
    for person in people:
        held = [h for h in posts if h.person == person.key]
        organizations = tuple(h.organization for h in held)
        states = tuple(sorted({s for o in organizations if (s := state_of(reading, bodies, o))}))
        international = any(is_international(reading, bodies, o) for o in organizations)
        foreign_name = person.latin or person.bracketed
        if states:
            # A foreign name with a body read by pattern: the pattern takes bodies without a state for Thai ones.
            guessed = foreign_name and not any(o in reading.lexicon.entities for o in organizations)
            own = states == ("TH",) or state_of(reading, bodies, organizations[0]) == "TH" or "country/TH" in organizations
            thai = own and not (guessed and not reading.english) and (states == ("TH",) or not person.latin)
        else:
            thai = not international and not (reading.english and person.latin) and not foreign_name
        positions = tuple(h.position for h in held)
        spokesman = any("โฆษก" in p or "pokes" in p for p in positions)
        actors.append(Actor(person, thai, organizations, states, positions, spokesman))
    return tuple(actors)
