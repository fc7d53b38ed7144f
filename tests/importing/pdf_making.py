"""Make PDFs for tests: by Typst, or letter by letter where Typst would not make them so."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import typst

from resilience_desktop.importing.raw import RawFile, RawParagraph
from resilience_desktop.paths import assets


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[assets() / "fonts"]
    )


def typeset(source: str, *, tags: bool = False) -> bytes:
    """Return pages set by Typst, by default without what would tell a program their structure."""
    made = typst.compile(source.encode(), font_paths=_fonts(), format="pdf", pdf_tags=tags)
    assert isinstance(made, bytes)
    return made


def show(x: float, y: float, words: str, *, size: float = 11, font: str = "F0", before: str = "") -> str:
    """Return what draws words at a place, in points from the lower left corner."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def drawn(*pages: str, width: float = 595, height: float = 842, turned: int = 0) -> bytes:
    """Return a PDF with these drawings; F0 is Helvetica, F1 bold, F2 oblique, F3 Symbol."""
    with pikepdf.new() as pdf:
        names = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Symbol")
        fonts = pikepdf.Dictionary({f"/F{number}": _font(name) for number, name in enumerate(names)})
        for page in pages:
            pdf.add_blank_page(page_size=(width, height))
            made = pdf.pages[-1]
            made.Contents = pdf.make_stream(page.encode("cp1252"))
            made.Resources = pikepdf.Dictionary(Font=fonts)
            if turned:
                made.Rotate = turned
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    """Return a file's bytes."""
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def _font(name: str) -> pikepdf.Dictionary:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{name}")
    )
    if name != "Symbol":
        font.Encoding = pikepdf.Name.WinAnsiEncoding
    return font


def text(made: RawFile) -> list[str]:
    """Return the paragraphs that are no furniture, footnote marks as ``[^1]``."""
    return [marked(paragraph) for paragraph in made.paragraphs if not paragraph.furniture]


def marked(paragraph: RawParagraph) -> str:
    """Return the words with footnote marks as ``[^1]``."""
    return "".join(f"[^{run.footnote}]" if run.footnote else run.text for run in paragraph.runs)
