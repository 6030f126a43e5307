"""One self-contained page from a graph: :func:`page` draws, :class:`Page` is written, shown or handed on."""

from samphan.views.page import LIMIT, Page, page
from samphan.views.start import KINDS

__all__ = ["KINDS", "LIMIT", "Page", "page"]
