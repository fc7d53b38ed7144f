"""Read a vault's file page by page, by another implementation of its format."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import apsw


def decrypted_pages(folder: Path, secret) -> bytes:
    """Return every page of a closed vault's file, free ones too."""
    path = folder / "vault.db"
    salt = path.read_bytes()[:16]
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as database:
        database.execute("PRAGMA cipher = 'sqlcipher'")
        database.execute("PRAGMA legacy = 4")
        database.execute(f"PRAGMA key = \"x'{secret.data_key(salt).hex()}{salt.hex()}'\"")
        return database.serialize("main")
