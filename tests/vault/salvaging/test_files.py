"""Damaged files are only read; those that give nothing, or are no vault of ours, are left alone."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from resilience_desktop.errors import Damaged, NoVault, OpenElsewhere, WrongPassphrase, WrongRecoveryCode
from resilience_desktop.vault import (
    Vault,
    keyfile,
    new_secret,
    unlock_keys,
    unlock_secret,
)
from resilience_desktop.vault.salvaging import salvage
from tests.vault.conftest import make_reading
from tests.vault.test_damage import contents, flip
from tests.vault.test_processes import DIE_MIDWAY, OPEN, end, tell

from .steps import ROUNDS, harm, reflections


def test_the_damaged_files_are_only_read_and_lie_aside_afterwards(rich, secret):
    harm(rich, 4)
    before = contents(rich)
    times = {path.name: path.stat().st_mtime_ns for path in rich.iterdir()}
    report = salvage(rich, secret)
    assert report.moved_aside == rich.with_name("vault (moved aside 1)")
    assert contents(report.moved_aside) == before
    assert {path.name: path.stat().st_mtime_ns for path in report.moved_aside.iterdir()} == times


@pytest.mark.parametrize("at", [0, 5, 15])
def test_damaged_first_bytes_are_known_from_the_key_file(rich, secret, passphrase, at):
    flip(rich / "vault.db", at)
    with pytest.raises(WrongPassphrase):
        unlock_keys(rich, "another")
    report = salvage(rich, unlock_keys(rich, passphrase))
    assert report.saved.answers == 3 * ROUNDS
    assert unlock_secret(rich, passphrase) == secret
    with closing(Vault.open(rich, secret)) as vault:
        assert vault.fact("recovery-proved") == "yes"


def test_without_a_key_file_the_recovery_code_saves_as_much(rich, secret):
    for name in keyfile.NAMES:
        (rich / name).unlink()
    harm(rich, 1)
    assert salvage(rich, secret).saved.answers == 3 * ROUNDS
    assert [path.name for path in rich.iterdir()] == ["vault.db"]


@pytest.mark.parametrize("size", [0, 10, 4096, 5000, 9 * 4096, 15 * 4096 + 7])
def test_a_file_that_was_cut_short_gives_what_is_left_or_is_left_alone(rich, secret, size):
    data = (rich / "vault.db").read_bytes()
    (rich / "vault.db").write_bytes(data[:size])
    before = contents(rich)
    if size < 9 * 4096:
        with pytest.raises(Damaged, match="Nothing could be read"):
            salvage(rich, secret)
        assert contents(rich) == before
    else:
        assert salvage(rich, secret).saved.reflections == ROUNDS


def test_a_file_of_rubbish_is_left_where_it_is(rich, secret):
    data = (rich / "vault.db").read_bytes()
    (rich / "vault.db").write_bytes(data[:16] + bytes(len(data) - 16))
    before = contents(rich)
    with pytest.raises(Damaged, match="Nothing could be read"):
        salvage(rich, secret)
    assert contents(rich) == before
    assert [path.name for path in rich.parent.iterdir()] == ["vault"]


def test_a_wrong_code_and_a_wrong_place_are_told_and_change_nothing(rich, secret, tmp_path):
    before = contents(rich)
    with pytest.raises(WrongRecoveryCode, match="nothing can be read"):
        salvage(rich, new_secret())
    assert contents(rich) == before
    with pytest.raises(NoVault):
        salvage(tmp_path / "nowhere", secret)
    (rich / "vault.db").unlink()
    with pytest.raises(Damaged, match="missing"):
        salvage(rich, secret)


def test_an_open_vault_is_left_alone(rich, secret):
    with closing(Vault.open(rich, secret)), pytest.raises(OpenElsewhere):
        salvage(rich, secret)


def test_a_save_that_was_cut_off_is_taken_back_first(filled, secret, child):
    before = reflections(filled, secret)
    other = child(OPEN + DIE_MIDWAY, filled)
    tell(other, secret)
    other.wait()
    end(other)
    assert (filled / "vault.db-journal").stat().st_size > 512
    report = salvage(filled, secret)
    assert reflections(filled, secret) == before
    assert (report.moved_aside / "vault.db-journal").exists()


def test_a_disk_that_cannot_read_a_place_costs_only_what_stood_there(rich, secret, monkeypatch):
    """What a dying disk does is imitated: reading one place of the file fails, again and again."""
    with closing(Vault.open(rich, secret)) as vault:
        vault.save(1, {make_reading().prompts[1]: "long " * 9000})  # it goes on on the last page
    other = Path(shutil.copytree(rich, rich.parent / "elsewhere" / "vault"))
    last = (rich / "vault.db").stat().st_size // 4096
    harm(other, last)
    expected = salvage(other, secret).saved
    bad, opened = 4096 * (last - 1), Path.open

    class Failing:
        def __init__(self, file):
            self._file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self._file.close()

        def seek(self, at):
            return self._file.seek(at)

        def read(self, size=-1):
            if self._file.tell() == bad:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return self._file.read(size)

    def fail(path, *arguments, **options):
        file = opened(path, *arguments, **options)
        return Failing(file) if path == rich / "vault.db" and "rb" in arguments else file

    monkeypatch.setattr(Path, "open", fail)
    assert salvage(rich, secret).saved == expected
    assert expected.answers < 3 * ROUNDS
