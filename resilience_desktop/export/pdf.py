"""Make tagged PDF pages in memory, lock them with a password, and draw them for the preview."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..errors import ExportFailed
from ..paths import assets
from .document import Document
from .layout import Face, Layout, Paper, TextSize
from .typed import UNPRINTABLE, is_mark
from .typeset import typeset

if TYPE_CHECKING:
    import typst

__all__ = ["PASSWORD_LIMIT", "Face", "Layout", "Paper", "Pdf", "TextSize", "page_image", "render"]

PASSWORD_LIMIT = 127
"""The longest password in bytes of UTF-8 (ISO 32000-2, 7.6.4.3.3); viewers would cut a longer one."""

_REFUSED = re.compile(r'the text `"(.*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
_UNNAMED = {"Cc": "a control character", "Cs": "half a character", "Cn": "not assigned", "Co": "private use"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """Hold a finished file.

    ``missing`` names the characters that the paper lacks, fit to be shown; ``universal`` tells
    whether the file claims PDF/UA-1, which it does unless a font lacks a character.
    """

    data: bytes
    pages: int
    missing: tuple[str, ...] = ()
    universal: bool = True


def render(
    document: Document,
    layout: Layout,
    password: str = "",
    stage: Callable[[str], None] = lambda name: None,
) -> Pdf:
    """Return the document as a tagged PDF; an empty password leaves it open.

    ``stage`` hears what begins: "pages", "fonts" (looking through the system's fonts) or
    "password". Raises ExportFailed when the pages cannot be made or the password cannot be used.
    """
    secret = _usable(password)
    stage("pages")
    data, missing, universal = _compile(json.dumps(typeset(document, layout), ensure_ascii=False), stage)
    pages = _count(data)
    if secret:
        stage("password")
        data = _locked(data, secret)
    lacking = missing.union(*(UNPRINTABLE.findall(text) for text in _texts(document)))
    return Pdf(data, pages, tuple(map(_name, sorted(lacking))), universal)


def page_image(data: bytes, password: str, page: int, width: int) -> bytes:
    """Return a page (counted from 0) as PNG, ``width`` pixels wide, drawn from the very file.

    Raises ExportFailed when the file or the password is not right, or there is no such page.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data, password=_usable(password) or None) as document:
            sheet = document[page]
            image = sheet.render(scale=width / sheet.get_width()).to_pil()
    except (pypdfium2.PdfiumError, IndexError):
        raise ExportFailed("The preview could not be drawn. The file itself is not affected.") from None
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=1)
    return png.getvalue()


def _compile(pages: str, stage: Callable[[str], None]) -> tuple[bytes, set[str], bool]:
    """Try the bundled fonts, then the system's too, then do without the claim of PDF/UA.

    A mark that no font has would take its letter with it, so it is set as U+FFFD beside the letter.
    """
    made, _ = _typst(pages, "ua-1", system=False)
    if made:
        return made, set(), True
    stage("fonts")
    made, missing = _typst(pages, "ua-1", system=True)
    marks = {char for char in missing if is_mark(char)}
    if marks:
        pages = pages.translate({ord(mark): 0xFFFD for mark in marks})
        made, missing = _typst(pages, "ua-1", system=True)
    if made:
        return made, marks, True
    made, _ = _typst(pages, "1.7", system=True)
    if not made:
        raise ExportFailed
    return made, marks | missing, False


def _typst(pages: str, standard: typst.PDFStandard, *, system: bool) -> tuple[bytes, set[str]]:
    """Return the file and nothing, or no file and the characters that no font has."""
    import typst

    compiler = typst.Compiler(_template(), font_paths=_fonts(system), sys_inputs={"pages": pages})
    try:
        made = compiler.compile(format="pdf", pdf_standards=standard)
    except typst.TypstError as error:
        return b"", _refused(error.diagnostic)
    return (made, set()) if isinstance(made, bytes) else (b"", set())


@cache
def _template() -> bytes:
    return (assets() / "templates" / "reflection.typ").read_bytes()


@cache
def _fonts(system: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=system, font_paths=[assets() / "fonts"]
    )


def _refused(diagnostic: str) -> set[str]:
    """Return the characters that Typst names in the errors of a PDF/UA export."""
    found: set[str] = set()
    for quoted in _REFUSED.findall(diagnostic):
        found.update(_ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], quoted))
    return {char for char in found if char > "\x7f" and unicodedata.category(char) != "Cf"}


def _name(char: str) -> str:
    """Return a character for people, such as ``🧿 (U+1F9FF, nazar amulet)``."""
    code = f"U+{ord(char):04X}"
    kind = unicodedata.category(char)
    name = unicodedata.name(char, _UNNAMED.get(kind, "not assigned")).lower()
    return f"{code}, {name}" if kind in _UNNAMED else f"{char} ({code}, {name})"


def _texts(document: Document) -> Iterable[str]:
    for section in document.sections:
        yield section.title
        for entry in section.entries:
            yield entry.ask
            yield entry.help
            yield entry.answer


def _count(data: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def _usable(password: str) -> str:
    """Return the password as viewers will read it (composed Unicode), or raise ExportFailed."""
    composed = unicodedata.normalize("NFC", password)
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in composed):
        raise ExportFailed(
            "This password holds a character that cannot be typed again. Please choose another one."
        )
    if len(composed.encode()) > PASSWORD_LIMIT:
        raise ExportFailed("This password is too long for a PDF. Please choose one of at most 127 letters.")
    return composed


def _locked(data: bytes, password: str) -> bytes:
    """Return the file under AES-256 (revision 6); every right is granted, above all to screen readers."""
    import pikepdf

    locked = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return locked.getvalue()
