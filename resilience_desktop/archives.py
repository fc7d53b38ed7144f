"""Read ZIP archives that come from anywhere: what they may hold, and what a broken one raises."""

from __future__ import annotations

import struct
import zipfile
import zlib

KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that are opened; others may take far more memory."""

DAMAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    RuntimeError,  # of a part with a password, and in its more special kind of one of a strange make
)
"""What zipfile and zlib raise over archives that are cut, bent, locked or of a make that they do not know."""


def read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes | None:
    """Return one part, or None where it holds more than so many bytes. Raises one of ``DAMAGE``.

    What the archive says of sizes may be a lie, so reading itself is bounded.
    """
    with archive.open(part) as stream:
        data = stream.read(most + 1)
    return data if len(data) <= most else None
