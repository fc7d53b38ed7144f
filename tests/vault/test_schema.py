from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from resilience_desktop.errors import Damaged, NewerVersion, ResilienceError
from resilience_desktop.vault import Vault, schema
from resilience_desktop.vault.connection import Database
from resilience_desktop.vault.layout import vault_id


def raw(folder: Path, secret) -> Database:
    salt = vault_id(folder)
    return Database(folder / "vault.db", secret.data_key(salt), salt)


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_new_vault_has_this_programs_version_and_mark(vault):
    assert vault._database.pragma("user_version") == str(len(schema.MIGRATIONS)) == "3"
    assert vault._database.pragma("application_id") == str(0x52534C4E)


def test_a_newer_vault_is_refused_with_every_byte_untouched(filled, secret):
    database = raw(filled, secret)
    database.rows(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    database.close()
    before = hashes(filled)
    with pytest.raises(NewerVersion, match="newer"):
        Vault.open(filled, secret)
    assert hashes(filled) == before


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA application_id = 7", "PRAGMA user_version = 0", "UPDATE meta SET vault_id = zeroblob(16)"],
)
def test_a_database_that_is_not_this_vault_is_refused(folder, secret, statement):
    database = raw(folder, secret)
    database.rows(statement)
    database.close()
    before = hashes(folder)
    with pytest.raises(Damaged):
        Vault.open(folder, secret)
    assert hashes(folder) == before


@pytest.fixture
def _second_step_fails(monkeypatch):
    steps = ("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT", "SELECT nonsense")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, steps))


@pytest.mark.usefixtures("_second_step_fails")
def test_a_migration_that_fails_leaves_the_old_version(folder, secret):
    with pytest.raises(ResilienceError):
        Vault.open(folder, secret)
    database = raw(folder, secret)
    assert database.pragma("user_version") == str(len(schema.MIGRATIONS) - 1)
    assert database.rows("SELECT name FROM sqlite_schema WHERE name = 'more'") == []
    database.close()


def test_each_migration_is_committed_with_its_number(folder, secret, monkeypatch):
    steps = (("CREATE TABLE two (id INTEGER) STRICT",), ("CREATE TABLE three (id INTEGER) STRICT",))
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, *steps))
    vault = Vault.open(folder, secret)
    assert vault._database.pragma("user_version") == str(len(schema.MIGRATIONS))
    assert vault._database.rows("SELECT count(*) FROM two, three") == [(0,)]
    vault.close()


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM answers WHERE id = 1",
        "DELETE FROM reflections WHERE id = 1",
        "UPDATE answers SET text = x'' WHERE id = 1",
        "UPDATE answers SET prompt = 999",
        "UPDATE meta SET answers = answers + 1",
    ],
)
def test_the_vaults_own_counters_notice_what_went_missing(filled, secret, loss):
    vault = Vault.open(filled, secret)
    vault._database.rows("PRAGMA foreign_keys = OFF")
    vault._database.rows(loss)
    with pytest.raises(Damaged):
        vault.verify()
    vault.close()
