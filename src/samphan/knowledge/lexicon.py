"""The ontology compiled for reading: every name of every known thing in one Aho-Corasick automaton.

Names are matched on a view without spaces ("สปป. ลาว" is "สปป.ลาว", "Sad ziński" stays two words), so stray spaces inside
a name do no harm; boundaries are then checked on the spaced view.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from samphan.errors import KnowledgeError
from samphan.facts import EntityClass, Label
from samphan.knowledge.resources import ontology_files
from samphan.knowledge.terms import KnownEntity, KnownPost, Shape, Term, TermKind
from samphan.text import normalize
from samphan.vocab import ID, ONTOLOGY, ORG, RDF, SKOS

_TYPE = RDF + "type"
_NAMES = {
    SKOS + "prefLabel": False,
    SKOS + "altLabel": False,
    SKOS + "hiddenLabel": False,
    ONTOLOGY + "ambiguousLabel": True,
    ONTOLOGY + "demonym": True,
}
_CLASSES = {ONTOLOGY + c.value: c for c in EntityClass}
_WORD_CLASSES = {
    ONTOLOGY + "HeadWords": TermKind.HEAD,
    ONTOLOGY + "NameEnds": TermKind.STOP,
    ONTOLOGY + "CoverWords": TermKind.COVER,
    ONTOLOGY + "TriggerWords": TermKind.TRIGGER,
}


class Subject:
    """One subject of the ontology while it is being compiled: predicate IRI to objects."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.objects: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)

    def iris(self, predicate: str) -> list[str]:
        """The IRIs that the subject has for ``predicate``, sorted."""
        return sorted(o.value for o in self.objects.get(predicate, ()) if isinstance(o, ox.NamedNode))

    def labels(self, predicate: str) -> list[Label]:
        """The literals that the subject has for ``predicate``, sorted."""
        return sorted(Label(o.value, o.language or "") for o in self.objects.get(predicate, ()) if isinstance(o, ox.Literal))

    def text(self, predicate: str) -> str:
        """The first literal for ``predicate``, or an empty string."""
        return next((label.text for label in self.labels(predicate)), "")


def read_subjects(files: Iterable[Path]) -> dict[str, Subject]:
    """All subjects of the Turtle files by IRI.

    Raises :class:`KnowledgeError` with file and line where one does not parse.
    """
    subjects: dict[str, Subject] = {}
    for path in files:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    iri = quad.subject.value
                    subject = subjects.get(iri) or subjects.setdefault(iri, Subject(iri))
                    subject.objects[quad.predicate.value].append(quad.object)
        except SyntaxError as error:
            raise KnowledgeError(error.msg or "not Turtle", place=f"{path.name}:{error.lineno or '?'}", remedy="mend that line") from error
    return subjects


def key_of(iri: str) -> str:
    """An entity IRI without the id base (``country/PL``)."""
    return iri.removeprefix(ID)


def _entity(subject: Subject, kind: EntityClass, types: list[str], subjects: dict[str, Subject]) -> KnownEntity:
    finer = sorted(t.removeprefix(ONTOLOGY) for t in types if t.startswith(ONTOLOGY) and t not in _CLASSES)
    country = subject.text(ONTOLOGY + "isoCode") or None
    if country is None:
        of = subject.iris(ONTOLOGY + "country")
        country = subjects[of[0]].text(ONTOLOGY + "isoCode") if of and of[0] in subjects else None
    parents = subject.iris(ORG + "subOrganizationOf")
    return KnownEntity(
        key=key_of(subject.iri),
        kind=kind,
        subclass=finer[0] if finer else None,
        country=country,
        parent=key_of(parents[0]) if parents else None,
        preferred=tuple(subject.labels(SKOS + "prefLabel")),
    )


def _terms(subjects: dict[str, Subject]) -> Iterator[Term]:
    for iri in sorted(subjects):
        subject = subjects[iri]
        types = subject.iris(_TYPE)
        entity: KnownEntity | None = None
        post: KnownPost | None = None
        value = ""
        kind = next((_CLASSES[t] for t in types if t in _CLASSES), None)
        if kind is not None:
            term_kind = TermKind.ENTITY
            entity = _entity(subject, kind, types, subjects)
        elif ONTOLOGY + "PostType" in types:
            term_kind = TermKind.POST
            implied = subject.iris(ONTOLOGY + "impliesBody")
            held_in = subject.text(ONTOLOGY + "heldIn") or "any"
            post = KnownPost(key_of(iri), held_in, key_of(implied[0]) if implied else None)
        elif ONTOLOGY + "PostModifier" in types:
            term_kind, value = TermKind.MODIFIER, key_of(iri)
        elif ONTOLOGY + "Honorific" in types:
            term_kind, value = TermKind.TITLE, subject.text(ONTOLOGY + "honorificKind")
        else:
            found = next((t for t in types if t in _WORD_CLASSES), None)
            if found is None:
                continue
            term_kind = _WORD_CLASSES[found]
            value = next((t.removeprefix(ONTOLOGY) for t in subject.iris(ONTOLOGY + "announces")), "")
        for predicate, ambiguous in _NAMES.items():
            for label in subject.labels(predicate):
                name = normalize(label.text).strip()
                if name.startswith("ประเทศ") and kind is EntityClass.COUNTRY:
                    continue  # the bare name is found inside it, and "ต่างประเทศ" + country stays apart
                if name:
                    latin = name[0].isascii() or (name[-1].isascii() and name[-1].isalnum())
                    yield Term(name, term_kind, value, entity, post, ambiguous, latin)


def _split_posts(by_name: dict[str, dict[TermKind, Term]]) -> None:
    """Forget post names that are a post and the head of a body ("ประธาน" + "บริษัท"): the scan would lose the body behind the post."""
    heads = [name for name, terms in by_name.items() if TermKind.HEAD in terms]
    for name in [n for n, terms in by_name.items() if TermKind.POST in terms]:
        post = by_name[name][TermKind.POST].post
        if post is None or post.implies:
            continue
        for head in heads:
            if name.endswith(head) and TermKind.POST in by_name.get(name[: -len(head)].removesuffix("ประจำ"), {}):
                del by_name[name][TermKind.POST]
                break
        if not by_name[name]:
            del by_name[name]


_LETTERS = re.compile(r"[ก-ฮ]{2,5}")
_DOTTED = re.compile(r"(?:[ก-ฮ]{1,4}\.)+")


def _shape(name: str, terms: tuple[Term, ...]) -> Shape:
    if terms[0].latin or (name[-1].isascii() and name[-1].isalnum()):
        return Shape.LATIN
    if any(term.kind is TermKind.STOP for term in terms) and len(name) <= 3:
        return Shape.STOP
    if terms[0].kind is TermKind.ENTITY:
        if _LETTERS.fullmatch(name) and all(term.ambiguous for term in terms):
            return Shape.LETTERS
        if _DOTTED.fullmatch(name) and len(name) <= 6:
            return Shape.DOTTED
    return Shape.PLAIN


class Held(NamedTuple):
    """A thing named inside a longer name: offsets in the longer name without spaces."""

    start: int
    end: int
    entity: KnownEntity


_MAY_FOLLOW = re.compile(r"$|[-–)]|และ|ประจำ|ใน")
_BLOCS = frozenset({"organization/asean"})


def _is_state_or_bloc(term: Term) -> bool:
    entity = term.entity
    free = entity is not None and not term.ambiguous and not term.latin
    return free and entity is not None and (entity.kind is EntityClass.COUNTRY or entity.key in _BLOCS)


def _held_bodies(name: str, head: Term, by_name: dict[str, tuple[Term, ...]]) -> Iterator[Held]:
    """The body that the end of a name names: behind a space in a body's name, anywhere in a post's."""
    if head.kind is TermKind.POST:
        starts: Iterable[int] = range(4, len(name) - 4) if head.post and not head.post.implies else ()
    else:
        in_body = head.entity is not None and head.entity.kind is EntityClass.GOVERNMENT_BODY
        gaps = (at for at, char in enumerate(head.name) if char == " ") if in_body else ()
        starts = (len(name) - len(head.name[at:].replace(" ", "")) for at in gaps)
    for start in starts:
        inner = by_name.get(name[start:])
        entity = inner[0].entity if inner and not inner[0].ambiguous else None
        if entity is not None and entity.kind is EntityClass.GOVERNMENT_BODY and entity != head.entity:
            yield Held(start, len(name), entity)
            return


def _held_names(by_name: dict[str, tuple[Term, ...]]) -> dict[str, tuple[Held, ...]]:
    """For each name of a body, company or post, the states, blocs and bodies that it names itself ("หอการค้าไทยในเวียดนาม")."""
    names = {name: terms[0].entity for name, terms in by_name.items() if _is_state_or_bloc(terms[0])}
    listed = sorted(names)
    automaton = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest)
    out: dict[str, tuple[Held, ...]] = {}
    for name, terms in by_name.items():
        head = terms[0]
        kind = head.entity.kind if head.entity else None
        if len(name) < 6 or head.kind not in (TermKind.ENTITY, TermKind.POST) or kind is EntityClass.COUNTRY:
            continue
        found: list[Held] = []
        for pattern, start, end in automaton.find_matches_as_indexes(name) if kind is not EntityClass.INTERNATIONAL_ORGANIZATION else ():
            entity = names[listed[pattern]]
            if entity is None or not start or not _MAY_FOLLOW.match(name, end):
                continue
            bare_thai = entity.country == "TH" and name[max(0, start - 6) : start] != "ประเทศ"
            if not bare_thai and (entity.kind is EntityClass.COUNTRY or kind is EntityClass.COMPANY):
                found.append(Held(start, end, entity))
        found += _held_bodies(name, head, by_name)
        if found:
            out[name] = tuple(found)
    return out


class Lexicon:
    """Every known name, ready to scan with. Build with :meth:`load`; never changes afterwards.

    ``entities`` are the known things by key, ``subjects`` the parsed ontology, ``held`` the things that longer names name,
    ``name_words`` the words that names of a class are made of. ``automaton`` finds every name in a text without spaces,
    ``longest`` the leftmost and longest ones; ``spellings`` are the forms of Latin names as spaced;
    ``shapes``, ``nested`` (has a shorter name at its start) go by pattern number.
    """

    def __init__(self, subjects: dict[str, Subject]) -> None:
        by_name: dict[str, dict[TermKind, Term]] = defaultdict(dict)
        spellings: dict[str, set[str]] = defaultdict(set)
        self.entities: dict[str, KnownEntity] = {}
        for term in _terms(subjects):
            squeezed = term.name.replace(" ", "")
            if term.latin:
                spellings[squeezed].add(term.name)
            known = by_name[squeezed].get(term.kind)
            if known is None or (known.ambiguous and not term.ambiguous):
                by_name[squeezed][term.kind] = term
            if term.entity:
                self.entities[term.entity.key] = term.entity
        _split_posts(by_name)
        self.names = sorted(by_name)
        self.terms: tuple[tuple[Term, ...], ...] = tuple(
            tuple(by_name[name][kind] for kind in sorted(by_name[name])) for name in self.names
        )
        self.by_name = dict(zip(self.names, self.terms, strict=True))
        self.subjects = subjects
        self.name_words = {
            announced.removeprefix(ONTOLOGY): tuple(normalize(label.text) for label in subject.labels(SKOS + "hiddenLabel"))
            for subject in subjects.values()
            if ONTOLOGY + "NameWords" in subject.iris(_TYPE)
            for announced in subject.iris(ONTOLOGY + "announces")
        }
        self.held = _held_names(self.by_name)
        self.shapes = tuple(_shape(name, terms) for name, terms in zip(self.names, self.terms, strict=True))
        self.openings = frozenset(name[:3] for name in self.names if len(name) > 1) | frozenset(n for n in self.names if len(n) == 2)
        self.nested = tuple(any(name[:width] in by_name for width in range(1, len(name))) for name in self.names)
        self.spellings = {name: frozenset(spelt) for name, spelt in spellings.items()}
        self.longest_name = max(map(len, self.names), default=0)
        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        self.longest = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)

    @classmethod
    def load(cls, files: Iterable[Path] | None = None) -> Lexicon:
        """Compile ``files``, by default all shipped ones (those are compiled once a process)."""
        return cls(read_subjects(files)) if files is not None else _shipped()


@cache
def _shipped() -> Lexicon:
    return Lexicon(read_subjects(ontology_files()))
