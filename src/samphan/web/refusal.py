"""A request that is not served, with its HTTP status and words for the person who asked."""

from __future__ import annotations

from samphan.errors import SamphanError


class Refusal(SamphanError):  # noqa: N818 (not all refusals are errors of ours)
    """What is wrong (``message``), where (``place``), what to do (``remedy``) and the HTTP ``status`` that says so."""

    def __init__(self, status: int, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message, place=place, remedy=remedy)
        self.status = status
