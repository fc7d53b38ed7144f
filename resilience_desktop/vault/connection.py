"""Open the encrypted database with fixed settings; the only importer of sqlcipher3."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from sqlcipher3 import dbapi2 as sqlcipher

from resilience_desktop.errors import (
    Damaged,
    DiskFull,
    NotAllowed,
    OpenElsewhere,
    ResilienceError,
    VaultGone,
)
from resilience_desktop.files import PRIVATE_FILE, in_words

_FAILURES = (sqlcipher.DatabaseError, MemoryError)
"""What a statement may end in; SQLite also says that memory is short where a read failed in between."""

Row: TypeAlias = tuple[Any, ...]

PLAIN_MAGIC = b"SQLite format 3\0"
SALT_BYTES = 16

SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("cipher_compatibility", "4", ""),  # the file format, whatever the library's default becomes
    ("cipher_memory_security", "ON", "1"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("synchronous", "EXTRA", "3"),
    ("fullfsync", "ON", "1"),  # macOS alone heeds it
    ("temp_store", "2", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("secure_delete", "ON", "1"),
    ("journal_mode", "DELETE", "delete"),
)
"""Each pragma, the value it is set to, and what it must answer then ("" when it answers nothing)."""

_INCOMPLETE = (
    "This copy of Resilience is not complete: its encryption does not answer as it should. "
    "Nothing was opened. Please install Resilience again."
)
_UNREADABLE = "The vault's file could not be read or written. Please check the disk, then try again."


class KeyRefused(Damaged):
    """The first page does not answer to this key: another vault's key, or a damaged page."""


_MEANINGS: dict[int, tuple[type[ResilienceError], str]] = {
    sqlcipher.SQLITE_BUSY: (OpenElsewhere, ""),
    sqlcipher.SQLITE_LOCKED: (OpenElsewhere, ""),
    sqlcipher.SQLITE_FULL: (DiskFull, ""),
    sqlcipher.SQLITE_READONLY: (NotAllowed, ""),
    sqlcipher.SQLITE_CANTOPEN: (NotAllowed, ""),
    sqlcipher.SQLITE_PERM: (NotAllowed, ""),
    sqlcipher.SQLITE_CORRUPT: (Damaged, ""),
    sqlcipher.SQLITE_NOTADB: (KeyRefused, ""),
    sqlcipher.SQLITE_IOERR: (ResilienceError, _UNREADABLE),
}
_CODES_OF_BACKUP = {  # Connection.backup tells its errors by SQLite's words alone
    "database is locked": sqlcipher.SQLITE_BUSY,
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "unable to open database file": sqlcipher.SQLITE_CANTOPEN,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
}
_TAKE_LOCK = ("BEGIN EXCLUSIVE", "COMMIT")  # now, so that a second program is refused at once
_READ_FIRST_PAGE = ("SELECT count(*) FROM sqlite_schema",)  # now, so that another key is refused at once
_SHORT = 400  # bytes of a row that is on one page for sure
_FORBIDDEN_PRAGMAS = {"temp_store", "temp_store_directory"}

_open_here: WeakValueDictionary[tuple[int, int], Database] = WeakValueDictionary()
"""The databases that this process holds open, by device and inode."""


class Database:
    """Hold the one connection to a vault's database, to be used by one thread.

    The file is locked for this connection from opening to closing.
    """

    def __init__(self, path: Path, key: bytes, salt: bytes, *, read_only: bool = False) -> None:
        """Open an existing file with its raw key (32 bytes) and its first 16 bytes.

        Raises KeyRefused, Damaged, OpenElsewhere, NotAllowed.
        """
        rights = os.R_OK if read_only else os.R_OK | os.W_OK
        if not (os.access(path.parent, rights | os.X_OK) and os.access(path, rights)):
            raise NotAllowed
        self._connection = _connect(path, "ro" if read_only else "rw")
        try:
            self._prepare(key, salt, _READ_FIRST_PAGE if read_only else _TAKE_LOCK)
            self._identity = _identity(path)
        except OSError as error:
            self._connection.close()
            raise in_words(error) from error
        except BaseException:
            self._connection.close()
            raise
        self.salt = salt
        self.is_closed = False
        self._is_changing = False
        self._path = path.absolute()
        _open_here[self._identity] = self

    def _prepare(self, key: bytes, salt: bytes, begin: tuple[str, ...]) -> None:
        self.rows("PRAGMA cipher_log_level = NONE")  # else a wrong key prints to stderr
        self._connection.set_key(f"x'{key.hex()}{salt.hex()}'".encode())
        for name, value, _ in SETTINGS:
            self.rows(f"PRAGMA {name} = {value}")
        for statement in begin:
            self.rows(statement)
        self._assert_settings()
        self._connection.set_authorizer(_authorize)

    def _assert_settings(self) -> None:
        wanted = [("cipher_status", "1")] + [(name, answer) for name, _, answer in SETTINGS if answer]
        sound = all(self.pragma(name) == answer for name, answer in wanted)
        if not sound or not self.pragma("cipher_version").startswith("4."):
            raise ResilienceError(_INCOMPLETE)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Run one statement and return all its rows; errors arrive in the program's own words."""
        rows = self._fetch(sql, parameters)
        if sql.startswith("SELECT") and any(map(_is_long, rows)):
            self._notice_damage()
        return rows

    def _fetch(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        try:
            rows: list[Row] = self._connection.execute(sql, parameters).fetchall()
        except _FAILURES as error:
            raise _meaning(error) from error
        return rows

    def _notice_damage(self) -> None:
        """Raise Damaged when the last page that was read is damaged.

        SQLCipher hands a page that it cannot authenticate on as zeros, and refuses the next page that
        it reads from the disk instead. When the first was the last of a long text, that would end in
        zeros. So the memory of pages is emptied and one more is read: not the first one of the file,
        which a transaction keeps, because its failing would bar everything that comes later.
        """
        begun = not self._connection.in_transaction
        if begun:
            self._fetch("BEGIN")
        try:
            tables = self._fetch("SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 1")
            self._fetch("PRAGMA shrink_memory")
            for (name,) in tables:
                self._fetch(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608  a name of ours
        finally:
            if begun:
                self._roll_back()

    def _roll_back(self) -> None:
        """Take back what was begun; what cannot be taken back is left to the next transaction."""
        if self._connection.in_transaction:
            with suppress(sqlcipher.Error, MemoryError):  # the first error is the one to tell
                self._connection.execute("ROLLBACK")

    def change(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one INSERT, UPDATE or DELETE and return how many rows it changed."""
        try:
            return int(self._connection.execute(sql, parameters).rowcount)
        except _FAILURES as error:
            raise _meaning(error) from error

    def pragma(self, name: str) -> str:
        """Return what a setting answers, as text; empty when it answers nothing."""
        rows = self.rows(f"PRAGMA {name}")
        return str(rows[0][0]) if rows else ""

    def changes(self) -> int:
        """Return how many rows this connection has changed so far."""
        return int(self._connection.total_changes)

    def copy_into(self, empty: Database) -> None:
        """Fill an empty database with every page of this one, under that one's own key and salt.

        Raises Damaged when a page of this one is, DiskFull.
        """
        try:
            self._connection.backup(empty._connection)
        except _FAILURES as error:
            raise _meaning(error) from error
        self._notice_damage()

    def rewrite(self) -> None:
        """Write every page anew, without what is free or left over in it; the file is smaller afterwards.

        The journal, which holds the former pages meanwhile, is emptied as well. Raises DiskFull; then the
        file is as it was.
        """
        self._connection.set_authorizer(None)  # SQLite attaches a database of its own, in memory
        try:
            self._fetch("PRAGMA journal_size_limit = 0")
            self._fetch("VACUUM")
        finally:
            self._connection.set_authorizer(_authorize)
            self._fetch("PRAGMA journal_size_limit = -1")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the block's changes together, or on any error none; within another it joins that one.

        Raises VaultGone when the file is not where it was: SQLite would go on writing to what
        was removed, and nothing of it would be found again.
        """
        begun = not self.is_closed and self._connection.in_transaction
        if begun and self._is_changing:
            yield
            return
        if not self.is_in_place():
            raise VaultGone
        if begun:  # memory was too short to take it back; who joined it would never be on the disk
            self.rows("ROLLBACK")
        self.rows("BEGIN IMMEDIATE")
        self._is_changing = True
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._is_changing = False

    def is_in_place(self) -> bool:
        """Tell whether the file that is open lies where it was opened.

        It is looked up in its folder first, and asked for its own status only in doubt.
        With the finer timestamps of Linux 6.13, each status asked for makes the next fsync of the
        file slower: measured 0.1 ms, a fifth of a save.
        """
        if self.is_closed:
            return False
        try:
            with os.scandir(self._path.parent) as entries:
                inode = next((entry.inode() for entry in entries if entry.name == self._path.name), None)
            there = self._path.parent.stat().st_dev, inode
            return there == self._identity or self.is_file(self._path)
        except OSError:
            return False

    def is_file(self, path: Path) -> bool:
        """Tell whether what lies there is the very file that is open. Raises OSError."""
        return _identity(path) == self._identity

    def close(self) -> None:
        """Close the file and let go of its lock; closing twice does nothing.

        The memory of pages is wiped when it is given back. That takes up to a tenth of a second, for which
        the library would hold up every other thread if closing did it.
        """
        self.is_closed = True
        with suppress(sqlcipher.Error, MemoryError):  # it may be closed already
            self._connection.execute("PRAGMA shrink_memory")
        self._connection.close()
        if _open_here.get(self._identity) is self:
            del _open_here[self._identity]


def first_bytes(path: Path) -> bytes:
    """Return the first 16 bytes of a database, fewer when it is shorter. Raises OSError.

    A file that this process holds open is not opened again: on POSIX systems, closing any handle
    to it would drop the lock that keeps other programs out.
    """
    database = _open_here.get(_identity(path))
    if database:
        return database.salt
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def is_held_here(path: Path) -> bool:
    """Tell whether this process holds a database open at this place. Raises OSError."""
    return _identity(path) in _open_here


def refuse_if_open(path: Path) -> None:
    """Raise OpenElsewhere while any program, this one too, holds the database; no key is asked for."""
    if not path.is_file():
        return
    probe = _connect(path, "ro")
    try:
        probe.execute("PRAGMA schema_version")
    except _FAILURES as error:
        meaning = _meaning(error)
        if isinstance(meaning, OpenElsewhere) or isinstance(error, MemoryError):
            raise meaning from error
    finally:
        probe.close()


def create(path: Path, key: bytes, salt: bytes) -> Database:
    """Make an empty database, mode 0600, whose first 16 bytes will be ``salt``; open it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except OSError as error:
        raise in_words(error) from error
    return Database(path, key, salt)


def _is_long(row: Row) -> bool:
    """Tell whether a row may go on on further pages: one of 4096 bytes keeps 489 of it at least."""
    return sum(len(value) for value in row if isinstance(value, bytes)) > _SHORT


def _connect(path: Path, mode: str) -> Any:  # noqa: ANN401 - the library ships no types
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        return sqlcipher.connect(uri, uri=True, timeout=0, isolation_level=None)
    except _FAILURES as error:
        raise _meaning(error) from error


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _authorize(action: int, first: str | None, second: str | None, _database: str, _trigger: str) -> int:
    attaches = action == sqlcipher.SQLITE_ATTACH
    loads = action == sqlcipher.SQLITE_FUNCTION and (second or "").lower() == "load_extension"
    moves = action == sqlcipher.SQLITE_PRAGMA and (first or "").lower() in _FORBIDDEN_PRAGMAS and second
    return int(sqlcipher.SQLITE_DENY if attaches or loads or moves else sqlcipher.SQLITE_OK)


def _meaning(error: Exception) -> ResilienceError:
    if isinstance(error, MemoryError):
        return ResilienceError()
    code = getattr(error, "sqlite_errorcode", None) or _CODES_OF_BACKUP.get(str(error))
    if code is None:
        raise error  # the binding was misused: a mistake of ours, not of the disk
    meaning, message = _MEANINGS.get(code & 0xFF, (ResilienceError, ""))
    return meaning(message)
