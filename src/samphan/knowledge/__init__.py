"""What Samphan knows before it reads: the ontology files, compiled to a lexicon."""

from samphan.knowledge.lexicon import Lexicon
from samphan.knowledge.resources import ontology_files, ontology_hash
from samphan.knowledge.terms import KnownEntity, KnownPost, Term, TermKind

__all__ = ["KnownEntity", "KnownPost", "Lexicon", "Term", "TermKind", "ontology_files", "ontology_hash"]
