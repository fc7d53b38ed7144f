"""Open a PDF within limits, and read what it says of itself."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn

from ..errors import (
    CannotImport,
    DamagedFile,
    NeedsPassword,
    NothingToRead,
    TooMuchToRead,
    WrongFilePassword,
)
from .limits import MOST_CHARACTERS
from .pdf_dots import Dot, dots
from .pdf_glyphs import UNMAPPED, Sheet, sheets
from .pdf_tags import Tag, tags
from .raw import RawFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfiumError

MAX_PAGES = 120
"""A handout has a few pages, a facilitator's guide some dozens; what has more is a book."""

MAX_LETTERS = 2 * MOST_CHARACTERS
"""In the whole file, with its headers and all that is drawn twice."""

_FILE_NAMED = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|indd|qxd|pages|pptx?|txt|html?|tex|dvi|pub|wpd)$", re.IGNORECASE
)
_FROM_PROGRAM = re.compile(
    r"^(?:Microsoft (?:Word|PowerPoint)|PowerPoint Presentation|Slide 1)\b\s*-?\s*", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"(?:untitled|unknown|document|dokument|title|print)\W*\d*|about:blank|https?:.*|\W*", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"(?:unknown|anonymous|user|admin|administrator|owner|author|root|default|microsoft office user"
    r"|windows user|pdf|\(?none\)?|.*@.*|\W*)\d*",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


_ONE_BROKEN = "One page of this file is damaged and is missing here."
_SOME_BROKEN = "{} pages of this file are damaged and are missing here."
_UNNAMED = f"The file does not say what some of its letters are. They stand here as {UNMAPPED}."


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the letters of one page by the direction in which they run, and what stands around them."""

    sheets: tuple[Sheet, ...]
    tags: dict[int, Tag] = field(default_factory=dict)
    dots: tuple[Dot, ...] = ()
    is_broken: bool = False


def pages(
    data: bytes, password: str, progress: Callable[[int, int], None] | None
) -> tuple[RawFile, list[Page]]:
    """Return what the file says of itself, and its pages.

    Raises NeedsPassword, WrongFilePassword, NothingToRead, DamagedFile, TooMuchToRead.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as error:
        _refuse(error, password)
    with document:
        count = len(document)
        if count > MAX_PAGES:
            raise TooMuchToRead
        about = _about(document)
        found: list[Page] = []
        for number in range(count):
            if progress is not None:
                progress(number, count)
            found.append(_page(document, number))
            if sum(len(sheet.glyphs) for page in found for sheet in page.sheets) > MAX_LETTERS:
                raise TooMuchToRead
        if progress is not None:
            progress(count, count)
    if all(page.is_broken for page in found):
        raise DamagedFile
    return replace(about, notes=_notes(found)), found


def _page(document: PdfDocument, number: int) -> Page:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Page((), is_broken=True)
    try:
        return Page(tuple(sheets(page)), tags(page), dots(page))
    finally:
        page.close()


def _refuse(error: PdfiumError, password: str) -> NoReturn:
    import pypdfium2.raw as pdfium

    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        raise (WrongFilePassword if password else NeedsPassword) from None
    if error.err_code == pdfium.FPDF_ERR_SECURITY:  # locked in a way that PDFium does not know
        raise CannotImport from None
    raise DamagedFile from None


def _notes(found: list[Page]) -> tuple[str, ...]:
    """Return what a person should know could not be read; raise NothingToRead where that is most of it."""
    notes = []
    broken = sum(page.is_broken for page in found)
    if broken:
        notes.append(_ONE_BROKEN if broken == 1 else _SOME_BROKEN.format(broken))
    letters = Counter(
        glyph.text == UNMAPPED for page in found for sheet in page.sheets for glyph in sheet.glyphs
    )
    if letters[True] > letters[False]:
        raise NothingToRead
    if letters[True]:
        notes.append(_UNNAMED)
    return tuple(notes)


def _about(document: PdfDocument) -> RawFile:
    return RawFile(
        (),
        title=_title(document.get_metadata_value("Title")),
        authors=_authors(document.get_metadata_value("Author")),
        language=_language(document),
    )


def _title(said: str) -> str:
    """Return the title that a person gave, not the name that a program made up."""
    title = _FROM_PROGRAM.sub("", " ".join(said[:1000].replace("\0", "").split()))
    if _FILE_NAMED.search(title) or _NO_TITLE.fullmatch(title) or not any(map(str.isalpha, title)):
        return ""
    return title[:300]


def _authors(said: str) -> tuple[str, ...]:
    names = (
        " ".join(name.split())
        for name in re.split(r"[;\n]|,(?=\s*\w+\s+\w)|\s+(?:and|&)\s+", said[:2000].replace("\0", ""))
    )
    return tuple(name[:100] for name in names if not _NO_AUTHOR.fullmatch(name))[:20]


def _language(document: PdfDocument) -> str:
    """Return the language of the catalog as a BCP 47 tag, "" where there is none."""
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size <= 128:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    said = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
    return said.replace("_", "-") if _LANGUAGE.fullmatch(said) else ""
