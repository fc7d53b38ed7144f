"""One file of each kind, made here, all with the same words."""

from __future__ import annotations

import io
import zipfile
from functools import cache

TITLE = "Gentle limits"
BODY = (
    "A boundary is a kindness that says where we end.",
    "Some days the cup is empty before noon, and nobody sees it; we learned early to go on.",
)
QUESTIONS = ("What would change if you rested before you had to?", "Where in your body do you feel it first?")
WORDS = (TITLE, *BODY, "Questions", *QUESTIONS)

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">
<office:automatic-styles>{styles}</office:automatic-styles>
<office:body><office:text>{text}</office:text></office:body></office:document-content>
"""
LIST_STYLE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    "</text:list-style>"
)


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Return what ``package`` was given."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def odt(text: str, styles: str = "", **more: str) -> bytes:
    """Return an OpenDocument text with this body and these automatic styles."""
    mime = "application/vnd.oasis.opendocument.text"
    return package({"mimetype": mime, "content.xml": CONTENT.format(text=text, styles=styles), **more})


def whole_odt() -> bytes:
    entries = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in QUESTIONS)
    body = "".join(f"<text:p>{one}</text:p>" for one in BODY)
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    return odt(
        f"{heading.format(1, TITLE)}{body}{heading.format(2, 'Questions')}"
        f'<text:list text:style-name="L1">{entries}</text:list>',
        LIST_STYLE,
    )


@cache
def whole_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 1)
    for one in BODY:
        document.add_paragraph(one)
    document.add_heading("Questions", 2)
    for one in QUESTIONS:
        document.add_paragraph(one, style="List Number")
    return saved(document)


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def whole_html() -> bytes:
    body = "".join(f"<p>{one}</p>" for one in BODY)
    items = "".join(f"<li>{one}</li>" for one in QUESTIONS)
    page = f"<h1>{TITLE}</h1>{body}<h2>Questions</h2><ol>{items}</ol>"
    head = f"<meta charset=utf-8><title>{TITLE}</title>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{page}</body></html>".encode()


def whole_mhtml() -> bytes:
    kind = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=B"
    head = f"From: <Saved by Blink>\r\n{kind}\r\n\r\n"
    part = "--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    page = whole_html().decode().replace("=", "=3D").replace("<p>", "<p>=\r\n")
    return f"{head}{part}{page}\r\n--B--\r\n".encode()


def whole_markdown() -> bytes:
    items = "\n".join(f"{number}. {one}" for number, one in enumerate(QUESTIONS, 1))
    return "\n\n".join((f"# {TITLE}", *BODY, "## Questions", items)).encode()


def whole_text() -> bytes:
    items = "\n".join(f"{number}. {one}" for number, one in enumerate(QUESTIONS, 1))
    return "\n\n".join((TITLE, *BODY, "Questions", items)).encode()


@cache
def whole_pdf() -> bytes:
    import typst

    items = "\n".join(f"+ {one}" for one in QUESTIONS)
    source = "\n\n".join((f"= {TITLE}", *BODY, "== Questions", items))
    return bytes(typst.compile(source.encode(), format="pdf"))


WHOLE = {
    "a.txt": whole_text,
    "a.md": whole_markdown,
    "a.html": whole_html,
    "a.mhtml": whole_mhtml,
    "a.docx": whole_docx,
    "a.odt": whole_odt,
    "a.pdf": whole_pdf,
}
