"""Carry a vault as one file: what it is, its key file, its database, and a checksum over all of it.

Version 1, all numbers unsigned (but the moment) and big-endian:

    offset size
         0    8  "RSL-BACK"
         8    2  version, 1
        10    8  sequence number, at least 1; a later backup has a higher one
        18    8  when it was made, milliseconds since 1970-01-01T00:00:00Z, signed
        26    6  the clock's offset from UTC then, such as "+01:00"
        32    8  reflections in it
        40    8  answers in it
        48    8  its generation
        56    4  K, the bytes of the key file, 0 (there was none) to 8 KiB
        60    8  D, the bytes of the database, a multiple of 4096 up to 16 GiB
        68   32  BLAKE2b-256 of bytes 0 to 67
       100    K  key file (keyfile.py)
     100+K    D  database; its first 16 bytes are the vault id
   100+K+D   32  SHA-256 of everything before

Every later version keeps the first ten bytes and ends in a SHA-256 of all before it, so that damage is
told from a newer version. The counts stand in the clear, so that they can be shown before the vault is
open; they are compared with the database's own, which nobody can change without its key.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from resilience_desktop.errors import BackupDamaged, NewerVersion, NoBackup
from resilience_desktop.files import in_words, new_file
from resilience_desktop.workbook import Moment

from . import connection, keyfile
from .schema import Counts

SUFFIX = ".backup"
_MAGIC = b"RSL-BACK"
_VERSION = 1
_LABEL = struct.Struct(">8sHQq6sQQQIQ")
_HASH = 32
_PAGE = 4096
_DATABASE_SIZES = range(_PAGE, 2**34 + 1, _PAGE)
_SEQUENCES = range(1, 2**63)
_PIECE = 1024 * 1024
_OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
_MOMENTS = range(-(2**45), 2**47)  # years 855 to 6429, in milliseconds: each has a date in every zone

_NEWER = (
    "This backup was written by a newer version of Resilience. Please install the newer version to "
    "open it. Nothing was changed."
)
_NOT_THERE = "There is no file of this name. Please choose another one."
_TOO_LARGE = "The vault's file has grown too large for a backup."


@dataclass(frozen=True, slots=True)
class Label:
    """Say which backup this is, when it was made, and how much is in it."""

    sequence: int
    made: Moment
    counts: Counts


@dataclass(frozen=True, slots=True)
class Contents:
    """Hold what stands before the database in a sound container, and where the database lies."""

    label: Label
    keys: bytes = field(repr=False)
    vault_id: bytes
    start: int
    size: int


def write(path: Path, label: Label, keys: bytes, database: Path) -> None:
    """Write a new container, mode 0600, and read it back. Raises OSError, BackupDamaged."""
    with database.open("rb") as source:
        _write(path, label, keys, source, database.stat().st_size)


def write_with_keys(path: Path, other: Path, keys: bytes) -> None:
    """Write a new container that differs from the other in its key file. Raises OSError, and as ``check``."""
    contents = check(other)
    with other.open("rb") as source:
        source.seek(contents.start)
        _write(path, contents.label, keys, source, contents.size)


def read(path: Path) -> Contents:
    """Return what stands before the database; the database and the checksum are not looked at.

    Raises NoBackup, BackupDamaged, NewerVersion, NotAllowed.
    """
    try:
        # A database that is open here would lose its lock if it were opened and closed once more.
        if not path.exists():
            raise NoBackup(_NOT_THERE)
        if not path.is_file() or connection.is_held_here(path):
            raise NoBackup
        with path.open("rb") as file:
            return _read(file, path.stat().st_size)
    except OSError as error:
        raise in_words(error) from error


def check(path: Path) -> Contents:
    """Read the whole container and return what ``read`` does; raises the same."""
    contents = read(path)
    try:
        with path.open("rb") as file:
            sound = _checksum_holds(file)
    except OSError as error:
        raise in_words(error) from error
    if not sound:
        raise BackupDamaged
    return contents


def extract(path: Path, database: Path) -> Contents:
    """Write the database to a new file, or none on an error. Raises OSError, and as ``check``."""
    contents = check(path)
    try:
        with path.open("rb") as file, new_file(database) as target:
            file.seek(contents.start)
            for piece in _pieces(file, contents.size):
                target.write(piece)
    except BaseException:
        database.unlink(missing_ok=True)
        raise
    return contents


def _read(file: BinaryIO, size: int) -> Contents:
    head = file.read(_LABEL.size + _HASH)
    if not head.startswith(_MAGIC):
        raise NoBackup
    if int.from_bytes(head[8:10]) > _VERSION and _checksum_holds(file):
        raise NewerVersion(_NEWER)
    if hashlib.blake2b(head[: _LABEL.size], digest_size=_HASH).digest() != head[_LABEL.size :]:
        raise BackupDamaged
    _, version, sequence, made, offset, *counts, key_size, database_size = _LABEL.unpack_from(head)
    start = _LABEL.size + _HASH + key_size
    zone = offset.decode("ascii", "replace")
    sound = (
        version == _VERSION
        and sequence in _SEQUENCES
        and made in _MOMENTS
        and _OFFSET.fullmatch(zone)
        and key_size <= keyfile.LARGEST
        and database_size in _DATABASE_SIZES
        and size == start + database_size + _HASH
    )
    if not sound:
        raise BackupDamaged
    keys, vault_id = file.read(key_size), file.read(keyfile.VAULT_ID_BYTES)
    return Contents(
        Label(sequence, Moment(made, zone), Counts(*counts)), keys, vault_id, start, database_size
    )


def _write(path: Path, label: Label, keys: bytes, source: BinaryIO, size: int) -> None:
    if size not in _DATABASE_SIZES:
        raise BackupDamaged(_TOO_LARGE)
    zone = label.made.zone[:6]
    offset = (zone if _OFFSET.fullmatch(zone) else "+00:00").encode("ascii")
    counts = (label.counts.reflections, label.counts.answers, label.counts.generation)
    head = _LABEL.pack(_MAGIC, _VERSION, label.sequence, label.made.utc_ms, offset, *counts, len(keys), size)
    head += hashlib.blake2b(head, digest_size=_HASH).digest()
    digest = hashlib.sha256()
    with new_file(path) as file:
        for piece in chain((head, keys), _pieces(source, size)):
            digest.update(piece)
            file.write(piece)
        file.write(digest.digest())
    check(path)


def _checksum_holds(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    file.seek(0)
    digest = hashlib.sha256()
    for piece in _pieces(file, max(size - _HASH, 0)):
        digest.update(piece)
    return file.read() == digest.digest()


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(size, _PIECE))):
        size -= len(piece)
        yield piece
