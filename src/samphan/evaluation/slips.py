"""Errors put into classes: not only what was missed or made up, but in which way, so that the largest class can be worked on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from samphan.evaluation.records import EntityRecord, EventRecord, Record, RoleRecord, record
from samphan.evaluation.scoring import family, is_scored, links, match_events, name_key, pair
from samphan.facts import ArticleFacts, Span

_PLACES = 20  # occurrences of a name that are looked at
_NEAR = 120  # characters between a post and the name it belongs to


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """One error: the ``kind`` of fact, the ``name`` of its class, the article and a wording."""

    kind: str
    name: str
    article: str
    text: str


@dataclass(frozen=True, slots=True)
class SlipClass:
    """All errors of one class, with the articles they stand in (sorted, each once)."""

    kind: str
    name: str
    count: int
    articles: tuple[str, ...]


def classes(slips: Iterable[Slip]) -> list[SlipClass]:
    """The classes of errors, the largest first."""
    articles: dict[tuple[str, str], list[str]] = {}
    for slip in slips:
        articles.setdefault((slip.kind, slip.name), []).append(slip.article)
    found = [SlipClass(kind, name, len(ids), tuple(sorted(set(ids)))) for (kind, name), ids in articles.items()]
    return sorted(found, key=lambda c: (-c.count, c.kind, c.name))


def find_slips(gold: Record, facts: ArticleFacts) -> list[Slip]:
    """Every error of one article's facts against what its annotator wrote, sorted."""
    return sorted(_Article(gold, facts).slips())


class _Article:
    """One article's gold, answer and the pairs between them."""

    def __init__(self, gold: Record, facts: ArticleFacts) -> None:
        self.gold, self.answer, self.facts = gold, record(facts), facts
        self.text = facts.article.text
        self.pairs = pair(gold.entities, self.answer.entities)
        self.back = {g: a for a, g in self.pairs.items()}
        self.wanted = {e.id: e for e in gold.entities}
        self.given = {e.id: e for e in self.answer.entities}
        self.out: list[Slip] = []

    def slips(self) -> list[Slip]:
        gold, answer = self.gold, self.answer
        if gold.relevant != answer.relevant:
            self.add("relevance", "cooperation news overlooked" if gold.relevant else "taken for cooperation news", "")
        if gold.relevant and answer.relevant:
            self.entities()
            self.roles()
            for topic in sorted(set(gold.topics) ^ set(answer.topics)):
                self.add("topic", f"{'missed' if topic in gold.topics else 'extra'}: {topic}", topic)
        if gold.relevant or answer.relevant:
            self.events()
            self.links()
        return self.out

    def add(self, kind: str, name: str, text: str) -> None:
        self.out.append(Slip(kind, name, self.gold.id, text))

    def entities(self) -> None:
        ignored = {e.id for e in self.gold.entities if not is_scored(e)}
        for one in self.gold.entities:
            if one.id not in self.back and is_scored(one):
                self.add("entity", f"missed: {one.type}, {self.why_missed(one)}", one.name)
        for one in self.answer.entities:
            if one.id not in self.pairs and is_scored(one) and self.pairs.get(one.id) not in ignored:
                self.add("entity", f"extra: {one.type}, {self.why_extra(one)}", one.name)

    def why_missed(self, one: EntityRecord) -> str:
        """What the program made of the places that name the entity."""
        reasons: Counter[str] = Counter()
        for place in self.places(one):
            over = [m for m in self.facts.mentions if m.span.overlaps(place)]
            if not over:
                reasons["not seen"] += 1
            for mention in over:
                as_what = self.given[mention.entity]
                if family(as_what) != family(one):
                    reasons[f"read as {as_what.type}"] += 1
                elif mention.span.start <= place.start and place.end <= mention.span.end and mention.span != place:
                    reasons["inside a longer name"] += 1
                elif mention.span != place:
                    reasons["cut short"] += 1
                else:
                    reasons["taken for another"] += 1
        return min(reasons, key=lambda reason: (-reasons[reason], reason)) if reasons else "not found in the text"

    def why_extra(self, one: EntityRecord) -> str:
        """The rule that read it, or how it differs from a name of the gold."""
        key = name_key(one.name, one.type)
        for other in self.gold.entities:
            theirs = name_key(other.name, other.type)
            if family(other) == family(one) and family(one) != "country" and theirs != key and min(len(key), len(theirs)) > 2:
                if key in theirs:
                    return "a piece of another name"
                if theirs in key:
                    return "more than the name"
        rules = Counter(m.rule for m in self.facts.mentions if m.entity == one.id)
        return f"by {min(rules, key=lambda rule: (-rules[rule], rule))}" if rules else "without a mention"

    def places(self, one: EntityRecord) -> list[Span]:
        out: list[Span] = []
        for surface in sorted({one.name, *one.mentions}, key=lambda s: (-len(s), s)):
            at = self.text.find(surface) if surface else -1
            while at >= 0 and len(out) < _PLACES:
                place = Span(at, at + len(surface))
                if not any(place.overlaps(other) for other in out):
                    out.append(place)
                at = self.text.find(surface, at + 1)
        return out

    def roles(self) -> None:
        mine = {(self.pairs.get(r.person, f"?{r.person}"), self.pairs.get(r.of or "", f"?{r.of}")) for r in self.answer.roles if r.of}
        held = {(r.person, r.of) for r in self.gold.roles if r.of}
        for role in self.gold.roles:
            if role.of and (role.person, role.of) not in mine:
                why = self.why_no_role(role, {person for person, _ in mine})
                self.add("role", f"missed: {why}", f"{self.wanted[role.person].name}, {role.position or '?'}, {self.wanted[role.of].name}")
        for post in {(p.person, p.organization): p for p in self.facts.posts}.values():
            person, of = self.pairs.get(post.person), self.pairs.get(post.organization)
            if (person, of) not in held:
                words = f"{self.given[post.person].name}, {post.position}, {self.given[post.organization].name}"
                self.add("role", f"extra: {self.why_extra_role(person, of, held)}, by {post.rule}", words)

    def why_no_role(self, role: RoleRecord, holders: set[str]) -> str:
        if role.person not in self.back:
            return "its person was not found"
        if role.of not in self.back:
            return "its body was not found"
        if role.person in holders:
            return "tied to another body"
        names = self.places(self.wanted[role.person])
        post = EntityRecord("", "", role.position or "", ())
        pairs = [(min(abs(n.start - p.end), abs(p.start - n.end)), p.start < n.start) for n in names for p in self.places(post)]
        if not pairs:
            return "post not as written"
        distance, before = min(pairs)
        return f"post {'before' if before else 'after'} the name" if distance <= _NEAR else "post far from the name"

    @staticmethod
    def why_extra_role(person: str | None, of: str | None, held: set[tuple[str, str]]) -> str:
        if person is None:
            return "no such person"
        if of is None:
            return "no such body"
        return "another body" if any(p == person for p, _ in held) else "no post of this person"

    def events(self) -> None:
        matches = match_events(self.gold, self.answer, self.pairs)
        missed = [e for n, e in enumerate(self.gold.events) if n not in {g for g, _, _ in matches}]
        extra = [e for n, e in enumerate(self.answer.events) if n not in {a for _, a, _ in matches}]
        for g, a, _ in matches:
            wanted, given = self.gold.events[g].date, self.answer.events[a].date
            if wanted != given:
                how = "undated" if given is None else "dated, though the article gives no date" if wanted is None else "another day"
                self.add("event date", how, f"{given} instead of {wanted}")
        for one in missed:
            other = next((e for e in extra if set(e.countries) & set(one.countries) or (not e.countries and not one.countries)), None)
            if other is not None and other.type != one.type:
                extra.remove(other)
                self.add("event", f"kind {other.type} instead of {one.type}", _words(one))
            elif twin := next((e for e in extra if e.type == one.type), None):
                extra.remove(twin)
                self.add("event", f"{one.type} with another counterpart", f"{_words(twin)} instead of {_words(one)}")
            else:
                self.add("event", f"missed: {one.type}" + ("" if self.answer.relevant else " (article overlooked)"), _words(one))
        for one in extra:
            self.add("event", f"extra: {one.type}" + ("" if self.gold.relevant else " (domestic news)"), _words(one))

    def links(self) -> None:
        wanted, given = links(self.gold, {e: e for e in self.wanted}), links(self.answer, self.pairs)
        for (body, country), words in wanted.items():
            if (body, country) not in given:
                self.add("link", f"missed: {self.why_no_link(body, country)}", words)
        theirs = {body for body, _ in wanted}
        for (body, country), words in given.items():
            if (body, country) not in wanted:
                why = "body not named" if body.startswith("?") else "body takes no part" if body not in theirs else "country takes no part"
                self.add("link", f"extra: {why if self.gold.relevant else 'domestic news'}", f"{words} ({country})")

    def why_no_link(self, body: str, country: str) -> str:
        if not self.answer.relevant:
            return "article overlooked"
        if body not in self.back:
            return "body not found"
        if not any(country in event.countries for event in self.answer.events):
            return "country not among the parties"
        if any(self.back[body] in event.thai for event in self.answer.events):
            return "body in an act with other countries"
        persons = {role.person for role in self.gold.roles if role.of == body}
        acting = {party for event in self.gold.events for party in event.thai}
        return "body with its person" if persons & acting else "body without a person"


def _words(event: EventRecord) -> str:
    return " ".join([event.type, event.date or "undated", ",".join(event.countries) or "no country"])
