"""Read the letters of a PDF's page: what they say, where they stand, how they look."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..errors import TooMuchToRead

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_LETTERS = 60_000
"""On one page. A full page of a newspaper holds 30,000; a page with more than this is no page to read."""

_BOLD = 700
_FORCED_BOLD, _ITALIC = 1 << 18, 1 << 6  # ISO 32000-2, table 121
_BOLD_NAMES = re.compile(r"bold|black|heavy|demi|[-,]medi$|cmbx|ultra")
_PLAIN_NAMES = re.compile(r"regular|roman|book|normal|light|medium|thin")
_ITALIC_NAMES = ("italic", "oblique", "slanted", "kursiv")
_STROKED = 2  # a render mode: letters with an outline, which is how programs imitate a bold font
UNMAPPED = "\ufffd"
"""Stands for a letter of which the file does not say which one it is."""

_PIECES = {"\0": UNMAPPED, "\ufffe": "", "\uffff": "", "\ufeff": "", "\u200b": ""}
_LIFTED, _LIFTED_HEIGHT, _LIFTED_SIZE = (
    0.2,
    0.55,
    0.6,
)  # of a font's size: digits that a font itself draws as marks
_SKEW = 0.15  # the sine of 9°: fonts that are slanted by a program lean 12° to 20°


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what all letters of one piece of a page share.

    ``tag`` is the piece's mark, -1 without one. ``is_mapped`` tells that the font names its letters.
    """

    size: float
    is_bold: bool
    is_italic: bool
    turn: int
    tag: int
    is_decoration: bool
    is_mapped: bool = True


class Glyph(NamedTuple):
    """Hold one letter (or several drawn as one): where it begins and ends, and its baseline.

    ``x`` and ``end`` grow to the right and ``y`` grows down, in points from the upper left corner of the
    page as it is looked at, turned so that the letters stand upright.
    """

    text: str
    x: float
    end: float
    y: float
    look: Look


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the letters of one page that run in one direction, in the order in which the file draws them.

    ``turn`` is 0 for upright letters and counts quarter turns otherwise; 4 stands for slanted ones.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    turn: int = 0


def sheets(page: PdfPage) -> list[Sheet]:
    """Return the letters of a page by the direction in which they run, that of its text first.

    Raises TooMuchToRead.
    """
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in _glyphs(page):
        by_turn.setdefault(glyph.look.turn, []).append(glyph)
    width, height = page.get_size()
    found = []
    for turn, glyphs in sorted(by_turn.items(), key=lambda item: -len(item[1]) * (2 if item[0] == 0 else 1)):
        turned = turn in (1, 3)
        sides = (height, width) if turned else (width, height)
        upright = glyphs if turn in (0, 4) else [_upright(glyph, turn, width, height) for glyph in glyphs]
        found.append(Sheet(tuple(upright), *sides, turn))
    return found


def _upright(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Turn a letter so that its line runs to the right; ``x`` and ``end`` hold its ends along its line."""
    start, end, across = glyph.x, glyph.end, glyph.y
    if turn == 1:  # runs up
        return glyph._replace(x=height - start, end=height - end, y=across)
    if turn == 3:  # runs down
        return glyph._replace(x=start, end=end, y=width - across)
    return glyph._replace(x=width - start, end=width - end, y=height - across)


def _glyphs(page: PdfPage) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    text = pdfium.FPDFText_LoadPage(page.raw)
    if not text:
        return
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > MAX_LETTERS:
            raise TooMuchToRead
        yield from _Reader(page, text).read(count)
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Box(Protocol):
    """Name the sides of a letter, in points from the lower left corner."""

    left: float
    right: float
    bottom: float
    top: float


class _Reader:
    """Ask PDFium for each letter once, and for its looks once for each piece of the page."""

    def __init__(self, page: PdfPage, text: object) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._text = text
        self._turn = page.get_rotation() // 90
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._looks: dict[int, Look] = {}
        self._faces: dict[int, tuple[bool, bool, bool]] = {}

    def read(self, count: int) -> Iterator[Glyph]:
        pdfium, text = self._pdfium, self._text
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        cast, pointer = ctypes.cast, ctypes.c_void_p
        unicode, origin, loose = (
            pdfium.FPDFText_GetUnicode,
            pdfium.FPDFText_GetCharOrigin,
            pdfium.FPDFText_GetLooseCharBox,
        )
        unmapped = pdfium.FPDFText_HasUnicodeMapError
        piece, looks = pdfium.FPDFText_GetTextObject, self._looks
        is_upright, left, top = self._turn == 0, self._left, self._top
        for index in range(count):
            owner = piece(text, index)
            if not owner:
                continue  # PDFium's own guess at a space or a line's end
            key = cast(owner, pointer).value or 0
            look = looks.get(key) or looks.setdefault(key, self._look(index, owner))
            code = unicode(text, index)
            char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else UNMAPPED
            if not look.is_mapped and unmapped(text, index):
                char = UNMAPPED
            char = _PIECES.get(char, char)
            if not char or not origin(text, index, x, y) or not loose(text, index, box):
                continue
            if is_upright and look.turn in (0, 4):
                start = x.value - left
                glyph = Glyph(char, start, max(box.right - left, start), top - y.value, look)
            else:
                glyph = self._placed(char, (x.value, y.value), box, look)
            yield self._lifted(index, glyph) if char.isdigit() and look.turn == 0 else glyph

    def _placed(self, char: str, origin: tuple[float, float], box: _Box, look: Look) -> Glyph:
        """Return a letter in the page as it is looked at, with its ends along its own line."""
        turn = look.turn
        x, y = self._seen(*origin)
        left, top = self._seen(box.left, box.top)
        right, bottom = self._seen(box.right, box.bottom)
        if turn in (0, 4):
            return Glyph(char, x, max(left, right, x), y, look)
        if turn == 1:
            return Glyph(char, y, min(top, bottom, y), x, look)
        if turn == 3:
            return Glyph(char, y, max(top, bottom, y), x, look)
        return Glyph(char, x, min(left, right, x), y, look)

    def _lifted(self, index: int, glyph: Glyph) -> Glyph:
        """Return a digit that its font itself draws small and raised as what it looks like."""
        pdfium, sides = self._pdfium, [ctypes.c_double() for _ in range(4)]
        if not pdfium.FPDFText_GetCharBox(self._text, index, *sides):
            return glyph
        left, right, bottom, top = (side.value for side in sides)
        low, high = self._seen(left, bottom)[1], self._seen(right, top)[1]
        if self._turn in (1, 3):
            low, high = max(low, high), min(low, high)
        size = glyph.look.size
        if glyph.y - low < _LIFTED * size or low - high > _LIFTED_HEIGHT * size or low <= high:
            return glyph
        return glyph._replace(y=low, look=replace(glyph.look, size=_LIFTED_SIZE * size))

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 0:
            return x - self._left, self._top - y
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def _look(self, index: int, owner: object) -> Look:
        pdfium, matrix = self._pdfium, self._pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        if size < 0:  # and so drawn upside down, mostly by a matrix that turns it round again
            size, matrix.a, matrix.b = -size, -matrix.a, -matrix.b
        font = ctypes.cast(pdfium.FPDFTextObj_GetFont(owner), ctypes.c_void_p).value or 0
        if font not in self._faces:
            self._faces[font] = self._face(index)
        is_bold, is_italic, is_mapped = self._faces[font]
        angle = (math.degrees(math.atan2(matrix.b, matrix.a)) - 90 * self._turn) % 360
        quarter = round(angle / 90)
        lean = abs(matrix.a * matrix.c + matrix.b * matrix.d) / (
            math.hypot(matrix.a, matrix.b) * math.hypot(matrix.c, matrix.d) or 1.0
        )
        tag = pdfium.FPDFPageObj_GetMarkedContentID(owner)
        return Look(
            size=size if 0.1 <= size < 10_000 else 10.0,
            is_bold=is_bold or pdfium.FPDFTextObj_GetTextRenderMode(owner) == _STROKED,
            is_italic=is_italic or lean > _SKEW,
            turn=quarter % 4 if abs(angle - 90 * quarter) < 10 else 4,
            tag=tag,
            is_decoration=tag < 0 and self._is_decoration(owner),  # what has a tag belongs to the text
            is_mapped=is_mapped,
        )

    def _face(self, index: int) -> tuple[bool, bool, bool]:
        """Return whether a letter's font is bold, whether it is italic, and whether it names its letters."""
        pdfium, flags = self._pdfium, ctypes.c_int()
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._text, index, name, len(name), flags)
        face = name.value.decode("utf-8", "replace").casefold()
        weight = pdfium.FPDFText_GetFontWeight(self._text, index)
        is_heavy = weight >= _BOLD or bool(flags.value & _FORCED_BOLD)
        is_bold = bool(_BOLD_NAMES.search(face)) or (is_heavy and not _PLAIN_NAMES.search(face))
        is_italic = bool(flags.value & _ITALIC) or any(n in face for n in _ITALIC_NAMES)
        return is_bold, is_italic, pdfium.FPDFText_HasUnicodeMapError(self._text, index) == 0

    def _is_decoration(self, owner: object) -> bool:
        """Return whether the file itself says that this belongs to the page and not to the text."""
        pdfium, name = self._pdfium, ctypes.create_string_buffer(64)
        length = ctypes.c_ulong()
        for number in range(min(pdfium.FPDFPageObj_CountMarks(owner), 8)):
            mark = pdfium.FPDFPageObj_GetMark(owner, number)
            if not mark or not pdfium.FPDFPageObjMark_GetName(mark, _wide(name), len(name), length):
                continue
            if name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
                return True
        return False


def _wide(buffer: ctypes.Array[ctypes.c_char]) -> object:
    import pypdfium2.raw as pdfium

    return ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
