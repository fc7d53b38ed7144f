"""Make tagged PDF pages in memory, lock them with a password, and draw them for the preview."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..errors import ExportFailed
from ..paths import assets
from .document import Document, each_text
from .layout import Face, Layout, Paper, TextSize
from .password import prepared
from .typed import UNPRINTABLE, clean
from .typeset import typeset

if TYPE_CHECKING:
    import typst

__all__ = ["Face", "Layout", "Paper", "Pdf", "TextSize", "page_image", "render"]

_REFLECTION = "reflection"
_WIDTHS = range(1, 20_001)  # pixels; the widest screens have eight thousand
_REFUSED = re.compile(r'the text `"(.*)"` could not be displayed')
_PROBE = b"""
#set document(title: "Characters")
#set text(font: ("Literata", "Inter"))
#for char in json(bytes(sys.inputs.pages)) { par(text(char)) }
"""
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
    secret = prepared(password)
    document, unusual, lacking = _cleaned(document)
    beyond = _unshown(unusual, system=False)
    if beyond:
        stage("fonts")
    missing = _unshown(beyond, system=True)
    if missing:  # left to Typst, a character that no font has would take its neighbours along
        table = dict.fromkeys(map(ord, missing), "\ufffd")
        document = each_text(document, lambda text: text.translate(table))
    stage("pages")
    pages = json.dumps(typeset(document, layout), ensure_ascii=False)
    data, refused, universal = _compile(pages, universal=not missing, system=bool(beyond))
    count = _count(data)
    if secret:
        stage("password")
        data = _locked(data, secret)
    return Pdf(data, count, tuple(map(_name, sorted(lacking | missing | refused))), universal)


def fill(template: str, pages: str) -> Pdf:
    """Return the pages that a template makes of JSON without a person's words. Raises ExportFailed."""
    made, _ = _typst(_template(template), pages, "ua-1", system=False)
    if not made:
        raise ExportFailed
    return Pdf(made, _count(made))


def page_image(data: bytes, password: str, page: int, width: int) -> bytes:
    """Return a page (counted from 0) as PNG, ``width`` pixels wide, drawn from the very file.

    Raises ExportFailed when the file or the password is not right, or there is no such page.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data, password=prepared(password) or None) as document:
            if page not in range(len(document)) or width not in _WIDTHS:
                raise IndexError
            sheet = document[page]
            image = sheet.render(scale=width / sheet.get_width()).to_pil()
    except (pypdfium2.PdfiumError, IndexError):
        raise ExportFailed("The preview could not be drawn. The file itself is not affected.") from None
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=1)
    return png.getvalue()


def _cleaned(document: Document) -> tuple[Document, set[str], set[str]]:
    """Return the document with clean texts, its unusual characters, and those that no font can have."""
    shown: set[str] = set()
    lacking: set[str] = set()

    def note(text: str) -> str:
        cleaned = clean(text)
        shown.update(cleaned)
        if "\ufffd" in cleaned:
            lacking.update(UNPRINTABLE.findall(text))
        return cleaned

    return each_text(document, note), {char for char in shown if char > "~"}, lacking


def _compile(pages: str, *, universal: bool, system: bool) -> tuple[bytes, set[str], bool]:
    """Return the file, what Typst still refused to show, and whether the file claims PDF/UA."""
    refused: set[str] = set()
    if universal:
        made, refused = _typst(_template(_REFLECTION), pages, "ua-1", system=system)
        if made:
            return made, refused, True
    made, _ = _typst(_template(_REFLECTION), pages, "1.7", system=True)
    if not made:
        raise ExportFailed
    return made, refused, False


def _unshown(chars: set[str], *, system: bool) -> set[str]:
    """Return the characters that no font shows, each tried alone on a page that is thrown away."""
    if not chars:
        return chars
    _, missing = _typst(_PROBE, json.dumps(sorted(chars), ensure_ascii=False), "ua-1", system=system)
    return missing & chars


def _typst(source: bytes, pages: str, standard: typst.PDFStandard, *, system: bool) -> tuple[bytes, set[str]]:
    """Return the file and nothing, or no file and the characters that Typst names as not shown."""
    import typst

    compiler = typst.Compiler(source, font_paths=_fonts(system), sys_inputs={"pages": pages})
    try:
        made = compiler.compile(format="pdf", pdf_standards=standard)
    except typst.TypstError as error:
        return b"", _named(error.diagnostic)
    except BaseException as error:  # a panic in Rust derives from it, and its class cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise ExportFailed from None  # without the cause, which may quote what the person wrote
    return (made, set()) if isinstance(made, bytes) else (b"", set())


def _named(diagnostic: str) -> set[str]:
    found: set[str] = set()
    for quoted in _REFUSED.findall(diagnostic):
        found.update(_ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], quoted))
    return found


@cache
def _template(name: str) -> bytes:
    return (assets() / "templates" / f"{name}.typ").read_bytes()


@cache
def _fonts(system: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=system, font_paths=[assets() / "fonts"]
    )


def _name(char: str) -> str:
    """Return a character for people, such as ``🧿 (U+1F9FF, nazar amulet)``."""
    code = f"U+{ord(char):04X}"
    kind = unicodedata.category(char)
    name = unicodedata.name(char, _UNNAMED.get(kind, "not assigned")).lower()
    return f"{code}, {name}" if kind in _UNNAMED else f"{char} ({code}, {name})"


def _count(data: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def _locked(data: bytes, password: str) -> bytes:
    """Return the file under AES-256 (revision 6); every right is granted, above all to screen readers."""
    import pikepdf

    locked = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return locked.getvalue()
