"""Know how words may look on a disk, and find them there."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

_EMPTY = bytes(4096)


def encodings(words: str) -> dict[str, tuple[bytes, ...]]:
    """Return the words in ten encodings; some of them look different depending on what stands before."""
    utf8 = words.encode()
    return {
        "UTF-8": (utf8,),
        "UTF-16 little-endian": (words.encode("utf-16-le"),),
        "UTF-16 big-endian": (words.encode("utf-16-be"),),
        "UTF-32 little-endian": (words.encode("utf-32-le"),),
        "UTF-32 big-endian": (words.encode("utf-32-be"),),
        "Latin-1": (words.encode("latin-1"),),
        "hexadecimal": (utf8.hex().encode(), utf8.hex().upper().encode()),
        "Base64": tuple(_base64(utf8)),
        "URL": (quote(words).encode(), quote(words, safe="").lower().encode()),
        "JSON": (json.dumps(words)[1:-1].encode(),),
    }


def of_bytes(data: bytes) -> dict[str, tuple[bytes, ...]]:
    """Return how bytes that are no words may look."""
    return {
        "raw": (data,),
        "hexadecimal": (data.hex().encode(), data.hex().upper().encode()),
        "Base64": tuple(_base64(data)),
    }


def _base64(data: bytes) -> Iterator[bytes]:
    """Yield what is the same whatever stands before and after: three ways, by where a group begins."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + data)
        first, last = (0, 2, 3)[before], len(coded) - (4 if (before + len(data)) % 3 else 0)
        yield coded[first:last]


def found(path: Path, needles: Iterable[tuple[str, dict[str, tuple[bytes, ...]]]]) -> list[str]:
    """Return which of the needles are found in a file, and in which encodings."""
    content = b"".join(_blocks(path))
    return [
        f"{name} in {encoding}"
        for name, looks in needles
        for encoding, spellings in looks.items()
        if any(spelling in content for spelling in spellings)
    ]


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield a file block by block; of blocks that were never written to, which are zeros, one zero each."""
    with path.open("rb") as file:
        while block := file.read(len(_EMPTY)):
            yield b"\0" if block == _EMPTY else block
