"""Reading: an article in, its facts out, by a visible list of stages.

scan → people → bodies → posts → actors → relevance → events → topics → facts → calibration. Each stage is one function over frozen values.
"""

from __future__ import annotations

from samphan.extract.calibration import at_least
from samphan.extract.extractor import STAGES, Extractor

__all__ = ["STAGES", "Extractor", "at_least"]
