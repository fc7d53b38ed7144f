"""Read a file of any kind that can become a reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..errors import CannotImport, DamagedFile, NothingToRead, UnknownKind
from . import docx, encoding, html, limits, markdown, odt, office, plain_text
from .raw import RawFile
from .tidying import tidied

OnPage = Callable[[int, int], None]
"""What is told the page that is being read, from 1, and how many there are."""

_START = 1024  # bytes within which a file says what it is
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a Word file with a password is wrapped in
_WRAPPED = "EncryptedPackage".encode("utf-16-le")
_OLD = (
    "This is a file of an older Word, which cannot be read here. Please open it in Word or LibreOffice, "
    "save it as .docx or .odt, and choose that one."
)
_SAVED_WHOLE = re.compile(rb"(?:From: <Saved by |MIME-Version: 1\.0\s|Snapshot-Content-Location: )", re.I)
_WEB_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_OTHER_NAMES = (".pdf", ".docx", ".odt")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_TRANSFERS = ("7bit", "8bit", "binary", "quoted-printable", "base64")
_FLAT = re.compile(rb"<office:document\s")
_COMMENT = rb"<!--(?:[^-]|-(?!->))*-->"
_WEB = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:%s\s*)*<(?:!doctype\s+html|html|head|body)\b" % _COMMENT, re.I | re.S
)


def read(data: bytes, name: str, password: str = "", on_page: OnPage | None = None) -> RawFile:
    """Return what stands in a file; its content tells its kind, and its name where that does not.

    Raises CannotImport in one of its kinds, and nothing else, whatever the bytes.
    """
    limits.check_size(data)
    raw = tidied(_read(data, name.lower(), password, on_page))
    limits.check(raw)
    return raw


def _read(data: bytes, name: str, password: str, on_page: OnPage | None) -> RawFile:
    start = data[:_START]
    if b"%PDF-" in start:
        return _pdf(data, password, on_page)
    if start.startswith(_PICTURES):
        raise NothingToRead
    if start.startswith(b"PK"):
        return _package(data)
    if start.startswith(_OLD_OFFICE):
        raise CannotImport(_OLD if _WRAPPED not in data else office.LOCKED)
    if start.startswith(b"{\\rtf"):
        raise UnknownKind
    if _FLAT.search(start):
        return odt.read_flat(data)
    if _SAVED_WHOLE.match(start):
        return _page_of(data)
    if _WEB.match(start) or name.endswith(_WEB_NAMES):
        return html.read(data)
    return _text(data, name)


def _page_of(data: bytes) -> RawFile:
    """Read the page within a file into which a browser put it with all its pictures (.mhtml)."""
    import email

    parts = email.message_from_bytes(data).walk()
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None or str(page.get("Content-Transfer-Encoding", "8bit")).strip().lower() not in _TRANSFERS:
        raise DamagedFile
    return html.read(bytes(page.get_payload(decode=True)))


def _package(data: bytes) -> RawFile:
    names = office.Package(data).names
    if "content.xml" in names:
        return odt.read(data)
    if "word/document.xml" in names or "_rels/.rels" in names:
        return docx.read(data)
    raise UnknownKind


def _pdf(data: bytes, password: str, on_page: OnPage | None) -> RawFile:
    from . import pdf

    return pdf.read(data, password, on_page)


def _text(data: bytes, name: str) -> RawFile:
    try:
        text = encoding.decode(data)
    except UnknownKind:
        if name.endswith(_OTHER_NAMES):  # it was one of these once
            raise DamagedFile from None
        raise
    read_text = markdown.read if name.endswith(_MARKDOWN_NAMES) else plain_text.read_file
    raw = read_text(text.words)
    return replace(raw, notes=(*raw.notes, text.note)) if text.note else raw
