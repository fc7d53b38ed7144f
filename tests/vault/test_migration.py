"""What happens to a vault of an earlier version when a later program opens it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from resilience_desktop.errors import Damaged, DiskFull, ResilienceError
from resilience_desktop.vault import (
    Vault,
    backups,
    backups_beside,
    every_backup,
    schema,
    secret_from_code,
)
from resilience_desktop.vault.restoration import look_into, restore, verify_backup

from .steps import killed_at_each
from .test_damage import contents, flip
from .test_old_vaults import CODE, DATA
from .test_schema import raw

LATER = ("CREATE TABLE later (id INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT",)
SECRET = secret_from_code(CODE)


@pytest.fixture
def old(tmp_path) -> Path:
    """Return a vault that the first version made."""
    return Path(shutil.copytree(DATA / "version-1", tmp_path / "vault"))


@pytest.fixture
def _later_program(monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, LATER))


def version(folder: Path) -> str:
    with closing(Vault.open(folder, SECRET)) as vault:
        return vault._database.pragma("user_version")


@pytest.mark.usefixtures("_later_program")
def test_a_proved_backup_of_the_old_version_stands_before_anything_is_changed(old, clock):
    with closing(Vault.open(old, SECRET, clock=clock)) as vault:
        counts = vault.counts()
        assert vault._database.pragma("user_version") == str(len(schema.MIGRATIONS))
        vault.verify()
    (backup,) = every_backup(backups_beside(old))
    assert (backup.counts, backup.made.utc_ms) == (counts, clock.moment.utc_ms)
    Vault.open(old, SECRET).close()
    assert len(every_backup(backups_beside(old))) == 1  # opening it again migrates nothing


@pytest.mark.usefixtures("_later_program")
def test_a_backup_of_an_old_version_can_be_looked_into_and_restored(old):
    Vault.open(old, SECRET).close()
    (backup,) = every_backup(backups_beside(old))
    packed = backup.path.read_bytes()
    assert look_into(backup.path, SECRET, old).summaries[0].title == "Gently"
    verify_backup(backup.path, SECRET, old)
    assert backup.path.read_bytes() == packed
    restore(backup.path, old, SECRET)
    assert version(old) == str(len(schema.MIGRATIONS))


def test_a_vault_of_this_version_is_opened_without_a_backup(old):
    Vault.open(old, SECRET).close()
    shutil.rmtree(backups_beside(old))
    Vault.open(old, SECRET).close()
    assert not backups_beside(old).exists()


@pytest.mark.usefixtures("_later_program")
def test_without_a_backup_nothing_is_migrated(old, monkeypatch):
    before = contents(old)

    def full(*_):
        raise DiskFull

    monkeypatch.setattr(backups, "keep", full)
    with pytest.raises(DiskFull):
        Vault.open(old, SECRET)
    assert contents(old) == before


@pytest.mark.usefixtures("_later_program")
def test_a_damaged_vault_is_not_migrated(old):
    flip(old / "vault.db", 4096 * 6 + 99)
    before = contents(old)
    with pytest.raises(Damaged):
        Vault.open(old, SECRET)
    assert contents(old) == before


def test_a_migration_that_fails_leaves_the_old_version_and_a_backup_of_it(old, monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (*LATER, "SELECT nonsense")))
    with pytest.raises(ResilienceError):
        Vault.open(old, SECRET)
    monkeypatch.undo()
    database = raw(old, SECRET)
    assert database.pragma("user_version") == str(len(schema.MIGRATIONS))
    assert database.rows("SELECT name FROM sqlite_schema WHERE name = 'later'") == []
    database.close()
    (backup,) = every_backup(backups_beside(old))
    verify_backup(backup.path, SECRET, old)


@pytest.mark.usefixtures("_later_program")
def test_a_migration_cut_off_at_any_step_is_done_by_the_next_one(old, tmp_path):
    def prepare():
        shutil.rmtree(old)
        shutil.rmtree(backups_beside(old), ignore_errors=True)
        shutil.copytree(DATA / "version-1", old)
        return lambda: Vault.open(old, SECRET)

    for _ in killed_at_each(prepare, at_least=5):
        for backup in every_backup(backups_beside(old)):
            if backup.proved:
                verify_backup(backup.path, SECRET, old)
        assert version(old) == str(len(schema.MIGRATIONS))
        assert any(backup.proved for backup in every_backup(backups_beside(old)))
