"""Find the bullets that a file draws as shapes and not as letters."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .pdf_glyphs import Glyph
from .pdf_words import Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MOST_SHAPES = 3000  # on one page; a chart has some hundreds
_MOST_DOTS = 300
_LEAST, _LARGEST = 1.5, 14.0  # points
_ROUND = 1.35  # one side beside the other
_HIGHEST = 1.1  # beside the letters, as a box to tick is
_NEAREST, _FURTHEST = 0.15, 3.0  # from the words, in their size


class Dot(NamedTuple):
    """Hold the place of a small shape, in points from the upper left corner of the page."""

    x: float
    end: float
    top: float
    bottom: float


def dots(page: PdfPage) -> tuple[Dot, ...]:
    """Return the small round or square shapes of a page, none for a page that is shown turned."""
    import pypdfium2.raw as pdfium

    if page.get_rotation():
        return ()
    left, _, _, top = page.get_bbox()
    sides = [ctypes.c_float() for _ in range(4)]
    found: list[Dot] = []
    for number in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_SHAPES)):
        shape = pdfium.FPDFPage_GetObject(page.raw, number)
        if not shape or pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(shape, *sides):
            continue
        x, low, end, high = (side.value for side in sides)
        width, height = end - x, high - low
        if min(width, height) > _LEAST and max(width, height) < min(_LARGEST, _ROUND * min(width, height)):
            found.append(Dot(x - left, end - left, top - high, top - low))
    return tuple(found[:_MOST_DOTS])


def with_bullets(words: Sequence[Word], shapes: Sequence[Dot], *, leftward: bool) -> list[Word]:
    """Return the words with a bullet wherever a small shape stands before the first one of a line."""
    made = list(words)
    for dot in shapes:
        beside = [word for word in words if word.y - 0.75 * word.size < (dot.top + dot.bottom) / 2 < word.y]
        after = [word for word in beside if _room(dot, word, leftward=leftward) > 0]
        if not after:
            continue
        word = min(after, key=lambda word: _room(dot, word, leftward=leftward))
        near = _room(dot, word, leftward=leftward)
        before = [_room(dot, other, leftward=not leftward) for other in beside]
        if (
            _NEAREST * word.size < near < _FURTHEST * word.size
            and dot.bottom - dot.top < _HIGHEST * word.size
            and not any(0 <= room < _FURTHEST * word.size for room in before)
        ):
            glyph = Glyph("\u2022", dot.x, dot.end, word.y, word.glyphs[0].look)
            made.append(Word((glyph,), is_spaced=True))
    return made


def _room(dot: Dot, word: Word, *, leftward: bool) -> float:
    """Return how far a word stands behind a shape, in the direction of reading."""
    return dot.x - word.end if leftward else word.x - dot.end
