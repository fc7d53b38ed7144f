"""Hold the statements that lead from version 1 of the tables to version 2, one tuple for each domain.

Each table names itself in its column ``what``, so that a row that was read without its table's name
is known beyond doubt.
"""

from __future__ import annotations

HISTORY = (
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'versions' CHECK (what = 'versions'),
        reflection INTEGER NOT NULL REFERENCES reflections (id),
        prompt_id BLOB NOT NULL,
        prompt INTEGER NOT NULL REFERENCES prompts (id),
        changed_ms INTEGER NOT NULL,
        changed_zone TEXT NOT NULL,
        text BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX versions_of_answers ON versions (reflection, prompt_id)",
    "CREATE INDEX answers_to_prompts ON answers (prompt_id, reflection)",
    """CREATE TABLE bin (
        id INTEGER PRIMARY KEY REFERENCES reflections (id),
        what TEXT NOT NULL DEFAULT 'bin' CHECK (what = 'bin'),
        binned_ms INTEGER NOT NULL,
        binned_zone TEXT NOT NULL,
        seen_ms INTEGER NOT NULL,
        age_ms INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE removed (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'removed' CHECK (what = 'removed')
    ) STRICT""",
    """CREATE TRIGGER answer_removed AFTER DELETE ON answers BEGIN
        UPDATE meta SET answers = answers - 1 WHERE id = 1;
    END""",
    """CREATE TRIGGER reflection_removed AFTER DELETE ON reflections BEGIN
        UPDATE meta SET reflections = reflections - 1, generation = generation + OLD.saves WHERE id = 1;
        INSERT INTO removed (id) VALUES (OLD.id);
    END""",
)
"""What answers were before, what lies in the bin, and which ids are never given again.

Earlier answers to a prompt are found by an index that an ordinary save does not touch.

A row of ``bin`` has its reflection's id; ``age_ms`` is how long it has lain there as far as the
clock could be believed, up to ``seen_ms``. A row of ``removed`` is the id of a reflection that was
removed for good.
"""

LETTERS = (
    """CREATE TABLE letters (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'letters' CHECK (what = 'letters'),
        begun_ms INTEGER NOT NULL,
        begun_zone TEXT NOT NULL,
        changed_ms INTEGER NOT NULL,
        changed_zone TEXT NOT NULL,
        addressee BLOB NOT NULL,
        text BLOB NOT NULL,
        marks BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE ledger (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'ledger' CHECK (what = 'ledger'),
        left_ms INTEGER NOT NULL,
        left_zone TEXT NOT NULL,
        kind TEXT NOT NULL,
        form TEXT NOT NULL,
        addressee BLOB NOT NULL,
        answers BLOB NOT NULL,
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
    ) STRICT""",
)
"""Letters, and the ledger of what left the vault; ``marks`` and ``answers`` are JSON in ASCII."""

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1, tokenize='ascii')",
    "INSERT INTO search_index (rowid, words) VALUES (0, 'here')",
)
"""The words of the answers as they are compared; "ascii" takes every other character for a letter.

Row 0 is no answer's: an index that does not find it any more has come to harm.
"""

SEARCH = (
    *SEARCH_INDEX,
    """CREATE TABLE searched (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'searched' CHECK (what = 'searched'),
        saves INTEGER NOT NULL
    ) STRICT""",
    """CREATE TRIGGER letter_changed AFTER UPDATE ON letters BEGIN
        DELETE FROM searched WHERE id = -OLD.id;
    END""",
)
"""The index, and up to which save of a reflection it knows its answers. Both can be made anew.

Letters stand in both under their ids with a minus; one that was changed is not known any more.
"""

PRACTICE = (
    """CREATE TABLE sittings (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'sittings' CHECK (what = 'sittings'),
        begun_ms INTEGER NOT NULL,
        begun_zone TEXT NOT NULL,
        seconds INTEGER NOT NULL,
        openness_before INTEGER CHECK (openness_before BETWEEN 0 AND 10),
        openness_after INTEGER CHECK (openness_after BETWEEN 0 AND 10)
    ) STRICT""",
    """CREATE TABLE own_words (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL DEFAULT 'own_words' CHECK (what = 'own_words'),
        name TEXT NOT NULL UNIQUE,
        words BLOB NOT NULL
    ) STRICT""",
)
"""Times of practice of which the person said where they stood, and their own words beside it."""

STATEMENTS: tuple[str, ...] = (*HISTORY, *LETTERS, *SEARCH, *PRACTICE)
"""All of version 2, in the order in which it is made."""
