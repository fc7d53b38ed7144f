"""Read what a tagged PDF itself says about the structure of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_DEPTH = 40  # programs nest a dozen deep
_ELEMENTS = 20_000  # on one page, which holds some hundreds
_MARKS = 50_000
_HEADINGS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_BLOCKS = {*_HEADINGS, "P", "LI", "TD", "TH", "Caption", "Note", "FENote", "TOCI", "BibEntry"}


@dataclass(frozen=True, slots=True)
class Tag:
    """Hold what the file calls a piece of text; ``block`` is the same for all of one paragraph on a page."""

    block: int = 0
    heading: int = 0
    is_item: bool = False
    is_quote: bool = False


def tags(page: PdfPage) -> dict[int, Tag]:
    """Return the tags of a page by the marks on its pieces, empty for a file without them."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    try:
        walk = _Walk()
        found: dict[int, Tag] = {}
        for number in range(min(pdfium.FPDF_StructTree_CountChildren(tree), _ELEMENTS)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, number)
            if child:
                found.update(walk.marks(child, Tag(), _DEPTH))
        return found
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Walk:
    """Go through a page's structure once, however it is nested."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._left = _ELEMENTS
        self._marks = _MARKS
        self._blocks = 0
        self._fresh_item = False

    def marks(self, element: object, around: Tag, depth: int) -> Iterator[tuple[int, Tag]]:
        """Yield the marks under an element with what they are part of."""
        if depth == 0 or self._left <= 0:
            return
        self._left -= 1
        pdfium, tag = self._pdfium, self._tag(element, around)
        for number in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
            mark = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, number)
            if mark >= 0 and self._marks > 0:
                self._marks -= 1
                yield mark, tag
        for number in range(min(pdfium.FPDF_StructElement_CountChildren(element), self._left)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                yield from self.marks(child, tag, depth - 1)

    def _tag(self, element: object, around: Tag) -> Tag:
        kind = self._kind(element)
        if kind == "BlockQuote":
            return replace(around, is_quote=True)
        if kind not in _BLOCKS:
            return around
        if self._fresh_item and kind == "P":
            self._fresh_item = False
            return around  # the first paragraph of an item goes on beside its bullet
        self._blocks += 1
        self._fresh_item = kind == "LI"
        return replace(around, block=self._blocks, heading=_HEADINGS.get(kind, 0), is_item=kind == "LI")

    def _kind(self, element: object) -> str:
        name = ctypes.create_string_buffer(64)
        length = self._pdfium.FPDF_StructElement_GetType(element, name, len(name))
        return name.raw[: min(length, len(name))].decode("utf-16-le", "replace").rstrip("\0")
