"""Keep the vault's root secret under a passphrase; the only importer of libsodium.

The root secret R is 128 random bits, and the recovery code is R. From it come, by BLAKE2b-256
(RFC 7693) with an empty message, R as key, and 16-byte salt and personalisation (zero-padded):

    data key = BLAKE2b(key=R, salt=vault id, person="resilience data")   SQLCipher's raw key
    file key = BLAKE2b(key=data key, person="resilience keys")           authenticates this file

The vault id is the first 16 bytes of the database, which are SQLCipher's salt. So R and the
database alone reopen the vault; the key file only spares the person from typing R.

The file is kept twice, ``vault.keys`` and ``vault.keys.2``; the sound copy with the higher sequence
number counts. Version 1 has exactly 182 bytes, all numbers unsigned and big-endian:

    offset size
         0    8  "RSL-KEYS"
         8    2  version, 1
        10   16  vault id
        26    4  Argon2id passes, 3 to 10
        30    8  Argon2id memory in bytes, 64 MiB to 1 GiB (one lane)
        38   16  Argon2id salt
        54   24  nonce
        78   32  R sealed by XChaCha20-Poly1305 under Argon2id(passphrase, salt), 32 bytes;
                 associated data: bytes 0 to 77
       110    8  sequence number, raised with each rewriting
       118   32  BLAKE2b-256 of bytes 0 to 117, keyed with the file key
       150   32  BLAKE2b-256 of bytes 0 to 149

Every later version keeps the first ten bytes, ends in a BLAKE2b-256 of all before it, and has at
most 8 KiB: so damage is told from a newer version, and, since the checksum holds while the seal
does not open, from a wrong passphrase. The bounds are checked before any work is done (RFC 9106
section 4 and OWASP's password storage advice lie within them).

A passphrase is normalised to NFKC (NIST SP 800-63B section 5.1.1.2) and encoded as UTF-8. NFKC
makes one passphrase of what different keyboards send for the same keys: composed and decomposed
accents, full-width letters of an input method, the no-break space of AltGr+space.
"""

from __future__ import annotations

import contextlib
import hmac
import secrets
import struct
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import nacl.bindings
import nacl.exceptions

from resilience_desktop.errors import KeyFileDamaged, NewerVersion, ResilienceError, WrongPassphrase
from resilience_desktop.files import write_atomically

from . import layout, recovery

NAMES = layout.KEY_FILES
LARGEST = 8 * 1024
VAULT_ID_BYTES = 16
_MAGIC = b"RSL-KEYS"
_VERSION = 1
_SLOT = struct.Struct(">8sH16sIQ16s24s")
_SEQUENCE = struct.Struct(">Q")
_HASH = 32
_SIZE = _SLOT.size + recovery.SECRET_BYTES + 16 + _SEQUENCE.size + 2 * _HASH
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Say how much work one guess at the passphrase is: Argon2id's passes and bytes of memory.

    Raises ValueError outside 3 to 10 passes and 64 MiB to 1 GiB.
    """

    ops: int
    mem_bytes: int

    def __post_init__(self) -> None:
        if not (3 <= self.ops <= 10 and 64 * _MIB <= self.mem_bytes <= 1024 * _MIB):
            raise ValueError("the cost of the key derivation is out of bounds")


MINIMUM = Cost(3, 64 * _MIB)
MODERATE = Cost(3, 256 * _MIB)
"""libsodium's "moderate", the least that a new vault is made with."""
MAXIMUM = Cost(10, 1024 * _MIB)


@dataclass(frozen=True, slots=True)
class RootSecret:
    """Hold R, from which every other key comes; it never shows itself in a trace."""

    _bytes: bytes = field(repr=False)

    def code(self) -> str:
        """Return the recovery code, which is the secret itself."""
        return recovery.write(self._bytes)

    def equals(self, other: RootSecret) -> bool:
        """Tell whether both are the same secret, in a time that tells nothing of them."""
        return hmac.compare_digest(self._bytes, other._bytes)

    def data_key(self, vault_id: bytes) -> bytes:
        """Return the raw key (32 bytes) of the database that begins with these 16 bytes."""
        return blake2b(key=self._bytes, salt=vault_id, person=b"resilience data", digest_size=_HASH).digest()

    def seal(self, vault_id: bytes, passphrase: str, cost: Cost, sequence: int = 1) -> bytes:
        """Return a key file in which this passphrase opens this secret."""
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(24)
        slot = _SLOT.pack(_MAGIC, _VERSION, vault_id, cost.ops, cost.mem_bytes, salt, nonce)
        key = _key_of(passphrase, salt, cost)
        sealed = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(self._bytes, slot, nonce, key)
        body = slot + sealed + _SEQUENCE.pack(sequence)
        return _with_checksum(body + self.authenticate(vault_id, body))

    def authenticate(self, vault_id: bytes, body: bytes) -> bytes:
        """Return the keyed hash that proves that a holder of this secret wrote ``body``."""
        file_key = blake2b(key=self.data_key(vault_id), person=b"resilience keys", digest_size=_HASH).digest()
        return blake2b(body, key=file_key, digest_size=_HASH).digest()


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Hold one copy of the key file, whose checksum and bounds were found right."""

    data: bytes = field(repr=False)
    vault_id: bytes
    cost: Cost
    sequence: int

    def unlock(self, passphrase: str) -> RootSecret:
        """Return the secret; takes the time of the cost. Raises WrongPassphrase."""
        *_, salt, nonce = _SLOT.unpack_from(self.data)
        slot, sealed = self.data[: _SLOT.size], self.data[_SLOT.size : -2 * _HASH - _SEQUENCE.size]
        key = _key_of(passphrase, salt, self.cost)
        try:
            opened = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, slot, nonce, key)
        except nacl.exceptions.CryptoError as error:
            raise WrongPassphrase from error
        return RootSecret(opened)

    def fits(self, secret: RootSecret) -> bool:
        """Tell whether a holder of this very secret wrote every byte of this copy."""
        body, mac = self.data[: -2 * _HASH], self.data[-2 * _HASH : -_HASH]
        return hmac.compare_digest(mac, secret.authenticate(self.vault_id, body))


def new_secret() -> RootSecret:
    """Return a fresh secret from the system's random source."""
    return RootSecret(secrets.token_bytes(recovery.SECRET_BYTES))


def new_vault_id() -> bytes:
    """Return fresh bytes for a new database to begin with, and to be known by."""
    return secrets.token_bytes(VAULT_ID_BYTES)


def from_code(code: str) -> RootSecret:
    """Return the secret that a recovery code stands for. Raises WrongRecoveryCode."""
    return RootSecret(recovery.read(code))


def parse(data: bytes) -> KeyFile:
    """Return the key file that these bytes hold. Raises KeyFileDamaged, NewerVersion."""
    if not (_SLOT.size < len(data) <= LARGEST and data.startswith(_MAGIC)):
        raise KeyFileDamaged
    if data != _with_checksum(data[:-_HASH]):
        raise KeyFileDamaged
    _, version, vault_id, ops, mem_bytes, _, _ = _SLOT.unpack_from(data)
    if version > _VERSION:
        raise NewerVersion
    if version != _VERSION or len(data) != _SIZE:
        raise KeyFileDamaged
    (sequence,) = _SEQUENCE.unpack_from(data, _SIZE - 2 * _HASH - _SEQUENCE.size)
    try:
        return KeyFile(data, vault_id, Cost(ops, mem_bytes), sequence)
    except ValueError as error:
        raise KeyFileDamaged from error


def is_sound(path: Path) -> bool:
    """Tell whether a copy's checksum and bounds are right."""
    try:
        parse(_bytes_of(path))
    except (KeyFileDamaged, NewerVersion):
        return False
    return True


def read_copies(folder: Path) -> tuple[KeyFile, ...]:
    """Return the sound copies in a folder, the newest first. Raises NewerVersion."""
    copies = []
    for name in NAMES:
        with contextlib.suppress(KeyFileDamaged):
            copies.append(parse(_bytes_of(folder / name)))
    return tuple(sorted(copies, key=lambda copy: -copy.sequence))


def newest_own(folder: Path, secret: RootSecret, vault_id: bytes) -> KeyFile | None:
    """Return the newest copy that a holder of this secret wrote for this vault, or None."""
    own = (copy for copy in read_copies(folder) if copy.vault_id == vault_id and copy.fits(secret))
    return next(own, None)


def write_copies(folder: Path, data: bytes) -> None:
    """Write both copies, the second only when the first is durable. Raises DiskFull, NotAllowed."""
    for name in NAMES:
        write_atomically(folder / name, data)


def unlock(copies: tuple[KeyFile, ...], passphrase: str) -> RootSecret:
    """Return the secret from the newest copy; takes the time of its cost.

    Raises WrongPassphrase, or KeyFileDamaged when there is no copy that its owner wrote.
    """
    if not copies:
        raise KeyFileDamaged
    secret = copies[0].unlock(passphrase)
    if not any(copy.fits(secret) for copy in copies):
        raise KeyFileDamaged
    return secret


def heal(folder: Path, secret: RootSecret) -> None:
    """Rewrite a missing or broken copy from the newest one that fits the secret, if there is one.

    To be called when the secret has proved itself on the database. A folder that cannot be
    written to is no reason to refuse a vault that is open, and is left as it is.
    """
    with contextlib.suppress(ResilienceError):
        fitting = [copy for copy in read_copies(folder) if copy.fits(secret)]
        for name in NAMES if fitting else ():
            if _bytes_of(folder / name) != fitting[0].data:
                write_atomically(folder / name, fitting[0].data)


def seconds(cost: Cost) -> float:
    """Return how long one key derivation of this cost takes here, in seconds."""
    start = time.perf_counter()
    _key_of("", bytes(16), cost)
    return time.perf_counter() - start


def calibrate(measure: Callable[[Cost], float] = seconds) -> Cost:
    """Return the cost at which unlocking takes between 0.5 and 1 s on this computer.

    It is never below MODERATE nor above MAXIMUM. Passes are raised before memory, because a vault
    may move to a smaller computer; time grows with the product of both.
    """
    elapsed = max(measure(MODERATE), 0.001)
    if elapsed >= 0.5:
        return MODERATE
    passes = MODERATE.ops * 0.75 / elapsed
    ops = min(int(passes), MAXIMUM.ops)
    mebibytes = int(MODERATE.mem_bytes // _MIB * passes / ops)
    return Cost(ops, min(mebibytes * _MIB, MAXIMUM.mem_bytes))


def _key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    algorithm = nacl.bindings.crypto_pwhash_ALG_ARGON2ID13
    try:
        return nacl.bindings.crypto_pwhash_alg(32, words, salt, cost.ops, cost.mem_bytes, algorithm)
    except nacl.exceptions.RuntimeError as error:
        raise ResilienceError(
            f"There is not enough free memory to use the passphrase: {cost.mem_bytes // _MIB} MB are needed "
            "for a moment. Please close other programs, then try again."
        ) from error


def _with_checksum(body: bytes) -> bytes:
    return body + blake2b(body, digest_size=_HASH).digest()


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return b""
