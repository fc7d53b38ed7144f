"""Write the root secret as a code that a person can copy by hand, and read it back.

A code holds 144 bits: the 16 bytes of the secret, then their CRC-16 (polynomial 0x1021, start
value 0xFFFF, most significant bit first). They are written as one number in Crockford's base 32
(no I, L, O, U), 29 characters, the most significant first, in groups of five with dashes between.
A CRC is used because it finds every error that spans at most 16 bits: each single wrong character
and each swap of two neighbours is caught with certainty, where a hash would let 1 in 65,536 pass.
"""

from __future__ import annotations

import binascii
import unicodedata

from resilience_desktop.errors import WrongRecoveryCode

SECRET_BYTES = 16
LENGTH = 29
_GROUP = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OILU", "011V")


def write(secret: bytes) -> str:
    """Return the code of a secret of 16 bytes, such as ``0G3ZK-…``."""
    number = int.from_bytes(secret + _checksum(secret))
    symbols = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(symbols[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read(code: str) -> bytes:
    """Return the secret of 16 bytes that a typed code stands for.

    Case, spaces, dashes, full-width letters and the look-alikes O/0, I/L/1, U/V do not matter.
    Raises WrongRecoveryCode when a character is missing, wrong or too many.
    """
    symbols = "".join(filter(_is_symbol, unicodedata.normalize("NFKC", code).upper())).translate(_LOOK_ALIKES)
    if len(symbols) != LENGTH:
        raise WrongRecoveryCode(
            f"A recovery code has {LENGTH} letters and digits; this one has {len(symbols)}. "
            "Please compare it with your note, group by group."
        )
    number = 0
    for symbol in symbols:
        number = number * 32 + max(_ALPHABET.find(symbol), 0)
    whole = number.to_bytes(SECRET_BYTES + 3)
    secret, checksum = whole[1:-2], whole[-2:]
    if not set(symbols) <= set(_ALPHABET) or whole[0] or checksum != _checksum(secret):
        raise WrongRecoveryCode(
            "One or more characters of that recovery code are not right. Nothing was changed. "
            "Please compare it with your note, letter by letter."
        )
    return secret


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CPZ"


def _checksum(secret: bytes) -> bytes:
    return binascii.crc_hqx(secret, 0xFFFF).to_bytes(2)
