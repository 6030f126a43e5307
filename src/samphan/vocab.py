"""Closed vocabularies: every class, property and named graph that Samphan writes, as constants.

An unknown term fails at import or type-check time; ``tests`` compare these with ``ontology/samphan.ttl`` both ways.
"""

from __future__ import annotations

import unicodedata

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
