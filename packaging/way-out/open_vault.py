"""Print what a vault or a backup of Resilience holds, without Resilience.

    python open_vault.py FOLDER-OR-BACKUP

It asks for the passphrase or the recovery code, or reads a line of standard input. It needs two libraries:
pip install PyNaCl sqlcipher3. FORMAT.md beside it says what each byte is for. Nothing is changed: the
database is copied, encrypted as it is, to a temporary folder that is removed at the end.
"""

from __future__ import annotations

import binascii
import getpass
import sys
import tempfile
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple

from nacl import bindings as sodium
from nacl import exceptions
from sqlcipher3 import dbapi2 as sqlcipher

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LATER_TABLES = """SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%what TEXT%'
AND name NOT IN ('removed', 'searched') ORDER BY name"""
ANSWERS = """SELECT p.ask, a.text, p.* FROM answers a JOIN prompts p ON p.id = a.prompt
WHERE a.reflection = ? ORDER BY a.prompt, a.id"""
REFLECTIONS = """SELECT r.id, e.title, begun_ms, begun_zone, openness_before, openness_after, noticed
FROM reflections r JOIN editions e ON e.id = r.edition LEFT JOIN check_ins ON reflection = r.id
ORDER BY r.id"""


class Files(NamedTuple):
    """Hold what a vault is made of: its database, its journal if a save was cut off, its key files."""

    database: bytes
    journal: bytes
    keys: list[bytes]


def read_files(place: Path) -> Files:
    """Read a vault's folder or a backup."""
    if place.is_dir():
        names = ("vault.db", "vault.db-journal", "vault.keys", "vault.keys.2")
        found = [(place / name).read_bytes() if (place / name).exists() else b"" for name in names]
        return Files(found[0], found[1], found[2:])
    data = place.read_bytes()
    if data[:8] != b"RSL-BACK" or data[8:10] != b"\0\1":
        sys.exit("This file is no backup, or one of a version that this script does not know.")
    if sha256(data[:-32]).digest() != data[-32:]:
        print("Warning: this backup is damaged. What can be read follows.", file=sys.stderr)
    size = int.from_bytes(data[56:60])
    return Files(data[100 + size : -32], b"", [data[100 : 100 + size]])


def secret_of_code(typed: str) -> bytes | None:
    """Return the 16 bytes that a recovery code stands for; None when this is none."""
    letters = [c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum()]
    symbols = "".join(letters).translate(str.maketrans("OILU", "011V"))
    if len(symbols) != 29 or not set(symbols) <= set(ALPHABET):
        return None
    number = sum(ALPHABET.index(symbol) * 32**place for place, symbol in enumerate(reversed(symbols)))
    code = (number % 2**144).to_bytes(18)
    matches = number < 2**144 and binascii.crc_hqx(code[:16], 0xFFFF).to_bytes(2) == code[16:]
    return code[:16] if matches else None


def secret_of_passphrase(typed: str, files: Files) -> bytes:
    """Return the 16 bytes that the passphrase opens in the newest sound key file of this database."""
    own = [k for k in files.keys if k[:10] == b"RSL-KEYS\0\1" and k[10:26] == files.database[:16]]
    own = [k for k in own if len(k) == 182 and blake2b(k[:150], digest_size=32).digest() == k[150:]]
    if not own:
        sys.exit("There is no sound key file here. The recovery code still opens the vault.")
    file = max(own, key=lambda k: k[110:118])
    passes, memory = int.from_bytes(file[26:30]), int.from_bytes(file[30:38])
    if not (3 <= passes <= 10 and 2**26 <= memory <= 2**30):
        sys.exit("The key file asks for more work than any vault does. It was not tried.")
    words = unicodedata.normalize("NFKC", typed).encode("utf-8", "surrogatepass")
    argon2id = sodium.crypto_pwhash_ALG_ARGON2ID13
    key = sodium.crypto_pwhash_alg(32, words, file[38:54], passes, memory, argon2id)
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(file[78:110], file[:78], file[54:78], key)
    except exceptions.CryptoError:
        sys.exit("That passphrase does not open this vault.")


def open_database(files: Files, secret: bytes, folder: Path) -> Any:  # noqa: ANN401 - sqlcipher3 has no types
    """Copy the database into a folder and open the copy."""
    (folder / "vault.db").write_bytes(files.database)
    (folder / "vault.db-journal").write_bytes(files.journal)
    salt = files.database[:16]
    key = blake2b(key=secret, salt=salt, person=b"resilience data", digest_size=32).digest()
    connection = sqlcipher.connect(str(folder / "vault.db"))
    keyed = f"key = \"x'{key.hex()}{salt.hex()}'\""
    for setting in ("cipher_log_level = NONE", keyed, "cipher_compatibility = 4", "temp_store = 2"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def date(milliseconds: int, zone: str) -> str:
    """Return the date and time on the clock of that place."""
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6])) * (-1 if zone[0] == "-" else 1)
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    return f"{at.astimezone(timezone(offset)):%Y-%m-%d %H:%M}"


def text(stored: bytes) -> str:
    """Return the words as they were typed."""
    return stored.decode("utf-8", "surrogatepass")


def show(connection: Any) -> None:  # noqa: ANN401 - sqlcipher3 has no types
    """Print every reflection with its answers, then each row of the tables that name themselves."""
    for number, title, began, zone, before, after, noticed in connection.execute(REFLECTIONS).fetchall():
        print(f"# {text(title)}, {date(began, zone)}\n")
        said = {"Openness before": before, "Openness after": after, "Noticed": noticed}
        print("".join(f"{name}: {value}\n\n" for name, value in said.items() if value is not None), end="")
        for ask, answer, *wording in connection.execute(ANSWERS, (number,)).fetchall():
            details = "".join(f"({text(each)})\n\n" for each in wording[9:] if each)  # none in older vaults
            print(f"## {text(ask)}\n\n{details}{text(answer)}\n")
    for (table,) in connection.execute(LATER_TABLES).fetchall():
        rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  named by the database itself
        for row in rows.fetchall():
            print(f"# {table}\n")
            for (name, *_), value in zip(rows.description, row, strict=True):
                is_text = isinstance(value, bytes) and name != "sha256"
                print(f"{name}: {text(value) if is_text else value}\n")


def main(place: Path) -> None:
    """Ask for the passphrase or the code, and print everything."""
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr] # a real file
    files = read_files(place)
    question = "Passphrase or recovery code: "
    typed = getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().removesuffix("\n")
    secret = secret_of_code(typed) or secret_of_passphrase(typed, files)
    with tempfile.TemporaryDirectory() as folder:
        try:
            show(open_database(files, secret, Path(folder)))
        except sqlcipher.DatabaseError:
            sys.exit("This database does not open, or not all of it: another vault's code, or damage.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python open_vault.py FOLDER-OR-BACKUP")
    main(Path(sys.argv[1]))
