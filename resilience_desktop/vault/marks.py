"""Keep what a person marks in the reading; each function joins the transaction it is called in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext

from resilience_desktop.errors import TooLong
from resilience_desktop.workbook import ANSWER_LIMIT, Mark, Moment

from . import removal
from .connection import Database
from .exact import to_bytes, to_text

Changes = Mapping[int, Mark | None]
"""Marks of one reflection as they are to be, by their numbers; None removes one."""

_WHERE = "FROM marks WHERE reflection = ? AND number = ?"
_TOO_LONG = "This note is longer than a million characters. Please carry on in an answer."


def of(database: Database, reflection_id: int) -> tuple[Mark, ...]:
    """Return the marks of a reflection, in the order of the reading."""
    rows = database.rows(
        "SELECT number, start, passage, before, after, note, made_ms, made_zone, changed_ms, changed_zone "
        "FROM marks WHERE reflection = ? ORDER BY start, length(passage), number",
        (reflection_id,),
    )
    return tuple(
        Mark(
            number,
            start,
            to_text(passage),
            to_text(before),
            to_text(after),
            to_text(note),
            Moment(made, zone),
            Moment(changed, later_zone),
        )
        for number, start, passage, before, after, note, made, zone, changed, later_zone in rows
    )


def check_lengths(changes: Changes) -> None:
    """Raise TooLong when a note has more characters than an answer may hold."""
    if any(mark and len(mark.note) > ANSWER_LIMIT for mark in changes.values()):
        raise TooLong(_TOO_LONG)


def save(database: Database, reflection_id: int, changes: Changes, at: Moment) -> None:
    """Store marks, each under its number, or remove them; what is there is written over.

    Where a note goes, with its mark or by being emptied, the search and the file forget its words too. The
    file is written anew by the bin's tidying, at the next unlocking.
    """
    for number, mark in changes.items():
        goes = not (mark and mark.note) and _has_note(database, reflection_id, number)
        with removal.removing(database) if goes else nullcontext():
            if mark is None:
                database.change(f"DELETE {_WHERE}", (reflection_id, number))
            else:
                _keep(database, reflection_id, mark, at)


def _keep(database: Database, reflection_id: int, mark: Mark, at: Moment) -> None:
    texts = tuple(map(to_bytes, (mark.passage, mark.before, mark.after, mark.note)))
    dates = (mark.made.utc_ms, mark.made.zone, at.utc_ms, at.zone)
    database.change(
        "INSERT INTO marks (reflection, number, start, passage, before, after, note, "
        "made_ms, made_zone, changed_ms, changed_zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (reflection, number) DO UPDATE SET start = excluded.start, passage = excluded.passage, "
        "before = excluded.before, after = excluded.after, note = excluded.note, "
        "changed_ms = excluded.changed_ms, changed_zone = excluded.changed_zone",
        (reflection_id, mark.number, mark.start, *texts, *dates),
    )


def _has_note(database: Database, reflection_id: int, number: int) -> bool:
    return (1,) in database.rows(f"SELECT length(note) > 0 {_WHERE}", (reflection_id, number))
