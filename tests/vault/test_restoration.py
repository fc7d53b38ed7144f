from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from resilience_desktop.errors import (
    BackupDamaged,
    KeyFileDamaged,
    OpenElsewhere,
    ResilienceError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from resilience_desktop.vault import (
    MINIMUM,
    Counts,
    Vault,
    backups_beside,
    container,
    new_secret,
    secret_from_code,
    unlock_secret,
)
from resilience_desktop.vault.restoration import look_into, restore, unlock_backup, verify_backup
from resilience_desktop.workbook import Moment

from .test_container import forge
from .test_damage import contents, flip


@pytest.fixture
def backup(filled, secret, tmp_path, clock):
    """Return a backup of the filled vault, as one file; the vault goes on afterwards."""
    vault = Vault.open(filled, secret, clock=clock)
    path = vault.back_up_to(tmp_path / "one.backup").path
    vault.set_fact("later", "yes")
    vault.close()
    return path


def test_a_look_tells_what_is_in_it_and_touches_nothing(backup, filled, secret, tmp_path, clock):
    before, packed = contents(filled), backup.read_bytes()
    look = look_into(backup, secret, filled)
    assert (look.counts.reflections, look.counts.answers) == (3, 9)
    assert look.made.utc_ms == clock.moment.utc_ms
    assert [(line.id, line.title, line.answered) for line in look.summaries] == [
        (number, "Gently", 3) for number in (3, 2, 1)
    ]
    assert contents(filled) == before
    assert backup.read_bytes() == packed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.backup", "vault"]


def test_a_look_needs_no_vault_at_all(backup, secret, tmp_path):
    look = look_into(backup, secret, tmp_path / "new" / "computer")
    assert look.counts.answers == 9
    assert list((tmp_path / "new").iterdir()) == []


def test_one_can_look_into_a_backup_while_the_vault_is_open(backup, filled, secret):
    vault = Vault.open(filled, secret)
    assert look_into(backup, secret, filled).counts.answers == 9
    vault.set_fact("still", "writable")
    vault.close()


@pytest.mark.parametrize("key", ["passphrase", "code"])
def test_the_vault_comes_back_and_the_damaged_one_is_kept(backup, filled, secret, passphrase, key):
    flip(filled / "vault.db", 100)
    damaged = contents(filled)
    found = (
        unlock_backup(backup, passphrase) if key == "passphrase" else secret_from_code(secret.code().lower())
    )
    moved = restore(backup, filled, found)
    assert contents(moved) == damaged
    vault = Vault.open(filled, unlock_secret(filled, passphrase))
    assert vault.reflection(3).text("zuerst") == "long " * 5000
    assert vault.fact("later") is None
    vault.verify()
    vault.close()
    assert filled.stat().st_mode & 0o777 == 0o700


def test_a_new_computer_needs_the_backup_alone(backup, filled, passphrase, tmp_path):
    shutil.rmtree(filled)
    place = tmp_path / "new" / "vault"
    assert restore(backup, place, unlock_backup(backup, passphrase)) is None
    Vault.open(place, unlock_secret(place, passphrase)).close()


def test_restoring_removes_no_backup_and_later_ones_get_higher_numbers(filled, secret, clock):
    vault = Vault.open(filled, secret, clock=clock)
    for _ in range(12):
        vault.set_fact("day", clock.advance(minutes=1).iso())
        last = vault.back_up()
    vault.close()
    before = contents(backups_beside(filled))
    restore(last.path.with_name("resilience-000003.backup"), filled, secret)
    assert contents(backups_beside(filled)) == before
    vault = Vault.open(filled, secret, clock=clock)
    assert vault.back_up().sequence == 13
    vault.close()


def test_a_vault_that_is_open_is_not_moved(backup, filled, secret, child):
    before = contents(filled)  # before it is open: closing any handle to it would drop its lock
    vault = Vault.open(filled, secret)
    with pytest.raises(OpenElsewhere):
        restore(backup, filled, secret)
    other = child(
        "import sys; from pathlib import Path; from resilience_desktop.vault.restoration import *\n"
        "from resilience_desktop.vault import secret_from_code\n"
        "try: restore(Path(sys.argv[1]), Path(sys.argv[2]), secret_from_code(sys.argv[3]))\n"
        "except Exception as error: print(type(error).__name__)",
        backup,
        filled,
        secret.code(),
    )
    assert other.communicate()[0] == "OpenElsewhere\n"
    vault.close()
    assert contents(filled) == before


def test_other_files_are_never_moved(backup, secret, tmp_path):
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "photo").touch()
    with pytest.raises(ResilienceError, match="other files"):
        restore(backup, tmp_path / "album", secret)
    assert [path.name for path in (tmp_path / "album").iterdir()] == ["photo"]


def test_a_wrong_key_is_told_from_damage_and_changes_nothing(backup, filled, tmp_path):
    before = contents(filled)
    with pytest.raises(WrongPassphrase):
        unlock_backup(backup, "another")
    for act in (verify_backup, look_into):
        with pytest.raises(WrongRecoveryCode, match="belongs to another vault"):
            act(backup, new_secret(), filled)
    with pytest.raises(WrongRecoveryCode):
        restore(backup, filled, new_secret())
    assert contents(filled) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.backup", "vault"]


def test_a_backup_that_is_damaged_restores_nothing(backup, filled, secret, passphrase):
    before = contents(filled)
    flip(backup, 5000)
    with pytest.raises(BackupDamaged):
        unlock_backup(backup, passphrase)
    for act in (lambda: look_into(backup, secret, filled), lambda: restore(backup, filled, secret)):
        with pytest.raises(BackupDamaged):
            act()
    assert contents(filled) == before


@pytest.mark.parametrize("page", [0, 1, 5, 20])
def test_damage_that_was_packed_with_a_sum_that_fits_is_found(backup, filled, secret, page):
    start = container.read(backup).start
    data = backup.read_bytes()
    at = start + 4096 * page + 200
    forge(backup, at, bytes([data[at] ^ 1]))
    container.check(backup)
    with pytest.raises(BackupDamaged):
        restore(backup, filled, secret)


def test_counts_on_the_label_that_are_not_the_vaults_own_are_found(backup, filled, secret):
    forge(backup, 40, (7).to_bytes(8))
    container.check(backup)
    with pytest.raises(BackupDamaged):
        verify_backup(backup, secret, filled)


def test_a_key_file_of_another_vault_in_a_backup_opens_nothing(backup, tmp_path, passphrase):
    other = Vault.create(tmp_path / "other", passphrase, cost=MINIMUM)
    keys = (other.folder / "vault.keys").read_bytes()
    other.close()
    container.write_with_keys(tmp_path / "mixed.backup", backup, keys)
    with pytest.raises(BackupDamaged):
        unlock_backup(tmp_path / "mixed.backup", passphrase)


def test_a_backup_without_keys_restores_with_the_code(backup, filled, secret, tmp_path):
    bare = tmp_path / "bare.backup"
    container.write_with_keys(bare, backup, b"")
    with pytest.raises(KeyFileDamaged, match="recovery code opens it"):
        unlock_backup(bare, "x")
    with pytest.raises(WrongRecoveryCode):
        verify_backup(bare, new_secret(), filled)
    restore(bare, filled, secret)
    assert [path.name for path in filled.iterdir()] == ["vault.db"]
    Vault.open(filled, secret).close()


@pytest.mark.parametrize(
    ("version", "counts"),
    [
        ("version-1", Counts(1, 2, 5)),
        ("version-2", Counts(2, 3, 19)),
        ("version-3", Counts(3, 4, 23)),
    ],
)
def test_a_backup_that_each_version_made_is_still_restored(tmp_path, passphrase, version, counts):
    """It was made once, and is never made anew."""
    old, place = Path(__file__).parent / "data" / f"{version}.backup", tmp_path / "vault"
    secret = unlock_backup(old, passphrase)
    look = look_into(old, secret, place)
    assert (look.made, look.counts) == (Moment(1_795_376_520_000, "-09:30"), counts)
    assert (look.summaries[0].title, look.summaries[0].answered) == ("Gently", 1)
    restore(old, place, secret)
    with closing(Vault.open(place, unlock_secret(place, passphrase))) as vault:
        assert vault.reflection(1).text("first") == "a\0b \ud800 😀\r\n\tמלים "
        assert vault.verify() == counts
