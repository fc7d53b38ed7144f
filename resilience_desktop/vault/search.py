"""Find words in what was written, by an index that lies inside the encrypted database.

The index (SQLite's FTS5) holds words as they are compared (``workbook.words``), a row for each answer,
each letter, and each passage that was highlighted, with its note.
Saving does not touch it, and costs what it would without a search: ``searched`` remembers up to which
save of a reflection the index knows the answers, and what it does not know is read in small steps while the
program is at rest, and before a search. It holds nothing that does not stand in the answers, so when
it is damaged it is made anew.

Rows have their answer's number, or their letter's with a minus, so the newest come first without sorting;
those of highlights have theirs below all that letters can have. A row of a highlight that was removed
without a note stays until its number is given again: it leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from resilience_desktop.errors import DiskFull, NotAllowed, OpenElsewhere, ResilienceError
from resilience_desktop.workbook import Moment
from resilience_desktop.workbook.found import FoundAnswer, FoundLetter, FoundMark, hits_in
from resilience_desktop.workbook.words import Query, words

from . import version_2
from .connection import Database, Row
from .exact import to_text

T = TypeVar("T")

HITS = 3
"""The places that are listed of one answer."""

_STALE = (
    "SELECT r.id, r.saves FROM reflections r LEFT JOIN searched s ON s.id = r.id "
    "WHERE s.saves IS NOT r.saves ORDER BY r.id DESC LIMIT ?"
)
_FOUND = (
    "SELECT a.id, a.reflection, e.reading_id, e.title, r.begun_ms, r.begun_zone, a.prompt_id, p.label, "
    "a.text FROM search_index JOIN answers a ON a.id = search_index.rowid "
    "JOIN reflections r ON r.id = a.reflection JOIN editions e ON e.id = r.edition "
    "JOIN prompts p ON p.id = a.prompt WHERE search_index MATCH ? AND search_index.rowid BETWEEN 1 AND ? "
    "AND NOT EXISTS (SELECT 1 FROM bin WHERE bin.id = r.id) "
    "ORDER BY search_index.rowid DESC LIMIT ?"
)
_UNKNOWN_LETTERS = (
    "SELECT id, addressee, text FROM letters WHERE -id NOT IN (SELECT id FROM searched) "
    "ORDER BY id DESC LIMIT ?"
)
_FOUND_LETTERS = (
    "SELECT l.id, l.addressee, l.text, l.changed_ms, l.changed_zone FROM search_index "
    "JOIN letters l ON l.id = -search_index.rowid WHERE search_index MATCH ? "
    "AND search_index.rowid BETWEEN ? AND -1 ORDER BY search_index.rowid LIMIT ?"
)
_SELF_CHECK = "SELECT 1 FROM search_index WHERE search_index MATCH 'here' AND rowid = 0"
_FOUND_MARKS = (
    "SELECT m.number, m.reflection, e.reading_id, e.title, r.begun_ms, r.begun_zone, m.passage, m.note "
    "FROM search_index JOIN marks m ON m.id = ?2 - search_index.rowid "
    "JOIN reflections r ON r.id = m.reflection JOIN editions e ON e.id = r.edition "
    "WHERE search_index MATCH ?1 AND search_index.rowid < ?2 "
    "AND NOT EXISTS (SELECT 1 FROM bin WHERE bin.id = r.id) ORDER BY search_index.rowid LIMIT ?3"
)
_MARKS = -(1 << 62)
"""A mark's number is taken from this; no letter's number lies below it."""


class Search:
    """Keep the index of an open vault up to date, and look things up in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def learn(self, most: int) -> bool:
        """Read up to ``most`` reflections, and letters, that the index does not know as they are.

        Tells if more are left.

        The newest come first. Raises DiskFull, NotAllowed, Damaged.
        """
        return self._whole(lambda: self._learn(most))

    def answers(self, query: Query, most: int, before: int | None = None) -> tuple[FoundAnswer, ...]:
        """Return answers in which everything looked for stands, the newest first, ``most`` at once.

        ``before`` is the answer id after which an earlier list ended. Raises Damaged.
        """
        if not query:
            return ()
        wanted = (_expression(query), (before or -_MARKS) - 1, most)
        found = self._whole(lambda: self._database.rows(_FOUND, wanted))
        return tuple(answer for answer in (_answer(row, query) for row in found) if answer.hits)

    def letters(self, query: Query, most: int) -> tuple[FoundLetter, ...]:
        """Return letters in which everything looked for stands, the newest first. Raises Damaged."""
        if not query:
            return ()
        rows = self._whole(lambda: self._database.rows(_FOUND_LETTERS, (_expression(query), _MARKS, most)))
        return tuple(found for found in (_letter(row, query) for row in rows) if found)

    def marks(self, query: Query, most: int) -> tuple[FoundMark, ...]:
        """Return highlights in which everything looked for stands, the one made last first.

        Raises Damaged.
        """
        if not query:
            return ()
        wanted = (_expression(query), _MARKS, most)
        rows = self._whole(lambda: self._database.rows(_FOUND_MARKS, wanted))
        return tuple(found for found in (_mark(row, query) for row in rows) if found)

    def forget(self) -> None:
        """Make the index anew, empty: SQLite would only mark the words of what was removed.

        Raises DiskFull, NotAllowed, Damaged.
        """
        with self._database.transaction():
            self._database.rows("DROP TABLE IF EXISTS search_index")
            for statement in version_2.SEARCH_INDEX:
                self._database.rows(statement)
            self._database.change("DELETE FROM searched")

    def _whole(self, op: Callable[[], T]) -> T:
        """Do something with the index; when it has come to harm, once more with a new one."""
        try:
            if self._database.rows(_SELF_CHECK):
                return op()
        except (DiskFull, NotAllowed, OpenElsewhere):
            raise
        except ResilienceError:  # SQLite has many names for an index that is harmed
            pass
        self.forget()
        return op()

    def _learn(self, most: int) -> bool:
        with self._database.transaction():
            letters = self._database.rows(_UNKNOWN_LETTERS, (most,))
            for number, to, text in letters:
                self._keep(-number, _whole_letter(to, text))
                self._database.change("INSERT OR REPLACE INTO searched (id, saves) VALUES (?, 0)", (-number,))
            stale = self._database.rows(_STALE, (most,))
            for reflection, saves in stale:
                for number, text in self._database.rows(
                    "SELECT id, text FROM answers WHERE reflection = ?", (reflection,)
                ):
                    self._keep(number, to_text(text))
                for number, passage, note in self._database.rows(
                    "SELECT id, passage, note FROM marks WHERE reflection = ?", (reflection,)
                ):
                    self._keep(_MARKS - number, f"{to_text(passage)}\n{to_text(note)}")
                self._database.change(
                    "INSERT OR REPLACE INTO searched (id, saves) VALUES (?, ?)", (reflection, saves)
                )
        return most in (len(stale), len(letters))

    def _keep(self, number: int, text: str) -> None:
        folded = " ".join(word.folded for word in words(text))
        self._database.rows(
            "INSERT OR REPLACE INTO search_index (rowid, words) VALUES (?, ?)", (number, folded)
        )


def _expression(query: Query) -> str:
    """Return the query in FTS5's own words; a folded word has no sign that means something there."""
    phrases = zip(query.phrases, query.begins, strict=True)
    return " AND ".join(f'"{" ".join(phrase)}"' + " *" * begins for phrase, begins in phrases)


def _whole_letter(to: bytes, text: bytes) -> str:
    return f"{to_text(to)}\n{to_text(text)}"


def _letter(row: Row, query: Query) -> FoundLetter | None:
    number, to, text, changed, zone = row
    hits, more = hits_in(_whole_letter(to, text), query, 1)
    return FoundLetter(number, to_text(to), Moment(changed, zone), hits[0], more) if hits else None


def _mark(row: Row, query: Query) -> FoundMark | None:
    number, reflection, reading, title, begun, zone, stored, note = row
    passage, beside = to_text(stored), to_text(note)
    hits, more = hits_in(f"{passage} · {beside}" if beside else passage, query, 1)
    if not hits:
        return None
    found, in_note = (reflection, to_text(reading), to_text(title)), hits[0].start > len(passage)
    return FoundMark(number, *found, Moment(begun, zone), hits[0], in_note, more)


def _answer(row: Row, query: Query) -> FoundAnswer:
    number, reflection, reading, title, begun, zone, prompt_id, label, text = row
    hits, more = hits_in(to_text(text), query, HITS)
    return FoundAnswer(
        number,
        reflection,
        to_text(reading),
        to_text(title),
        Moment(begun, zone),
        to_text(prompt_id),
        to_text(label),
        hits,
        more,
    )
