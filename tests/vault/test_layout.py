from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from resilience_desktop.errors import NotAllowed, ResilienceError
from resilience_desktop.vault import exists, layout


@pytest.fixture
def made(tmp_path):
    """Return a folder that is to take a place."""
    place = tmp_path / "made"
    place.mkdir()
    (place / "vault.db").write_bytes(b"new")
    return place


@pytest.fixture
def former(tmp_path):
    """Return a vault's folder that is to be moved aside."""
    place = tmp_path / "vault"
    place.mkdir()
    (place / "vault.db").write_bytes(b"old")
    (place / "a photo").write_bytes(b"mine")
    return place


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_former_folder_is_moved_aside_whole(made, former, tmp_path):
    moved = layout.take_place(made, former)
    assert (former / "vault.db").read_bytes() == b"new"
    assert moved == tmp_path / "vault (moved aside 1)"
    assert (moved / "vault.db").read_bytes() == b"old"
    assert (moved / "a photo").read_bytes() == b"mine"
    assert names(tmp_path) == ["vault", "vault (moved aside 1)"]


def test_nothing_that_was_moved_aside_before_is_overwritten(made, former, tmp_path):
    (tmp_path / "vault (moved aside 1)").mkdir()
    assert layout.take_place(made, former) == tmp_path / "vault (moved aside 2)"


@pytest.mark.parametrize("empty", [False, True])
def test_a_free_or_empty_place_is_just_taken(made, tmp_path, empty):
    if empty:
        (tmp_path / "vault").mkdir()
    assert layout.take_place(made, tmp_path / "vault") is None
    assert names(tmp_path) == ["vault"]


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_step_that_fails_leaves_the_former_folder_in_its_place(
    made, former, tmp_path, monkeypatch, failing
):
    rename, calls = Path.rename, []

    def fail(path, target):
        calls.append(path)
        if len(calls) == failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="Input/output"):
        layout.take_place(made, former)
    assert (former / "vault.db").read_bytes() == b"old"
    assert set(names(tmp_path)) <= {"made", "vault"}


def test_the_last_step_is_done_by_whoever_looks_next(made, former, tmp_path):
    ready = made.rename(tmp_path / ".vault.0123.ready")
    assert exists(former)
    assert (former / "vault.db").read_bytes() == b"old"
    former.rename(tmp_path / "vault (moved aside 1)")  # and here the program was killed
    assert not former.exists()
    assert exists(former)
    assert (former / "vault.db").read_bytes() == b"new"
    assert not ready.exists()


def test_what_waits_for_its_place_in_vain_is_removed_some_day(made, former, tmp_path):
    made.rename(tmp_path / ".vault.0123.ready")
    with layout.workplace(former):
        pass
    assert names(tmp_path) == ["vault"]


def test_a_workplace_is_private_and_gone_at_the_end(former, tmp_path):
    (tmp_path / ".vault.0123.part").mkdir()
    (tmp_path / ".vaults.0123.part").mkdir()
    with layout.workplace(former) as place:
        assert place.parent == tmp_path
        assert place.stat().st_mode & 0o777 == 0o700
        (place / "file").touch()
    assert names(tmp_path) == [".vaults.0123.part", "vault"]  # another vault's is left alone
    with pytest.raises(ZeroDivisionError), layout.workplace(former):
        raise ZeroDivisionError
    assert names(tmp_path) == [".vaults.0123.part", "vault"]


def test_a_failing_disk_is_told_in_words(former):
    with pytest.raises(NotAllowed), layout.workplace(former):
        raise PermissionError(errno.EACCES, "no")


def test_a_folder_of_other_things_is_no_place_for_a_vault(tmp_path):
    (tmp_path / "photo").touch()
    with pytest.raises(ResilienceError, match="other files"):
        layout.check_no_strangers(tmp_path)
    layout.check_no_strangers(tmp_path / "nowhere")


def test_what_belongs_to_a_folder_of_a_longer_name_is_left_to_it(tmp_path):
    foreign = [tmp_path / f".a.b.{'0' * 16}{ending}" for ending in (".part", ".ready")]
    for folder in foreign:
        folder.mkdir()
    assert not layout.exists(tmp_path / "a")
    with layout.made_whole(tmp_path / "a") as aside:
        (aside / "vault.db").touch()
    assert (tmp_path / "a" / "vault.db").exists()
    assert all(folder.exists() for folder in foreign)
    assert not (tmp_path / "a.b").exists()
