"""Say requests and answers as frames of bytes, for the process that makes the pages.

A frame is eight bytes of length (unsigned, big-endian), then that many bytes: a JSON object in
ASCII on one line, a line feed, and a body that may be empty.
"""

from __future__ import annotations

import json
import struct
from dataclasses import fields, is_dataclass
from typing import Any

from ..workbook import Footnote, Heading, Listing, Paragraph, Quote, Rule, Run, Scale
from .document import Document, Entry, Passage, Section, Stood, Then
from .forms import Mark
from .layout import Face, Layout, Paper, TextSize
from .sheet import Sheet

_LENGTH = struct.Struct(">Q")
_LONGEST = 2**34
_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Document,
        Section,
        Entry,
        Then,
        Stood,
        Passage,
        Mark,
        Scale,
        Paragraph,
        Heading,
        Quote,
        Listing,
        Rule,
        Run,
        Footnote,
    )
}


def frame(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return one frame."""
    content = json.dumps(header).encode("ascii") + b"\n" + body
    return _LENGTH.pack(len(content)) + content


def next_frame(heard: bytearray) -> tuple[dict[str, Any], bytes] | None:
    """Take the first whole frame out of what was heard, or return None while there is none.

    Raises ValueError when it is no frame, which is taken out too, and OverflowError when it is longer
    than any can be, so that nobody knows where the next one begins.
    """
    if len(heard) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(heard)
    if length > _LONGEST:
        raise OverflowError
    end = _LENGTH.size + length
    if len(heard) < end:
        return None
    header, _, body = bytes(heard[_LENGTH.size : end]).partition(b"\n")
    del heard[:end]
    try:
        said = json.loads(header)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(said, dict):
        raise ValueError("a header is an object")
    return said, body


def render_request(document: Document, layout: Layout, password: str) -> bytes:
    """Return the frame that asks for pages; the answer tells of them, and the worker keeps them."""
    header = {
        "do": "render",
        "paper": layout.paper.name,
        "size": layout.size.name,
        "face": layout.face.name,
        "password": password,
    }
    return frame(header, json.dumps(_plain(document)).encode("ascii"))


def sheet_request(sheet: Sheet, layout: Layout) -> bytes:
    """Return the frame that asks for the recovery sheet; the answer is as for ``render_request``."""
    header = {"do": "sheet", "paper": layout.paper.name, "face": layout.face.name}
    return frame(header | {"code": sheet.code, "day": sheet.day})


def image_request(page: int, width: int) -> bytes:
    """Return the frame that asks for a page, counted from 0, as PNG ``width`` pixels wide."""
    return frame({"do": "image", "page": page, "width": width})


def fetch_request() -> bytes:
    """Return the frame that asks for the file's bytes."""
    return frame({"do": "fetch"})


def read_render(header: dict[str, Any], body: bytes) -> tuple[Document, Layout, str]:
    """Return what ``render_request`` was given. Raises ValueError, KeyError or TypeError otherwise."""
    layout = Layout(Paper[header["paper"]], TextSize[header["size"]], Face[header["face"]])
    document = _whole(json.loads(body))
    if not isinstance(document, Document):
        raise TypeError
    return document, layout, str(header["password"])


def read_sheet(header: dict[str, Any]) -> tuple[Sheet, Layout]:
    """Return what ``sheet_request`` was given. Raises KeyError otherwise."""
    layout = Layout(Paper[header["paper"]], face=Face[header["face"]])
    return Sheet(str(header["code"]), str(header["day"])), layout


def _plain(value: Any) -> Any:  # noqa: ANN401 - a tree of any values
    """Return a tree of dataclasses as JSON has it; ASCII escapes keep even half characters."""
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"": type(value).__name__, **named}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _whole(value: Any) -> Any:  # noqa: ANN401 - a tree of any values
    if isinstance(value, dict):
        named = {name: _whole(one) for name, one in value.items() if name}
        return _KINDS[value[""]](**named)
    return tuple(_whole(one) for one in value) if isinstance(value, list) else value
