"""Two sets of records side by side: which facts agree.

Entities are paired within an article by country code or by a shared name; roles, events and links are then compared on
those pairs. Relevance, events and links count on every article, so that an event made up from domestic news counts
against its maker; entities, roles and topics count on the articles that the expected side calls relevant. Thailand and
the cabinet are left out of the entity figure: nearly every article names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from samphan.evaluation.figures import KINDS, Difference, Figure, Report
from samphan.evaluation.records import EntityRecord, EventRecord, Record

_UNSCORED = frozenset({"คณะรัฐมนตรี", "ครม", "รัฐบาล", "รัฐบาลไทย", "ทำเนียบรัฐบาล"})
_CLOSE = 0.9  # two names this alike (0 to 1) are one name with a slip
_TITLE = re.compile(
    r"(?:ฯพณฯ|นายแพทย์|แพทย์หญิง|นางสาว|นาย|นาง|น\.ส\.|ดร\.?|ผศ\.|รศ\.|ศ\.|ศาสตราจารย์|คุณ|ท่าน|หม่อมหลวง|หม่อมราชวงศ์|ม\.ล\.|ม\.ร\.ว\."
    r"|พัน(?:ตำรวจ)?(?:เอก|โท|ตรี)|ร้อยเอก|พล(?:ตำรวจ|เรือ|อากาศ)?(?:เอก|โท|ตรี)|พล\.\s?(?:[ตร]\.)?[อทตร]\.(?:[อทต]\.)?"
    r"|H\.?E\.?|Mrs?\.?|Ms\.?|Dr\.?|Gen\.?)\s*",
    re.IGNORECASE,
)

Pairs = Mapping[str, str]
Facts = dict[Any, str]
"""Comparable facts, each with its wording for the list of differences."""


def compare(expected: Iterable[Record], claimed: Iterable[Record]) -> Report:
    """Score the ``claimed`` records against the ``expected`` ones; articles that only one claims are not looked at."""
    gold = {one.id: one for one in expected}
    answers = {one.id: one for one in claimed if one.id in gold}
    tally = _Tally()
    for number in sorted(gold):
        tally.article(gold[number], answers.get(number) or Record(number, None, relevant=False))
    figures = {kind: tally.counts.pop(kind, Figure()) for kind in KINDS}
    return Report(len(gold), len(answers), figures, dict(sorted(tally.counts.items())), tuple(sorted(tally.differences)))


class _Tally:
    def __init__(self) -> None:
        self.counts: dict[str, Figure] = {}
        self.differences: list[Difference] = []

    def add(self, kind: str, right: int, claimed: int, expected: int) -> None:
        self.counts[kind] = self.counts.get(kind, Figure()) + Figure(right, claimed, expected)

    def sets(self, kind: str, article: str, claimed: Facts, expected: Facts) -> None:
        """Count what two sides have in common and list what only one has."""
        both = claimed.keys() & expected.keys()
        self.add(kind, len(both), len(claimed), len(expected))
        for facts, what in ((expected, "missed"), (claimed, "extra")):
            self.differences += [Difference(article, kind, what, text) for fact, text in facts.items() if fact not in both]

    def article(self, gold: Record, answer: Record) -> None:
        relevant = {"": "cooperation news"}
        self.sets("relevance", gold.id, relevant if answer.relevant else {}, relevant if gold.relevant else {})
        self.add("published date", int(gold.published == answer.published), 1, 1)
        pairs = pair(gold.entities, answer.entities)
        if gold.relevant:
            self.entities(gold, answer, pairs)
            self.roles(gold, answer, pairs)
            self.sets("topic", gold.id, {t: t for t in answer.topics}, {t: t for t in gold.topics})
        self.sets("link", gold.id, links(answer, pairs), links(gold, {e.id: e.id for e in gold.entities}))
        self.events(gold, answer, pairs)

    def entities(self, gold: Record, answer: Record, pairs: Pairs) -> None:
        wanted = {e.id: e for e in gold.entities if is_scored(e)}
        ignored = {e.id for e in gold.entities} - wanted.keys()
        given = {e.id: e for e in answer.entities if is_scored(e) and pairs.get(e.id) not in ignored}
        hits = {i for i in given if pairs.get(i) in wanted}
        claimed = {pairs[i] if i in hits else f"?{i}": f"{e.type} {e.name}" for i, e in given.items()}
        self.sets("entity", gold.id, claimed, {i: f"{e.type} {e.name}" for i, e in wanted.items()})
        for name in ("country", "organization", "person"):
            mine = [i for i in given if family(given[i]) == name]
            self.add(name, sum(i in hits for i in mine), len(mine), sum(family(e) == name for e in wanted.values()))
        organizations = [i for i in hits if family(given[i]) == "organization"]
        same = sum(given[i].type == wanted[pairs[i]].type for i in organizations)
        self.add("organization class", same, len(organizations), len(organizations))

    def roles(self, gold: Record, answer: Record, pairs: Pairs) -> None:
        names = {e.id: e.name for e in gold.entities} | {f"?{e.id}": e.name for e in answer.entities}

        def held(record: Record, known: Pairs) -> Facts:
            rows = [((known.get(r.person, f"?{r.person}"), known.get(r.of, f"?{r.of}")), r.position) for r in record.roles if r.of]
            return {key: f"{names.get(key[0], key[0])}, {position or '?'}, {names.get(key[1], key[1])}" for key, position in rows}

        self.sets("role", gold.id, held(answer, pairs), held(gold, {e.id: e.id for e in gold.entities}))

    def events(self, gold: Record, answer: Record, pairs: Pairs) -> None:
        matches = match_events(gold, answer, pairs)
        for g, a, parties in matches:
            self.add("event date", int(gold.events[g].date == answer.events[a].date), 1, 1)
            self.add("event party", parties.right, parties.claimed, parties.expected)
        matched_gold, matched_answer = {g for g, _, _ in matches}, {a for _, a, _ in matches}
        self.add("event", len(matched_gold), len(answer.events), len(gold.events))
        for events, matched, what in ((gold.events, matched_gold, "missed"), (answer.events, matched_answer, "extra")):
            left = [event for number, event in enumerate(events) if number not in matched]
            self.differences += [Difference(gold.id, "event", what, _wording(event)) for event in left]


def match_events(gold: Record, answer: Record, pairs: Pairs) -> list[tuple[int, int, Figure]]:
    """Which events of the two records are one: their numbers (from 0) and how far their parties agree, the likest first."""
    ranked = []
    for g, wanted in enumerate(gold.events):
        for a, given in enumerate(answer.events):
            foreign, thai = ({pairs.get(i, f"?{i}") for i in side} for side in (given.foreign, given.thai))
            if wanted.type != given.type or not _same_counterpart(wanted, given, foreign):
                continue
            all_wanted, all_given = set(wanted.foreign) | set(wanted.thai), foreign | thai
            common, joint = len(all_wanted & all_given), max(1, len(all_wanted | all_given))
            rank = len(set(wanted.countries) & set(given.countries)) + 2 * (wanted.date == given.date) + 2 * common / joint
            ranked.append((rank, g, a, Figure(common, len(all_given), len(all_wanted))))
    matched_gold: set[int] = set()
    matched_answer: set[int] = set()
    out = []
    for _, g, a, parties in sorted(ranked, key=lambda row: (-row[0], -row[1], -row[2])):
        if g not in matched_gold and a not in matched_answer:
            matched_gold.add(g)
            matched_answer.add(a)
            out.append((g, a, parties))
    return out


def _wording(event: EventRecord) -> str:
    return " ".join([event.type, event.date or "undated", ",".join(event.countries) or "no country"])


def _same_counterpart(wanted: EventRecord, given: EventRecord, foreign: set[str]) -> bool:
    if wanted.countries:
        return not set(wanted.countries).isdisjoint(given.countries)
    return not wanted.foreign or not foreign.isdisjoint(wanted.foreign)


def links(record: Record, pairs: Pairs) -> Facts:
    """The (Thai government body, foreign country) pairs that the record's events connect, bodies by the ids of ``pairs``."""
    bodies = {e.id: e.name for e in record.entities if e.type == "GovernmentBody"}
    return {
        (pairs.get(body, f"?{body}"), country): f"{bodies[body]} with {country}"
        for event in record.events
        for body in event.thai
        if body in bodies
        for country in event.countries
    }


def pair(expected: Iterable[EntityRecord], claimed: Iterable[EntityRecord]) -> dict[str, str]:
    """One-to-one pairs of claimed and expected entity ids within one article, the surest first."""
    ranked = [
        (rank, gold.id, answer.id)
        for gold in expected
        for answer in claimed
        if family(gold) == family(answer) and (rank := _alike(gold, answer))
    ]
    taken: Counter[str] = Counter()
    pairs: dict[str, str] = {}
    for _, gold_id, answer_id in sorted(ranked, key=lambda row: (-row[0], row[1], row[2])):
        if not taken[gold_id] and answer_id not in pairs:
            pairs[answer_id] = gold_id
            taken[gold_id] += 1
    return pairs


def _alike(gold: EntityRecord, answer: EntityRecord) -> float:
    if gold.type == "Country":
        return float(gold.code == answer.code)
    close = SequenceMatcher(None, name_key(gold.name, gold.type), name_key(answer.name, answer.type)).ratio()
    rank = 2 + close if _keys(gold) & _keys(answer) else close if close >= _CLOSE else 0.0
    return rank + 0.5 if rank and gold.type == answer.type else rank


def family(entity: EntityRecord) -> str:
    """``country``, ``person`` or ``organization``: names are compared within a family only."""
    return {"Country": "country", "Person": "person"}.get(entity.type, "organization")


def is_scored(entity: EntityRecord) -> bool:
    """Whether the entity counts: not Thailand, not the cabinet."""
    return entity.code != "TH" if entity.type == "Country" else name_key(entity.name, entity.type) not in {_fold(n) for n in _UNSCORED}


def _keys(entity: EntityRecord) -> set[str]:
    return {key for name in (entity.name, *entity.mentions) if len(key := name_key(name, entity.type)) > 1}


@lru_cache(maxsize=65536)
def name_key(name: str, kind: str) -> str:
    """What is compared of a name: titles of persons off, letters and digits alone."""
    if kind == "Person":
        name = name.strip()
        while match := _TITLE.match(name):
            name = name[match.end() :]
    return _fold(name)


def _fold(name: str) -> str:
    """Letters, marks and digits alone: spaces, punctuation, case and Thai digits do not tell names apart."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate({0x0E50 + digit: str(digit) for digit in range(10)})
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LMN")
