from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from resilience_desktop import files
from resilience_desktop.errors import AlreadyThere, DiskFull, NotAllowed, ResilienceError
from resilience_desktop.files import write_atomically


def test_the_bytes_arrive_in_a_file_for_the_person_alone(tmp_path):
    write_atomically(tmp_path / "letter.pdf", b"words\0\xff")
    assert (tmp_path / "letter.pdf").read_bytes() == b"words\0\xff"
    assert stat.S_IMODE((tmp_path / "letter.pdf").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "letter.pdf"]


def test_an_old_file_is_replaced_and_becomes_private(tmp_path):
    old = tmp_path / "letter.pdf"
    old.write_bytes(b"old")
    old.chmod(0o644)
    write_atomically(old, b"new")
    assert old.read_bytes() == b"new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_an_old_file_stays_when_replacing_was_not_asked_for(tmp_path):
    old = tmp_path / "letter.pdf"
    old.write_bytes(b"old")
    with pytest.raises(AlreadyThere):
        write_atomically(old, b"new", replace=False)
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_new_file_is_written_when_replacing_was_not_asked_for(tmp_path):
    write_atomically(tmp_path / "letter.pdf", b"new", replace=False)
    assert (tmp_path / "letter.pdf").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "letter.pdf"]


@pytest.fixture
def _stick(monkeypatch):
    """Behave as a file system without hard links (FAT, exFAT) does."""

    def link(*_paths: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("_stick")
def test_a_memory_stick_takes_a_new_file_and_keeps_an_old_one(tmp_path):
    write_atomically(tmp_path / "letter.pdf", b"first", replace=False)
    with pytest.raises(AlreadyThere):
        write_atomically(tmp_path / "letter.pdf", b"second", replace=False)
    assert (tmp_path / "letter.pdf").read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [tmp_path / "letter.pdf"]


def test_a_link_is_replaced_and_what_it_led_to_is_left_alone(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert target.read_bytes() == b"old"
    assert not link.is_symlink()


@pytest.mark.parametrize("call", ["fsync", "link", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO])
def test_whatever_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, call, code):
    old = tmp_path / "letter.pdf"
    if call != "link":
        old.write_bytes(b"old")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def failing(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path if call == "replace" else os, call, failing)
    with pytest.raises(ResilienceError) as told:
        write_atomically(old, b"new", replace=call != "link")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert type(told.value) is type(files.in_words(OSError(code, "")))


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "letter.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_durable_before_it_takes_its_name_and_its_folder_after(tmp_path, monkeypatch):
    order = []
    fsync, move = os.fsync, Path.replace
    monkeypatch.setattr(
        os, "fsync", lambda handle: (order.append(stat.S_IFMT(os.fstat(handle).st_mode)), fsync(handle))
    )
    monkeypatch.setattr(Path, "replace", lambda *paths: (order.append("replace"), move(*paths)))
    write_atomically(tmp_path / "letter.pdf", b"new")
    assert order == [stat.S_IFREG, "replace", stat.S_IFDIR]


def test_a_folder_that_is_gone_is_told_in_words(tmp_path):
    with pytest.raises(ResilienceError, match="not there any more"):
        write_atomically(tmp_path / "gone" / "letter.pdf", b"new")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EEXIST, AlreadyThere),
        (errno.EACCES, NotAllowed),
        (errno.EPERM, NotAllowed),
        (errno.EROFS, NotAllowed),
        (errno.ENOENT, ResilienceError),
        (errno.EIO, ResilienceError),
    ],
)
def test_each_failure_of_the_system_has_words_that_name_no_file(code, kind):
    error = files.in_words(OSError(code, os.strerror(code), "/home/someone/secret"))
    assert type(error) is kind
    assert "secret" not in str(error)


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path, monkeypatch):
    def refuse(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "this folder knows no fsync")
        return real(handle)

    real = os.fsync
    monkeypatch.setattr(os, "fsync", refuse)
    write_atomically(tmp_path / "letter.pdf", b"words")
    assert (tmp_path / "letter.pdf").read_bytes() == b"words"


def test_a_folder_is_there_only_where_it_can_be_looked_at(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert files.is_folder(tmp_path)
    for name in ("file", "nothing", "x" * 300):  # no file system takes the last: its status is an error
        assert not files.is_folder(tmp_path / name)
