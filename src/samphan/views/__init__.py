"""One self-contained page from a graph: :func:`page` draws, :class:`Page` is written, shown or handed on."""

from samphan.views.page import LIMIT, Page, page

__all__ = ["LIMIT", "Page", "page"]
