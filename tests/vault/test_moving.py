"""A closed vault gets another name or place, with its backups; nothing is overwritten, nothing half done."""

from __future__ import annotations

import errno
import shutil

import pytest

from resilience_desktop.errors import DiskFull, NotAllowed, NoVault, OpenElsewhere, ResilienceError
from resilience_desktop.vault import Vault, backups_beside, every_backup, exists, moving, rescue

from .steps import killed_at_each
from .test_damage import contents


@pytest.fixture
def kept(folder, secret, reading):
    """Return the folder of a closed vault that has a backup."""
    vault = Vault.open(folder, secret)
    vault.begin(vault.keep_edition(reading))
    vault.back_up()
    vault.close()
    return folder


@pytest.fixture
def elsewhere(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


def opens(folder, secret):
    vault = Vault.open(folder, secret)
    counts = vault.verify()
    vault.close()
    return counts.reflections == 1


def test_a_renamed_vault_opens_and_finds_its_backups(kept, secret):
    before = contents(kept)
    renamed = moving.rename(kept, " Evenings ")
    assert renamed == kept.with_name("Evenings")
    assert contents(renamed) == before
    assert not kept.exists()
    assert not backups_beside(kept).exists()
    assert rescue.newest_backup(renamed).path.parent == backups_beside(renamed)
    assert opens(renamed, secret)
    assert moving.rename(renamed, "Evenings") == renamed


@pytest.mark.parametrize(
    "name", ["", "  ", ".hidden", "a/b", "a\\b", "what?", "end.", "x" * 81, "a\nb", "🙂" * 80, "\ud83d"]
)
def test_a_name_that_no_folder_can_have_everywhere_is_refused(kept, name):
    with pytest.raises(ResilienceError, match="name of its folder"):
        moving.rename(kept, name)
    assert kept.exists()


@pytest.mark.parametrize("taken", ["Evenings", "Evenings backups"])
def test_a_name_that_is_taken_is_refused_and_nothing_moves(kept, taken):
    kept.with_name(taken).mkdir()
    with pytest.raises(ResilienceError, match="of that name already"):
        moving.rename(kept, "Evenings")
    assert kept.exists()
    assert len(every_backup(backups_beside(kept))) == 1


def test_an_open_vault_is_neither_renamed_nor_moved(vault, folder, elsewhere):
    for change in (lambda: moving.rename(folder, "Evenings"), lambda: moving.move(folder, elsewhere)):
        with pytest.raises(OpenElsewhere):
            change()
    assert vault.folder.exists()


def test_without_a_vault_there_is_nothing_to_move(tmp_path, elsewhere):
    with pytest.raises(NoVault):
        moving.move(tmp_path / "nothing", elsewhere)


def test_where_the_vault_cannot_be_renamed_its_backups_keep_their_name_too(kept, monkeypatch):
    real = type(kept).rename

    def refuse(path, target):
        if path == kept:
            raise OSError(errno.EACCES, "no")
        return real(path, target)

    monkeypatch.setattr(type(kept), "rename", refuse)
    with pytest.raises(NotAllowed):
        moving.rename(kept, "Evenings")
    assert kept.exists()
    assert len(every_backup(backups_beside(kept))) == 1


def test_where_the_former_vault_cannot_be_moved_aside_no_copy_is_left(kept, elsewhere, secret, monkeypatch):
    monkeypatch.setattr(moving, "_same_disk", lambda *_: False)
    real = type(kept).rename

    def refuse(path, target):
        if path == kept:
            raise OSError(errno.EROFS, "no")
        return real(path, target)

    monkeypatch.setattr(type(kept), "rename", refuse)
    with pytest.raises(NotAllowed):
        moving.move(kept, elsewhere)
    assert list(elsewhere.iterdir()) == []
    assert opens(kept, secret)


def test_on_the_same_disk_a_vault_is_moved_at_once(kept, elsewhere, secret):
    before = contents(kept)
    moved = moving.move(kept, elsewhere)
    assert (moved.folder, moved.kept) == (elsewhere / kept.name, None)
    assert contents(moved.folder) == before
    assert not kept.exists()
    assert len(every_backup(backups_beside(moved.folder))) == 1
    assert opens(moved.folder, secret)


def test_on_another_disk_it_is_copied_compared_and_the_former_one_kept(kept, elsewhere, secret, monkeypatch):
    monkeypatch.setattr(moving, "_same_disk", lambda *_: False)
    before = contents(kept)
    moved = moving.move(kept, elsewhere)
    assert moved.folder == elsewhere / kept.name
    assert moved.kept == kept.with_name("vault (moved aside 1)")
    assert contents(moved.folder) == contents(moved.kept) == before
    assert (moved.folder / "vault.db").stat().st_mode & 0o777 == 0o600
    assert moved.folder.stat().st_mode & 0o777 == 0o700
    for place in (moved.folder, kept):
        assert len(every_backup(backups_beside(place))) == 1
    assert opens(moved.folder, secret)
    assert not list(elsewhere.glob(".*"))


def test_a_copy_that_differs_or_does_not_fit_leaves_the_vault_where_it_is(kept, elsewhere, monkeypatch):
    monkeypatch.setattr(moving, "_same_disk", lambda *_: False)
    with monkeypatch.context() as patch:
        digests = iter([b"same", b"same", *range(100)])  # the backup's copy is sound, the vault's is not
        patch.setattr(moving, "_digest", lambda _: next(digests))
        with pytest.raises(ResilienceError, match="left where it is"):
            moving.move(kept, elsewhere)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(moving.shutil, "copyfileobj", full)
        with pytest.raises(DiskFull):
            moving.move(kept, elsewhere)
    assert list(elsewhere.iterdir()) == []
    assert kept.exists()


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_vault_is_not_moved_into_itself(kept, inside):
    (kept / "deeper").mkdir()
    with pytest.raises(ResilienceError, match="the vault itself"):
        moving.move(kept, kept / inside)


def test_a_folder_that_is_not_there_is_told(kept, tmp_path):
    with pytest.raises(ResilienceError, match="no such folder"):
        moving.move(kept, tmp_path / "nowhere")


@pytest.mark.parametrize("same_disk", [True, False])
def test_a_program_killed_at_any_step_leaves_the_vault_whole_in_one_place_at_least(
    kept, elsewhere, secret, monkeypatch, same_disk
):
    monkeypatch.setattr(moving, "_same_disk", lambda *_: same_disk)
    original = {place: contents(place) for place in (kept, backups_beside(kept))}

    def prepare():
        for place in (*kept.parent.glob("*vault*"), *kept.parent.glob(".*"), *elsewhere.iterdir()):
            shutil.rmtree(place)
        for place, files in original.items():
            place.mkdir()
            for name, data in files.items():
                (place / name).write_bytes(data)
        return lambda: moving.move(kept, elsewhere)

    for _ in killed_at_each(prepare, at_least=3):
        places = [place for place in (kept, elsewhere / kept.name) if exists(place)]
        assert places
        assert all(contents(place) == original[kept] for place in places)
        newest = [every_backup(backups_beside(kept.parent / side / kept.name)) for side in ("", "stick")]
        assert any(newest)
