"""Shape the database by numbered migrations; a newer shape is refused untouched.

Text is stored as BLOB (UTF-8 with lone surrogates kept), instants as milliseconds since 1970 in UTC
beside the zone they were lived in. Rows are ordered by id, because clocks jump.

``meta`` counts what the other tables hold: triggers change ``reflections`` and ``answers`` with each
row that comes or is removed. The generation rises with each commit that changes what a person keeps or
chose: by ``reflections.saves`` when a reflection is saved, in a row that the save writes anyway, and by
``meta.generation`` otherwise. It does not rise with what the program notes for itself: how long something
has lain in the bin, what the search has read, what a change of keys has left to do, and a migration.
A check that counts again finds reflections and answers that went missing though every page is sound, and
an older file put back in this one's place. Versions, marks, letters, the ledger and sittings have no
counters, which would take a page more in each save that keeps a version or a mark: a page of theirs that a
disk put back as it was shows only where a table and its index, or what refers to a row, disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from resilience_desktop.errors import Damaged, NewerVersion
from resilience_desktop.workbook import Moment

from . import version_2, version_3
from .connection import Database

APPLICATION_ID = 0x52534C4E  # "RSLN"

_VERSION_1 = (
    """CREATE TABLE meta (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        vault_id BLOB NOT NULL CHECK (length(vault_id) = 16),
        made_ms INTEGER NOT NULL,
        made_zone TEXT NOT NULL,
        generation INTEGER NOT NULL DEFAULT 0,
        reflections INTEGER NOT NULL DEFAULT 0,
        answers INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE editions (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
        reading_id BLOB NOT NULL,
        version BLOB NOT NULL,
        language BLOB NOT NULL,
        title BLOB NOT NULL,
        markdown BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE prompts (
        id INTEGER PRIMARY KEY,
        edition INTEGER NOT NULL REFERENCES editions (id),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        prompt_id BLOB NOT NULL,
        label BLOB NOT NULL,
        ask BLOB NOT NULL,
        help BLOB NOT NULL,
        type BLOB NOT NULL,
        applies_when BLOB NOT NULL,
        UNIQUE (edition, digest)
    ) STRICT""",
    """CREATE TABLE reflections (
        id INTEGER PRIMARY KEY,
        edition INTEGER NOT NULL REFERENCES editions (id),
        begun_ms INTEGER NOT NULL,
        begun_zone TEXT NOT NULL,
        changed_ms INTEGER NOT NULL,
        changed_zone TEXT NOT NULL,
        answered INTEGER NOT NULL DEFAULT 0,
        saves INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE answers (
        id INTEGER PRIMARY KEY,
        reflection INTEGER NOT NULL REFERENCES reflections (id),
        prompt_id BLOB NOT NULL,
        prompt INTEGER NOT NULL REFERENCES prompts (id),
        changed_ms INTEGER NOT NULL,
        changed_zone TEXT NOT NULL,
        text BLOB NOT NULL,
        UNIQUE (reflection, prompt_id)
    ) STRICT""",
    """CREATE TABLE check_ins (
        reflection INTEGER PRIMARY KEY REFERENCES reflections (id),
        openness_before INTEGER CHECK (openness_before BETWEEN 0 AND 10),
        openness_after INTEGER CHECK (openness_after BETWEEN 0 AND 10),
        noticed TEXT
    ) STRICT""",
    """CREATE TABLE place (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        reading_id BLOB NOT NULL,
        reflection INTEGER,
        prompt_id BLOB,
        caret INTEGER NOT NULL,
        scroll REAL NOT NULL,
        reading_scroll REAL NOT NULL
    ) STRICT""",
    """CREATE TABLE facts (
        name BLOB PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER reflection_counted AFTER INSERT ON reflections BEGIN
        UPDATE meta SET reflections = reflections + 1 WHERE id = 1;
    END""",
    """CREATE TRIGGER answer_counted AFTER INSERT ON answers BEGIN
        UPDATE meta SET answers = answers + 1 WHERE id = 1;
    END""",
    f"PRAGMA application_id = {APPLICATION_ID}",
)

_INDEX = "search_index"
"""Stands in what SQLite says of harm to the search's index, which is made anew from the other tables."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, version_2.STATEMENTS, version_3.STATEMENTS)
"""The statements that lead from each version to the next; never changed once released."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold how much a vault keeps; ``generation`` rises as the module says, and never falls."""

    reflections: int
    answers: int
    generation: int


def create(database: Database, vault_id: bytes, made: Moment) -> None:
    """Shape an empty database and record which vault it is."""
    _migrate(database, 0)
    with database.transaction():
        database.change(
            "INSERT INTO meta (id, vault_id, made_ms, made_zone) VALUES (1, ?, ?, ?)",
            (vault_id, made.utc_ms, made.zone),
        )


def admit(database: Database, vault_id: bytes, before_migration: Callable[[], object]) -> None:
    """Check that this is the vault it should be, and bring it to this program's version.

    ``before_migration`` is called when there is something to bring; what it raises leaves the vault as
    it was. Raises Damaged or NewerVersion before anything is changed.
    """
    version = recognise(database, vault_id)
    if version < len(MIGRATIONS):
        before_migration()
        _migrate(database, version)


def recognise(database: Database, vault_id: bytes) -> int:
    """Return the version of this vault's database. Raises Damaged or NewerVersion."""
    version = int(database.pragma("user_version"))
    if database.pragma("application_id") != str(APPLICATION_ID) or version == 0:
        raise Damaged
    if version > len(MIGRATIONS):
        raise NewerVersion
    if database.rows("SELECT vault_id FROM meta") != [(vault_id,)]:
        raise Damaged
    return version


def count(database: Database) -> Counts:
    """Return the vault's own counters."""
    (row,) = database.rows(
        "SELECT reflections, answers, generation + (SELECT ifnull(sum(saves), 0) FROM reflections) FROM meta"
    )
    return Counts(*row)


def count_change(database: Database) -> None:
    """Raise the generation for a change that is no save of a reflection."""
    database.change("UPDATE meta SET generation = generation + 1 WHERE id = 1")


@contextmanager
def changing(database: Database) -> Iterator[None]:
    """Make one transaction of the block, and raise the generation if it changed anything."""
    with database.transaction():
        before = database.changes()
        yield
        if database.changes() != before:
            count_change(database)


def set_vault_id(database: Database, vault_id: bytes) -> None:
    """Record that this database, copied from another vault's, is this vault's."""
    with database.transaction():
        database.change("UPDATE meta SET vault_id = ? WHERE id = 1", (vault_id,))


def check(database: Database) -> None:
    """Raise Damaged unless every page, every table and every counter is as it should be."""
    check_pages(database)
    counted = (
        "SELECT (SELECT count(*) FROM reflections), (SELECT count(*) FROM answers), "
        "(SELECT count(*) FROM answers WHERE length(text) > 0)"
    )
    kept = "SELECT reflections, answers, (SELECT ifnull(sum(answered), 0) FROM reflections) FROM meta"
    found = {words for (words,) in database.rows("PRAGMA integrity_check") if _INDEX not in words}
    sound = (
        found <= {"ok"}
        and database.rows("PRAGMA foreign_key_check") == []
        and database.rows(counted) == database.rows(kept)
    )
    if not sound:
        raise Damaged


def check_pages(database: Database) -> None:
    """Raise Damaged unless each page on the disk is one that a holder of the key wrote there."""
    if database.rows("PRAGMA cipher_integrity_check"):
        raise Damaged


def _migrate(database: Database, version: int) -> None:
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        with database.transaction():
            for statement in statements:
                database.rows(statement)
            database.rows(f"PRAGMA user_version = {number}")
