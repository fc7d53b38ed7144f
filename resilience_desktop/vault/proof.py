"""Copy a database whole, and prove that a copy is what it should be."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from . import connection, schema
from .connection import Database
from .keyfile import RootSecret
from .schema import Counts


def copy(database: Database, path: Path, secret: RootSecret, vault_id: bytes) -> Counts:
    """Copy a database into a new file under this secret and id, and prove the file; return its counts.

    Raises Damaged when a page of the original or of the copy is, DiskFull, NotAllowed.
    """
    write(database, path, secret, vault_id)
    return prove(path, secret, vault_id)


def write(database: Database, path: Path, secret: RootSecret, vault_id: bytes) -> None:
    """Copy a database into a new file under this secret and id. Raises as ``copy`` does."""
    with closing(connection.create(path, secret.data_key(vault_id), vault_id)) as target:
        database.copy_into(target)
        if vault_id != database.salt:
            schema.set_vault_id(target, vault_id)


def prove(path: Path, secret: RootSecret, vault_id: bytes) -> Counts:
    """Open a database to read only, check all of it and return its counts.

    Raises Damaged, NewerVersion, and KeyRefused when the secret is not its own.
    """
    with closing(Database(path, secret.data_key(vault_id), vault_id, read_only=True)) as database:
        schema.recognise(database, vault_id)
        schema.check(database)
        return schema.count(database)
