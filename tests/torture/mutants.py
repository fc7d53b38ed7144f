"""Bend a key file in a million ways, and see that the program takes none of them for its own.

Argon2id is stood in for by a hash, so that whoever forges a file has every key at hand that the passphrase
gives; and each derivation is counted, so that files refused before one are known to be.
"""

from __future__ import annotations

import random
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from unittest import mock

import nacl.bindings

from resilience_desktop.errors import KeyFileDamaged, NewerVersion, WrongPassphrase
from resilience_desktop.vault import MINIMUM, RootSecret, keyfile

from . import world
from .part import Outcome, Part, Task

VAULT_ID = bytes(range(16))
BODY = 150
"""Where the checksum begins."""

COST = 26
FIELDS = ((8, 2), (10, 16), (26, 4), (30, 8), (38, 16), (54, 24), (78, 32), (110, 8), (118, 32))
"""Offset and size of each field that the checksum covers."""

EDGES = (0, 1, 2, 3, 10, 11, 2**26 - 1, 2**26, 2**30, 2**30 + 1, 2**31, 2**32 - 1)

SLOWEST = "slowest refusal of bad parameters, in ms"


def run(task: Task) -> Outcome:
    chances, reader = task.chances(), _Reader()
    with reader.counting():
        ours = world.SECRET.seal(VAULT_ID, world.PASSPHRASE, MINIMUM, sequence=7)
        theirs = RootSecret(bytes(16)).seal(VAULT_ID, world.PASSPHRASE, MINIMUM, sequence=7)
        control = sum(bool(reader.complaint(own)) for own in (ours, _rewritten_by_its_owner(ours)))
        reader.figures.clear()
        failures = []
        for _ in range(task.own_count):
            bend = chances.choice(BENDS)
            mutant = bend(chances.choice((ours, ours, theirs)), ours, chances)
            complaint = reader.complaint(mutant[:-1] if mutant in (ours, theirs) else mutant)
            if complaint:
                failures.append(f"{bend.__name__.strip('_')}: {complaint}: {mutant[:200].hex()}")
    control *= control == 2
    return Outcome(task.own_count, tuple(failures), control, reader.figures, {SLOWEST: reader.slowest_ms})


class _Reader:
    """Read files as the program does, and keep count."""

    def __init__(self) -> None:
        self.figures: dict[str, int] = {}
        self.slowest_ms = 0.0
        self._derived: list[tuple[int, int]] = []

    @contextmanager
    def counting(self) -> Iterator[None]:
        def derive(size: int, words: bytes, salt: bytes, ops: int, mem: int, alg: int) -> bytes:
            self._derived.append((ops, mem))
            return blake2b(b"%d %d %d" % (ops, mem, alg) + salt + words, digest_size=size).digest()

        with mock.patch.object(nacl.bindings, "crypto_pwhash_alg", derive):
            yield

    def complaint(self, data: bytes) -> str:
        """Return what is wrong with how these bytes were met; a file that is taken is a complaint, too."""
        self._derived.clear()
        began = time.perf_counter()
        try:
            copy = keyfile.parse(data)
        except (KeyFileDamaged, NewerVersion):
            if _is_whole(data):
                self.slowest_ms = max(self.slowest_ms, 1000 * (time.perf_counter() - began))
                self._count("refused for its parameters, before any work")
            else:
                self._count("refused for its shape, before any work")
            return "a key was derived for it" if self._derived else ""
        try:
            keyfile.unlock((copy,), world.PASSPHRASE)
        except (KeyFileDamaged, WrongPassphrase):
            self._count("refused after deriving a key at a cost within bounds")
            within = all(3 <= ops <= 10 and 2**26 <= mem <= 2**30 for ops, mem in self._derived)
            return "" if within and len(self._derived) == 1 else "a key was derived at a cost out of bounds"
        return "it was taken"

    def _count(self, what: str) -> None:
        self.figures[what] = self.figures.get(what, 0) + 1


def _is_whole(data: bytes) -> bool:
    return len(data) > 32 and data[-32:] == blake2b(data[:-32], digest_size=32).digest()


def _with_checksum(body: bytes) -> bytes:
    return body + blake2b(body, digest_size=32).digest()


def _rewritten_by_its_owner(ours: bytes) -> bytes:
    body = ours[:110] + (8).to_bytes(8)
    return _with_checksum(body + world.SECRET.authenticate(VAULT_ID, body))


def _flipped_bits(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    bent = bytearray(data)
    for _ in range(chances.randint(1, 8)):
        bent[chances.randrange(len(bent))] ^= 1 << chances.randrange(8)
    return bytes(bent)


def _overwritten(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    at, size = chances.randrange(len(data)), chances.randint(1, 40)
    piece = chances.choice((bytes(size), b"\xff" * size, chances.randbytes(size)))
    return data[:at] + piece + data[at + size :]


def _cut_or_grown(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    at = chances.randrange(len(data))
    return chances.choice((data[:at], data[at:], data + chances.randbytes(at + 1), data[:at] + data))


def _cut_or_grown_whole(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    at = chances.randrange(1, BODY)
    return _with_checksum(chances.choice((data[:at], data[:BODY] + chances.randbytes(at))))


def _rubbish(_data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    body = chances.choice((b"", b"RSL-KEYS", b"RSL-KEYS\0\1")) + chances.randbytes(chances.randint(0, 180))
    return chances.choice((body, _with_checksum(body)))


def _forged_bytes(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    at = chances.randrange(BODY)
    return _with_checksum(data[:at] + chances.randbytes(1) + data[at + 1 : BODY])


def _forged_field(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    at, size = chances.choice(FIELDS)
    return _with_checksum(data[:at] + chances.randbytes(size) + data[at + size : BODY])


def _forged_cost(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    def either() -> int:
        return chances.choice((chances.choice(EDGES), chances.randrange(2**32)))

    mem = chances.choice((either(), either(), 2**63, 2**64 - 1))
    return _with_checksum(data[:COST] + struct.pack(">IQ", either(), mem) + data[COST + 12 : BODY])


def _forged_version(data: bytes, _ours: bytes, chances: random.Random) -> bytes:
    return _with_checksum(data[:8] + chances.randbytes(2) + data[10:BODY])


def _spliced(data: bytes, ours: bytes, chances: random.Random) -> bytes:
    """Put some fields of one vault's file into another's."""
    bent = bytearray(data[:BODY])
    for at, size in chances.sample(FIELDS, chances.randint(1, len(FIELDS) - 1)):
        bent[at : at + size] = ours[at : at + size]
    return _with_checksum(bytes(bent))


BENDS = (
    _flipped_bits,
    _overwritten,
    _cut_or_grown,
    _cut_or_grown_whole,
    _rubbish,
    _forged_bytes,
    _forged_field,
    _forged_cost,
    _forged_version,
    _spliced,
)

PART = Part(
    "mutants",
    "No bent or forged key file is taken, none crashes the reader, and bad parameters are refused before any "
    "key is derived.",
    "the owner's own files are taken",
    full=1_000_000,
    sample=3_000,
    run=run,
)
