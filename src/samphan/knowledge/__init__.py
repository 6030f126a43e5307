"""What Samphan knows before it reads: the ontology files, compiled to a lexicon."""

from samphan.knowledge.lexicon import Lexicon
from samphan.knowledge.resources import ontology_files, ontology_hash
from samphan.knowledge.terms import KnownEntity, KnownPost, Shape, Term, TermKind

__all__ = ["KnownEntity", "KnownPost", "Lexicon", "Shape", "Term", "TermKind", "ontology_files", "ontology_hash"]
