"""Bend files as disks, mail programs and enemies bend them."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from . import samples

EDGES = (
    *(b"\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"-1", b"99999999999", b"1e400", b"&#x0;", b"]]>"),
    *(b"<", b"\r"),
)
SEEDS = samples.WHOLE | {
    path.name: path.read_bytes for path in sorted((Path(__file__).parent / "corpus" / "files").iterdir())
}
"""What makes a whole file, by its name: those made here, and those of office programs and browsers."""


def bent(name: str, chances: random.Random) -> bytes:
    """Return a bent file of the kind of this name; in an archive, either it or a part of it is bent."""
    data = SEEDS[name]()
    if data.startswith(b"PK\x03\x04") and chances.random() < 0.7:
        return _with_bent_part(data, chances)
    for _ in range(chances.randint(1, 3)):
        data = chances.choice(BENDS)(data, chances)
    return data


def _with_bent_part(data: bytes, chances: random.Random) -> bytes:
    parts = samples.parts(data)
    text = [part for part in parts if part.endswith(".xml") and part != "[Content_Types].xml"]
    for name in chances.sample(text, min(len(text), chances.randint(1, 2))):
        parts[name] = chances.choice(BENDS)(parts[name], chances)
    return samples.package(parts)


def _flipped(data: bytes, chances: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chances.randint(1, 40)):
        if flipped:
            flipped[chances.randrange(len(flipped))] ^= 1 << chances.randrange(8)
    return bytes(flipped)


def _cut(data: bytes, chances: random.Random) -> bytes:
    at = chances.randrange(len(data) + 1)
    return chances.choice((data[:at], data[at:]))


def _repeated(data: bytes, chances: random.Random) -> bytes:
    at, size = chances.randrange(len(data) + 1), chances.randint(1, 200)
    return data[:at] + data[at : at + size] * chances.choice((2, 10, 1000)) + data[at + size :]


def _spliced(data: bytes, chances: random.Random) -> bytes:
    other = SEEDS[chances.choice(sorted(SEEDS))]()
    at, there = chances.randrange(len(data) + 1), chances.randrange(len(other) + 1)
    return data[:at] + other[there : there + chances.randint(1, 2000)] + data[at + chances.choice((0, 500)) :]


def _overwritten(data: bytes, chances: random.Random) -> bytes:
    at, piece = chances.randrange(len(data) + 1), chances.choice((*EDGES, chances.randbytes(20)))
    return data[:at] + piece + data[at + chances.choice((0, len(piece))) :]


def _without(data: bytes, chances: random.Random) -> bytes:
    at = chances.randrange(len(data) + 1)
    return data[:at] + data[at + chances.randint(1, 300) :]


def _other_number(data: bytes, chances: random.Random) -> bytes:
    """Put another number where one stands, as lengths and levels are bent."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = chances.choice(digits)
    return data[:at] + chances.choice(EDGES) + data[at + 1 :]


BENDS = (_flipped, _cut, _repeated, _spliced, _overwritten, _without, _other_number)


def _word(content: str | bytes) -> bytes:
    return samples.package({"word/document.xml": content})


def _laughs() -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE d [<!ENTITY l0 "ha">{lines}]><d>&l11;</d>'


def _deep() -> str:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f"<w:document xmlns:w='{word}'>{'<w:sdt>' * 100_000}"


def _lying(data: bytes) -> bytes:
    """Have an archive say that its part unpacks to ten bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.infolist()[0].file_size.to_bytes(4, "little")
    return data.replace(size, (10).to_bytes(4, "little"))


def _pdf_bomb() -> bytes:
    stream = zlib.compress(b"BT /F1 12 Tf (words) Tj ET\n" * 4_000_000, 9)
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        body,
    )
    out = b"%PDF-1.7\n"
    for number, content in enumerate(objects, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return out + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


BOMBS: dict[str, Callable[[], bytes]] = {
    "zeros.docx": lambda: _word(bytes(100 * 2**20)),
    "lying.docx": lambda: _lying(_word(bytes(100 * 2**20))),
    "deep.docx": lambda: _word(_deep()),
    "laughs.docx": lambda: _word(_laughs()),
    "laughs.odt": lambda: samples.package({"content.xml": _laughs()}),
    "streams.pdf": _pdf_bomb,
    "deep.html": lambda: b"<html>" + b"<div><b>" * 500_000 + b"words",
    "wide.html": lambda: b"<html><p>" + b"<a href=#a id=a>1</a>" * 200_000,
    "long.txt": lambda: b"A boundary is a kindness. " * 2_000_000,
    "lines.txt": lambda: b"-\n" * 3_000_000,
    "quotes.md": lambda: b">" * 1_000_000 + b" words",
    "brackets.md": lambda: b"[" * 600_000 + b"words",
    "stars.md": lambda: b"*a **a " * 100_000,
}
"""What makes files that would take far more than they seem to, by their names."""
