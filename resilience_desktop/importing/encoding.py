"""Turn the bytes of a text into characters, and say so where the encoding had to be guessed."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import UnknownKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x841\x953", "gb18030"),
)
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What the Encoding Standard (4.2) reads when these are named, since nothing else was ever meant."""

_STRANGE = re.compile("[\x01-\x08\x0e-\x19\x1c-\x1f]")
_SURE = 0.9
_NOT_TEXT = 0.02  # of all characters may be control characters: some old files hold a few for a printer
_GUESSED = (
    "The file does not say how its letters are written; it was read as {}. Please look at accented letters."
)


class Text(NamedTuple):
    """Hold the characters, and a sentence about how they were found, empty where the file says it."""

    words: str
    note: str = ""


def decode(data: bytes, declared: str = "") -> Text:
    """Return the text; ``declared`` is the encoding that the file itself names, if it does.

    Raises UnknownKind for bytes that are no text in any encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Text(data[len(mark) :].decode(name, errors="replace"))
    for name in filter(None, (_declared(declared), _escaping(data), _wide(data), "utf-8")):
        try:
            words = data.decode(name)
        except ValueError:
            continue  # many a file names an encoding that it is not in
        if not _is_binary(words):
            return Text(words)
    return _guessed(data)


def _declared(name: str) -> str:
    """Return the codec of this name, empty where there is none that turns bytes into text."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not codec._is_text_encoding:  # noqa: SLF001 - else "zip" or "rot13" would be taken; no other way to ask
        return ""
    if codec.name.startswith(("utf-16", "utf-32")):  # whoever could read the name knows that it is not
        return ""
    return _WIDER.get(codec.name, codec.name)


def _escaping(data: bytes) -> str:
    """Name the encoding that changes its alphabet by escape sequences, which are UTF-8 as well."""
    if b"\x1b$)C" in data:
        return "iso2022_kr"
    return "iso2022_jp_2" if b"\x1b$" in data else ""


def _wide(data: bytes) -> str:
    """Name UTF-16 or UTF-32 by where its zeros stand: halves of characters, for no text holds a whole one."""
    zeros = [data[at::4].count(0) for at in range(4)]
    total = sum(zeros)
    if not total or len(data) % 2:
        return ""
    if len(data) % 4 == 0 and min(zeros[0], zeros[1]) >= len(data) // 4 * _SURE:
        return "utf-32-be"
    if len(data) % 4 == 0 and min(zeros[2], zeros[3]) >= len(data) // 4 * _SURE:
        return "utf-32-le"
    if zeros[0] + zeros[2] >= total * _SURE:
        return "utf-16-be"
    return "utf-16-le" if zeros[1] + zeros[3] >= total * _SURE else ""


def _guessed(data: bytes) -> Text:
    import chardet

    name = chardet.detect(data)["encoding"]
    if name is None:
        raise UnknownKind
    words = data.decode(_WIDER.get(codecs.lookup(name).name, name), errors="replace")
    if _is_binary(words):
        raise UnknownKind
    return Text(words, _GUESSED.format(name))


def _is_binary(words: str) -> bool:
    return "\0" in words or len(_STRANGE.findall(words)) > len(words) * _NOT_TEXT
