"""A sudden end, or a full disk, at each single step of what changes more than one file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from resilience_desktop.errors import WrongRecoveryCode
from resilience_desktop.vault import (
    MINIMUM,
    RootSecret,
    Vault,
    backups_beside,
    container,
    every_backup,
    exists,
    keyfile,
    layout,
    new_secret,
    newest_backup,
)
from resilience_desktop.vault.restoration import restore, verify_backup
from resilience_desktop.vault.salvaging import salvage

from .steps import hindered_at_each, killed_at_each
from .test_damage import contents, flip

interferences = pytest.mark.parametrize("each", [killed_at_each, hindered_at_each], ids=["killed", "full"])
NEW = "granite teapot ninety swallow"
NEW_ID = bytes(range(100, 116))


@pytest.fixture
def ram() -> Iterator[Path]:
    """Return a folder in memory where there is one: a kill leaves a file as it was written anyway."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        yield Path(place)


@pytest.fixture
def original(filled, secret, clock, ram) -> Path:
    """Return a closed vault with a backup of its own and one on a stick, all in one folder."""
    home = ram / "original"
    shutil.copytree(filled, home / "vault")
    (home / "stick").mkdir()
    with closing(Vault.open(home / "vault", secret, clock=clock)) as vault:
        vault.back_up()
        vault.back_up(home / "stick")
    return home


@pytest.fixture
def fresh(original, ram) -> Callable[[], Path]:
    """Return a function that lays the vault and its backups anew."""

    def lay() -> Path:
        shutil.rmtree(ram / "home", ignore_errors=True)
        shutil.copytree(original, ram / "home")
        return ram / "home" / "vault"

    return lay


def paths(folder: Path) -> list[Path]:
    places = (backups_beside(folder), folder.with_name("stick"))
    return [backup.path for place in places for backup in every_backup(place)]


def words(folder: Path, secret: RootSecret) -> tuple:
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        return tuple(vault.reflection(number).answers for number in (1, 2, 3))


def assert_tidy(folder: Path) -> None:
    """Nothing unfinished lies anywhere."""
    left = [path.name for path in folder.parent.rglob("*") if path.name.endswith((".part", ".ready"))]
    assert left == []


@interferences
def test_a_backup_is_there_whole_or_not_at_all(each, fresh, secret, clock):
    def prepare():
        folder = fresh()

        def act():
            with closing(Vault.open(folder, secret, clock=clock)) as vault:
                vault.set_fact("one", "more")
                vault.back_up()

        return act

    folder = fresh()
    before = words(folder, secret)
    for _ in each(prepare, at_least=10):
        for path in paths(folder):
            verify_backup(path, secret, folder)
        assert words(folder, secret) == before
        with closing(Vault.open(folder, secret, clock=clock)) as vault:
            vault.set_fact("yet", "more")
            assert vault.back_up() == newest_backup(backups_beside(folder))
        assert_tidy(folder)


@interferences
def test_each_file_opens_with_the_old_passphrase_or_the_new_and_the_rest_is_done_next(
    each, fresh, secret, clock, passphrase, monkeypatch
):
    folder = fresh()
    stick = folder.with_name("stick")
    old = (folder / "vault.keys").read_bytes()
    new = secret.seal(layout.vault_id(folder), NEW, MINIMUM, sequence=2)
    assert keyfile.parse(new).unlock(NEW) == keyfile.parse(old).unlock(passphrase) == secret
    monkeypatch.setattr(RootSecret, "seal", lambda *_: new)  # made above, because it takes its time
    before = words(folder, secret)

    def prepare():
        fresh()

        def act():
            with closing(Vault.open(folder, secret, clock=clock)) as vault:
                if vault.change_passphrase(NEW, cost=MINIMUM, places=[stick]):
                    raise WrongRecoveryCode("some of it is left")  # one that the steps let pass

        return act

    for _ in each(prepare, at_least=20):
        slots = {container.check(path).keys for path in paths(folder)}
        assert slots <= {old, new}
        assert len(paths(folder)) == 2
        assert {(folder / name).read_bytes() for name in keyfile.NAMES} <= {old, new}
        now = keyfile.read_copies(folder)[0].data
        assert words(folder, secret) == before
        with closing(Vault.open(folder, secret, clock=clock)) as vault:
            assert vault.is_unsettled or slots == {now}
            assert vault.settle([stick]) == ()
            assert not vault.is_unsettled
        assert {container.check(path).keys for path in paths(folder)} == {now}
        assert {(folder / name).read_bytes() for name in keyfile.NAMES} == {now}
    assert now == new


@interferences
@pytest.mark.parametrize("keep", [True, False], ids=["re-sealed", "removed"])
def test_each_file_opens_with_the_old_secret_or_the_new_and_the_rest_is_done_next(
    each, keep, fresh, secret, clock, monkeypatch
):
    folder, second = fresh(), new_secret()
    old_id = layout.vault_id(folder)
    new = second.seal(NEW_ID, NEW, MINIMUM)
    monkeypatch.setattr(RootSecret, "seal", lambda *_: new)
    monkeypatch.setattr(keyfile, "new_vault_id", lambda: NEW_ID)
    before = words(folder, secret)

    def own(folder):
        return [backup.path for backup in every_backup(backups_beside(folder))]

    def prepare():
        fresh()

        def act():
            with closing(Vault.open(folder, secret, clock=clock)) as vault:
                if vault.replace_secret(NEW, second, keep_backups=keep, cost=MINIMUM):
                    raise WrongRecoveryCode("some of it is left")

        return act

    for _ in each(prepare, at_least=25):
        vault_id = layout.vault_id(folder)
        now = {old_id: secret, NEW_ID: second}[vault_id]
        assert any(copy.vault_id == vault_id and copy.fits(now) for copy in keyfile.read_copies(folder))
        assert own(folder)
        for path in own(folder):
            its = {old_id: secret, NEW_ID: second}[container.read(path).vault_id]
            verify_backup(path, its, folder)
        assert words(folder, now) == before
        with closing(Vault.open(folder, now, clock=clock)) as vault:
            assert vault.is_unsettled or all(container.read(p).vault_id == vault_id for p in own(folder))
            assert vault.settle() == ()
            assert not vault.is_unsettled
        for path in own(folder):
            assert container.read(path).vault_id == vault_id
            verify_backup(path, now, folder)
        assert len(own(folder)) == 1
        assert all(copy.fits(now) for copy in keyfile.read_copies(folder))
    assert now is second


@interferences
def test_the_vault_of_before_or_the_restored_one_stands_there_and_none_is_lost(each, fresh, secret):
    folder = fresh()
    (backup,) = every_backup(backups_beside(folder))
    restored = words(folder, secret)

    def prepare():
        database = fresh() / "vault.db"
        flip(database, database.stat().st_size - 4096 + 99)
        return lambda: restore(backup.path, folder, secret)

    prepare()
    damaged = contents(folder)
    for _ in each(prepare, at_least=10):
        assert exists(folder)
        aside = [path for path in folder.parent.iterdir() if "moved aside" in path.name]
        assert [contents(path) for path in aside or [folder]] == [damaged]
        if aside:
            assert words(folder, secret) == restored
        else:
            restore(backup.path, folder, secret)
        assert_tidy(folder)
    assert aside


@interferences
def test_what_is_salvaged_stands_there_whole_or_the_damaged_vault_does(each, fresh, secret):
    folder = fresh()

    def prepare():
        database = fresh() / "vault.db"
        flip(database, database.stat().st_size - 4096 + 99)
        return lambda: salvage(folder, secret)

    prepare()
    damaged = contents(folder)
    for _ in each(prepare, at_least=10):
        assert exists(folder)
        aside = [path for path in folder.parent.iterdir() if "moved aside" in path.name]
        assert [contents(path) for path in aside or [folder]] == [damaged]
        if aside:
            with closing(Vault.open(folder, secret)) as vault:
                assert vault.verify().answers == 8
    assert aside


def test_the_steps_are_real(tmp_path):
    """The control: a file written in two steps is found with one of them done."""

    def prepare():
        for path in tmp_path.iterdir():
            path.unlink()

        def act():
            (tmp_path / "one").write_bytes(b"1")
            (tmp_path / "two").write_bytes(b"2")

        return act

    states = [sorted(path.name for path in tmp_path.iterdir()) for _ in killed_at_each(prepare, at_least=2)]
    assert states == [[], ["one"], ["one", "two"]]
