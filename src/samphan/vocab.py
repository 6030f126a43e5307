"""Closed vocabularies: every class, property and named graph that Samphan writes, as constants.

An unknown term fails at import or type-check time; ``tests`` compare these with ``ontology/samphan.ttl`` both ways.
"""

# ruff: noqa: N815 (terms keep the spelling of their vocabularies)

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

ONTOLOGY = "https://w3id.org/samphan/ontology#"
ID = "https://w3id.org/samphan/id/"
GRAPH = "https://w3id.org/samphan/graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
FOAF = "http://xmlns.com/foaf/0.1/"

PREFIXES = {
    "sam": ONTOLOGY,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "schema": SCHEMA,
    "dcterms": DCTERMS,
    "org": ORG,
    "prov": PROV,
    "oa": OA,
    "foaf": FOAF,
}
"""Prefixes known in every query and export."""

REFERENCE_GRAPH = GRAPH + "reference"
IDENTITY_GRAPH = GRAPH + "identity"
DERIVED_GRAPH = GRAPH + "derived"


def slug(name: str) -> str:
    """A name as an IRI path segment: letters, marks and digits of any script kept, all else one hyphen."""
    out: list[str] = []
    for char in unicodedata.normalize("NFC", name).casefold():
        if char.isalnum() or unicodedata.category(char)[0] == "M":
            out.append(char)
        elif out and out[-1] != "-":
            out.append("-")
    return "".join(out).strip("-")


def iri(key: str) -> str:
    """The absolute IRI of an entity key (``country/PL``); keys are made of :func:`slug` segments."""
    return ID + key


class _Closed(type):
    """A vocabulary as a class: every annotated name becomes the IRI ``base + name``, any other name is an error."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object], base: str) -> _Closed:
        """Give each annotated name its IRI."""
        made = super().__new__(cls, name, bases, body)
        made._terms = tuple(made.__annotations__)
        for term in made._terms:
            setattr(made, term, base + term)
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, object], base: str) -> None:
        """The base is spent in ``__new__``."""
        super().__init__(name, bases, body)

    _terms: tuple[str, ...]

    def __iter__(cls) -> Iterator[str]:
        """The IRIs of the vocabulary's terms, in the order written."""
        return (getattr(cls, term) for term in cls._terms)


class Sam(metaclass=_Closed, base=ONTOLOGY):
    """Our own classes, individuals and properties, exactly those of ``ontology/samphan.ttl``."""

    # classes
    Agency: str
    Agreement: str
    AgreementStage: str
    ArmedForces: str
    Article: str
    Assistance: str
    BusinessAssociation: str
    Company: str
    Conference: str
    Cooperation: str
    CooperationEvent: str
    Correction: str
    Country: str
    Court: str
    CoverWords: str
    Department: str
    Division: str
    Embassy: str
    Forget: str
    GovernmentBody: str
    HeadWords: str
    Honorific: str
    Identification: str
    InferredReference: str
    InternationalOrganization: str
    Investment: str
    LocalGovernment: str
    Meeting: str
    Merge: str
    Ministry: str
    NameEnds: str
    NameWords: str
    Occurrence: str
    Office: str
    Parliament: str
    Person: str
    Police: str
    PostModifier: str
    PostType: str
    PublicOrganization: str
    Reject: str
    Rename: str
    Retype: str
    Signing: str
    Split: str
    StateEnterprise: str
    Status: str
    Tenure: str
    TriggerWords: str
    Visit: str
    # individuals
    Held: str
    Planned: str
    Postponed: str
    # properties
    about: str
    aboutDigest: str
    actKind: str
    acting: str
    agreementKind: str
    ambiguousLabel: str
    announces: str
    apartFrom: str
    between: str
    canonical: str
    capital: str
    confidence: str
    cooperatesWith: str
    counterpart: str
    country: str
    demonym: str
    disagreesOn: str
    eventCount: str
    firstSeen: str
    heldIn: str
    honorific: str
    honorificKind: str
    identifiedAs: str
    identifies: str
    impliesBody: str
    inArticle: str
    inferredParty: str
    instrument: str
    into: str
    isoCode: str
    isoCode3: str
    lastSeen: str
    member: str
    mentions: str
    name: str
    newClass: str
    party: str
    place: str
    position: str
    reason: str
    refersTo: str
    region: str
    reportedAs: str
    reports: str
    rule: str
    sector: str
    sightings: str
    stage: str
    stageOf: str
    status: str
    stopPhrase: str
    succeededBy: str
    thaiParty: str
    topic: str
    uncertain: str
    weakTrigger: str


class Rdf(metaclass=_Closed, base=RDF):
    """The RDF terms that we write."""

    type: str


class Rdfs(metaclass=_Closed, base=RDFS):
    """The RDF Schema terms that we write."""

    label: str
    subClassOf: str


class Skos(metaclass=_Closed, base=SKOS):
    """The SKOS terms that we write."""

    altLabel: str
    hiddenLabel: str
    prefLabel: str


class Schema(metaclass=_Closed, base=SCHEMA):
    """The schema.org terms that we write."""

    datePublished: str
    endDate: str
    startDate: str


class Dcterms(metaclass=_Closed, base=DCTERMS):
    """The Dublin Core terms that we write."""

    created: str
    creator: str
    identifier: str
    source: str
    subject: str
    title: str


class Org(metaclass=_Closed, base=ORG):
    """The W3C Organization terms that we write."""

    Membership: str
    member: str
    organization: str
    role: str
    subOrganizationOf: str


class Prov(metaclass=_Closed, base=PROV):
    """The PROV-O terms that we write."""

    wasDerivedFrom: str


class Oa(metaclass=_Closed, base=OA):
    """The Web Annotation terms that we write."""

    Annotation: str
    TextPositionSelector: str
    TextQuoteSelector: str
    end: str
    exact: str
    hasBody: str
    hasSelector: str
    hasSource: str
    hasTarget: str
    start: str
