from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from resilience_desktop.errors import (
    BackupDamaged,
    Damaged,
    DiskFull,
    WrongPassphrase,
    WrongRecoveryCode,
)
from resilience_desktop.vault import (
    MINIMUM,
    Cost,
    Vault,
    backups_beside,
    container,
    every_backup,
    keyfile,
    new_secret,
    secret_from_code,
    unlock_secret,
)
from resilience_desktop.vault.connection import Database
from resilience_desktop.vault.restoration import restore, unlock_backup, verify_backup

from .test_damage import contents, flip

NEW = "granite teapot ninety swallow"


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def kept(filled, secret, stick, clock):
    """Return an open vault with two backups of its own and one on a stick."""
    vault = Vault.open(filled, secret, clock=clock)
    vault.back_up()
    vault.back_up(stick)
    vault.set_fact("one", "more")
    vault.back_up()
    yield vault
    vault.close()


def files(vault, *others):
    return [
        backup.path for place in (backups_beside(vault.folder), *others) for backup in every_backup(place)
    ]


def words(vault):
    return [vault.reflection(summary.id).answers for summary in vault.summaries()]


def opens(path, passphrase, secret):
    try:
        return unlock_backup(path, passphrase) == secret
    except WrongPassphrase:
        return False


def test_the_new_passphrase_opens_everything_and_the_old_one_nothing(kept, secret, stick, passphrase):
    before, counts = words(kept), kept.counts()
    labels = [container.read(path).label for path in files(kept, stick)]
    assert kept.change_passphrase(NEW, cost=MINIMUM, places=[stick]) == ()
    kept.close()
    with pytest.raises(WrongPassphrase):
        unlock_secret(kept.folder, passphrase)
    vault = Vault.open(kept.folder, unlock_secret(kept.folder, NEW))
    assert (words(vault), vault.counts()) == (before, counts)
    assert vault.recovery_code() == secret.code()
    vault.close()
    assert len({(kept.folder / name).read_bytes() for name in keyfile.NAMES}) == 1
    for path in files(kept, stick):
        assert opens(path, NEW, secret)
        assert not opens(path, passphrase, secret)
        verify_backup(path, secret, kept.folder)
    assert [container.read(path).label for path in files(kept, stick)] == labels


def test_a_change_is_backed_up_first_and_what_was_backed_up_is_not_backed_up_again(kept):
    kept.change_passphrase(NEW, cost=MINIMUM)
    assert len(files(kept)) == 2
    kept.set_fact("yet", "more")
    kept.change_passphrase(NEW, cost=MINIMUM)
    assert len(files(kept)) == 3


def test_a_place_that_cannot_even_be_looked_at_is_told_as_left(kept, stick, secret):
    unreadable = stick / ("x" * 300)  # no file system takes such a name: its status is an error
    assert kept.change_passphrase(NEW, cost=MINIMUM, places=[unreadable, stick]) == (unreadable,)
    assert all(opens(path, NEW, secret) for path in files(kept, stick))


def test_what_still_opens_with_the_old_passphrase_is_told_and_can_be_done_later(
    kept, stick, tmp_path, secret, passphrase
):
    away = stick.rename(tmp_path / "in a drawer")
    assert not kept.is_unsettled
    assert kept.change_passphrase(NEW, cost=MINIMUM, places=[stick]) == (stick,)
    assert kept.settle([stick]) == (stick,)
    assert kept.is_unsettled
    away.rename(stick)
    (path,) = files(kept, stick)[2:]
    assert opens(path, passphrase, secret)
    assert kept.settle([stick]) == ()
    assert not kept.is_unsettled
    assert opens(path, NEW, secret)


def test_a_backup_that_is_damaged_is_left_and_told(kept, secret):
    damaged = files(kept)[1]
    flip(damaged, 5000)
    before = damaged.read_bytes()
    assert kept.change_passphrase(NEW, cost=MINIMUM) == (damaged,)
    assert damaged.read_bytes() == before
    assert opens(files(kept)[0], NEW, secret)


def test_strangers_files_and_other_vaults_backups_are_left_alone(kept, stick, tmp_path):
    other = Vault.create(tmp_path / "other", "x", cost=MINIMUM)
    theirs = other.back_up(stick).path
    other.close()
    photo = stick / "photo.backup"
    photo.write_bytes(b"photo")
    before = theirs.read_bytes()
    assert kept.change_passphrase(NEW, cost=MINIMUM, places=[stick]) == ()
    assert theirs.read_bytes() == before
    assert photo.read_bytes() == b"photo"
    assert kept.replace_secret(NEW, new_secret(), keep_backups=False, cost=MINIMUM, places=[stick]) == ()
    assert theirs.read_bytes() == before
    assert sorted(stick.iterdir()) == sorted([photo, theirs])


def test_a_forgotten_passphrase_is_replaced_after_the_recovery_code(kept, secret):
    for name in keyfile.NAMES:
        (kept.folder / name).unlink()
    kept.close()
    vault = Vault.open(kept.folder, secret_from_code(secret.code()))
    assert vault.change_passphrase(NEW, cost=MINIMUM) == ()
    vault.close()
    assert unlock_secret(kept.folder, NEW) == secret
    assert all(opens(path, NEW, secret) for path in files(vault))


def test_a_full_disk_leaves_the_old_passphrase_in_force(kept, secret, passphrase, monkeypatch):
    before = contents_of_keys(kept.folder)

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            kept.change_passphrase(NEW, cost=MINIMUM)
    assert contents_of_keys(kept.folder) == before
    assert all(opens(path, passphrase, secret) for path in files(kept))


def contents_of_keys(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in keyfile.NAMES]


def test_a_restored_vault_keeps_the_passphrase_of_its_backup_until_it_is_changed(
    kept, stick, secret, passphrase, clock
):
    (elsewhere,) = files(kept, stick)[2:]
    kept.change_passphrase(NEW, cost=MINIMUM)
    kept.close()
    restore(elsewhere, kept.folder, secret)
    vault = Vault.open(kept.folder, unlock_secret(kept.folder, passphrase), clock=clock)
    assert vault.settle() == ()
    assert all(opens(path, NEW, secret) for path in files(vault))  # an older slot never replaces a newer one
    assert vault.change_passphrase("third", cost=MINIMUM, places=[stick]) == ()
    vault.close()
    assert all(opens(path, "third", secret) for path in files(vault, stick))


def test_what_opens_the_vault_proves_itself_and_nothing_else_does(kept, secret, passphrase):
    kept.check_passphrase(passphrase)
    kept.check_code(secret.code().lower())
    with pytest.raises(WrongPassphrase):
        kept.check_passphrase(NEW)
    with pytest.raises(WrongRecoveryCode):
        kept.check_code(new_secret().code())


def test_a_slot_that_is_cheap_to_guess_is_made_dearer(kept, secret, passphrase):
    strong = Cost(keyfile.MODERATE.ops, keyfile.MODERATE.mem_bytes)
    with pytest.raises(WrongPassphrase):
        kept.strengthen("another", cost=strong)
    assert kept.strengthen(passphrase, cost=strong)
    for path in files(kept):
        assert keyfile.parse(container.read(path).keys).cost == strong
    assert unlock_secret(kept.folder, passphrase) == secret
    before = contents_of_keys(kept.folder)
    assert not kept.strengthen("not even looked at", cost=strong)
    assert contents_of_keys(kept.folder) == before


def test_whoever_knew_the_passphrase_and_the_code_is_kept_out(kept, secret, stick, passphrase):
    before, counts, former = words(kept), kept.counts(), kept._database.salt
    labels = [container.read(path).label for path in files(kept, stick)]
    fresh = new_secret()
    left = kept.replace_secret(NEW, fresh, keep_backups=True, cost=MINIMUM, places=[stick])
    assert left == ()
    assert (words(kept), kept.counts()) == (before, counts)
    assert kept.recovery_code() == fresh.code() != secret.code()
    kept.save(1, {kept.reflection(1).answers[0].prompt: "goes on"})
    kept.verify()
    kept.close()
    with pytest.raises(WrongPassphrase):
        unlock_secret(kept.folder, passphrase)
    with pytest.raises(WrongRecoveryCode):
        Vault.open(kept.folder, secret)
    Vault.open(kept.folder, unlock_secret(kept.folder, NEW)).close()
    assert [container.read(path).label for path in files(kept, stick)] == labels
    for path in files(kept, stick):
        assert container.read(path).vault_id != former
        assert opens(path, NEW, fresh)
        verify_backup(path, fresh, kept.folder)
        with pytest.raises(WrongRecoveryCode):
            verify_backup(path, secret, kept.folder)


def test_a_key_file_left_from_the_former_secret_does_not_make_its_code_look_right(kept, secret):
    former = (kept.folder / "vault.keys").read_bytes()
    kept.replace_secret(NEW, new_secret(), keep_backups=True, cost=MINIMUM)
    kept.close()
    (kept.folder / "vault.keys").write_bytes(former)  # as a kill just before its replacement leaves it
    with pytest.raises(WrongRecoveryCode):
        Vault.open(kept.folder, secret)
    Vault.open(kept.folder, unlock_secret(kept.folder, NEW)).close()
    assert (kept.folder / "vault.keys").read_bytes() != former


def test_no_page_of_the_vault_stays_under_the_former_key(kept, secret):
    before = (kept.folder / "vault.db").stat().st_ino
    kept.replace_secret(NEW, new_secret(), keep_backups=True, cost=MINIMUM)
    kept.close()
    assert (kept.folder / "vault.db").stat().st_ino != before
    data = (kept.folder / "vault.db").read_bytes()
    old = Path(kept.folder.parent / "under the former key.db")
    old.write_bytes(data)
    with pytest.raises(Damaged):
        Database(old, secret.data_key(data[:16]), data[:16])
    assert secret.code().encode() not in data


def test_former_backups_are_removed_when_that_is_chosen_and_a_new_one_stands_first(kept, stick):
    former = files(kept, stick)
    fresh = new_secret()
    kept.replace_secret(NEW, fresh, keep_backups=False, cost=MINIMUM, places=[stick])
    assert not any(path.exists() for path in former)
    (made,) = files(kept, stick)
    assert made.name == "resilience-000003.backup"
    assert verify_backup(made, fresh, kept.folder).label.counts == kept.counts()


def test_no_former_backup_is_removed_while_no_new_one_can_be_made(kept, monkeypatch):
    former = files(kept)
    place = backups_beside(kept.folder)
    write = container.write

    def full(path, label, keys, database):
        if path.parent == place:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, label, keys, database)

    with monkeypatch.context() as patch:
        patch.setattr(container, "write", full)
        left = kept.replace_secret(NEW, new_secret(), keep_backups=False, cost=MINIMUM)
    assert sorted(left) == sorted(former)
    assert all(path.exists() for path in former)
    assert kept.settle() == ()
    assert not any(path.exists() for path in former)
    assert len(files(kept)) == 1


@pytest.mark.parametrize("keep", [True, False])
def test_backups_on_a_stick_that_was_away_are_dealt_with_when_it_is_back(kept, stick, tmp_path, keep):
    away = stick.rename(tmp_path / "in a drawer")
    fresh = new_secret()
    assert kept.replace_secret(NEW, fresh, keep_backups=keep, cost=MINIMUM, places=[stick]) == (stick,)
    kept.close()
    away.rename(stick)
    (path,) = files(kept, stick)[-1:]
    vault = Vault.open(kept.folder, unlock_secret(kept.folder, NEW))
    assert vault.settle([stick]) == ()
    if keep:
        verify_backup(path, fresh, vault.folder)
    else:
        assert not path.exists()
    vault.close()


def test_a_backup_that_cannot_be_sealed_anew_is_left_as_it_is_and_told(kept, secret):
    damaged = files(kept)[1]
    flip(damaged, 20_000)
    before = damaged.read_bytes()
    assert kept.replace_secret(NEW, new_secret(), keep_backups=True, cost=MINIMUM) == (damaged,)
    assert damaged.read_bytes() == before
    with pytest.raises(BackupDamaged):
        verify_backup(damaged, secret, kept.folder)


def test_with_one_broken_copy_of_the_key_file_the_sound_one_is_kept_to_the_end(
    kept, secret, passphrase, monkeypatch
):
    (kept.folder / "vault.keys").write_bytes(b"broken")
    replace = Path.replace

    def fail(path, target):
        if Path(target).name == "vault.db":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(Exception, match="check the disk"):
            kept.replace_secret(NEW, new_secret(), keep_backups=True, cost=MINIMUM)
    kept.set_fact("it", "goes on")
    assert unlock_secret(kept.folder, passphrase) == secret
    assert kept.replace_secret(NEW, new_secret(), keep_backups=True, cost=MINIMUM) == ()


def test_a_vault_that_is_damaged_keeps_its_keys(filled, secret):
    flip(filled / "vault.db", 4096 * 20 + 99)
    before = contents(filled)
    vault = Vault.open(filled, secret)
    for change in (
        lambda: vault.change_passphrase(NEW, cost=MINIMUM),
        lambda: vault.replace_secret(NEW, new_secret(), keep_backups=True, cost=MINIMUM),
    ):
        with pytest.raises(Damaged):
            change()
    vault.close()
    assert contents(filled) == before
    shutil.rmtree(filled)
