"""Keep a ledger of what left the vault: when, for whom, in which form, and the hash of its bytes."""

from __future__ import annotations

import json
from hashlib import file_digest, sha256
from pathlib import Path

from resilience_desktop.errors import Damaged, ResilienceError
from resilience_desktop.files import in_words
from resilience_desktop.workbook import Clock, Form, Kind, Leaving, Left, Moment

from . import schema
from .connection import Database, Row, is_held_here
from .exact import to_bytes, to_text

_NO_FILE = "There is no such file. Please choose another one."


class Ledger:
    """Read the ledger of one open vault, and write further entries; none is ever changed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, what: Leaving, data: bytes) -> Left:
        """Write down that these bytes left. Raises DiskFull, NotAllowed, Damaged; then nothing is kept."""
        at, digest = self._clock(), sha256(data)
        contents = json.dumps([list(pair) for pair in what.answers]).encode()
        with schema.changing(self._database):
            ((number,),) = self._database.rows(
                "INSERT INTO ledger (left_ms, left_zone, kind, form, addressee, answers, sha256) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (at.utc_ms, at.zone, what.kind, what.form, to_bytes(what.to), contents, digest.digest()),
            )
        return Left(number, at, what, digest.hexdigest())

    def entries(self) -> tuple[Left, ...]:
        """Return all entries, the newest first. Raises Damaged when one cannot be read."""
        rows = self._database.rows(
            "SELECT id, left_ms, left_zone, kind, form, addressee, answers, sha256 FROM ledger "
            "ORDER BY id DESC"
        )
        return tuple(map(_entry, rows))

    def of_file(self, path: Path) -> tuple[Left, ...]:
        """Return the entries of these very bytes, the newest first, whatever the file's name is.

        Raises ResilienceError when it cannot be read, and as ``entries`` does.
        """
        try:
            if not path.is_file():  # a device would never end
                raise ResilienceError(_NO_FILE)
            if is_held_here(path):  # opened and closed again, it would lose the lock; nobody was sent it
                return ()
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise in_words(error) from error
        return tuple(entry for entry in self.entries() if entry.sha256 == digest)


def _entry(row: Row) -> Left:
    number, at, zone, kind, form, to, answers, digest = row
    try:
        pairs = tuple((int(reflection), str(prompt)) for reflection, prompt in json.loads(answers))
        what = Leaving(Kind(kind), Form(form), to_text(to), pairs)
    except (ValueError, TypeError):
        raise Damaged from None
    return Left(number, Moment(at, zone), what, digest.hex())
