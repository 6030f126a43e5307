"""The only door to the files that ship beside the code (ontology, questions, samples)."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from samphan.errors import KnowledgeError

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def ontology_folder() -> Path:
    """The folder with the Turtle files: inside the installed package, else beside ``src`` in a checkout.

    Raises :class:`KnowledgeError` where neither stands.
    """
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent.parent / "ontology"):
        if (folder / "samphan.ttl").is_file():
            return folder
    raise KnowledgeError("the ontology files are missing", place=str(_PACKAGE), remedy="install samphan again")


@cache
def ontology_files() -> tuple[Path, ...]:
    """Every Turtle file of the ontology, sorted by name."""
    return tuple(sorted(ontology_folder().glob("*.ttl")))


@cache
def ontology_hash() -> str:
    """A digest over the names and bytes of all ontology files (hexadecimal, 16 digits)."""
    digest = hashlib.blake2b(digest_size=8)
    for path in ontology_files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
