"""Keep where the person was, and small private facts."""

from __future__ import annotations

import math
from dataclasses import replace

from resilience_desktop.workbook import Place

from .connection import Database
from .exact import to_bytes, to_text

_MARK = "#"
"""Stands before a mark's number where the person was in its note; no prompt's id begins so."""


def save_place(database: Database, place: Place) -> None:
    """Store where the person is; a scroll value that is none, or no number, counts as the top."""
    written_in = place.prompt_id if place.mark is None else f"{_MARK}{place.mark}"
    prompt_id = None if written_in is None else to_bytes(written_in)
    scrolls = [
        value if value and math.isfinite(value) else 0.0 for value in (place.scroll, place.reading_scroll)
    ]
    database.change(
        "INSERT OR REPLACE INTO place (id, reading_id, reflection, prompt_id, caret, scroll, reading_scroll) "
        "VALUES (1, ?, ?, ?, ?, ?, ?)",
        (to_bytes(place.reading_id), place.reflection_id, prompt_id, place.caret, *scrolls),
    )


def place(database: Database) -> Place | None:
    """Return where the person was, or None before the first time.

    The table has no foreign key, so that a place can never stop words from being saved; a
    reflection that is not there, or lies in the bin, reads as None.
    """
    rows = database.rows(
        "SELECT reading_id, (SELECT id FROM reflections r WHERE r.id = reflection "
        "AND r.id NOT IN (SELECT id FROM bin)), prompt_id, caret, scroll, "
        "reading_scroll FROM place"
    )
    if not rows:
        return None
    reading_id, reflection_id, prompt_id, caret, scroll, reading_scroll = rows[0]
    at = None if prompt_id is None else to_text(prompt_id)
    found = Place(to_text(reading_id), reflection_id, at, caret, scroll, reading_scroll)
    number = at.removeprefix(_MARK) if at and at.startswith(_MARK) else ""
    return replace(found, prompt_id=None, mark=int(number)) if number.isdecimal() else found


def set_fact(database: Database, name: str, value: str) -> None:
    """Store a fact under its name, in place of an earlier one."""
    database.rows(
        "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (to_bytes(name), to_bytes(value))
    )


def fact(database: Database, name: str) -> str | None:
    """Return a fact, or None where there is none."""
    rows = database.rows("SELECT value FROM facts WHERE name = ?", (to_bytes(name),))
    return to_text(rows[0][0]) if rows else None


def remove_fact(database: Database, name: str) -> None:
    """Remove a fact, if it is there."""
    database.change("DELETE FROM facts WHERE name = ?", (to_bytes(name),))
