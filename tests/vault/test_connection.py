from __future__ import annotations

import os
import resource
import secrets
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from resilience_desktop.errors import (
    Damaged,
    DiskFull,
    NotAllowed,
    OpenElsewhere,
    ResilienceError,
    TooLong,
)
from resilience_desktop.vault import connection

KEY, SALT = secrets.token_bytes(32), secrets.token_bytes(16)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vault.db"


@pytest.fixture
def database(path):
    opened = connection.create(path, KEY, SALT)
    opened.rows("CREATE TABLE words (id INTEGER PRIMARY KEY, text BLOB) STRICT")
    opened.rows("INSERT INTO words VALUES (1, x'00')")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("setting", "answer"),
    [
        ("journal_mode", "delete"),
        ("synchronous", "3"),
        ("locking_mode", "exclusive"),
        ("fullfsync", "1"),
        ("temp_store", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("mmap_size", "0"),
        ("secure_delete", "1"),
        ("cipher_status", "1"),
        ("cipher_page_size", "4096"),
        ("cipher_use_hmac", "1"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_plaintext_header_size", "0"),
        ("page_size", "4096"),
    ],
)
def test_an_open_database_answers_with_its_settings(database, setting, answer):
    assert database.pragma(setting) == answer


ASK = """
import sys
from pathlib import Path
from resilience_desktop.vault import connection
path = Path(sys.argv[1])
database = connection.create(path, bytes(32), bytes(16))
print(*(f"{name}={database.pragma(name)}" for name, _, answer in connection.SETTINGS if answer))
"""


def test_the_program_itself_opens_with_every_setting(path, root):
    """In a process of its own, because those of the tests leave memory unlocked."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(path)],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    answered = dict(pair.split("=") for pair in done.stdout.split())
    assert answered["cipher_memory_security"] == "1"
    assert answered["synchronous"] == "3"
    assert len(answered) > 10


def test_a_setting_that_does_not_hold_closes_the_door(path, monkeypatch):
    connection.create(path, KEY, SALT).close()
    monkeypatch.setattr(connection, "SETTINGS", (*connection.SETTINGS, ("synchronous", "OFF", "3")))
    with pytest.raises(ResilienceError, match="encryption does not answer"):
        connection.Database(path, KEY, SALT)


def test_the_file_begins_with_the_salt_and_is_for_the_person_alone(database, path):
    assert path.read_bytes()[:16] == SALT
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_never_made_anew(database, path):
    before = path.read_bytes()
    with pytest.raises(ResilienceError):
        connection.create(path, KEY, SALT)
    assert path.read_bytes() == before


def test_a_missing_file_is_not_made_by_opening(path):
    with pytest.raises(ResilienceError):
        connection.Database(path, KEY, SALT)
    assert not path.exists()


@pytest.mark.parametrize("name", ["a b", "100%25", "what?mode=memory", "#", "ö", "x\udcff"])
def test_any_folder_name_is_taken_as_it_is(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    connection.create(folder / "vault.db", KEY, SALT).close()
    assert [path.name for path in folder.iterdir()] == ["vault.db"]


def test_another_key_is_refused_in_silence(database, path, capfd):
    database.close()
    with pytest.raises(connection.KeyRefused):
        connection.Database(path, secrets.token_bytes(32), SALT)
    assert capfd.readouterr() == ("", "")
    connection.Database(path, KEY, SALT).close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other",
        "ATTACH 'copy.db' AS other KEY ''",
        "SELECT load_extension('anything')",
        "PRAGMA temp_store = 1",
        "PRAGMA Temp_Store = FILE",
        "PRAGMA temp_store_directory = '/'",
    ],
)
def test_ways_out_of_the_vault_are_denied(database, statement):
    with pytest.raises(ResilienceError):
        database.rows(statement)
    assert database.pragma("temp_store") == "2"
    assert database.rows("PRAGMA database_list")[1:] == []


def fail_midway(database, error):
    with database.transaction():
        database.change("UPDATE words SET text = x'01'")
        raise error


@pytest.mark.parametrize("error", [TooLong, ZeroDivisionError, KeyboardInterrupt])
def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_works(database, error):
    with pytest.raises(error):
        fail_midway(database, error)
    assert database.rows("SELECT * FROM words") == [(1, b"\0")]
    with database.transaction():
        assert database.change("UPDATE words SET text = x'03'") == 1
    assert database.rows("SELECT * FROM words") == [(1, b"\3")]


class _ShortFor:
    """Stand before a connection that has too little memory for one statement."""

    def __init__(self, connection, statement):
        self._connection, self._statement = connection, statement

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, sql, *more):
        if sql == self._statement:
            raise MemoryError
        return self._connection.execute(sql, *more)


def test_words_saved_after_what_could_not_be_taken_back_are_on_the_disk(database, path, monkeypatch):
    with monkeypatch.context() as short:
        short.setattr(database, "_connection", _ShortFor(database._connection, "ROLLBACK"))
        with pytest.raises(TooLong):
            fail_midway(database, TooLong)
        with pytest.raises(ResilienceError, match="try again"), database.transaction():
            pytest.fail("it joined what is never kept")
    with database.transaction():
        database.change("INSERT INTO words VALUES (2, x'02')")
    database.close()
    again = connection.Database(path, KEY, SALT)
    assert again.rows("SELECT * FROM words") == [(1, b"\0"), (2, b"\2")]
    again.close()


def test_a_database_is_closed_and_its_ways_out_stay_shut_though_memory_is_short(database, path, monkeypatch):
    whole = database._connection
    monkeypatch.setattr(database, "_connection", _ShortFor(whole, "PRAGMA journal_size_limit = -1"))
    with pytest.raises(ResilienceError):
        database.rewrite()
    with pytest.raises(ResilienceError):
        database.rows("ATTACH ':memory:' AS other")
    monkeypatch.setattr(database, "_connection", _ShortFor(whole, "PRAGMA shrink_memory"))
    database.close()
    connection.Database(path, KEY, SALT).close()


def test_nobody_is_told_that_a_vault_is_free_when_memory_is_too_short_to_see(database, path, monkeypatch):
    database.close()
    connect = connection._connect
    monkeypatch.setattr(connection, "_connect", lambda *at: _ShortFor(connect(*at), "PRAGMA schema_version"))
    with pytest.raises(ResilienceError, match="try again"):
        connection.refuse_if_open(path)


def test_a_failing_disk_is_told_in_words_and_tried_again(database):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16384, before[1]))
    try:
        with pytest.raises(ResilienceError, match="could not be read or written"), database.transaction():
            database.change("UPDATE words SET text = ?", (bytes(100_000),))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert database.rows("SELECT * FROM words") == [(1, b"\0")]
    with database.transaction():
        database.change("UPDATE words SET text = ?", (bytes(100_000),))
    assert database.rows("SELECT length(text) FROM words") == [(100_000,)]


def test_a_file_that_was_removed_or_replaced_is_noticed_before_words_are_lost_in_it(database, path):
    elsewhere = path.with_name("elsewhere.db")
    path.rename(elsewhere)
    with pytest.raises(ResilienceError, match="moved or removed"), database.transaction():
        pytest.fail("it was tried nevertheless")
    path.write_bytes(elsewhere.read_bytes())
    with pytest.raises(ResilienceError, match="moved or removed"), database.transaction():
        pytest.fail("it was tried nevertheless")
    elsewhere.replace(path)
    with database.transaction():
        database.change("UPDATE words SET text = x'01'")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (sqlcipher.SQLITE_BUSY, OpenElsewhere),
        (sqlcipher.SQLITE_BUSY | 1 << 8, OpenElsewhere),
        (sqlcipher.SQLITE_FULL, DiskFull),
        (sqlcipher.SQLITE_READONLY, NotAllowed),
        (sqlcipher.SQLITE_CANTOPEN | 2 << 8, NotAllowed),
        (sqlcipher.SQLITE_PERM, NotAllowed),
        (sqlcipher.SQLITE_CORRUPT | 1 << 8, Damaged),
        (sqlcipher.SQLITE_NOTADB, Damaged),
        (sqlcipher.SQLITE_IOERR | 10 << 8, ResilienceError),
        (sqlcipher.SQLITE_ERROR, ResilienceError),
    ],
)
def test_each_failure_of_the_library_has_its_meaning(code, meaning):
    error = sqlcipher.OperationalError("SELECT secret FROM words")
    error.sqlite_errorcode = code
    found = connection._meaning(error)
    assert isinstance(found, meaning)
    assert "secret" not in str(found)


def test_a_mistake_of_the_program_is_not_taken_for_the_disks(database):
    database.close()
    database.close()
    with pytest.raises(sqlcipher.ProgrammingError):
        database.rows("SELECT 1")


def test_a_database_opened_to_read_cannot_be_changed_and_needs_its_own_key(database, path):
    database.close()
    before = path.read_bytes()
    reader = connection.Database(path, KEY, SALT, read_only=True)
    assert reader.rows("SELECT * FROM words") == [(1, b"\0")]
    with pytest.raises(NotAllowed):
        reader.change("UPDATE words SET text = x'01'")
    reader.close()
    with pytest.raises(connection.KeyRefused):
        connection.Database(path, secrets.token_bytes(32), SALT, read_only=True)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["vault.db"]


def test_a_copy_has_its_own_key_and_salt_and_the_same_rows(database, path):
    key, salt = secrets.token_bytes(32), secrets.token_bytes(16)
    with database.transaction():
        database.change("UPDATE words SET text = ?", (b"long " * 5000,))
    copy = connection.create(path.with_name("copy.db"), key, salt)
    database.copy_into(copy)
    assert copy.rows("SELECT * FROM words") == database.rows("SELECT * FROM words")
    assert copy.rows("PRAGMA cipher_integrity_check") == []
    copy.close()
    assert path.with_name("copy.db").read_bytes()[:16] == salt
    with pytest.raises(connection.KeyRefused):
        connection.Database(path.with_name("copy.db"), KEY, salt)


def test_a_damaged_page_is_never_copied(database, path):
    with database.transaction():
        database.change("UPDATE words SET text = ?", (b"long " * 5000,))
    database.close()
    data = path.read_bytes()
    for number, start in enumerate(range(4096, len(data), 4096)):
        path.write_bytes(data[: start + 99] + bytes([data[start + 99] ^ 1]) + data[start + 100 :])
        original = connection.Database(path, KEY, SALT)
        copy = connection.create(path.with_name(f"copy {number}"), KEY, SALT)
        with pytest.raises(Damaged):
            original.copy_into(copy)
        original.close()
        copy.close()
    assert number >= 6


def test_a_copy_that_finds_no_room_says_so(database, path):
    with database.transaction():
        database.change("UPDATE words SET text = ?", (bytes(100_000),))
    copy = connection.create(path.with_name("copy.db"), KEY, SALT)
    copy.rows("PRAGMA max_page_count = 4")
    with pytest.raises(DiskFull):
        database.copy_into(copy)
    copy.close()
    assert database.rows("SELECT length(text) FROM words") == [(100_000,)]


def test_an_open_database_is_noticed_without_its_key(database, path, capfd):
    with pytest.raises(OpenElsewhere):
        connection.refuse_if_open(path)
    database.close()
    connection.refuse_if_open(path)
    path.write_bytes(b"rubbish" * 1000)
    connection.refuse_if_open(path)
    connection.refuse_if_open(path.with_name("nothing"))
    assert not path.with_name("nothing").exists()
    assert capfd.readouterr() == ("", "")


class _Short:
    """Stand for a connection whose memory is short, as SQLite says of a read that fails in between."""

    in_transaction = False

    def execute(self, *_):
        raise MemoryError


@pytest.mark.parametrize("act", ["rows", "change"])
def test_a_statement_for_which_memory_is_short_is_refused_in_words(database, monkeypatch, act):
    monkeypatch.setattr(database, "_connection", _Short())
    with pytest.raises(ResilienceError, match="What was saved is safe"):
        getattr(database, act)("SELECT 1")
    monkeypatch.undo()
