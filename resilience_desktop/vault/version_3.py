"""Hold the statements that lead from version 2 of the tables to version 3, one tuple for each domain.

Rows of ``prompts`` that were there before do not hold the new column at all: SQLite reads its default
there, and whoever reads a page without the table reads nothing.
"""

from __future__ import annotations

TYPES = ("ALTER TABLE prompts ADD COLUMN details BLOB NOT NULL DEFAULT x''",)
"""What a prompt's type needs to know, JSON in ASCII; empty where it needs nothing."""

MARKS = (
    """CREATE TABLE marks (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'marks' CHECK (what = 'marks'),
        reflection INTEGER NOT NULL REFERENCES reflections (id),
        number INTEGER NOT NULL,
        start INTEGER NOT NULL,
        passage BLOB NOT NULL,
        before BLOB NOT NULL,
        after BLOB NOT NULL,
        note BLOB NOT NULL,
        made_ms INTEGER NOT NULL,
        made_zone TEXT NOT NULL,
        changed_ms INTEGER NOT NULL,
        changed_zone TEXT NOT NULL,
        UNIQUE (reflection, number)
    ) STRICT""",
)
"""Passages of the reading that a person highlighted in a reflection, and what they noted beside them.

``number`` tells the marks of a reflection apart. ``start`` is where the passage began, in characters
of the reading's words (``workbook.mark.words_of``) as they stood in front of the person; ``before``
and ``after`` are the words around it, by which it is found again in another edition.
"""

STATEMENTS: tuple[str, ...] = (*TYPES, *MARKS)
"""All of version 3, in the order in which it is made."""
