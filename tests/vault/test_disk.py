"""A full disk, and folders that may not be written to."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resilience_desktop.errors import DiskFull, NotAllowed, ResilienceError
from resilience_desktop.vault import MINIMUM, Vault, connection, keyfile, layout, unlock_secret

SMALL = 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a disk of one megabyte, or, where none can be mounted, any folder."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ("mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(place))
    mounted = bool(shutil.which("mount")) and subprocess.run(command, capture_output=True).returncode == 0
    yield place
    if mounted:
        subprocess.run(("umount", str(place)), check=True)


def make_full(place: Path, vault: Vault) -> Callable[[], None]:
    """Leave no room for another page, and return what makes room again.

    Without a mounted disk, SQLite is told a greatest size, and raises the same SQLITE_FULL.
    """
    if place.is_mount():
        filler = place / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        return filler.unlink
    database = vault._database
    database.rows(f"PRAGMA max_page_count = {database.pragma('page_count')}")
    return lambda: database.rows("PRAGMA max_page_count = 4294967294")


def test_a_full_disk_is_told_and_nothing_is_lost_and_a_later_try_succeeds(
    small_disk, folder, secret, reading
):
    shutil.copytree(folder, small_disk / "vault")
    vault = Vault.open(small_disk / "vault", secret)
    number = vault.begin(vault.keep_edition(reading)).id
    first, second = reading.prompts[:2]
    vault.save(number, {first: "safe"})
    make_room = make_full(small_disk, vault)
    for _ in range(3):
        with pytest.raises(DiskFull, match="disk is full"):
            vault.save(number, {first: "gone?", second: "long " * 30_000})
        assert [answer.text for answer in vault.reflection(number).answers] == ["safe"]
    make_room()
    vault.save(number, {first: "kept", second: "long " * 30_000})
    vault.verify()
    vault.close()
    vault = Vault.open(small_disk / "vault", secret)
    assert [answer.text for answer in vault.reflection(number).answers] == ["kept", "long " * 30_000]
    vault.close()


def test_a_full_disk_while_saving_is_full_for_sqlite_too(vault, reading):
    number = vault.begin(vault.keep_edition(reading)).id
    vault._database.rows(f"PRAGMA max_page_count = {vault._database.pragma('page_count')}")
    with pytest.raises(DiskFull):
        vault.save(number, {reading.prompts[0]: "long " * 30_000})
    assert vault.reflection(number).answers == ()


@pytest.mark.parametrize("failing", range(2))
def test_a_vault_that_cannot_be_finished_is_not_begun(tmp_path, monkeypatch, failing):
    write, calls = keyfile.write_atomically, []

    def fail(path: Path, data: bytes) -> None:
        calls.append(path.name)
        if len(calls) > failing:
            raise DiskFull
        write(path, data)

    monkeypatch.setattr(keyfile, "write_atomically", fail)
    place = tmp_path / "data"
    with pytest.raises(DiskFull):
        Vault.create(place / "vault", "x", cost=MINIMUM)
    assert list(place.iterdir()) == []


@pytest.fixture
def given_away(public, folder, hand_over) -> Path:
    """Return a vault's folder in a place where permission bits bind us."""
    place = public / "vault"
    shutil.copytree(folder, place)
    hand_over(place)
    return place


@pytest.mark.parametrize(("what", "mode"), [(".", 0o500), (".", 0), ("vault.db", 0o400), ("vault.db", 0)])
def test_a_vault_that_may_not_be_written_is_refused_untouched(
    given_away, as_anyone, secret, passphrase, what, mode
):
    before = {path.name: path.read_bytes() for path in given_away.iterdir()}
    with as_anyone():
        Vault.open(given_away, secret).close()  # the rights are what stops it below
        (given_away / what).chmod(mode)
        with pytest.raises(NotAllowed, match="may not be written to"):
            Vault.open(given_away, secret)
        (given_away / what).chmod(0o700)
        assert {path.name: path.read_bytes() for path in given_away.iterdir()} == before
        (given_away / what).chmod(mode)
        if mode == 0:
            with pytest.raises(NotAllowed):
                unlock_secret(given_away, passphrase)


def test_a_folder_that_cannot_be_looked_at_is_told_in_words(given_away, as_anyone, secret, passphrase):
    with as_anyone():
        given_away.parent.chmod(0)
        for attempt in (
            lambda: unlock_secret(given_away, passphrase),
            lambda: Vault.open(given_away, secret),
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_a_file_that_fails_while_it_is_opened_is_told_in_words_and_let_go(folder, secret, monkeypatch):
    def fail(_path: Path) -> None:
        raise OSError(errno.EIO, "disk")

    name = layout.vault_id(folder)
    with monkeypatch.context() as failing:
        failing.setattr(connection, "_identity", fail)
        with pytest.raises(ResilienceError, match="check the disk"):
            connection.Database(folder / "vault.db", secret.data_key(name), name)
    Vault.open(folder, secret).close()


def test_no_vault_is_begun_where_nothing_may_be_written(public, as_anyone):
    with as_anyone():
        public.chmod(0o500)
        for place in (public / "vault", public / "deep" / "vault"):
            with pytest.raises(NotAllowed, match="choose another one"):
                Vault.create(place, "x", cost=MINIMUM)
        public.chmod(0o700)
        assert list(public.iterdir()) == []
        Vault.create(public / "vault", "x", cost=MINIMUM).close()


def test_a_copy_of_the_key_file_that_cannot_be_mended_keeps_nobody_out(
    given_away, as_anyone, secret, monkeypatch
):
    (given_away / "vault.keys").write_bytes(b"broken")

    def fail(_path: Path, _data: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr(keyfile, "write_atomically", fail)
    Vault.open(given_away, secret).close()
    assert (given_away / "vault.keys").read_bytes() == b"broken"
