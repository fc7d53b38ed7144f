"""Keep letters: whom each is for, its words, and what of them is blacked out."""

from __future__ import annotations

import json
from contextlib import suppress

from resilience_desktop.errors import Damaged, ResilienceError, TooLong
from resilience_desktop.workbook import ANSWER_LIMIT, Body, Clock, Letter, LetterSummary, Moment
from resilience_desktop.workbook.letter import marked, marks

from . import removal, schema
from .connection import Database
from .exact import to_bytes, to_text

_NOT_THERE = "That letter is not in this vault any more."
_TOO_LONG = "This letter is longer than a million characters. Please carry on in another one."


class Letters:
    """Read and change the letters of one open vault; each change is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def summaries(self) -> tuple[LetterSummary, ...]:
        """Return a line for each letter, the newest first."""
        rows = self._database.rows(
            "SELECT id, addressee, begun_ms, begun_zone, changed_ms, changed_zone FROM letters "
            "ORDER BY id DESC"
        )
        return tuple(
            LetterSummary(number, to_text(to), Moment(begun, zone), Moment(changed, later_zone))
            for number, to, begun, zone, changed, later_zone in rows
        )

    def find(self, letter_id: int) -> Letter:
        """Return one letter. Raises ResilienceError when it is not there, Damaged when its marks are not."""
        rows = self._database.rows(
            "SELECT addressee, begun_ms, begun_zone, changed_ms, changed_zone, text, marks FROM letters "
            "WHERE id = ?",
            (letter_id,),
        )
        if not rows:
            raise ResilienceError(_NOT_THERE)
        to, begun, zone, changed, later_zone, text, found = rows[0]
        try:
            body = marked(to_text(text), json.loads(found))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Damaged from None  # without its marks, what is blacked out would be shown
        return Letter(letter_id, to_text(to), Moment(begun, zone), Moment(changed, later_zone), body)

    def save(self, letter_id: int | None, to: str, body: Body) -> Letter:
        """Save a letter, a new one without an id; return it as it stands now.

        An id that is not there is given to a new letter: the save that made it was taken back.
        Raises TooLong, DiskFull, NotAllowed, Damaged; then nothing of it is saved.
        """
        if max(len(body.text), len(to)) > ANSWER_LIMIT:
            raise TooLong(_TOO_LONG)
        at = self._clock()
        values = (at.utc_ms, at.zone, to_bytes(to), to_bytes(body.text), json.dumps(marks(body)).encode())
        with schema.changing(self._database):
            rows = self._database.rows(
                "UPDATE letters SET changed_ms = ?, changed_zone = ?, addressee = ?, text = ?, marks = ? "
                "WHERE id = ? RETURNING id, begun_ms, begun_zone",
                (*values, letter_id),
            ) or self._database.rows(
                "INSERT INTO letters (changed_ms, changed_zone, addressee, text, marks, id, begun_ms, "
                "begun_zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id, begun_ms, begun_zone",
                (*values, letter_id, at.utc_ms, at.zone),
            )
        ((number, begun, zone),) = rows
        return Letter(number, to, Moment(begun, zone), at, body)

    def remove(self, letter_id: int) -> None:
        """Remove a letter from the file for good, from the search too; one that is gone is left so.

        Where the file cannot be written anew just now, the bin's tidying makes up for it. Raises
        DiskFull, NotAllowed, Damaged; then the letter is there as it was.
        """
        if not self._database.rows("SELECT 1 FROM letters WHERE id = ?", (letter_id,)):
            return
        with removal.removing(self._database):
            self._database.change("DELETE FROM letters WHERE id = ?", (letter_id,))
        with suppress(ResilienceError):
            removal.finish(self._database)
