"""Read a file of any kind that can become a reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..errors import NothingToRead, UnknownKind
from ..workbook import Run
from . import limits
from .marks import mark
from .raw import RawFile, RawParagraph

OnPage = Callable[[int, int], None]
"""What is told the page that is being read, from 1, and how many there are."""

_START = 1024  # bytes within which a file says what it is
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a Word file with a password is wrapped in
_WEB = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_UNSHOWN = re.compile("[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u00ad\ufeff\u2060]")


def read(data: bytes, name: str, password: str = "", on_page: OnPage | None = None) -> RawFile:
    """Return what stands in a file; its content tells its kind, and its name where that does not.

    Raises CannotImport in one of its kinds, and nothing else, whatever the bytes.
    """
    limits.check_size(data)
    raw = _tidied(_read(data, name.lower(), password, on_page))
    limits.check(raw)
    return raw


def _read(data: bytes, name: str, password: str, on_page: OnPage | None) -> RawFile:
    start = data[:_START]
    if b"%PDF-" in start:
        return _pdf(data, password, on_page)
    if start.startswith(_PICTURES):
        raise NothingToRead
    if start.startswith((_OLD_OFFICE, b"{\\rtf", b"PK")):
        raise UnknownKind
    return _text(data)


def _pdf(data: bytes, password: str, on_page: OnPage | None) -> RawFile:
    from . import pdf

    return pdf.read(data, password, on_page)


def _text(data: bytes) -> RawFile:
    from . import encoding, plain_text

    text = encoding.decode(data)
    return RawFile(plain_text.read(text.words), notes=(text.note,) if text.note else ())


def _tidied(raw: RawFile) -> RawFile:
    """Leave out what cannot be shown and paragraphs without a letter; take typed bullets as bullets."""
    paragraphs = tuple(one for paragraph in raw.paragraphs for one in _tidy(paragraph))
    return replace(
        raw,
        paragraphs=paragraphs,
        title=_clean(raw.title).strip(),
        authors=tuple(filter(None, (_clean(author).strip() for author in raw.authors))),
        license=_clean(raw.license).strip(),
    )


def _tidy(paragraph: RawParagraph) -> Iterator[RawParagraph]:
    runs = tuple(_runs(paragraph.runs))
    if not runs and not paragraph.note:
        return
    found = mark(runs[0].text) if runs and paragraph.item is None and not paragraph.furniture else None
    if found and found.certain and len(runs[0].text) > found.length:
        runs = (replace(runs[0], text=runs[0].text[found.length :]), *runs[1:])
        yield replace(paragraph, runs=runs, item=found.number)
    else:
        yield replace(paragraph, runs=runs)


def _runs(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Yield runs of one style each, without room at either end of the whole."""
    joined: list[Run] = []
    for run in runs:
        clean = replace(run, text=_clean(run.text))
        if joined and not run.footnote and replace(joined[-1], text="") == replace(clean, text=""):
            joined[-1] = replace(clean, text=joined[-1].text + clean.text)
        elif clean.text or clean.footnote:
            joined.append(clean)
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    if any(run.text or run.footnote for run in joined):
        yield from (run for run in joined if run.text or run.footnote)


def _clean(text: str) -> str:
    return _UNSHOWN.sub("", text.replace("\t", " ").replace("\n", " "))
