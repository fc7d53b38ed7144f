"""Read the rows of a damaged database page by page, without trusting anything but the pages themselves.

A table of SQLite is a tree whose leaves hold the rows. One damaged page higher up hides every leaf below
it, so the tree is not asked: a scratch database is made whose only table is said to begin on page 2,
then on page 3, and so on, and whose pages are those of the damaged file. What SQLite can read there as
rows is a leaf (or a branch, whose leaves come up twice). Each page is still authenticated by
SQLCipher under its key and number, so what is read was written by the vault, or is not read at all.
After a damaged page SQLCipher answers nothing more on that connection (its issue 617); it is opened anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from resilience_desktop.errors import ResilienceError

from . import connection
from .connection import Database, Row

PAGE = 4096
_MOST_COLUMNS = 16
_COLUMNS = ", ".join(f"c{number}" for number in range(_MOST_COLUMNS))


class Scratch:
    """Hold a scratch database with the pages of a damaged one behind its first page."""

    def __init__(self, path: Path, damaged: Path, key: bytes, salt: bytes) -> None:
        """Make the scratch file; ``damaged`` is only read. Raises ResilienceError, OSError."""
        self._path, self._key, self._salt = path, key, salt
        size = damaged.stat().st_size
        self._pages = -(-size // PAGE)
        with closing(connection.create(path, key, salt)) as database:
            database.rows(f"CREATE TABLE leaf ({_COLUMNS})")
            database.rows("CREATE TABLE filler (bytes)")
            database.rows("INSERT INTO filler VALUES (zeroblob(?))", (size + PAGE,))
        with damaged.open("rb") as source, path.open("r+b") as target:
            source.seek(PAGE)
            target.seek(PAGE)
            while piece := source.read(256 * PAGE):
                target.write(piece)
        self._database = self._opened()

    def rows(self) -> Iterator[Row]:
        """Yield each row that can be read, as its id and 16 values, of which the last ones may be None."""
        try:
            for page in range(2, self._pages + 1):
                yield from self._rows_on(page)
        finally:
            self._database.close()

    def _rows_on(self, page: int) -> list[Row]:
        self._look_at(page)
        try:
            return self._database.rows("SELECT rowid, * FROM leaf")
        except ResilienceError:
            return self._one_by_one(page)

    def _one_by_one(self, page: int) -> list[Row]:
        """Read what can be read of a page when one of its rows goes on on a damaged page."""
        self._look_at(page)
        try:
            ids = [number for (number,) in self._database.rows("SELECT rowid FROM leaf")]
        except ResilienceError:
            return []  # no leaf, or a damaged one
        found: list[Row] = []
        for number in ids:
            try:
                found += self._database.rows("SELECT rowid, * FROM leaf WHERE rowid = ?", (number,))
            except ResilienceError:
                self._look_at(page)
        return found

    def _look_at(self, page: int) -> None:
        try:
            self._say_root(page)
        except ResilienceError:
            self._database.close()
            self._database = self._opened()
            self._say_root(page)

    def _say_root(self, page: int) -> None:
        version = int(self._database.pragma("schema_version"))
        self._database.rows("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'leaf'", (page,))
        self._database.rows(f"PRAGMA schema_version = {version + 1}")  # so that the table is looked up again

    def _opened(self) -> Database:
        database = Database(self._path, self._key, self._salt)
        for setting in ("writable_schema = ON", "synchronous = OFF", "journal_mode = OFF"):
            database.rows(f"PRAGMA {setting}")
        return database
