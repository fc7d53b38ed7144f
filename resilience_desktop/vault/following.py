"""Go on with a vault whose folder was moved, copied back or removed while it was open.

SQLite holds the file itself, not its name: so what was saved can still be read when the folder is gone,
but would be written to where nobody finds it. Only a file with the very same content takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from resilience_desktop.errors import Damaged, NoVault, ResilienceError, VaultGone

from . import connection, keyfile, layout, schema
from .connection import Database, Row
from .keyfile import KeyFile, RootSecret
from .schema import Counts

_PLACE = "Please put the right one back, or choose another place for it on the lock screen."
_UNFIT = f"What lies in the vault's place now is another vault, or not whole. It was left as it is. {_PLACE}"
_OLDER = f"What lies in the vault's place now is an older copy of it. It was left as it is. {_PLACE}"
_CHANGED = f"What lies in the vault's place now was changed elsewhere. It was left as it is. {_PLACE}"


def reopen(folder: Path, secret: RootSecret, held: Database, left: Counts) -> Database:
    """Open the database in this folder instead of the held one, whose counters were ``left``; close that.

    Raises VaultGone when there is none, or it does not hold exactly what was left; OpenElsewhere,
    NotAllowed. Then the held one stays as it was, unless it is the very file that lies in the folder.
    """
    path = folder / layout.DATABASE
    try:
        if layout.vault_id(folder) != held.salt:
            raise VaultGone(_UNFIT)
        if held.is_file(path):  # moved by its name alone; a process cannot open one file twice
            held.close()
        found = Database(path, secret.data_key(held.salt), held.salt)
        try:
            _compare(found, held, left)
        except BaseException:
            found.close()
            raise
    except NoVault as error:
        raise VaultGone from error
    except Damaged as error:
        raise VaultGone(_UNFIT) from error
    held.close()
    return found


def copy_whole(folder: Path, secret: RootSecret, held: Database) -> None:
    """Make a folder that holds a copy of the database. Raises VaultExists, NotAllowed, DiskFull."""
    if held.is_closed:
        raise VaultGone
    with layout.made_whole(folder) as aside:
        copy = connection.create(aside / layout.DATABASE, secret.data_key(held.salt), held.salt)
        try:
            held.copy_into(copy)
        finally:
            copy.close()


def own_keys(folder: Path, secret: RootSecret, vault_id: bytes) -> tuple[KeyFile, ...]:
    """Return the copies of the key file that a holder of this secret wrote, the newest first."""
    copies = keyfile.read_copies(folder)
    return tuple(copy for copy in copies if copy.vault_id == vault_id and copy.fits(secret))


def give_keys(folder: Path, keys: tuple[KeyFile, ...]) -> None:
    """Put the key file where there is none; the recovery code opens the vault where that fails."""
    with suppress(ResilienceError):
        if keys and not keyfile.read_copies(folder):
            keyfile.write_copies(folder, keys[0].data)


def _compare(found: Database, held: Database, left: Counts) -> None:
    schema.recognise(found, held.salt)
    counts = schema.count(found)
    if counts.generation < left.generation:
        raise VaultGone(_OLDER)
    if counts != left or not (held.is_closed or all(a == b for a, b in _pairs(found, held))):
        raise VaultGone(_CHANGED)


def _pairs(found: Database, held: Database) -> Iterator[tuple[list[Row], list[Row]]]:
    """Yield what both hold, table by table; the search's index can be made anew from the others."""
    listing = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    yield found.rows(listing), held.rows(listing)
    for name, _ in held.rows(listing):
        if not name.startswith("search"):
            whole = f'SELECT * FROM "{name}"'  # noqa: S608  a name of ours
            yield found.rows(whole), held.rows(whole)
