"""What people know better than the program: orders about entities and acts, kept in a file of their own and applied in every rebuild."""

from samphan.corrections.check import CLASSES, check, end_of
from samphan.corrections.file import default_file, load, save
from samphan.corrections.model import Action, Correction, person_digest

__all__ = ["CLASSES", "Action", "Correction", "check", "default_file", "end_of", "load", "person_digest", "save"]
